//! From an empty store to the answer, down to the messages behind it, and back.

use crate::window::{Opening, Window, exports, fill, key};

#[test]
fn an_export_becomes_an_answer_and_can_be_taken_out_again() {
    from_empty_to_empty(1);
}

#[test]
fn an_export_becomes_an_answer_on_a_fine_screen() {
    from_empty_to_empty(2);
}

fn from_empty_to_empty(scale: u8) {
    let folder = tempfile::tempdir().unwrap();
    let choose = exports();
    let window = Window::open(&folder.path().join("earshot.db"), Opening { choose, scale, pictures: "journey", ..Opening::default() });

    window.find("heading", "See how much");
    window.picture("1-empty");

    window.click("button", "Open a folder");
    let files = counted(&window.find("heading", "to import").name());
    assert!(files > 1, "the sample data is several files");
    window.picture("2-plan");
    let planned = window.run("return document.querySelectorAll('.plan section h2 label').length");
    assert_eq!(planned, files, "each file is listed");
    let reasons = window.run("return [...document.querySelectorAll('.plan section > p:nth-of-type(1) .mute')].map(why => why.innerText)");
    let reasons = reasons.as_array().unwrap();
    assert_eq!(reasons.len() as u64, files);
    assert!(reasons.iter().all(|why| !why.as_str().unwrap().is_empty()), "each file says why: {reasons:?}");

    window.click("button", "Import ");
    assert!(counted(&window.find("heading", "added").name()) > 100);
    window.picture("3-report");

    window.click("button", "Go to the overview");
    window.find("link", "");
    let sentence = window.read("h1");
    assert!(sentence.contains(|c: char| c.is_ascii_digit()), "the answer has its numbers: {sentence}");
    let charts = window.names("image");
    assert_eq!(charts.len(), 2, "two charts: {charts:?}");
    assert!(charts.iter().all(|words| words.chars().any(|c| c.is_ascii_digit())), "each says its numbers: {charts:?}");
    window.picture("4-overview");

    window.click("button", "Count");
    window.picture("5-overview-count");
    window.click("button", "Share");
    window.run("window.light = document.querySelector('figure svg').outerHTML");
    window.click("button", "Dark theme");
    window.until("the charts in the dark theme", "return document.querySelector('figure svg').outerHTML !== window.light");
    window.picture("6-overview-dark");
    window.click("button", "Light theme");

    // The first rung of the ladder, and the first number of the sentence.
    for (name, way) in [("7-messages-of-a-rung", ".mark[aria-disabled=false]"), ("8-messages-of-a-number", "h1 a")] {
        window.click_first(way);
        window.find("dialog", "");
        assert!(counted(&window.read("dialog [role=status]")) > 0, "there are messages behind it");
        window.picture(name);
        window.press(key::ESCAPE);
        window.gone("dialog", "");
    }

    window.click("button", "Imports");
    window.find("button", "Undo import");
    window.picture("9-imports");
    while window.has("button", "Undo import") {
        window.click("button", "Undo import");
        window.find("group", "Undo import");
        window.click("button", "Undo import");
        window.shows("is undone:");
        window.gone("group", "Undo import");
    }
    window.shows("Nothing has been imported yet.");
    window.picture("10-undone");
    window.click("button", "Overview");
    window.find("heading", "See how much");
}

#[test]
fn a_demo_is_shown_as_one_and_takes_in_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (own, demo) = (folder.path().join("own.db"), folder.path().join("demo.db"));
    fill(&demo);
    let before = std::fs::read(&demo).unwrap();
    let choose = exports();
    let window = Window::open(&own, Opening { choose, demo: Some(demo.clone()), pictures: "demo", ..Opening::default() });
    window.shows("Demo data of an invented council.");
    window.find("link", "");
    window.picture("1-demo");

    window.click("button", "Open a folder");
    window.click("button", "Import ");
    window.click("button", "Go to the overview");
    window.find("link", "");
    assert!(!window.text().contains("Demo data"), "from the first import on it is the person's own");
    assert!(own.exists());
    assert_eq!(std::fs::read(&demo).unwrap(), before);
}

/// The number that a name begins with, `1,234 rows added`.
pub(crate) fn counted(name: &str) -> u64 {
    let digits: String = name.split(' ').next().unwrap_or_default().chars().filter(|c| *c != ',').collect();
    digits.parse().unwrap_or_else(|_| panic!("“{name}” does not begin with a number"))
}
