//! SpreadsheetML 2003, sheet by sheet and row by row: the XML that some exports call `.xls`.
//!
//! A cut character in a text costs that character and no more; an unclosed tag costs its row.

use std::borrow::Cow;
use std::io::{self, Read};

use earshot_model::{Overrides, Problem, ProblemCode, Severity};
use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::LONGEST_ROW;
use crate::markup::entity;
use crate::table::Row;
use crate::tape::{OpenTags, Tape};
use crate::text::{Guess, guess, repaired};
use crate::xml::{attribute, lenient};

const NAMESPACE: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// As many columns as the widest spreadsheet has.
const MOST_CELLS: usize = 16_384;

/// Whether a file that begins like this is one.
pub(crate) fn begins(head: &[u8]) -> bool {
    let text = guess(head).decode(&head[..head.len().min(1_024)]).into_owned();
    text.trim_start_matches(['\u{feff}', '\0']).trim_start().starts_with('<') && text.contains("<Workbook") && text.contains(NAMESPACE)
}

/// The encoding that was chosen by hand, or that of the bytes' mark, or that of XML: one bad byte says nothing against it.
pub(crate) fn encoding(head: &[u8], overrides: &Overrides) -> Guess {
    if let Some(chosen) = Guess::chosen(head, overrides) {
        return chosen;
    }
    let mut guess = guess(head);
    if !guess.is_utf16() && Encoding::for_bom(head).is_none() {
        guess.encoding = UTF_8;
        guess.why = "XML is UTF-8 where no mark says otherwise";
    }
    guess
}

pub(crate) struct Sheets<R> {
    reader: Reader<Tape<R>>,
    open_tags: OpenTags,
    /// A row that began before the one before it had ended.
    begun: Option<SheetRow>,
    is_over: bool,
    in_workbook: bool,
    /// How many bytes were not UTF-8.
    pub(crate) bad_bytes: usize,
}

/// What stands in the workbook next.
#[derive(Debug)]
pub(crate) enum Found {
    /// The sheet of this name; the rows that follow are its own.
    Sheet(String),
    Row(SheetRow),
    /// A row that can't be read, or the place from which on nothing can.
    Broken(Flaw),
}

/// What is wrong with a row.
#[derive(Debug)]
pub(crate) struct Flaw {
    code: ProblemCode,
    message: String,
    line: u64,
    raw: String,
}

impl Flaw {
    pub(crate) fn problem(self, shown: &str) -> Problem {
        let problem = Problem::new(Severity::Rejected, self.code, shown, self.message).line(self.line);
        problem.raw(&self.raw).hint("export again; what stands before it was taken in")
    }
}

/// One row, with the line of the file on which it begins.
#[derive(Debug, Default)]
pub(crate) struct SheetRow {
    pub(crate) cells: Vec<String>,
    line: u64,
    raw: String,
    /// It has more cells than a spreadsheet can hold.
    too_wide: bool,
}

impl Row for SheetRow {
    fn field(&self, column: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.cells.get(column).map_or("", String::as_str))
    }

    fn line(&self) -> u64 {
        self.line
    }

    fn raw(&self) -> String {
        self.raw.clone()
    }
}

impl SheetRow {
    /// Makes room for the cell that begins; `ss:Index` says where it stands when cells before it were left out.
    fn begin(&mut self, tag: &BytesStart) {
        let index = attribute(tag, "Index").and_then(|index| index.trim().parse::<usize>().ok());
        let at = index.map_or(self.cells.len(), |index| index.saturating_sub(1).max(self.cells.len()));
        if at >= MOST_CELLS {
            self.too_wide = true;
        } else {
            self.cells.resize(at + 1, String::new());
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cells.last_mut().filter(|_| !self.too_wide) {
            cell.push_str(text);
        }
    }
}

impl<R: Read> Sheets<R> {
    /// `input` is UTF-8 without a byte-order mark; bytes that are not are read as Windows-1252.
    pub(crate) fn new(input: R) -> Sheets<R> {
        let reader = lenient(Tape::new(input, LONGEST_ROW));
        Sheets { reader, open_tags: OpenTags::default(), begun: None, is_over: false, in_workbook: false, bad_bytes: 0 }
    }

    pub(crate) fn input(&self) -> &R {
        self.reader.get_ref().input()
    }

    /// The next sheet or row; rows of blank cells are passed over. `None` at the end, or when the rest can't be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Found>> {
        if self.is_over {
            return Ok(None);
        }
        let mut row = self.begun.take();
        let mut in_data = false;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            if row.is_none() {
                self.reader.get_mut().since = 0;
            }
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) if !self.reader.get_ref().too_long => {
                    return Err(io::Error::new(error.kind(), error.to_string()));
                }
                Err(error) => return Ok(Some(self.over(row.is_some(), &error.to_string()))),
            };
            if !self.open_tags.hold(&event) {
                return Ok(Some(self.over(row.is_some(), OpenTags::TOO_MANY)));
            }
            match event {
                Event::Start(tag) => match (tag.local_name().as_ref(), &mut row) {
                    (b"Workbook", None) => self.in_workbook = true,
                    (b"Worksheet", None) => return Ok(Some(Found::Sheet(attribute(&tag, "Name").unwrap_or_default()))),
                    (b"Row", _) => {
                        let (earlier, raw) = (row.take(), repaired(self.reader.get_ref().raw()).0.into_owned());
                        let tape = self.reader.get_mut();
                        tape.begin([b"<", &tag[..], b">"]);
                        tape.since = 0;
                        let begun = SheetRow { line: tape.line, ..SheetRow::default() };
                        let Some(earlier) = earlier else {
                            row = Some(begun);
                            continue;
                        };
                        self.begun = Some(begun);
                        let message = "the row is not closed before the next one begins".to_owned();
                        return Ok(Some(Found::Broken(Flaw { code: ProblemCode::BadXml, message, line: earlier.line, raw })));
                    }
                    (b"Cell", Some(row)) => row.begin(&tag),
                    (b"Data", Some(_)) => in_data = true,
                    _ => {}
                },
                Event::Empty(tag) => {
                    if let (b"Cell", Some(row)) = (tag.local_name().as_ref(), &mut row) {
                        row.begin(&tag);
                    }
                }
                Event::Text(text) if in_data => self.text(&mut row, &text),
                Event::CData(text) if in_data => self.text(&mut row, &text),
                Event::GeneralRef(reference) if in_data => {
                    let text = entity(&reference);
                    row.iter_mut().for_each(|row| row.text(&text));
                }
                Event::End(tag) => match tag.local_name().as_ref() {
                    b"Data" => in_data = false,
                    b"Workbook" => self.in_workbook = false,
                    b"Row" => {
                        let Some(mut row) = row.take() else { continue };
                        row.raw = repaired(self.reader.get_ref().raw()).0.into_owned();
                        if row.too_wide {
                            let message = format!("the row has more than {MOST_CELLS} cells");
                            let flaw = Flaw { code: ProblemCode::TooLarge, message, line: row.line, raw: row.raw };
                            return Ok(Some(Found::Broken(flaw)));
                        }
                        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
                            return Ok(Some(Found::Row(row)));
                        }
                    }
                    _ => {}
                },
                Event::Eof if row.is_some() || self.in_workbook => return Ok(Some(self.over(row.is_some(), "the file breaks off"))),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn text(&mut self, row: &mut Option<SheetRow>, text: &[u8]) {
        let (text, bad) = repaired(text);
        self.bad_bytes += bad;
        row.iter_mut().for_each(|row| row.text(&text));
    }

    fn over(&mut self, in_row: bool, message: &str) -> Found {
        self.is_over = true;
        let tape = self.reader.get_ref();
        let (code, message) = match tape.too_long {
            true => (ProblemCode::LineTooLong, format!("a row is longer than {} MiB: what follows is not read", LONGEST_ROW >> 20)),
            false => (ProblemCode::BadXml, format!("{}: what follows is not read", message.trim_end_matches('.'))),
        };
        Found::Broken(Flaw {
            code,
            message,
            line: tape.line,
            raw: if in_row { repaired(tape.raw()).0.into_owned() } else { String::new() },
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    /// What is found, a line each.
    fn found(xml: &[u8]) -> Vec<String> {
        let mut sheets = Sheets::new(xml);
        let mut lines = Vec::new();
        while let Some(found) = sheets.next().unwrap() {
            lines.push(match found {
                Found::Sheet(name) => format!("sheet {name}"),
                Found::Row(row) => format!("{} {:?}", row.line, row.cells),
                Found::Broken(flaw) => format!("{} {} {}", flaw.line, flaw.code.as_str(), flaw.message),
            });
        }
        lines
    }

    #[test]
    fn rows_come_sheet_by_sheet_and_left_out_cells_are_blank() {
        let xml = b"<Workbook><ss:Worksheet ss:Name=\"A &amp; B\"><Table>\n<Row><Cell><Data>x &lt; <B>y</B></Data></Cell><Cell/>\
            <Cell ss:Index=\"4\"><Data>4</Data><Comment><B>no</B></Comment></Cell></Row>\n<Row/><Row><Cell><Data> </Data></Cell></Row>\
            </Table></ss:Worksheet><Worksheet Name=\"C\"/></Workbook>";
        assert_eq!(found(xml), ["sheet A & B", r#"2 ["x < y", "", "", "4"]"#]);
    }

    #[test]
    fn a_cut_character_costs_no_row() {
        assert_eq!(found(b"<Workbook><Row><Cell><Data>\xc3</Data></Cell></Row></Workbook>"), [r#"1 ["Ã"]"#]);
    }

    #[test]
    fn what_is_broken_is_named_and_the_rest_is_read() {
        let unclosed = b"<Workbook><Row><Cell><Data>1</Data>\n<Row><Cell><Data>2</Data></Cell></Row>";
        assert_eq!(
            found(unclosed),
            [
                "1 bad-xml the row is not closed before the next one begins",
                r#"2 ["2"]"#,
                "2 bad-xml the file breaks off: what follows is not read"
            ]
        );
        let far =
            b"<Workbook><Row><Cell ss:Index=\"4000000000\"><Data>1</Data></Cell></Row><Row><Cell><Data>2</Data></Cell></Row></Workbook>";
        assert_eq!(found(far), ["1 too-large the row has more than 16384 cells", r#"1 ["2"]"#]);
    }

    #[test]
    fn a_row_without_end_is_given_up() {
        let xml = [&b"<Workbook><Row><Cell><Data>"[..], &vec![b'x'; 3 * LONGEST_ROW]].concat();
        assert_eq!(found(&xml), ["1 line-too-long a row is longer than 4 MiB: what follows is not read"]);
    }

    #[test]
    fn a_tag_of_very_many_attributes_takes_no_longer_than_it_is_long() {
        let attributes: String = (0..300_000).map(|at| format!(" a{at}=''")).collect();
        let xml = format!("<Workbook><Row><Cell{attributes}><Data>1</Data></Cell></Row></Workbook>");
        assert_eq!(found(xml.as_bytes()), [r#"1 ["1"]"#]);
    }

    #[test]
    fn it_is_told_by_its_namespace() {
        assert!(begins(b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"));
        assert!(!begins(b"<?xml version=\"1.0\"?><Workbook/>"));
        assert!(!begins(b"<Workbook xmlns is urn:schemas-microsoft-com:office:spreadshee"));
    }
}
