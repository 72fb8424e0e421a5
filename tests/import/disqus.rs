//! Comments as Disqus exports them.

use earshot_model::{Author, Overrides, ProblemCode, Question};

use crate::reading::{fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

const FORUM: &str = "disqus/holm-2026-06-10-all.xml";

#[test]
fn comments_are_messages_and_who_is_ours_is_asked() {
    let plan = the_plan(&fixture(FORUM));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    disqus (its root element is `disqus`)
    account   @holm-council on disqus
    encoding  UTF-8 (the beginning is plain ASCII)
    account   holm-council (the export names the forum)
    zone      UTC (every time in the file says so)
    asks      [Ours]
    preview   2026-06-02T09:00:00Z | Anders | inbound | "When do the green bins come?\nNobody knows here."
    preview   2026-06-02T09:45:00Z | @holmweb | inbound | "On Thursdays."
    preview   2026-06-02T11:00:00Z | @berit_h | inbound | "A page that is gone"
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   disqus-post 31 by person "Anders", 1780390800000 ±1s Stated, parent none
      text    Some("When do the green bins come?\nNobody knows here.")
      link    https://www.holm.example/bins#comment-31
    message   disqus-post 32 by person @holmweb, 1780393500000 ±1s Stated, parent 31
      text    Some("On Thursdays.")
      link    https://www.holm.example/bins#comment-32
    message   disqus-post 35 by person @berit_h, 1780398000000 ±1s Stated, parent none
      text    Some("A page that is gone")
    Note bad-value in holm-2026-06-10-all.xml line - column -
      says    left out: comments marked as spam (1), deleted comments (1) ->
    "#);
}

#[test]
fn names_and_usernames_chosen_by_hand_are_ours() {
    for name in ["web team", "@HolmWeb"] {
        let overrides = Overrides { ours: vec![name.to_owned()], ..Overrides::default() };
        let plan = plan_with(&fixture(FORUM), &overrides).files.remove(0);
        assert!(!plan.asks.contains(&Question::Ours));
        let everything = read(&plan);
        let ours: Vec<_> = everything.messages().iter().map(|message| (message.author == Author::Owner, message.to_owner)).collect();
        assert_eq!(ours, [(false, true), (true, false), (false, true)], "{name}");
    }
}

#[test]
fn what_is_broken_is_named_and_the_rest_goes_in() {
    let plan = the_plan(&fixture("disqus/damaged.xml"));
    assert_eq!(plan.asks, [Question::Ours, Question::Account]);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    Rejected missing-date in damaged.xml line 3 column -
      says    the comment has no date -> export again
      raw     "<post dsq:id=\"41\"><message>No date</message></post>"
    Rejected missing-id in damaged.xml line 4 column -
      says    the row has no id -> 
      raw     "<post><message>No id</message><createdAt>2026-06-02T09:00:00Z</createdAt></post>"
    Rejected bad-date in damaged.xml line 5 column -
      says    `yesterday` is not a date written like `2013-10-11T06:51:33Z` -> export again
      raw     "<post dsq:id=\"43\"><message>Bad date</message><createdAt>yesterday</createdAt></post>"
    message   disqus-post 44 by somebody, 1780390800000 ±1s Stated, parent none
      text    Some("Good")
    Rejected bad-xml in damaged.xml line 7 column -
      says    the tags of the item do not match -> 
      raw     "<post dsq:id=\"45\"><message>Not closed<createdAt>2026-06-02T09:00:00Z</createdAt></post>"
    Rejected bad-xml in damaged.xml line 8 column -
      says    the file breaks off: what follows is not read -> save the file again; what stands before it was taken in
      raw     "<post dsq:id=\"46\"><message>Cut of"
    "#);
}

#[test]
fn near_misses_and_empty_exports() {
    assert!(plan(&written("a.xml", "<disqus xmlns='urn:other'><post/></disqus>").path).files.is_empty());
    let empty = "<disqus xmlns=\"http://disqus.com\"><category dsq:id=\"1\"/></disqus>";
    assert_eq!(the_refusal(&written("a.xml", empty).path).code, ProblemCode::HeaderOnly);
}
