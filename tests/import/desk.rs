//! Help desks: Front, RingCentral, Zendesk.

use earshot_model::{Certainty, DateOrder, FilePlan, Overrides, ProblemCode, Question, Severity};

use crate::reading::{directed_lines, fixture, lines, plan_lines, read, the_plan, the_plan_with, the_refusal, written};

fn of_holm() -> Overrides {
    Overrides { account: Some("Holm".to_owned()), zone: Some("Europe/Stockholm".to_owned()), ..Overrides::default() }
}

#[test]
fn front_asks_for_the_zone_and_whose_desk_it_is() {
    let path = fixture("front/messages.csv");
    assert_eq!(the_plan(&path).asks, [Question::Zone, Question::Account]);
    let plan = the_plan_with(&path, &of_holm());
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    front (the header is that of Front's export of messages)
    account   @Holm on inbox
    encoding  UTF-8 (the beginning is valid UTF-8)
    zone      Europe/Stockholm (chosen by hand)
    account   Holm (chosen by hand)
    unused    Segment ID, Ticket IDs, Segment, Status, Inbox, Reaction time, Response time, Assignee, Author, From, To, Cc, Bcc, Tags, New Conversation, First response, Business hours
    preview   2026-03-02T07:15:20Z | Marta Lind | inbound | "My bin was not emptied on Tuesday. We live at the end of…"
    preview   2026-03-02T09:40:00Z | @Holm | outbound | "Sorry! A crew comes by tomorrow."
    preview   2026-07-02T21:59:59Z | +46 70 000 00 00 | inbound | ""
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   inbox-message:front msg_1a by person "Marta Lind", 1772435720000 ±1s ZoneChosen, parent unknown
      text    Some("My bin was not emptied on Tuesday. We live at the end of…") (cut)
      kind    direct to us in cnv_9
    message   inbox-message:front msg_1c by owner, 1772444400000 ±1s ZoneChosen, parent unknown
      text    Some("Sorry! A crew comes by tomorrow.")
      kind    direct in cnv_9
    message   inbox-message:front msg_2a by person #+46 70 000 00 00, 1783029599000 ±1s ZoneChosen, parent unknown
      text    None
      kind    direct to us in cnv_10
    Note bad-value in messages.csv line - column -
      says    automatic answers are left out: 1 ->
    "#);
}

#[test]
fn broken_rows_of_front_are_named() {
    insta::assert_snapshot!(directed_lines(&read(&the_plan(&fixture("front/damaged.csv")))), @r#"
    Rejected bad-value in damaged.csv line 2 column Direction
      says    `Sideways` is neither inbound nor outbound -> export in English
      raw     "msg_1a,cnv_9,Sideways,2026-03-02 08:15:20,Which way"
    Rejected missing-id in damaged.csv line 3 column Message ID
      says    the row has no id -> 
      raw     ",cnv_9,Inbound,2026-03-02 08:15:20,No id"
    Rejected missing-date in damaged.csv line 4 column Message date
      says    the row has no date -> export again
      raw     "msg_1c,cnv_9,Inbound,,No date"
    message   inbox-message:front msg_1d by somebody, 1772439320000 ±1s Stated, parent unknown
      text    Some("Good row")
      kind    direct to us in cnv_9
    "#);
}

#[test]
fn ringcentral_tells_agents_by_their_names_and_writes_days_first() {
    let path = fixture("ringcentral/messages.csv");
    assert_eq!(the_plan(&path).asks, [Question::Zone, Question::Account]);
    let plan = the_plan_with(&path, &of_holm());
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    ringcentral (the header is that of RingCentral's export of messages)
    account   @Holm on inbox
    encoding  UTF-8 (the beginning is plain ASCII)
    dates     day first (a date among the first can be read in no other way)
    zone      Europe/Stockholm (chosen by hand)
    account   Holm (chosen by hand)
    ours      what an agent wrote (the column `creator_id` names an agent)
    unused    source_id, source_type, source_name, type, created_from, status, ignored_from, categories, intervention_id, initial_created_at, creator_name, anonymized, body, title, language, in_reply_to_author_id
    preview   2026-09-20T11:15Z | Marta Lind | inbound | "Is the lido open?"
    preview   2026-09-20T12:02Z | @Holm | outbound | "Until nine tonight"
    preview   2026-09-21T06:00Z | Per Ek | inbound | "Late\nagain"
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   inbox-message:ringcentral 5c0000000000000000000001 by person "Marta Lind", 1789902900000 ±60s ZoneChosen, parent none
      text    Some("Is the lido open?")
      kind    post to us in 5b0000000000000000000001
    message   inbox-message:ringcentral 5c0000000000000000000003 by owner, 1789905720000 ±60s ZoneChosen, parent 5c0000000000000000000001
      text    Some("Until nine tonight")
      kind    post in 5b0000000000000000000001
    message   inbox-message:ringcentral 5c0000000000000000000004 by person "Per Ek", 1789970400000 ±60s ZoneChosen, parent none
      text    Some("Late\nagain")
      kind    direct to us in 5b0000000000000000000002
    Note bad-value in messages.csv line - column -
      says    automatic and unpublished answers are left out: 2 ->
    "#);
}

#[test]
fn the_order_of_days_and_months_can_be_chosen() {
    let text = "created_at,content_thread_id,id,author_id,creator_id,body\n03/04/2026 13:15,t,m,a,,Hello\n";
    let file = written("messages.csv", text);
    let day = |dates| {
        let plan = the_plan_with(&file.path, &Overrides { dates, ..Overrides::default() });
        plan.preview[0].when.clone()
    };
    assert_eq!(day(None), "2026-04-03T13:15Z");
    assert_eq!(day(Some(DateOrder::MonthFirst)), "2026-03-04T13:15Z");
}

#[test]
fn the_threads_of_ringcentral_are_refused_for_want_of_messages() {
    let refusal = the_refusal(&fixture("ringcentral/threads.csv"));
    assert_eq!((refusal.severity, refusal.code), (Severity::Refused, ProblemCode::MissingPart));
    // Beside the messages they are worth a note.
    let folder = crate::reading::plan(&fixture("ringcentral"));
    let threads = folder.refused.iter().find(|problem| problem.file.ends_with("threads.csv")).unwrap();
    assert_eq!(threads.severity, Severity::Note);
}

#[test]
fn broken_rows_of_ringcentral_are_named() {
    insta::assert_snapshot!(directed_lines(&read(&the_plan(&fixture("ringcentral/damaged.csv")))), @r#"
    Rejected bad-date in damaged.csv line 2 column created_at
      says    `31/02/2026 13:15` is not a date written like `23/09/2013 18:23`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "31/02/2026 13:15,5b01,5c01,5d01,,A day that never was"
    Rejected damaged-id in damaged.csv line 3 column id
      says    the id `5.0E+23` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "20/09/2026 13:15,5b01,5.0E+23,5d01,,Damaged id"
    Rejected missing-id in damaged.csv line 4 column id
      says    the row has no id -> 
      raw     "20/09/2026 13:15,5b01,,5d01,,No id"
    message   inbox-message:ringcentral 5c04 by person #5d01, 1789910100000 ±60s ZoneAssumed, parent unknown
      text    Some("Good row")
      kind    direct to us in 5b01
    "#);
}

#[test]
fn zendesk_gives_response_times_without_messages() {
    let path = fixture("zendesk/export.csv");
    assert_eq!(the_plan(&path).asks, [Question::Zone, Question::Account]);
    let plan = the_plan_with(&path, &of_holm());
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    zendesk (the header is that of Zendesk's export of tickets)
    account   @Holm on inbox
    encoding  UTF-8 (the beginning is plain ASCII)
    zone      Europe/Stockholm (chosen by hand)
    account   Holm (chosen by hand)
    unused    Summation column, Requester, Requester id, Requester external id, Requester email, Requester domain, Submitter, Assignee, Group, Tags, Status, Priority, Via, Ticket type, Updated at, Assigned at, Organization, Due date, Initially assigned at, Solved at, Resolution time, Satisfaction Score, Group stations, Assignee stations, Reopens, Replies, First resolution time in minutes, First resolution time in minutes within business hours, District [list]
    preview   2026-03-02T07:15Z | @Holm | response | "Bin not emptied" | first reply after 145 min
    preview   2026-03-06T18:40Z | @Holm | response | "Line 4, again"
    preview   2026-03-07T09:00Z | @Holm | response | "Thanks" | first reply after 0 min
    "#);
    let everything = read(&plan);
    insta::assert_snapshot!(lines(&everything), @r#"
    response  inbox-ticket 4711 asked 1772435700000 ±60s answered after Some(8700) s, Some(1500) s of business: Some("Bin not emptied")
    response  inbox-ticket 4712 asked 1772822400000 ±60s answered after None s, None s of business: Some("Line 4, again")
    response  inbox-ticket 4713 asked 1772874000000 ±60s answered after Some(0) s, Some(0) s of business: Some("Thanks")
    "#);
    let certain = everything
        .items
        .iter()
        .all(|item| matches!(item, earshot_formats::Item::Response(response) if response.asked.certainty == Certainty::ZoneChosen));
    assert!(certain);
}

#[test]
fn the_columns_of_zendesk_have_had_several_names() {
    let plan = the_plan(&fixture("zendesk/explore.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    zendesk (the header is that of Zendesk's export of tickets)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    delimiter ; (it divides the header into most columns)
    decimal mark , (the minutes show it)
    zone      as each time states (the times say in which zone they are)
    account   unknown (the file does not name the organisation)
    asks      [Account]
    preview   2026-03-02T07:15:00Z | the account | response | "Bin not emptied" | first reply after 145 min
    preview   2026-03-06T18:40:00Z | the account | response | "Line 4" | first reply after 1234 min
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    response  inbox-ticket 4711 asked 1772435700000 ±1s answered after Some(8730) s, Some(1515) s of business: Some("Bin not emptied")
    response  inbox-ticket 4712 asked 1772822400000 ±1s answered after Some(74055) s, None s of business: Some("Line 4")
    "#);
}

#[test]
fn broken_rows_of_zendesk_are_named() {
    insta::assert_snapshot!(lines(&read(&the_plan(&fixture("zendesk/damaged.csv")))), @r#"
    Rejected damaged-id in damaged.csv line 2 column Id
      says    the id `4.7E+11` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "4.7E+11,2026-03-02 08:15,Damaged id,10"
    Rejected bad-date in damaged.csv line 3 column Created at
      says    `yesterday` is not a date written like `2013-05-28 14:02`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "4712,yesterday,No date,10"
    Note bad-number in damaged.csv line 4 column First reply time (in minutes)
      says    `soon` is no number of minutes; it was left unknown -> export again if the figure matters
      raw     "4713,2026-03-02 08:15,No number,soon"
    response  inbox-ticket 4713 asked 1772439300000 ±60s answered after None s, None s of business: Some("No number")
    response  inbox-ticket 4714 asked 1772439300000 ±60s answered after Some(600) s, None s of business: Some("Good row")
    "#);
}

#[test]
fn whoever_is_not_the_requester_of_a_ticket_is_one_of_us() {
    let path = fixture("zendesk-json/tickets.json");
    assert_eq!(the_plan(&path).asks, [Question::Account]);
    let overrides = Overrides { account: Some("Holm".to_owned()), ..Overrides::default() };
    let plan = the_plan_with(&path, &overrides);
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    zendesk-json (it begins as a ticket of Zendesk with its comments does)
    account   @Holm on inbox
    zone      UTC (every time in the file says that it is in UTC)
    account   Holm (chosen by hand)
    ours      who is not the requester (a ticket names its requester by number)
    preview   2026-03-02T07:15:00Z | 88 | inbound | "My bin was not emptied"
    preview   2026-03-02T09:40:12Z | @Holm | outbound | "Sorry!\nA crew comes tomorrow."
    preview   2026-03-06T18:40:00Z | 89 | inbound | "Late again"
    preview   2026-03-06T18:50:00Z | @Holm | outbound | "I was on it too"
    "#);
    insta::assert_snapshot!(directed_lines(&read(&plan)), @r#"
    message   inbox-message:zendesk 990001 by person #88, 1772435700000 ±1s Stated, parent unknown
      text    Some("My bin was not emptied")
      kind    direct to us in 4711
    message   inbox-message:zendesk 990003 by owner, 1772444412000 ±1s Stated, parent unknown
      text    Some("Sorry!\nA crew comes tomorrow.")
      kind    direct in 4711
    message   inbox-message:zendesk 990010 by person #89, 1772822400000 ±1s Stated, parent unknown
      text    Some("Late again")
      kind    direct to us in 4712
    message   inbox-message:zendesk 990011 by owner, 1772823000000 ±1s Stated, parent unknown
      text    Some("I was on it too")
      kind    direct in 4712
    Note bad-value in tickets.json line - column -
      says    private comments are left out: 1 ->
    "#);
    // Number 90 is copied in; with our people named, it is not one of them.
    let named = the_plan_with(&path, &Overrides { ours: vec!["12".to_owned()], ..overrides });
    let to_us = |plan: &FilePlan| read(plan).messages().iter().filter(|message| message.to_owner).count();
    assert_eq!((to_us(&plan), to_us(&named)), (2, 3));
}

#[test]
fn broken_tickets_are_named() {
    insta::assert_snapshot!(directed_lines(&read(&the_plan(&fixture("zendesk-json/damaged.json")))), @r#"
    Rejected damaged-id in damaged.json line 1 column id
      says    the id `9.9e5` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "{\"id\":9.9e5,\"author_id\":88,\"body\":\"Damaged id\",\"public\":true,\"created_at\":\"2026-03-02T07:15:00Z\"}"
    Rejected missing-date in damaged.json line 1 column created_at
      says    `created_at` is missing -> 
      raw     "{\"id\":990002,\"author_id\":88,\"body\":\"No date\",\"public\":true}"
    Rejected bad-value in damaged.json line 1 column author_id
      says    `author_id` is missing -> 
      raw     "{\"id\":990003,\"body\":\"Nobody\",\"public\":true,\"created_at\":\"2026-03-02T07:15:00Z\"}"
    message   inbox-message:zendesk 990004 by person #88, 1772435700000 ±1s Stated, parent unknown
      text    Some("Good comment")
      kind    direct to us in 4711
    Rejected bad-value in damaged.json line 2 column requester_id
      says    `requester_id` is missing -> 
      raw     "{\"id\":4712,\"comments\":[]}"
    Rejected bad-json in damaged.json line 3 column -
      says    the element is not JSON: EOF while parsing a value at line 1 column 11 -> 
      raw     "{\"id\":4713,"
    "#);
    let bare = r#"{"id":4711,"subject":"Bin","requester_id":88,"submitter_id":88,"status":"open"}"#;
    let refusal = the_refusal(&written("tickets.json", bare).path);
    assert_eq!((refusal.code, refusal.message.as_str()), (ProblemCode::MissingPart, "the tickets are without their comments"));
}

#[test]
fn json_that_resembles_tickets_is_not_claimed() {
    for line in [
        r#"{"id":1,"comments":[{"id":2,"text":"Hello"}]}"#,
        r#"{"id":1,"requester_id":2,"comment":"Hello"}"#,
        r#"[{"id":1,"requester_id":2,"comments":[]}]"#,
    ] {
        assert!(crate::reading::plan(&written("a.json", line).path).files.iter().all(|file| file.format != "zendesk-json"), "{line}");
    }
}

#[test]
fn tables_that_resemble_a_desk_are_not_claimed() {
    for header in [
        "Message ID,Conversation ID,Direction,Date\nm,c,Inbound,2026-03-02 08:15\n",
        "id,created_at,thread_id,author_id,body\n1,20/09/2026 13:15,t,a,Hello\n",
        "Id,Created at,Subject,Status\n4711,2026-03-02 08:15,Bin,Open\n",
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT\nc,,Marta,u,Holm,2026-03-02 08:15:00 UTC,,Hello\n",
    ] {
        let plan = crate::reading::plan(&written("table.csv", header).path);
        assert!(!plan.files.iter().any(|file| ["front", "ringcentral", "zendesk"].contains(&file.format.as_str())), "{header}");
    }
}
