//! Where things are.

use earshot_test_support::repository;

use crate::tree::files;

const TOP: &[&str] = &[
    "ARCHITECTURE.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENCE",
    "LICENSE",
    "README.md",
    "sample-data",
    "src-tauri",
    "tests",
    "ui",
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".config",
    ".gitattributes",
    ".gitignore",
    ".rustfmt.toml",
    // Made, and never committed.
    ".git",
    "target",
];

#[test]
fn the_top_level_holds_what_the_design_names() {
    for entry in repository().read_dir().expect("the root can be listed") {
        let name = entry.expect("the root can be listed").file_name();
        assert!(TOP.iter().any(|allowed| name == *allowed), "{} does not belong at the top level", name.display());
    }
}

#[test]
fn every_file_can_be_read_in_one_sitting() {
    // What a program writes, and says so in its first line, is read by programs.
    let written = |text: &str| text.lines().next().is_some_and(|first| first.starts_with("// Written by `cargo xtask"));
    for file in files("", &[".rs", ".ts", ".svelte", ".css", ".sql", ".sh"]).into_iter().filter(|file| !written(&file.text)) {
        let lines = file.text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines; 600 are enough", file.name);
    }
}

#[test]
fn modules_are_named_in_the_words_of_the_domain() {
    for file in files("", &[".rs", ".ts", ".svelte"]) {
        for word in ["util", "helper", "manager", "service", "processor"] {
            assert!(!file.name.to_lowercase().contains(word), "{}: a {word} is no word of the domain", file.name);
        }
    }
}
