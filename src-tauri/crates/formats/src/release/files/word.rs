//! A Word document: the text of a `.docx`, which is a zip with the text as XML in it.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use earshot_model::ProblemCode;
use zip::ZipArchive;

use super::document::Document;
use crate::markup::tidy;
use crate::text::Decoded;
use crate::xml::{Elements, Found, Names};

/// A document whose text is longer than this as XML is not read.
const LONGEST: u64 = 256 << 20;

/// What is read of a document's words, in bytes.
const MOST_WORDS: usize = 4 << 20;

/// Of paragraphs only that they begin: they may hold others, in the boxes that float in them. `mc:Fallback` says what was said
/// for older programs, and `w:moveFrom` what stands elsewhere now.
const BODY: Names =
    Names { whole: &["w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:pStyle", "mc:Fallback", "w:moveFrom"], opened: &["w:p"] };

const CORE: Names = Names { whole: &["dc:title"], opened: &[] };

/// The document, or why it can't be read.
pub(super) fn document(bytes: Vec<u8>) -> Result<Document, (ProblemCode, &'static str)> {
    // The directory of a zip of the old kind has 65,535 files at most; a document has a few dozen.
    let tail = &bytes[bytes.len().saturating_sub(128 << 10)..];
    if memchr::memmem::find(tail, b"PK\x06\x06").is_some() {
        return Err((ProblemCode::TooLarge, "the document holds more files than a document does"));
    }
    let damaged = (ProblemCode::TruncatedArchive, "the document is damaged: what is in it can't be unpacked");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged)?;
    let body = archive.file_names().flatten().find(|name| name.starts_with("word/document") && name.ends_with(".xml")).map(Cow::into_owned);
    let Some(body) = body else {
        return Err((ProblemCode::MissingPart, "the document has no text in it"));
    };
    let core_title = archive.by_name("docProps/core.xml").ok().and_then(|core| core_title(core.take(1 << 20)));
    let body = archive.by_name(&body).map_err(|_| damaged)?;
    if body.size() > LONGEST {
        return Err((ProblemCode::TooLarge, "the document would unpack beyond all measure"));
    }
    let (paragraphs, styled) = paragraphs(body.take(LONGEST)).map_err(|_| damaged)?;
    let mut lines = paragraphs.iter().map(|line| tidy(line)).collect::<Vec<_>>();
    let at = styled.or_else(|| if core_title.is_none() { lines.iter().position(|line| !line.is_empty()) } else { None });
    let title = at.and_then(|at| lines.get_mut(at)).map(std::mem::take).or(core_title).unwrap_or_default();
    lines.retain(|line| !line.is_empty() && *line != title);
    Ok(Document { title: title.replace('\n', " "), body: lines.join("\n"), link: None, date: None })
}

/// The title that is kept beside the text.
fn core_title(core: impl Read + Send) -> Option<String> {
    match Elements::new(Decoded::utf8(core), CORE).next() {
        Ok(Some(Found::Whole(whole))) => Some(whole.element.text().into_owned()).filter(|title| !title.is_empty()),
        _ => None,
    }
}

/// The paragraphs, and which of them is set as the title.
fn paragraphs(body: impl Read + Send) -> std::io::Result<(Vec<String>, Option<usize>)> {
    let mut elements = Elements::new(Decoded::utf8(body), BODY);
    let mut paragraphs: Vec<String> = Vec::new();
    let (mut styled, mut length) = (None, 0);
    while let Some(found) = elements.next()? {
        let element = match found {
            Found::Opened => {
                length += 1;
                paragraphs.push(String::new());
                continue;
            }
            Found::Whole(whole) => whole.element,
            Found::Broken(_) => return Err(std::io::ErrorKind::InvalidData.into()),
        };
        if length > MOST_WORDS {
            break;
        }
        let last = paragraphs.len().saturating_sub(1);
        let Some(paragraph) = paragraphs.last_mut() else { continue };
        match &*element.name {
            "w:t" => {
                let words = element.inner(false);
                length += words.len();
                paragraph.push_str(&words);
            }
            "w:tab" => paragraph.push(' '),
            "w:br" | "w:cr" => paragraph.push('\n'),
            "w:noBreakHyphen" => paragraph.push('-'),
            // Word in another language abbreviates the names of its styles: `berschrift1`.
            "w:pStyle" if styled.is_none() => {
                const TITLES: [&str; 8] = ["Title", "Heading1", "Titel", "berschrift1", "Titre", "Titre1", "Ttulo", "Ttulo1"];
                let is_title = element.attribute("w:val").is_some_and(|style| TITLES.contains(&style));
                styled = is_title.then_some(last);
            }
            _ => {}
        }
    }
    Ok((paragraphs, styled))
}
