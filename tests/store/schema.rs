//! The schema is public, commented, and frozen.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::made::Place;

const INITIAL: &str = include_str!("../../src-tauri/crates/store/migrations/0001_initial.sql");
const EVERY_EXPORT: &str = include_str!("../../src-tauri/crates/store/migrations/0002_every_export.sql");
const PEOPLE_BY_KEY: &str = include_str!("../../src-tauri/crates/store/migrations/0003_people_by_key.sql");
const OFFICE_AND_PROMISE: &str = include_str!("../../src-tauri/crates/store/migrations/0004_office_and_promise.sql");
const SAID_BY_HAND: &str = include_str!("../../src-tauri/crates/store/migrations/0005_said_by_hand.sql");

/// Each released schema, and the SHA-256 of its file: a change is a new file, never an edit.
const FROZEN: [(&str, &str, &str); 5] = [
    ("0001_initial.sql", INITIAL, "95fb4bb1d6b0e573fe6d4836fe63faf91c1979919649fd305743929ff7e63b3c"),
    ("0002_every_export.sql", EVERY_EXPORT, "5a241737e3ddd172544d128c0a704e305c8de0f62ccdb8bf88ac1c6b4f903d72"),
    ("0003_people_by_key.sql", PEOPLE_BY_KEY, "d415b931060442ffe44ad33fd4f2f27f9b5a3599cdfb7639e8f057a546e8da3f"),
    ("0004_office_and_promise.sql", OFFICE_AND_PROMISE, "c210d9357dd0fbc1e00b221a9207a717885cdfc96b5f367997c75e12a85b08a6"),
    ("0005_said_by_hand.sql", SAID_BY_HAND, "2bd06eec47601ff35fc40cdd3ae28e378bf438c405c35573374f229640594f1e"),
];

#[test]
fn a_released_schema_never_changes() {
    for (name, schema, expected) in FROZEN {
        let digest = Sha256::digest(schema.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
            _ = write!(hex, "{byte:02x}");
            hex
        });
        assert_eq!(digest, expected, "{name} is frozen: put the change into a schema of its own");
    }
}

#[test]
fn every_table_view_and_column_has_a_comment() {
    let lines: Vec<&str> = FROZEN.iter().flat_map(|(_, schema, _)| schema.lines()).collect();
    let mut tables: BTreeMap<&str, usize> = BTreeMap::new(); // and how many columns each has
    let mut within = None;
    for (at, line) in lines.iter().enumerate() {
        if let Some(what) = line.strip_prefix("CREATE TABLE ").or_else(|| line.strip_prefix("CREATE VIEW ")) {
            assert!(at > 0 && lines[at - 1].starts_with("-- "), "{what} stands without a comment above it");
            within = line.starts_with("CREATE TABLE").then_some(what.trim_end_matches(" ("));
            tables.extend(within.map(|table| (table, 0)));
        } else if line.starts_with(')') {
            assert!(within.is_none() || line.contains("STRICT"), "{within:?} is not STRICT");
            within = None;
        } else if let Some(table) = within
            && line.trim_start().starts_with(|letter: char| letter.is_ascii_lowercase())
        {
            let comment = line.split_once(" -- ").map_or("", |(_, comment)| comment.trim());
            assert!(!comment.is_empty(), "{table} {} has no comment", line.trim());
            *tables.entry(table).or_default() += 1;
        } else if let Some(table) = line.strip_prefix("DROP TABLE ") {
            tables.remove(table.trim_end_matches(';'));
        } else if let Some((old, new)) = line.strip_prefix("ALTER TABLE ").and_then(|line| line.split_once(" RENAME TO ")) {
            let columns = tables.remove(old).expect("a table that is there");
            tables.insert(new.trim_end_matches(';'), columns);
        }
    }
    // As many as the store really has, so that none was overlooked.
    let store = Place::new().open();
    let count = |query: &str| format!("{:?}", store.sql(query).unwrap().rows[0][0]);
    assert_eq!(
        count("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema'"),
        format!("Integer({})", tables.len())
    );
    assert_eq!(
        count(
            "SELECT count(*) FROM pragma_table_list t, pragma_table_xinfo(t.name) WHERE t.schema = 'main' AND t.type = 'table' AND t.name <> 'sqlite_schema'"
        ),
        format!("Integer({})", tables.values().sum::<usize>())
    );
}

#[test]
fn tables_are_strict_and_links_are_held() {
    let place = Place::new();
    let store = place.open();
    let loose = store
        .sql("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema' AND NOT strict")
        .unwrap();
    assert_eq!(loose.rows, Vec::<Vec<earshot_store::Cell>>::new());
    assert_eq!(store.sql("PRAGMA foreign_keys").unwrap().rows, [[earshot_store::Cell::Integer(1)]]);
    let by_hand = rusqlite::Connection::open(place.path()).unwrap();
    assert_eq!(by_hand.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0)).unwrap(), "wal");
}

#[test]
fn every_link_to_a_row_that_can_be_taken_back_is_indexed() {
    // Without an index (a row's own id needs none), to delete an import would search each of these tables once for each row.
    let store = Place::new().open();
    let links = store
        .sql(
            "SELECT t.name, f.\"from\" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
             WHERE t.schema = 'main' AND f.\"table\" IN ('message', 'import')
               AND f.\"from\" NOT IN (SELECT name FROM pragma_table_info(t.name) WHERE pk = 1 AND type = 'INTEGER') ORDER BY 1, 2",
        )
        .unwrap();
    let text = |cell: &earshot_store::Cell| if let earshot_store::Cell::Text(text) = cell { text.clone() } else { panic!("{cell:?}") };
    let mut without = BTreeSet::new();
    for row in &links.rows {
        let (table, column) = (text(&row[0]), text(&row[1]));
        let query = format!(
            "SELECT count(*) FROM pragma_index_list('{table}') l, pragma_index_info(l.name) c WHERE c.seqno = 0 AND c.name = '{column}'"
        );
        if store.sql(&query).unwrap().rows == [[earshot_store::Cell::Integer(0)]] {
            without.insert(format!("{table}.{column}"));
        }
    }
    // One import is deleted at a time: to look through the messages once costs less than an index on each of them.
    assert_eq!(without, BTreeSet::from(["message.import".to_owned()]));
}

/// A store as the first released schema made it.
#[test]
fn a_store_of_every_released_schema_is_brought_up_to_date() {
    let place = Place::new();
    let by_hand = rusqlite::Connection::open(place.path()).unwrap();
    by_hand.execute_batch(INITIAL).unwrap();
    by_hand.pragma_update(None, "user_version", 1).unwrap();
    by_hand
        .execute_batch(
            "INSERT INTO import VALUES (1, 'a.csv', 'sha', 'conversation', NULL, '{}', 0, 0, 0, NULL, NULL, 2, 2, 0, 0, 0);
             INSERT INTO id_space VALUES (1, 'conversation');
             INSERT INTO person VALUES (1, 'conversation', 'ada', NULL, 'Ada', NULL), (2, 'conversation', '115', NULL, '115', NULL);
             INSERT INTO message (id, space, native_id, person, kind, sent_at, precision, certainty, parent_known, text_cut, import)
             VALUES (1, 1, '1', 1, 'post', 0, 1, 'stated', 1, 0, 1), (2, 1, '2', 2, 'post', 0, 1, 'stated', 1, 0, 1);",
        )
        .unwrap();
    drop(by_hand);
    // Opened for reading, too: the first question after an update must not fail.
    let store = earshot_store::Store::open_to_read(&place.path()).unwrap();
    assert_eq!(store.totals().unwrap().messages, 2);
    assert_eq!(store.check().unwrap().findings, Vec::<String>::new());
    let details = store.sql("SELECT person, handle FROM person_detail").unwrap();
    assert_eq!(details.rows, [[earshot_store::Cell::Integer(1), earshot_store::Cell::Text("Ada".to_owned())]]);
}
