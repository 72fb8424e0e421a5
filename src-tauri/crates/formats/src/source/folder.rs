//! Walking a folder.

use std::fs;
use std::path::Path;

use earshot_model::Problem;

use super::{Found, Place, Tree, packed, unreadable};

/// Lists every file below `root`, zips as subtrees. Links to folders are not followed, so that a walk ends.
pub(super) fn list(root: &Path, shown: &str, tree: &mut Tree) -> Result<(), Problem> {
    let children = fs::read_dir(root).map_err(|error| unreadable(shown, &error))?;
    let mut folders = vec![(children, String::new())];
    while let Some((children, folder)) = folders.last_mut() {
        let Some(child) = children.next() else {
            folders.pop();
            continue;
        };
        let folder = folder.clone();
        let shown_folder = format!("{shown}/{folder}");
        let child = match child {
            Ok(child) => child,
            Err(error) => {
                tree.problems.push(unreadable(&shown_folder, &error));
                continue;
            }
        };
        let name = child.file_name().to_string_lossy().into_owned();
        if is_litter(&name) {
            continue;
        }
        let path = format!("{folder}{name}");
        let shown_path = format!("{shown}/{path}");
        let is_link = child.file_type().is_ok_and(|kind| kind.is_symlink());
        let metadata = match fs::metadata(child.path()) {
            Ok(metadata) => metadata,
            // A link that leads nowhere.
            Err(_) if is_link => continue,
            Err(error) => {
                tree.problems.push(unreadable(&shown_path, &error));
                continue;
            }
        };
        if metadata.is_dir() {
            if is_link {
                continue;
            }
            match fs::read_dir(child.path()) {
                Ok(children) => folders.push((children, format!("{path}/"))),
                Err(error) => tree.problems.push(unreadable(&shown_path, &error)),
            }
        } else if name.to_ascii_lowercase().ends_with(".zip") && packed::is_zip(&child.path()).unwrap_or(false) {
            if let Err(problem) = packed::list(&child.path(), &format!("{path}/"), &shown_path, tree) {
                tree.problems.push(problem);
            }
        } else if metadata.is_file() {
            tree.found.push(Found { path, bytes: metadata.len(), place: Place::File(child.path()) });
        }
        if tree.is_full() {
            break;
        }
    }
    Ok(())
}

/// What systems leave behind in folders and zips: hidden files, and the shadow tree of a Mac.
pub(super) fn is_litter(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX"
}
