//! Files that are no store, or none that can be used now.

use std::fs;
use std::path::Path;
use std::process::Command;

use earshot_store::{Store, StoreError};
use rusqlite::Connection;

use crate::made::{File, Place, post};

/// What is said of a path when it is opened to write, and to read.
fn both(path: &Path) -> [StoreError; 2] {
    [Store::open(path).expect_err("it can't be opened"), Store::open_to_read(path).expect_err("it can't be read")]
}

fn filled(place: &Place) {
    drop(place.holding(&[File::new("first").holds((0..2_000).map(|id| post(&id.to_string(), id, "News of the bridge over the Wex")))]));
}

#[test]
fn where_there_is_none_one_is_made_but_not_to_read() {
    let place = Place::new();
    let refused = Store::open_to_read(&place.path()).unwrap_err();
    assert_eq!(refused.to_string(), format!("there is no store at {}", place.path().display()));
    assert!(!place.path().exists());
    let below = place.path().with_file_name("Earshot").join("deep").join("earshot.db");
    assert_eq!(Store::open(&below).unwrap().totals().unwrap().messages, 0);
    assert_eq!(Store::open_to_read(&below).unwrap().path(), below);
}

#[test]
fn a_file_of_zero_bytes_is_no_store_yet() {
    let place = Place::new();
    fs::write(place.path(), b"").unwrap();
    assert!(matches!(Store::open_to_read(&place.path()), Err(StoreError::Missing(_))));
    assert_eq!(place.open().totals().unwrap().messages, 0);
}

#[test]
fn a_text_is_no_store() {
    let place = Place::new();
    let text = "id,text\n".repeat(1_000);
    fs::write(place.path(), &text).unwrap();
    for error in both(&place.path()) {
        assert_eq!(error.to_string(), format!("{} is not an Earshot store", place.path().display()));
    }
    assert_eq!(fs::read_to_string(place.path()).unwrap(), text, "it is as it was");
}

#[test]
fn another_programs_database_is_no_store_and_stays_as_it_is() {
    let place = Place::new();
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("CREATE TABLE message (id INTEGER); PRAGMA user_version = 1;").unwrap();
    drop(other);
    let before = fs::read(place.path()).unwrap();
    for error in both(&place.path()) {
        assert!(matches!(error, StoreError::NotAStore(_)), "{error}");
    }
    assert_eq!(fs::read(place.path()).unwrap(), before);
}

#[test]
fn a_folder_is_no_store() {
    let place = Place::new();
    fs::create_dir(place.path()).unwrap();
    for error in both(&place.path()) {
        assert!(matches!(error, StoreError::NotAStore(_)), "{error}");
    }
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let place = Place::new();
    filled(&place);
    let newer = Connection::open(place.path()).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    for error in both(&place.path()) {
        assert_eq!(error.to_string(), format!("{} was written by a newer version of Earshot", place.path().display()));
    }
    let version: i64 = Connection::open(place.path()).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 99);
}

#[test]
fn a_store_that_was_cut_off_is_damaged() {
    let place = Place::new();
    filled(&place);
    let bytes = fs::read(place.path()).unwrap();
    fs::write(place.path(), &bytes[..bytes.len() / 2]).unwrap();
    must_be_found(&place);
}

#[test]
fn a_store_whose_bytes_were_overwritten_is_damaged() {
    for (from, to) in [(1, 3), (2, 3), (1, 2)] {
        let place = Place::new();
        filled(&place);
        let mut bytes = fs::read(place.path()).unwrap();
        let middle = bytes.len() * from / to;
        bytes[middle..middle + 8_192].fill(0x5a);
        fs::write(place.path(), &bytes).unwrap();
        must_be_found(&place);
    }
}

/// Either it can't be opened, or the examination says what is wrong; never that all is well.
fn must_be_found(place: &Place) {
    match Store::open_to_read(&place.path()).and_then(|store| store.check()) {
        Err(error) => assert_eq!(error.to_string(), format!("{} is damaged", place.path().display())),
        Ok(check) => {
            assert!(!check.findings.is_empty(), "nothing was found");
            assert!(check.repair.contains("new store"), "{}", check.repair);
        }
    }
}

#[test]
fn a_store_that_another_program_writes_to_can_be_read_and_not_written() {
    let place = Place::new();
    filled(&place);
    let other = Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(Store::open_to_read(&place.path()).unwrap().totals().unwrap().messages, 2_000);
    let mut store = place.open();
    let begun = std::time::Instant::now();
    let refused = store.import().unwrap_err();
    assert!(matches!(refused, StoreError::Locked(_)), "{refused}");
    assert!(begun.elapsed().as_secs() >= 4, "it waits a while before it gives up");
    assert!(matches!(store.undo(1).unwrap_err(), StoreError::Locked(_)));
    other.execute_batch("ROLLBACK").unwrap();
    store.undo(1).unwrap();
}

/// A store in a folder where nothing may be written, read and opened by somebody who is not its owner.
#[cfg(unix)]
#[test]
fn a_store_that_can_not_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    filled(&place);
    let path = place.path();
    let folder = path.parent().expect("a folder");
    let reader = folder.join("reader");
    fs::copy(env!("CARGO_BIN_EXE_earshot-test-store-reader"), &reader).unwrap();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&path, 0o444);
    mode(folder, 0o555);

    // To root nothing is read-only: there the reader runs as nobody.
    let root = fs::write(folder.join("probe"), b"").is_ok();
    let run = match root {
        true => Command::new("setpriv").args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]).arg(&reader).arg(&path).output(),
        false => Command::new(&reader).arg(&path).output(),
    };
    mode(folder, 0o755);
    let run = match run {
        Ok(run) => run,
        Err(error) => return eprintln!("not tried with a store that can't be written: root, and no setpriv ({error})"),
    };
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let shown = path.display();
    let expected = format!("read: 2000 messages\nnothing to repair\nwrite: {shown} can't be written\n");
    assert_eq!(said, expected, "{}", String::from_utf8_lossy(&run.stderr));
}
