//! The keys of posts and reposts, which the branches of the tree hold.

use ciborium::Value;

use super::cbor::{field, link, read};
use super::record::Collection;
use super::tid::Tid;

/// An account with more than this is none: the keys are kept in memory.
const MOST: usize = 4 << 20;

/// In bytes: a repository's paths are shorter.
const LONGEST_PATH: usize = 1_024;

/// Every key by the block that it leads to, in as little room as goes: an account may have a million posts.
#[derive(Default)]
pub(super) struct Keys {
    keys: Vec<(Hash, Key)>,
    /// Branches that could not be read.
    pub(super) damaged: u64,
}

/// The end of a block's name, which is a hash.
type Hash = [u8; 16];

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Tid(Tid),
    /// What some program has made up.
    Other(Box<str>),
}

impl Keys {
    /// Takes in a block, if it is a branch.
    pub(super) fn add(&mut self, block: &[u8]) {
        if !is_branch(block) {
            return;
        }
        if read(block).is_none_or(|branch| self.branch(&branch).is_none()) {
            self.damaged += 1;
        }
    }

    /// Each key in a branch is written as what it shares with the one before it, and the rest.
    fn branch(&mut self, branch: &Value) -> Option<()> {
        let mut path: Vec<u8> = Vec::new();
        for entry in field(branch, "e")?.as_array()? {
            let shared: usize = field(entry, "p")?.as_integer()?.try_into().ok()?;
            let rest = field(entry, "k")?.as_bytes()?;
            if shared > path.len() || shared + rest.len() > LONGEST_PATH {
                return None;
            }
            path.truncate(shared);
            path.extend_from_slice(rest);
            let path = str::from_utf8(&path).ok()?;
            let (collection, key) = path.split_once('/')?;
            if Collection::named(collection).is_some() {
                let key = Tid::parse(key).map_or_else(|| Key::Other(key.into()), Key::Tid);
                self.keys.push((hash(link(field(entry, "v")?)?)?, key));
            }
        }
        Some(())
    }

    pub(super) fn is_full(&self) -> bool {
        self.keys.len() > MOST
    }

    /// Must be called before keys are asked for.
    pub(super) fn sort(&mut self) {
        self.keys.sort_unstable();
        self.keys.dedup();
    }

    /// The keys of a block: two records that hold the same are one block.
    pub(super) fn of(&self, cid: &[u8]) -> impl Iterator<Item = String> {
        let hash = hash(cid);
        let start = self.keys.partition_point(|(known, _)| Some(*known) < hash);
        self.keys[start..].iter().take_while(move |(known, _)| Some(*known) == hash).map(|(_, key)| match key {
            Key::Tid(tid) => tid.to_string(),
            Key::Other(key) => key.to_string(),
        })
    }
}

/// A branch is a map of `e` and `l`; in it the shorter keys come first, and these two sort so.
pub(super) fn is_branch(block: &[u8]) -> bool {
    block.starts_with(b"\xa2\x61e") || block.starts_with(b"\xa1\x61e")
}

fn hash(cid: &[u8]) -> Option<Hash> {
    cid.last_chunk().copied()
}
