//! Tables of no known format that are JSON or a workbook, and whatever bytes under their names.

use std::collections::BTreeMap;

use earshot_model::{Mapping, Overrides, Platform, ProblemCode, Question, Role, RowsAre, Severity};
use proptest::prelude::*;

use crate::mapped::{by, planned, refused};
use crate::reading::{Everything, fixture, lines, plan, plan_lines, plan_with, read, the_plan, the_refusal, written};
use crate::workbook::{xls, xlsx, zipped};

/// A mapping of messages of which somebody has said no more than this.
fn messages(name: &str, columns: &[(Role, &str)]) -> Mapping {
    Mapping {
        name: name.to_owned(),
        header: Vec::new(),
        platform: Platform::Conversation,
        rows: RowsAre::Messages,
        columns: columns.iter().map(|(role, column)| (*role, (*column).to_owned())).collect(),
        metrics: BTreeMap::new(),
        outbound: Vec::new(),
        ours: Vec::new(),
        zone: None,
        dates: None,
        decimal: None,
        sheet: None,
        rows_at: None,
    }
}

#[test]
fn a_line_of_json_is_a_row_and_a_broken_one_is_one_problem() {
    let path = fixture("mapped/guestbook.ndjson");
    let guess = the_plan(&path);
    assert_eq!(guess.asks, [Question::Columns, Question::Account]);
    let plan = planned(&path, &by(&guess.mapping.unwrap()));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (the mapping `guestbook` was chosen by hand)
    account   none
    rows      a line each (its first line is whole)
    column    `id` is the id (the mapping `guestbook`)
    column    `reply_to` is the parent (the mapping `guestbook`)
    column    `author.username` is the author (the mapping `guestbook`)
    column    `incoming` is the direction (the mapping `guestbook`)
    column    `created_utc` is the time (the mapping `guestbook`)
    column    `body` is the text (the mapping `guestbook`)
    column    `permalink` is the permalink (the mapping `guestbook`)
    column    `stats.like_count` counts likes (the mapping `guestbook`)
    column    `stats.view_count` counts impressions (the mapping `guestbook`)
    zone      stated (each of the first times states its own)
    ids       conversation-mapped:guestbook (they are taken as unique among the files of this mapping)
    ours      `false`, `no`, `0`, `n` (rows with these words in the column of directions)
    account   unknown (no column names it)
    asks      [Account]
    unused    author.karma, tags
    preview   2026-01-01T10:00:00Z | @signe_vik | inbound | "Is the ice rink safe?" | impressions 12
    preview   2026-01-01T10:10:00Z | the account | outbound | "Yes, since \"this\" morning.\nMind the edges." | impressions 30 · likes 5
    preview   2026-01-01T10:15:00Z | somebody | inbound | "Thank you"
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   conversation-mapped:guestbook 9007199254740993 by person @signe_vik, 1767261600000 ±1s Stated, parent none
      text    Some("Is the ice rink safe?")
      link    https://guestbook.holm.example/1
      counts  impressions 12
    message   conversation-mapped:guestbook 9007199254740994 by owner, 1767262200000 ±1s Stated, parent 9007199254740993
      text    Some("Yes, since \"this\" morning.\nMind the edges.")
      link    https://guestbook.holm.example/2
      counts  impressions 30, likes 5
    Rejected bad-json in guestbook.ndjson line 4 column -
      says    the element is not JSON: EOF while parsing a string at line 1 column 113 -> look at the row, or export again
      raw     "{\"id\": 9007199254740995, \"created_utc\": 1767262300, \"author\": {\"username\": \"ove\"}, \"incoming\": true, \"body\": \"Cut"
    Rejected bad-value in guestbook.ndjson line 5 column -
      says    a row of named fields was expected -> look at the row, or export again
      raw     "[1, 2, 3]"
    Rejected damaged-id in guestbook.ndjson line 6 column id
      says    the id `1.2345678901234567e+23` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "{\"id\": 123456789012345678901234, \"created_utc\": 1767262400, \"author\": {\"username\": \"ove\"}, \"incoming\": true, \"body\": \"Too long a number\"}"
    message   conversation-mapped:guestbook 9007199254740996 by somebody, 1767262500000 ±1s Stated, parent none
      text    Some("Thank you")
    "#);
}

#[test]
fn a_mapping_says_where_in_a_document_the_rows_are() {
    let path = fixture("mapped/answer.json");
    // Nothing in it is in a usual place.
    assert_eq!(the_refusal(&path).code, ProblemCode::NotRecognised);
    let columns = [(Role::Id, "nr"), (Role::Parent, "answers"), (Role::Author, "by"), (Role::Time, "when"), (Role::Text, "said")];
    let mapping = Mapping {
        rows_at: Some("result.talk".to_owned()),
        ours: vec!["Holm ferries".to_owned()],
        metrics: [("hearts".to_owned(), "likes".to_owned())].into(),
        zone: Some("Europe/Stockholm".to_owned()),
        ..messages("ferry talk", &columns)
    };
    let plan = planned(&path, &by(&mapping));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (the mapping `ferry talk` was chosen by hand)
    account   @Holm ferries on conversation
    rows      the list `result.talk` (that is where they are in the document)
    column    `nr` is the id (the mapping `ferry talk`)
    column    `answers` is the parent (the mapping `ferry talk`)
    column    `by` is the author (the mapping `ferry talk`)
    column    `when` is the time (the mapping `ferry talk`)
    column    `said` is the text (the mapping `ferry talk`)
    column    `hearts` counts likes (the mapping `ferry talk`)
    zone      Europe/Stockholm (the mapping `ferry talk`)
    ids       conversation-mapped:ferry talk (they are taken as unique among the files of this mapping)
    ours      Holm ferries (rows by these authors)
    account   @Holm ferries (the one name that is ours)
    preview   2026-04-07T07:30Z | @Tove | inbound | "When does the ferry leave?" | likes 2
    preview   2026-04-07T07:42Z | @Holm ferries | outbound | "At ten past."
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   conversation-mapped:ferry talk a/1 by person @Tove, 1775547000000 ±60s ZoneChosen, parent none
      text    Some("When does the ferry leave?")
      counts  likes 2
    message   conversation-mapped:ferry talk a/2 by owner, 1775547720000 ±60s ZoneChosen, parent a/1
      text    Some("At ten past.")
    "#);
    let known = Overrides { saved: vec![mapping.clone()], ..Overrides::default() };
    assert_eq!(planned(&path, &known).confidence, 90);
    let head = earshot_formats::table_head(&path, "", &by(&mapping)).unwrap();
    assert_eq!((head.header.len(), head.rows.len(), head.guess), (6, 2, mapping.clone()));
    let elsewhere = Mapping { rows_at: Some("result.took".to_owned()), ..mapping.clone() };
    let problem = refused(&path, &by(&elsewhere));
    assert_eq!((problem.code, problem.message.as_str()), (ProblemCode::BadJson, "no rows can be read from it: a list was expected"));
    let nowhere = Mapping { rows_at: None, ..mapping };
    assert_eq!(refused(&path, &by(&nowhere)).message, "no rows can be read from it: a list was expected");
}

#[test]
fn rows_in_a_usual_place_are_found() {
    let text =
        r#"{"paging": {"next": null}, "data": [{"id": "1", "message": "The pool opens", "created_time": "2026-04-01T08:00:00+0000"}]}"#;
    let file = written("posts.json", text);
    let plan = the_plan(&file.path);
    assert_eq!(plan.mapping.as_ref().unwrap().rows_at.as_deref(), Some("data"));
    assert_eq!(plan.preview[0].when, "2026-04-01T08:00:00Z");
    assert_eq!(read(&plan).messages().len(), 1);
}

#[test]
fn a_list_that_breaks_off_gives_what_stood_before() {
    let plan = the_plan(&fixture("mapped/cut.json"));
    assert_eq!(plan.preview.len(), 2);
    let everything = read(&plan);
    assert_eq!(everything.messages().len(), 2);
    let [problem] = everything.problems()[..] else { panic!("{:?}", everything.problems()) };
    assert_eq!((problem.severity, problem.code, problem.line), (Severity::Rejected, ProblemCode::BadJson, Some(4)));
}

/// Two sheets, the first of them a title page; a sentence, a blank row and then the header.
const WORKBOOK: &str = "== Read me
About this file
== March
Messages of March 2026
Made by\tthe switchboard

Sent\tFrom\tDirection\tMessage\tMessage ID\tLikes
@46082.5\tTove Lind\tIncoming\tIs the road open?\t=7\t=2
@46082.510416666664\tHolm\tOutgoing\tFrom noon on.\t=8\t
never\tTove Lind\tIncoming\tThanks\t=9\t=1
@46082.6\tTove Lind\tIncoming\tA long number\t=123456789012345678\t=1
== April
Sent\tFrom\tDirection\tMessage\tMessage ID\tLikes
@46113.25\tOve\tIncoming\tIs the bridge open?\t=10\t=3";

#[test]
fn a_sheet_of_a_workbook_is_a_table() {
    let file = written("switchboard.xlsx", xlsx(WORKBOOK));
    let guess = the_plan(&file.path).mapping.unwrap();
    let mapping = Mapping { zone: Some("UTC".to_owned()), ..guess.clone() };
    let plan = planned(&file.path, &by(&mapping));
    insta::assert_snapshot!(plan_lines(&plan), @r#"
    format    mapped (the mapping `switchboard` was chosen by hand)
    account   none
    sheet     March (it is the first of 3 that has the header; the others are not read)
    header    row 4 (it names the columns)
    column    `Message ID` is the id (the mapping `switchboard`)
    column    `From` is the author (the mapping `switchboard`)
    column    `Direction` is the direction (the mapping `switchboard`)
    column    `Sent` is the time (the mapping `switchboard`)
    column    `Message` is the text (the mapping `switchboard`)
    column    `Likes` counts likes (the mapping `switchboard`)
    zone      UTC (the mapping `switchboard`)
    ids       conversation-mapped:switchboard (they are taken as unique among the files of this mapping)
    ours      `Outgoing` (rows with these words in the column of directions)
    account   unknown (no column names it)
    asks      [Account]
    preview   2026-03-01T12:00:00Z | Tove Lind | inbound | "Is the road open?" | likes 2
    preview   2026-03-01T12:15:00Z | the account | outbound | "From noon on."
    "#);
    insta::assert_snapshot!(lines(&read(&plan)), @r#"
    message   conversation-mapped:switchboard 7 by person "Tove Lind", 1772366400000 ±1s ZoneChosen, parent unknown
      text    Some("Is the road open?")
      counts  likes 2
    message   conversation-mapped:switchboard 8 by owner, 1772367300000 ±1s ZoneChosen, parent unknown
      text    Some("From noon on.")
    Rejected bad-date in switchboard.xlsx line 7 column Sent
      says    `never` is not a date written like `2026-01-31 18:05`, or there was no such day -> export again and don't open the file in a spreadsheet
      raw     "never\tTove Lind\tIncoming\tThanks\t9\t1"
    Rejected damaged-id in switchboard.xlsx line 8 column Message ID
      says    the id `1.2345678901234568E+17` was turned into a number and lost its digits -> export again and don't open the file in a spreadsheet
      raw     "2026-03-01 14:24:00\tTove Lind\tIncoming\tA long number\t1.2345678901234568E+17\t1"
    "#);
    // The same in the old kind of workbook.
    let old = written("switchboard.xls", xls(WORKBOOK));
    let [old, new] = [&old, &file].map(|file| lines(&read(&planned(&file.path, &by(&mapping)))).replace(".xlsx", ".xls"));
    assert_eq!(old, new);
    // Another sheet.
    let april = Mapping { sheet: Some("april".to_owned()), ..mapping };
    assert_eq!(read(&planned(&file.path, &by(&april))).messages()[0].text.as_deref(), Some("Is the bridge open?"));
    let may = Mapping { sheet: Some("May".to_owned()), ..april.clone() };
    let problem = refused(&file.path, &by(&may));
    assert_eq!((problem.code, problem.message.as_str()), (ProblemCode::NoMapping, "there is no sheet named `May`"));
    assert_eq!(problem.hint, "the sheets are `Read me`, `March`, `April`");
    let head = earshot_formats::table_head(&file.path, "", &by(&april)).unwrap();
    assert_eq!((head.sheets, head.rows.len()), (["Read me", "March", "April"].map(str::to_owned).to_vec(), 1));
    let known = Overrides { saved: vec![guess], ..Overrides::default() };
    assert_eq!(planned(&file.path, &known).confidence, 90);
}

#[test]
fn a_workbook_that_cannot_be_read_says_why() {
    let cut = xlsx(WORKBOOK);
    let problem = the_refusal(&written("switchboard.xlsx", &cut[..cut.len() / 2]).path);
    assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::Unreadable));
    // A text document is a zip too.
    assert_eq!(the_refusal(&written("letter.docx", zipped(&[("word/document.xml", b"<a/>")])).path).code, ProblemCode::NotRecognised);
    let blank = written("blank.xlsx", xlsx("== Sheet1\n"));
    assert!(plan(&blank.path).files.is_empty());
}

#[test]
fn other_json_is_not_claimed() {
    let files = [
        ("settings.json", r#"{"name": "holm", "colour": "blue"}"#),
        ("numbers.json", "[1, 2, 3]"),
        ("names.json", r#"["a", "b"]"#),
        ("one_field.json", r#"[{"a": 1}, {"a": 2}]"#),
        ("people.json", r#"{"people": [{"name": "Ove", "age": 3}]}"#),
        ("IMG_2041.jpg.json", r#"[{"title": "a", "url": "b"}]"#),
        ("empty.json", "[]"),
    ];
    for (name, text) in files {
        assert!(plan(&written(name, text).path).files.is_empty(), "{name}");
    }
}

/// Plans and reads the bytes as they are, and by a mapping whose columns may be there.
fn survive(name: &str, bytes: &[u8]) {
    let file = written(name, bytes);
    let columns = [(Role::Time, "Sent"), (Role::Text, "Message"), (Role::Id, "Message ID")];
    let mapping = Mapping { rows_at: Some("data".to_owned()), ..messages("m", &columns) };
    for overrides in [Overrides::default(), by(&messages("m", &columns)), by(&mapping)] {
        let plan = plan_with(&file.path, &overrides);
        assert!(!plan.files.is_empty() || !plan.refused.is_empty(), "neither planned nor refused");
        for file in &plan.files {
            let _ = earshot_formats::read(file, &mut Everything::default());
        }
        let _ = earshot_formats::table_head(&file.path, "", &overrides);
    }
}

const NAMES: [&str; 6] = ["a.csv", "a.tsv", "a.json", "a.ndjson", "a.xlsx", "a"];

const PIECES: [&str; 24] = [
    "Sent,Message,Message ID\n",
    "Sent\tMessage\tMessage ID\n",
    "2026-04-01,hello,7\n",
    "{\"data\":[",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\n",
    "\\",
    "{\"Sent\":\"2026-04-01\",\"Message\":\"x\",\"Message ID\":7}",
    "{\"Sent\":{\"a\":{\"b\":[]}},\"Message\":null}",
    "1e999",
    "31/04/2026",
    "99999999999999",
    "9999999999",
    "<p>",
    "PK\x03\x04",
    "\u{feff}",
    ";",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_make_it_panic(
        name in prop::sample::select(NAMES.to_vec()),
        pieces in prop::collection::vec(prop_oneof![
            4 => prop::sample::select(PIECES.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
            1 => prop::collection::vec(any::<u8>(), 0..8),
        ], 0..40),
    ) {
        survive(name, &pieces.concat());
    }

    #[test]
    fn no_changed_byte_makes_it_panic(
        which in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let (name, mut bytes) = match which {
            0 => ("a.xlsx", xlsx(WORKBOOK)),
            1 => ("a.ndjson", std::fs::read(fixture("mapped/guestbook.ndjson")).unwrap()),
            2 => ("a.json", std::fs::read(fixture("mapped/answer.json")).unwrap()),
            _ => ("a.tsv", std::fs::read(fixture("mapped/desk.tsv")).unwrap()),
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        survive(name, &bytes);
    }
}
