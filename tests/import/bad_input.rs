//! Each thing that can be wrong with a file gets one clear line, and the good rows go in.

use std::fs;
use std::io::{BufWriter, Write};

use earshot_formats::LONGEST_ROW;
use earshot_model::{Problem, ProblemCode, Severity};

use crate::reading::{Everything, Written, fixture, lines, read, the_plan, the_refusal, written};

const HEADER: &str = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n";
const GOOD: &str = "7,115712,True,Tue Oct 31 22:08:27 +0000 2017,hello,,\n";
const CONTENT: &str = "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks\n";

fn conversation(rows: impl AsRef<[u8]>) -> Written {
    written("talk.csv", [HEADER.as_bytes(), rows.as_ref()].concat())
}

fn read_written(file: &Written) -> Everything {
    read(&the_plan(&file.path))
}

/// The one problem of a file whose good row goes in.
fn the_problem(file: &Written) -> Problem {
    let everything = read_written(file);
    assert_eq!(everything.messages().len(), 1, "{}", lines(&everything));
    let [problem] = everything.problems()[..] else { panic!("{}", lines(&everything)) };
    assert!(!problem.message.is_empty() && !problem.message.contains('\n') && !problem.message.ends_with('.'));
    problem.clone()
}

/// The code, the line, and what the row is that is kept.
fn rejected(row: &str) -> (ProblemCode, u64, String) {
    let problem = the_problem(&conversation(format!("{GOOD}{row}\n")));
    assert_eq!(problem.severity, Severity::Rejected);
    assert_eq!(problem.raw.as_deref(), Some(row));
    (problem.code, problem.line.unwrap(), problem.column.unwrap_or_default())
}

#[test]
fn an_empty_file() {
    for name in ["talk.csv", "account_analytics_content_2026-07-06_2026-08-02.csv", "nothing"] {
        let problem = the_refusal(&written(name, "").path);
        assert_eq!(
            (problem.severity, problem.code, problem.message.as_str()),
            (Severity::Refused, ProblemCode::EmptyFile, "the file is empty")
        );
    }
}

#[test]
fn a_header_and_nothing_else() {
    let headers = [
        "x-posts-2014/tweet_activity_metrics_Holm_Council_20180501_20180601_en.csv",
        "x-days-2014/daily_tweet_activity_metrics_Holm_Council_20210201_20210301_en.csv",
        "x-posts-2024/account_analytics_content_2026-07-06_2026-08-02.csv",
        "x-posts-2024/account_analytics_content_2026-10-05.csv",
        "conversation/trams.csv",
    ];
    for path in headers {
        let whole = fs::read_to_string(fixture(path)).unwrap();
        let header = whole.split_inclusive('\n').next().unwrap();
        let problem = the_refusal(&written(path.rsplit('/').next().unwrap(), header).path);
        assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::HeaderOnly), "{path}");
        assert!(problem.hint.contains("export again"));
    }
}

#[test]
fn a_wrong_file_says_what_it_looks_like() {
    let files: [(&str, &[u8], &str); 7] = [
        ("list.txt", b"Name,Street\nMarta,Long Street 1\n", "a table whose first columns are `Name` and `Street`"),
        ("page.csv", b"<!DOCTYPE html><html><body>Log in</body></html>", "a web page"),
        ("a.csv", b"{\"a\": 1}", "a JSON file"),
        ("photo.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        ("report.pdf", b"%PDF-1.7", "a PDF"),
        ("notes.txt", b"Dear all", "plain text"),
        ("code.bin", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x03\x00", "a binary file"),
    ];
    for (name, bytes, what) in files {
        let problem = the_refusal(&written(name, bytes).path);
        assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::NotRecognised), "{name}");
        assert_eq!(problem.message, format!("it is no export that Earshot reads; it looks like {what}"));
        assert!(problem.hint.contains("earshot formats"));
    }
}

#[test]
fn a_missing_column_is_named() {
    let problem = the_refusal(&written("talk.csv", "tweet_id,author_id,inbound,text\n1,a,True,x\n").path);
    assert_eq!((problem.code, problem.message.as_str()), (ProblemCode::MissingColumn, "the column `created_at` is missing"));
    assert_eq!((problem.line, problem.column.as_deref()), (Some(1), Some("created_at")));
}

#[test]
fn an_id_that_a_spreadsheet_made_a_number_of() {
    for id in ["1.2E+17", "1.22158E+17", "1,2E+17", "1e18", "1001209144211206144.0"] {
        let row = format!("\"{id}\",115712,True,Tue Oct 31 22:08:27 +0000 2017,hello,,");
        assert_eq!(rejected(&row), (ProblemCode::DamagedId, 3, "tweet_id".to_owned()), "{id}");
    }
    let problem = the_problem(&conversation(format!("{GOOD}1.2E+17,115712,True,Tue Oct 31 22:08:27 +0000 2017,hello,,\n")));
    assert_eq!(problem.message, "the id `1.2E+17` was turned into a number and lost its digits");
    assert_eq!(problem.hint, "export again and don't open the file in a spreadsheet");
}

#[test]
fn a_missing_or_senseless_id_and_a_damaged_parent() {
    assert_eq!(rejected(",115712,True,Tue Oct 31 22:08:27 +0000 2017,hello,,"), (ProblemCode::MissingId, 3, "tweet_id".to_owned()));
    assert_eq!(rejected("x7,115712,True,Tue Oct 31 22:08:27 +0000 2017,hello,,"), (ProblemCode::BadValue, 3, "tweet_id".to_owned()));
    let column = "in_response_to_tweet_id".to_owned();
    assert_eq!(rejected("8,115712,True,Tue Oct 31 22:08:27 +0000 2017,hello,,1.2E+17"), (ProblemCode::DamagedId, 3, column.clone()));
    assert_eq!(rejected("8,115712,True,Tue Oct 31 22:08:27 +0000 2017,hello,,1001209144211206144.0"), (ProblemCode::DamagedId, 3, column));
}

#[test]
fn a_date_that_does_not_exist_or_is_blank() {
    for date in [
        "Fri Feb 30 10:00:00 +0000 2018",
        "Tue Oct 31 24:00:00 +0000 2017",
        "31/10/2017 22:08",
        "Tue Oct 31 22:08:27 2017",
        "Thu Feb 29 10:00:00 +0000 2018",
    ] {
        let row = format!("8,115712,True,{date},hello,,");
        assert_eq!(rejected(&row), (ProblemCode::BadDate, 3, "created_at".to_owned()), "{date}");
    }
    assert_eq!(rejected("8,115712,True,,hello,,"), (ProblemCode::MissingDate, 3, "created_at".to_owned()));
    assert_eq!(rejected("8,115712,True,  ,hello,,"), (ProblemCode::MissingDate, 3, "created_at".to_owned()));
}

#[test]
fn the_other_readers_reject_dates_and_ids_too() {
    let rest = "hello,https://x.com/holm/status/1,1,1,1,1,1,1,1,1,1,1,1,1,1";
    let rows = format!(
        "{CONTENT}2082979553080246273,\"Fri, Jul 31, 2026\",{rest}\n2.08E+18,\"Fri, Jul 31, 2026\",{rest}\n2,31/07/2026,{rest}\n3,,{rest}\n4,\"Mon, Feb 30, 2026\",{rest}\n"
    );
    let everything = read_written(&written("content.csv", rows));
    let found: Vec<_> = everything.problems().iter().map(|problem| (problem.code, problem.line.unwrap())).collect();
    assert_eq!(found, [(ProblemCode::DamagedId, 3), (ProblemCode::BadDate, 4), (ProblemCode::MissingDate, 5), (ProblemCode::BadDate, 6)]);
    assert_eq!(everything.messages().len(), 1);
}

#[test]
fn a_count_that_is_none_is_left_unknown_and_noted() {
    for count in ["89.5", "1.000", "many", "-3", "\"1,23\"", "99999999999999999999"] {
        let row = format!("2082979553080246273,\"Fri, Jul 31, 2026\",hello,https://x.com/holm/status/1,{count},1,1,1,1,1,1,1,1,1,1,1,1\n");
        let everything = read_written(&written("content.csv", format!("{CONTENT}{row}")));
        let [problem] = everything.problems()[..] else { panic!("{count}") };
        assert_eq!(
            (problem.severity, problem.code, problem.column.as_deref()),
            (Severity::Note, ProblemCode::BadNumber, Some("Impressions")),
            "{count}"
        );
        let counts = everything.messages()[0].counts.as_deref().unwrap();
        assert_eq!((counts.impressions, counts.likes), (None, Some(1)));
    }
}

#[test]
fn too_few_and_too_many_fields() {
    assert_eq!(rejected("8,115712,True,Tue Oct 31"), (ProblemCode::TooFewFields, 3, String::new()));
    assert_eq!(rejected("8,115712,True,Tue Oct 31 22:08:27 +0000 2017,hello, you,,"), (ProblemCode::BadValue, 3, String::new()));
}

#[test]
fn neither_true_nor_false_and_no_author() {
    assert_eq!(rejected("8,115712,maybe,Tue Oct 31 22:08:27 +0000 2017,hello,,"), (ProblemCode::BadValue, 3, "inbound".to_owned()));
    assert_eq!(rejected("8,,True,Tue Oct 31 22:08:27 +0000 2017,hello,,"), (ProblemCode::BadValue, 3, "author_id".to_owned()));
}

#[test]
fn a_line_number_is_that_on_which_the_row_begins() {
    let rows = "1,a,True,Tue Oct 31 22:08:27 +0000 2017,\"one\ntwo\n\nthree\",,\n\n\n2,a,True,never,\"x\ny\",,\n3,a,True,never,z,,\n";
    let everything = read_written(&conversation(rows));
    let found: Vec<_> = everything.problems().iter().map(|problem| (problem.line.unwrap(), problem.raw.clone().unwrap())).collect();
    assert_eq!(found, [(8, "2,a,True,never,\"x\ny\",,".to_owned()), (10, "3,a,True,never,z,,".to_owned())]);
    assert_eq!(everything.messages()[0].text.as_deref(), Some("one\ntwo\n\nthree"));
}

/// The same text in every encoding and with every line end gives the same messages.
#[test]
fn encodings_and_line_ends_make_no_difference() {
    let text = format!(
        "{HEADER}7,holm,False,Tue Oct 31 22:08:27 +0000 2017,Älvsjö café naïve über,,\n8,115712,True,Tue Oct 31 22:09:00 +0000 2017,\"Grüße, señor\",,7\n"
    );
    let expected = lines(&read_written(&written("talk.csv", &text)));
    assert!(expected.contains("Grüße, señor"));
    let utf16 = |mark: &[u8], order: fn(u16) -> [u8; 2]| [mark.to_vec(), text.encode_utf16().flat_map(order).collect()].concat();
    let files: [(&str, Vec<u8>); 9] = [
        ("UTF-8", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("UTF-16LE", utf16(b"\xff\xfe", u16::to_le_bytes)),
        ("UTF-16BE", utf16(b"\xfe\xff", u16::to_be_bytes)),
        ("UTF-16LE", utf16(b"", u16::to_le_bytes)),
        ("UTF-16BE", utf16(b"", u16::to_be_bytes)),
        ("windows-1252", text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()),
        ("UTF-8", text.replace('\n', "\r\n").into_bytes()),
        (
            "UTF-8",
            format!(
                "sep=;\r\n{}",
                text.replace("café naïve", "café; naïve").replace(',', ";").replace("\"Grüße; señor\"", "\"Grüße, señor\"")
            )
            .replace("café; naïve", "café naïve")
            .into_bytes(),
        ),
        ("UTF-8", text.replace("\"Grüße, señor\"", "Grüße@ señor").replace(',', "\t").replace('@', ",").into_bytes()),
    ];
    for (index, (encoding, bytes)) in files.iter().enumerate() {
        let file = written("talk.csv", bytes);
        let plan = the_plan(&file.path);
        assert_eq!(plan.evidence[0].value, *encoding, "file {index}");
        assert_eq!(lines(&read(&plan)), expected, "file {index}");
    }
}

#[test]
fn one_bad_byte_does_not_spoil_a_file() {
    let mut rows = "7,a,True,Tue Oct 31 22:08:27 +0000 2017,Älvsjö är här så välkommen åter,,\n".as_bytes().to_vec();
    rows.extend_from_slice(b"8,a,True,Tue Oct 31 22:08:28 +0000 2017,caf\xe9 \x93quoted\x94,,\n");
    rows.extend_from_slice(b"9,a,True,Tue Oct 31 22:08:29 +0000 2017,na\xefve,,\n");
    // Past the head, which is plain UTF-8, so that the guess stands.
    let padding = GOOD.repeat(2_000);
    let everything = read_written(&conversation([padding.as_bytes(), &rows].concat()));
    let texts: Vec<_> = everything.messages().iter().skip(2_000).map(|message| message.text.clone().unwrap()).collect();
    assert_eq!(texts, ["Älvsjö är här så välkommen åter", "café “quoted”", "naïve"]);
    let [problem] = everything.problems()[..] else { panic!("{:?}", everything.problems()) };
    assert_eq!((problem.severity, problem.code, problem.line), (Severity::Note, ProblemCode::BadEncoding, Some(2_003)));
    assert_eq!(problem.message, "2 rows hold bytes that are not UTF-8; they were read as Windows-1252");
}

#[test]
fn a_line_of_200_mb_is_one_problem_and_the_next_row_goes_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talk.csv");
    let mut file = BufWriter::new(fs::File::create(&path).unwrap());
    file.write_all(format!("{HEADER}{GOOD}8,115712,True,").as_bytes()).unwrap();
    let megabyte = vec![b'x'; 1 << 20];
    for _ in 0..200 {
        file.write_all(&megabyte).unwrap();
    }
    file.write_all(b"\n9,115712,True,Tue Oct 31 22:08:27 +0000 2017,still here,,\n").unwrap();
    file.into_inner().unwrap();
    let everything = read(&the_plan(&path));
    let ids: Vec<&str> = everything.messages().iter().map(|message| message.id.as_str()).collect();
    assert_eq!(ids, ["7", "9"]);
    let [problem] = everything.problems()[..] else { panic!() };
    assert_eq!((problem.severity, problem.code, problem.line), (Severity::Rejected, ProblemCode::LineTooLong, Some(3)));
    let raw = problem.raw.as_deref().unwrap();
    assert!(raw.starts_with("8,115712,True,xxx") && raw.len() == 4_000, "{}", raw.len());
    assert_eq!(everything.bytes, fs::metadata(&path).unwrap().len());
}

#[test]
fn a_row_just_short_of_the_limit_goes_in() {
    let text = "y".repeat(LONGEST_ROW - 200);
    let everything = read_written(&conversation(format!("{GOOD}8,115712,True,Tue Oct 31 22:08:27 +0000 2017,{text},,\n{GOOD}")));
    assert_eq!(everything.messages()[1].text.as_deref().map(str::len), Some(text.len()));
    assert_eq!((everything.messages().len(), everything.problems().len()), (3, 0));
}

/// Ids that repeat and parents that are absent or come later are for the store to see; readers pass them on as they stand.
#[test]
fn repeated_ids_and_absent_parents_are_passed_on() {
    let everything = read_written(&conversation(format!(
        "{GOOD}{GOOD}8,a,True,Tue Oct 31 22:08:27 +0000 2017,x,,9\n9,b,False,Tue Oct 31 22:08:27 +0000 2017,y,,404\n"
    )));
    let ids: Vec<&str> = everything.messages().iter().map(|message| message.id.as_str()).collect();
    assert_eq!((ids, everything.problems().len()), (vec!["7", "7", "8", "9"], 0));
}

#[test]
fn a_cancelled_read_stops_at_once() {
    struct Stops(usize);
    impl earshot_formats::Sink for Stops {
        fn take(&mut self, _: earshot_formats::Item) -> std::ops::ControlFlow<()> {
            self.0 += 1;
            std::ops::ControlFlow::Break(())
        }
        fn progress(&mut self, _: u64) -> std::ops::ControlFlow<()> {
            panic!("nothing is read after a cancel")
        }
    }
    let mut sink = Stops(0);
    earshot_formats::read(&the_plan(&fixture("conversation/trams.csv")), &mut sink).unwrap();
    assert_eq!(sink.0, 1);
}
