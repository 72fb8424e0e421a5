//! What Earshot computes from the sample data against what its script made happen.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use serde_json::{Value, json};

use crate::earshot::{Desk, SAMPLE, importing, sample, table, text};

/// The sample's store, whose months are cut in London as the truth's are.
fn desk() -> Desk {
    let desk = Desk::sample();
    let store = rusqlite::Connection::open(desk.store()).unwrap();
    store.execute("INSERT INTO setting VALUES ('zone', 'Europe/London')", []).unwrap();
    desk
}

fn truth(name: &str) -> Vec<BTreeMap<String, String>> {
    let rows = table(&std::fs::read(format!("{}/{name}", sample("truth"))).unwrap());
    rows[1..].iter().map(|row| rows[0].iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn totals() -> Value {
    serde_json::from_slice(&std::fs::read(format!("{}/totals.json", sample("truth"))).unwrap()).unwrap()
}

#[test]
fn every_row_of_every_export_goes_in() {
    let desk = Desk::new();
    let document = desk.json(&importing(&SAMPLE));
    assert_eq!(document["refused"], json!([]));
    for import in document["imports"].as_array().unwrap() {
        assert_eq!(import["rejected"], 0, "{import}");
        let sum: u64 = ["added", "updated", "unchanged"].iter().map(|name| import[name].as_u64().unwrap()).sum();
        assert_eq!(import["rows"], sum, "{import}");
    }
    let releases = desk.json(&["sql", "SELECT count(*) AS n FROM releases", "--json"]);
    assert_eq!(releases["rows"][0]["n"], totals()["releases"]);
    assert_eq!(desk.json(&["measure", "reply", "--json"])["as_of"], totals()["as_of"]);
}

/// A figure of Earshot beside the truth's name for it; `k` where Earshot gives a share.
const FIGURES: [(&str, &str, &str); 25] = [
    ("outbound", "value", "outbound"),
    ("inbound", "value", "inbound"),
    ("repost", "value", "reposts"),
    ("reply", "value", "replies"),
    ("mention_start", "value", "mention_starts"),
    ("broadcast", "value", "broadcasts"),
    ("reply_share", "k", "replies"),
    ("broadcast_share", "k", "broadcasts"),
    ("churn_index", "k", "churn"),
    ("churn_index", "n", "broadcasts"),
    ("repeat_share", "k", "repeats"),
    ("recycled_share", "k", "recycled"),
    ("rung(release)", "k", "rung_release"),
    ("rung(repeat)", "k", "rung_repeat"),
    ("rung(announcement)", "k", "rung_announcement"),
    ("rung(mention)", "k", "rung_mention"),
    ("rung(reply)", "k", "rung_reply"),
    ("rung(dialogue)", "k", "rung_dialogue"),
    ("dialogue_share", "k", "rung_dialogue"),
    ("conversations", "value", "conversations"),
    ("answered_rate", "k", "conversations_answered"),
    ("engaged_rate", "k", "conversations_engaged"),
    ("opportunities", "value", "opportunities"),
    ("response_median_answered_only", "n", "answered"),
    ("unanswered", "value", "unanswered"),
];

/// How the figures differ from what happened, one line each.
fn differences(whose: &str, figures: &BTreeMap<String, Value>, counts: &Value) -> Vec<String> {
    let mut differ = Vec::new();
    for (id, field, name) in FIGURES {
        let figure = &figures[id];
        // A month in which nothing was said or asked has a note instead of a count.
        let found = figure[field].as_u64().unwrap_or_default();
        if Some(found) != counts[name].as_u64() {
            differ.push(format!("{whose}: {id} {field} is {found}, but {name} were {}", counts[name]));
        }
    }
    differ
}

fn by_group(document: &Value) -> BTreeMap<String, BTreeMap<String, Value>> {
    let mut groups: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for measure in document["measures"].as_array().unwrap() {
        groups.entry(text(&measure["group"])).or_default().insert(text(&measure["id"]), measure.clone());
    }
    groups
}

#[test]
fn every_total_and_every_month_is_what_happened() {
    let desk = desk();
    let accounts = by_group(&desk.json(&["measure", "--by", "account", "--json"]));
    let mut differ = Vec::new();
    for account in totals()["accounts"].as_array().unwrap() {
        let name = text(&account["account"]);
        differ.extend(differences(&name, &accounts[&name], &account["all"]));
        let months = by_group(&desk.json(&["measure", "--by", "month", "--account", &name, "--json"]));
        let expected = account["months"].as_array().unwrap();
        let names: Vec<String> = expected.iter().map(|month| text(&month["month"])).collect();
        assert!(names.iter().all(|month| months.contains_key(month)), "{name}: {:?}", months.keys());
        for month in expected {
            let label = text(&month["month"]);
            differ.extend(differences(&format!("{name} in {label}"), &months[&label], month));
        }
        // Those who wrote in public and in private are one person each: the archive's posts name those whom its messages number.
        assert_eq!(accounts[&name]["people"]["value"], account["people"]);
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    let unassigned: u64 =
        totals()["accounts"].as_array().unwrap().iter().map(|account| account["all"]["inbound_unassigned"].as_u64().unwrap()).sum();
    assert_eq!(desk.figures(&[])["inbound_unassigned"]["value"], unassigned);
}

#[test]
fn every_post_stands_on_its_rung_and_names_its_source() {
    let desk = desk();
    let rows: BTreeMap<String, Value> = desk.rows("outbound", &[]).into_iter().map(|row| (text(&row["id"]), row)).collect();
    let repeats: BTreeSet<String> = desk.rows("repeat_share", &[]).iter().map(|row| text(&row["id"])).collect();
    let links = desk.json(&["sql", "SELECT guid, link FROM releases", "--json"]);
    let links: BTreeMap<String, String> =
        links["rows"].as_array().unwrap().iter().map(|row| (text(&row["guid"]), text(&row["link"]))).collect();
    let posts = truth("posts.csv");
    let mut differ = Vec::new();
    for post in &posts {
        let (id, kind, rung) = (&post["post_id"], post["kind"].as_str(), post["rung"].as_str());
        let row = &rows[id];
        let class = row["class"].as_str().unwrap_or_default();
        let expected = if kind == "repost" { "repost" } else { rung };
        if class != expected {
            differ.push(format!("{id}: {class}, but it is a {kind} on {rung}: {}", row["text"]));
        }
        if repeats.contains(id) == post["repeat_of"].is_empty() {
            differ.push(format!("{id}: a repeat of {:?}, and found to be: {}", post["repeat_of"], repeats.contains(id)));
        }
        if rung == "release" {
            if row["matched"]["link"] != links[&post["release_guid"]] {
                differ.push(format!("{id}: carries {}, but found in {}", post["release_guid"], row["matched"]));
            }
            let percent = row["matched"]["percent"].as_u64().unwrap_or_default();
            let verbatim = percent >= 80;
            if verbatim != (post["band"] == "verbatim") || percent < 50 {
                differ.push(format!("{id}: {percent} % of it, but {}", post["band"]));
            }
        }
        // The post that it repeats, where there is no release to name first.
        let source = row["matched"]["link"].as_str().unwrap_or_default();
        if rung == "repeat" && !source.ends_with(&post["repeat_of"]) {
            differ.push(format!("{id}: repeats {}, but found in {source}", post["repeat_of"]));
        }
    }
    assert!(differ.is_empty(), "{} of {}:\n{}", differ.len(), posts.len(), differ.join("\n"));
    // The truth holds what is public: nothing else that was said is missing from it but direct messages.
    let directs = desk.json(&["sql", "SELECT count(*) AS n FROM messages WHERE kind = 'direct' AND direction = 'outbound'", "--json"]);
    assert_eq!(rows.len() as u64, posts.len() as u64 + directs["rows"][0]["n"].as_u64().unwrap());
}

fn seconds(moment: &str) -> i64 {
    DateTime::parse_from_rfc3339(moment).unwrap().timestamp()
}

#[test]
fn every_opportunity_arrived_and_was_answered_when_it_was() {
    let desk = desk();
    let mut found: Vec<(String, i64, Option<i64>)> = Vec::new();
    let mut who: BTreeSet<(i64, String)> = BTreeSet::new();
    for row in desk.rows("opportunities", &[]) {
        let at = seconds(&text(&row["when"]));
        found.push((text(&row["account"]), at, row["answered_after"].as_i64()));
        who.insert((at, text(&row["who"])));
    }
    found.sort();
    let mut expected: Vec<(String, i64, Option<i64>, bool)> = Vec::new();
    for answer in truth("answers.csv") {
        let at = seconds(&answer["arrived_at"]);
        let answered = Some(&answer["answered_at"]).filter(|at| !at.is_empty()).map(|answered| seconds(answered) - at);
        let direct = answer["channel"] == "direct";
        expected.push((answer["account"].clone(), at, answered, direct));
        // In private, a person is known by number only.
        assert!(direct || who.contains(&(at, answer["person"].clone())), "{answer:?}");
    }
    expected.sort();
    assert_eq!(found.len(), expected.len());
    for (found, (account, at, answered, direct)) in found.iter().zip(&expected) {
        assert_eq!((&found.0, found.1), (account, *at));
        // Direct messages are dated to the millisecond, and a wait is its whole seconds; the truth knows seconds only.
        let same = found.2 == *answered || *direct && found.2 == answered.map(|answered| answered - 1);
        assert!(same, "{found:?}, but answered after {answered:?}");
    }
}
