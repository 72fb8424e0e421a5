//! What the first bytes say: the encoding, and the root element.

use earshot_model::Overrides;
use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::name;
use crate::text::{Guess, guess};

/// The first tag of a document: its name, and all that stands in it.
pub(crate) fn root(head: &[u8]) -> Option<(String, String)> {
    let text = encoding(head, &Overrides::default()).decode(head);
    let start = text.trim_start_matches(['\u{feff}', '\0']).trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(start);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => return Some((name(&tag), String::from_utf8_lossy(&tag).into_owned())),
            Event::Eof | Event::Empty(_) | Event::End(_) => return None,
            _ => {}
        }
    }
}

/// The encoding that was chosen by hand, or that the bytes show, or else the one that the file declares.
pub(crate) fn encoding(head: &[u8], overrides: &Overrides) -> Guess {
    if let Some(chosen) = Guess::chosen(head, overrides) {
        return chosen;
    }
    let mut guess = guess(head);
    if guess.is_utf16() || Encoding::for_bom(head).is_some() {
        return guess;
    }
    let declared = declared(head).and_then(|label| Encoding::for_label(label.as_bytes()));
    // What declares UTF-8 and is not, or UTF-16 and is not, was saved anew by something that did not look.
    if let Some(declared) = declared.filter(|declared| *declared != encoding_rs::UTF_8 && declared.is_ascii_compatible()) {
        guess.encoding = declared;
        guess.why = "the file declares it";
    }
    guess
}

/// The label in `<?xml version="1.0" encoding="…"?>`.
fn declared(head: &[u8]) -> Option<&str> {
    let start = head.trim_ascii_start().get(..200.min(head.trim_ascii_start().len()))?;
    let end = start.windows(2).position(|pair| pair == b"?>")?;
    let declaration = str::from_utf8(&start[..end]).ok()?.strip_prefix("<?xml")?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next()
}
