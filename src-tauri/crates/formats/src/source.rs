//! A file, a folder or a zip, as one tree of entries that is read without unpacking to disk.

use std::io::Read;
use std::path::{Path, PathBuf};

use earshot_model::Problem;

/// What a person opened.
#[derive(Debug)]
pub struct Source {
    /// As it was given.
    pub root: PathBuf,
    /// Every file in it, sorted by path; zips inside folders are opened as if they were folders.
    pub entries: Vec<Entry>,
    /// What could not be opened: a truncated zip, an unsafe name, a zip within a zip.
    pub problems: Vec<Problem>,
}

/// One file in a source.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `/`-separated, relative to the root; the bare file name when the root is a file.
    pub path: String,
    pub bytes: u64,
    /// The first bytes, 64 KiB at most.
    pub head: Vec<u8>,
}

impl Source {
    /// Lists the tree. An error only when the root itself can't be read.
    pub fn open(root: &Path) -> Result<Source, Problem> {
        todo!("{}", root.display())
    }

    /// The bytes of one entry, streamed.
    pub fn reader(&self, path: &str) -> Result<Box<dyn Read + Send + '_>, Problem> {
        todo!("{path}")
    }
}
