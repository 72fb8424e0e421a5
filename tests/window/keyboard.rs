//! The same way with nothing but a keyboard.

use crate::window::{Opening, Window, exports, key};

#[test]
fn the_whole_way_can_be_gone_with_the_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let choose = exports();
    let window = Window::open(&folder.path().join("earshot.db"), Opening { choose, pictures: "keyboard", ..Opening::default() });
    window.find("heading", "See how much");

    window.tab_to("button", "Open a folder");
    window.press(key::ENTER);
    window.find("heading", "to import");
    window.tab_to("button", "Import ");
    window.picture("1-plan");
    window.press(key::ENTER);
    window.find("heading", "added");
    window.tab_to("button", "Go to the overview");
    window.press(key::ENTER);

    // A number in the sentence; Escape gives the focus back to it.
    window.find("link", "");
    window.tab_to("link", "");
    let link = window.focused();
    window.picture("2-overview");
    window.press(key::ENTER);
    window.find("dialog", "");
    window.press(key::ESCAPE);
    window.gone("dialog", "");
    assert_eq!(window.focused(), link, "the focus is back where it was");

    // The chart is one stop; arrows lead on inside it.
    let on_chart = || window.run("return document.activeElement.classList.contains('mark')") == true;
    let stop = (0..60).find(|_| {
        window.press(key::TAB);
        on_chart()
    });
    assert!(stop.is_some(), "Tab comes to the chart");
    let first = window.focused();
    window.press(key::RIGHT);
    assert_ne!(window.focused(), first, "an arrow leads to the next part of the chart");
    window.picture("3-chart");

    window.back_to("button", "Imports");
    window.press(key::ENTER);
    window.find("button", "Undo import");
    window.tab_to("button", "Undo import");
    window.press(key::ENTER);
    window.find("group", "Undo import");
    // The safe answer has the focus; the other stands before it.
    assert_eq!(window.focused().1, "Keep it");
    window.back_to("button", "Undo import");
    window.press(key::SPACE);
    window.shows("is undone:");
    window.picture("4-undone");
}
