//! The texts of the download, of which most are broken in one way.

use std::borrow::Cow;

use serde::Deserialize;

/// A text with its letters back.
///
/// The download writes each byte of UTF-8 as a character of its own, `caf\u00c3\u00a9`. Newer ones don't, and some texts in a
/// broken download are whole: so each text is judged by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(from = "Cow<'_, str>")]
pub(super) struct Repaired(pub(super) String);

impl From<Cow<'_, str>> for Repaired {
    fn from(text: Cow<'_, str>) -> Repaired {
        Repaired(repaired(&text).unwrap_or_else(|| text.into_owned()))
    }
}

/// `None` for a text that is as it ought to be.
fn repaired(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    String::from_utf8(bytes?).ok()
}

/// The text of a field that is there and not blank.
pub(super) fn said(text: Option<Repaired>) -> Option<String> {
    text.map(|text| text.0).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        Repaired::from(Cow::Borrowed(text)).0
    }

    #[test]
    fn bytes_that_stand_as_characters_become_letters() {
        assert_eq!(read("caf\u{c3}\u{a9}"), "café");
        assert_eq!(read("\u{f0}\u{9f}\u{91}\u{8d} \u{e2}\u{82}\u{ac}5"), "👍 €5");
    }

    #[test]
    fn a_whole_text_stays_as_it_is() {
        for text in ["", "plain", "café", "👍 caf\u{c3}\u{a9}", "naïve Zoë", "\u{c3}"] {
            assert_eq!(read(text), text);
        }
        assert_eq!(read(&read("caf\u{c3}\u{a9}")), "café");
    }
}
