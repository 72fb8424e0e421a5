//! What can't be read, and stores that can't be opened: one clear line each, and what to do.

use std::fs;

use crate::window::{Opening, Window, fill};

#[test]
fn a_file_that_can_not_be_read_says_so_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let damaged = [("empty.csv", &b""[..]), ("shopping.txt", b"eggs\nflour\n"), ("cut.zip", b"PK\x03\x04\x14\x00\x00\x00")];
    let choose = damaged.map(|(name, bytes)| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    });
    let window =
        Window::open(&folder.path().join("earshot.db"), Opening { choose: choose.to_vec(), pictures: "damaged", ..Opening::default() });
    window.click("button", "Open files");
    window.find("heading", "Nothing here can be imported");
    window.picture("refused");

    let lines = window.run("return [...document.querySelectorAll('main li')].map(line => line.innerText)");
    let lines: Vec<&str> = lines.as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    assert_eq!(lines.len(), damaged.len(), "one line a file: {lines:?}");
    for (name, _) in damaged {
        let line = lines.iter().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name} is not in {lines:?}"));
        assert!(line.len() > name.len() + 20, "{line} says what is wrong and what to do");
    }
}

#[test]
fn a_store_from_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("earshot.db");
    fill(&store);
    let mut bytes = fs::read(&store).unwrap();
    // SQLite keeps the user version, which is the number of the schema, in bytes 60 to 63 of the file.
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    fs::write(&store, &bytes).unwrap();

    let window = Window::open(&store, Opening { pictures: "newer", ..Opening::default() });
    stands_alone(&window, "The store is from a newer Earshot");
    drop(window);
    assert_eq!(fs::read(&store).unwrap(), bytes, "nothing was written to it");
}

#[test]
fn a_file_that_is_no_store_is_left_alone_until_it_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("earshot.db");
    fs::write(&store, "Dear diary, this is no database.\n".repeat(99)).unwrap();
    let window = Window::open(&store, Opening { pictures: "not-a-store", ..Opening::default() });
    stands_alone(&window, "This file is not an Earshot store");
    assert!(fs::read_to_string(&store).unwrap().starts_with("Dear diary"));

    fs::remove_file(&store).unwrap();
    window.click("button", "Try again");
    window.find("heading", "See how much");
}

#[test]
fn a_store_that_another_program_holds_can_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("earshot.db");
    fill(&store);
    let holder = rusqlite::Connection::open(&store).unwrap();
    holder.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT").unwrap();

    let window = Window::open(&store, Opening { pictures: "locked", ..Opening::default() });
    stands_alone(&window, "The store is in use");
    drop(holder);
    window.click("button", "Try again");
    window.find("button", "Period");
}

/// Nothing else is on the page but what is wrong, what to do about it, and a way to try again.
fn stands_alone(window: &Window, headline: &str) {
    window.find("heading", headline);
    window.picture("store");
    window.find("alert", "");
    window.find("button", "Try again");
    assert!(!window.has("button", "Open files"));
    let paragraphs = window.run("return [...document.querySelectorAll('[role=alert] > p')].map(line => line.innerText)");
    assert!(paragraphs.as_array().unwrap().len() >= 3, "the name, what is wrong, and what to do: {paragraphs}");
}
