//! WordPress exports: posts are releases, comments are messages.

use std::fs;

use earshot_model::{Author, Overrides, ProblemCode, Severity};

use crate::reading::{fixture, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};
use crate::releases::whole_lines;

const BLOG: &str = "wordpress/holmnews.WordPress.2026-06-10.xml";

#[test]
fn published_posts_are_releases_and_approved_comments_messages() {
    let plan = the_plan(&fixture(BLOG));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    wordpress (it is RSS with the elements of a WordPress export)
    account   @holm.example/newsroom on wordpress
    encoding  UTF-8 (the beginning is plain ASCII)
    account   holm.example/newsroom (the export names the blog's address)
    ours      registered users (their comments have a comment_user_id that is not 0)
    zone      UTC (times are given in GMT)
    ids       wordpress-comment:holm.example/newsroom (the ids of comments are unique within the site)
    preview   2026-06-01T08:30:00Z |  | release | "Ferry fares frozen & timetable kept"
    preview   2026-06-01T09:02:10Z | Greta P. | inbound | "Does that include bicycles?\nMy son goes every day."
    preview   2026-06-01T09:40:00Z | @holm.example/newsroom | outbound | "Yes – bicycles & trailers travel free."
    preview   2026-06-02T06:00:00Z | Ole | inbound | "Good news!"
    preview   2025-01-02T12:00:00Z |  | release | "Press contacts"
    "#);
    assert_eq!(plan.account.as_ref().unwrap().display_name.as_deref(), Some("Holm Newsroom"));
    insta::assert_snapshot!(whole_lines(read(&plan)), @r#"
    release   https://www.holm.example/newsroom/?p=41 1780302600000 "Ferry fares frozen & timetable kept"
      text    "Fares on the island ferry stay as they are.\nSo does the timetable."
      link    https://www.holm.example/newsroom/ferry-fares/
    message   wordpress-comment:holm.example/newsroom 11 by person "Greta P.", 1780304530000 ±1s Stated, parent none
      text    Some("Does that include bicycles?\nMy son goes every day.")
      link    https://www.holm.example/newsroom/ferry-fares/#comment-11
    message   wordpress-comment:holm.example/newsroom 12 by owner, 1780306800000 ±1s Stated, parent 11
      text    Some("Yes – bicycles & trailers travel free.")
      link    https://www.holm.example/newsroom/ferry-fares/#comment-12
    message   wordpress-comment:holm.example/newsroom 13 by person "Ole", 1780380000000 ±1s Stated, parent 12
      text    Some("Good news!")
      link    https://www.holm.example/newsroom/ferry-fares/#comment-13
    release   https://www.holm.example/newsroom/?page_id=2 1735819200000 "Press contacts"
      text    "Ring the press office."
      link    https://www.holm.example/newsroom/contacts/
    release   https://www.holm.example/newsroom/old/ 1110016800000 "Older than the site"
      text    "Moved here from the old system."
      link    https://www.holm.example/newsroom/old/
    Note bad-value in holmnews.WordPress.2026-06-10.xml line - column -
      says    left out: attachments, menus and other items that are no posts (1), comments in spam or in the bin (1), comments that nobody has approved (1), drafts and other unpublished posts (1), pingbacks and trackbacks (1) ->
    "#);
}

#[test]
fn what_is_broken_is_named_and_the_rest_goes_in() {
    let plan = the_plan(&fixture("wordpress/damaged.xml"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    wordpress (it is RSS with the elements of a WordPress export)
    account   @holm.example on wordpress
    encoding  UTF-8 (the beginning is plain ASCII)
    account   holm.example (the link of the first post)
    ours      registered users (their comments have a comment_user_id that is not 0)
    zone      UTC (times are given in GMT)
    ids       wordpress-comment:holm.example (the ids of comments are unique within the site)
    preview   2026-06-01T09:30:00Z | somebody | inbound | "Still &nosuch; here"
    preview   2026-06-01T08:30:00Z |  | release | "Sound"
    "#);
    insta::assert_snapshot!(whole_lines(read(&plan)), @r#"
    Rejected missing-date in damaged.xml line 4 column -
      says    it has no time in GMT -> choose the zone of the site's clock
      raw     "<item><title>By the clock on the wall</title><link>http://holm.example/wall</link><wp:post_date>2026-06-01 10:30:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\n<wp:comment><wp:comment_id>1.2E+17</wp:comment_id><wp:comment_date_gmt>2026-06-01 09:00:00</wp:comment_date_gmt><wp:comment_content>Hm</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>\n<wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_date_gmt>2026-06-31 09:00:00</wp:comment_date_gmt><wp:comment_content>No such day</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>\n<wp:comment><wp:comment_id>6</wp:comment_id><wp:comment_date_gmt>2026-06-01 09:30:00</wp:comment_date_gmt><wp:comment_content>Still &nosuch; here</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>99</wp:comment_parent></wp:comment>\n</item>"
    Rejected damaged-id in damaged.xml line 5 column -
      says    the id `1.2E+17` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "<wp:comment_id>1.2E+17</wp:comment_id><wp:comment_date_gmt>2026-06-01 09:00:00</wp:comment_date_gmt><wp:comment_content>Hm</wp:comment_content><wp:comment_approved>1</wp:comment_approved>"
    Rejected bad-date in damaged.xml line 6 column -
      says    there was no moment `2026-06-31 09:00:00` -> export again
      raw     "<wp:comment_id>5</wp:comment_id><wp:comment_date_gmt>2026-06-31 09:00:00</wp:comment_date_gmt><wp:comment_content>No such day</wp:comment_content><wp:comment_approved>1</wp:comment_approved>"
    message   wordpress-comment:holm.example 6 by somebody, 1780306200000 ±1s Stated, parent 99
      text    Some("Still &nosuch; here")
      link    http://holm.example/wall#comment-6
    Rejected bad-xml in damaged.xml line 9 column -
      says    the tags of the item do not match -> 
      raw     "<item><title>Nothing</wp:status></title></title><b></item>"
    release   http://holm.example/sound 1780302600000 "Sound"
      text    ""
      link    http://holm.example/sound
    Rejected bad-xml in damaged.xml line 11 column -
      says    the file breaks off: what follows is not read -> save the file again; what stands before it was taken in
      raw     "<item><title>Cut off</title><link>http://holm.example/c"
    "#);
}

#[test]
fn what_is_said_to_a_post_is_said_to_us() {
    let everything = read(&the_plan(&fixture(BLOG)));
    let to_owner: Vec<_> = everything.messages().iter().map(|message| (&*message.id, message.to_owner)).collect();
    assert_eq!(to_owner, [("11", true), ("12", false), ("13", false)]);
}

#[test]
fn a_zone_chosen_by_hand_is_that_of_the_clock_on_the_wall() {
    let overrides = Overrides { zone: Some("Europe/Copenhagen".to_owned()), ..Overrides::default() };
    let plan = plan_with(&fixture("wordpress/damaged.xml"), &overrides).files.remove(0);
    let text = whole_lines(read(&plan));
    // 2026-06-01T10:30 in Copenhagen is 08:30 UTC.
    assert!(text.starts_with("release   http://holm.example/wall 1780302600000 \"By the clock on the wall\""), "{text}");
}

#[test]
fn names_chosen_by_hand_are_ours_and_no_others() {
    let overrides = Overrides { ours: vec!["greta p.".to_owned()], ..Overrides::default() };
    let plan = plan_with(&fixture(BLOG), &overrides).files.remove(0);
    let everything = read(&plan);
    let ours: Vec<_> = everything.messages().iter().filter(|message| message.author == Author::Owner).map(|message| &*message.id).collect();
    assert_eq!(ours, ["11"]);
}

#[test]
fn near_misses_are_no_wordpress_exports() {
    let text = fs::read_to_string(fixture(BLOG)).unwrap();
    let feed = text.replace("https://wordpress.org/export/1.2/", "https://holm.example/").replace("wp:wxr_version", "wp:version");
    assert_eq!(the_plan(&written("a.xml", feed).path).format, "feed");
    let page = "<html><body>https://wordpress.org/export/1.2/</body></html>";
    assert!(plan(&written("b.xml", page).path).files.is_empty());
}

#[test]
fn an_export_without_a_post_is_refused() {
    let text = fs::read_to_string(fixture(BLOG)).unwrap();
    let empty = format!("{}</channel></rss>", text.split_once("<item>").unwrap().0);
    let problem = the_refusal(&written("a.xml", empty).path);
    assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::HeaderOnly));
}
