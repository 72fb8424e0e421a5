//! What a walk finds: files, and archives that are opened as if they were folders.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use earshot_model::{Problem, ProblemCode, Severity};

use super::archive::{Begun, MOST_MEMORY, Turned, may_be_archive};
use super::place::{Bytes, Place, Stoppable};
use super::{HEAD, can_be_export, folder_of, name_of, unreadable};
use crate::{Entry, Stop};

/// A tree with more files than this is refused: somebody opened their home folder, or a zip was made to exhaust memory.
pub(super) const MOST_ENTRIES: usize = 200_000;

/// How long a head may be once so many bytes of heads are kept: a very large tree has shorter ones in the end.
const HEADS: [(usize, usize); 2] = [(64 << 20, HEAD), (96 << 20, 8 * 1_024)];
const SHORT_HEAD: usize = 1_024;

pub(super) struct Tree {
    pub(super) found: Vec<(Entry, Place)>,
    pub(super) problems: Vec<Problem>,
    /// The last part of the root's path.
    root: String,
    /// `None`: everything is wanted.
    parts: Option<Parts>,
    stop: Stop,
    /// Files, archives and names that were looked at.
    seen: usize,
    /// Bytes of heads that are kept.
    heads: usize,
    /// Bytes that compressed archives may still take.
    pub(super) memory: u64,
}

/// What is wanted of a tree to read plans.
#[derive(Debug)]
pub(super) struct Parts {
    paths: BTreeSet<String>,
    /// Of these folders everything is wanted.
    folders: BTreeSet<String>,
}

impl Parts {
    /// The parts, and what stands beside them unless the plan is of one file.
    pub(super) fn of<'p>(plans: impl Iterator<Item = (&'p str, &'p [String])>) -> Parts {
        let (mut paths, mut folders) = (BTreeSet::new(), BTreeSet::new());
        for (path, parts) in plans {
            paths.extend(parts.iter().cloned());
            if parts.len() != 1 || parts[0] != path {
                folders.extend(parts.iter().map(|part| folder_of(part).to_owned()));
            }
        }
        Parts { paths, folders }
    }

    fn below<'p>(&'p self, folder: &str) -> impl Iterator<Item = &'p str> {
        let from = (Bound::Included(folder), Bound::Unbounded);
        self.paths.range::<str, _>(from).map_while(move |path| path.strip_prefix(folder))
    }
}

impl Tree {
    pub(super) fn new(root: String, parts: Option<Parts>, stop: Stop) -> Tree {
        Tree { found: Vec::new(), problems: Vec::new(), root, parts, stop, seen: 0, heads: 0, memory: MOST_MEMORY }
    }

    /// What was opened is a file. Whether it is one file for people too: not an archive.
    pub(super) fn root_file(&mut self, file: &Path, bytes: u64) -> Result<bool, Problem> {
        let name = self.root.clone();
        let failed = |error: &io::Error| unreadable(&name, error);
        let place = Place::Plain(Bytes::file(file, bytes));
        let mut content = self.open(&place).map_err(|error| failed(&error))?;
        let mut head = Vec::new();
        content.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|error| failed(&error))?;
        match self.archive(Begun { path: "", name: &name, bytes, place: &place, head: &head, rest: &mut content, archives: 0 })? {
            Turned::IntoTree => return Ok(false),
            Turned::IntoFile(entry, place) => self.found.push((entry, place)),
            Turned::NotAtAll => self.found.push((Entry::new(name, bytes, head), place)),
        }
        Ok(true)
    }

    /// A file at `path`, inside so many archives. `content` is what it holds, for who has it at hand.
    pub(super) fn file(&mut self, path: String, bytes: u64, place: Place, content: Option<&mut dyn Read>, archives: usize) {
        self.seen += 1;
        let may_open = may_be_archive(&path) && self.enters(&path);
        if !may_open && !self.wants(&path) {
            return;
        }
        let (mut opened, mut empty) = (None, io::empty());
        let content: &mut dyn Read = match content {
            Some(content) => content,
            None if !may_open && !can_be_export(&path) => &mut empty,
            None => match self.open(&place) {
                Ok(content) => opened.insert(content),
                Err(error) => {
                    self.problems.push(unreadable(&self.shown(&path), &error));
                    &mut empty
                }
            },
        };
        let most = if may_open { HEAD } else { self.head_length(&path) };
        let mut head = Vec::new();
        if let Err(error) = (&mut *content).take(most as u64).read_to_end(&mut head) {
            self.problems.push(unreadable(&self.shown(&path), &error));
        }
        if may_open {
            let found = self.found.len();
            let begun = Begun { path: &path, name: name_of(&path), bytes, place: &place, head: &head, rest: content, archives };
            match self.archive(begun) {
                Ok(Turned::IntoTree) => return,
                Ok(Turned::IntoFile(entry, place)) => return self.push(entry, place),
                Ok(Turned::NotAtAll) => {}
                Err(problem) => {
                    // Of an archive that ends too soon nothing is taken.
                    self.found.truncate(found);
                    return self.problems.push(problem);
                }
            }
        }
        self.push(Entry::new(path, bytes, head), place);
    }

    /// How a place in the tree is named to people.
    pub(super) fn shown(&self, path: &str) -> String {
        if path.is_empty() { self.root.clone() } else { format!("{}/{path}", self.root) }
    }

    /// Whether there is no need to look further: the tree is too large, or the person has cancelled.
    pub(super) fn is_done(&self) -> bool {
        self.seen > MOST_ENTRIES || self.is_stopped()
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Whether something below this path is wanted.
    pub(super) fn enters(&self, path: &str) -> bool {
        self.parts.as_ref().is_none_or(|parts| parts.below(&format!("{path}/")).next().is_some())
    }

    /// What is wanted in a folder, which ends in a `/` unless it is the root; `None` when that is everything.
    pub(super) fn wanted_in<'t>(&'t self, folder: &str) -> Option<BTreeSet<&'t str>> {
        let parts = self.parts.as_ref()?;
        if parts.folders.contains(folder.trim_end_matches('/')) {
            return None;
        }
        Some(parts.below(folder).map(|path| path.split('/').next().unwrap_or(path)).collect())
    }

    /// The path within an archive that a name in it says, or a problem if it could lead out of the tree.
    pub(super) fn name_within(&mut self, name: &str, kind: &str, path: &str) -> Option<String> {
        let drive = name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
        let reason = if name.starts_with('/') || drive {
            "which is an absolute path".to_owned()
        } else if name.contains('\\') {
            "which holds a backslash".to_owned()
        } else if name.split('/').any(|part| part == "..") {
            format!("which leads out of the {kind}")
        } else if name.contains('\0') {
            "which holds a NUL".to_owned()
        } else {
            let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
            return Some(parts.join("/")).filter(|name| !name.is_empty());
        };
        self.seen += 1;
        let message = format!("a file in it is named `{name}`, {reason}; it was left out");
        let problem = Problem::new(Severity::Note, ProblemCode::UnsafePath, &self.shown(path), message);
        self.problems.push(problem.hint(format!("download the {kind} from the platform itself if you miss that file")));
        None
    }

    fn wants(&self, path: &str) -> bool {
        self.parts.as_ref().is_none_or(|parts| parts.paths.contains(path) || parts.folders.contains(folder_of(path)))
    }

    /// Keeps as much of a file's head as there is room for.
    fn push(&mut self, mut entry: Entry, place: Place) {
        if !self.wants(&entry.path) {
            return;
        }
        entry.head.truncate(self.head_length(&entry.path));
        entry.head.shrink_to_fit();
        self.heads += entry.head.len();
        self.found.push((entry, place));
    }

    fn head_length(&self, path: &str) -> usize {
        if !can_be_export(path) {
            return 0;
        }
        let is_wanted = self.parts.as_ref().is_none_or(|parts| parts.paths.contains(path));
        let length = HEADS.iter().find(|(kept, _)| is_wanted && self.heads < *kept);
        length.map_or(SHORT_HEAD, |(_, length)| *length)
    }

    fn open(&self, place: &Place) -> io::Result<Stoppable<Box<dyn Read + Send>>> {
        Ok(Stoppable { inner: place.open()?, stop: Arc::clone(&self.stop) })
    }
}
