#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::ops::ControlFlow;

use earshot_model::{Problem, ProblemCode};

use super::build::{compound, xls, xlsx, zipped};
use super::row::Strings;
use super::{LARGEST, Workbook};
use crate::{Item, Sink};

const BOOK: &str = "== Notes\nAll times are UTC\n\n== Days\nA sentence.\n\nDate\tViews\tNote\n@46024.127835648\t=1204\tA “wide” line\\nand another\n\
                    \n!\t=-28\t?TRUE\n=1001209144211206144\t=0.30000000000000004\tcafé <b> & co";

/// Rows as `line: cell|cell`.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    bytes: u64,
}

impl Sink for Lines {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        if let Item::Problem(problem) = item {
            self.lines.push(format!("{}: {} {}", problem.line.unwrap(), problem.code.as_str(), problem.message));
        }
        ControlFlow::Continue(())
    }

    fn progress(&mut self, bytes: u64) -> ControlFlow<()> {
        self.bytes = bytes;
        ControlFlow::Continue(())
    }
}

fn open(bytes: Vec<u8>) -> Result<Workbook, Problem> {
    Workbook::of_bytes(bytes, "book")
}

/// What stands below the header with these names.
fn below(bytes: Vec<u8>, names: &[&str]) -> Result<Vec<String>, Problem> {
    let size = bytes.len() as u64;
    let book = open(bytes)?;
    let (sheet, shape) = book.find(names).unwrap();
    let (mut lines, width) = (Vec::new(), shape.header.len());
    let mut sink = Lines::default();
    let flow = book.each(sheet, &shape, &mut sink, |cells, _| {
        let problem = cells.problem(earshot_model::Severity::Note, ProblemCode::BadValue, 0, "");
        let row: Vec<_> = (0..width).map(|column| cells.get(column).into_owned()).collect();
        lines.push(format!("{}: {}", problem.line.unwrap(), row.join("|")));
        ControlFlow::Continue(())
    })?;
    assert!(flow.is_continue());
    assert_eq!(sink.bytes, size);
    lines.extend(sink.lines);
    Ok(lines)
}

#[test]
fn the_old_and_the_new_kind_of_workbook_read_alike() {
    // Longer than a small sector and longer than a small stream.
    let long = format!("{BOOK}\n@46025\t=1\t{}", "x".repeat(5_000));
    for bytes in [xlsx(BOOK), xls(BOOK), xlsx(&long), xls(&long)] {
        let book = open(bytes.clone()).unwrap();
        assert_eq!(book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["Notes", "Days"]);
        assert_eq!(book.sheets[0].rows, [(1, vec!["All times are UTC".to_owned()])]);
        assert_eq!(book.sheets[1].rows[1], (3, ["Date", "Views", "Note"].map(str::to_owned).to_vec()));
        let lines = below(bytes, &["date", "VIEWS"]).unwrap();
        assert_eq!(
            lines[..3],
            ["4: 2026-01-02 03:04:05|1204|A “wide” line\nand another", "6: |-28|TRUE", "7: 1.0012091442112061E+18|0.3|café <b> & co"]
        );
    }
}

#[test]
fn a_sheet_of_libreoffice() {
    let content = r#"<office:document-content><office:body><office:spreadsheet>
        <table:table table:name="Front"><table:table-row><table:table-cell/></table:table-row></table:table>
        <table:table table:name="Days">
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell><table:table-cell
          office:value-type="string" table:number-columns-repeated="2"><text:p>Views</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2">
          <table:table-cell office:value-type="date" office:date-value="2026-01-02T03:04:05"><text:p>2 Jan</text:p></table:table-cell>
          <table:table-cell office:value-type="float" office:value="1204"><office:annotation><text:p>a note</text:p></office:annotation>
            <text:p>1,204</text:p></table:table-cell>
          <table:table-cell office:value-type="string"><text:p>one<text:s text:c="2"/>&amp; <text:span>two</text:span></text:p><text:p>three</text:p>
          </table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell
          office:value-type="time" office:time-value="PT36H05M09S"/><table:covered-table-cell/></table:table-row>
        </table:table></office:spreadsheet></office:body></office:document-content>"#;
    let mimetype: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");
    for files in [[mimetype, ("content.xml", content.as_bytes())], [("content.xml", content.as_bytes()), mimetype]] {
        let lines = below(zipped(&files), &["Date", "Views"]).unwrap();
        let row = "2026-01-02 03:04:05|1204|one  & two\nthree";
        assert_eq!(lines, [format!("4: {row}"), format!("5: {row}"), "1048576: TRUE|36:05:09|".to_owned()]);
    }
}

/// A workbook with one sheet, as it is written.
fn sheet(data: &str) -> Vec<u8> {
    sheet_with("<sst/>", data)
}

fn sheet_with(shared: &str, data: &str) -> Vec<u8> {
    let data = format!("<x:worksheet><x:dimension ref=\"A1:XFD1048576\"/><x:sheetData>{data}</x:sheetData></x:worksheet>");
    zipped(&[
        ("xl/workbook.xml", br#"<x:workbook><x:sheets><x:sheet name="S" r:id="a"/></x:sheets></x:workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="a" Type="t/worksheet" Target="Sheet1.xml"/>
                <Relationship Id="b" Type="t/sharedStrings" Target="/XL/strings.xml"/></Relationships>"#,
        ),
        ("xl/sheet1.XML", data.as_bytes()),
        ("xl\\strings.xml", shared.as_bytes()),
    ])
}

const HEADER: &str = r#"<row><c t="inlineStr"><is><r><t>Da</t></r><r><t>te</t></r><rPh><t>x</t></rPh></is></c><c t="str"><f>1+1</f><v>No_x0041_</v></c></row>"#;

#[test]
fn what_a_sheet_claims_to_hold_costs_nothing() {
    let shared = r#"<sst count="9" uniqueCount="99999999999999"><si><t>deep</t></si></sst>"#;
    let mut data = HEADER.to_owned();
    for line in 2..30_000 {
        data += &format!(r#"<row r="{line}"><c r="A{line}" s="3"/></row>"#);
    }
    data += r#"<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c><c r="B1048576"><v>7</v></c><c r="ZZZZ1"><v>8</v></c></row>"#;
    assert_eq!(below(sheet_with(shared, &data), &["Date", "NoA"]).unwrap(), ["1048576: |7"]);
}

#[test]
fn a_row_far_below_its_header_is_a_row() {
    for (data, has_rows) in [("", false), (r#"<row r="1048576"><c><v>7</v></c></row>"#, true)] {
        let book = open(sheet(&format!("{HEADER}{data}"))).unwrap();
        let (index, shape) = book.find(&["Date"]).unwrap();
        assert_eq!(book.has_rows(index, &shape).unwrap(), has_rows);
    }
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let bomb = format!("{HEADER}<row><c t=\"str\"><v>{}</v></c></row>", "x".repeat(5 << 20));
    let problem = below(sheet(&bomb), &["Date"]).unwrap_err();
    assert_eq!((problem.code, problem.message.as_str()), (ProblemCode::TooLarge, "a cell of the workbook is longer than 4 MiB"));

    let long = "x".repeat(3 << 20);
    let shared = format!("<sst><si><t>{long}</t></si></sst>");
    let cell = r#"<c t="s"><v>0</v></c>"#;
    let lines = below(sheet_with(&shared, &format!("{HEADER}<row>{cell}{cell}</row><row><c><v>1</v></c></row>")), &["Date"]).unwrap();
    assert_eq!(lines, ["3: 1|", "2: line-too-long the row is longer than 4 MiB"]);

    let mut strings = Strings::default();
    assert!((0..8 << 20).all(|_| strings.end().is_ok()));
    assert!(strings.end().is_err());
    let deep = "<a>".repeat(1_000);
    assert_eq!(open(sheet(&deep)).unwrap_err().message, "the elements of the workbook are nested too deeply");
    assert_eq!(open(vec![b'P'; LARGEST as usize + 1]).unwrap_err().message, "the workbook is larger than 64 MiB");
    let parts = [&xlsx(BOOK)[..], &b"PK\x01\x02".repeat(10_001)].concat();
    assert_eq!(open(parts).unwrap_err().message, "the workbook has more than 10000 parts");
}

#[test]
fn what_is_no_workbook_says_why() {
    let message = |bytes: Vec<u8>| open(bytes).unwrap_err().message;
    assert_eq!(message(compound("EncryptedPackage", b"secret")), "the workbook is locked with a password");
    assert_eq!(message(compound("Book", b"old")), "the workbook is of Excel 95 or older");
    assert_eq!(message(compound("WordDocument", b"words")), "it is no workbook: it is another kind of old Office document");
    let word = zipped(&[
        ("_rels/.rels", br#"<Relationships><Relationship Id="r" Type="t/officeDocument" Target="word/document.xml"/></Relationships>"#),
        ("word/document.xml", b"<w:document><w:body/></w:document>"),
    ]);
    assert_eq!(message(word), "it is no workbook that can be read: it is another kind of document");
    assert_eq!(message(zipped(&[("a.txt", b"a")])), "it is no workbook that can be read: a part that says what is in it is missing");
    assert_eq!(message(xlsx(BOOK)[..900].to_vec()), "the workbook is not whole: its end is missing");
    // An allocation table that leads in a circle.
    let mut circle = compound("Workbook", &[0; 5_000]);
    let table = circle.len() - 512;
    circle[table..table + 4].copy_from_slice(&0_u32.to_le_bytes());
    assert_eq!(message(circle), "the workbook is damaged: its parts can't be found");
}

#[test]
fn no_change_of_a_byte_makes_it_panic() {
    let small = "== S\nDate\tViews\n@46024\t=1\n";
    for bytes in [xls(small), xlsx(small)] {
        for at in 0..bytes.len() {
            for byte in [0, 1, 0x7f, 0xff] {
                let mut bytes = bytes.clone();
                bytes[at] = byte;
                let _ = open(bytes);
            }
            let _ = open(bytes[..at].to_vec());
        }
    }
}
