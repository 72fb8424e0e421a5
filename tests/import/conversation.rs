use crate::reading::{fixture, lines, plan_lines, read, the_plan};

#[test]
fn a_conversation_tells_people_from_accounts_and_who_answers_what() {
    let plan = the_plan(&fixture("conversation/trams.csv"));
    assert!(plan.account_from_rows);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   conversation:holmtrams 1 by account @HolmTrams, 1509487847000 ±1s Stated, parent 3
      text    Some("@115712 We are sorry. Which stop was it?")
    message   conversation:holmtrams 2 by person @115712, 1509487905000 ±1s Stated, parent 1
      text    Some("@HolmTrams The one at the\nold market, \"as always\"")
    message   conversation:holmtrams 3 by person @115712, 1509487707000 ±1s Stated, parent none
      text    Some("@HolmTrams the tram did not stop 😡")
    message   conversation:holmtrams 4 by account @HolmTrams, 1509492600000 ±1s Stated, parent none
      text    Some("Trams run again")
    message   conversation:holmtrams 5 by person @115713, 1509523200000 ±1s Stated, parent 4
      text    Some("@HolmTrams and now?")
    "#);
}

#[test]
fn ids_that_hold_the_stated_time_are_those_of_x() {
    let plan = the_plan(&fixture("conversation/from_x.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    conversation (the header is that of a conversation export)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (every time in the file states its offset)
    account   by row (the column `inbound` tells accounts from people, and `author_id` names the account)
    ids       x-post (each of the first 2 ids holds the time that its row states, so they are X's own)
    unused    response_tweet_id
    preview   2024-03-01T10:00:00Z | @marta_lind | inbound | "@holmcouncil when does the pool open?"
    preview   2024-03-01T10:04:30Z | @holmcouncil | outbound | "@marta_lind On Monday!"
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 1763504454339919877 by person @marta_lind, 1709287200000 ±1s Stated, parent none
      text    Some("@holmcouncil when does the pool open?")
    message   x-post 1763505583027126279 by account @holmcouncil, 1709287470000 ±1s Stated, parent 1763504454339919877
      text    Some("@marta_lind On Monday!")
    "#);
}

#[test]
fn ids_of_several_accounts_that_were_numbered_anew_share_one_space() {
    let everything = read(&the_plan(&fixture("conversation/two_accounts.csv")));
    let spaces: Vec<&str> = everything.messages().iter().map(|message| &*message.space.0).collect();
    assert_eq!(spaces, ["conversation", "conversation"]);
}
