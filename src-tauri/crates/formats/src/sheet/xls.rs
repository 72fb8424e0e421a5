//! Workbooks of Excel 97 to 2003 (BIFF8): one stream of records, first those of the workbook and then those of each sheet.

use std::collections::BTreeMap;

use earshot_model::ProblemCode;

use super::Flaw;
use super::compound::Compound;
use super::row::{SheetRow, Step, Strings, Visit};
use super::value::{self, Style};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const CONTINUE: u16 = 0x003c;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002f;
const FORMAT: u16 = 0x041e;
const XF: u16 = 0x00e0;
const BOUND_SHEET: u16 = 0x0085;
const SST: u16 = 0x00fc;
const LABEL_SST: u16 = 0x00fd;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00d6;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027e;
const MULTIPLE_RK: u16 = 0x00bd;
const BOOL_OR_ERROR: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const STRING: u16 = 0x0207;

/// What the first record of the workbook says since Excel 97.
const BIFF8: u16 = 0x0600;

pub(super) fn walk(bytes: &[u8], visit: &mut dyn Visit) -> Result<(), Flaw> {
    let file = Compound::open(bytes)?;
    let Some(stream) = file.stream("Workbook")? else {
        return Err(match (file.stream("EncryptedPackage")?, file.stream("Book")?) {
            (Some(_), _) => Flaw::locked(),
            (_, Some(_)) => too_old(),
            _ => Flaw::damaged("it is no workbook: it is another kind of old Office document"),
        });
    };
    let book = Book::read(&stream)?;
    for (name, start) in &book.sheets {
        let step = match visit.sheet(name) {
            Step::Next => rows(stream.get(*start..).unwrap_or_default(), &book, visit)?,
            step => step,
        };
        if step == Step::Stop {
            break;
        }
    }
    Ok(())
}

fn too_old() -> Flaw {
    let hint = "open it in a spreadsheet and save it as .xlsx";
    Flaw { code: ProblemCode::Unreadable, message: "the workbook is of Excel 95 or older".to_owned(), hint }
}

/// What the cells of all sheets refer to.
#[derive(Default)]
struct Book {
    /// Name, and where in the stream.
    sheets: Vec<(String, usize)>,
    strings: Strings,
    styles: Vec<Style>,
    from_1904: bool,
}

impl Book {
    fn read(stream: &[u8]) -> Result<Book, Flaw> {
        let mut book = Book::default();
        let mut formats = BTreeMap::new();
        let mut style_ids = Vec::new();
        let mut records = Records { rest: stream };
        while let Some((kind, data)) = records.next() {
            let pieces = [data];
            let mut field = Field::of(&pieces);
            match kind {
                BOF if field.u16() != Some(BIFF8) => return Err(too_old()),
                FILE_PASS => return Err(Flaw::locked()),
                DATE_MODE => book.from_1904 = field.u16() == Some(1),
                FORMAT => {
                    if let (Some(id), Some(length)) = (field.u16(), field.u16()) {
                        formats.insert(id, Style::of_code(&field.text(length).unwrap_or_default()));
                    }
                }
                XF => {
                    field.skip(2);
                    style_ids.push(field.u16().unwrap_or(0));
                }
                BOUND_SHEET => book.sheets.extend(bound_sheet(&mut field)),
                SST => {
                    let mut pieces = vec![data];
                    while let Some((CONTINUE, data)) = records.peek() {
                        pieces.push(data);
                        records.next();
                    }
                    book.strings = strings(&pieces)?;
                }
                EOF => break,
                _ => {}
            }
        }
        book.styles = style_ids.iter().map(|id| formats.get(id).copied().unwrap_or_else(|| Style::built_in(u32::from(*id)))).collect();
        Ok(book)
    }

    fn shown(&self, value: f64, style: u16) -> String {
        let style = self.styles.get(usize::from(style)).copied().unwrap_or_default();
        if value.is_finite() { value::shown(value, style, self.from_1904) } else { String::new() }
    }
}

/// Name and place of a sheet that holds cells; charts and macros are sheets too.
fn bound_sheet(field: &mut Field<'_>) -> Option<(String, usize)> {
    let start = field.u32()? as usize;
    field.skip(1);
    let kind = field.u8()?;
    let length = u16::from(field.u8()?);
    let name = field.text(length)?;
    (kind == 0).then_some((name, start))
}

/// The texts that cells share; what is cut off is left out.
fn strings(pieces: &[&[u8]]) -> Result<Strings, Flaw> {
    let mut field = Field::of(pieces);
    field.skip(8);
    let mut strings = Strings::default();
    while let Some(text) = field.shared_text() {
        strings.push(&text)?;
        strings.end()?;
    }
    Ok(strings)
}

fn rows(stream: &[u8], book: &Book, visit: &mut dyn Visit) -> Result<Step, Flaw> {
    let mut row = SheetRow::default();
    let mut records = Records { rest: stream };
    // How many charts are open within the sheet: their cells are not the sheet's.
    let mut depth = 0;
    // Where the text belongs that a formula came to.
    let mut formula = None;
    while let Some((kind, data)) = records.next() {
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ => {}
        }
        if depth > 1 || !is_cell(kind) {
            continue;
        }
        let pieces = [data];
        let mut field = Field::of(&pieces);
        let (line, column) = match kind {
            STRING => match formula.take() {
                Some(place) => place,
                None => continue,
            },
            _ => match (field.u16(), field.u16()) {
                (Some(line), Some(column)) => (u64::from(line) + 1, usize::from(column)),
                _ => continue,
            },
        };
        if line != row.line {
            match finish(&row, visit) {
                Step::Next => row.begin(line),
                step => return Ok(step),
            }
        }
        if kind == FORMULA {
            formula = Some((line, column));
        }
        cell(kind, column, &mut field, book, &mut row);
    }
    Ok(finish(&row, visit))
}

fn finish(row: &SheetRow, visit: &mut dyn Visit) -> Step {
    if row.is_blank() { Step::Next } else { visit.row(row) }
}

fn is_cell(kind: u16) -> bool {
    matches!(kind, LABEL_SST | LABEL | RICH_LABEL | NUMBER | RK | MULTIPLE_RK | BOOL_OR_ERROR | FORMULA | STRING)
}

/// What a record says, past its row and column. A record that is cut says nothing.
fn cell(kind: u16, column: usize, field: &mut Field<'_>, book: &Book, row: &mut SheetRow) -> Option<()> {
    if kind == STRING {
        let length = field.u16()?;
        row.set(column, &field.text(length)?);
        return Some(());
    }
    if kind == MULTIPLE_RK {
        // The column of the last one stands at the end.
        let mut column = column;
        while let (Some(style), Some(rk)) = (field.u16(), field.u32()) {
            row.set(column, &book.shown(number_of_rk(rk), style));
            column += 1;
        }
        return Some(());
    }
    let style = field.u16()?;
    match kind {
        LABEL_SST => row.set(column, book.strings.get(field.u32()? as usize)),
        LABEL | RICH_LABEL => {
            let length = field.u16()?;
            row.set(column, &field.text(length)?);
        }
        NUMBER => row.set(column, &book.shown(f64::from_bits(field.u64()?), style)),
        RK => row.set(column, &book.shown(number_of_rk(field.u32()?), style)),
        BOOL_OR_ERROR => truth(column, field.u8()?, field.u8()? != 0, row),
        FORMULA => {
            let value = field.u64()?;
            // What is no number has its last two bytes set; the first says what it is, the third what it comes to.
            match (value >> 48 == 0xffff, value & 0xff) {
                (false, _) => row.set(column, &book.shown(f64::from_bits(value), style)),
                (true, 1) => truth(column, (value >> 16) as u8, false, row),
                _ => {}
            }
        }
        _ => {}
    }
    Some(())
}

fn truth(column: usize, value: u8, is_error: bool, row: &mut SheetRow) {
    if !is_error {
        row.set(column, if value == 0 { "FALSE" } else { "TRUE" });
    }
}

/// A number in four bytes: a whole one, or the upper half of a float; either may be a hundred times too large.
fn number_of_rk(rk: u32) -> f64 {
    let value = if rk & 2 != 0 { f64::from(rk.cast_signed() >> 2) } else { f64::from_bits(u64::from(rk & !3) << 32) };
    if rk & 1 != 0 { value / 100.0 } else { value }
}

/// Records one after another, each with its kind; a last one that is cut is left out.
#[derive(Clone)]
struct Records<'b> {
    rest: &'b [u8],
}

impl<'b> Records<'b> {
    fn next(&mut self) -> Option<(u16, &'b [u8])> {
        let (head, rest) = self.rest.split_first_chunk::<4>()?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = rest.get(..length)?;
        self.rest = &rest[length..];
        Some((u16::from_le_bytes([head[0], head[1]]), data))
    }

    fn peek(&self) -> Option<(u16, &'b [u8])> {
        self.clone().next()
    }
}

/// The fields of a record, and of the records that continue it.
struct Field<'b> {
    rest: &'b [u8],
    more: &'b [&'b [u8]],
}

impl<'b> Field<'b> {
    fn of(pieces: &'b [&'b [u8]]) -> Field<'b> {
        Field { rest: pieces.first().copied().unwrap_or_default(), more: pieces.get(1..).unwrap_or_default() }
    }

    /// Goes on in the next piece where this one is used up. `false` when there is none.
    fn turn(&mut self) -> bool {
        while self.rest.is_empty() {
            let Some((next, more)) = self.more.split_first() else { return false };
            (self.rest, self.more) = (next, more);
        }
        true
    }

    fn u8(&mut self) -> Option<u8> {
        self.turn();
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from(self.u8()?) | u16::from(self.u8()?) << 8)
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn u64(&mut self) -> Option<u64> {
        Some(u64::from(self.u32()?) | u64::from(self.u32()?) << 32)
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 && self.turn() {
            let step = count.min(self.rest.len());
            self.rest = &self.rest[step..];
            count -= step;
        }
    }

    /// A text of so many characters, with the byte before it that says how wide they are.
    fn text(&mut self, length: u16) -> Option<String> {
        let is_wide = self.u8()? & 1 != 0;
        self.letters(length, is_wide)
    }

    /// A text of the shared table: it may be followed by how its letters look and how they are pronounced.
    fn shared_text(&mut self) -> Option<String> {
        let length = self.u16()?;
        let flags = self.u8()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let extra = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let text = self.letters(length, flags & 1 != 0)?;
        self.skip(4 * runs);
        self.skip(extra);
        Some(text)
    }

    fn letters(&mut self, length: u16, mut is_wide: bool) -> Option<String> {
        let mut letters = Vec::with_capacity(usize::from(length));
        while letters.len() < usize::from(length) {
            // Where a text goes on in the next record, that one says anew how wide its characters are.
            if self.rest.is_empty() {
                is_wide = self.u8()? & 1 != 0;
            }
            letters.push(if is_wide { self.u16()? } else { u16::from(self.u8()?) });
        }
        Some(String::from_utf16_lossy(&letters))
    }
}
