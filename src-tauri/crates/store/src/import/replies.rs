//! The ids of one file, and its replies whose parent is absent or dated after them.

use earshot_model::{Millis, Problem, ProblemCode, Severity, decimal_id};
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// What was met in one file. A reply to an absent message, or to a later one, is taken in all the same; it is worth a note.
#[derive(Debug, Default)]
pub(super) struct Replies {
    /// By space: a file has few of them, and millions of ids.
    decimal: FxHashMap<u32, FxHashMap<u64, Millis>>,
    other: FxHashMap<(u32, Box<str>), Millis>,
    /// Replies whose parent had not been met yet.
    waiting: Vec<(u32, String, Millis)>,
    reversed: u64,
}

impl Replies {
    /// Whether the id is new in this file.
    pub(super) fn met(&mut self, space: i64, id: &str, parent: Option<&str>, at: Millis) -> bool {
        let space = space as u32;
        let new = match decimal_id(id) {
            Some(number) => insert(self.decimal.entry(space).or_default().entry(number), at),
            None => insert(self.other.entry((space, id.into())), at),
        };
        if !new {
            return false;
        }
        if let Some(parent) = parent {
            match self.time(space, parent) {
                Some(parent_at) => self.reversed += u64::from(parent_at > at),
                None => self.waiting.push((space, parent.to_owned(), at)),
            }
        }
        true
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
        let mut look_up = connection.prepare("SELECT sent_at FROM message WHERE space = ?1 AND native_id = ?2")?;
        for (space, parent, at) in std::mem::take(&mut self.waiting) {
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

/// The first one counts.
fn insert<K>(entry: Entry<'_, K, Millis>, at: Millis) -> bool {
    let new = matches!(entry, Entry::Vacant(_));
    entry.or_insert(at);
    new
}
