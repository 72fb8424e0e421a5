//! XML as it is read: which line it stands on, how its current element is written, and how much of it there may be.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::events::Event;

/// How much of an element is kept for a problem.
const RAW: usize = 16 << 10;

/// So many tags may be open at once, with so many bytes of names.
const MOST_OPEN: usize = 2 << 20;
const MOST_NAMES: usize = 16 << 20;

/// A buffered reader that counts lines, keeps how an element is written, and stops at what would fill the memory.
pub(crate) struct Tape<R> {
    inner: BufReader<R>,
    /// Of the byte that is read next.
    pub(crate) line: u64,
    /// How many bytes the tag or text has taken so far; who reads sets it back.
    pub(crate) since: usize,
    longest: usize,
    /// Something was longer than it may be, and reading has failed for it.
    pub(crate) too_long: bool,
    raw: Vec<u8>,
}

impl<R: Read> Tape<R> {
    /// `longest`: the most bytes that a tag or text may take.
    pub(crate) fn new(input: R, longest: usize) -> Tape<R> {
        Tape { inner: BufReader::with_capacity(1 << 16, input), line: 1, since: 0, longest, too_long: false, raw: Vec::new() }
    }

    pub(crate) fn input(&self) -> &R {
        self.inner.get_ref()
    }

    /// An element has begun with this tag.
    pub(crate) fn begin(&mut self, tag: [&[u8]; 3]) {
        self.raw.clear();
        for piece in tag {
            self.raw.extend_from_slice(&piece[..piece.len().min(RAW.saturating_sub(self.raw.len()))]);
        }
    }

    /// The element so far, as it stands in the file; its beginning when it is long.
    pub(crate) fn raw(&self) -> &[u8] {
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
        if self.since > self.longest {
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

/// The tags that are open. The parser remembers their names, and in damaged XML nothing closes them.
#[derive(Default)]
pub(crate) struct OpenTags {
    lengths: Vec<usize>,
    names: usize,
}

impl OpenTags {
    pub(crate) const TOO_MANY: &str = "more tags are opened and never closed than can be kept";

    /// Whether there is room for what this event opens. An end closes the last one that is open, whatever its name.
    pub(crate) fn hold(&mut self, event: &Event) -> bool {
        match event {
            Event::Start(tag) => {
                self.lengths.push(tag.name().as_ref().len());
                self.names += tag.name().as_ref().len();
            }
            Event::End(_) => self.names -= self.lengths.pop().unwrap_or_default(),
            _ => {}
        }
        self.lengths.len() <= MOST_OPEN && self.names <= MOST_NAMES
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::events::{BytesEnd, BytesStart};

    use super::*;

    #[test]
    fn there_is_room_for_many_tags_and_not_for_any_number() {
        let (start, end) = (Event::Start(BytesStart::new("b")), Event::End(BytesEnd::new("long")));
        let mut open = OpenTags::default();
        assert!(open.hold(&end));
        assert!((0..MOST_OPEN).all(|_| open.hold(&start)) && !open.hold(&start) && open.hold(&end));
        let mut open = OpenTags::default();
        assert!(!open.hold(&Event::Start(BytesStart::new("b".repeat(MOST_NAMES + 1)))) && open.hold(&end));
    }
}
