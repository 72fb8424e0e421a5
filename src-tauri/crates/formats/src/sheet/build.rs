//! Small workbooks for tests, from a text: `== Name` begins a sheet, a line is a row, tabs divide its cells. A cell that begins
//! with `=` is a number, with `@` a moment as a number of days, with `?` a truth; `!` is an error, `\n` a line break.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip of these names and bytes.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

enum Cell {
    Blank,
    Text(String),
    Number(String),
    Moment(String),
    Truth(bool),
    Error,
}

struct Sheet {
    name: String,
    rows: Vec<Vec<Cell>>,
}

fn sheets(text: &str) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("== "), sheets.last_mut()) {
            (Some(name), _) => sheets.push(Sheet { name: name.to_owned(), rows: Vec::new() }),
            (None, Some(sheet)) => sheet.rows.push(line.split('\t').map(cell).collect()),
            (None, None) => panic!("a sheet begins with its name"),
        }
    }
    sheets
}

fn cell(written: &str) -> Cell {
    match written.chars().next() {
        None => Cell::Blank,
        Some('=') => Cell::Number(written[1..].to_owned()),
        Some('@') => Cell::Moment(written[1..].to_owned()),
        Some('?') => Cell::Truth(&written[1..] == "TRUE"),
        Some('!') => Cell::Error,
        Some(_) => Cell::Text(written.replace("\\n", "\n")),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// As Excel writes it: texts are shared, a moment is a number with a style.
pub(crate) fn xlsx(text: &str) -> Vec<u8> {
    let (mut list, mut relations, mut shared, mut files) = (String::new(), String::new(), String::new(), Vec::new());
    let mut texts = 0;
    for (index, sheet) in sheets(text).iter().enumerate() {
        let number = index + 1;
        list += &format!(r#"<sheet name="{}" sheetId="{number}" r:id="rId{number}"/>"#, escaped(&sheet.name));
        relations += &format!(r#"<Relationship Id="rId{number}" Type="http://x/worksheet" Target="worksheets/sheet{number}.xml"/>"#);
        let mut data = String::new();
        for (line, row) in sheet.rows.iter().enumerate() {
            data += &format!(r#"<row r="{}">"#, line + 1);
            for (column, cell) in row.iter().enumerate() {
                // A test has fewer than 26 columns, or gives no places.
                let place = char::from_u32('A' as u32 + column as u32).filter(char::is_ascii_uppercase);
                let place = place.map_or(String::new(), |letter| format!(r#" r="{letter}{}""#, line + 1));
                data += &match cell {
                    Cell::Blank => format!("<c{place}/>"),
                    Cell::Text(text) => {
                        shared += &format!("<si><t xml:space=\"preserve\">{}</t></si>", escaped(text));
                        texts += 1;
                        format!(r#"<c{place} t="s"><v>{}</v></c>"#, texts - 1)
                    }
                    Cell::Number(number) => format!("<c{place}><v>{number}</v></c>"),
                    Cell::Moment(days) => format!(r#"<c{place} s="1"><v>{days}</v></c>"#),
                    Cell::Truth(truth) => format!(r#"<c{place} t="b"><v>{}</v></c>"#, u8::from(*truth)),
                    Cell::Error => format!(r##"<c{place} t="e"><v>#DIV/0!</v></c>"##),
                };
            }
            data += "</row>";
        }
        let data = format!(r#"<worksheet><sheetData>{data}</sheetData></worksheet>"#);
        files.push((format!("xl/worksheets/sheet{number}.xml"), data));
    }
    relations += r#"<Relationship Id="a" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/>"#;
    relations += r#"<Relationship Id="b" Type="http://x/styles" Target="styles.xml"/>"#;
    let formats = r#"<numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd hh:mm:ss"/></numFmts>"#;
    let styles = format!(r#"<styleSheet>{formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#);
    files.push(("[Content_Types].xml".to_owned(), "<Types/>".to_owned()));
    files.push((
        "_rels/.rels".to_owned(),
        r#"<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned(),
    ));
    files.push(("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{list}</sheets></workbook>")));
    files.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    files.push(("xl/styles.xml".to_owned(), styles));
    files.push(("xl/sharedStrings.xml".to_owned(), format!("<sst>{shared}</sst>")));
    zipped(&files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

/// A record holds 8,224 bytes, and the table begins with two numbers.
const LONGEST_TABLE: usize = 8_216;

/// As Excel 97 writes it: records in a stream of a compound file.
pub(crate) fn xls(text: &str) -> Vec<u8> {
    let sheets = sheets(text);
    let (mut shared, mut texts) = (Vec::new(), 0_u32);
    let mut streams = Vec::new();
    for sheet in &sheets {
        let mut stream = record(0x0809, &[0, 6, 0x10, 0]);
        for (line, row) in sheet.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let style = u8::from(matches!(cell, Cell::Moment(_)));
                let mut data = [line as u16, column as u16].map(u16::to_le_bytes).concat();
                data.extend([style, 0]);
                let kind = match cell {
                    Cell::Blank => continue,
                    Cell::Text(text) => {
                        let letters: Vec<u16> = text.encode_utf16().collect();
                        let is_wide = letters.iter().any(|letter| *letter > 0xff);
                        let mut string = (letters.len() as u16).to_le_bytes().to_vec();
                        string.push(u8::from(is_wide));
                        for letter in letters {
                            string.extend(&letter.to_le_bytes()[..1 + usize::from(is_wide)]);
                        }
                        // A longer table would have to be continued: what it can't hold stands in its cell.
                        if shared.len() + string.len() > LONGEST_TABLE {
                            data.extend(string);
                            stream.extend(record(0x0204, &data));
                            continue;
                        }
                        shared.extend(string);
                        data.extend(texts.to_le_bytes());
                        texts += 1;
                        0x00fd
                    }
                    Cell::Number(number) | Cell::Moment(number) => {
                        data.extend(number.parse::<f64>().unwrap().to_le_bytes());
                        0x0203
                    }
                    Cell::Truth(truth) => {
                        data.extend([u8::from(*truth), 0]);
                        0x0205
                    }
                    Cell::Error => {
                        data.extend([7, 1]);
                        0x0205
                    }
                };
                stream.extend(record(kind, &data));
            }
        }
        stream.extend(record(0x000a, &[]));
        streams.push(stream);
    }
    let mut table = [texts, texts].map(u32::to_le_bytes).concat();
    table.extend(shared);
    // A format of number 0, and one of number 22, which is a moment.
    let mut globals =
        [record(0x0809, &[0, 6, 5, 0]), record(0x00e0, &[0; 20]), record(0x00e0, &[0, 0, 22, 0]), record(0x00fc, &table)].concat();
    let list: usize = sheets.iter().map(|sheet| 4 + 8 + 2 * sheet.name.encode_utf16().count()).sum();
    let mut start = globals.len() + list + 4;
    for (sheet, stream) in sheets.iter().zip(&streams) {
        let name: Vec<u16> = sheet.name.encode_utf16().collect();
        let mut data = (start as u32).to_le_bytes().to_vec();
        data.extend([0, 0, name.len() as u8, 1]);
        data.extend(name.into_iter().flat_map(u16::to_le_bytes));
        globals.extend(record(0x0085, &data));
        start += stream.len();
    }
    globals.extend(record(0x000a, &[]));
    compound("Workbook", &[globals, streams.concat()].concat())
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// The header of a compound file names so many sectors of the allocation table; a chain of sectors names the rest, each so many.
const NAMED_IN_HEADER: usize = 109;
const NAMED_IN_SECTOR: usize = 127;

/// A compound file with one stream: header, allocation table, directory, and the stream, in small sectors when it is short.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    let small = stream.len() < 4_096;
    let sectors = stream.len().div_ceil(512);
    // Sector 0 is the directory, 1 the table of small sectors; the stream, or what holds it, begins behind them.
    let chain = |from: usize, count: usize| (1..=count).map(move |step| if step == count { END } else { (from + step) as u32 });
    let table: Vec<u32> = [END, END].into_iter().chain(chain(2, sectors)).collect();
    let tables = table.len().div_ceil(128);
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.resize(24, 0);
    header.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    header.resize(44, 0);
    let small_table = if small { [1, 1] } else { [END, 0] };
    let first_table = 2 + sectors;
    let first_list = first_table + tables;
    let named: Vec<u32> = (first_table..first_list).map(|table| table as u32).collect();
    let (in_header, listed) = named.split_at(named.len().min(NAMED_IN_HEADER));
    let lists = listed.len().div_ceil(NAMED_IN_SECTOR);
    let list = if lists == 0 { END } else { first_list as u32 };
    for number in [tables as u32, 0, 0, 4_096, small_table[0], small_table[1], list, lists as u32] {
        header.extend(number.to_le_bytes());
    }
    header.extend(in_header.iter().flat_map(|table| table.to_le_bytes()));
    header.resize(512, 0xff);
    let entry = |name: &str, kind: u8, start: u32, bytes: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(66, 0);
        entry.push(kind);
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((bytes as u64).to_le_bytes());
        entry
    };
    let root = entry("Root Entry", 5, if small { 2 } else { END }, if small { sectors * 512 } else { 0 });
    let mut file = [header, root, entry(name, 2, if small { 0 } else { 2 }, stream.len())].concat();
    file.resize(1_024, 0);
    file.extend(chain(0, stream.len().div_ceil(64)).take(128).flat_map(u32::to_le_bytes));
    file.resize(1_536, 0xff);
    file.extend(stream);
    file.resize(1_536 + sectors * 512, 0);
    file.extend(table.into_iter().flat_map(u32::to_le_bytes));
    file.resize(1_536 + (sectors + tables) * 512, 0xff);
    for (list, named) in listed.chunks(NAMED_IN_SECTOR).enumerate() {
        file.extend(named.iter().flat_map(|table| table.to_le_bytes()));
        file.resize(1_536 + (sectors + tables + list) * 512 + 508, 0xff);
        file.extend(if list + 1 == lists { END } else { (first_list + list + 1) as u32 }.to_le_bytes());
    }
    file
}
