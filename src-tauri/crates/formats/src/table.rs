//! Tables of rows and columns: CSV and its kin, over a stream, in memory that does not grow with the file.

mod rows;

use std::borrow::Cow;
use std::ops::ControlFlow;

use earshot_model::{Evidence, Overrides, Problem, ProblemCode, Severity};

pub use self::rows::LONGEST_ROW;
use self::rows::{Found, Rows};
use crate::text::{Decoded, Guess, brief, guess};
use crate::{Entry, Item, Sink, Source};

/// How often a reader says how far it is, in bytes.
const PROGRESS_STEP: u64 = 1 << 20;

/// How far into a file its header is looked for.
const LONGEST_HEADER: usize = 16 * 1024;

/// What the first bytes of a file say about it as a table.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    pub(crate) guess: Guess,
    pub(crate) delimiter: u8,
    /// What stands before a quote within quotes, where it is not doubled.
    pub(crate) escape: Option<u8>,
    /// Whether the first line is the `sep=,` that Excel understands.
    has_sep_line: bool,
    /// How many rows stand before the header: a `sep=` line, a sentence, the name of a metric.
    pub(crate) before: usize,
    /// The row of names, trimmed.
    pub(crate) header: Vec<String>,
}

/// The shape of a table whose first row is its header.
pub(crate) fn shape(entry: &Entry) -> Shape {
    shape_as(entry, &Overrides::default())
}

/// The same, with the encoding and the delimiter that were chosen by hand.
pub(crate) fn shape_as(entry: &Entry, overrides: &Overrides) -> Shape {
    let (guess, delimiter, has_sep_line) = layout(entry, overrides);
    let text = guess.decode(&entry.head[..entry.head.len().min(LONGEST_HEADER)]);
    let before = usize::from(has_sep_line);
    let header = first_rows(text.as_bytes(), delimiter, before + 1).into_iter().nth(before).unwrap_or_default();
    Shape { guess, delimiter, escape: None, has_sep_line, before, header }
}

/// The shape of a table whose header stands somewhere in the first forty rows: it is the first that has all these columns.
pub(crate) fn shape_with(entry: &Entry, overrides: &Overrides, names: &[&str]) -> Option<Shape> {
    let (guess, delimiter, has_sep_line) = layout(entry, overrides);
    let text = guess.decode(&entry.head);
    let rows = first_rows(text.as_bytes(), delimiter, 40);
    let has_all = |row: &[String]| names.iter().all(|name| row.iter().any(|cell| same_name(cell, name)));
    let before = rows.iter().position(|row| has_all(row))?;
    Some(Shape { guess, delimiter, escape: None, has_sep_line, before, header: rows.into_iter().nth(before)? })
}

/// Encoding, delimiter, and whether a `sep=` line names it.
fn layout(entry: &Entry, overrides: &Overrides) -> (Guess, u8, bool) {
    let guess = Guess::chosen(&entry.head, overrides).unwrap_or_else(|| entry.guess());
    // Headers are short; the rest of the head is for the preview and the encoding.
    let text = guess.decode(&entry.head[..entry.head.len().min(LONGEST_HEADER)]);
    let named = text.strip_prefix("sep=").or_else(|| text.strip_prefix("\"sep=")).and_then(|rest| rest.bytes().next());
    let named = named.filter(|delimiter| matches!(delimiter, b',' | b';' | b'\t' | b'|'));
    let body = if named.is_some() { text.split_once('\n').map_or("", |(_, rest)| rest) } else { &text };
    let chosen = overrides.delimiter.as_deref().and_then(|chosen| chosen.bytes().next());
    let delimiter = chosen.or(named).unwrap_or_else(|| {
        // The one that makes most columns; a comma when none makes any.
        let columns = |delimiter| first_rows(body.as_bytes(), delimiter, 1).first().map_or(0, Vec::len);
        let counts = [b',', b';', b'\t'].map(|delimiter| (columns(delimiter), delimiter));
        counts.into_iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, delimiter)| delimiter)
    });
    (guess, delimiter, named.is_some())
}

/// The first rows of a text, trimmed; `most` of them, or fewer.
fn first_rows(text: &[u8], delimiter: u8, most: usize) -> Vec<Vec<String>> {
    let mut table = Rows::of(text, delimiter, None);
    let mut rows = Vec::new();
    while rows.len() < most
        && let Ok(Some(Found::Whole)) = table.next()
    {
        rows.push((0..table.len()).map(|index| table.field(index).trim().to_owned()).collect());
    }
    rows
}

impl Shape {
    /// The header that a row of a sheet is, by its number from 1.
    pub(crate) fn in_sheet(line: u64, cells: &[String]) -> Shape {
        let before = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        Shape { guess: guess(&[]), delimiter: b',', escape: None, has_sep_line: false, before, header: cells.to_vec() }
    }

    /// Where a column is, by any of its names, whatever the case.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        self.header.iter().position(|cell| names.iter().any(|name| same_name(cell, name)))
    }

    /// The same for a column that is required: one that is not there lies past the end, and reads as blank.
    pub(crate) fn at(&self, names: &[&str]) -> usize {
        self.column(names).unwrap_or(usize::MAX)
    }

    /// Whether every one of these columns is there.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.column(&[name]).is_some())
    }

    /// Refuses a file that lacks a column without which nothing can be read.
    pub(crate) fn require(&self, names: &[&str], shown: &str) -> Result<(), Problem> {
        let Some(name) = names.iter().find(|name| !self.has(&[name])) else { return Ok(()) };
        let problem = Problem::new(Severity::Refused, ProblemCode::MissingColumn, shown, format!("the column `{name}` is missing"));
        Err(problem.line(1).column(name).hint("export again and keep the header as it comes; `earshot formats` says what is needed"))
    }

    /// The columns that are not among `used`, by name: nothing is made of them.
    pub(crate) fn unused(&self, used: &[usize]) -> Vec<String> {
        let unused = self.header.iter().enumerate().filter(|(index, name)| !used.contains(index) && !name.is_empty());
        unused.map(|(_, name)| name.clone()).collect()
    }

    /// The guesses that were made: encoding and delimiter.
    pub(crate) fn evidence(&self) -> Vec<Evidence> {
        let (value, commas) = match self.delimiter {
            b'\t' => ("tab".to_owned(), false),
            other => (char::from(other).to_string(), other == b','),
        };
        let mut evidence = vec![self.guess.evidence()];
        if self.has_sep_line {
            evidence.push(Evidence::new("delimiter", value, "the first line names it"));
        } else if !commas {
            evidence.push(Evidence::new("delimiter", value, "it divides the header into most columns"));
        }
        evidence
    }
}

fn same_name(cell: &str, name: &str) -> bool {
    cell.trim().eq_ignore_ascii_case(name)
}

/// A table within a source, past its header.
pub(crate) struct Table<'a> {
    rows: Rows<'a>,
    pub(crate) shape: Shape,
    /// How problems name the file.
    shown: String,
    encoding: Encoding,
    /// How few fields make a row; `None`: as many as the header has, no more and no less.
    least: Option<usize>,
    /// The number of bytes at which progress is due.
    due: u64,
}

/// Bad bytes met so far in a file that is UTF-8 otherwise.
#[derive(Default)]
struct Encoding {
    rows: u64,
    first_line: u64,
}

impl<'a> Table<'a> {
    /// A table whose first row is its header.
    pub(crate) fn open(source: &'a Source, path: &str, overrides: &Overrides) -> Result<Table<'a>, Problem> {
        let entry = source.entry(path).ok_or_else(|| source.gone(path))?;
        Table::open_as(source, path, shape_as(entry, overrides))
    }

    /// A table of a shape that is known. Its header is read anew: a head holds only the beginning of one of a thousand columns.
    pub(crate) fn open_as(source: &'a Source, path: &str, mut shape: Shape) -> Result<Table<'a>, Problem> {
        let decoded = Decoded::new(source.reader(path)?, shape.guess);
        let mut rows = Rows::new(decoded, shape.delimiter, shape.escape);
        for _ in 0..=shape.before {
            rows.next().map_err(|error| source.failed(path, &error))?;
        }
        if rows.len() > 0 {
            shape.header = (0..rows.len()).map(|index| rows.field(index).trim().to_owned()).collect();
        }
        Ok(Table { rows, shape, shown: source.shown(path), encoding: Encoding::default(), least: None, due: PROGRESS_STEP })
    }

    /// The same table, whose rows may be shorter than the header and longer: some tables leave out their last blank cells, and
    /// some files hold two tables.
    pub(crate) fn ragged(self, least: usize) -> Table<'a> {
        Table { least: Some(least), ..self }
    }

    /// Hands every whole row to `take`, and every broken one to the sink as a problem.
    ///
    /// A row is whole when it has the header's number of fields, if the table is not [`Table::ragged`]. A blank one too many is not
    /// forgiven: where the last columns are often blank, a comma in a text shifts them and leaves just that.
    pub(crate) fn each(
        mut self,
        source: &Source,
        path: &str,
        sink: &mut dyn Sink,
        mut take: impl FnMut(&Cells<'_>, &mut dyn Sink) -> ControlFlow<()>,
    ) -> Result<(), Problem> {
        loop {
            let row = match self.rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(error) => return Err(source.failed(path, &error)),
            };
            let flow = match row {
                Found::TooLong => sink.take(Item::Problem(self.too_long())),
                Found::Whole => {
                    if !self.rows.is_utf8() {
                        self.encoding.first_line = if self.encoding.rows == 0 { self.rows.row_line } else { self.encoding.first_line };
                        self.encoding.rows += 1;
                    }
                    match self.misfit() {
                        Some(problem) => sink.take(Item::Problem(problem)),
                        None => take(&Cells { row: &self.rows, shown: &self.shown, header: &self.shape.header }, sink),
                    }
                }
            };
            if flow.is_break() || self.progress(sink).is_break() {
                return Ok(());
            }
        }
        // A cancel here changes nothing: there is nothing left to stop.
        let _ = self.finish(sink);
        Ok(())
    }

    fn progress(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        let read = self.rows.input.bytes_read();
        if read < self.due {
            return ControlFlow::Continue(());
        }
        self.due = read + PROGRESS_STEP;
        sink.progress(read)
    }

    fn finish(&self, sink: &mut dyn Sink) -> ControlFlow<()> {
        let note = |message: String| Problem::new(Severity::Note, ProblemCode::BadEncoding, &self.shown, message);
        if self.encoding.rows > 0 {
            let rows = self.encoding.rows;
            let message = format!(
                "{rows} {} bytes that are not UTF-8; they were read as Windows-1252",
                if rows == 1 { "row holds" } else { "rows hold" }
            );
            sink.take(Item::Problem(note(message).line(self.encoding.first_line).hint("check the accented letters of these rows")))?;
        }
        if self.rows.input.is_malformed() {
            let message = format!("some characters are not valid {} and are shown as \u{fffd}", self.shape.guess.encoding.name());
            sink.take(Item::Problem(note(message).hint("export again if they matter")))?;
        }
        sink.progress(self.rows.input.bytes_read())
    }

    fn too_long(&self) -> Problem {
        let message = format!("the row is longer than {} MiB", LONGEST_ROW >> 20);
        Problem::new(Severity::Rejected, ProblemCode::LineTooLong, &self.shown, message)
            .line(self.rows.row_line)
            .raw(&self.rows.raw())
            .hint("a quote that is never closed does this; look at the line, or export again")
    }

    /// What is wrong with the number of fields, if anything is.
    fn misfit(&self) -> Option<Problem> {
        let (found, expected) = (self.rows.len(), self.least.unwrap_or(self.shape.header.len()));
        if found == expected || self.least.is_some() && found > expected {
            return None;
        }
        let (code, hint) = if found < expected {
            (ProblemCode::TooFewFields, "the file may have been cut off; export again")
        } else {
            (ProblemCode::BadValue, "a text with the dividing mark in it stands without quotes; export again")
        };
        let (fields, needs) =
            (if found == 1 { "field" } else { "fields" }, if self.least.is_some() { "a row needs" } else { "the header has" });
        let message = format!("the row has {found} {fields} where {needs} {expected}");
        let problem = Problem::new(Severity::Rejected, code, &self.shown, message).line(self.rows.row_line);
        Some(problem.raw(&self.rows.raw()).hint(hint))
    }
}

/// A row of a file of lines, or of a sheet of a workbook.
pub(crate) trait Row {
    /// A cell as text; blank where the row is shorter.
    fn field(&self, column: usize) -> Cow<'_, str>;

    /// The line on which the row begins, or its number in the sheet; from 1.
    fn line(&self) -> u64;

    /// The row as it stands in the file; its beginning when it is long.
    fn raw(&self) -> String;
}

impl Row for Rows<'_> {
    fn field(&self, column: usize) -> Cow<'_, str> {
        Rows::field(self, column)
    }

    #[expect(clippy::misnamed_getters, reason = "its own `line` is the one that comes next")]
    fn line(&self) -> u64 {
        self.row_line
    }

    fn raw(&self) -> String {
        Rows::raw(self)
    }
}

/// One whole row.
pub(crate) struct Cells<'r> {
    row: &'r dyn Row,
    /// How problems name the file.
    shown: &'r str,
    header: &'r [String],
}

impl<'r> Cells<'r> {
    pub(crate) fn new(row: &'r dyn Row, shown: &'r str, header: &'r [String]) -> Cells<'r> {
        Cells { row, shown, header }
    }

    /// The same row under another header: that of a second table in the file.
    pub(crate) fn under<'s>(&'s self, header: &'s [String]) -> Cells<'s> {
        Cells { row: self.row, shown: self.shown, header }
    }

    /// A cell as it stands.
    pub(crate) fn get(&self, column: usize) -> Cow<'_, str> {
        self.row.field(column)
    }

    /// A problem with this row; the row is kept in it.
    pub(crate) fn problem(&self, severity: Severity, code: ProblemCode, column: usize, message: impl Into<String>) -> Problem {
        let problem = Problem::new(severity, code, self.shown, message).line(self.row.line()).raw(&self.row.raw());
        match self.header.get(column) {
            Some(name) => problem.column(name),
            None => problem,
        }
    }

    /// A cell as text; blank is unknown.
    pub(crate) fn known(&self, column: usize) -> Option<String> {
        let cell = self.get(column);
        (!cell.trim().is_empty()).then(|| cell.into_owned())
    }

    /// Rejects the row for its date: blank, or not one.
    pub(crate) fn bad_time(&self, column: usize, written: &str, example: &str) -> Problem {
        let written = brief(written, 40);
        if written.is_empty() {
            return self.rejected(ProblemCode::MissingDate, column, "the row has no date", "export again");
        }
        let message = format!("`{written}` is not a date written like `{example}`, or there was no such day");
        self.rejected(ProblemCode::BadDate, column, message, "export again and don't open the file in a spreadsheet")
    }

    /// The row is not taken in.
    pub(crate) fn rejected(&self, code: ProblemCode, column: usize, message: impl Into<String>, hint: &str) -> Problem {
        self.problem(Severity::Rejected, code, column, message).hint(hint)
    }
}

/// The first rows of a head that is past its header, each as its fields; at most `most`. The last row of a head that isn't the
/// whole file is left out, since it may be cut.
pub(crate) fn sample(entry: &Entry, shape: &Shape, most: usize) -> Vec<Vec<String>> {
    let text = shape.guess.decode(&entry.head);
    let mut rows = Rows::of(text.as_bytes(), shape.delimiter, shape.escape);
    let mut sample = Vec::new();
    while sample.len() <= most.saturating_add(shape.before + 1) {
        match rows.next() {
            Ok(Some(Found::Whole)) => sample.push((0..rows.len()).map(|index| rows.field(index).into_owned()).collect()),
            _ => break,
        }
    }
    if !entry.is_whole() && rows.at_end {
        sample.pop();
    }
    sample.drain(..(shape.before + 1).min(sample.len()));
    sample.truncate(most);
    sample
}

/// The cells of one column of a sample that are not blank.
pub(crate) fn column_of(rows: &[Vec<String>], column: Option<usize>) -> Vec<String> {
    let Some(column) = column else { return Vec::new() };
    rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty()).cloned().collect()
}

/// For a look at rows whose problems are told when they are read.
pub(crate) struct Nowhere;

impl Sink for Nowhere {
    fn take(&mut self, _: Item) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn progress(&mut self, _: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
