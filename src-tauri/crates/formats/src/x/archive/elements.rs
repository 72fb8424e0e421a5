//! A part of the archive, `window.YTD.tweets.part0 = [ … ]`, as one JSON element after the other.
//!
//! The list is cut at its commas without being parsed, so that one broken element costs that element only and memory does
//! not grow with the file.

use std::io::{self, BufRead, BufReader, Read};

/// An element longer than this is skipped: more than 100,000 direct messages in one conversation.
const LONGEST: usize = 64 << 20;

/// How far the `[` may be from the start of the file.
const LONGEST_PREFIX: u64 = 4 << 10;

/// As deep as `serde_json` follows.
const DEEPEST: usize = 127;

pub(super) struct Elements<R> {
    reader: BufReader<R>,
    buffer: Vec<u8>,
    at: Position,
    begun: bool,
}

/// Where the next byte is; line and column count from 1, columns in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) bytes: u64,
}

#[derive(Debug)]
pub(super) enum Element<'a> {
    /// The bytes of one element and the line on which it begins.
    Json { line: u64, bytes: &'a [u8] },
    /// One that is longer than [`LONGEST`]; `start` is how it begins.
    TooLong { line: u64, start: &'a [u8] },
    /// From here on the list can't be read; `rest` is what was read of the element.
    Broken { at: Position, message: &'static str, rest: &'a [u8] },
}

impl<R: Read> Elements<R> {
    pub(super) fn new(reader: R) -> Elements<R> {
        let at = Position { line: 1, column: 1, bytes: 0 };
        Elements { reader: BufReader::with_capacity(1 << 17, reader), buffer: Vec::new(), at, begun: false }
    }

    /// How many bytes have been read.
    pub(super) fn bytes(&self) -> u64 {
        self.at.bytes
    }

    /// The next element; `None` after the last one. After `Broken` there is nothing to ask for.
    pub(super) fn next(&mut self) -> io::Result<Option<Element<'_>>> {
        self.buffer.clear();
        if !self.begun {
            if let Some(message) = self.skip_prefix()? {
                return Ok(Some(self.broken(message)));
            }
            self.begun = true;
        } else {
            match self.skip_blank()? {
                Some(b',') => self.step(b','),
                Some(b']') => return self.end(),
                Some(_) => return Ok(Some(self.broken("a comma or the end of the list was expected"))),
                None => return Ok(Some(self.broken("the file breaks off before the end of the list"))),
            }
        }
        match self.skip_blank()? {
            Some(b']') => self.end(),
            Some(_) => self.element().map(Some),
            None => Ok(Some(self.broken("the file breaks off before the end of the list"))),
        }
    }

    /// Goes behind the first `[` after the first `=`.
    fn skip_prefix(&mut self) -> io::Result<Option<&'static str>> {
        while let Some(byte) = self.peek()? {
            self.step(byte);
            if byte == b'=' {
                return match self.skip_blank()? {
                    Some(b'[') => {
                        self.step(b'[');
                        Ok(None)
                    }
                    _ => Ok(Some("a list was expected after the first `=`")),
                };
            }
            if self.at.bytes > LONGEST_PREFIX {
                break;
            }
        }
        Ok(Some("it does not begin with `window.YTD… = [`"))
    }

    /// What stands behind the list: nothing but blanks and `;`.
    fn end(&mut self) -> io::Result<Option<Element<'_>>> {
        self.step(b']');
        while let Some(byte) = self.skip_blank()? {
            if byte != b';' {
                return Ok(Some(self.broken("something follows the end of the list")));
            }
            self.step(b';');
        }
        Ok(None)
    }

    /// Reads one element: to its closing bracket, or, when it is none of `{` and `[`, to the comma behind it.
    fn element(&mut self) -> io::Result<Element<'_>> {
        let line = self.at.line;
        let mut scan = Scan::default();
        let mut too_long = false;
        let end = loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                break Err("the file breaks off within an element");
            }
            let (used, end) = scan.over(chunk);
            let room = LONGEST - self.buffer.len();
            too_long |= used > room;
            self.buffer.extend_from_slice(&chunk[..used.min(room)]);
            self.at.advance(&chunk[..used]);
            self.reader.consume(used);
            if let Some(end) = end {
                break end;
            }
        };
        Ok(match end {
            Err(message) => self.broken(message),
            Ok(()) if too_long => Element::TooLong { line, start: &self.buffer[..1 << 16] },
            Ok(()) => Element::Json { line, bytes: self.buffer.trim_ascii_end() },
        })
    }

    fn broken(&self, message: &'static str) -> Element<'_> {
        Element::Broken { at: self.at, message, rest: &self.buffer }
    }

    fn skip_blank(&mut self) -> io::Result<Option<u8>> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.step(byte);
        }
        Ok(None)
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    /// Goes past a byte that was peeked at.
    fn step(&mut self, byte: u8) {
        self.reader.consume(1);
        self.at.advance(&[byte]);
    }
}

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

/// Where in an element a scan is.
#[derive(Default)]
struct Scan {
    /// The brackets that are still to come, the innermost last.
    open: Vec<u8>,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// How much of a chunk belongs to the element, and how the element ends when it ends there.
    fn over(&mut self, chunk: &[u8]) -> (usize, Option<Result<(), &'static str>>) {
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
                b',' | b']' if self.open.is_empty() => return (at, Some(Ok(()))),
                b'}' | b']' if self.open.pop() != Some(byte) => return (at, Some(Err("a bracket that closes nothing"))),
                b'}' | b']' if self.open.is_empty() => return (at + 1, Some(Ok(()))),
                _ => {}
            }
        }
        (chunk.len(), None)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    /// Every element as `line:text`, and what broke as `!line:column message`.
    fn cut(text: &str) -> Vec<String> {
        let mut elements = Elements::new(text.as_bytes());
        let mut found = Vec::new();
        while let Some(element) = elements.next().unwrap() {
            match element {
                Element::Json { line, bytes } => found.push(format!("{line}:{}", String::from_utf8_lossy(bytes))),
                Element::TooLong { line, .. } => found.push(format!("{line}:too long")),
                Element::Broken { at, message, .. } => {
                    found.push(format!("!{}:{} {message}", at.line, at.column));
                    break;
                }
            }
        }
        found
    }

    #[test]
    fn elements_are_cut_at_the_commas_of_the_list_only() {
        let text = "window.YTD.tweets.part0 = [ {\"a\":[1,2],\"b\":\"x,]}\\\"\"},\n  {\"c\":{}} , 7 ] ;\n";
        assert_eq!(cut(text), ["1:{\"a\":[1,2],\"b\":\"x,]}\\\"\"}", "2:{\"c\":{}}", "2:7"]);
        assert_eq!(cut("\u{feff}window.YTD.x.part0=[]"), [""; 0]);
    }

    #[test]
    fn what_stands_before_a_break_is_kept() {
        assert_eq!(cut("a = [{\"a\":1},\n{\"b\":"), ["1:{\"a\":1}", "!2:6 the file breaks off within an element"]);
        assert_eq!(cut("a = [{\"a\":1}"), ["1:{\"a\":1}", "!1:13 the file breaks off before the end of the list"]);
        assert_eq!(cut("a = [{} {}]"), ["1:{}", "!1:9 a comma or the end of the list was expected"]);
        assert_eq!(cut("a = [{]"), ["!1:7 a bracket that closes nothing"]);
        assert_eq!(cut("a = [\"x\ny\"]"), ["!1:8 a line break within quotes"]);
        assert_eq!(cut("a = []x"), ["!1:7 something follows the end of the list"]);
        assert_eq!(cut("a = {}"), ["!1:5 a list was expected after the first `=`"]);
        assert_eq!(cut("[1]"), ["!1:4 it does not begin with `window.YTD… = [`"]);
    }

    #[test]
    fn a_broken_element_with_whole_brackets_costs_itself_only() {
        assert_eq!(cut("a = [{\"id\":},{}]"), ["1:{\"id\":}", "1:{}"]);
    }

    #[test]
    fn an_element_without_end_is_not_kept_in_memory() {
        let long = io::repeat(b'x').take(LONGEST as u64 + 5);
        let mut elements = Elements::new((&b"a = [\""[..]).chain(long).chain(&b"\",{}]"[..]));
        assert!(matches!(elements.next().unwrap(), Some(Element::TooLong { line: 1, .. })));
        assert!(matches!(elements.next().unwrap(), Some(Element::Json { bytes: b"{}", .. })));
        assert!(elements.next().unwrap().is_none());
    }
}
