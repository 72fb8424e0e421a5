//! RSS and Atom as one item after the other, with as little of XML as that takes.
//!
//! Entities that a document type declares are never expanded; they stay as they are written.

use std::io::{self, Read};

use earshot_model::ProblemCode;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::item::{Flaw, Item, Text};
use crate::markup::decode_entities;
use crate::tape::Tape;
use crate::text::repaired;

/// An item, or a tag outside of one, that is longer than this ends the reading.
const LONGEST: usize = 16 << 20;

/// Elements of more names than this, in one item, are not listed.
const MOST_NAMES: usize = 40;

pub(super) struct Items<R> {
    reader: Reader<Tape<R>>,
    /// The name of the root, while it is open.
    root: Option<String>,
    is_over: bool,
    /// How many bytes were not UTF-8.
    pub(super) bad_bytes: usize,
}

/// What stands in the feed next.
#[derive(Debug)]
pub(super) enum Found {
    Item {
        line: u64,
        raw: String,
        item: Box<Item>,
    },
    /// An item whose tags do not match, or the place from which on the feed can't be read.
    Broken {
        line: u64,
        raw: String,
        flaw: Flaw,
    },
}

impl<R: Read> Items<R> {
    /// `input` is UTF-8 without a byte-order mark; bytes that are not are read as Windows-1252.
    pub(super) fn new(input: R) -> Items<R> {
        let mut reader = Reader::from_reader(Tape::new(input, LONGEST));
        let config = reader.config_mut();
        // One item with a wrong tag must not cost the others, so tags are matched here.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Items { reader, root: None, is_over: false, bad_bytes: 0 }
    }

    pub(super) fn input(&self) -> &R {
        self.reader.get_ref().input()
    }

    /// The next item; `None` at the end, or when the rest can't be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Found>> {
        if self.is_over {
            return Ok(None);
        }
        let mut open: Option<OpenItem> = None;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            if open.is_none() {
                self.reader.get_mut().since = 0;
            }
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) if !self.reader.get_ref().too_long => {
                    return Err(io::Error::new(error.kind(), error.to_string()));
                }
                Err(error) => return Ok(Some(self.broken(open.is_some(), &error.to_string()))),
            };
            match (event, &mut open) {
                (Event::Eof, _) if self.root.is_none() => return Ok(None),
                (Event::Eof, _) => return Ok(Some(self.broken(open.is_some(), "the file breaks off"))),
                (Event::Start(tag), Some(item)) => item.start(&tag),
                (Event::Start(tag), None) => {
                    let name = element(tag.name().as_ref());
                    if self.root.is_none() {
                        self.root = Some(name);
                    } else if matches!(&*name, "item" | "entry") {
                        let tape = self.reader.get_mut();
                        tape.begin(&tag);
                        open = Some(OpenItem::new(name, tape.line));
                    }
                }
                (Event::End(tag), Some(item)) => {
                    let name = element(tag.name().as_ref());
                    if item.name != name {
                        item.end(&name);
                        continue;
                    }
                    let (line, raw, is_whole) = (item.line, self.raw(), item.depth == 0);
                    let item = Box::new(std::mem::take(&mut item.item));
                    if is_whole {
                        return Ok(Some(Found::Item { line, item, raw }));
                    }
                    let flaw = Flaw { code: ProblemCode::BadXml, message: "the tags of the item do not match".to_owned(), hint: "" };
                    return Ok(Some(Found::Broken { line, raw, flaw }));
                }
                (Event::End(tag), None) => {
                    let name = element(tag.name().as_ref());
                    self.root.take_if(|root| *root == name);
                }
                (Event::Empty(tag), Some(item)) => {
                    item.start(&tag);
                    item.end(&element(tag.name().as_ref()));
                }
                (Event::Text(text), Some(item)) => {
                    let (text, bad) = repaired(&text);
                    self.bad_bytes += bad;
                    item.text(&text);
                }
                (Event::CData(text), Some(item)) => {
                    let (text, bad) = repaired(&text);
                    self.bad_bytes += bad;
                    item.literal(&text);
                }
                (Event::GeneralRef(reference), Some(item)) => item.reference(&reference),
                _ => {}
            }
        }
    }

    fn broken(&mut self, in_item: bool, message: &str) -> Found {
        self.is_over = true;
        let tape = self.reader.get_ref();
        let (code, message) = match tape.too_long {
            true => (ProblemCode::LineTooLong, format!("an item is longer than {} MiB: what follows is not read", LONGEST >> 20)),
            false => (ProblemCode::BadXml, format!("{}: what follows is not read", message.trim_end_matches('.'))),
        };
        let flaw = Flaw { code, message, hint: "save the feed again; what stands before it was taken in" };
        Found::Broken { line: tape.line, raw: if in_item { self.raw() } else { String::new() }, flaw }
    }

    /// The item that is being read, as it stands in the file.
    fn raw(&self) -> String {
        self.reader.get_ref().raw()
    }
}

/// An item while it is read.
struct OpenItem {
    name: String,
    line: u64,
    item: Item,
    /// How many elements are open in it.
    depth: usize,
    field: Option<Field>,
    text: Text,
    /// The text holds mark-up as elements, so what it holds as text is written as HTML.
    is_xhtml: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Guid,
    Title,
    Content,
    Summary,
    Link,
    Published,
    Updated,
}

impl OpenItem {
    fn new(name: String, line: u64) -> OpenItem {
        OpenItem { name, line, item: Item::default(), depth: 0, field: None, text: Text::default(), is_xhtml: false }
    }

    fn is_atom(&self) -> bool {
        self.name == "entry"
    }

    fn start(&mut self, tag: &BytesStart) {
        let name = element(tag.name().as_ref());
        self.depth += 1;
        if self.depth > 1 {
            self.text(&format!("<{name}>"));
            self.text.is_html = true;
            return;
        }
        self.text = Text::default();
        self.is_xhtml = false;
        self.field = match (&*name, self.is_atom()) {
            ("title", _) => Some(Field::Title),
            ("guid", false) | ("id", true) => Some(Field::Guid),
            ("content:encoded", false) | ("content", true) => Some(Field::Content),
            ("description", false) | ("summary", true) => Some(Field::Summary),
            ("link", false) => Some(Field::Link),
            ("pubDate", false) | ("published", true) => Some(Field::Published),
            ("dc:date", _) | ("updated", true) => Some(Field::Updated),
            ("link", true) => {
                let is_alternate = attribute(tag, "rel").is_none_or(|rel| rel == "alternate");
                if let Some(href) = attribute(tag, "href").filter(|_| is_alternate && self.item.link.is_empty()) {
                    self.item.link = href;
                }
                None
            }
            _ => {
                if !self.item.unused.contains(&name) && self.item.unused.len() < MOST_NAMES {
                    self.item.unused.push(name);
                }
                None
            }
        };
        match self.field {
            Some(Field::Guid) => self.item.guid_is_link = !self.is_atom() && attribute(tag, "isPermaLink").is_none_or(|is| is != "false"),
            Some(Field::Title | Field::Content | Field::Summary) if self.is_atom() => {
                let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
                self.is_xhtml = kind.contains("xhtml");
                self.text.is_html = self.is_xhtml || kind.contains("html");
            }
            Some(_) => self.text.is_html = true,
            None => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth > 0 {
            self.text(&format!("</{name}>"));
            return;
        }
        let text = std::mem::take(&mut self.text);
        match self.field.take() {
            Some(Field::Guid) => keep(&mut self.item.guid, text.raw),
            Some(Field::Link) => keep(&mut self.item.link, text.raw),
            Some(Field::Published) => keep(&mut self.item.published, text.raw),
            Some(Field::Updated) => keep(&mut self.item.updated, text.raw),
            Some(Field::Title) => keep_text(&mut self.item.title, text),
            Some(Field::Content) => keep_text(&mut self.item.content, text),
            Some(Field::Summary) => keep_text(&mut self.item.summary, text),
            None => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.field.is_some() {
            self.text.raw.push_str(text);
        }
    }

    /// A CDATA section: nothing in it is mark-up of XML.
    fn literal(&mut self, text: &str) {
        if self.is_xhtml {
            self.text(&html_escape::encode_text(text));
        } else {
            self.text(text);
        }
    }

    fn reference(&mut self, reference: &BytesRef) {
        let written = format!("&{};", repaired(reference).0);
        if self.is_xhtml {
            self.text(&written);
        } else {
            self.text(&decode_entities(&written));
        }
    }
}

/// The first that says something is kept.
fn keep(field: &mut String, text: String) {
    if field.trim().is_empty() {
        *field = text;
    }
}

fn keep_text(field: &mut Text, text: Text) {
    if field.raw.trim().is_empty() {
        *field = text;
    }
}

/// An element's name; Atom's own prefix is not part of it.
fn element(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.strip_prefix("atom:").unwrap_or(&name).to_owned()
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.html_attributes().flatten().find(|attribute| attribute.key.as_ref() == name.as_bytes())?;
    Some(decode_entities(&repaired(&attribute.value).0).trim().to_owned())
}
