//! Workbooks: `.xlsx`, `.ods` and true `.xls`, a row at a time.
//!
//! A cell comes out as the text that it shows: whole numbers plain, dates as `2026-01-02` or `2026-01-02 03:04:05`, truth as
//! `TRUE` and `FALSE`, errors blank. A whole number that a float can't hold comes out as `1.0012E+18`, so that no damaged id
//! passes for one.
//!
//! The crates that read workbooks build a grid of the whole sheet, reserve what the file claims to hold, and panic on damage.
//! Here the packed file and its table of shared texts are held, a sheet never is: one cell at XFD1048576 costs nothing.

mod row;
mod value;
mod xml;
mod xlsx;
mod ods;
mod compound;
mod xls;
#[cfg(test)]
mod build;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::ops::ControlFlow;

use earshot_model::{Problem, ProblemCode, Severity};

use self::row::{SheetRow, Step, Visit};
use crate::table::{Cells, LONGEST_ROW, Nowhere, Shape};
use crate::{Item, Sink, Source};

/// A workbook is held in memory packed as it is, up to this size.
const LARGEST: u64 = 64 << 20;

/// How far down in a sheet its header is looked for.
const DEEPEST_HEADER: u64 = 40;

/// What is kept of the beginnings of a workbook's sheets: of each, and of all of them.
const LARGEST_HEAD: usize = 64 << 10;
const LARGEST_HEADS: usize = 128 << 10;
const LONGEST_HEAD_CELL: usize = 600;
const MOST_SHEETS: usize = 256;

/// A workbook that unpacks to more text than this, each cell as often as it occurs, is refused.
const MOST_TEXT: usize = 2 << 30;

/// A workbook that has been opened.
#[derive(Debug)]
pub(crate) struct Workbook {
    bytes: Vec<u8>,
    kind: Kind,
    /// How problems name the file.
    shown: String,
    /// Every sheet with its first rows, in the workbook's order.
    pub(crate) sheets: Vec<SheetHead>,
}

/// A sheet and the rows that it begins with.
#[derive(Debug, Clone)]
pub(crate) struct SheetHead {
    pub(crate) name: String,
    /// The rows among the first forty that are not blank: number in the sheet, from 1, and cells, trimmed and cut at 600
    /// characters.
    pub(crate) rows: Vec<(u64, Vec<String>)>,
}

impl SheetHead {
    /// The header: the first row that has all these columns.
    pub(crate) fn shape_with(&self, names: &[&str]) -> Option<Shape> {
        self.rows.iter().map(|(line, cells)| Shape::in_sheet(*line, cells)).find(|shape| shape.has(names))
    }

    /// The rows of the head below a header.
    pub(crate) fn below(&self, shape: &Shape) -> impl Iterator<Item = &[String]> {
        self.rows.iter().filter(|(line, _)| *line > shape.before as u64 + 1).map(|(_, cells)| &cells[..])
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Ods,
    Xls,
}

/// Why a workbook can't be read.
#[derive(Debug)]
struct Flaw {
    code: ProblemCode,
    message: String,
    hint: &'static str,
}

impl Flaw {
    fn damaged(message: impl Into<String>) -> Flaw {
        Flaw { code: ProblemCode::Unreadable, message: message.into(), hint: "download the workbook again" }
    }

    fn too_large(message: impl Into<String>) -> Flaw {
        Flaw { code: ProblemCode::TooLarge, message: message.into(), hint: "save the sheet as CSV and open that" }
    }

    fn locked() -> Flaw {
        let hint = "open it with its password, save it without one, and import that";
        Flaw { code: ProblemCode::Unreadable, message: "the workbook is locked with a password".to_owned(), hint }
    }
}

/// Whether a file begins as a workbook may: a zip, or the compound file that old Office programs write.
pub(crate) fn may_be_workbook(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(compound::SIGNATURE)
}

impl Workbook {
    /// Reads the workbook that an entry of a source is.
    pub(crate) fn open(source: &Source, path: &str) -> Result<Workbook, Problem> {
        let shown = source.shown(path);
        let length = source.entry(path).map_or(0, |entry| entry.bytes.min(LARGEST) + 1);
        // Growing into it would take twice as much.
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        source.reader(path)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| source.failed(path, &error))?;
        Workbook::of_bytes(bytes, &shown)
    }

    fn of_bytes(bytes: Vec<u8>, shown: &str) -> Result<Workbook, Problem> {
        let refused = |flaw| refused(shown, flaw);
        if bytes.len() as u64 > LARGEST {
            return Err(refused(Flaw::too_large(format!("the workbook is larger than {} MiB", LARGEST >> 20))));
        }
        let kind = match bytes.starts_with(b"PK") {
            true if ods::is_ods(&bytes).map_err(refused)? => Kind::Ods,
            true => Kind::Xlsx,
            false => Kind::Xls,
        };
        let mut heads = Heads::default();
        walk(kind, &bytes, &mut heads).map_err(refused)?;
        Ok(Workbook { bytes, kind, shown: shown.to_owned(), sheets: heads.sheets })
    }

    /// The first sheet that has a row with all these columns, by number, and that row as a header.
    pub(crate) fn find(&self, names: &[&str]) -> Option<(usize, Shape)> {
        find(&self.sheets, names)
    }

    /// How problems name the file.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// How large the file is.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Whether anything stands below a header, however far down.
    pub(crate) fn has_rows(&self, sheet: usize, shape: &Shape) -> Result<bool, Problem> {
        let in_head = self.sheets.get(sheet).is_some_and(|head| head.below(shape).next().is_some());
        Ok(in_head || self.each(sheet, shape, &mut Nowhere, |_, _| ControlFlow::Break(()))?.is_break())
    }

    /// Hands every row of a sheet that stands below its header and is not blank to `take`. A row that is shorter than the header
    /// has blank cells at its end. `Break` when `take` or the sink has asked for it.
    pub(crate) fn each(
        &self,
        sheet: usize,
        shape: &Shape,
        sink: &mut dyn Sink,
        take: impl FnMut(&Cells<'_>, &mut dyn Sink) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Problem> {
        let rows = Rows { wanted: sheet, sheets: 0, shape, shown: &self.shown, sink, take, text: 0, flow: ControlFlow::Continue(()) };
        let mut rows = rows;
        walk(self.kind, &self.bytes, &mut rows).map_err(|flaw| refused(&self.shown, flaw))?;
        if rows.text > MOST_TEXT {
            let message = format!("the sheet unpacks to more than {} GiB of text", MOST_TEXT >> 30);
            return Err(refused(&self.shown, Flaw::too_large(message)));
        }
        if rows.flow.is_continue() {
            // It is read at one go, so that there is no telling how far it is before.
            rows.flow = rows.sink.progress(self.bytes());
        }
        Ok(rows.flow)
    }
}

/// The first of these sheets that has a row with all these columns, by number, and that row as a header.
pub(crate) fn find(sheets: &[SheetHead], names: &[&str]) -> Option<(usize, Shape)> {
    sheets.iter().enumerate().find_map(|(index, sheet)| Some((index, sheet.shape_with(names)?)))
}

fn refused(shown: &str, flaw: Flaw) -> Problem {
    Problem::new(Severity::Refused, flaw.code, shown, flaw.message).hint(flaw.hint)
}

fn walk(kind: Kind, bytes: &[u8], visit: &mut dyn Visit) -> Result<(), Flaw> {
    match kind {
        Kind::Xlsx => xlsx::walk(bytes, visit),
        Kind::Ods => ods::walk(bytes, visit),
        Kind::Xls => xls::walk(bytes, visit),
    }
}

/// Keeps how every sheet begins.
#[derive(Default)]
struct Heads {
    sheets: Vec<SheetHead>,
    /// How much is kept, of the sheet and of those before it.
    kept: usize,
    kept_before: usize,
}

impl Visit for Heads {
    fn sheet(&mut self, name: &str) -> Step {
        if self.sheets.len() >= MOST_SHEETS {
            return Step::Stop;
        }
        self.sheets.push(SheetHead { name: name.chars().take(LONGEST_HEAD_CELL).collect(), rows: Vec::new() });
        self.kept_before += std::mem::take(&mut self.kept);
        Step::Next
    }

    fn row(&mut self, row: &SheetRow) -> Step {
        let Some(sheet) = self.sheets.last_mut() else { return Step::Stop };
        if row.line > DEEPEST_HEADER || self.kept > LARGEST_HEAD || self.kept + self.kept_before > LARGEST_HEADS {
            return Step::SkipSheet;
        }
        let cells: Vec<String> = row.cells().map(|cell| cell.trim().chars().take(LONGEST_HEAD_CELL).collect()).collect();
        self.kept += cells.iter().map(|cell| cell.len() + size_of::<String>()).sum::<usize>();
        sheet.rows.push((row.line, cells));
        Step::Next
    }
}

/// Hands on the rows of one sheet.
struct Rows<'r, Take> {
    wanted: usize,
    /// How many sheets have begun.
    sheets: usize,
    shape: &'r Shape,
    shown: &'r str,
    sink: &'r mut dyn Sink,
    take: Take,
    text: usize,
    flow: ControlFlow<()>,
}

impl<Take: FnMut(&Cells<'_>, &mut dyn Sink) -> ControlFlow<()>> Visit for Rows<'_, Take> {
    fn sheet(&mut self, _: &str) -> Step {
        self.sheets += 1;
        match (self.sheets - 1).cmp(&self.wanted) {
            std::cmp::Ordering::Less => Step::SkipSheet,
            std::cmp::Ordering::Equal => Step::Next,
            std::cmp::Ordering::Greater => Step::Stop,
        }
    }

    fn row(&mut self, row: &SheetRow) -> Step {
        if row.line <= self.shape.before as u64 + 1 {
            return Step::Next;
        }
        self.text += row.bytes();
        if self.text > MOST_TEXT {
            return Step::Stop;
        }
        let cells = Cells::new(row, self.shown, &self.shape.header);
        self.flow = if row.is_too_long {
            let message = format!("the row is longer than {} MiB", LONGEST_ROW >> 20);
            let problem = cells.problem(Severity::Rejected, ProblemCode::LineTooLong, usize::MAX, message);
            self.sink.take(Item::Problem(problem.hint("shorten its texts, or save the sheet as CSV")))
        } else {
            (self.take)(&cells, self.sink)
        };
        if self.flow.is_break() { Step::Stop } else { Step::Next }
    }
}
