//! Where things are, and which of them is newer.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::step::Failed;

/// Every program of the workspace. Building one package alone would turn on fewer features of the crates they share, and
/// so would building without a single test; either way, polars and tauri would be compiled twice.
pub(crate) const PROGRAMS: [&str; 5] = ["build", "--workspace", "--bins", "--test", "tidy"];

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).expect("this crate stands three folders below the root")
}

/// The folder that cargo puts programs in: this program's own, wherever the target folder was set to be.
pub(crate) fn programs() -> Result<PathBuf, Failed> {
    let own = std::env::current_exe().map_err(|error| Failed::new(format!("this program can't find itself: {error}")))?;
    own.parent().map(Path::to_owned).ok_or_else(|| Failed::new("this program stands in no folder"))
}

/// A program that cargo has built.
pub(crate) fn program(name: &str) -> Result<PathBuf, Failed> {
    Ok(programs()?.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// When the newest file in a tree was written; for a single file, that file. A folder counts too, so that a file that was taken away shows.
pub(crate) fn newest(path: &Path, leave_out: &[&str]) -> io::Result<SystemTime> {
    let metadata = path.metadata()?;
    let mut newest = metadata.modified()?;
    if metadata.is_dir() {
        for entry in path.read_dir()? {
            let entry = entry?;
            if !leave_out.iter().any(|name| entry.file_name() == *name) {
                newest = newest.max(self::newest(&entry.path(), leave_out)?);
            }
        }
    }
    Ok(newest)
}

/// Whether `made` is there and nothing in `sources` is newer.
pub(crate) fn is_fresh(made: &Path, sources: &[&Path], leave_out: &[&str]) -> io::Result<bool> {
    let Ok(made) = made.metadata().and_then(|metadata| metadata.modified()) else { return Ok(false) };
    for source in sources {
        if newest(source, leave_out)? > made {
            return Ok(false);
        }
    }
    Ok(true)
}
