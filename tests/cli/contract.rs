//! Fields, exit codes and streams: what scripts rely on.

use std::fs;

use serde_json::{Value, json};

use crate::earshot::{Answer, Desk, GOOD, HEADER, SAMPLE, answer, fields, importing, program, sample, text};

const BAD_ROW: &str = "9,115712,True,Fri Feb 30 10:00:00 +0000 2018,x,,";

fn talk(desk: &Desk) {
    desk.write("talk.csv", format!("{HEADER}{GOOD}{BAD_ROW}\n"));
}

#[test]
fn import_prints_one_document_with_the_fields_of_the_contract() {
    let desk = Desk::new();
    talk(&desk);
    let answer = desk.must(&["import", "talk.csv", &sample("x-days-2014"), "--json"]);
    let document = answer.json();
    // Beside the contract's `imports`: what was opened and is no part of them.
    assert_eq!(fields(&document), ["imports", "refused"]);
    let imports = document["imports"].as_array().unwrap();
    assert_eq!(imports.len(), 2);
    for import in imports {
        let names = [
            "account",
            "added",
            "covers",
            "format",
            "gaps",
            "id",
            "limits",
            "path",
            "problems",
            "rejected",
            "rows",
            "sha256",
            "unchanged",
            "unused",
            "updated",
        ];
        assert_eq!(fields(import), names);
    }
    let [talk, days] = &imports[..] else { panic!() };
    let counts = ["rows", "added", "updated", "unchanged", "rejected"].map(|name| talk[name].as_u64().unwrap());
    assert_eq!(counts, [3, 2, 0, 0, 1]);
    assert_eq!((&talk["id"], &talk["path"], &talk["format"]), (&json!(1), &json!("talk.csv"), &json!("conversation")));
    let digest = text(&talk["sha256"]);
    assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let [problem] = &talk["problems"].as_array().unwrap()[..] else { panic!() };
    // Beside the contract's fields: whether the row was rejected or is only worth knowing of.
    assert_eq!(fields(problem), ["code", "column", "file", "hint", "line", "message", "severity"]);
    assert_eq!((&problem["code"], &problem["file"]), (&json!("bad-date"), &json!("talk.csv")));
    assert_eq!((&problem["line"], &problem["column"]), (&json!(4), &json!("created_at")));
    assert_eq!(days["account"], "WexcombeVale");
    assert_eq!(days["covers"], json!({ "from": "2025-07-01T00:00:00Z", "to": "2025-08-01T00:00:00Z" }));
    // Words and problems stand on standard error, a line each.
    let said: Vec<&str> = answer.said.lines().collect();
    assert!(said[0].starts_with("talk.csv: conversation (import 1): 3 rows: 2 added"), "{}", answer.said);
    assert!(said[1].contains("talk.csv:4 (created_at): `Fri Feb 30 10:00:00 +0000 2018` is not a date"), "{}", answer.said);
    assert_eq!(said.len(), 3, "{}", answer.said);
}

#[test]
fn importing_again_adds_nothing() {
    let desk = Desk::sample();
    let before = desk.dump();
    let document = desk.json(&importing(&SAMPLE));
    let imports = document["imports"].as_array().unwrap();
    assert_eq!(imports.len(), 18);
    for import in imports {
        assert_eq!((&import["added"], &import["updated"], &import["rejected"]), (&json!(0), &json!(0), &json!(0)), "{import}");
        assert_eq!(import["rows"], import["unchanged"]);
        assert_eq!(import["problems"][0]["code"], "already-imported");
    }
    assert_eq!(desk.dump(), before);
}

#[test]
fn a_dry_run_prints_the_plan_and_makes_no_file() {
    let desk = Desk::new();
    talk(&desk);
    let plan = desk.json(&["import", "talk.csv", "--dry-run", "--json"]);
    assert_eq!(plan["files"][0]["format"], "conversation");
    assert_eq!(plan["files"][0]["preview"].as_array().unwrap().len(), 2);
    let words = desk.must(&["import", "talk.csv", "--dry-run"]);
    assert!(words.text().contains("conversation") && words.text().contains("@Holm"), "{}", words.text());
    assert_eq!(desk.files(), ["talk.csv"]);
    assert!(!desk.store().exists());
    let desk = Desk::sample();
    talk(&desk);
    let before = fs::read(desk.store()).unwrap();
    desk.must(&["import", "talk.csv", "--dry-run"]);
    assert_eq!(fs::read(desk.store()).unwrap(), before);
}

#[test]
fn account_format_and_zone_overrule_the_file() {
    let desk = Desk::new();
    let export = fs::read(
        earshot_test_support::repository().join("sample-data/x-posts-2014/tweet_activity_metrics_WexcombeVale_20250401_20250601_en.csv"),
    );
    desk.write(
        "days.csv",
        fs::read(format!("{}/daily_tweet_activity_metrics_WexcombeVale_20250701_20250801_en.csv", sample("x-days-2014"))).unwrap(),
    );
    desk.write("posts.csv", export.unwrap());
    let line = desk.refused(1, &["import", "days.csv"]);
    assert!(line.contains("days.csv") && line.contains("does not say whose") && line.contains("--account NAME"));
    assert!(!desk.store().exists());
    let import = desk.json(&["import", "days.csv", "--account", "@WexcombeVale", "--json"])["imports"][0].clone();
    assert_eq!((&import["account"], &import["added"]), (&json!("WexcombeVale"), &json!(31)));
    let line = desk.refused(1, &["import", "posts.csv", "--format", "conversation"]);
    assert!(line.contains("posts.csv"));
    let plan = desk.json(&["import", "posts.csv", "--format", "x-posts-2014", "--zone", "Europe/London", "--dry-run", "--json"]);
    assert_eq!(plan["files"][0]["format"], "x-posts-2014");
}

#[test]
fn imports_lists_what_undo_takes_back() {
    let desk = Desk::sample();
    let before = desk.must(&["measure", "--by", "total", "--by", "account", "--by", "month", "--json"]).out;
    talk(&desk);
    let id = desk.json(&["import", "talk.csv", "--json"])["imports"][0]["id"].as_i64().unwrap();
    let imports = desk.json(&["imports", "--json"]);
    assert_eq!(fields(&imports), ["imports"]);
    let [newest, ..] = &imports["imports"].as_array().unwrap()[..] else { panic!() };
    assert_eq!((newest["id"].as_i64(), &newest["path"]), (Some(id), &json!("talk.csv")));
    assert_eq!(imports["imports"].as_array().unwrap().len(), 19);
    assert!(desk.must(&["imports"]).text().contains("talk.csv"));
    assert_ne!(desk.must(&["measure", "--by", "total", "--by", "account", "--by", "month", "--json"]).out, before);
    let undone = desk.must(&["undo", &id.to_string(), "--json"]);
    assert_eq!(undone.json()["messages_removed"], 2);
    assert_eq!(desk.must(&["measure", "--by", "total", "--by", "account", "--by", "month", "--json"]).out, before);
    let line = desk.refused(2, &["undo", &id.to_string()]);
    assert!(line.contains(&format!("no import {id}")) && line.contains("earshot imports"));
}

/// Each overlapping export taken back gives the store that never saw it.
#[test]
fn undoing_any_import_gives_the_figures_without_it() {
    let question = ["measure", "--by", "account", "--by", "month", "--json"];
    let whole = Desk::sample();
    let imports = whole.json(&["imports", "--json"])["imports"].as_array().unwrap().clone();
    for folder in ["x-archive", "conversation", "feed"] {
        let desk = Desk::sample();
        let id = imports.iter().find(|import| text(&import["path"]).starts_with(folder)).unwrap()["id"].to_string();
        desk.must(&["undo", &id]);
        let never = Desk::new();
        let others: Vec<&str> = SAMPLE.into_iter().filter(|other| *other != folder).collect();
        never.must(&importing(&others));
        assert_eq!(desk.must(&question).text(), never.must(&question).text(), "{folder}");
    }
}

#[test]
fn formats_and_accounts_are_one_document() {
    let desk = Desk::sample();
    let formats = desk.json(&["formats", "--json"]);
    let ids: Vec<String> = formats["formats"].as_array().unwrap().iter().map(|format| text(&format["id"])).collect();
    for platform in [
        "x",
        "facebook",
        "instagram",
        "threads",
        "linkedin",
        "youtube",
        "tiktok",
        "mastodon",
        "bluesky",
        "reddit",
        "discourse",
        "yammer",
        "wordpress",
        "blogger",
        "disqus",
        "mediawiki",
        "inbox",
        "feed",
        "conversation",
    ] {
        assert!(
            formats["formats"].as_array().unwrap().iter().any(|format| format["platform"] == platform),
            "nothing of {platform} is read"
        );
    }
    assert_eq!((ids[0].as_str(), ids[ids.len() - 1].as_str()), ("x-posts-2014", "mapped"));
    let words = desk.must(&["formats"]);
    assert!(ids.iter().all(|id| words.text().contains(id)));
    let accounts = desk.json(&["accounts", "--json"]);
    let expected = json!([
        { "name": "WexcombeForum", "platform": "conversation", "handle": "WexcombeForum", "outbound": 123, "inbound": 276, "as_of": "2026-03-31T10:26:32Z" },
        { "name": "Wexcombe News", "platform": "facebook", "handle": "Wexcombe News", "outbound": 145, "inbound": 0, "as_of": "2026-09-30T23:00:00Z" },
        { "name": "WexcombeVale", "platform": "x", "handle": "WexcombeVale", "outbound": 1578, "inbound": 1359, "as_of": "2026-10-01T00:00:00Z" },
    ]);
    assert_eq!(accounts["accounts"], expected);
    assert!(desk.must(&["accounts"]).text().contains("WexcombeVale"));
}

#[test]
fn sql_reads_and_never_writes() {
    let desk = Desk::sample();
    let before = desk.dump();
    let answer = desk.json(&[
        "sql",
        "SELECT account, count(*) AS messages, NULL AS unknown FROM messages WHERE direction = 'outbound' GROUP BY account",
        "--json",
    ]);
    let expected = json!({
        "columns": ["account", "messages", "unknown"],
        "rows": [
            { "account": "Wexcombe News", "messages": 145, "unknown": null },
            { "account": "WexcombeForum", "messages": 123, "unknown": null },
            { "account": "WexcombeVale", "messages": 1578, "unknown": null },
        ],
    });
    assert_eq!(answer, expected);
    let csv = desk.must(&["sql", "SELECT 'a,b' AS x, '=1+1' AS y, -5 AS z", "--csv"]);
    assert_eq!(csv.text(), "x,y,z\n\"a,b\",'=1+1,-5\n");
    for query in [
        "DELETE FROM message",
        "INSERT INTO setting VALUES ('a', 'b')",
        "DROP TABLE message",
        "CREATE TABLE mine (a)",
        "PRAGMA user_version = 7",
        "PRAGMA journal_mode = DELETE",
        "VACUUM",
        "VACUUM INTO 'copy.db'",
        "ATTACH 'other.db' AS other",
        "ATTACH 'file:other.db?mode=rwc' AS other",
        "SELECT 1; DELETE FROM message",
        "SELECT something FROM nowhere",
    ] {
        desk.refused(2, &["sql", query]);
    }
    assert_eq!(desk.dump(), before);
    assert_eq!(desk.files(), [""; 0]);
}

#[test]
fn check_tells_a_whole_store_from_a_damaged_one() {
    let desk = Desk::sample();
    assert_eq!(desk.must(&["check"]).text(), "nothing to repair\n");
    let store = rusqlite::Connection::open(desk.store()).unwrap();
    store.execute("DELETE FROM person WHERE id = (SELECT min(person) FROM message)", []).unwrap();
    drop(store);
    let Answer { code, out, said } = desk.run(&["check"]);
    let out = String::from_utf8(out).unwrap();
    assert!(code == 1 && out.contains("a repair would") && said.contains("damaged"), "{code}: {out}{said}");
}

#[test]
fn wrong_usage_is_2_and_help_is_0() {
    let desk = Desk::sample();
    for arguments in [
        &["bogus"][..],
        &[],
        &["import"],
        &["undo", "first"],
        &["measure", "--json", "--csv"],
        &["measure", "--by", "year"],
        &["rows"],
        &["chart", "ladder"],
        &["chart"],
        &["measure", "--wrong"],
    ] {
        let answer = desk.run(arguments);
        assert_eq!((answer.code, answer.out.len()), (2, 0), "{arguments:?}");
        assert!(answer.said.starts_with("error: ") && answer.said.contains("--help"), "{arguments:?}: {}", answer.said);
    }
    for (arguments, words) in [
        (&["measure", "nonsense"][..], ["no measure `nonsense`", "prints them all"]),
        (&["rows", "nonsense"], ["no measure `nonsense`", "prints them all"]),
        (&["measure", "--account", "Nobody"], ["no account `Nobody`", "earshot accounts"]),
        (&["rows", "reply", "--account", "Nobody"], ["no account `Nobody`", "earshot accounts"]),
        (&["measure", "--from", "July"], ["`July` is no date", "2026-07-01"]),
        (&["measure", "--to", "2026-02-30"], ["`2026-02-30` is no date", "2026-07-01"]),
        (&["measure", "--from", "2026-07-01", "--to", "2026-06-01"], ["ends before it begins", "for June"]),
        (&["measure", "--as-of", "yesterday"], ["`yesterday` is no moment", "2026-10-04"]),
        (&["import", "x.csv", "--zone", "Mars"], ["no time zone `Mars`", "Europe/London"]),
        (&["import", "x.csv", "--format", "mars"], ["no format `mars`", "earshot formats"]),
        (&["chart", "pie", "-o", "pie.svg"], ["no chart `pie`", "chart --list"]),
        (&["chart", "ladder", "-o", "ladder.gif"], ["no kind of chart file", ".svg, .png, .csv or .html"]),
        (&["chart", "ladder", "-o", "ladder"], ["no kind of chart file", ".svg, .png, .csv or .html"]),
        (&["chart", "ladder", "-o", "l.svg", "--size", "big"], ["`big` is no size", "1600x900"]),
        (&["chart", "ladder", "-o", "l.svg", "--size", "10x10"], ["a chart is 320", "1600x900"]),
        (&["chart", "ladder", "-o", "l.svg", "--size", "99999x99999"], ["a chart is 320", "1600x900"]),
    ] {
        let line = desk.refused(2, arguments);
        assert!(words.iter().all(|word| line.contains(word)), "{arguments:?}: {line}");
    }
    assert_eq!(desk.files(), [""; 0]);
    let help = desk.must(&["--help"]);
    for command in ["import", "imports", "undo", "formats", "accounts", "measure", "rows", "chart", "sql", "check"] {
        assert!(help.text().contains(command) && help.said.is_empty());
        desk.must(&[command, "--help"]);
    }
    assert!(desk.must(&["--version"]).text().starts_with("earshot "));
}

#[test]
fn without_a_name_the_store_stands_in_the_data_folder() {
    let desk = Desk::new();
    talk(&desk);
    let home = desk.path("home");
    let mut command = std::process::Command::new(program());
    command.current_dir(desk.path("")).args(["import", "talk.csv"]).env("HOME", &home).env("XDG_DATA_HOME", home.join("data"));
    assert_eq!(answer(&mut command).code, 0);
    if cfg!(target_os = "linux") {
        assert!(home.join("data/Earshot/earshot.db").is_file());
    }
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let desk = Desk::sample();
    for arguments in
        [&["rows", "inbound", "--csv"][..], &["formats"], &["measure", "--explain"], &["peers"], &["check"], &["zone"], &["imports"]]
    {
        let mut child = desk.command(arguments).stdout(std::process::Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn nothing_but_the_document_is_printed() {
    let desk = Desk::sample();
    for arguments in [
        &["imports", "--json"][..],
        &["formats", "--json"],
        &["accounts", "--json"],
        &["measure", "--json"],
        &["rows", "outbound", "--json"],
        &["chart", "--list", "--json"],
        &["sql", "SELECT 1", "--json"],
    ] {
        let answer = desk.must(arguments);
        let document: Value = answer.json();
        assert!(document.is_object(), "{arguments:?}");
        assert!(answer.said.is_empty(), "{arguments:?} said: {}", answer.said);
    }
}
