//! A file, a folder or a zip, as one tree of entries that is read without unpacking to disk.

mod folder;
mod packed;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use earshot_model::{FilePlan, Problem, ProblemCode, Severity};

use self::packed::Packed;
use crate::sheet::{SheetHead, Workbook, may_be_workbook};

/// A tree with more files than this is refused: somebody opened their home folder, or a zip was made to exhaust memory.
const MOST_ENTRIES: usize = 200_000;

/// How much of an entry is looked at before it is read.
pub const HEAD: usize = 64 * 1024;

/// The first entries get a whole head; the rest of a very large tree gets [`SHORT_HEAD`], so that heads stay under 130 MB.
const WHOLE_HEADS: usize = 1_500;
const SHORT_HEAD: usize = 1_024;

/// What a person opened.
#[derive(Debug)]
pub struct Source {
    /// As it was given.
    pub root: PathBuf,
    /// Every file in it, sorted by path; zips inside folders are opened as if they were folders.
    pub entries: Vec<Entry>,
    /// What could not be opened: a truncated zip, an unsafe name, a zip within a zip.
    pub problems: Vec<Problem>,
    /// Where the bytes of each entry are, in the order of `entries`.
    places: Vec<Place>,
    /// Whether the root is one plain file.
    one_file: bool,
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
}

impl Entry {
    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The folder that holds it, without a final `/`; empty at the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether the name allows it to be an export at all.
    pub fn can_be_export(&self) -> bool {
        const EXTENSIONS: [&str; 24] = [
            "csv", "tsv", "tab", "txt", "js", "json", "ndjson", "jsonl", "xml", "rss", "atom", "zip", "html", "htm", "xls", "xlsx", "xlsm",
            "ods", "car", "md", "docx", "gz", "tgz", "tar",
        ];
        match self.name().rsplit_once('.') {
            Some((_, extension)) => EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)),
            None => true,
        }
    }

    /// Whether `head` is all of it.
    pub fn is_whole(&self) -> bool {
        self.head.len() as u64 == self.bytes
    }
}

/// Where the bytes of an entry are.
#[derive(Debug)]
enum Place {
    File(PathBuf),
    Packed(Packed),
}

/// A file that was found, before its head is read.
#[derive(Debug)]
struct Found {
    path: String,
    bytes: u64,
    place: Place,
}

/// What a walk has found so far.
#[derive(Debug, Default)]
struct Tree {
    found: Vec<Found>,
    problems: Vec<Problem>,
}

impl Tree {
    /// Whether the tree has grown past [`MOST_ENTRIES`].
    fn is_full(&self) -> bool {
        self.found.len() > MOST_ENTRIES
    }
}

impl Source {
    /// Lists the tree. An error only when the root itself can't be read.
    pub fn open(root: &Path) -> Result<Source, Problem> {
        let mut source = Source::list(root)?;
        let mut heads = 0;
        let one_file = source.one_file;
        source.read_heads(|entry| {
            if !entry.can_be_export() && !one_file {
                return 0;
            }
            heads += 1;
            if heads <= WHOLE_HEADS { HEAD } else { SHORT_HEAD }
        });
        source.drop_nested_zips();
        source.read_sheets();
        Ok(source)
    }

    /// Lists the tree again to read what a plan names. What else is in it is not looked into, save for the first bytes of
    /// the files beside the parts: of a folder with a thousand exports, a thousand plans are read.
    pub(crate) fn reopen(plan: &FilePlan) -> Result<Source, Problem> {
        let parts: Vec<&str> = plan.parts.iter().map(String::as_str).collect();
        Source::open_parts(Path::new(&plan.root), &parts)
    }

    /// The same, for parts that no plan names yet.
    pub(crate) fn open_parts(root: &Path, parts: &[&str]) -> Result<Source, Problem> {
        let mut source = Source::list(root)?;
        let folders: Vec<&str> = parts.iter().map(|part| part.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
        let one_file = source.one_file;
        source.read_heads(|entry| {
            if one_file || parts.contains(&&*entry.path) {
                HEAD
            } else if entry.can_be_export() && folders.contains(&entry.folder()) {
                SHORT_HEAD
            } else {
                0
            }
        });
        Ok(source)
    }

    fn list(root: &Path) -> Result<Source, Problem> {
        let name = last_name(root);
        let refused = |error: &io::Error| unreadable(&name, error);
        let metadata = fs::metadata(root).map_err(|error| refused(&error))?;
        let mut tree = Tree::default();
        let mut one_file = false;
        if metadata.is_dir() {
            folder::list(root, &name, &mut tree)?;
        } else if packed::is_zip(root).map_err(|error| refused(&error))? {
            packed::list(root, "", &name, &mut tree)?;
        } else {
            one_file = true;
            tree.found.push(Found { path: name.clone(), bytes: metadata.len(), place: Place::File(root.to_owned()) });
        }
        if tree.is_full() {
            let message = format!("it holds more than {MOST_ENTRIES} files");
            return Err(Problem::new(Severity::Refused, ProblemCode::Unreadable, &name, message).hint("open the folder of one export"));
        }
        let Tree { mut found, problems } = tree;
        found.sort_by(|a, b| a.path.cmp(&b.path));
        let mut source = Source { root: root.to_owned(), entries: Vec::new(), problems, places: Vec::new(), one_file };
        for Found { path, bytes, place } in found {
            source.entries.push(Entry { path, bytes, head: Vec::new(), sheets: Vec::new() });
            source.places.push(place);
        }
        Ok(source)
    }

    /// The bytes of one entry, streamed.
    pub fn reader(&self, path: &str) -> Result<Box<dyn Read + Send + '_>, Problem> {
        let Some(place) = self.index(path).map(|index| &self.places[index]) else { return Err(self.gone(path)) };
        open_place(place).map_err(|error| self.failed(path, &error))
    }

    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.index(path).map(|index| &self.entries[index])
    }

    /// Whether the root is one plain file, neither folder nor zip.
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

    /// Reads as much of each entry's beginning as `most` says.
    fn read_heads(&mut self, mut most: impl FnMut(&Entry) -> usize) {
        for index in 0..self.entries.len() {
            let entry = &mut self.entries[index];
            let most = most(entry);
            if most == 0 {
                continue;
            }
            let read = open_place(&self.places[index]).and_then(|reader| reader.take(most as u64).read_to_end(&mut entry.head));
            if let Err(error) = read {
                let problem = self.failed(&self.entries[index].path, &error);
                self.problems.push(problem);
            }
        }
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

    fn drop_nested_zips(&mut self) {
        for index in (0..self.entries.len()).rev() {
            let entry = &self.entries[index];
            let in_zip = matches!(self.places[index], Place::Packed(_));
            if !in_zip || !entry.name().to_ascii_lowercase().ends_with(".zip") || !packed::begins_as_zip(&entry.head) {
                continue;
            }
            let path = self.entries.remove(index).path;
            self.places.remove(index);
            let problem = Problem::new(Severity::Note, ProblemCode::NestedArchive, &self.shown(&path), "a zip within a zip is not opened");
            self.problems.push(problem.hint("unzip the outer one and open the folder"));
        }
    }
}

fn open_place(place: &Place) -> io::Result<Box<dyn Read + Send>> {
    match place {
        Place::File(path) => Ok(Box::new(File::open(path)?)),
        Place::Packed(packed) => packed.reader(),
    }
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
            (ProblemCode::TruncatedArchive, "the zip ends before this file does".to_owned(), "download it again")
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
