//! Ids as small numbers: most are decimal, and those cost no string.

use earshot_model::decimal_id;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// An id, or a name in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Decimal(u64),
    Other(Box<str>),
}

impl Key {
    pub(crate) fn of(id: &str) -> Key {
        decimal_id(id).map_or_else(|| Key::Other(id.into()), Key::Decimal)
    }
}

/// Gives each (space, id) a number, from 0 in the order of first sight.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// By space, of which there are few.
    decimal: Vec<(u32, FxHashMap<u64, u32>)>,
    other: FxHashMap<(u32, Box<str>), u32>,
    next: u32,
    /// For how many decimal ids there is to be room in the first space.
    room: usize,
}

impl Ids {
    /// Room for so many decimal ids.
    pub(crate) fn with_capacity(decimal: usize) -> Ids {
        Ids { room: decimal, ..Ids::default() }
    }

    pub(crate) fn id(&mut self, space: u32, id: Key) -> u32 {
        let next = self.next;
        let number = match id {
            Key::Decimal(number) => *self.space(space).entry(number).or_insert(next),
            Key::Other(text) => *self.other.entry((space, text)).or_insert(next),
        };
        self.next += u32::from(number == next);
        number
    }

    fn space(&mut self, space: u32) -> &mut FxHashMap<u64, u32> {
        let place = self.decimal.iter().position(|(of, _)| *of == space).unwrap_or_else(|| {
            let room = std::mem::take(&mut self.room);
            self.decimal.push((space, FxHashMap::with_capacity_and_hasher(room, FxBuildHasher)));
            self.decimal.len() - 1
        });
        &mut self.decimal[place].1
    }

    pub(crate) fn find(&self, space: u32, id: &Key) -> Option<u32> {
        match id {
            Key::Decimal(number) => self.decimal.iter().find(|(of, _)| *of == space)?.1.get(number).copied(),
            Key::Other(text) => self.other.get(&(space, text.clone())).copied(),
        }
    }

    pub(crate) fn len(&self) -> u32 {
        self.next
    }
}

/// A number that orders ids of one space: decimal ones by value, others by their first eight bytes.
pub(crate) fn sortable(id: &str) -> u64 {
    decimal_id(id).unwrap_or_else(|| id.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |key, byte| key << 8 | u64::from(byte)))
}
