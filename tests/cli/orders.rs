//! Exports of every format, in any order, together or apart, twice or once: the same figures, byte for byte. And an undo gives the
//! figures of a store that never saw the file.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use crate::earshot::Desk;

/// The fixtures of the readers: a folder a format, sound files and damaged ones.
fn fixtures() -> Vec<PathBuf> {
    let root = earshot_test_support::repository().join("tests/import/fixtures");
    let mut found: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    assert!(found.len() >= 45, "{} formats", found.len());
    found
}

const ANSWERS: [&str; 6] = ["--account", "Holm", "--zone", "Europe/London", "--ours", "Holm"];

fn import(desk: &Desk, paths: &[&Path]) -> Vec<String> {
    let mut arguments = vec!["import".to_owned()];
    arguments.extend(paths.iter().map(|path| path.to_str().unwrap().to_owned()));
    arguments.extend(ANSWERS.map(str::to_owned));
    arguments.push("--json".to_owned());
    let answer = desk.run(&arguments);
    // A folder in which nothing can be taken in is refused as a whole.
    if answer.code != 0 {
        return Vec::new();
    }
    answer.json()["imports"].as_array().unwrap().iter().map(|import| import["id"].to_string()).collect()
}

/// Everything that is counted.
fn figures(desk: &Desk) -> String {
    String::from_utf8(desk.must(&["measure", "--by", "total", "--by", "account", "--by", "month", "--by", "rung", "--json"]).out).unwrap()
}

/// Whoever is named, as the store has them.
fn people(desk: &Desk) -> String {
    let query = "SELECT platform, key, native_id, handle, name FROM person ORDER BY platform, key";
    String::from_utf8(desk.must(&["sql", query, "--json"]).out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_format_in_any_order(order in Just(fixtures()).prop_shuffle(), twice in any::<prop::sample::Index>(), undone in any::<prop::sample::Index>()) {
        let together = Desk::new();
        let all = fixtures();
        import(&together, &all.iter().map(PathBuf::as_path).collect::<Vec<_>>());

        let apart = Desk::new();
        let undone = undone.index(order.len());
        let mut of_undone = Vec::new();
        for (at, path) in order.iter().enumerate() {
            let ids = import(&apart, &[path]);
            if at == undone {
                of_undone = ids;
            }
        }
        import(&apart, &[&order[twice.index(order.len())]]);
        prop_assert_eq!(figures(&apart), figures(&together), "{:?}", order);
        prop_assert_eq!(people(&apart), people(&together));

        for id in of_undone.iter().filter(|id| *id != "null") {
            apart.must(&["undo", id]);
        }
        let without = Desk::new();
        let rest: Vec<&Path> = all.iter().filter(|path| **path != order[undone]).map(PathBuf::as_path).collect();
        import(&without, &rest);
        prop_assert_eq!(figures(&apart), figures(&without), "without {:?}", order[undone]);
        prop_assert_eq!(people(&apart), people(&without));
        prop_assert!(apart.must(&["check"]).code == 0);
    }
}
