//! Ids as small numbers: most are decimal, and those cost no string.

use earshot_model::decimal_id;
use rustc_hash::FxHashMap;

/// Gives each (space, id) a number, from 0 in the order of first sight.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    numeric: FxHashMap<(u32, u64), u32>,
    other: FxHashMap<(u32, Box<str>), u32>,
}

impl Ids {
    pub(crate) fn id(&mut self, space: u32, id: &str) -> u32 {
        let next = self.len();
        match decimal_id(id) {
            Some(number) => *self.numeric.entry((space, number)).or_insert(next),
            None => *self.other.entry((space, id.into())).or_insert(next),
        }
    }

    pub(crate) fn find(&self, space: u32, id: &str) -> Option<u32> {
        match decimal_id(id) {
            Some(number) => self.numeric.get(&(space, number)).copied(),
            None => self.other.get(&(space, id.into())).copied(),
        }
    }

    pub(crate) fn len(&self) -> u32 {
        (self.numeric.len() + self.other.len()) as u32
    }
}

/// A number that orders ids of one space: decimal ones by value, others by their first eight bytes.
pub(crate) fn sortable(id: &str) -> u64 {
    decimal_id(id).unwrap_or_else(|| id.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |key, byte| key << 8 | u64::from(byte)))
}
