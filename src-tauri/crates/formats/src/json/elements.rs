//! A list in a file of JSON as one element after the other.
//!
//! The list is cut at its commas without being parsed, so that one broken element costs that element only and memory does
//! not grow with the file.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::scan::{Input, Position, Stop, Within};

/// An element longer than this is skipped: more than 100,000 direct messages in one conversation.
const LONGEST: usize = 64 << 20;

/// How far the `[` may be from the start of a file that assigns a list.
const LONGEST_PREFIX: u64 = 4 << 10;

/// How much is kept of each value that stands beside the list, and of all.
const LONGEST_BESIDE: usize = 64 << 10;
const MOST_BESIDE: usize = 1 << 20;

pub(crate) struct Elements<R> {
    pub(super) input: Input<R>,
    form: Form,
    state: State,
    beside: BTreeMap<String, Vec<u8>>,
    beside_bytes: usize,
}

/// Where the list is.
enum Form {
    /// `window.YTD.tweets.part0 = [ … ]`.
    Assigned,
    /// `[ … ]`.
    Listed,
    /// `{"a": 1, "b": {"list": [ … ]}}`: at a path of keys.
    At(Vec<String>),
    /// `{ … }`: the one element there is.
    Lone,
    /// An element a line.
    Lines,
}

#[derive(PartialEq, Eq)]
enum State {
    Before,
    Within,
    Behind,
}

#[derive(Debug)]
pub(crate) enum Element<'a> {
    /// The bytes of one element and the line on which it begins.
    Json { line: u64, bytes: &'a [u8] },
    /// One that is longer than [`LONGEST`]; `start` is how it begins.
    TooLong { line: u64, start: &'a [u8] },
    /// From here on the list can't be read; `rest` is what was read of the element.
    Broken { at: Position, message: &'static str, rest: &'a [u8] },
}

impl<R: Read> Elements<R> {
    /// The list that a script assigns, `window.YTD… = [ … ]`.
    pub(crate) fn assigned(reader: R) -> Elements<R> {
        Elements::new(reader, Form::Assigned)
    }

    /// The list that the file is.
    pub(crate) fn listed(reader: R) -> Elements<R> {
        Elements::new(reader, Form::Listed)
    }

    /// The object that the file is, as a list of one.
    pub(crate) fn lone(reader: R) -> Elements<R> {
        Elements::new(reader, Form::Lone)
    }

    /// The list at a path of keys of the object that the file is.
    pub(crate) fn at(reader: R, path: &[&str]) -> Elements<R> {
        Elements::new(reader, Form::At(path.iter().map(|&key| key.to_owned()).collect()))
    }

    /// The lines of the file, without the blank ones.
    pub(crate) fn lines(reader: R) -> Elements<R> {
        Elements::new(reader, Form::Lines)
    }

    fn new(reader: R, form: Form) -> Elements<R> {
        let input = Input::new(reader, 1 << 17);
        Elements { input, form, state: State::Before, beside: BTreeMap::new(), beside_bytes: 0 }
    }

    /// The inside of an object, for its keys.
    pub(super) fn keys_of(reader: R) -> Elements<R> {
        let input = Input::new(reader, 1 << 12);
        Elements { input, form: Form::Lines, state: State::Before, beside: BTreeMap::new(), beside_bytes: 0 }
    }

    /// How many bytes have been read.
    pub(crate) fn bytes(&self) -> u64 {
        self.input.at.bytes
    }

    /// The JSON of a value that stands beside the list of [`Elements::at`], by its key, or keys with dots between: what stands
    /// before the list is known from the first `next`, what stands behind it at the end. Long ones are not kept.
    pub(crate) fn beside(&self, key: &str) -> Option<&[u8]> {
        self.beside.get(key).map(Vec::as_slice)
    }

    /// The next element; `None` after the last one. After `Broken` there is nothing to ask for.
    pub(crate) fn next(&mut self) -> io::Result<Option<Element<'_>>> {
        let line = match self.advance() {
            Ok(None) => {
                self.state = State::Behind;
                return Ok(None);
            }
            Ok(Some(line)) => line,
            Err(Stop::Io(error)) => return Err(error),
            Err(Stop::Broken(message)) => {
                self.state = State::Behind;
                return Ok(Some(Element::Broken { at: self.input.at, message, rest: &self.input.buffer }));
            }
        };
        Ok(Some(match line {
            (line, true) => Element::Json { line, bytes: self.input.buffer.trim_ascii_end() },
            (line, false) => Element::TooLong { line, start: &self.input.buffer[..1 << 16] },
        }))
    }

    /// Reads the next element into the buffer. Its line, and whether it is all there.
    fn advance(&mut self) -> Result<Option<(u64, bool)>, Stop> {
        self.input.buffer.clear();
        match self.state {
            State::Behind => return Ok(None),
            State::Before => {
                self.begin()?;
                self.state = State::Within;
            }
            State::Within if matches!(self.form, Form::Lines) => {}
            State::Within if matches!(self.form, Form::Lone) => {
                return if self.input.skip_blank()?.is_none() { Ok(None) } else { Err(Stop::Broken("something follows the object")) };
            }
            State::Within => match self.input.skip_blank()? {
                Some(b',') => self.input.step(b','),
                Some(b']') => return self.end(),
                Some(_) => return Err(Stop::Broken("a comma or the end of the list was expected")),
                None => return Err(Stop::Broken(NO_END)),
            },
        }
        let next = self.input.skip_blank()?;
        let line = self.input.at.line;
        if matches!(self.form, Form::Lines) {
            return Ok(self.input.line(LONGEST)?.map(|whole| (line, whole)));
        }
        match next {
            Some(b']') => self.end(),
            Some(_) => Ok(Some((line, self.input.value(Within::List, LONGEST)?))),
            None => Err(Stop::Broken(NO_END)),
        }
    }

    /// Goes to behind the `[` of the list.
    fn begin(&mut self) -> Result<(), Stop> {
        self.input.skip_mark()?;
        let Form::At(path) = &self.form else {
            return match self.form {
                Form::Assigned => self.skip_prefix(),
                Form::Lines | Form::Lone => Ok(()),
                _ => self.input.expect(b'[', "a list was expected"),
            };
        };
        let path = path.clone();
        for (depth, wanted) in path.iter().enumerate() {
            self.input.expect(b'{', "an object was expected")?;
            let mut first = true;
            loop {
                match self.key(first)? {
                    None => return Err(Stop::Broken("the list that it should hold is missing")),
                    Some(key) if key == *wanted => break,
                    Some(key) => self.keep(&path[..depth], &key)?,
                }
                first = false;
            }
        }
        self.input.expect(b'[', "a list was expected")
    }

    /// Goes behind the first `[` after the first `=`.
    fn skip_prefix(&mut self) -> Result<(), Stop> {
        while let Some(byte) = self.input.peek()? {
            self.input.step(byte);
            if byte == b'=' {
                return self.input.expect(b'[', "a list was expected after the first `=`");
            }
            if self.input.at.bytes > LONGEST_PREFIX {
                break;
            }
        }
        Err(Stop::Broken("it does not begin with `window.YTD… = [`"))
    }

    /// What stands behind the list: the rest of the objects that it is in, blanks, and `;` behind an assignment.
    fn end(&mut self) -> Result<Option<(u64, bool)>, Stop> {
        self.input.step(b']');
        if let Form::At(path) = &self.form {
            let path = path.clone();
            for depth in (0..path.len()).rev() {
                while let Some(key) = self.key(false)? {
                    self.keep(&path[..depth], &key)?;
                }
            }
        }
        while let Some(byte) = self.input.skip_blank()? {
            if byte != b';' || !matches!(self.form, Form::Assigned) {
                return Err(Stop::Broken("something follows the end of the list"));
            }
            self.input.step(b';');
        }
        Ok(None)
    }

    /// The next key of an object, and goes to its value; `None` at the object's end.
    pub(super) fn key(&mut self, first: bool) -> Result<Option<String>, Stop> {
        match self.input.skip_blank()? {
            Some(b'}') => {
                self.input.step(b'}');
                return Ok(None);
            }
            Some(b',') if !first => self.input.step(b','),
            Some(b'"') if first => {}
            Some(_) => return Err(Stop::Broken("a key was expected")),
            None => return Err(Stop::Broken("the file breaks off within an object")),
        }
        self.input.expect(b'"', "a key was expected")?;
        let mut quoted = vec![b'"'];
        let mut escaped = false;
        while let Some(byte) = self.input.peek()? {
            self.input.step(byte);
            quoted.push(byte);
            if byte == b'"' && !escaped {
                self.input.expect(b':', "a colon was expected")?;
                return match serde_json::from_slice(&quoted) {
                    Ok(key) => Ok(Some(key)),
                    Err(_) => Err(Stop::Broken("a key that is no text")),
                };
            }
            escaped = byte == b'\\' && !escaped;
            if quoted.len() > LONGEST_BESIDE {
                break;
            }
        }
        Err(Stop::Broken("a key that does not end"))
    }

    /// Keeps the value that comes next, if it is short.
    fn keep(&mut self, path: &[String], key: &str) -> Result<(), Stop> {
        let whole = self.skip_value()?;
        let value = self.input.buffer.trim_ascii();
        if whole && self.beside_bytes + value.len() <= MOST_BESIDE {
            self.beside_bytes += value.len() + key.len();
            let key = path.iter().map(String::as_str).chain([key]).collect::<Vec<_>>().join(".");
            self.beside.insert(key, value.to_vec());
        }
        Ok(())
    }

    /// Goes past a value of an object; whether the buffer holds all of it.
    pub(super) fn skip_value(&mut self) -> Result<bool, Stop> {
        self.input.value(Within::Object, LONGEST_BESIDE)
    }
}

const NO_END: &str = "the file breaks off before the end of the list";

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        cut_all(&mut Elements::assigned(text.as_bytes()))
    }

    /// Every element as `line:text`, and what broke as `!line:column message`.
    fn cut_all(elements: &mut Elements<&[u8]>) -> Vec<String> {
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
        let mut elements = Elements::assigned((&b"a = [\""[..]).chain(long).chain(&b"\",{}]"[..]));
        assert!(matches!(elements.next().unwrap(), Some(Element::TooLong { line: 1, .. })));
        assert!(matches!(elements.next().unwrap(), Some(Element::Json { bytes: b"{}", .. })));
        assert!(elements.next().unwrap().is_none());
    }

    #[test]
    fn a_list_may_be_the_whole_file() {
        assert_eq!(cut_all(&mut Elements::listed(&b"\xef\xbb\xbf[1,\n{\"a\":2}]\n"[..])), ["1:1", "2:{\"a\":2}"]);
        assert_eq!(cut_all(&mut Elements::listed(&b"{}"[..])), ["!1:1 a list was expected"]);
        assert_eq!(cut_all(&mut Elements::listed(&b"[];"[..])), ["!1:3 something follows the end of the list"]);
    }

    #[test]
    fn an_object_may_be_the_whole_file() {
        assert_eq!(cut_all(&mut Elements::lone(&b"\xef\xbb\xbf\n{\"a\":[1,{}]}\n"[..])), ["2:{\"a\":[1,{}]}"]);
        assert_eq!(cut_all(&mut Elements::lone(&b"{},{}"[..])), ["1:{}", "!1:3 something follows the object"]);
        assert_eq!(cut_all(&mut Elements::lone(&b"{\"a\":"[..])), ["!1:6 the file breaks off within an element"]);
        assert_eq!(cut_all(&mut Elements::lone(&b" "[..])), ["!1:2 the file breaks off before the end of the list"]);
    }

    #[test]
    fn a_list_at_a_key_comes_with_what_stands_beside_it() {
        let text = b"{\"id\" : \"out\\\"box\",\n\"of\":[{\"list\":[0]}], \"n\":-1.5e3,\"list\": [ {\"a\":1},\n2 ],\"title\":\"t\" , \"last\":null}\n";
        let mut elements = Elements::at(&text[..], &["list"]);
        assert_eq!(elements.beside("id"), None);
        assert!(matches!(elements.next().unwrap(), Some(Element::Json { line: 2, bytes: b"{\"a\":1}" })));
        assert_eq!(elements.beside("id"), Some(&b"\"out\\\"box\""[..]));
        assert_eq!((elements.beside("of"), elements.beside("n")), (Some(&b"[{\"list\":[0]}]"[..]), Some(&b"-1.5e3"[..])));
        assert_eq!(cut_all(&mut elements), ["3:2"]);
        assert_eq!((elements.beside("title"), elements.beside("last")), (Some(&b"\"t\""[..]), Some(&b"null"[..])));
        assert_eq!(elements.bytes(), text.len() as u64);

        let mut elements = Elements::at(&b"{\"a\":1,\"data\":{\"b\":2,\"items\":[7],\"c\":3},\"d\":4}"[..], &["data", "items"]);
        assert_eq!(cut_all(&mut elements), ["1:7"]);
        let beside = ["a", "data.b", "data.c", "d"].map(|key| elements.beside(key).unwrap());
        assert_eq!(beside, [b"1", b"2", b"3", b"4"]);
    }

    #[test]
    fn a_list_that_is_not_at_its_key_is_named() {
        let at = |text: &str| cut_all(&mut Elements::at(text.as_bytes(), &["list"]));
        assert_eq!(at("{\"a\":1}"), ["!1:8 the list that it should hold is missing"]);
        assert_eq!(at("{\"list\":{}}"), ["!1:9 a list was expected"]);
        assert_eq!(at("[1]"), ["!1:1 an object was expected"]);
        assert_eq!(at("{\"a\" 1}"), ["!1:6 a colon was expected"]);
        assert_eq!(at("{\"a"), ["!1:4 a key that does not end"]);
        assert_eq!(at("{\"list\":[1],\"a\":"), ["1:1", "!1:17 the file breaks off within an element"]);
        assert_eq!(at("{\"list\":[1]"), ["1:1", "!1:12 the file breaks off within an object"]);
        assert_eq!(at("{\"list\":[1]}x"), ["1:1", "!1:13 something follows the end of the list"]);
    }

    #[test]
    fn long_neighbours_are_passed_and_not_kept() {
        let long = format!("{{\"long\":\"{}\",\"short\":1,\"list\":[2]}}", "x".repeat(LONGEST_BESIDE));
        let mut elements = Elements::at(long.as_bytes(), &["list"]);
        assert_eq!(cut_all(&mut elements), ["1:2"]);
        assert_eq!((elements.beside("long"), elements.beside("short")), (None, Some(&b"1"[..])));
    }

    #[test]
    fn lines_are_elements() {
        let lines = |text: &[u8]| cut_all(&mut Elements::lines(text));
        assert_eq!(lines(b"\xef\xbb\xbf{\"a\":1}\r\n\n  \n{\"b\"\n7"), ["1:{\"a\":1}", "4:{\"b\"", "5:7"]);
        assert_eq!(lines(b""), [""; 0]);
        assert_eq!(lines(b"\n \n"), [""; 0]);
        let long = io::repeat(b'x').take(LONGEST as u64 + 5);
        let mut elements = Elements::lines(long.chain(&b"\n{}"[..]));
        assert!(matches!(elements.next().unwrap(), Some(Element::TooLong { line: 1, .. })));
        assert!(matches!(elements.next().unwrap(), Some(Element::Json { line: 2, bytes: b"{}" })));
        assert!(elements.next().unwrap().is_none());
    }
}
