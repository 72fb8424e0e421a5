//! The window and the engine know each other through one door.

use crate::tree::{TextFile, files};

#[test]
fn only_the_platform_folder_speaks_to_the_shell() {
    for file in ui() {
        let speaks = ["@tauri-apps", "__TAURI"].iter().any(|name| file.text.contains(name));
        assert!(!speaks || file.name.starts_with("ui/src/platform/"), "{} reaches past ui/src/platform", file.name);
    }
}

#[test]
fn every_command_has_a_caller() {
    let ui = ui();
    let api = ui.iter().find(|file| file.name == "ui/src/platform/api.ts").expect("the types of the commands are committed");
    let table = api.text.split("interface Commands {").nth(1).and_then(|rest| rest.split('}').next()).expect("a table of commands");
    let commands: Vec<&str> = table.lines().filter_map(|line| line.trim().split_once(": [")).map(|(name, _)| name).collect();
    assert!(commands.contains(&"import"), "the table was not read: {commands:?}");
    for command in commands {
        let ways = [format!("call('{command}'"), format!("Question('{command}'")];
        let called = ui.iter().any(|file| ways.iter().any(|way| file.text.contains(way)));
        assert!(called, "nothing in the window calls `{command}`");
    }
}

#[test]
fn the_window_loads_nothing_from_elsewhere() {
    for file in ui().into_iter().chain(files("ui", &["index.html"])) {
        for way in ["\"http://", "\"https://", "'http://", "'https://", "(http", "@import url"] {
            assert!(!file.text.contains(way), "{} holds an address: {way}…", file.name);
        }
    }
}

fn ui() -> Vec<TextFile> {
    files("ui/src", &[".ts", ".svelte", ".css"])
}
