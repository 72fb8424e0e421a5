use std::path::{Path, PathBuf};

use earshot_test_support::repository;

/// A text file of the repository.
pub(crate) struct TextFile {
    /// From the root, `/`-separated.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// What is made and never committed.
const MADE: &[&str] = &[".git", "target", "node_modules", "dist", "gen"];

/// Every text file below a folder of the repository whose name ends in one of `endings`; all of them without endings.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<TextFile> {
    let mut paths = Vec::new();
    walk(&repository().join(folder), &mut paths);
    paths.sort();
    let wanted = |path: &PathBuf| endings.is_empty() || endings.iter().any(|ending| path.to_string_lossy().ends_with(ending));
    // What is not Unicode is a picture, a font or an export.
    let read = |path: PathBuf| Some(TextFile { name: name(&path), text: std::fs::read_to_string(&path).ok()? });
    paths.into_iter().filter(wanted).filter_map(read).collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let entry = entry.expect("a folder can be listed");
        let path = entry.path();
        if MADE.iter().any(|made| entry.file_name() == *made) {
            continue;
        }
        if path.is_dir() { walk(&path, paths) } else { paths.push(path) }
    }
}

fn name(path: &Path) -> String {
    let below = path.strip_prefix(repository()).expect("the walk began at the root");
    below.to_string_lossy().replace('\\', "/")
}
