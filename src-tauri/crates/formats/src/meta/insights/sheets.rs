//! The rows of an export, whether it is a CSV or a workbook of SpreadsheetML.

use std::ops::ControlFlow;

use earshot_model::{Evidence, Overrides, Problem, ProblemCode, Severity};

use crate::spreadsheetml::{Found, Sheets, begins, encoding};
use crate::table::{Cells, Table, shape_as};
use crate::text::Decoded;
use crate::{Entry, Item, Sink, Source};

/// How often a reader says how far it is, in bytes.
const PROGRESS_STEP: u64 = 1 << 20;

/// Where a row stands.
pub(super) struct Place<'a> {
    /// Counted from 0. The first sheet holds the figures that are not broken down, and a CSV is one sheet that holds all.
    pub(super) sheet: usize,
    pub(super) name: &'a str,
    /// The first row of the sheet.
    pub(super) header: &'a [String],
    /// Counted from 0, behind the header.
    pub(super) row: u64,
}

/// Hands every row behind a sheet's header to `take`, and every broken one to the sink.
pub(super) fn each(
    source: &Source,
    path: &str,
    overrides: &Overrides,
    sink: &mut dyn Sink,
    mut take: impl FnMut(&Place<'_>, &Cells<'_>, &mut dyn Sink) -> ControlFlow<()>,
) -> Result<(), Problem> {
    let head = source.entry(path).map_or(&[][..], |entry| &entry.head);
    if begins(head) {
        return each_of_workbook(source, path, overrides, sink, take);
    }
    let table = Table::open(source, path, overrides)?;
    let header = table.shape.header.clone();
    let mut row = 0;
    table.each(source, path, sink, |cells, sink| {
        row += 1;
        take(&Place { sheet: 0, name: "", header: &header, row: row - 1 }, cells, sink)
    })
}

fn each_of_workbook(
    source: &Source,
    path: &str,
    overrides: &Overrides,
    sink: &mut dyn Sink,
    mut take: impl FnMut(&Place<'_>, &Cells<'_>, &mut dyn Sink) -> ControlFlow<()>,
) -> Result<(), Problem> {
    let shown = source.shown(path);
    let head = source.entry(path).map_or(&[][..], |entry| &entry.head);
    let mut sheets = Sheets::new(Decoded::new(source.reader(path)?, encoding(head, overrides)));
    let (mut count, mut row, mut due) = (0_usize, 0, PROGRESS_STEP);
    let (mut name, mut header) = (String::new(), Vec::new());
    while let Some(found) = sheets.next().map_err(|error| source.failed(path, &error))? {
        let flow = match found {
            Found::Sheet(sheet) => {
                (count, row, name) = (count + 1, 0, sheet);
                header.clear();
                ControlFlow::Continue(())
            }
            Found::Row(cells) if header.is_empty() => {
                header = cells.cells.iter().map(|cell| cell.trim().to_owned()).collect();
                ControlFlow::Continue(())
            }
            Found::Row(cells) => {
                row += 1;
                let place = Place { sheet: count.saturating_sub(1), name: &name, header: &header, row: row - 1 };
                take(&place, &Cells::new(&cells, &shown, &header), sink)
            }
            Found::Broken(flaw) => sink.take(Item::Problem(flaw.problem(&shown))),
        };
        let read = sheets.input().bytes_read();
        let flow = if flow.is_continue() && read >= due {
            due = read + PROGRESS_STEP;
            sink.progress(read)
        } else {
            flow
        };
        if flow.is_break() {
            return Ok(());
        }
    }
    if sheets.bad_bytes > 0 {
        let message = format!("bytes that are not UTF-8, and were read as Windows-1252: {}", sheets.bad_bytes);
        let problem = Problem::new(Severity::Note, ProblemCode::BadEncoding, &shown, message);
        if sink.take(Item::Problem(problem.hint("check the accented letters of names and texts"))).is_break() {
            return Ok(());
        }
    }
    // A cancel here changes nothing: there is nothing left to stop.
    let _ = sink.progress(sheets.input().bytes_read());
    Ok(())
}

/// The first names of the first sheet's header, as far as the beginning of the file shows them.
pub(super) fn header(entry: &Entry) -> Vec<String> {
    if !begins(&entry.head) {
        return shape_as(entry, &Overrides::default()).header;
    }
    // The head may end within the header, so it is closed as the file would.
    let text = encoding(&entry.head, &Overrides::default()).decode(&entry.head) + "</Data></Cell></Row></Workbook>";
    let mut sheets = Sheets::new(text.as_bytes());
    loop {
        match sheets.next() {
            Ok(Some(Found::Row(row))) => return row.cells,
            Ok(Some(Found::Sheet(_))) => {}
            Ok(Some(Found::Broken(_)) | None) | Err(_) => return Vec::new(),
        }
    }
}

/// What was guessed of the file as a table.
pub(super) fn evidence(entry: &Entry, overrides: &Overrides) -> Vec<Evidence> {
    if begins(&entry.head) { vec![encoding(&entry.head, overrides).evidence()] } else { shape_as(entry, overrides).evidence() }
}
