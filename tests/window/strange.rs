//! A table of no known format: the user says what its columns mean, and the next one is recognised. And a switch that takes names out.

use std::fs;

use crate::window::{Opening, Window};

const HEADER: &str = "Message ID,Conversation,Created at,Author,Direction,Text,In reply to\n";
const ROWS: &str = "w-1,c1,2026-03-02T08:15:00Z,Signe Vik,received,Is the hall open on Sunday?,\n\
                    w-2,c1,2026-03-02T08:21:30Z,Front desk,sent,It opens at nine.,w-1\n\
                    w-3,c2,2026-03-03T10:00:00Z,Ove Lund,received,The lamp by the bridge is dark.,\n";
const MORE: &str = "w-4,c2,2026-03-04T09:00:00Z,Front desk,sent,It is mended today.,w-3\n";

#[test]
fn a_strange_table_is_explained_once_and_known_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("chat.csv"), folder.path().join("chat of march.csv"));
    fs::write(&first, format!("{HEADER}{ROWS}")).unwrap();
    fs::write(&second, format!("{HEADER}{MORE}")).unwrap();
    let window =
        Window::open(&folder.path().join("earshot.db"), Opening { choose: vec![first], pictures: "strange", ..Opening::default() });

    window.click("button", "Open files");
    window.find("heading", "to import");
    window.picture("1-asked");
    window.click("button", "Say what its columns mean");
    window.find("heading", "What the columns of chat.csv mean");
    // The guess is shown as it would be read, so that a wrong one is seen.
    window.until("the rows as they would be read", "return document.querySelectorAll('section[aria-labelledby$=rows] td').length > 0");
    window.picture("2-columns");
    window.click("button", "Use this");

    window.find("heading", "to import");
    window.tab_to("textbox", "Account");
    window.press("Holm");
    window.click("switch", "Replace people");
    window.picture("3-answered");
    window.click("button", "Import ");
    window.find("heading", "3 rows added");
    window.picture("4-report");
    window.click("button", "Go to the overview");

    window.tell("tauri://drag-drop", &[&second]);
    window.find("heading", "to import");
    assert!(!window.has("button", "Say what its columns mean"), "the mapping knows this header");
    window.picture("5-known");
}
