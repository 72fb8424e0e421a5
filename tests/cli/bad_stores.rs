//! Stores that can't be used: each gets one clear line, and nothing is changed.

use std::fs;
use std::process::Command;

use rusqlite::Connection;

use crate::earshot::{Answer, Desk, GOOD, HEADER, answer, program};

/// A store with two messages, and a file that is not in it.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("talk.csv", format!("{HEADER}{GOOD}"));
    desk.must(&["import", "talk.csv"]);
    desk.write("more.csv", format!("{HEADER}9,115712,True,Tue Oct 31 23:30:00 +0000 2017,thanks,,8\n"));
    desk
}

const READING: [&[&str]; 6] =
    [&["measure", "--json"], &["rows", "inbound"], &["chart", "ladder", "-o", "l.svg"], &["sql", "SELECT 1"], &["check"], &["accounts"]];
const WRITING: [&[&str]; 2] = [&["import", "more.csv"], &["undo", "1"]];

#[test]
fn a_store_that_is_missing() {
    let desk = Desk::new();
    for arguments in
        [&["measure"][..], &["rows", "inbound"], &["chart", "ladder", "-o", "l.svg"], &["sql", "SELECT 1"], &["check"], &["undo", "1"]]
    {
        let line = desk.refused(1, arguments);
        assert!(
            line.contains("there is no store at store.db") && line.contains("import a file first") && line.contains("--store"),
            "{line}"
        );
    }
    // There is nothing to list, which is an answer.
    assert_eq!(desk.json(&["imports", "--json"]), serde_json::json!({ "imports": [] }));
    assert_eq!(desk.json(&["accounts", "--json"]), serde_json::json!({ "accounts": [] }));
    assert!(!desk.store().exists() && desk.files().is_empty());
}

#[test]
fn a_store_from_a_newer_version() {
    let desk = desk();
    Connection::open(desk.store()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(desk.store()).unwrap();
    for arguments in READING.iter().chain(&WRITING) {
        let line = desk.refused(1, arguments);
        assert!(line.contains("store.db was written by a newer version of Earshot") && line.contains("update Earshot"), "{line}");
    }
    assert_eq!(fs::read(desk.store()).unwrap(), before);
}

#[test]
fn a_file_that_is_no_store() {
    let desk = desk();
    let other = desk.path("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE message (id)").unwrap();
    let files = [b"just a letter\n".to_vec(), vec![b'x'; 10_000], fs::read(&other).unwrap(), vec![0; 4_096]];
    for bytes in files {
        fs::write(desk.store(), &bytes).unwrap();
        for arguments in READING.iter().chain(&WRITING) {
            let line = desk.refused(1, arguments);
            assert!(line.contains("store.db is not an Earshot store") && line.contains("--store"), "{line}");
        }
        assert_eq!(fs::read(desk.store()).unwrap(), bytes);
    }
    fs::remove_file(desk.store()).unwrap();
    fs::create_dir(desk.store()).unwrap();
    for arguments in READING.iter().chain(&WRITING) {
        let line = desk.refused(1, arguments);
        assert!(line.contains("store.db is not an Earshot store"), "{line}");
    }
    assert_eq!(desk.files(), ["more.csv", "other.db", "talk.csv"]);
}

#[test]
fn a_store_that_is_cut_short() {
    let desk = Desk::sample();
    let whole = fs::read(desk.store()).unwrap();
    fs::write(desk.store(), &whole[..whole.len() / 2]).unwrap();
    for arguments in [&["measure"][..], &["check"]] {
        let Answer { code, said, .. } = desk.run(arguments);
        assert!(code == 1 && said.contains("damaged") && said.lines().count() == 1, "{said}");
    }
    assert_eq!(fs::read(desk.store()).unwrap(), &whole[..whole.len() / 2]);
}

#[test]
fn a_store_that_another_program_writes_to() {
    let desk = desk();
    let before = desk.dump();
    let other = Connection::open(desk.store()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; INSERT INTO setting VALUES ('zone', 'Europe/Paris')").unwrap();
    for arguments in WRITING {
        let line = desk.refused(1, arguments);
        assert!(line.contains("another program is writing to store.db") && line.contains("try again"), "{line}");
    }
    // Who reads is not kept waiting, and sees what was there before.
    for arguments in READING {
        desk.must(arguments);
    }
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    assert_eq!(desk.dump(), before);
    desk.must(&["import", "more.csv"]);
}

/// The command as a user who may read and not write; `None` where that can't be had.
#[cfg(unix)]
fn as_a_reader(desk: &Desk) -> Option<impl Fn(&[&str]) -> Answer> {
    use std::os::unix::fs::PermissionsExt;
    let own = desk.path("");
    let set = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    for file in fs::read_dir(&own).unwrap() {
        set(&file.unwrap().path(), 0o444);
    }
    let root = fs::write(desk.path("store.db-probe"), "").is_ok() && fs::OpenOptions::new().write(true).open(desk.store()).is_ok();
    let _ = fs::remove_file(desk.path("store.db-probe"));
    // A copy, since the build may stand where only its owner can go.
    let program_here = desk.path("earshot");
    if root {
        fs::copy(program(), &program_here).unwrap();
        set(&program_here, 0o755);
    }
    set(&own, 0o555);
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    if root && !Command::new("setpriv").args(nobody).arg("true").status().is_ok_and(|status| status.success()) {
        eprintln!("not tried: the tests run as root, and `setpriv` is not there to be somebody else");
        return None;
    }
    Some(move |arguments: &[&str]| {
        let mut command = if root { Command::new("setpriv") } else { Command::new(program()) };
        if root {
            command.args(nobody).arg(&program_here);
        }
        answer(command.current_dir(&own).args(["--store", "store.db"]).args(arguments))
    })
}

#[cfg(unix)]
#[test]
fn a_store_that_is_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let before = fs::read(desk.store()).unwrap();
    if let Some(run) = as_a_reader(&desk) {
        for arguments in WRITING {
            let Answer { code, said, .. } = run(arguments);
            print!("{said}");
            assert_eq!((code, said.lines().count()), (1, 1), "{arguments:?}: {said}");
            assert!(said.contains("store.db can't be written") && said.contains("permissions"), "{said}");
        }
        // Reading needs no write access.
        for arguments in [&["measure", "--json"][..], &["rows", "inbound"], &["sql", "SELECT 1"], &["check"], &["accounts"], &["imports"]] {
            let Answer { code, said, .. } = run(arguments);
            assert_eq!(code, 0, "{arguments:?}: {said}");
        }
    }
    fs::set_permissions(desk.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(fs::read(desk.store()).unwrap(), before);
    assert!(!desk.path("store.db-wal").exists() && !desk.path("store.db-shm").exists());
}
