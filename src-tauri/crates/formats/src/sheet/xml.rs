//! The XML parts of a zipped workbook, a node at a time, in memory that is bounded whatever they hold.

use std::borrow::Cow;
use std::io::{Cursor, Read, Take};

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::Flaw;
use crate::markup::entity;
use crate::table::LONGEST_ROW;
use crate::tape::Tape;
use crate::text::repaired;
pub(super) use crate::xml::attribute;
use crate::xml::lenient;

/// A part that unpacks to more than this is refused.
const LARGEST_PART: u64 = 1 << 30;

/// A workbook has a part for each sheet and picture, and a dozen others.
const MOST_PARTS: usize = 10_000;

/// Elements of a workbook are nested less deeply than this.
const DEEPEST: usize = 256;

/// The files in a workbook that is a zip.
pub(super) struct Parts<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Parts<'b>, Flaw> {
        // Counted before the directory is built from it.
        if memmem::find_iter(bytes, b"PK\x01\x02").nth(MOST_PARTS).is_some() {
            return Err(Flaw::too_large(format!("the workbook has more than {MOST_PARTS} parts")));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Flaw::damaged("the workbook is not whole: its end is missing"))?;
        Ok(Parts { zip })
    }

    /// A part by its path, whatever the case and the slashes; `None` when there is none.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Xml<impl Read + use<'_, 'b>>>, Flaw> {
        let is_it = |name: &str| name.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(path);
        let Some(index) = self.zip.file_names().position(|name| name.is_ok_and(|name| is_it(&name))) else { return Ok(None) };
        let part = self.zip.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Flaw::locked(),
            _ => Flaw::damaged("a part of the workbook can't be unpacked"),
        })?;
        if part.size() > LARGEST_PART {
            return Err(too_large());
        }
        Ok(Some(Xml::new(part)))
    }
}

fn too_large() -> Flaw {
    Flaw::too_large(format!("the workbook unpacks to more than {} GiB", LARGEST_PART >> 30))
}

/// One part. Empty elements come as a start and an end; entities that a document type declares are never expanded.
pub(super) struct Xml<R> {
    reader: Reader<Tape<Take<R>>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: Read> Xml<R> {
    fn new(input: R) -> Xml<R> {
        let mut reader = lenient(Tape::new(input.take(LARGEST_PART + 1), LONGEST_ROW));
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), depth: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Event<'_>, Flaw> {
        self.buffer.clear();
        self.reader.get_mut().since = 0;
        let event = self.reader.read_event_into(&mut self.buffer);
        // What is unpacked is not always as long as its zip says.
        if self.reader.get_ref().input().limit() == 0 {
            return Err(too_large());
        }
        let event = match event {
            Ok(event) => event,
            Err(_) if self.reader.get_ref().too_long => {
                return Err(Flaw::too_large(format!("a cell of the workbook is longer than {} MiB", LONGEST_ROW >> 20)));
            }
            Err(quick_xml::Error::Io(_)) => return Err(Flaw::damaged("a part of the workbook is damaged")),
            Err(error) => {
                let error = error.to_string();
                return Err(Flaw::damaged(format!("a part of the workbook is not well-formed: {}", error.trim_end_matches('.'))));
            }
        };
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(Flaw::damaged("a part of the workbook breaks off")),
            _ => {}
        }
        // The parser remembers every element that is open.
        if self.depth > DEEPEST {
            return Err(Flaw::damaged("the elements of the workbook are nested too deeply"));
        }
        Ok(event)
    }

    /// The beginning of the next element, with its name; `None` at the end.
    pub(super) fn next_start(&mut self) -> Result<Option<BytesStart<'static>>, Flaw> {
        loop {
            match self.next()? {
                Event::Start(start) => return Ok(Some(start.into_owned())),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }
}

/// What a node adds to the text around it.
pub(super) fn text<'e>(event: &'e Event<'_>) -> Option<Cow<'e, str>> {
    match event {
        Event::Text(text) => Some(repaired(text).0),
        Event::CData(text) => Some(repaired(text).0),
        Event::GeneralRef(reference) => Some(entity(reference)),
        _ => None,
    }
}
