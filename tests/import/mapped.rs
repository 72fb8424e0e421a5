//! Tables of no known format, by a mapping and by guess.

use std::collections::BTreeMap;
use std::path::Path;

use earshot_formats::Item;
use earshot_model::{DateOrder, FilePlan, Kind, Mapping, Overrides, Problem, ProblemCode, Question, Role, Severity};

use crate::reading::{fixture, lines, plan_lines, plan_with, read, the_plan, written};

/// The mapping that the documentation shows.
pub(crate) fn example() -> Mapping {
    serde_json::from_str(include_str!("../../src-tauri/crates/model/src/mapping-example.json")).unwrap()
}

pub(crate) fn by(mapping: &Mapping) -> Overrides {
    Overrides { mapping: Some(mapping.clone()), ..Overrides::default() }
}

/// The plan of one file with these overrides.
pub(crate) fn planned(path: &Path, overrides: &Overrides) -> FilePlan {
    let plan = plan_with(path, overrides);
    assert_eq!(plan.files.len(), 1, "{:#?}", plan.refused);
    plan.files.into_iter().next().unwrap()
}

/// The problem for which a file is refused with these overrides.
pub(crate) fn refused(path: &Path, overrides: &Overrides) -> Problem {
    let plan = plan_with(path, overrides);
    assert!(plan.files.is_empty(), "{:#?}", plan.files);
    let [problem] = &plan.refused[..] else { panic!("{:#?}", plan.refused) };
    problem.clone()
}

#[test]
fn a_table_with_usual_names_is_guessed_and_asked_about() {
    let plan = the_plan(&fixture("mapped/chat.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (its first row names the columns of a table of no known format)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    column    `Message ID` is the id (its name)
    column    `In reply to` is the parent (its name)
    column    `Conversation` is the conversation (its name)
    column    `Author` is the author (its name)
    column    `Direction` is the direction (its name)
    column    `Created at` is the time (its name)
    column    `Text` is the text (its name)
    column    `Likes` counts likes (its name, and its cells are numbers)
    account   unknown (no column names it)
    zone      stated (each of the first times states its own)
    ids       conversation-mapped:chat (they are taken as unique among the files of this mapping)
    ours      `sent` (rows with these words in the column of directions)
    asks      [Columns, Account]
    unused    Colour
    preview   2026-03-02T08:15:00Z | Signe Vik | inbound | "Hello, is the swimming hall open\non Sunday?" | likes 0
    preview   2026-03-02T08:21:30Z | the account | outbound | "It opens at nine." | likes 2
    preview   2026-03-02T07:22:05Z | Signe Vik | inbound | "Thank you!"
    preview   2026-03-02T10:00:00Z | somebody | inbound | "Nobody answers the telephone" | likes 1
    "#);
    insta::assert_json_snapshot!(plan.mapping, @r#"
    {
      "name": "chat",
      "header": [
        "Message ID",
        "Conversation",
        "Created at",
        "Author",
        "Direction",
        "Text",
        "In reply to",
        "Likes",
        "Colour"
      ],
      "platform": "conversation",
      "rows": "messages",
      "columns": {
        "id": "Message ID",
        "parent": "In reply to",
        "conversation": "Conversation",
        "author": "Author",
        "direction": "Direction",
        "time": "Created at",
        "text": "Text"
      },
      "metrics": {
        "Likes": "likes"
      },
      "outbound": [
        "sent"
      ],
      "ours": [],
      "zone": null,
      "dates": null,
      "decimal": null,
      "sheet": null,
      "rows_at": null
    }
    "#);
}

#[test]
fn what_was_guessed_reads_well_without_changes() {
    let path = fixture("mapped/chat.csv");
    let guess = the_plan(&path).mapping.unwrap();
    let plan = planned(&path, &by(&guess));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (the mapping `chat` was chosen by hand)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    column    `Message ID` is the id (the mapping `chat`)
    column    `In reply to` is the parent (the mapping `chat`)
    column    `Conversation` is the conversation (the mapping `chat`)
    column    `Author` is the author (the mapping `chat`)
    column    `Direction` is the direction (the mapping `chat`)
    column    `Created at` is the time (the mapping `chat`)
    column    `Text` is the text (the mapping `chat`)
    column    `Likes` counts likes (the mapping `chat`)
    zone      stated (each of the first times states its own)
    ids       conversation-mapped:chat (they are taken as unique among the files of this mapping)
    ours      `sent` (rows with these words in the column of directions)
    account   unknown (no column names it)
    asks      [Account]
    unused    Colour
    preview   2026-03-02T08:15:00Z | Signe Vik | inbound | "Hello, is the swimming hall open\non Sunday?" | likes 0
    preview   2026-03-02T08:21:30Z | the account | outbound | "It opens at nine." | likes 2
    preview   2026-03-02T07:22:05Z | Signe Vik | inbound | "Thank you!"
    preview   2026-03-02T10:00:00Z | somebody | inbound | "Nobody answers the telephone" | likes 1
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   conversation-mapped:chat h-001 by person "Signe Vik", 1772439300000 ±1s Stated, parent none
      text    Some("Hello, is the swimming hall open\non Sunday?")
      counts  likes 0
    message   conversation-mapped:chat h-002 by owner, 1772439690000 ±1s Stated, parent h-001
      text    Some("It opens at nine.")
      counts  likes 2
    message   conversation-mapped:chat h-003 by person "Signe Vik", 1772436125000 ±1s Stated, parent h-002
      text    Some("Thank you!")
    message   conversation-mapped:chat h-004 by somebody, 1772445600000 ±1s Stated, parent none
      text    Some("Nobody answers the telephone")
      counts  likes 1
    "#);
}

#[test]
fn a_table_is_read_by_its_mapping() {
    let mapping = example();
    let plan = planned(&fixture("mapped/desk.tsv"), &Overrides { account: Some("Holm".to_owned()), ..by(&mapping) });
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (the mapping `Chat widget of the town hall` was chosen by hand)
    account   @Holm on inbox
    encoding  UTF-8 (the beginning is plain ASCII)
    delimiter tab (it divides the header into most columns)
    column    `Message no.` is the id (the mapping `Chat widget of the town hall`)
    column    `Answers` is the parent (the mapping `Chat widget of the town hall`)
    column    `Chat` is the conversation (the mapping `Chat widget of the town hall`)
    column    `Name` is the author (the mapping `Chat widget of the town hall`)
    column    `Side` is the direction (the mapping `Chat widget of the town hall`)
    column    `Sent` is the time (the mapping `Chat widget of the town hall`)
    column    `Words` is the text (the mapping `Chat widget of the town hall`)
    column    `Thumbs` counts likes (the mapping `Chat widget of the town hall`)
    decimal mark , (the mapping `Chat widget of the town hall`)
    dates     day first (the mapping `Chat widget of the town hall`)
    zone      Europe/Stockholm (the mapping `Chat widget of the town hall`)
    ids       inbox-mapped:Chat widget of the town hall (they are taken as unique among the files of this mapping)
    ours      `desk`, `bot` (rows with these words in the column of directions)
    account   @Holm (chosen by hand)
    preview   2026-09-03T16:05Z | @Ove | inbound | "The lamp by the school is out" | likes 3
    preview   2026-09-03T16:11Z | @Holm | outbound | "We mend it tomorrow" | likes 1204
    preview   2026-09-23T00:30Z | @Holm | outbound | "Is it mended?" | likes 1500
    preview   2026-10-25T00:30Z | @runa | inbound | "On which side of the night is this?"
    preview   2026-09-01T08:00Z | @Runa | inbound | "Many thumbs"
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   inbox-mapped:Chat widget of the town hall 17 by person @Ove, 1788451500000 ±60s ZoneChosen, parent none
      text    Some("The lamp by the school is out")
      counts  likes 3
    message   inbox-mapped:Chat widget of the town hall 18 by owner, 1788451860000 ±60s ZoneChosen, parent 17
      text    Some("We mend it tomorrow")
      counts  likes 1204
    message   inbox-mapped:Chat widget of the town hall 19 by owner, 1790123400000 ±60s ZoneChosen, parent 17
      text    Some("Is it mended?")
      counts  likes 1500
    message   inbox-mapped:Chat widget of the town hall 20 by person @runa, 1792888200000 ±60s ZoneChosen, parent none
      text    Some("On which side of the night is this?")
    Rejected bad-date in desk.tsv line 7 column Sent
      says    `31/02/2026 10:00` is not a date written like `2026-01-31 18:05`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "21\t\tw-8\tRuna\tguest\t31/02/2026 10:00\tA day that never was\t1"
    Rejected damaged-id in desk.tsv line 8 column Message no.
      says    the id `1,2E+17` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "1,2E+17\t\tw-8\tRuna\tguest\t01/09/2026 10:00\tAn id of little worth\t1"
    Rejected damaged-id in desk.tsv line 9 column Answers
      says    the id `1,2E+17` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "22\t1,2E+17\tw-8\tRuna\tguest\t01/09/2026 10:00\tA parent of little worth\t1"
    Rejected bad-value in desk.tsv line 10 column Side
      says    the row has no direction -> the column says who speaks: somebody else, or we
      raw     "23\t\tw-8\tRuna\t\t01/09/2026 10:00\tWho speaks here?\t1"
    Rejected missing-id in desk.tsv line 11 column Message no.
      says    the row has no id -> export again
      raw     "\t\tw-8\tRuna\tguest\t01/09/2026 10:00\tNo id\t1"
    Rejected too-few-fields in desk.tsv line 12 column -
      says    the row has 7 fields where the header has 8 -> the file may have been cut off; export again
      raw     "24\t\tw-8\tRuna\tguest\t01/09/2026 10:00\tToo short"
    Note bad-number in desk.tsv line 13 column Thumbs
      says    `many` is not a count; it was left unknown -> export again if the figure matters
      raw     "25\t\tw-8\tRuna\tguest\t01/09/2026 10:00\tMany thumbs\tmany"
    message   inbox-mapped:Chat widget of the town hall 25 by person @Runa, 1788249600000 ±60s ZoneChosen, parent none
      text    Some("Many thumbs")
    "#);
}

#[test]
fn figures_by_day_in_german() {
    let plan = the_plan(&fixture("mapped/tage.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (its first row names the columns of a table of no known format)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    delimiter ; (it divides the header into most columns)
    column    `Datum` is the time (its name)
    column    `Reichweite` counts reach (its name, and its cells are numbers)
    column    `Aufrufe` counts impressions (its name, and its cells are numbers)
    column    `Follower` counts followers (its name, and its cells are numbers)
    column    `Neue Abos` counts neue_abos (its name, and its cells are numbers)
    account   unknown (no column names it)
    decimal mark , (a table with `;` between its columns keeps the comma for decimals)
    dates     day first (one of the first dates can be read in no other way)
    asks      [Columns, Account]
    unused    Notiz
    preview   2026-03-01 | the account | day | "" | reach 1204
    preview   2026-03-01 | the account | day | "" | impressions 2310
    preview   2026-03-01 | the account | day | "" | followers 8001
    preview   2026-03-01 | the account | day | "" | neue_abos 12
    preview   2026-03-02 | the account | day | "" | reach 998
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    day       2026-03-01 reach 1204
    day       2026-03-01 impressions 2310
    day       2026-03-01 followers 8001
    day       2026-03-01 neue_abos 12
    day       2026-03-02 reach 998
    day       2026-03-02 followers 8000
    day       2026-03-02 neue_abos -1
    Rejected bad-date in tage.csv line 4 column Datum
      says    `32.03.2026` is not a date written like `2026-01-31 18:05`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "32.03.2026;1;1;1;1;"
    "#);
}

#[test]
fn releases_in_a_table() {
    let plan = the_plan(&fixture("mapped/releases.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (its first row names the columns of a table of no known format)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    column    `Date` is the time (its name)
    column    `Body` is the text (its name)
    column    `Headline` is the title (its name)
    column    `URL` is the permalink (its name)
    zone      none (the table states days and no clock)
    text      HTML, read as plain text (there are tags in it)
    asks      [Columns]
    unused    Contact
    preview   2026-02-03 |  | release | "New bridge over the Holm"
    preview   2026-02-10 |  | release | "Two schools get new roofs"
    "#);
    let everything = read(&plan);
    let Item::Release(bridge) = &everything.items[0] else { panic!("{:?}", everything.items[0]) };
    assert_eq!(bridge.body, "The bridge opens on Friday.\nIt carries bicycles & prams.");
    insta::assert_snapshot!(lines(&everything), @r#"
    release   https://news.holm.example/bridge 1770076800000 "New bridge over the Holm"
    release   7205d98801a86bcf 1770681600000 "Two schools get new roofs"
    Rejected bad-value in releases.csv line 5 column Headline
      says    the row has neither a title nor a text -> a release without words can't be compared with anything
      raw     "2026-02-11,,,https://news.holm.example/nothing,press desk"
    Rejected bad-date in releases.csv line 6 column Date
      says    `sometime` is not a date written like `2026-01-31 18:05`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "sometime,Harbour closed,The harbour is closed.,https://news.holm.example/harbour,press desk"
    "#);
}

#[test]
fn ids_of_x_know_the_second() {
    let plan = the_plan(&fixture("mapped/posts_of_x.csv"));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (its first row names the columns of a table of no known format)
    account   none
    encoding  UTF-8 (the beginning is plain ASCII)
    column    `post_id` is the id (its name)
    column    `day` is the time (its name)
    column    `body` is the text (its name)
    column    `url` is the permalink (its name)
    column    `views` counts impressions (its name, and its cells are numbers)
    account   unknown (no column names it)
    zone      none (the table states days and no clock)
    ids       x-post (each of the first 2 holds the time of its row)
    ours      every row (no column tells directions, and no author is said to be ours)
    asks      [Columns, Account]
    preview   2024-03-01T10:00:00Z | the account | outbound | "The library is open until ten." | impressions 1204
    preview   2024-03-01T10:04:30Z | the account | outbound | "And on Sundays too." | impressions 87
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   x-post 1763504454339919877 by owner, 1709287200900 ±1s FromId, parent unknown
      text    Some("The library is open until ten.")
      link    https://x.com/holmcouncil/status/1763504454339919877
      counts  impressions 1204
    message   x-post 1763505583027126279 by owner, 1709287470000 ±1s FromId, parent unknown
      text    Some("And on Sundays too.")
      link    https://x.com/holmcouncil/status/1763505583027126279
      counts  impressions 87
    "#);
}

#[test]
fn rows_may_name_their_account_and_have_no_id() {
    let path = fixture("mapped/without_ids.csv");
    let mapping = Mapping { zone: Some("Europe/Oslo".to_owned()), ..the_plan(&path).mapping.unwrap() };
    let plan = planned(&path, &by(&mapping));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (the mapping `without_ids` was chosen by hand)
    account   none, by row
    encoding  UTF-8 (the beginning is plain ASCII)
    column    `Date` is the time (the mapping `without_ids`)
    column    `Text` is the text (the mapping `without_ids`)
    column    `Account` is the account (the mapping `without_ids`)
    dates     month first (no date in the first rows tells; choose the other if it is wrong)
    zone      Europe/Oslo (the mapping `without_ids`)
    ids       conversation-mapped:without_ids (no column holds ids; each is made of the row's conversation, time, account, author and text)
    ours      every row (no column tells directions, and no author is said to be ours)
    account   by row (the column `Account` names it)
    preview   2026-03-04T09:00Z | @HolmTrams | outbound | "Line 4 turns back at the bridge"
    preview   2026-03-04T09:05Z | @HolmPools | outbound | "The water is warm"
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   conversation-mapped:without_ids 2cc299286b8e43c3 by account @HolmTrams, 1772614800000 ±60s ZoneChosen, parent unknown
      text    Some("Line 4 turns back at the bridge")
    message   conversation-mapped:without_ids 2c4043c660891a7e by account @HolmPools, 1772615100000 ±60s ZoneChosen, parent unknown
      text    Some("The water is warm")
    Rejected no-account in without_ids.csv line 4 column Account
      says    the row names no account -> the column says whose row it is; export again
      raw     ",3/4/2026 10:06,Whose is this?"
    "#);
    // Another zone is another moment, and the same message.
    let moved = read(&planned(&path, &Overrides { zone: Some("UTC".to_owned()), dates: Some(DateOrder::DayFirst), ..by(&mapping) }));
    assert_eq!(moved.messages()[0].sent.at, 1_775_210_400_000);
    let ids = |everything: &crate::reading::Everything| everything.messages().iter().map(|message| message.id.clone()).collect::<Vec<_>>();
    let zoned = read(&planned(&path, &Overrides { zone: Some("UTC".to_owned()), ..by(&mapping) }));
    assert_eq!(ids(&zoned), ids(&read(&plan)));
}

#[test]
fn authors_that_are_ours_tell_the_direction() {
    let table = "when,who,what\n2026-05-01T10:00:00Z,@Holm_Desk,Good morning\n2026-05-01T10:01:00Z,signe,Good morning to you\n";
    let file = written("talk.csv", table);
    let mapping = Mapping {
        columns: [(Role::Time, "when"), (Role::Author, "WHO "), (Role::Text, "what")].map(|(role, name)| (role, name.to_owned())).into(),
        metrics: BTreeMap::new(),
        outbound: Vec::new(),
        ours: vec!["holm_desk".to_owned()],
        zone: None,
        ..example()
    };
    let plan = planned(&file.path, &by(&mapping));
    assert_eq!(plan.account.as_ref().unwrap().handle, "holm_desk");
    let whats = |plan: &FilePlan| plan.preview.iter().map(|row| row.what.clone()).collect::<Vec<_>>();
    assert_eq!(whats(&plan), ["outbound", "inbound"]);
    let everything = read(&plan);
    // The mapping is of an inbox.
    assert_eq!((everything.messages()[1].to_owner, everything.messages()[1].kind), (true, Kind::Direct));
    let plan = planned(&file.path, &Overrides { ours: vec!["Signe".to_owned()], ..by(&mapping) });
    assert_eq!(whats(&plan), ["inbound", "outbound"]);
    let plan = planned(&file.path, &by(&Mapping { ours: Vec::new(), ..mapping }));
    assert_eq!((whats(&plan), plan.asks), (vec!["outbound".to_owned(); 2], vec![Question::Account]));
    assert!(plan.limits[0].contains("Every row is read as ours"));
}

#[test]
fn a_time_without_zone_after_many_with_one_is_noted_once() {
    let row = "2026-05-01T10:00:00Z,Good morning\n";
    let table = format!("date,text\n{}2026-05-02 10:00,One\n2026-05-02 11:00,Two\n", row.repeat(300));
    let file = written("posts.csv", table);
    let plan = planned(&file.path, &by(&the_plan(&file.path).mapping.unwrap()));
    assert_eq!(plan.asks, [Question::Account]);
    let everything = read(&plan);
    let [problem] = everything.problems()[..] else { panic!("{:?}", everything.problems()) };
    assert_eq!((problem.severity, problem.code, problem.line), (Severity::Note, ProblemCode::NoZone, Some(302)));
    assert_eq!(everything.messages().len(), 302);
}
