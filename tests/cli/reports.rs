//! What an import did can be read at any later time, and what only the user knows is asked for.

use std::fs;

use serde_json::json;

use crate::earshot::{Desk, text};

fn sample(name: &str) -> String {
    earshot_test_support::repository().join("sample-data").join(name).to_str().unwrap().to_owned()
}

#[test]
fn the_report_of_an_import_is_kept() {
    let desk = Desk::new();
    let source = format!("{}/tweet_activity_metrics_WexcombeVale_20250401_20250601_en.csv", sample("x-posts-2014"));
    let bytes = fs::read_to_string(&source).unwrap();
    let first = bytes.lines().nth(1).unwrap().to_owned();
    let name = "tweet_activity_metrics_WexcombeVale_20250401_20250601_en.csv";
    desk.write(name, format!("{bytes}{}\n", first.replacen('"', "\"1.2E+17", 1)));
    let report = desk.json(&["import", name, "--json"])["imports"][0].clone();
    let id = report["id"].to_string();
    assert_eq!(report["rejected"], 1);
    // Rates are computed, not read.
    assert!(report["unused"].as_array().unwrap().contains(&json!("engagement rate")), "{}", report["unused"]);
    assert!(report["limits"].as_array().unwrap().iter().any(|limit| text(limit).contains("nothing that was said to it")));
    let kept = desk.json(&["imports", &id, "--json"]);
    for field in ["id", "path", "sha256", "rows", "added", "rejected", "problems", "covers", "unused", "limits", "gaps"] {
        assert_eq!(kept[field], report[field], "{field}");
    }
    let words = String::from_utf8(desk.must(&["imports", &id]).out).unwrap();
    assert!(words.contains("rejected  1\n") && words.contains("(Tweet id)") && words.contains("spreadsheet"), "{words}");
}

#[test]
fn a_hole_between_two_exports_of_an_account_is_named() {
    let desk = Desk::new();
    // Two months and the one between them; the names say what they cover.
    let named = |month: u32| format!("daily_tweet_activity_metrics_Holm_2021{month:02}01_2021{:02}01_en.csv", month + 1);
    for month in [2, 3, 4] {
        desk.write(&named(month), format!("Date,Tweets published,impressions\n2021-{month:02}-01,2,300\n"));
    }
    desk.must(&["import", &named(2)]);
    let report = desk.json(&["import", &named(4), "--json"])["imports"][0].clone();
    assert_eq!(report["gaps"], json!([{ "from": "2021-03-01T00:00:00Z", "to": "2021-04-01T00:00:00Z" }]));
    let words = String::from_utf8(desk.must(&["imports", &report["id"].to_string()]).out).unwrap();
    assert!(words.contains("gap       no data 1 Mar 2021 – 31 Mar 2021\n"), "{words}");
    // The month between closes it.
    desk.must(&["import", &named(3)]);
    assert_eq!(desk.json(&["imports", &report["id"].to_string(), "--json"])["gaps"], json!([]));
}

#[test]
fn what_nobody_has_answered_is_left_out_by_name_and_the_rest_goes_in() {
    let desk = Desk::new();
    let days = format!("{}/daily_tweet_activity_metrics_WexcombeVale_20250701_20250801_en.csv", sample("x-days-2014"));
    desk.write("days.csv", fs::read(days).unwrap());
    let conversation = sample("conversation");
    let answer = desk.must(&["import", "days.csv", &conversation, "--json"]);
    assert!(answer.json()["imports"].as_array().unwrap().iter().all(|import| text(&import["path"]) != "days.csv"));
    let refused = answer.json()["refused"].clone();
    assert_eq!((&refused[0]["code"], &refused[0]["file"]), (&json!("no-account"), &json!("days.csv")));
    assert!(answer.said.contains("days.csv: the file does not say whose export it is; say it with --account NAME"), "{}", answer.said);
    // What the store holds already needs no answer, and does not keep the rest out.
    desk.must(&["import", "days.csv", "--account", "WexcombeVale"]);
    let again = desk.json(&["import", "days.csv", &conversation, "--json"]);
    assert!(again["imports"].as_array().unwrap().iter().all(|import| import["added"] == 0 && import["rejected"] == 0), "{again}");
    assert_eq!(again["refused"], json!([]));
}
