//! A table of any kind, looked into: its names, its first rows, and a way through all of them.

use std::ops::ControlFlow;

use earshot_model::{Evidence, Mapping, Overrides, Problem};

use super::columns::is_same;
use crate::moment;
use crate::plan::header_only;
use crate::table::{Cells, Shape, Table, sample, shape, shape_as, shape_with};
use crate::{Entry, Sink, Source};

/// How many rows the guesses are made from.
const SAMPLE: usize = 200;

/// A name of a column that is longer is a text, and its row no header.
const LONGEST_NAME: usize = 120;

pub(super) struct Grid {
    kind: Kind,
    pub(super) header: Vec<String>,
    /// The first rows, [`SAMPLE`] at most.
    pub(super) rows: Vec<Vec<String>>,
    /// How problems name the file.
    pub(super) shown: String,
    /// Whether `rows` are all.
    is_whole: bool,
}

enum Kind {
    Lines(Shape),
}

impl Grid {
    /// Looks into an entry; a mapping says in which sheet, where in a document, and which names its header has.
    pub(super) fn look(source: &Source, entry: &Entry, overrides: &Overrides, mapping: Option<&Mapping>) -> Result<Grid, Problem> {
        let names: Vec<&str> = mapping.map_or_else(Vec::new, |mapping| mapping.used().collect());
        // Without its header a table is refused for the column that its first row lacks.
        let shape = shape_with(&entry.head, overrides, &names).filter(|_| !names.is_empty());
        let shape = shape.unwrap_or_else(|| shape_as(&entry.head, overrides));
        let rows = sample(entry, &shape, SAMPLE);
        let header = shape.header.clone();
        let is_whole = entry.is_whole() && rows.len() < SAMPLE;
        Ok(Grid { kind: Kind::Lines(shape), header, rows, shown: source.shown(&entry.path), is_whole })
    }

    /// The guesses that were made on the way to the rows.
    pub(super) fn evidence(&self) -> Vec<Evidence> {
        match &self.kind {
            Kind::Lines(shape) => shape.evidence(),
        }
    }

    /// Whether semicolons stand between the columns, as Excel writes it where the comma is taken.
    pub(super) fn has_semicolons(&self) -> bool {
        match &self.kind {
            Kind::Lines(shape) => shape.delimiter == b';',
        }
    }

    /// Refuses a table without rows.
    pub(super) fn require_rows(&self) -> Result<(), Problem> {
        if self.rows.is_empty() && self.is_whole { Err(header_only(&self.shown)) } else { Ok(()) }
    }

    /// What the first rows have in a column, as far as they have something.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &str> + Clone {
        self.rows.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// The columns that a mapping makes nothing of.
    pub(super) fn unused(&self, mapping: &Mapping) -> Vec<String> {
        let is_used = |name: &str| mapping.used().any(|used| is_same(used, name));
        self.header.iter().filter(|name| !name.trim().is_empty() && !is_used(name)).cloned().collect()
    }

    /// Hands every whole row to `take`, and every broken one to the sink as a problem.
    pub(super) fn each(
        self,
        source: &Source,
        path: &str,
        sink: &mut dyn Sink,
        take: impl FnMut(&Cells<'_>, &mut dyn Sink) -> ControlFlow<()>,
    ) -> Result<(), Problem> {
        match self.kind {
            Kind::Lines(shape) => Table::open_as(source, path, shape)?.each(source, path, sink, take),
        }
    }
}

/// Why an entry of which nothing else is known looks like a table; `None`: it doesn't.
pub(super) fn looks_like_one(entry: &Entry) -> Option<&'static str> {
    if is_of_a_picture(entry.name()) {
        return None;
    }
    let (_, extension) = entry.name().rsplit_once('.').unwrap_or_default();
    match &*extension.to_ascii_lowercase() {
        "csv" | "tsv" | "tab" => has_rows(entry, 2).then_some("its first row names the columns of a table of no known format"),
        // Prose has commas too.
        "txt" | "" => has_rows(entry, 3).then_some("its first row names the columns of a table of no known format"),
        _ => None,
    }
}

/// Whether a file of lines has a header of so many names, and rows under it.
fn has_rows(entry: &Entry, least: usize) -> bool {
    let start = entry.head.trim_ascii_start();
    if start.starts_with(b"<") || start.starts_with(b"{") || start.starts_with(b"[") {
        return false;
    }
    let shape = shape(&entry.head);
    if entry.head.contains(&0) && !shape.guess.is_utf16() {
        return false;
    }
    let names: Vec<&str> = shape.header.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let rows = sample(entry, &shape, 10);
    let fitting = rows.iter().filter(|row| row.len() == shape.header.len()).count();
    names.len() >= least && names.iter().all(|name| is_name(name)) && fitting > 0 && 2 * fitting >= rows.len()
}

/// Whether a cell of the first row can be the name of a column: a number, a moment or a text is not.
fn is_name(cell: &str) -> bool {
    cell.len() <= LONGEST_NAME
        && !cell.contains(['\n', '\u{fffd}'])
        && !cell.starts_with("http")
        && cell.contains(|c: char| c.is_alphabetic())
        && moment::written(cell, None).is_none()
}

/// `IMG_2041.jpg.json`: what a photo library says about a picture.
fn is_of_a_picture(name: &str) -> bool {
    const PICTURES: [&str; 10] = ["jpg", "jpeg", "png", "gif", "heic", "webp", "mp4", "mov", "webm", "tif"];
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('.').is_some_and(|(_, inner)| PICTURES.iter().any(|picture| inner.eq_ignore_ascii_case(picture)))
}
