//! People without their names: nothing that leads to a person reaches the store, and every figure stays as it was.

use std::fs;

use crate::earshot::{Desk, HEADER, text};

/// Two citizens and a council; one writes an address, a number and another's name.
fn talk(desk: &Desk) {
    let rows = "7,ada_lane,True,Tue Oct 31 22:08:27 +0000 2017,\"@Holm the bus at BS1 5TR never came, ask @Bob_Reed or ring 0117 496 0123\",,\n\
                8,Holm,False,Tue Oct 31 23:08:27 +0000 2017,\"@ada_lane sorry, write to buses@holm.example\",,7\n\
                9,Bob_Reed,True,Wed Nov 01 08:00:00 +0000 2017,@Holm @ada_lane mine neither,,8\n\
                10,Holm,False,Wed Nov 01 09:00:00 +0000 2017,@Bob_Reed @ada_lane we will look,,9\n";
    desk.write("talk.csv", format!("{HEADER}{rows}"));
}

#[test]
fn names_numbers_and_addresses_of_people_never_reach_the_store() {
    let desk = Desk::new();
    talk(&desk);
    desk.must(&["import", "talk.csv", "--pseudonyms"]);
    let bytes = fs::read(desk.store()).unwrap();
    for secret in ["ada_lane", "bob_reed", "BS1 5TR", "0117 496"] {
        let found = bytes.windows(secret.len()).any(|window| window.eq_ignore_ascii_case(secret.as_bytes()));
        assert!(!found, "{secret} is in the store");
    }
    let messages = desk.json(&["sql", "SELECT account, person, text FROM messages ORDER BY CAST(native_id AS INTEGER)", "--json"]);
    let rows = messages["rows"].as_array().unwrap();
    let (first, answer) = (text(&rows[0]["text"]), text(&rows[1]["text"]));
    let ada = text(&rows[0]["person"]);
    assert!(ada.starts_with('p') && ada.len() == 13, "{ada}");
    let bob = text(&rows[2]["person"]);
    assert_eq!(first, format!("@Holm the bus at [postcode] never came, ask @{bob} or ring [phone]"));
    // What we say stays, but for the name.
    assert_eq!(answer, format!("@{ada} sorry, write to buses@holm.example"));
}

#[test]
fn every_figure_is_the_same_with_pseudonyms() {
    let sample = earshot_test_support::repository().join("sample-data");
    let names: Vec<String> =
        ["conversation", "x-archive", "forum", "feed"].iter().map(|folder| sample.join(folder).to_str().unwrap().to_owned()).collect();
    let measured = |extra: &[&str]| {
        let desk = Desk::new();
        let mut arguments = vec!["import"];
        arguments.extend(names.iter().map(String::as_str));
        arguments.extend(extra);
        desk.must(&arguments);
        desk.must(&["measure", "--by", "total", "--by", "account", "--by", "month", "--json"]).out
    };
    assert_eq!(String::from_utf8(measured(&["--pseudonyms"])).unwrap(), String::from_utf8(measured(&[])).unwrap());
}

#[test]
fn the_key_lies_beside_the_store_and_a_later_import_knows_the_same_people() {
    let desk = Desk::new();
    talk(&desk);
    desk.must(&["import", "talk.csv", "--pseudonyms"]);
    assert_eq!(fs::read(desk.path("store.key")).unwrap().len(), 32);
    // Once on, it stays on.
    let more =
        "11,ADA_LANE,True,Thu Nov 02 08:00:00 +0000 2017,@Holm thanks,,10\n12,Holm,False,Thu Nov 02 09:00:00 +0000 2017,welcome,,11\n";
    desk.write("more.csv", format!("{HEADER}{more}"));
    desk.must(&["import", "more.csv"]);
    let people = desk.json(&["sql", "SELECT count(*) AS people FROM person", "--json"]);
    assert_eq!(people["rows"][0], serde_json::json!({ "people": 2 }));
    // Without the key nobody would be recognised, so nothing is imported.
    fs::rename(desk.path("store.key"), desk.path("elsewhere")).unwrap();
    desk.write("third.csv", format!("{HEADER}{}", more.replace("\n12", "\n14").replace("11,", "13,")));
    let line = desk.refused(1, &["import", "third.csv"]);
    assert!(line.contains("store.key") && line.contains("put the file back"), "{line}");
}

#[test]
fn a_row_that_is_not_taken_in_is_not_kept_with_its_names() {
    let desk = Desk::new();
    desk.write(
        "talk.csv",
        format!("{HEADER}7,ada_lane,True,yesterday,@Holm hello from Ada,,\n8,Holm,False,Tue Oct 31 23:08:27 +0000 2017,hi,,\n"),
    );
    desk.must(&["import", "talk.csv", "--pseudonyms"]);
    let problems = desk.json(&["sql", "SELECT code, line, raw FROM problem WHERE severity = 'rejected'", "--json"]);
    assert_eq!(problems["rows"], serde_json::json!([{ "code": "bad-date", "line": 2, "raw": null }]));
}

/// Of every format that has people: none of their names and ids, wherever the export writes them, is in the store's bytes.
#[test]
fn no_name_of_a_person_is_left_anywhere_in_the_store() {
    let fixtures = earshot_test_support::repository().join("tests/import/fixtures");
    let answers = ["--account", "Holm", "--zone", "Europe/London", "--ours", "Holm"];
    let mut looked_for = 0;
    for folder in ["facebook-messages", "instagram-messages", "linkedin-archive", "x-archive", "mastodon", "mediawiki", "yammer"] {
        let path = fixtures.join(folder);
        let arguments = [&["import", path.to_str().unwrap()], &answers[..]].concat();
        let plain = Desk::new();
        plain.must(&arguments);
        // Who is an account in one of a folder's files is ours, and keeps the name.
        let query = "SELECT handle, name FROM person WHERE coalesce(name, handle) NOT IN (SELECT coalesce(name, handle) FROM account)";
        let people = plain.json(&["sql", query, "--json"]);
        let names: Vec<String> = people["rows"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|row| [&row["handle"], &row["name"]])
            .filter_map(|name| name.as_str())
            .map(str::to_owned)
            .collect();
        let desk = Desk::new();
        desk.must(&[&arguments[..], &["--pseudonyms"]].concat());
        // What people say in their own words can't be told from other words.
        desk.must(&["check"]);
        let store = rusqlite::Connection::open(desk.store()).unwrap();
        store.execute_batch("UPDATE message SET text = NULL; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        drop(store);
        let bytes = [&[0], &fs::read(desk.store()).unwrap().to_ascii_lowercase()[..], &[0]].concat();
        for name in names.iter().filter(|name| name.len() >= 5) {
            // As a word of its own: somebody is called Signe, and talk pages are signed.
            let is_word = |window: &[u8]| {
                let inner = &window[1..window.len() - 1];
                inner == name.to_ascii_lowercase().as_bytes()
                    && !window[0].is_ascii_alphanumeric()
                    && !window[window.len() - 1].is_ascii_alphanumeric()
            };
            let found = bytes.windows(name.len() + 2).any(is_word);
            assert!(!found, "{name} of {folder} is in the store");
            looked_for += 1;
        }
    }
    assert!(looked_for >= 15, "{looked_for} names");
}
