//! Blogger's two exports.

use earshot_model::{ProblemCode, Question};

use crate::reading::{fixture, plan_lines, read, the_plan, the_refusal, written};
use crate::releases::whole_lines;

#[test]
fn a_back_up_of_the_settings_page_is_read() {
    let plan = the_plan(&fixture("blogger/blog-06-10-2026.xml"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    blogger (it is Atom whose entries have the kinds of a Blogger back-up)
    account   @holmlighthouse.blogspot.example on blogger
    encoding  UTF-8 (the beginning is plain ASCII)
    account   holmlighthouse.blogspot.example (the export names the blog's address)
    ours      Lighthouse team (they have published posts)
    zone      UTC (every time in the file states its offset)
    preview   2026-05-05T06:30:00Z |  | release | "Tours begin again"
    preview   2026-05-05T16:00:00Z | Signe | inbound | "Is the tower open to children?"
    preview   2026-05-05T17:15:00Z | @holmlighthouse.blogspot.example | outbound | "From six years on."
    "#);
    insta::assert_snapshot!(whole_lines(read(&plan)), @r#"
    release   tag:blogger.com,1999:blog-77.post-900 1777962600500 "Tours begin again"
      text    "Every Sunday at two.\nBring a jacket & good shoes."
      link    http://holmlighthouse.blogspot.example/2026/05/tours.html
    message   blogger-comment tag:blogger.com,1999:blog-77.post-910 by person "Signe", 1777996800000 ±1s Stated, parent none
      text    Some("Is the tower open to children?")
      link    http://holmlighthouse.blogspot.example/2026/05/tours.html?showComment=1#c910
    message   blogger-comment tag:blogger.com,1999:blog-77.post-911 by owner, 1778001300000 ±1s Stated, parent tag:blogger.com,1999:blog-77.post-910
      text    Some("From six years on.")
    Note bad-value in blog-06-10-2026.xml line - column -
      says    left out: drafts, and what waits, was deleted or is spam (1), settings and templates (1) ->
    "#);
}

#[test]
fn a_feed_of_takeout_is_read_and_what_is_broken_is_named() {
    let plan = the_plan(&fixture("blogger/Takeout"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    blogger (it is Atom with the elements of Blogger's Takeout)
    account   @Holm Lighthouse on blogger
    encoding  UTF-8 (the beginning is plain ASCII)
    account   Holm Lighthouse (the export names the blog)
    ours      Lighthouse team (they have published posts)
    zone      UTC (every time in the file states its offset)
    preview   2026-05-05T16:00:00Z | Signe | inbound | "Is the tower open to children?"
    preview   2026-05-05T18:00:00Z | somebody | inbound | "Mine liked it."
    preview   2026-05-05T06:30:00Z |  | release | "Tours begin again"
    "#);
    insta::assert_snapshot!(whole_lines(read(&plan)), @r#"
    message   blogger-comment tag:blogger.com,1999:blog-77.post-910 by person "Signe", 1777996800000 ±1s Stated, parent none
      text    Some("Is the tower open to children?")
    message   blogger-comment tag:blogger.com,1999:blog-77.post-912 by somebody, 1778004000000 ±1s Stated, parent tag:blogger.com,1999:blog-77.post-910
      text    Some("Mine liked it.")
    Rejected missing-date in Takeout/Blogger/Blogs/Holm Lighthouse/feed.atom line 30 column -
      says    the comment has no date -> back the blog up again
      raw     "<entry>\n    <id>tag:blogger.com,1999:blog-77.post-914</id>\n    <blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>\n    <content type='html'>No date</content>\n  </entry>"
    release   tag:blogger.com,1999:blog-77.post-900 1777962600500 "Tours begin again"
      text    "Every Sunday at two."
      link    none
    Note bad-value in Takeout/Blogger/Blogs/Holm Lighthouse/feed.atom line - column -
      says    left out: drafts, and what waits, was deleted or is spam (1) ->
    "#);
}

#[test]
fn both_exports_give_a_comment_the_same_id() {
    let ids = |path: &str| read(&the_plan(&fixture(path))).messages().iter().map(|m| (m.space.clone(), m.id.clone())).collect::<Vec<_>>();
    assert_eq!(ids("blogger/blog-06-10-2026.xml")[0], ids("blogger/Takeout")[0]);
}

#[test]
fn without_a_post_nobody_knows_who_is_ours() {
    let entry = "<entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>COMMENT</blogger:type><published>2026-05-05T16:00:00Z</published>\
                 <content>Hi</content></entry>";
    let root = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'><title>Holm</title>";
    let plan = the_plan(&written("feed.atom", format!("{root}{entry}</feed>")).path);
    assert_eq!(plan.asks, [Question::Ours]);
    assert_eq!(the_refusal(&written("feed.atom", format!("{root}</feed>")).path).code, ProblemCode::HeaderOnly);
}

#[test]
fn a_blog_s_public_feed_is_a_feed() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2008'><entry><id>1</id>\
                <title>Hi</title><published>2026-05-05T16:00:00Z</published></entry></feed>";
    assert_eq!(the_plan(&written("default.atom", feed).path).format, "feed");
}
