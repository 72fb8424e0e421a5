//! What XML is read from.

use std::io::{self, BufRead, BufReader, Read};

use super::LONGEST;

/// How much of an element is kept for a problem.
const RAW: usize = 16 << 10;

/// A buffered reader that counts lines, keeps how an element is written, and stops at what would fill the memory.
pub(super) struct Tape<R> {
    inner: BufReader<R>,
    /// Of the byte that is read next.
    pub(super) line: u64,
    /// How many bytes the tag or text has taken so far; who reads sets it back.
    pub(super) since: usize,
    pub(super) too_long: bool,
    raw: Vec<u8>,
}

impl<R: Read> Tape<R> {
    pub(super) fn new(input: R) -> Tape<R> {
        Tape { inner: BufReader::with_capacity(1 << 16, input), line: 1, since: 0, too_long: false, raw: Vec::new() }
    }

    pub(super) fn input(&self) -> &R {
        self.inner.get_ref()
    }

    /// An element has begun with this tag.
    pub(super) fn begin(&mut self, tag: [&[u8]; 3]) {
        self.raw.clear();
        for piece in tag {
            self.raw.extend_from_slice(&piece[..piece.len().min(RAW.saturating_sub(self.raw.len()))]);
        }
    }

    /// The element so far, as it stands in the file; its beginning when it is long.
    pub(super) fn raw(&self) -> &[u8] {
        &self.raw
    }
}

impl<R: Read> Read for Tape<R> {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(output)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Tape<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since > LONGEST {
            self.too_long = true;
            return Err(io::Error::other("too long"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let over = &self.inner.buffer()[..amount];
        self.line += memchr::memchr_iter(b'\n', over).count() as u64;
        self.since += amount;
        self.raw.extend_from_slice(&over[..amount.min(RAW.saturating_sub(self.raw.len()))]);
        self.inner.consume(amount);
    }
}
