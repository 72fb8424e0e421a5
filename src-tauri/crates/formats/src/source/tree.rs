//! What a walk finds: files, and archives that are opened as if they were folders.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use earshot_model::{Problem, ProblemCode, Severity};

use super::gzipped::{self, Inflated};
use super::place::{Bytes, Place, Stoppable};
use super::tarred::{self, Tar};
use super::{HEAD, can_be_export, folder_of, name_of, unreadable, zipped};
use crate::{Entry, Stop};

/// A tree with more files than this is refused: somebody opened their home folder, or a zip was made to exhaust memory.
pub(super) const MOST_ENTRIES: usize = 200_000;

/// Archives are opened so deep: a zip, a zip within it, and a zip within that.
const MOST_ARCHIVES: usize = 3;

/// What compressed archives may take in memory, all together: zips within archives, for a zip is read from its end, and tars.
const MOST_MEMORY: u64 = 128 << 20;

/// A compressed tar of more bytes than this is inflated again for each file that is read in it.
const MOST_OF_TAR: u64 = 64 << 20;

/// So many bytes of whole heads are kept; the rest of a very large tree gets [`SHORT_HEAD`] each.
const MOST_HEADS: usize = 64 << 20;
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
    heads: usize,
    memory: u64,
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

/// What a file turned out to be that begins as an archive.
enum Turned {
    IntoTree,
    /// A gzip of one file.
    IntoFile(Entry, Place),
    /// An office document.
    NotAtAll,
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
        match self.archive("", bytes, &place, &head, &mut content, 0)? {
            Turned::IntoTree => return Ok(false),
            Turned::IntoFile(entry, place) => self.found.push((entry, place)),
            Turned::NotAtAll => self.found.push((Entry { path: name, bytes, head, sheets: Vec::new() }, place)),
        }
        Ok(true)
    }

    /// A file at `path`, inside so many archives. `content` is what it holds, for who has it at hand.
    pub(super) fn file(&mut self, path: String, bytes: u64, place: Place, content: Option<&mut dyn Read>, archives: usize) {
        self.seen += 1;
        let may_open = may_be_archive(name_of(&path)) && self.enters(&path);
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
            match self.archive(&path, bytes, &place, &head, content, archives) {
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
        self.push(Entry { path, bytes, head, sheets: Vec::new() }, place);
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
        self.problems.push(problem.hint(&format!("download the {kind} from the platform itself if you miss that file")));
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
            0
        } else if self.heads < MOST_HEADS && self.parts.as_ref().is_none_or(|parts| parts.paths.contains(path)) {
            HEAD
        } else {
            SHORT_HEAD
        }
    }

    fn open(&self, place: &Place) -> io::Result<Stoppable<Box<dyn Read + Send>>> {
        Ok(Stoppable { inner: place.open()?, stop: Arc::clone(&self.stop) })
    }

    /// Opens a file that begins as an archive does: lists what is in it. The root's path is empty, and of the root the name says
    /// nothing.
    fn archive(
        &mut self,
        path: &str,
        bytes: u64,
        place: &Place,
        head: &[u8],
        rest: &mut dyn Read,
        archives: usize,
    ) -> Result<Turned, Problem> {
        let name = if path.is_empty() { self.root.clone() } else { name_of(path).to_owned() };
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        let shown = self.shown(path);
        let failed = |error: &io::Error| unreadable(&shown, error);
        if zipped::begins(head) && !is_document(&name) {
            check_depth(archives, &shown)?;
            let stored = place.bytes().map_err(|error| failed(&error))?;
            let held = if stored.is_some() { 0 } else { bytes };
            let zip = match stored {
                Some(bytes) => bytes,
                None => {
                    self.memory = self.memory.checked_sub(held).ok_or_else(|| too_large(&shown))?;
                    let mut zip = Vec::new();
                    head.chain(rest).take(held).read_to_end(&mut zip).map_err(|error| failed(&error))?;
                    Bytes::memory(zip)
                }
            };
            if zipped::list(&zip, &prefix, path, archives + 1, self)? {
                return Ok(Turned::IntoTree);
            }
            self.memory += held;
            Ok(Turned::NotAtAll)
        } else if gzipped::begins(head) {
            let mut inflated = Inflated::new(head.chain(rest));
            let place = Place::Gzipped(Arc::new(place.clone()));
            let mut head = Vec::new();
            inflated.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|error| failed(&error))?;
            if tarred::begins(&head) {
                check_depth(archives, &shown)?;
                // One that fits in memory is kept there.
                let mut tar = head;
                inflated.by_ref().take(MOST_OF_TAR).read_to_end(&mut tar).map_err(|error| failed(&error))?;
                let room = self.memory.checked_sub(tar.len() as u64).filter(|_| tar.len() as u64 <= MOST_OF_TAR);
                if let Some(room) = room {
                    self.memory = room;
                    tarred::list(Tar::Bytes(Bytes::memory(tar)), &prefix, path, archives + 1, self)?;
                } else {
                    tarred::list(Tar::Stream(&mut tar.chain(inflated), place), &prefix, path, archives + 1, self)?;
                }
                return Ok(Turned::IntoTree);
            }
            let within = format!("{prefix}{}", gzipped::name_within(&name));
            let mut length = head.len() as u64;
            if can_be_export(&within) {
                // What the gzip itself says of the length is not to be trusted.
                length += io::copy(&mut inflated, &mut io::sink()).map_err(|error| failed(&error))?;
            }
            Ok(Turned::IntoFile(Entry { path: within, bytes: length, head, sheets: Vec::new() }, place))
        } else if tarred::begins(head) {
            check_depth(archives, &shown)?;
            let mut all;
            let tar = match place.bytes().map_err(|error| failed(&error))? {
                Some(bytes) => Tar::Bytes(bytes),
                None => {
                    all = head.chain(rest);
                    Tar::Stream(&mut all, place.clone())
                }
            };
            tarred::list(tar, &prefix, path, archives + 1, self)?;
            Ok(Turned::IntoTree)
        } else {
            Ok(Turned::NotAtAll)
        }
    }
}

fn check_depth(archives: usize, shown: &str) -> Result<(), Problem> {
    if archives < MOST_ARCHIVES {
        return Ok(());
    }
    let message = format!("it lies within {MOST_ARCHIVES} archives, one within the other, and is not opened");
    Err(Problem::new(Severity::Refused, ProblemCode::NestedArchive, shown, message).hint("unzip the outer one and open the folder"))
}

fn too_large(shown: &str) -> Problem {
    let message = format!("what is zipped twice is opened up to {} MB in all, and this is more", MOST_MEMORY >> 20);
    Problem::new(Severity::Refused, ProblemCode::NestedArchive, shown, message).hint("unzip the outer one and open the folder")
}

/// Whether the name is that of an archive; its first bytes then tell of which kind, if of any.
fn may_be_archive(name: &str) -> bool {
    has_extension(name, &["zip", "gz", "tgz", "tar"])
}

/// Documents that are zips are files, and their readers say what is wrong with a damaged one.
fn is_document(name: &str) -> bool {
    has_extension(name, &["xlsx", "xlsm", "xlsb", "docx", "docm", "pptx", "ods", "odt", "odp", "epub", "xltx", "dotx"])
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extensions.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}
