//! Walking a folder.

use std::ffi::OsString;
use std::path::Path;
use std::{fs, io};

use earshot_model::Problem;

use super::place::{Bytes, Place};
use super::tree::{MOST_ENTRIES, Tree};
use super::unreadable;

/// Lists every file below `root`, archives as subtrees, in the order of their names. Links to folders are not followed, so that a
/// walk ends.
pub(super) fn list(root: &Path, tree: &mut Tree) -> Result<(), Problem> {
    let names = names(root, "", tree).map_err(|error| unreadable(&tree.shown(""), &error))?;
    let mut folders = vec![(root.to_owned(), String::new(), names.into_iter())];
    while let Some((on_disk, folder, names)) = folders.last_mut() {
        let Some(name) = names.next() else {
            folders.pop();
            continue;
        };
        if tree.is_done() {
            break;
        }
        if is_litter(&name.to_string_lossy()) {
            continue;
        }
        let child = on_disk.join(&name);
        let path = format!("{folder}{}", name.to_string_lossy());
        let is_link = fs::symlink_metadata(&child).is_ok_and(|metadata| metadata.is_symlink());
        let metadata = match fs::metadata(&child) {
            Ok(metadata) => metadata,
            // A link that leads nowhere.
            Err(_) if is_link => continue,
            Err(error) => {
                tree.problems.push(unreadable(&tree.shown(&path), &error));
                continue;
            }
        };
        if metadata.is_file() {
            tree.file(path, metadata.len(), Place::Plain(Bytes::file(&child, metadata.len())), None, 0);
        } else if metadata.is_dir() && !is_link && tree.enters(&path) {
            let folder = format!("{path}/");
            match self::names(&child, &folder, tree) {
                Ok(names) => folders.push((child, folder, names.into_iter())),
                Err(error) => tree.problems.push(unreadable(&tree.shown(&path), &error)),
            }
        }
    }
    Ok(())
}

/// The names in a folder, sorted; of a folder in which only some are wanted, those.
fn names(on_disk: &Path, folder: &str, tree: &Tree) -> io::Result<Vec<OsString>> {
    if let Some(wanted) = tree.wanted_in(folder) {
        // A name that is not Unicode can't be told from the path that stands for it.
        if wanted.iter().all(|name| !name.contains(char::REPLACEMENT_CHARACTER)) {
            return Ok(wanted.into_iter().map(OsString::from).collect());
        }
    }
    let children = fs::read_dir(on_disk)?.take(MOST_ENTRIES + 1);
    let mut names = children.map(|child| Ok(child?.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    Ok(names)
}

/// What systems leave behind in folders and zips: hidden files, and the shadow tree of a Mac.
pub(super) fn is_litter(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX"
}
