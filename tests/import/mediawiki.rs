//! Talk pages in dumps of wikis.

use earshot_model::{Author, Overrides, ProblemCode, Question, Severity};

use crate::reading::{fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};

const WIKI: &str = "mediawiki/holmwiki-history.xml";

#[test]
fn signed_comments_are_cut_out_of_talk_pages() {
    let plan = the_plan(&fixture(WIKI));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mediawiki (its root element is that of a MediaWiki dump)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    account   by row (who signed a comment wrote it)
    zone      UTC (signatures name their zone; where one is not known, UTC is assumed)
    ids       mediawiki-comment:wiki.holm.example (made of page, minute and author of each signature)
    asks      [Ours]
    preview   2026-06-01T09:00Z | @Signe | inbound | "Is it really four metres at low tide?"
    preview   2026-06-01T10:30Z | @Holm Harbour Office | inbound | "We measured the basin in May:\nfour & a half."
    preview   2026-06-01T12:00Z | 192.0.2.9 | inbound | "Thank you!"
    preview   2026-06-02T11:05Z | @Uwe | inbound | "And at high tide?"
    preview   2026-06-03T11:00Z | @Signe | inbound | "One."
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   mediawiki-comment:wiki.holm.example 8-202606010900-Signe by person @Signe, 1780304400000 ±60s Stated, parent none
      text    Some("Is it really four metres at low tide?")
      link    https://wiki.holm.example/wiki/Talk:Harbour#Depth_of_the_basin
    message   mediawiki-comment:wiki.holm.example 8-202606011030-Holm_Harbour_Office by person @Holm Harbour Office, 1780309800000 ±60s Stated, parent 8-202606010900-Signe by @Signe
      text    Some("We measured the basin in May:\nfour & a half.")
      link    https://wiki.holm.example/wiki/Talk:Harbour#Depth_of_the_basin
    message   mediawiki-comment:wiki.holm.example 8-202606011400-192.0.2.9 by person "192.0.2.9", 1780315200000 ±60s Stated, parent 8-202606011030-Holm_Harbour_Office by @Holm Harbour Office
      text    Some("Thank you!")
      link    https://wiki.holm.example/wiki/Talk:Harbour#Depth_of_the_basin
    message   mediawiki-comment:wiki.holm.example 8-202606021305-Uwe by person @Uwe, 1780398300000 ±60s Stated, parent 8-202606010900-Signe by @Signe
      text    Some("And at high tide?")
      link    https://wiki.holm.example/wiki/Talk:Harbour#Depth_of_the_basin
    message   mediawiki-comment:wiki.holm.example 8-202606031100-Signe by person @Signe, 1780484400000 ±60s Stated, parent none
      text    Some("One.")
      link    https://wiki.holm.example/wiki/Talk:Harbour#Twice
    message   mediawiki-comment:wiki.holm.example 8-202606031100-Signe-2 by person @Signe, 1780484400000 ±60s Stated, parent none
      text    Some("Two.")
      link    https://wiki.holm.example/wiki/Talk:Harbour#Twice
    message   mediawiki-comment:wiki.holm.example 8-202606031100-Ida by person @Ida, 1780484400000 ±60s ZoneAssumed, parent none
      text    Some("Elsewhere.")
      link    https://wiki.holm.example/wiki/Talk:Harbour#Twice
    message   mediawiki-comment:wiki.holm.example 9-202606040800-Ida by person @Ida, 1780560000000 ±60s Stated, parent none
      text    Some("When is the crane repaired?")
      link    https://wiki.holm.example/wiki/User_talk:Holm_Harbour_Office#Crane
    Note bad-value in holmwiki-history.xml line - column -
      says    left out: pages that are no talk pages (1), talk pages without a signed comment (1) ->
    "#);
}

#[test]
fn users_chosen_by_hand_are_ours_and_their_talk_page_is_said_to_us() {
    let overrides = Overrides { ours: vec!["holm harbour office".to_owned()], ..Overrides::default() };
    let plan = plan_with(&fixture(WIKI), &overrides).files.remove(0);
    assert!(!plan.asks.contains(&Question::Ours));
    let everything = read(&plan);
    let ours: Vec<_> = everything.messages().into_iter().filter(|message| matches!(message.author, Author::Account(_))).collect();
    assert_eq!(ours[0].conversation.as_deref(), Some("8#Depth of the basin"));
    assert_eq!(ours.iter().map(|message| &*message.id).collect::<Vec<_>>(), ["8-202606011030-Holm_Harbour_Office"]);
    let to_us: Vec<_> = everything.messages().into_iter().filter(|message| message.to_owner).map(|message| &*message.id).collect();
    assert_eq!(to_us, ["9-202606040800-Ida"]);
}

#[test]
fn a_comment_is_one_however_many_revisions_have_it() {
    let everything = read(&the_plan(&fixture("mediawiki/damaged.xml")));
    insta::assert_snapshot!(lines(&everything), @r#"
    Rejected bad-xml in damaged.xml line 5 column -
      says    the tags of the item do not match -> 
      raw     "<revision><id>31</id><text>Never closed<b></revision>"
    Rejected bad-xml in damaged.xml line 8 column -
      says    the file breaks off: what follows is not read -> save the file again; what stands before it was taken in
      raw     "<revision><id>33</id><text>Cut of"
    message   mediawiki-comment:Old Wiki 3-200605031000-Bo by person @Bo, 1146650400000 ±60s Stated, parent none
      text    Some("Rings loudly.")
    message   mediawiki-comment:Old Wiki 3-200605031100-Ida by person @Ida, 1146654000000 ±60s Stated, parent 3-200605031000-Bo by @Bo
      text    Some("Yes.")
    "#);
}

#[test]
fn a_dump_without_talk_is_refused_with_its_reason() {
    let problem = the_refusal(&fixture("mediawiki/no_talk.xml"));
    assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::HeaderOnly));
    assert_eq!(problem.message, "the dump holds no talk page, only 2 of other kinds");
    let other = "<mediawiki xmlns='urn:other'><page><title>Talk:A</title></page></mediawiki>";
    assert!(plan(&written("a.xml", other).path).files.is_empty());
}
