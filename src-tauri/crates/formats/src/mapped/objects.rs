//! Rows that are objects of JSON: a list of them, a list somewhere in a document, or one a line.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Read;
use std::ops::ControlFlow;

use earshot_model::{Evidence, Mapping, Problem, ProblemCode, Severity};
use memchr::memmem;
use serde_json::Value;

use super::grid::SAMPLE;
use crate::json::{Element, Elements, Flaw, Part, outline};
use crate::table::{Cells, LONGEST_ROW, Row};
use crate::{Entry, Sink, Source};

/// Not every row has every field: so many rows, or so many bytes of them, are looked at for the names.
const MOST_ROWS: usize = 2_000;
const MOST_BYTES: usize = 4 << 20;

/// Names of fields beyond these are not columns.
const MOST_NAMES: usize = 1_000;
const LONGEST_NAME: usize = 200;
const DEEPEST: usize = 6;

const HINT: &str = "look at the row, or export again";

/// Where the answers of programs have their rows.
const USUAL: [&str; 16] = [
    "data",
    "items",
    "results",
    "rows",
    "records",
    "messages",
    "posts",
    "comments",
    "tweets",
    "entries",
    "statuses",
    "values",
    "data.items",
    "data.children",
    "data.results",
    "response.items",
];

/// Where in a file its rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// The file is a list of them.
    List,
    /// Each line is one.
    Lines,
    /// A list at a path of keys.
    At(Vec<String>),
}

impl Place {
    pub(super) fn evidence(&self) -> Evidence {
        match self {
            Place::List => Evidence::new("rows", "a list", "the file begins with `[`"),
            Place::Lines => Evidence::new("rows", "a line each", "its first line is whole"),
            Place::At(path) => Evidence::new("rows", format!("the list `{}`", path.join(".")), "that is where they are in the document"),
        }
    }

    fn elements<R: Read>(&self, reader: R) -> Elements<R> {
        match self {
            Place::List => Elements::listed(reader),
            Place::Lines => Elements::lines(reader),
            Place::At(path) => Elements::at(reader, &path.iter().map(String::as_str).collect::<Vec<_>>()),
        }
    }
}

/// Where the rows of a file are; `None`: it is not JSON. In a document that is an object it is where it was said to be, or in
/// one of the usual places.
pub(super) fn place(entry: &Entry, rows_at: Option<&str>) -> Option<Place> {
    let outline = outline(&entry.head)?;
    let path = |path: &str| Place::At(path.split('.').map(str::to_owned).collect());
    if let Some(rows_at) = rows_at.filter(|rows_at| !rows_at.is_empty()) {
        return Some(path(rows_at));
    }
    if outline.is_list {
        return Some(Place::List);
    }
    if is_named_lines(entry) || is_object(first_line(&entry.head)) && (lines(&entry.head) > 1 || !entry.is_whole()) {
        return Some(Place::Lines);
    }
    let holds_rows = |usual: &&&str| {
        let first = usual.split('.').next().unwrap_or_default();
        outline.has(first) && begins_with_object(&entry.head, &usual.split('.').collect::<Vec<_>>())
    };
    // A list that is not there says that one is looked for.
    Some(USUAL.iter().find(holds_rows).map_or(Place::List, |usual| path(usual)))
}

/// Whether a file holds objects of two fields or more, one after another.
pub(super) fn looks_like_rows(entry: &Entry) -> bool {
    let Some(outline) = outline(&entry.head) else { return false };
    match place(entry, None) {
        Some(Place::List) => outline.is_list && outline.keys.len() >= 2,
        Some(Place::Lines) => outline.keys.len() >= 2 && is_object(first_line(&entry.head)),
        Some(Place::At(_)) => true,
        None => false,
    }
}

/// Whether a document may have the fields that a mapping uses, by its first bytes: an archive has thousands of documents, too many
/// to look into each for each mapping. What is not JSON may.
pub(super) fn may_have(entry: &Entry, mapping: &Mapping) -> bool {
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().trim().to_owned();
    outline(&entry.head).is_none() || mapping.used().all(|name| memmem::find(&entry.head, last(name).as_bytes()).is_some())
}

/// Whether its name says that each line is a value.
fn is_named_lines(entry: &Entry) -> bool {
    let name = entry.name().to_ascii_lowercase();
    name.ends_with(".ndjson") || name.ends_with(".jsonl")
}

fn first_line(head: &[u8]) -> &[u8] {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    head.split(|byte| *byte == b'\n').next().unwrap_or_default()
}

fn is_object(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

/// How many lines of a head are not blank.
fn lines(head: &[u8]) -> usize {
    head.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count()
}

/// Whether at a path of keys there is a list whose first element, as far as the head reaches, is an object.
fn begins_with_object(head: &[u8], path: &[&str]) -> bool {
    match Elements::at(head, path).next() {
        Ok(Some(Element::Json { bytes, .. } | Element::Broken { rest: bytes, .. })) => bytes.trim_ascii_start().starts_with(b"{"),
        _ => false,
    }
}

/// The names of the fields, and the first rows.
pub(super) struct Head {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// Whether these are all.
    pub(super) is_whole: bool,
}

pub(super) fn head(source: &Source, entry: &Entry, place: &Place) -> Result<Head, Problem> {
    let mut elements = place.elements(source.reader(&entry.path)?);
    let no_rows = |why: &str| {
        let message = format!("no rows can be read from it: {why}");
        let problem = Problem::new(Severity::Refused, ProblemCode::BadJson, &source.shown(&entry.path), message);
        problem.hint("say where in the document its rows are, as `data.items`, or download it again")
    };
    let (mut names, mut values) = (Names::default(), Vec::new());
    let (mut rows, mut bytes_read, mut is_whole) = (0, 0, false);
    while rows < MOST_ROWS && bytes_read < MOST_BYTES {
        match elements.next().map_err(|error| source.failed(&entry.path, &error))? {
            Some(Element::Json { bytes, .. }) if bytes.len() <= LONGEST_ROW => {
                rows += 1;
                bytes_read += bytes.len();
                let Ok(value @ Value::Object(_)) = serde_json::from_slice(bytes) else { continue };
                names.add(&value, "", 0);
                if values.len() < SAMPLE {
                    values.push(value);
                }
            }
            Some(Element::Json { .. } | Element::TooLong { .. }) => rows += 1,
            // What is broken further on is a problem of the rows there.
            Some(Element::Broken { message, at, .. }) if rows == 0 => return Err(no_rows(message).line(at.line)),
            Some(Element::Broken { .. }) | None => {
                is_whole = true;
                break;
            }
        }
    }
    names.drop_blank();
    if names.list.is_empty() {
        return Err(no_rows(if rows == 0 { "there are none" } else { "none has named fields" }));
    }
    let row = |value: &Value| names.list.iter().map(|name| text(field(value, name)).into_owned()).collect();
    Ok(Head { rows: values.iter().map(row).collect(), header: names.list, is_whole })
}

/// Hands every object to `take` as a row.
pub(super) fn each(
    source: &Source,
    entry: &Entry,
    place: &Place,
    header: &[String],
    sink: &mut dyn Sink,
    mut take: impl FnMut(&Cells<'_>, &mut dyn Sink) -> ControlFlow<()>,
) -> Result<(), Problem> {
    let part = Part { source, entry };
    let shown = part.shown();
    let mut elements = place.elements(part.reader()?);
    let _: ControlFlow<()> = part.each(&mut elements, sink, |line, raw, sink| {
        if raw.len() > LONGEST_ROW {
            let message = format!("the row is longer than {} MiB", LONGEST_ROW >> 20);
            let flaw = Flaw { code: ProblemCode::LineTooLong, field: None, message, hint: HINT };
            return sink.take(part.rejected(flaw, line, raw));
        }
        match serde_json::from_str(raw) {
            Ok(value @ Value::Object(_)) => take(&Cells::new(&Object { value, header, line, raw }, &shown, header), sink),
            Ok(_) => {
                let message = "a row of named fields was expected".to_owned();
                sink.take(part.rejected(Flaw { code: ProblemCode::BadValue, field: None, message, hint: HINT }, line, raw))
            }
            Err(error) => sink.take(part.rejected(Flaw { hint: HINT, ..error.into() }, line, raw)),
        }
    })?;
    Ok(())
}

/// The names of fields: those of the first row, and what the next ones add.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    known: BTreeSet<String>,
}

impl Names {
    /// Adds those of an object; the fields of a field are named `author.username`.
    fn add(&mut self, value: &Value, before: &str, depth: usize) {
        let Value::Object(fields) = value else { return };
        for (key, value) in fields {
            let name = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
            match value {
                Value::Object(fields) if !fields.is_empty() && depth < DEEPEST => self.add(value, &name, depth + 1),
                _ if name.len() <= LONGEST_NAME && self.list.len() < MOST_NAMES && self.known.insert(name.clone()) => self.list.push(name),
                _ => {}
            }
        }
    }

    /// Drops the names of fields that hold fields elsewhere: here they were blank.
    fn drop_blank(&mut self) {
        let holds_fields = |name: &str| {
            let inner = format!("{name}.");
            self.known.range(inner.clone()..).next().is_some_and(|next| next.starts_with(&inner))
        };
        self.list.retain(|name| !holds_fields(name));
    }
}

/// An object as a row of a table.
struct Object<'a> {
    value: Value,
    header: &'a [String],
    line: u64,
    raw: &'a str,
}

impl Row for Object<'_> {
    fn field(&self, column: usize) -> Cow<'_, str> {
        self.header.get(column).map_or(Cow::Borrowed(""), |name| text(field(&self.value, name)))
    }

    fn line(&self) -> u64 {
        self.line
    }

    fn raw(&self) -> String {
        self.raw.to_owned()
    }
}

/// A field by its name, which is a key, or keys with dots between.
fn field<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    if let Some(found) = value.get(name) {
        return Some(found);
    }
    name.match_indices('.').find_map(|(at, _)| field(value.get(&name[..at])?, &name[at + 1..]))
}

/// What a field says, as text.
fn text(value: Option<&Value>) -> Cow<'_, str> {
    match value {
        None | Some(Value::Null) => Cow::Borrowed(""),
        Some(Value::String(text)) => Cow::Borrowed(text),
        Some(other) => Cow::Owned(other.to_string()),
    }
}
