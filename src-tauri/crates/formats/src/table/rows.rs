//! Rows as they come, without knowing what they mean, in memory that is bounded whatever the file holds.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, Read};

use csv_core::ReadRecordResult;
use memchr::{memchr, memchr_iter};

use crate::text::{Decoded, repaired};

/// A row of more bytes than this is given up as broken, and reading goes on at the next line.
pub const LONGEST_ROW: usize = 4 << 20;

/// As many columns as the widest spreadsheet has.
const MOST_FIELDS: usize = 16_384;

/// How much of a broken row is kept to show; a problem holds 4,000 characters.
const RAW_KEPT: usize = 16_000;

const BUFFER: usize = 256 * 1024;

/// What was found where a row should be.
pub(super) enum Found {
    Whole,
    TooLong,
}

/// Rows as they come, without knowing what they mean.
pub(super) struct Rows<'a> {
    pub(super) input: Decoded<'a>,
    parser: Parser,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    pub(super) at_end: bool,
    /// The line at `start`, counted from 1.
    line: u64,
    /// The line on which the row begins.
    pub(super) row_line: u64,
    /// The row's fields one after another, and where each ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    /// Where in `buffer` the row stands; what came before the last refill is in `carried`.
    raw: std::ops::Range<usize>,
    carried: Vec<u8>,
}

impl<'a> Rows<'a> {
    /// `escape` is what stands before a quote within quotes where it is not doubled.
    pub(super) fn new(input: Decoded<'a>, delimiter: u8, escape: Option<u8>) -> Rows<'a> {
        Rows {
            input,
            parser: Parser::of(delimiter, escape),
            buffer: Vec::new(),
            start: 0,
            end: 0,
            at_end: false,
            line: 1,
            row_line: 1,
            fields: vec![0; 4 * 1024],
            ends: vec![0; 64],
            count: 0,
            raw: 0..0,
            carried: Vec::new(),
        }
    }

    /// The rows of a text that is at hand.
    pub(super) fn of(text: &'a [u8], delimiter: u8, escape: Option<u8>) -> Rows<'a> {
        Rows { buffer: vec![0; text.len().clamp(1, BUFFER)], ..Rows::new(Decoded::utf8(text), delimiter, escape) }
    }

    /// Reads the next row; blank lines are skipped. `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Found>> {
        if !self.skip_line_ends()? {
            self.count = 0;
            return Ok(None);
        }
        self.row_line = self.line;
        self.carried.clear();
        self.raw = self.start..self.start;
        let (mut written, mut ended) = (0, 0);
        loop {
            if self.start == self.end && !self.at_end {
                self.refill()?;
            }
            let input = &self.buffer[self.start..self.end];
            let (result, taken, out, ends) = self.parser.inner.read_record(input, &mut self.fields[written..], &mut self.ends[ended..]);
            self.line += memchr_iter(b'\n', &input[..taken]).count() as u64;
            self.start += taken;
            self.raw.end = self.start;
            written += out;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.fields.len() < LONGEST_ROW => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() < MOST_FIELDS => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    self.skip_line()?;
                    return Ok(Some(Found::TooLong));
                }
                ReadRecordResult::Record => {
                    self.count = ended;
                    return Ok(Some(Found::Whole));
                }
                ReadRecordResult::End => {
                    self.count = 0;
                    return Ok(None);
                }
            }
        }
    }

    /// Moves to the first byte of the next row. `false` at the end.
    fn skip_line_ends(&mut self) -> io::Result<bool> {
        loop {
            while let Some(byte @ (b'\n' | b'\r')) = self.buffer[self.start..self.end].first() {
                self.line += u64::from(*byte == b'\n');
                self.start += 1;
            }
            if self.start < self.end {
                return Ok(true);
            }
            self.refill()?;
            if self.at_end {
                return Ok(false);
            }
        }
    }

    /// Gives up the row: the next one begins after the next line end.
    fn skip_line(&mut self) -> io::Result<()> {
        self.count = 0;
        // What was read of the row stays to be shown.
        self.keep_raw();
        self.raw = 0..0;
        loop {
            if let Some(at) = memchr(b'\n', &self.buffer[self.start..self.end]) {
                self.start += at + 1;
                self.line += 1;
                break;
            }
            self.refill()?;
            if self.at_end {
                break;
            }
        }
        self.parser.inner.reset();
        Ok(())
    }

    fn refill(&mut self) -> io::Result<()> {
        self.keep_raw();
        if self.buffer.is_empty() {
            self.buffer = vec![0; BUFFER];
        }
        self.start = 0;
        self.end = 0;
        self.raw = 0..0;
        self.end = self.input.read(&mut self.buffer)?;
        self.at_end = self.end == 0;
        Ok(())
    }

    fn keep_raw(&mut self) {
        let room = RAW_KEPT.saturating_sub(self.carried.len());
        let raw = &self.buffer[self.raw.clone()];
        self.carried.extend_from_slice(&raw[..raw.len().min(room)]);
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    fn bytes(&self, index: usize) -> &[u8] {
        if index >= self.count {
            return &[];
        }
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.fields[start..self.ends[index]]
    }

    pub(super) fn field(&self, index: usize) -> Cow<'_, str> {
        repaired(self.bytes(index)).0
    }

    pub(super) fn is_utf8(&self) -> bool {
        (0..self.count).all(|index| std::str::from_utf8(self.bytes(index)).is_ok())
    }

    /// The row as it stands in the file, without its line end; its beginning when it is long.
    pub(super) fn raw(&self) -> String {
        let mut raw = self.carried.clone();
        let rest = &self.buffer[self.raw.clone()];
        raw.extend_from_slice(&rest[..rest.len().min(RAW_KEPT.saturating_sub(raw.len()))]);
        while raw.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            raw.pop();
        }
        repaired(&raw).0.into_owned()
    }
}

/// A parser that is used again. To build one takes 20 µs, and each reader that looks at a file parses its head several times.
struct Parser {
    dialect: Dialect,
    inner: csv_core::Reader,
}

/// The delimiter, and what stands before a quote.
type Dialect = (u8, Option<u8>);

thread_local! {
    static FREE: RefCell<Vec<(Dialect, csv_core::Reader)>> = const { RefCell::new(Vec::new()) };
}

/// More dialects than this are not in use.
const MOST_FREE: usize = 8;

impl Parser {
    fn of(delimiter: u8, escape: Option<u8>) -> Parser {
        let dialect = (delimiter, escape);
        let free = FREE.with_borrow_mut(|free| {
            let at = free.iter().position(|(of, _)| *of == dialect)?;
            Some(free.swap_remove(at).1)
        });
        let build = || csv_core::ReaderBuilder::new().delimiter(delimiter).escape(escape).build();
        Parser { dialect, inner: free.unwrap_or_else(build) }
    }
}

impl Drop for Parser {
    fn drop(&mut self) {
        let mut inner = std::mem::take(&mut self.inner);
        inner.reset();
        // At the end of a thread there is nothing left to keep it in.
        let _ = FREE.try_with(|free| {
            let mut free = free.borrow_mut();
            if free.len() < MOST_FREE {
                free.push((self.dialect, inner));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one line of 200 MB, a piece at a time, and then one good row.
    struct Endless {
        left: usize,
        tail: &'static [u8],
    }

    impl Read for Endless {
        fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
            if self.left == 0 {
                return self.tail.read(output);
            }
            let count = output.len().min(self.left);
            output[..count].fill(b'x');
            self.left -= count;
            Ok(count)
        }
    }

    #[test]
    fn a_line_of_200_mb_is_never_held() {
        let mut rows = Rows::new(Decoded::utf8(Endless { left: 200 << 20, tail: b"\na,b\n" }), b',', None);
        assert!(matches!(rows.next(), Ok(Some(Found::TooLong))));
        assert!(matches!(rows.next(), Ok(Some(Found::Whole))));
        assert_eq!((rows.len(), rows.bytes(1), rows.row_line), (2, &b"b"[..], 2));
        assert!(rows.next().is_ok_and(|row| row.is_none()));
        let held = rows.buffer.capacity() + rows.fields.capacity() + rows.carried.capacity() + 8 * rows.ends.capacity();
        assert!(held <= 2 * LONGEST_ROW, "{held} bytes are held");
    }

    #[test]
    fn a_quote_may_be_escaped_instead_of_doubled() {
        let line = r#"a,"the \"tea\" team, and ""us"", C:\\x""#;
        let mut rows = Rows::new(Decoded::utf8(line.as_bytes()), b',', Some(b'\\'));
        assert!(matches!(rows.next(), Ok(Some(Found::Whole))));
        assert_eq!((rows.len(), &*rows.field(1)), (2, r#"the "tea" team, and "us", C:\x"#));
    }

    #[test]
    fn a_row_of_endless_fields_is_given_up() {
        let line = ",".repeat(3 * MOST_FIELDS) + "\na,b\n";
        let mut rows = Rows::new(Decoded::utf8(line.as_bytes()), b',', None);
        assert!(matches!(rows.next(), Ok(Some(Found::TooLong))));
        assert!(matches!(rows.next(), Ok(Some(Found::Whole))));
        assert_eq!(rows.len(), 2);
    }
}
