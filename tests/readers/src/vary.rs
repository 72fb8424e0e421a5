//! A piece of an export that is told from the one before it by its ids and its times, and has the same length or nearly.

use std::io::Write;

/// How far the long numbers of two pieces lie apart: ids, and moments as numbers. A piece has fewer than so many of them in a row.
const STEP: u128 = 32;

/// A number of so many digits or more is an id or a moment.
const LONG: usize = 9;

#[derive(Debug)]
pub(crate) struct Varied {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Text(Vec<u8>),
    Long {
        number: u128,
        digits: usize,
    },
    /// The minutes and, if there are any, the seconds of a time of day.
    Clock {
        with_seconds: bool,
    },
    /// Nothing in the first piece, and its number in every other.
    Count,
}

impl Varied {
    pub(crate) fn of(piece: &[u8], ids: &[&str]) -> Varied {
        let mut parts = Vec::new();
        let mut text = Vec::new();
        let mut at = 0;
        while at < piece.len() {
            let (length, part) = if let Some(id) = ids.iter().find(|id| piece[at..].starts_with(id.as_bytes())) {
                text.extend_from_slice(id.as_bytes());
                (id.len(), Some(Part::Count))
            } else if let Some(digits) = long(piece, at) {
                // Digits are ASCII, and few enough for the number.
                let number = piece[at..at + digits].iter().fold(0, |number, digit| number * 10 + u128::from(digit - b'0'));
                (digits, Some(Part::Long { number, digits }))
            } else if let Some(with_seconds) = clock(piece, at) {
                text.extend_from_slice(&piece[at..at + 3]);
                (if with_seconds { 8 } else { 5 }, Some(Part::Clock { with_seconds }))
            } else {
                text.push(piece[at]);
                (1, None)
            };
            at += length;
            if let Some(part) = part {
                parts.push(Part::Text(std::mem::take(&mut text)));
                parts.push(part);
            }
        }
        parts.push(Part::Text(text));
        Varied { parts }
    }

    pub(crate) fn write(&self, count: u64, out: &mut Vec<u8>) {
        for part in &self.parts {
            // A vector takes whatever is written.
            let _ = match part {
                Part::Text(text) => out.write_all(text),
                Part::Long { number, digits } => write!(out, "{:0digits$}", number + STEP * u128::from(count)),
                Part::Clock { with_seconds: false } => write!(out, "{:02}", count % 60),
                Part::Clock { with_seconds: true } => write!(out, "{:02}:{:02}", count / 60 % 60, count % 60),
                Part::Count if count == 0 => Ok(()),
                Part::Count => write!(out, "{count}"),
            };
        }
    }
}

fn before(piece: &[u8], at: usize) -> u8 {
    at.checked_sub(1).map_or(b' ', |before| piece[before])
}

/// How many digits the long number has that begins here. One that stands within a word is none.
fn long(piece: &[u8], at: usize) -> Option<usize> {
    let digits = piece[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let follows = piece.get(at + digits).copied().unwrap_or(b' ');
    let is_one = (LONG..=30).contains(&digits) && !before(piece, at).is_ascii_alphanumeric() && !follows.is_ascii_alphabetic();
    is_one.then_some(digits)
}

/// Whether a time of day begins here, and whether it has seconds. An offset from UTC is none.
fn clock(piece: &[u8], at: usize) -> Option<bool> {
    let is_pair = |at: usize| piece.get(at..at + 2).is_some_and(|pair| pair.iter().all(u8::is_ascii_digit));
    let is_colon = |at: usize| piece.get(at) == Some(&b':');
    if before(piece, at).is_ascii_digit() || matches!(before(piece, at), b':' | b'+' | b'-' | b'.') || !is_pair(at) || !is_colon(at + 2) {
        return None;
    }
    let with_seconds = is_pair(at + 3) && is_colon(at + 5) && is_pair(at + 6);
    let end = if with_seconds { at + 8 } else { at + 5 };
    (is_pair(at + 3) && !piece.get(end).is_some_and(u8::is_ascii_digit)).then_some(with_seconds)
}
