//! The ids of one file, and its replies whose parent is absent or dated after them.

use earshot_model::{Author, IdSpace, MessageRecord, Millis, Parent, Problem, ProblemCode, Severity, decimal_id};
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// What was met in one file. It is kept by who reads the file, on a thread of its own, since to look ids up takes as long as to write
/// them. A reply to an absent message, or to a later one, is taken in all the same; it is worth a note.
#[derive(Debug)]
pub struct Ids {
    /// Without an account, what the owner says is not taken in.
    has_owner: bool,
    spaces: Vec<IdSpace>,
    /// By space: a file has few of them, and millions of ids.
    decimal: FxHashMap<u32, FxHashMap<u64, Millis>>,
    other: FxHashMap<(u32, Box<str>), Millis>,
    /// Replies whose parent had not been met yet.
    waiting: Vec<(u32, String, Millis)>,
    reversed: u64,
}

impl Ids {
    pub(super) fn new(has_owner: bool) -> Ids {
        Ids { has_owner, spaces: Vec::new(), decimal: FxHashMap::default(), other: FxHashMap::default(), waiting: Vec::new(), reversed: 0 }
    }

    /// Whether the message is the first one with its id in this file.
    pub fn first(&mut self, record: &MessageRecord) -> bool {
        if !self.has_owner && record.author == Author::Owner {
            return true;
        }
        let (space, at) = (self.space(&record.space), record.sent.at);
        let first = match decimal_id(&record.id) {
            Some(number) => insert(self.decimal.entry(space).or_default().entry(number), at),
            None => insert(self.other.entry((space, record.id.as_str().into())), at),
        };
        if first && let Parent::Some { id: parent, .. } = &record.parent {
            match self.time(space, parent) {
                Some(parent_at) => self.reversed += u64::from(parent_at > at),
                None => self.waiting.push((space, parent.clone(), at)),
            }
        }
        first
    }

    /// A file's rows are mostly of one space.
    fn space(&mut self, space: &IdSpace) -> u32 {
        let place = self.spaces.iter().position(|known| known == space).unwrap_or_else(|| {
            self.spaces.push(space.clone());
            self.spaces.len() - 1
        });
        place as u32
    }

    fn time(&self, space: u32, id: &str) -> Option<Millis> {
        match decimal_id(id) {
            Some(number) => self.decimal.get(&space)?.get(&number).copied(),
            None => self.other.get(&(space, id.into())).copied(),
        }
    }

    /// Matches what was waiting with what came later in the file, and forgets the ids.
    pub(super) fn close(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        for (space, parent, at) in waiting {
            match self.time(space, &parent) {
                Some(parent_at) => self.reversed += u64::from(parent_at > at),
                None => self.waiting.push((space, parent, at)),
            }
        }
        (self.decimal, self.other) = Default::default();
    }

    /// Looks the parents that are not in the file up in the store.
    pub(super) fn notes(&mut self, connection: &Connection, file: &str) -> rusqlite::Result<Vec<Problem>> {
        let mut absent = 0;
        let mut look_up =
            connection.prepare("SELECT sent_at FROM message WHERE space = (SELECT id FROM id_space WHERE name = ?1) AND native_id = ?2")?;
        for (space, parent, at) in std::mem::take(&mut self.waiting) {
            let space = &*self.spaces[space as usize].0;
            match look_up.query_row(params![space, parent], |row| row.get::<_, Millis>(0)).optional()? {
                Some(parent_at) => self.reversed += u64::from(parent_at > at),
                None => absent += 1,
            }
        }
        let note = |code, count: u64, what: &str, hint: &str| {
            let replies = if count == 1 { "reply" } else { "replies" };
            (count > 0).then(|| Problem::new(Severity::Note, code, file, format!("{count} {replies} {what}")).hint(hint))
        };
        let joins = "taken in all the same; an export that holds the other side joins them";
        let reversed = "taken in all the same; such pairs count as no response";
        Ok([
            note(ProblemCode::ParentAbsent, absent, "to a message that is not in the store", joins),
            note(ProblemCode::ReplyBeforeParent, self.reversed, "dated before the message answered", reversed),
        ]
        .into_iter()
        .flatten()
        .collect())
    }
}

/// Whether it was not there. The first one counts.
fn insert<K>(entry: Entry<'_, K, Millis>, at: Millis) -> bool {
    let new = matches!(entry, Entry::Vacant(_));
    entry.or_insert(at);
    new
}
