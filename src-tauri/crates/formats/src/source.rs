//! A file, a folder or an archive, as one tree of entries that is read without unpacking to disk.

mod tree;
mod folder;
mod archive;
mod zipped;
mod tarred;
mod gzipped;
mod place;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use earshot_model::{Problem, ProblemCode, Severity};

use self::place::{Place, Stoppable};
use self::tree::{MOST_ENTRIES, Parts, Tree};
use crate::Stop;
use crate::sheet::{SheetHead, Workbook, may_be_workbook};
use crate::text::{Guess, guess};

/// How much of an entry is looked at before it is read.
pub const HEAD: usize = 64 * 1024;

/// A file that claims to inflate to more than this is refused.
const LARGEST: u64 = 64 << 30;

/// A file of more than 1 GiB that inflates by more than this factor is refused; text inflates by 3 to 20.
const BOMB_FACTOR: u64 = 500;

/// What a person opened.
#[derive(Debug)]
pub struct Source {
    /// As it was given.
    pub root: PathBuf,
    /// Every file in it, sorted by path; archives inside folders and archives are opened as if they were folders.
    pub entries: Vec<Entry>,
    /// What could not be opened: a truncated zip, an unsafe name, a zip that lies too deep.
    pub problems: Vec<Problem>,
    /// Where the bytes of each entry are, in the order of `entries`.
    places: Vec<Place>,
    /// Whether the root is one file.
    one_file: bool,
    stop: Stop,
}

/// One file in a source.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `/`-separated, relative to the root; the bare file name when the root is a file.
    pub path: String,
    pub bytes: u64,
    /// The first bytes, [`HEAD`] at most; none for a file whose name says that it can't be an export, such as a picture.
    pub head: Vec<u8>,
    /// How each sheet of a workbook begins.
    pub(crate) sheets: Vec<SheetHead>,
    /// Every reader of tables asks for it, and some heads take long to guess.
    guess: OnceLock<Guess>,
}

impl Entry {
    fn new(path: String, bytes: u64, mut head: Vec<u8>) -> Entry {
        // There may be very many of them, and reading leaves room behind each.
        head.shrink_to_fit();
        Entry { path, bytes, head, sheets: Vec::new(), guess: OnceLock::new() }
    }

    /// The encoding that the head is guessed to be in.
    pub(crate) fn guess(&self) -> Guess {
        *self.guess.get_or_init(|| guess(&self.head))
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        name_of(&self.path)
    }

    /// The folder that holds it, without a final `/`; empty at the root.
    pub fn folder(&self) -> &str {
        folder_of(&self.path)
    }

    /// Whether the name allows it to be an export at all.
    pub fn can_be_export(&self) -> bool {
        can_be_export(&self.path)
    }

    /// Whether `head` is all of it.
    pub fn is_whole(&self) -> bool {
        self.head.len() as u64 == self.bytes
    }
}

impl Source {
    /// Lists the tree. An error only when the root itself can't be read.
    pub fn open(root: &Path, stop: &Stop) -> Result<Source, Problem> {
        let mut source = Source::list(root, None, stop)?;
        source.read_sheets();
        Ok(source)
    }

    /// Lists as much of the tree again as these plans need, each with its path and its parts.
    pub(crate) fn reopen<'p>(root: &Path, plans: impl Iterator<Item = (&'p str, &'p [String])>, stop: &Stop) -> Result<Source, Problem> {
        Source::list(root, Some(Parts::of(plans)), stop)
    }

    fn list(root: &Path, parts: Option<Parts>, stop: &Stop) -> Result<Source, Problem> {
        let name = last_name(root);
        let metadata = fs::metadata(root).map_err(|error| unreadable(&name, &error))?;
        let mut tree = Tree::new(name.clone(), parts, Arc::clone(stop));
        let one_file = if metadata.is_dir() {
            folder::list(root, &mut tree)?;
            false
        } else {
            tree.root_file(root, metadata.len())?
        };
        if tree.is_stopped() {
            return Err(Problem::new(Severity::Refused, ProblemCode::Unreadable, &name, "it was stopped"));
        }
        if tree.is_done() {
            let message = format!("it holds more than {MOST_ENTRIES} files");
            return Err(Problem::new(Severity::Refused, ProblemCode::Unreadable, &name, message).hint("open the folder of one export"));
        }
        let Tree { mut found, problems, .. } = tree;
        found.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        // Of a file that a tar holds twice, the later counts.
        found.reverse();
        found.dedup_by(|(a, _), (b, _)| a.path == b.path);
        found.reverse();
        let (entries, places) = found.into_iter().unzip();
        Ok(Source { root: root.to_owned(), entries, problems, places, one_file, stop: Arc::clone(stop) })
    }

    /// The bytes of one entry, streamed.
    pub fn reader(&self, path: &str) -> Result<Box<dyn Read + Send + '_>, Problem> {
        let Some(place) = self.index(path).map(|index| &self.places[index]) else { return Err(self.gone(path)) };
        let inner = place.open().map_err(|error| self.failed(path, &error))?;
        Ok(Box::new(Stoppable { inner, stop: Arc::clone(&self.stop) }))
    }

    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.index(path).map(|index| &self.entries[index])
    }

    /// The files that stand in a folder itself, in the order of their names.
    pub fn files_in<'s>(&'s self, folder: &str) -> impl Iterator<Item = &'s Entry> {
        let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let from = self.entries.partition_point(|entry| entry.path < below);
        let entries = self.entries[from..].iter().take_while(move |entry| entry.path.starts_with(&below));
        entries.filter(move |entry| entry.folder() == folder)
    }

    /// Whether the root is one file, neither folder nor archive; a gzip of one file counts as that file.
    pub fn is_one_file(&self) -> bool {
        self.one_file
    }

    /// How an entry is named to people: the root's last name, and where in it.
    pub fn shown(&self, path: &str) -> String {
        let root = last_name(&self.root);
        if self.one_file || path.is_empty() { root } else { format!("{root}/{path}") }
    }

    /// What an error while reading an entry means, as a problem that refuses the file.
    pub fn failed(&self, path: &str, error: &io::Error) -> Problem {
        unreadable(&self.shown(path), error)
    }

    /// That an entry, which there was when the plan was made, is not there.
    pub(crate) fn gone(&self, path: &str) -> Problem {
        Problem::new(Severity::Refused, ProblemCode::Unreadable, &self.shown(path), "the file is no longer there")
            .hint("open the export again")
    }

    fn index(&self, path: &str) -> Option<usize> {
        if self.one_file && path.is_empty() {
            return Some(0);
        }
        self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()
    }

    /// Looks into workbooks. One that can't be read has no sheets here; who recognises it by its name says why.
    fn read_sheets(&mut self) {
        for index in 0..self.entries.len() {
            let entry = &self.entries[index];
            if may_be_workbook(&entry.head)
                && let Ok(workbook) = Workbook::open(self, &entry.path)
            {
                self.entries[index].sheets = workbook.sheets;
            }
        }
    }
}

/// The last part of a path in a tree.
fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The folder of a path in a tree, without a final `/`; empty at the root.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a file's name allows it to be an export at all.
fn can_be_export(path: &str) -> bool {
    const EXTENSIONS: [&str; 24] = [
        "csv", "tsv", "tab", "txt", "js", "json", "ndjson", "jsonl", "xml", "rss", "atom", "html", "htm", "md", "docx", "xls", "xlsx",
        "xlsm", "ods", "car", "zip", "gz", "tgz", "tar",
    ];
    match name_of(path).rsplit_once('.') {
        Some((_, extension)) => EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)),
        None => true,
    }
}

/// An error for what inflates as no export does.
fn beyond_measure(packed: u64, inflated: u64) -> io::Result<()> {
    if inflated > LARGEST || inflated > 1 << 30 && inflated / BOMB_FACTOR > packed {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it would inflate beyond all measure"));
    }
    Ok(())
}

/// The last part of a path as it was given, for people.
fn last_name(root: &Path) -> String {
    root.file_name().map_or_else(|| root.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn unreadable(shown: &str, error: &io::Error) -> Problem {
    let (code, message, hint) = match error.kind() {
        io::ErrorKind::NotFound => (ProblemCode::Unreadable, "there is no such file".to_owned(), "check the name"),
        io::ErrorKind::PermissionDenied => (ProblemCode::Unreadable, "the file may not be read".to_owned(), "check its permissions"),
        io::ErrorKind::UnexpectedEof => {
            (ProblemCode::TruncatedArchive, "the archive ends before this file does".to_owned(), "download it again")
        }
        _ => (ProblemCode::Unreadable, one_line(&error.to_string()), "check the disk, or download the file again"),
    };
    Problem::new(Severity::Refused, code, shown, message).hint(hint)
}

/// Messages of other crates and of the system, in our manner.
fn one_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut chars = line.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
