//! Ids as small numbers: most are decimal, and those cost no string.

use earshot_model::decimal_id;
use rustc_hash::FxHashMap;

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
    decimal: FxHashMap<(u32, u64), u32>,
    other: FxHashMap<(u32, Box<str>), u32>,
}

impl Ids {
    /// Room for so many decimal ids.
    pub(crate) fn with_capacity(decimal: usize) -> Ids {
        Ids { decimal: FxHashMap::with_capacity_and_hasher(decimal, Default::default()), other: FxHashMap::default() }
    }

    pub(crate) fn id(&mut self, space: u32, id: Key) -> u32 {
        let next = self.len();
        match id {
            Key::Decimal(number) => *self.decimal.entry((space, number)).or_insert(next),
            Key::Other(text) => *self.other.entry((space, text)).or_insert(next),
        }
    }

    pub(crate) fn find(&self, space: u32, id: &Key) -> Option<u32> {
        match id {
            Key::Decimal(number) => self.decimal.get(&(space, *number)).copied(),
            Key::Other(text) => self.other.get(&(space, text.clone())).copied(),
        }
    }

    pub(crate) fn len(&self) -> u32 {
        (self.decimal.len() + self.other.len()) as u32
    }
}

/// A number that orders ids of one space: decimal ones by value, others by their first eight bytes.
pub(crate) fn sortable(id: &str) -> u64 {
    decimal_id(id).unwrap_or_else(|| id.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |key, byte| key << 8 | u64::from(byte)))
}
