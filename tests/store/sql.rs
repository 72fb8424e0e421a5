//! SQL by hand reads and never writes, and the store examines itself.

use earshot_store::{Cell, Store, StoreError};
use rusqlite::Connection;

use crate::dump::dump;
use crate::made::{File, Place, answering, counted, heard, post};

fn filled(place: &Place) -> Store {
    place.holding(&[
        File::new("first").covers(1).holds([counted(post("1", 0, "News"), Some(10), None), heard("2", 5, "@Wexby when?", "bob")]),
        File::new("second").covers(2).holds([post("1", 0, "News, corrected"), answering(post("3", 9, "soon"), "2")]),
    ])
}

#[test]
fn a_query_gives_columns_and_rows() {
    let place = Place::new();
    let store = filled(&place);
    let sheet = store.sql("SELECT native_id, direction, account, person, text, 0.5 AS half FROM messages ORDER BY native_id").unwrap();
    assert_eq!(sheet.columns, ["native_id", "direction", "account", "person", "text", "half"]);
    let text = |text: &str| Cell::Text(text.to_owned());
    assert_eq!(
        sheet.rows,
        [
            [text("1"), text("outbound"), text("Wexby"), Cell::Null, text("News, corrected"), Cell::Real(0.5)],
            [text("2"), text("inbound"), Cell::Null, text("bob"), text("@Wexby when?"), Cell::Real(0.5)],
            [text("3"), text("outbound"), text("Wexby"), Cell::Null, text("soon"), Cell::Real(0.5)],
        ]
    );
    assert_eq!(store.sql("SELECT x'0102'").unwrap().rows, [[Cell::Blob(2)]]);
    assert_eq!(store.sql("SELECT sent_at FROM messages WHERE native_id = '2'").unwrap().rows, [[text("2020-01-01T12:00:05Z")]]);
}

#[test]
fn a_query_that_would_write_is_refused() {
    let place = Place::new();
    drop(filled(&place));
    let elsewhere = place.path().with_file_name("elsewhere.db");
    let attach = format!("ATTACH '{}' AS other", elsewhere.display());
    let vacuum = format!("VACUUM INTO '{}'", elsewhere.display());
    for store in [Store::open_to_read(&place.path()).unwrap(), place.open()] {
        let before = dump(&store);
        for query in [
            "DELETE FROM message",
            "UPDATE message SET text = ''",
            "INSERT INTO setting VALUES ('a', 'b')",
            "CREATE TABLE more (a)",
            "DROP TABLE message",
            "WITH x AS (SELECT 1) DELETE FROM message",
            "PRAGMA user_version = 9",
            "PRAGMA journal_mode = DELETE",
            "VACUUM",
            "BEGIN IMMEDIATE",
            "PRAGMA foreign_keys = OFF",
            "SELECT 1; DELETE FROM message",
            attach.as_str(),
            vacuum.as_str(),
        ] {
            let refused = store.sql(query);
            assert!(matches!(refused, Err(StoreError::Query(_))), "{query}: {refused:?}");
        }
        assert_eq!(dump(&store), before);
    }
    assert!(!elsewhere.exists(), "nothing was written elsewhere");
}

#[test]
fn a_query_that_is_wrong_says_how() {
    let place = Place::new();
    let store = filled(&place);
    let message = |query: &str| store.sql(query).unwrap_err().to_string();
    assert!(message("SELECT nonsense FROM message").contains("no such column: nonsense"));
    assert!(message("SELEC 1").contains("syntax error"));
    assert!(!message("SELECT").contains('\n'));
}

#[test]
fn a_sound_store_has_nothing_to_repair() {
    let place = Place::new();
    let check = filled(&place).check().unwrap();
    assert_eq!((check.findings.len(), check.repair.as_str()), (0, "nothing to repair"));
}

#[test]
fn broken_links_are_found() {
    for (breaking, expected) in [
        ("DELETE FROM person", "message 2 names an account or a person that is missing"),
        ("DELETE FROM account", "message 1 names an account or a person that is missing"),
        ("DELETE FROM import WHERE sha256 = 'sha of first'", "refers to a missing import"),
        ("DELETE FROM message WHERE native_id = '1'", "refers to a missing message"),
        // Both imports hold message 1; the row names the second.
        ("DELETE FROM sighting WHERE import = 2", "message 1 is held by imports, but not by the one its row names"),
    ] {
        let place = Place::new();
        drop(filled(&place));
        let by_hand = Connection::open(place.path()).unwrap();
        by_hand.pragma_update(None, "foreign_keys", false).unwrap();
        by_hand.execute(breaking, []).unwrap();
        drop(by_hand);
        let check = Store::open_to_read(&place.path()).unwrap().check().unwrap();
        assert!(check.findings.iter().any(|finding| finding.contains(expected)), "{breaking}: {:?}", check.findings);
        assert!(check.repair.contains("new store"), "{}", check.repair);
    }
}
