//! Bytes of JSON as they come in, and where in them a value ends.

use std::io::{self, BufRead, BufReader, Read};

/// As deep as `serde_json` follows.
const DEEPEST: usize = 127;

/// Why nothing more comes.
pub(super) enum Stop {
    Io(io::Error),
    /// From here on it can't be read.
    Broken(&'static str),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Io(error)
    }
}

/// Where the next byte is; line and column count from 1, columns in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: u64,
    pub(crate) column: u64,
    pub(crate) bytes: u64,
}

pub(super) struct Input<R> {
    reader: BufReader<R>,
    pub(super) at: Position,
    /// The value that was read last, or what was read of it.
    pub(super) buffer: Vec<u8>,
}

impl<R: Read> Input<R> {
    pub(super) fn new(reader: R, capacity: usize) -> Input<R> {
        let at = Position { line: 1, column: 1, bytes: 0 };
        Input { reader: BufReader::with_capacity(capacity, reader), at, buffer: Vec::new() }
    }

    /// Reads one value into the buffer: to its closing bracket, or, when it is none of `{` and `[`, to the comma or the bracket
    /// behind it. `false` when it is longer than `longest`, and then only its beginning is kept.
    pub(super) fn value(&mut self, within: Within, longest: usize) -> Result<bool, Stop> {
        let mut scan = Scan { within, open: Vec::new(), in_string: false, escaped: false };
        self.fill(longest, "the file breaks off within an element", |chunk| scan.over(chunk))
    }

    /// Reads one line into the buffer, without its end; `None` when there is none.
    pub(super) fn line(&mut self, longest: usize) -> Result<Option<bool>, Stop> {
        if self.peek()?.is_none() {
            return Ok(None);
        }
        let mut ended = false;
        let over = |chunk: &[u8]| match memchr::memchr(b'\n', chunk) {
            Some(at) => {
                ended = true;
                (at, Some(Ok(())))
            }
            None => (chunk.len(), None),
        };
        let whole = match self.fill(longest, AT_END, over) {
            // The last line may lack its end; a longer one than `longest` is at its limit.
            Err(Stop::Broken(AT_END)) => self.buffer.len() < longest,
            whole => whole?,
        };
        if ended {
            self.step(b'\n');
        }
        Ok(Some(whole))
    }

    fn fill(
        &mut self,
        longest: usize,
        at_end: &'static str,
        mut over: impl FnMut(&[u8]) -> (usize, Option<Result<(), &'static str>>),
    ) -> Result<bool, Stop> {
        self.buffer.clear();
        let mut whole = true;
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Err(Stop::Broken(at_end));
            }
            let (used, end) = over(chunk);
            let room = longest - self.buffer.len();
            whole &= used <= room;
            self.buffer.extend_from_slice(&chunk[..used.min(room)]);
            self.at.advance(&chunk[..used]);
            self.reader.consume(used);
            match end {
                Some(Ok(())) => return Ok(whole),
                Some(Err(message)) => return Err(Stop::Broken(message)),
                None => {}
            }
        }
    }

    /// Goes past a byte that has to come next, and blanks before it.
    pub(super) fn expect(&mut self, byte: u8, message: &'static str) -> Result<(), Stop> {
        if self.skip_blank()? != Some(byte) {
            return Err(Stop::Broken(message));
        }
        self.step(byte);
        Ok(())
    }

    pub(super) fn skip_mark(&mut self) -> io::Result<()> {
        if self.reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            self.reader.consume(3);
            self.at.bytes += 3;
        }
        Ok(())
    }

    pub(super) fn skip_blank(&mut self) -> io::Result<Option<u8>> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.step(byte);
        }
        Ok(None)
    }

    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    /// Goes past a byte that was peeked at.
    pub(super) fn step(&mut self, byte: u8) {
        self.reader.consume(1);
        self.at.advance(&[byte]);
    }
}

const AT_END: &str = "the file ends";

impl Position {
    fn advance(&mut self, over: &[u8]) {
        self.bytes += over.len() as u64;
        match memchr::memrchr(b'\n', over) {
            Some(last) => {
                self.line += memchr::memchr_iter(b'\n', over).count() as u64;
                self.column = (over.len() - last) as u64;
            }
            None => self.column += over.len() as u64,
        }
    }
}

/// What a value is in: that tells what may stand behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    List,
    Object,
}

/// Where in a value a scan is.
struct Scan {
    within: Within,
    /// The brackets that are still to come, the innermost last.
    open: Vec<u8>,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// How much of a chunk belongs to the value, and how the value ends when it ends there.
    fn over(&mut self, chunk: &[u8]) -> (usize, Option<Result<(), &'static str>>) {
        let behind = if self.within == Within::List { b']' } else { b'}' };
        for (at, &byte) in chunk.iter().enumerate() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_string => self.escaped = true,
                b'"' => self.in_string = !self.in_string,
                // The quote that should have closed is missing; from here on inside and outside are mixed up.
                b'\n' if self.in_string => return (at, Some(Err("a line break within quotes"))),
                _ if self.in_string => {}
                b'{' | b'[' if self.open.len() == DEEPEST => return (at, Some(Err("an element is nested too deep"))),
                b'{' => self.open.push(b'}'),
                b'[' => self.open.push(b']'),
                _ if self.open.is_empty() && (byte == b',' || byte == behind) => return (at, Some(Ok(()))),
                b'}' | b']' if self.open.pop() != Some(byte) => return (at, Some(Err("a bracket that closes nothing"))),
                b'}' | b']' if self.open.is_empty() => return (at + 1, Some(Ok(()))),
                _ => {}
            }
        }
        (chunk.len(), None)
    }
}
