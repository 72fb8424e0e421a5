use earshot_model::{Author, Overrides, ProblemCode, Question};

use crate::reading::{directed_lines, fixture, plan, plan_lines, read, the_plan, the_plan_with, written};

/// Two parts of messages, the users, and a byte-order mark.
#[test]
fn a_network_export_is_one_plan_and_asks_who_is_ours() {
    let whole = plan(&fixture("yammer/export"));
    assert!(whole.refused.is_empty(), "{:#?}", whole.refused);
    let plan = the_plan(&fixture("yammer/export"));
    assert_eq!(plan.parts, ["Users.csv", "Messages-2.csv", "Messages.csv"]);
    assert_eq!(plan.asks, [Question::Ours]);
    let overrides = Overrides { ours: vec!["IDA@holm.example".to_owned()], ..Overrides::default() };
    let plan = the_plan_with(&fixture("yammer/export"), &overrides);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    yammer (the header is that of Yammer's messages)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      as each time states (the times say in which zone they are)
    ours      ida@holm.example (chosen by hand)
    account   by row (each of ours is an account)
    unused    parent_id, conversation_id, group_id, group_name, in_private_group, sender_type, api_url, attachments, deleted_by_id, deleted_by_type, title, gdpr_delete_url
    preview   2026-03-03T10:00:00Z | Marta Lind | inbound | "Is it true?"
    preview   2026-03-03T10:05:00Z | @Ida Falk | outbound | "Not yet"
    preview   2026-03-02T08:15:20Z | Marta Lind | inbound | "@Ida Falk when do we hear about the move?\nAnd where to?"
    preview   2026-03-02T09:01:00Z | @Ida Falk | outbound | "On Friday @Marta Lind and [[user:9999]]"
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   yammer-message 900010 by person "Marta Lind", 1772532000000 ±1s Stated, parent none
      text    Some("Is it true?")
      kind    direct in 900010
    message   yammer-message 900011 by account @Ida Falk, 1772532300000 ±1s Stated, parent 900010
      text    Some("Not yet")
      kind    direct in 900010
    message   yammer-message 900001 by person "Marta Lind", 1772439320000 ±1s Stated, parent none
      text    Some("@Ida Falk when do we hear about the move?\nAnd where to?")
      kind    post in 900001
    message   yammer-message 900002 by account @Ida Falk, 1772442060000 ±1s Stated, parent 900001
      text    Some("On Friday @Marta Lind and [[user:9999]]")
      kind    post in 900001
    Note bad-value in export line - column -
      says    deleted messages are left out: 1 -> 
    Note bad-value in export line - column -
      says    messages of the system are left out: 1 ->
    "#);
}

/// The team's people write for one account, and a private message to one of them is to it.
#[test]
fn with_an_account_what_ours_wrote_is_the_accounts() {
    let overrides = Overrides { account: Some("Communications".to_owned()), ours: vec!["Ida Falk".to_owned()], ..Overrides::default() };
    let everything = read(&the_plan_with(&fixture("yammer/export"), &overrides));
    let said: Vec<_> =
        everything.messages().iter().map(|message| (message.id.clone(), message.author == Author::Owner, message.to_owner)).collect();
    let expected = [("900010", false, true), ("900011", true, false), ("900001", false, false), ("900002", true, false)];
    assert_eq!(said, expected.map(|(id, ours, to_us)| (id.to_owned(), ours, to_us)));
}

#[test]
fn messages_without_the_users_are_read_with_a_note() {
    let plan = the_plan(&fixture("yammer/export/Messages.csv"));
    assert_eq!(plan.problems.len(), 1);
    assert_eq!(plan.problems[0].code, ProblemCode::MissingPart);
    assert_eq!(read(&plan).messages().len(), 2);
}

/// No zone in the times: they are taken to be in UTC.
#[test]
fn broken_rows_of_messages_are_named() {
    let plan = the_plan(&fixture("yammer/damaged/Messages.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    yammer (the header is that of Yammer's messages)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      UTC (Yammer's times are in UTC wherever they state a zone)
    ours      unknown (the file does not tell which of its authors are ours)
    account   by row (each of ours is an account)
    asks      [Ours]
    preview   2026-03-02T08:15:20Z | Marta Lind | inbound | "Good row"
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    Rejected damaged-id in Messages.csv line 2 column id
      says    the id `9.0E+08` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "9.0E+08,,900001,1501,Marta Lind,Damaged id,2026-03-02T08:15:20"
    Rejected bad-value in Messages.csv line 3 column replied_to_id
      says    `x` is not an id -> ids here are digits only
      raw     "900002,x,900001,1501,Marta Lind,Odd parent,2026-03-02T08:15:20"
    Rejected bad-date in Messages.csv line 4 column created_at
      says    `null` is not a date written like `2017-05-02T13:05:59Z`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "900003,,900001,1501,Marta Lind,No date,null"
    message   yammer-message 900004 by person "Marta Lind", 1772439320000 ±1s ZoneAssumed, parent none
      text    Some("Good row")
      kind    post in 900004
    "#);
}

#[test]
fn tables_that_resemble_messages_are_not_claimed() {
    for header in [
        "id,thread_id,sender_id,body,created_at\n1,1,2,Hello,2026-03-02T08:15:20Z\n",
        "id,email,name,joined_at\n1,a@holm.example,Marta,2026-03-02T08:15:20Z\n",
    ] {
        let plan = plan(&written("Messages.csv", header).path);
        assert!(plan.files.iter().all(|file| file.format != "yammer"), "{header}");
    }
}
