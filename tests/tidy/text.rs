//! What is written in the repository, and what is not.

use earshot_test_support::repository;

use crate::tree::files;

#[test]
fn nothing_points_at_one_machine_or_registry() {
    // Each in two halves, so that this file does not hold it.
    let words = [
        ("/ro", "ot/"),
        ("/wo", "rk/"),
        ("/Us", "ers/"),
        ("registry.np", "mjs"),
        ("index.crates", ".io"),
        ("pypi", ".org"),
        ("deb.deb", "ian.org"),
    ];
    for file in files("", &[]) {
        for (first, second) in words {
            assert!(!file.text.contains(&format!("{first}{second}")), "{} holds {first}{second}", file.name);
        }
    }
}

#[test]
fn the_lock_of_the_ui_names_no_host() {
    let lock = std::fs::read_to_string(repository().join("ui/package-lock.json")).expect("the UI has a lock");
    assert!(lock.contains("\"integrity\""), "the lock pins contents");
    assert!(!lock.contains("\"resolved\": \"http"), "the lock pins contents, not a host to have them from");
}

#[test]
fn the_readme_leads_with_the_two_commands() {
    let readme = std::fs::read_to_string(repository().join("README.md")).expect("there is a README.md");
    let first_block: Vec<&str> = readme.split("```").nth(1).unwrap_or_default().lines().skip(1).collect();
    let commands: Vec<&str> = first_block.iter().filter_map(|line| line.split('#').next()).map(str::trim).collect();
    assert_eq!(commands, ["cargo xtask run", "cargo xtask test"], "the first block of README.md");
    let before = readme.split("```").next().unwrap_or_default().lines().count();
    assert!(before <= 12, "{before} lines stand before the commands");
}

#[test]
fn every_member_says_what_it_is_for() {
    let manifest = std::fs::read_to_string(repository().join("Cargo.toml")).expect("there is a Cargo.toml");
    let members = manifest.split("members = [").nth(1).and_then(|rest| rest.split("\n]").next()).expect("a list of members");
    for line in members.lines().filter(|line| !line.trim().is_empty()) {
        assert!(line.contains("# "), "{line} does not say what it is for");
    }
    for file in files("", &["Cargo.toml"]) {
        assert!(!file.text.contains("description = \"\""), "{} has an empty description", file.name);
    }
}
