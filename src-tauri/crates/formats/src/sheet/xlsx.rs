//! Workbooks of Excel since 2007, which other programs write too: a zip of XML.

use std::borrow::Cow;
use std::collections::BTreeMap;

use earshot_model::ProblemCode;
use quick_xml::events::{BytesStart, Event};

use super::Flaw;
use super::row::{MOST_COLUMNS, SheetRow, Step, Strings, Visit};
use super::value::{self, Style};
use super::xml::{Parts, attribute, text};
use crate::table::LONGEST_ROW;

/// Excel allows 65,490 of them.
const MOST_STYLES: usize = 70_000;

pub(super) fn walk(bytes: &[u8], visit: &mut dyn Visit) -> Result<(), Flaw> {
    let mut parts = Parts::open(bytes)?;
    let book = Book::read(&mut parts)?;
    let strings = strings(&mut parts, &book.strings)?;
    let styles = styles(&mut parts, &book.styles)?;
    let context = Context { strings, styles, from_1904: book.from_1904 };
    for (name, path) in &book.sheets {
        let step = match visit.sheet(name) {
            Step::Next => rows(&mut parts, path, &context, visit)?,
            step => step,
        };
        if step == Step::Stop {
            break;
        }
    }
    Ok(())
}

/// What the cells of all sheets refer to.
struct Context {
    strings: Strings,
    styles: Vec<Style>,
    from_1904: bool,
}

/// Where the parts of a workbook are.
struct Book {
    /// Name and path.
    sheets: Vec<(String, String)>,
    strings: String,
    styles: String,
    from_1904: bool,
}

impl Book {
    fn read(parts: &mut Parts<'_>) -> Result<Book, Flaw> {
        let roots = relations(parts, "")?;
        let main = roots.values().find(|(kind, _)| kind == "officeDocument").map_or("xl/workbook.xml", |(_, path)| path).to_owned();
        let mut relations = relations(parts, &main)?;
        let Some(mut xml) = parts.part(&main)? else { return Err(no_workbook("a part that says what is in it is missing")) };
        let mut book = Book { sheets: Vec::new(), strings: String::new(), styles: String::new(), from_1904: false };
        let mut is_first = true;
        while let Some(tag) = xml.next_start()? {
            match tag.local_name().as_ref() {
                b"workbookPr" => book.from_1904 = attribute(&tag, "date1904").is_some_and(|is| is == "1" || is == "true"),
                b"sheet" => {
                    let path = attribute(&tag, "id").and_then(|id| relations.get(&id)).filter(|(kind, _)| kind == "worksheet");
                    if let (Some(name), Some((_, path))) = (attribute(&tag, "name"), path) {
                        book.sheets.push((name, path.clone()));
                    }
                }
                b"workbook" => {}
                _ if is_first => return Err(no_workbook("it is another kind of document")),
                _ => {}
            }
            is_first = false;
        }
        for (kind, path) in std::mem::take(&mut relations).into_values() {
            match kind.as_str() {
                "sharedStrings" => book.strings = path,
                "styles" => book.styles = path,
                _ => {}
            }
        }
        Ok(book)
    }
}

fn no_workbook(why: &str) -> Flaw {
    let hint = "save it as .xlsx, or download it again";
    Flaw { code: ProblemCode::Unreadable, message: format!("it is no workbook that can be read: {why}"), hint }
}

/// What a part is related to, by the relation's id: the last word of its kind, and its path.
fn relations(parts: &mut Parts<'_>, of: &str) -> Result<BTreeMap<String, (String, String)>, Flaw> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let mut relations = BTreeMap::new();
    let Some(mut xml) = parts.part(resolved(folder, &format!("_rels/{name}.rels")).as_str())? else { return Ok(relations) };
    while let Some(tag) = xml.next_start()? {
        let (Some(id), Some(kind), Some(target)) = (attribute(&tag, "Id"), attribute(&tag, "Type"), attribute(&tag, "Target")) else {
            continue;
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        relations.insert(id, (kind, resolved(folder, &target)));
    }
    Ok(relations)
}

/// A path as a part of `folder` writes it.
fn resolved(folder: &str, target: &str) -> String {
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut path: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The texts that cells share.
fn strings(parts: &mut Parts<'_>, path: &str) -> Result<Strings, Flaw> {
    let mut strings = Strings::default();
    let Some(mut xml) = parts.part(path)? else { return Ok(strings) };
    // Within a text, and not within how it is to be pronounced.
    let (mut in_text, mut aside) = (false, false);
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"t" => in_text = !aside,
                b"rPh" => aside = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                b"t" => in_text = false,
                b"rPh" => aside = false,
                b"si" => strings.end()?,
                _ => {}
            },
            Event::Eof => return Ok(strings),
            _ if in_text => strings.push(&text(&event).unwrap_or_default())?,
            _ => {}
        }
    }
}

/// What each style of cell makes of a number.
fn styles(parts: &mut Parts<'_>, path: &str) -> Result<Vec<Style>, Flaw> {
    let (mut formats, mut styles) = (BTreeMap::new(), Vec::new());
    let Some(mut xml) = parts.part(path)? else { return Ok(styles) };
    let mut in_cells = false;
    while let Some(tag) = xml.next_start()? {
        let id = |tag: &BytesStart<'_>| attribute(tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
        match tag.local_name().as_ref() {
            b"numFmt" => {
                if let (Some(id), Some(code)) = (id(&tag), attribute(&tag, "formatCode")) {
                    formats.insert(id, Style::of_code(&code));
                }
            }
            b"cellXfs" => in_cells = true,
            b"cellStyles" | b"dxfs" => in_cells = false,
            b"xf" if in_cells => {
                let id = id(&tag).unwrap_or(0);
                styles.push(formats.get(&id).copied().unwrap_or_else(|| Style::built_in(id)));
            }
            _ => {}
        }
        if formats.len() > MOST_STYLES || styles.len() > MOST_STYLES {
            return Err(Flaw::damaged("the workbook has more styles than it can have"));
        }
    }
    Ok(styles)
}

fn rows(parts: &mut Parts<'_>, path: &str, context: &Context, visit: &mut dyn Visit) -> Result<Step, Flaw> {
    let Some(mut xml) = parts.part(path)? else { return Err(Flaw::damaged("a sheet of the workbook is missing")) };
    let mut row = SheetRow::default();
    let mut cell = Cell::default();
    let mut line = 0;
    // Within what a cell holds, and not within its formula or how it is to be pronounced.
    let (mut in_value, mut aside) = (false, false);
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"row" => {
                    line = attribute(tag, "r").and_then(|line| line.parse::<u32>().ok()).map_or(line + 1, u64::from);
                    row.begin(line);
                    cell.column = 0;
                }
                b"c" => cell.begin(tag),
                b"v" | b"t" => in_value = !aside,
                b"rPh" => aside = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                b"v" | b"t" => in_value = false,
                b"rPh" => aside = false,
                b"c" => {
                    row.set(cell.column, &cell.shown(context));
                    cell.column += 1;
                }
                b"row" if !row.is_blank() => match visit.row(&row) {
                    Step::Next => {}
                    step => return Ok(step),
                },
                b"sheetData" => return Ok(Step::Next),
                _ => {}
            },
            Event::Eof => return Ok(Step::Next),
            _ if in_value && cell.value.len() <= LONGEST_ROW => cell.value.push_str(&text(&event).unwrap_or_default()),
            _ => {}
        }
    }
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: Kind,
    style: usize,
    value: String,
}

#[derive(Default, Clone, Copy)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Truth,
    Error,
    Iso,
}

impl Cell {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        self.kind = Kind::Number;
        self.style = 0;
        self.value.clear();
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            let value = &*attribute.value;
            match attribute.key.local_name().as_ref() {
                // A cell that doesn't say where it is stands right of the one before.
                b"r" => self.column = column(value).unwrap_or(self.column),
                b"s" => self.style = std::str::from_utf8(value).ok().and_then(|style| style.parse().ok()).unwrap_or(0),
                b"t" => {
                    self.kind = match value {
                        b"s" => Kind::Shared,
                        b"str" | b"inlineStr" => Kind::Text,
                        b"b" => Kind::Truth,
                        b"e" => Kind::Error,
                        b"d" => Kind::Iso,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
    }

    fn shown<'a>(&'a self, context: &'a Context) -> Cow<'a, str> {
        match self.kind {
            Kind::Number => match self.value.trim().parse::<f64>() {
                Ok(value) if value.is_finite() => {
                    let style = context.styles.get(self.style).copied().unwrap_or_default();
                    Cow::Owned(value::shown(value, style, context.from_1904))
                }
                _ => Cow::Borrowed(&self.value),
            },
            Kind::Shared => unescaped(self.value.trim().parse().map_or("", |index| context.strings.get(index))),
            Kind::Text => unescaped(&self.value),
            Kind::Truth if self.value.trim().is_empty() => Cow::Borrowed(""),
            Kind::Truth => Cow::Borrowed(if matches!(self.value.trim(), "1" | "true") { "TRUE" } else { "FALSE" }),
            Kind::Error => Cow::Borrowed(""),
            Kind::Iso => Cow::Owned(value::iso(&self.value)),
        }
    }
}

/// The column of `XFD1048576`, from 0.
fn column(place: &[u8]) -> Option<usize> {
    let letters = place.iter().take_while(|byte| byte.is_ascii_alphabetic()).take(4);
    let number = letters.fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    (1..=MOST_COLUMNS).contains(&number).then(|| number - 1)
}

/// Characters that XML can't hold are written `_x000D_`.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        out.push_str(&rest[..at]);
        match c {
            Some(c) => out.push(c),
            None => out.push_str("_x"),
        }
        rest = &rest[at + if c.is_some() { 7 } else { 2 }..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}
