//! Workbooks of LibreOffice and its relatives: a zip with one XML part that holds every sheet.

use quick_xml::events::{BytesStart, Event};

use super::Flaw;
use super::row::{MOST_COLUMNS, SheetRow, Step, Visit};
use super::value;
use super::xml::{Parts, attribute, text};
use crate::table::LONGEST_ROW;

/// As many rows as the longest sheet has.
const MOST_ROWS: u64 = 1_048_576;

/// Whether a zip is such a workbook: its first file names the type.
pub(super) fn is_ods(bytes: &[u8]) -> Result<bool, Flaw> {
    // The name and the type stand unpacked right behind the 30 bytes of the first header.
    if bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")) {
        return Ok(true);
    }
    // Packed anew by hand, the files are in another order.
    let mut parts = Parts::open(bytes)?;
    Ok(parts.part("content.xml")?.is_some() && parts.part("mimetype")?.is_some())
}

pub(super) fn walk(bytes: &[u8], visit: &mut dyn Visit) -> Result<(), Flaw> {
    let mut parts = Parts::open(bytes)?;
    let Some(mut xml) = parts.part("content.xml")? else { return Err(Flaw::damaged("the workbook holds no sheets")) };
    let mut row = SheetRow::default();
    let mut cell = Cell::default();
    // Whether the rows of the sheet are wanted.
    let mut wanted = false;
    let (mut line, mut rows) = (0, 1);
    // How many elements are open that hold a comment, and so no part of the cell.
    let mut aside = 0;
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"table" => {
                    line = 0;
                    match visit.sheet(&attribute(tag, "name").unwrap_or_default()) {
                        Step::Stop => return Ok(()),
                        step => wanted = step == Step::Next,
                    }
                }
                b"annotation" => aside += 1,
                _ if !wanted || aside > 0 => {}
                b"table-row" => {
                    row.begin(line + 1);
                    cell.column = 0;
                    rows = repeated(tag, "number-rows-repeated").min(MOST_ROWS.saturating_sub(line));
                }
                b"table-cell" | b"covered-table-cell" => cell.begin(tag),
                b"p" => cell.paragraph(),
                b"s" => {
                    let count = attribute(tag, "c").and_then(|count| count.parse().ok()).unwrap_or(1).min(LONGEST_ROW);
                    cell.push(&" ".repeat(count));
                }
                b"tab" => cell.push("\t"),
                b"line-break" => cell.push("\n"),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                b"annotation" => aside = usize::saturating_sub(aside, 1),
                b"table" => wanted = false,
                _ if !wanted || aside > 0 => {}
                b"p" => cell.in_text = false,
                b"table-cell" | b"covered-table-cell" => cell.end(&mut row),
                b"table-row" => {
                    // A row that is like the ones below it is written once.
                    for number in 0..if row.is_blank() { 0 } else { rows } {
                        row.line = line + number + 1;
                        match visit.row(&row) {
                            Step::Next => {}
                            Step::SkipSheet => {
                                wanted = false;
                                break;
                            }
                            Step::Stop => return Ok(()),
                        }
                    }
                    line += rows;
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ if wanted && aside == 0 && cell.in_text => cell.push(&text(&event).unwrap_or_default()),
            _ => {}
        }
    }
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> u64 {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    column: usize,
    /// How many columns it stands in.
    columns: usize,
    /// What its attributes say that it holds; a text is what its paragraphs say.
    value: Option<String>,
    text: String,
    in_text: bool,
}

impl Cell {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        self.columns = usize::try_from(repeated(tag, "number-columns-repeated")).unwrap_or(MOST_COLUMNS).min(MOST_COLUMNS);
        self.text.clear();
        self.in_text = false;
        // The newer of two attributes with one name says that what is shown is an error.
        let is_error = tag
            .html_attributes()
            .with_checks(false)
            .flatten()
            .any(|attribute| attribute.key.as_ref() == b"calcext:value-type" && &*attribute.value == b"error");
        let kind = attribute(tag, "value-type").unwrap_or_default();
        self.value = match kind.as_str() {
            _ if is_error => Some(String::new()),
            "float" | "percentage" | "currency" => {
                let written = attribute(tag, "value").unwrap_or_default();
                Some(written.parse().ok().filter(|value: &f64| value.is_finite()).map_or(written, value::number))
            }
            "date" => attribute(tag, "date-value").map(|written| value::iso(&written)),
            "time" => attribute(tag, "time-value").map(|written| clock(&written).unwrap_or(written)),
            "boolean" => attribute(tag, "boolean-value").map(|truth| truth.to_uppercase()),
            _ => attribute(tag, "string-value"),
        };
    }

    fn paragraph(&mut self) {
        self.in_text = true;
        if !self.text.is_empty() {
            self.push("\n");
        }
    }

    fn push(&mut self, text: &str) {
        if self.text.len() <= LONGEST_ROW {
            self.text.push_str(text);
        }
    }

    fn end(&mut self, row: &mut SheetRow) {
        let shown = self.value.as_deref().unwrap_or(&self.text);
        let end = (self.column + self.columns).min(MOST_COLUMNS);
        // Blank cells are repeated to the end of the sheet.
        if !shown.is_empty() {
            for column in self.column..end {
                row.set(column, shown);
            }
        }
        self.column = end;
    }
}

/// `PT36H05M09S` as `36:05:09`.
fn clock(written: &str) -> Option<String> {
    let (hours, rest) = written.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    Some(format!("{:02}:{:02}:{:02}", hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?, seconds.parse::<u32>().ok()?))
}
