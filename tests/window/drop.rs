use crate::window::{Opening, Window};

/// The drag itself is the window system's; from the event that the shell sends on, everything is ours and happens here.
#[test]
fn dropped_files_are_planned() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("shopping.txt");
    std::fs::write(&export, "eggs\nflour\n").unwrap();
    let window = Window::open(&folder.path().join("earshot.db"), Opening { pictures: "drop", ..Opening::default() });
    window.find("heading", "See how much");

    window.tell("tauri://drag-enter", &[&export]);
    window.shows("Drop to see what it is. Nothing is written yet.");
    window.picture("1-over");
    window.tell("tauri://drag-drop", &[&export]);
    window.find("heading", "Nothing here can be imported");
    window.shows("shopping.txt");
    window.picture("2-planned");
}
