//! What begins as an archive: zips, tars and gzips, one within the other.

use std::io::{self, Chain, Read};
use std::sync::Arc;

use earshot_model::{Problem, ProblemCode, Severity};

use super::gzipped::{self, Inflated};
use super::place::{Bytes, Place};
use super::tarred::{self, Tar};
use super::tree::Tree;
use super::{HEAD, can_be_export, unreadable, zipped};
use crate::Entry;

/// Archives are opened so deep: a zip, a zip within it, and a zip within that.
const MOST_ARCHIVES: usize = 3;

/// What compressed archives may take in memory, all together: zips within archives, for a zip is read from its end, and tars.
pub(super) const MOST_MEMORY: u64 = 128 << 20;

/// A compressed tar of more bytes than this is inflated again for each file that is read in it.
const MOST_OF_TAR: u64 = 64 << 20;

/// A file of which the head has been read.
pub(super) struct Begun<'a> {
    /// Where it stands in the tree; empty for the root.
    pub(super) path: &'a str,
    pub(super) name: &'a str,
    pub(super) bytes: u64,
    pub(super) place: &'a Place,
    pub(super) head: &'a [u8],
    pub(super) rest: &'a mut dyn Read,
    /// How many archives it lies within.
    pub(super) archives: usize,
}

/// What became of it.
pub(super) enum Turned {
    IntoTree,
    /// A gzip of one file.
    IntoFile(Entry, Place),
    /// It is a file after all, an office document perhaps.
    NotAtAll,
}

/// Whether the name is that of an archive; the first bytes then tell of which kind, if of any.
pub(super) fn may_be_archive(path: &str) -> bool {
    has_extension(path, &["zip", "gz", "tgz", "tar"])
}

/// Documents that are zips are files, and their readers say what is wrong with a damaged one.
fn is_document(path: &str) -> bool {
    has_extension(path, &["xlsx", "xlsm", "xlsb", "docx", "docm", "pptx", "ods", "odt", "odp", "epub", "xltx", "dotx"])
}

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extensions.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

impl<'a> Begun<'a> {
    fn content(self) -> Chain<&'a [u8], &'a mut dyn Read> {
        self.head.chain(self.rest)
    }

    /// What stands before the paths of what is in it.
    fn prefix(&self) -> String {
        if self.path.is_empty() { String::new() } else { format!("{}/", self.path) }
    }

    fn check_depth(&self, shown: &str) -> Result<(), Problem> {
        if self.archives < MOST_ARCHIVES {
            return Ok(());
        }
        Err(too_nested(shown, format!("it lies within {MOST_ARCHIVES} archives, one within the other, and is not opened")))
    }
}

impl Tree {
    /// Lists what is in an archive.
    pub(super) fn archive(&mut self, file: Begun<'_>) -> Result<Turned, Problem> {
        if zipped::begins(file.head) && !is_document(file.name) {
            self.zip(file)
        } else if gzipped::begins(file.head) {
            self.gzip(file)
        } else if tarred::begins(file.head) {
            self.tar(file)
        } else {
            Ok(Turned::NotAtAll)
        }
    }

    fn zip(&mut self, file: Begun<'_>) -> Result<Turned, Problem> {
        let (shown, prefix, path, archives) = (self.shown(file.path), file.prefix(), file.path, file.archives + 1);
        let failed = |error: &io::Error| unreadable(&shown, error);
        file.check_depth(&shown)?;
        let (zip, held) = match file.place.bytes().map_err(|error| failed(&error))? {
            Some(bytes) => (bytes, 0),
            None => {
                let held = file.bytes;
                self.memory = self.memory.checked_sub(held).ok_or_else(|| {
                    too_nested(&shown, format!("what is zipped twice is opened up to {} MB in all, and this is more", MOST_MEMORY >> 20))
                })?;
                let mut zip = Vec::new();
                file.content().take(held).read_to_end(&mut zip).map_err(|error| failed(&error))?;
                (Bytes::memory(zip), held)
            }
        };
        if zipped::list(&zip, &prefix, path, archives, self)? {
            return Ok(Turned::IntoTree);
        }
        self.memory += held;
        Ok(Turned::NotAtAll)
    }

    fn gzip(&mut self, file: Begun<'_>) -> Result<Turned, Problem> {
        let (shown, prefix, path, archives) = (self.shown(file.path), file.prefix(), file.path, file.archives + 1);
        let failed = |error: &io::Error| unreadable(&shown, error);
        let place = Place::Gzipped(Arc::new(file.place.clone()));
        let within = format!("{prefix}{}", gzipped::name_within(file.name));
        let depth = file.check_depth(&shown);
        let mut inflated = Inflated::new(file.content());
        let mut head = Vec::new();
        inflated.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|error| failed(&error))?;
        if tarred::begins(&head) {
            depth?;
            let mut start = head;
            inflated.by_ref().take(MOST_OF_TAR).read_to_end(&mut start).map_err(|error| failed(&error))?;
            let held = start.len() as u64;
            if held <= MOST_OF_TAR.min(self.memory) {
                self.memory -= held;
                tarred::list(Tar::Bytes(Bytes::memory(start)), &prefix, path, archives, self)?;
            } else {
                tarred::list(Tar::Stream(&mut start.chain(inflated), place), &prefix, path, archives, self)?;
            }
            return Ok(Turned::IntoTree);
        }
        let mut bytes = head.len() as u64;
        if can_be_export(&within) {
            // What the gzip itself says of the length is not to be trusted.
            bytes += io::copy(&mut inflated, &mut io::sink()).map_err(|error| failed(&error))?;
        }
        Ok(Turned::IntoFile(Entry::new(within, bytes, head), place))
    }

    fn tar(&mut self, file: Begun<'_>) -> Result<Turned, Problem> {
        let (shown, prefix, path, archives) = (self.shown(file.path), file.prefix(), file.path, file.archives + 1);
        file.check_depth(&shown)?;
        let place = file.place.clone();
        match place.bytes().map_err(|error| unreadable(&shown, &error))? {
            Some(bytes) => tarred::list(Tar::Bytes(bytes), &prefix, path, archives, self)?,
            None => tarred::list(Tar::Stream(&mut file.content(), place), &prefix, path, archives, self)?,
        }
        Ok(Turned::IntoTree)
    }
}

fn too_nested(shown: &str, message: String) -> Problem {
    Problem::new(Severity::Refused, ProblemCode::NestedArchive, shown, message).hint("unzip the outer one and open the folder")
}
