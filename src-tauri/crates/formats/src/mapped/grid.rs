//! A table of any kind, looked into: its names, its first rows, and a way through all of them.

use std::ops::ControlFlow;

use earshot_model::{Evidence, Mapping, Overrides, Problem, ProblemCode, Severity};

use super::columns::{is_same, listed};
use super::objects::{self, Place};
use crate::moment;
use crate::plan::header_only;
use crate::sheet::{SheetHead, Workbook, may_be_workbook};
use crate::table::{Cells, Shape, Table, sample, shape, shape_as, shape_with};
use crate::text::brief;
use crate::{Entry, Sink, Source};

/// How many rows the guesses are made from.
pub(super) const SAMPLE: usize = 200;

/// A name of a column that is longer is a text, and its row no header.
const LONGEST_NAME: usize = 120;

pub(super) struct Grid {
    kind: Kind,
    pub(super) header: Vec<String>,
    /// The first rows, [`SAMPLE`] at most.
    pub(super) rows: Vec<Vec<String>>,
    /// How problems name the file.
    pub(super) shown: String,
    /// The names of a workbook's sheets.
    pub(super) sheets: Vec<String>,
    /// Whether `rows` are all.
    is_whole: bool,
}

enum Kind {
    Lines(Shape),
    Sheet {
        /// If it had to be opened to be looked into.
        workbook: Option<Box<Workbook>>,
        index: usize,
        shape: Shape,
        /// The mapping names the sheet.
        is_chosen: bool,
    },
    Objects(Place),
}

impl Grid {
    /// Looks into an entry; a mapping says in which sheet, where in a document, and which names its header has.
    pub(super) fn look(source: &Source, entry: &Entry, overrides: &Overrides, mapping: Option<&Mapping>) -> Result<Grid, Problem> {
        let shown = source.shown(&entry.path);
        let names: Vec<&str> = mapping.map_or_else(Vec::new, |mapping| mapping.used().collect());
        if may_be_workbook(&entry.head) {
            let workbook = if entry.sheets.is_empty() { Some(Box::new(Workbook::open(source, &entry.path)?)) } else { None };
            let heads = workbook.as_ref().map_or(&entry.sheets, |workbook| &workbook.sheets);
            let sheets: Vec<String> = heads.iter().map(|sheet| sheet.name.clone()).collect();
            let wanted = mapping.and_then(|mapping| mapping.sheet.as_deref());
            if let Some(wanted) = wanted.filter(|wanted| !sheets.iter().any(|sheet| is_same(sheet, wanted))) {
                let message = format!("there is no sheet named `{}`", brief(wanted, 40));
                let problem = Problem::new(Severity::Refused, ProblemCode::NoMapping, &shown, message);
                return Err(problem.hint(format!("the sheets are {}", listed(&sheets))));
            }
            let (index, shape) = header_in(heads, &names, wanted);
            let rows = heads.get(index).map_or_else(Vec::new, |sheet| sheet.below(&shape).map(<[String]>::to_vec).collect());
            let header = shape.header.clone();
            return Ok(Grid {
                kind: Kind::Sheet { workbook, index, shape, is_chosen: wanted.is_some() },
                header,
                rows,
                shown,
                sheets,
                is_whole: true,
            });
        }
        let rows_at = mapping.and_then(|mapping| mapping.rows_at.as_deref());
        if let Some(place) = objects::place(entry, rows_at) {
            let objects::Head { header, rows, is_whole } = objects::head(source, entry, &place)?;
            return Ok(Grid { kind: Kind::Objects(place), header, rows, shown, sheets: Vec::new(), is_whole });
        }
        // Without its header a table is refused for the column that its first row lacks.
        let shape = shape_with(entry, overrides, &names).filter(|_| !names.is_empty());
        let shape = shape.unwrap_or_else(|| shape_as(entry, overrides));
        let rows = sample(entry, &shape, SAMPLE);
        let header = shape.header.clone();
        let is_whole = entry.is_whole() && rows.len() < SAMPLE;
        Ok(Grid { kind: Kind::Lines(shape), header, rows, shown, sheets: Vec::new(), is_whole })
    }

    /// The guesses that were made on the way to the rows.
    pub(super) fn evidence(&self) -> Vec<Evidence> {
        match &self.kind {
            Kind::Lines(shape) => shape.evidence(),
            Kind::Sheet { index, shape, is_chosen, .. } => {
                let name = self.sheets.get(*index).map_or("", String::as_str);
                let why = match self.sheets.len() {
                    _ if *is_chosen => "the mapping names it".to_owned(),
                    ..=1 => "it is the only one".to_owned(),
                    count => format!("it is the first of {count} that has the header; the others are not read"),
                };
                let header = Evidence::new("header", format!("row {}", shape.before + 1), "it names the columns");
                vec![Evidence::new("sheet", name, why), header]
            }
            Kind::Objects(place) => vec![place.evidence()],
        }
    }

    /// Where in a document the rows are.
    pub(super) fn rows_at(&self) -> Option<String> {
        match &self.kind {
            Kind::Objects(Place::At(path)) => Some(path.join(".")),
            _ => None,
        }
    }

    /// The sheet, if a mapping names it. Otherwise the first that has the header is read, in this workbook and in the next.
    pub(super) fn chosen_sheet(&self) -> Option<String> {
        match &self.kind {
            Kind::Sheet { index, is_chosen: true, .. } => self.sheets.get(*index).cloned(),
            _ => None,
        }
    }

    /// Whether semicolons stand between the columns, as Excel writes it where the comma is taken.
    pub(super) fn has_semicolons(&self) -> bool {
        matches!(&self.kind, Kind::Lines(shape) if shape.delimiter == b';')
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
        entry: &Entry,
        sink: &mut dyn Sink,
        take: impl FnMut(&Cells<'_>, &mut dyn Sink) -> ControlFlow<()>,
    ) -> Result<(), Problem> {
        match self.kind {
            Kind::Lines(shape) => Table::open_as(source, &entry.path, shape)?.each(source, &entry.path, sink, take),
            Kind::Sheet { workbook, index, shape, .. } => {
                let workbook = workbook.map_or_else(|| Workbook::open(source, &entry.path).map(Box::new), Ok)?;
                workbook.each(index, &shape, sink, take).map(drop)
            }
            Kind::Objects(place) => objects::each(source, entry, &place, &self.header, sink, take),
        }
    }
}

/// In which sheet the header is, and where: by the names that it has to have, or else the first row that looks like one.
fn header_in(sheets: &[SheetHead], names: &[&str], wanted: Option<&str>) -> (usize, Shape) {
    let allowed = sheets.iter().enumerate().filter(|(_, sheet)| wanted.is_none_or(|wanted| is_same(&sheet.name, wanted)));
    let by_names = allowed.clone().find_map(|(index, sheet)| Some((index, sheet.shape_with(names).filter(|_| !names.is_empty())?)));
    let found = by_names.or_else(|| {
        allowed.clone().find_map(|(index, sheet)| {
            let (line, cells) = header_row(sheet)?;
            Some((index, Shape::in_sheet(line, cells)))
        })
    });
    found.unwrap_or_else(|| (allowed.map(|(index, _)| index).next().unwrap_or(usize::MAX), Shape::in_sheet(1, &[])))
}

/// The first row of a sheet that names columns as wide as the rows are, with one below it.
fn header_row(sheet: &SheetHead) -> Option<(u64, &[String])> {
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let widest = sheet.rows.iter().map(|(_, cells)| filled(cells)).max()?;
    let (_, above) = sheet.rows.split_last()?;
    let found = above.iter().find(|(_, cells)| filled(cells) >= 2 && 2 * filled(cells) >= widest && are_names(cells, 2));
    found.map(|(line, cells)| (*line, &cells[..]))
}

/// Why an entry of which nothing else is known looks like a table; `None`: it doesn't.
pub(super) fn looks_like_one(entry: &Entry) -> Option<&'static str> {
    if is_of_a_picture(entry.name()) || entry.head.is_empty() {
        return None;
    }
    let (_, extension) = entry.name().rsplit_once('.').unwrap_or_default();
    match &*extension.to_ascii_lowercase() {
        "csv" | "tsv" | "tab" => has_rows(entry, 2).then_some("its first row names the columns of a table of no known format"),
        // Prose has commas too.
        "txt" | "" => has_rows(entry, 3).then_some("its first row names the columns of a table of no known format"),
        // What can't be looked into is planned, to be refused with its reason.
        "xlsx" | "xlsm" | "xls" | "ods" if may_be_workbook(&entry.head) => {
            let has_table = entry.sheets.is_empty() || entry.sheets.iter().any(|sheet| header_row(sheet).is_some());
            has_table.then_some("it is a workbook with a table of no known format")
        }
        "json" | "ndjson" | "jsonl" => objects::looks_like_rows(entry).then_some("it holds rows with fields of no known format"),
        _ => None,
    }
}

/// Whether a file of lines has a header of so many names, and rows under it.
fn has_rows(entry: &Entry, least: usize) -> bool {
    let start = entry.head.trim_ascii_start();
    if start.starts_with(b"<") || start.starts_with(b"{") || start.starts_with(b"[") {
        return false;
    }
    let shape = shape(entry);
    if entry.head.contains(&0) && !shape.guess.is_utf16() {
        return false;
    }
    let rows = sample(entry, &shape, 10);
    let fitting = rows.iter().filter(|row| row.len() == shape.header.len()).count();
    are_names(&shape.header, least) && fitting > 0 && 2 * fitting >= rows.len()
}

/// Whether the cells of a row are names of columns, so many at least: a number, a moment or a text is none.
fn are_names(cells: &[String], least: usize) -> bool {
    let is_name = |cell: &str| {
        cell.len() <= LONGEST_NAME
            && !cell.contains(['\n', '\u{fffd}'])
            && !cell.starts_with("http")
            && cell.contains(|c: char| c.is_alphabetic())
            && moment::written(cell, None).is_none()
    };
    let mut named = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    named.clone().count() >= least && named.all(is_name)
}

/// `IMG_2041.jpg.json`: what a photo library says about a picture.
fn is_of_a_picture(name: &str) -> bool {
    const PICTURES: [&str; 10] = ["jpg", "jpeg", "png", "gif", "heic", "webp", "mp4", "mov", "webm", "tif"];
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('.').is_some_and(|(_, inner)| PICTURES.iter().any(|picture| inner.eq_ignore_ascii_case(picture)))
}
