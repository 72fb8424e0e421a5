//! An import that takes its time: long enough to be cancelled, however slow the machine that drives the window.

use std::fmt::Write;

use crate::window::{Opening, Window};

#[test]
fn an_import_shows_how_far_it_is_and_leaves_nothing_when_it_is_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("conversations.csv");
    std::fs::write(&export, conversations(600_000)).unwrap();
    let window =
        Window::open(&folder.path().join("earshot.db"), Opening { choose: vec![export], pictures: "progress", ..Opening::default() });

    window.click("button", "Open files");
    window.click("button", "Import 1 file");
    window.find("progressbar", "Bytes read");
    window.until("some progress", "return document.querySelector('progress').value > 0");
    window.picture("1-importing");

    // The rest of the window works meanwhile.
    window.click("button", "Imports");
    window.shows("Nothing has been imported yet.");
    window.click("button", "Cancel import");
    window.gone("progressbar", "Bytes read");
    window.click("button", "See why");
    window.shows("The import was cancelled. The store is as it was.");
    window.picture("2-cancelled");
    window.click("button", "Overview");
    window.find("heading", "See how much");
}

/// A conversation export of this many rows: every second one the council's answer to the one before.
fn conversations(rows: u32) -> String {
    let mut csv = String::from("tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n");
    for row in (1..=rows).step_by(2) {
        let (hour, minute, second, answer) = (row / 3600 % 24, row / 60 % 60, row % 60, row + 1);
        let question = format!("When will the bins in street {row} be emptied, please?");
        let reply = format!("On Tuesday, street {row}, and sorry for the wait.");
        let asked = format!("Tue Oct 31 {hour:02}:{minute:02}:{second:02} +0000 2017");
        writeln!(csv, "{row},1{row:06},True,{asked},\"@MarlowCouncil {question}\",{answer},").unwrap();
        writeln!(csv, "{answer},MarlowCouncil,False,{asked},\"@1{row:06} {reply}\",,{row}").unwrap();
    }
    csv
}
