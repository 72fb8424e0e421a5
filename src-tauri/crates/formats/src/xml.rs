//! XML as one element after the other, each a small tree, with as little of XML as that takes.
//!
//! Entities that a document type declares are never expanded; they stay as they are written. One broken element costs itself
//! only, and none can fill the memory: neither by its length nor by its depth nor by a swarm of empty elements.

mod head;
mod tree;

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use earshot_model::{Overrides, Problem, ProblemCode, Severity};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

pub(crate) use self::head::{encoding, root};
pub(crate) use self::tree::{Element, Node};
use crate::markup::{decode_entities, entity};
use crate::tape::{OpenTags, Tape};
use crate::text::{Decoded, repaired};
use crate::{Item, Sink, Source};

/// An element, or a tag outside of one, may be as long as this.
const LONGEST: usize = 16 << 20;

/// What an element weighs beside its text, so that a swarm of empty ones is too long as well.
const WEIGHT: usize = 64;

/// Elements that are nested deeper than this are not read.
const DEEPEST: usize = 200;

/// Which elements are wanted, by their names as they are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names {
    /// Handed over as a tree.
    pub(crate) whole: &'static [&'static str],
    /// Only said to begin: they may hold any number of the others.
    pub(crate) opened: &'static [&'static str],
}

/// What stands in the file next.
#[derive(Debug)]
pub(crate) enum Found<'x> {
    /// One of those that hold the others begins.
    Opened,
    Whole(Whole<'x>),
    /// An element that can't be read, or the place from which on the file can't.
    Broken(Broken),
}

/// An element, and how it is written.
#[derive(Debug)]
pub(crate) struct Whole<'x> {
    raw: &'x [u8],
    pub(crate) element: Element,
}

#[derive(Debug)]
pub(crate) struct Broken {
    line: u64,
    raw: String,
    code: ProblemCode,
    message: String,
    hint: &'static str,
}

impl Whole<'_> {
    /// As it stands in the file; its beginning when it is long.
    pub(crate) fn raw(&self) -> String {
        repaired(self.raw).0.into_owned()
    }
}

/// Hands the elements of a part to `take` one by one, and what is broken to the sink as problems. Says how many elements there
/// were, sound or not.
pub(crate) fn each(
    source: &Source,
    part: &str,
    overrides: &Overrides,
    names: Names,
    sink: &mut dyn Sink,
    mut take: impl FnMut(Found<'_>, &mut dyn Sink) -> ControlFlow<()>,
) -> Result<ControlFlow<(), u64>, Problem> {
    let shown = source.shown(part);
    let head = source.entry(part).map_or(&[][..], |entry| &entry.head);
    let mut elements = Elements::new(Decoded::new(source.reader(part)?, encoding(head, overrides)), names);
    let (mut due, mut count) = (0, 0);
    while let Some(found) = elements.next().map_err(|error| source.failed(part, &error))? {
        count += 1;
        let flow = match found {
            Found::Broken(Broken { line, raw, code, message, hint }) => {
                let problem = Problem::new(Severity::Rejected, code, &shown, message).line(line).raw(&raw).hint(hint);
                sink.take(Item::Problem(problem))
            }
            found => take(found, sink),
        };
        let read = elements.input().bytes_read();
        if flow.is_break() || read > due && sink.progress(read).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        due = read;
    }
    if elements.bad_bytes > 0 || elements.input().is_malformed() {
        let message = "some bytes are not of the encoding that the file is in; they are read as well as they can be";
        let problem = Problem::new(Severity::Note, ProblemCode::BadEncoding, &shown, message);
        if sink.take(Item::Problem(problem.hint("look for odd characters in the texts"))).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(count))
}

/// A stream of elements.
pub(crate) struct Elements<R> {
    reader: Reader<Tape<R>>,
    open_tags: OpenTags,
    names: Names,
    /// The name of the root, while it is open.
    root: Option<String>,
    is_over: bool,
    /// How many bytes were not UTF-8.
    bad_bytes: usize,
}

impl<R: Read> Elements<R> {
    /// `input` is UTF-8 without a byte-order mark; bytes that are not are read as Windows-1252.
    pub(crate) fn new(input: R, names: Names) -> Elements<R> {
        let reader = lenient(Tape::new(input, LONGEST));
        Elements { reader, open_tags: OpenTags::default(), names, root: None, is_over: false, bad_bytes: 0 }
    }

    fn input(&self) -> &R {
        self.reader.get_ref().input()
    }

    /// The next element; `None` at the end, or when the rest can't be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Found<'_>>> {
        if self.is_over {
            return Ok(None);
        }
        let mut open: Option<Open> = None;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            self.reader.get_mut().since = 0;
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) if !self.reader.get_ref().too_long => {
                    return Err(io::Error::new(error.kind(), error.to_string()));
                }
                Err(error) => return Ok(Some(self.broken(open.is_some(), &error.to_string()))),
            };
            if !self.open_tags.hold(&event) {
                return Ok(Some(self.broken(open.is_some(), OpenTags::TOO_MANY)));
            }
            if let Some(open) = &mut open {
                open.weigh(self.reader.get_ref().since);
            }
            match (event, &mut open) {
                (Event::Eof, _) if self.root.is_none() => return Ok(None),
                (Event::Eof, _) => return Ok(Some(self.broken(open.is_some(), "the file breaks off"))),
                (Event::Start(tag), Some(open)) => open.start(&tag, self.reader.get_ref().line),
                (Event::Start(tag), None) => {
                    let name = name(&tag);
                    if self.root.is_none() {
                        self.root = Some(name);
                    } else if self.names.whole.contains(&&*name) {
                        let tape = self.reader.get_mut();
                        tape.begin([b"<", &tag[..], b">"]);
                        open = Some(Open::new(&tag, tape.line));
                    } else if self.names.opened.contains(&&*name) {
                        return Ok(Some(Found::Opened));
                    }
                }
                (Event::End(tag), Some(item)) => {
                    let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
                    if item.name != name {
                        item.end();
                        continue;
                    }
                    let Some(item) = open.take() else { continue };
                    return Ok(Some(self.found(item)));
                }
                (Event::End(tag), None) => {
                    self.root.take_if(|root| root.as_bytes() == tag.name().as_ref());
                }
                (Event::Empty(tag), Some(open)) => {
                    open.start(&tag, self.reader.get_ref().line);
                    open.end();
                }
                (Event::Empty(tag), None) => {
                    let name = name(&tag);
                    if self.root.is_some() && self.names.whole.contains(&&*name) {
                        let tape = self.reader.get_mut();
                        tape.begin([b"<", &tag[..], b"/>"]);
                        let item = Open::new(&tag, tape.line);
                        return Ok(Some(self.found(item)));
                    }
                }
                (Event::Text(text), Some(open)) => {
                    let (text, bad) = repaired(&text);
                    self.bad_bytes += bad;
                    open.text(&text);
                }
                (Event::CData(text), Some(open)) => {
                    let (text, bad) = repaired(&text);
                    self.bad_bytes += bad;
                    open.text(&text);
                }
                (Event::GeneralRef(reference), Some(open)) => open.text(&entity(&reference)),
                _ => {}
            }
        }
    }

    fn found(&self, item: Open) -> Found<'_> {
        let line = item.line;
        let (code, message) = match &item {
            Open { is_too_long: true, .. } => (ProblemCode::LineTooLong, format!("the element is longer than {} MiB", LONGEST >> 20)),
            Open { is_too_deep: true, .. } => (ProblemCode::BadXml, format!("its elements are nested more than {DEEPEST} deep")),
            _ => (ProblemCode::BadXml, "the tags of the item do not match".to_owned()),
        };
        match item.whole() {
            Some(element) => Found::Whole(Whole { raw: self.reader.get_ref().raw(), element }),
            None => Found::Broken(Broken { line, raw: self.raw(), code, message, hint: "" }),
        }
    }

    fn broken(&mut self, in_item: bool, message: &str) -> Found<'_> {
        self.is_over = true;
        let tape = self.reader.get_ref();
        let (code, message) = match tape.too_long {
            true => (ProblemCode::LineTooLong, format!("a text is longer than {} MiB: what follows is not read", LONGEST >> 20)),
            false => (ProblemCode::BadXml, format!("{}: what follows is not read", message.trim_end_matches('.'))),
        };
        let raw = if in_item { self.raw() } else { String::new() };
        Found::Broken(Broken { line: tape.line, raw, code, message, hint: "save the file again; what stands before it was taken in" })
    }

    /// The element that is being read, as it stands in the file.
    fn raw(&self) -> String {
        repaired(self.reader.get_ref().raw()).0.into_owned()
    }
}

/// An element while it is read.
struct Open {
    name: String,
    line: u64,
    /// Those that are open in it, and itself first; empty once it is given up.
    elements: Vec<Element>,
    /// How many are open that are too deep to be kept.
    beyond: usize,
    weight: usize,
    is_too_long: bool,
    is_too_deep: bool,
}

impl Open {
    fn new(tag: &BytesStart, line: u64) -> Open {
        let elements = vec![element(tag, line)];
        Open { name: name(tag), line, elements, beyond: 0, weight: tag.len(), is_too_long: false, is_too_deep: false }
    }

    /// Counts what was read; what is too long is forgotten, and only its end is looked for.
    fn weigh(&mut self, bytes: usize) {
        self.weight = self.weight.saturating_add(bytes);
        if self.weight > LONGEST {
            self.is_too_long = true;
            self.elements = Vec::new();
        }
    }

    fn start(&mut self, tag: &BytesStart, line: u64) {
        if self.is_too_long || self.elements.len() > DEEPEST {
            self.is_too_deep |= !self.is_too_long;
            self.beyond += 1;
            return;
        }
        let element = element(tag, line);
        self.weigh(WEIGHT * (1 + element.attributes.len()));
        self.elements.push(element);
    }

    fn end(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.elements.len() > 1
            && let (Some(element), Some(parent)) = (self.elements.pop(), self.elements.last_mut())
        {
            parent.content.push(Node::Element(element));
        }
    }

    fn text(&mut self, text: &str) {
        if self.beyond > 0 {
            return;
        }
        if let Some(element) = self.elements.last_mut() {
            match element.content.last_mut() {
                Some(Node::Text(before)) => before.push_str(text),
                _ => element.content.push(Node::Text(text.to_owned())),
            }
        }
    }

    /// The element, if it was read to its end and is sound.
    fn whole(mut self) -> Option<Element> {
        let is_sound = self.elements.len() == 1 && self.beyond == 0 && !self.is_too_deep;
        self.elements.pop().filter(|_| is_sound)
    }
}

fn element(tag: &BytesStart, line: u64) -> Element {
    // Looking for names that stand twice would take the square of their number.
    let mut attributes = tag.html_attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        (name, decode_entities(&repaired(&attribute.value).0).trim().to_owned())
    });
    Element { name: name(tag), line, attributes: attributes.collect(), content: Vec::new() }
}

fn name(tag: &BytesStart) -> String {
    String::from_utf8_lossy(tag.name().as_ref()).into_owned()
}

/// An attribute of a tag by its name, whatever its prefix.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.html_attributes();
    let attribute = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
    Some(decode_entities(&repaired(&attribute.value).0).into_owned())
}

/// A reader that takes XML as it comes: tags are matched by who asks for them, so that one wrong tag costs its own element only.
pub(crate) fn lenient<R: BufRead>(input: R) -> Reader<R> {
    let mut reader = Reader::from_reader(input);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}
