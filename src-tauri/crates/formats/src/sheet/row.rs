//! One row of a sheet, as text.

use std::borrow::Cow;
use std::ops::Range;

use super::Flaw;
use crate::table::{LONGEST_ROW, Row};

/// As many columns as the widest sheet has.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// How much text a workbook may share among its cells, in bytes and in pieces.
const MOST_SHARED: usize = 64 << 20;
const MOST_STRINGS: usize = 8 << 20;

/// How much of a row is shown in a problem.
const RAW_KEPT: usize = 16_000;

/// What is made of the sheets of a workbook, in its order.
pub(super) trait Visit {
    /// A sheet begins.
    fn sheet(&mut self, name: &str) -> Step;

    /// A row of it that is not blank.
    fn row(&mut self, row: &SheetRow) -> Step;
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Next,
    SkipSheet,
    Stop,
}

/// The cells of one row; the same value is filled again for every row of a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetRow {
    /// Its number in the sheet, from 1.
    pub(super) line: u64,
    /// It holds more than [`LONGEST_ROW`]; what is beyond that is not in it.
    pub(super) is_too_long: bool,
    text: String,
    places: Vec<Range<usize>>,
}

impl SheetRow {
    pub(super) fn begin(&mut self, line: u64) {
        self.line = line;
        self.is_too_long = false;
        self.text.clear();
        self.places.clear();
    }

    pub(super) fn set(&mut self, column: usize, cell: &str) {
        if cell.is_empty() || column >= MOST_COLUMNS {
            return;
        }
        if self.text.len() + cell.len() > LONGEST_ROW {
            self.is_too_long = true;
            return;
        }
        if self.places.len() <= column {
            self.places.resize(column + 1, 0..0);
        }
        self.places[column] = self.text.len()..self.text.len() + cell.len();
        self.text.push_str(cell);
    }

    pub(super) fn is_blank(&self) -> bool {
        !self.is_too_long && self.text.trim().is_empty()
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|place| &self.text[place.clone()])
    }

    /// How much text it holds.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }
}

impl Row for SheetRow {
    fn field(&self, column: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.places.get(column).map_or("", |place| &self.text[place.clone()]))
    }

    fn line(&self) -> u64 {
        self.line
    }

    /// The cells with tabs between them, as a spreadsheet copies them.
    fn raw(&self) -> String {
        let mut raw = String::new();
        for (column, cell) in self.cells().enumerate() {
            if column > 0 {
                raw.push('\t');
            }
            if raw.len() > RAW_KEPT {
                break;
            }
            raw.extend(cell.chars().take(RAW_KEPT));
        }
        raw
    }
}

/// The texts that the cells of a workbook share, one after another.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds to the text that has not ended.
    pub(super) fn push(&mut self, text: &str) -> Result<(), Flaw> {
        if self.text.len() + text.len() > MOST_SHARED {
            return Err(too_many());
        }
        self.text.push_str(text);
        Ok(())
    }

    pub(super) fn end(&mut self) -> Result<(), Flaw> {
        if self.ends.len() >= MOST_STRINGS {
            return Err(too_many());
        }
        self.ends.push(self.text.len() as u32);
        Ok(())
    }

    pub(super) fn get(&self, index: usize) -> &str {
        let end = |index: usize| self.ends.get(index).map(|end| *end as usize);
        let start = if index == 0 { Some(0) } else { end(index - 1) };
        start.zip(end(index)).map_or("", |(start, end)| &self.text[start..end])
    }
}

fn too_many() -> Flaw {
    Flaw::too_large(format!(
        "the workbook holds more than {} MiB of text, or {} million pieces of it",
        MOST_SHARED >> 20,
        MOST_STRINGS >> 20
    ))
}
