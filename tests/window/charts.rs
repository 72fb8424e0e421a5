//! A chart on its way to a slide.

use std::fs;

use crate::window::{Opening, Window, fill, key};

#[test]
fn a_picture_is_found_and_pulled() {
    let folder = tempfile::tempdir().unwrap();
    let (store, pulled) = (folder.path().join("earshot.db"), folder.path().join("pulled"));
    fill(&store);
    let window = Window::open(&store, Opening { save: Some(pulled.clone()), pictures: "charts", ..Opening::default() });
    window.click("button", "Charts");
    window.find("heading", "Charts to pull");
    window.until("every tile to be drawn", "return document.querySelectorAll('main svg').length >= 16");
    window.picture("1-gallery");

    window.click("button", "Ladder by account");
    window.find("button", "All charts");
    window.until("the chart to be drawn", "return document.querySelector('main svg')?.getAttribute('width') === '1600'");
    window.picture("2-chart");
    let shown = window.run("return document.querySelector('main svg title').textContent");
    window.click("button", "Save PNG");
    window.shows("Saved.");
    let (width, height) = {
        let decoder = png::Decoder::new(std::io::Cursor::new(fs::read(&pulled).unwrap()));
        decoder.read_info().unwrap().info().size()
    };
    assert_eq!((width, height), (3200, 1800), "twice the slide's size");

    window.click("button", "Square");
    window.until("the square", "return document.querySelector('main svg')?.getAttribute('width') === '1080'");
    window.click("button", "Save SVG");
    // That something was saved it says already: the file itself is waited for.
    let svg = window.wait("the file to be written", || fs::read_to_string(&pulled).ok().filter(|svg| svg.ends_with("</svg>\n")));
    assert!(svg.contains(shown.as_str().unwrap()) && svg.contains("width=\"1080\""), "what is saved is what is shown");

    window.click("button", "Copy picture");
    window.shows("Copied.");
    window.press(key::ESCAPE);
    window.find("heading", "Charts to pull");
    window.until("focus to return to the tile", "return document.activeElement.textContent.includes('Ladder by account')");
}
