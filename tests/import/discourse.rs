use earshot_model::{Overrides, Question};

use crate::reading::{directed_lines, fixture, plan, plan_lines, read, the_plan, the_plan_with, written};

#[test]
fn an_archive_is_the_users_whose_name_it_bears() {
    let path = fixture("discourse/user_archive-ida_falk-260310-101530-7");
    let whole = plan(&path);
    assert!(whole.refused.is_empty(), "{:#?}", whole.refused);
    let plan = the_plan(&path);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    discourse (the header is that of a Discourse user's posts)
    account   @ida_falk on discourse
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (Discourse writes its times in UTC)
    account   ida_falk (the name of the archive)
    unused    topic_title
    preview   2026-01-05T07:30:00Z | @ida_falk | outbound | "We start at **four**.\n\nMain roads first." | likes 7 · replies 3
    preview   2026-01-05T09:00:00Z | @ida_falk | outbound | "Side streets by noon" | likes 1 · replies 0
    preview   2026-01-06T09:00:00Z | @ida_falk | outbound | "Could you send me the address?" | likes 0 · replies 1
    preview   2026-01-07T09:00:00Z | @ida_falk | outbound | "Thank you" | likes 0 · replies 0
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   discourse-post:forum.holm.example 812/1 by owner, 1767598200000 ±1s Stated, parent none
      text    Some("We start at **four**.\n\nMain roads first.")
      link    https://forum.holm.example/t/snow-clearing-in-holm/812/1
      counts  likes 7, replies 3
      kind    post in 812
    message   discourse-post:forum.holm.example 812/9 by owner, 1767603600000 ±1s Stated, parent unknown
      text    Some("Side streets by noon")
      link    https://forum.holm.example/t/snow-clearing-in-holm/812/9
      counts  likes 1, replies 0
      kind    post in 812
    message   discourse-post:forum.holm.example 900/2 by owner, 1767690000000 ±1s Stated, parent unknown
      text    Some("Could you send me the address?")
      link    https://forum.holm.example/t/a-question/900/2
      counts  likes 0, replies 1
      kind    direct in 900
    message   discourse-post:forum.holm.example 901/3 by owner, 1767776400000 ±1s Stated, parent unknown
      text    Some("Thank you")
      link    https://forum.holm.example/t/a-word/901/3
      counts  likes 0, replies 0
      kind    direct in 901
    "#);
}

/// An older header, and nobody's name.
#[test]
fn broken_rows_of_an_archive_are_named() {
    let plan = the_plan(&fixture("discourse/damaged.csv"));
    assert_eq!(plan.asks, [Question::Account]);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    Rejected bad-value in damaged.csv line 2 column url
      says    `https://forum.holm.example/t/no-number` is no address of a post -> the address ends with the topic and the number of the post
      raw     "No number,Town,No,A post,1,0,https://forum.holm.example/t/no-number,2026-01-05 09:00:00 UTC"
    Rejected missing-date in damaged.csv line 3 column created_at
      says    the row has no date -> export again
      raw     "No date,Town,No,A post,1,0,https://forum.holm.example/t/no-date/5/6,"
    Note bad-number in damaged.csv line 4 column like_count
      says    `1.5` is not a count; it was left unknown -> export again if the figure matters
      raw     "Odd count,Town,No,Good row,1.5,0,https://forum.holm.example/t/odd-count/5/7,2026-01-05 09:00:00 UTC"
    message   discourse-post:forum.holm.example 5/7 by owner, 1767603600000 ±1s Stated, parent unknown
      text    Some("Good row")
      link    https://forum.holm.example/t/odd-count/5/7
      counts  replies 0
      kind    post in 5
    "#);
}

/// Older releases packed one table by itself, so that several users' may lie in one folder.
#[test]
fn the_tables_of_several_users_are_planned_each() {
    let folder = tempfile::tempdir().unwrap();
    let table = std::fs::read(fixture("discourse/damaged.csv")).unwrap();
    for user in ["ida", "per-ek"] {
        std::fs::write(folder.path().join(format!("user_archive-{user}-190310-101530.csv")), &table).unwrap();
    }
    let users: Vec<String> = plan(folder.path()).files.into_iter().map(|file| file.account.unwrap().handle).collect();
    assert_eq!(users, ["ida", "per-ek"]);
}

#[test]
fn the_user_can_be_chosen() {
    let overrides = Overrides { account: Some("press_holm".to_owned()), ..Overrides::default() };
    let plan = the_plan_with(&fixture("discourse/user_archive-ida_falk-260310-101530-7/user_archive.csv"), &overrides);
    assert_eq!(plan.account.unwrap().handle, "press_holm");
}

#[test]
fn tables_that_resemble_an_archive_are_not_claimed() {
    for header in [
        "topic_title,url,created_at,post_raw\nSnow,https://forum.holm.example/t/snow/1/1,2026-01-05,Hello\n",
        "topic_title,is_pm,url,created_at,like_count\nSnow,No,https://forum.holm.example/t/snow/1/1,2026-01-05,1\n",
    ] {
        assert!(plan(&written("user_archive.csv", header).path).files.iter().all(|file| file.format != "discourse"), "{header}");
    }
}
