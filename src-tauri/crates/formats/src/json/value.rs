//! What the JSON of an export holds: numbers as strings or as numbers; and what can be wrong with it.

use std::fmt;

use chrono::DateTime;
use earshot_model::{Certainty, Millis, ProblemCode, Stamp};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::id::{Fault, checked};

/// What is wrong with one element, before anyone knows where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) code: ProblemCode,
    pub(crate) field: Option<&'static str>,
    pub(crate) message: String,
    pub(crate) hint: &'static str,
}

impl Flaw {
    pub(crate) fn new(code: ProblemCode, field: &'static str, message: impl Into<String>) -> Flaw {
        Flaw { code, field: Some(field), message: message.into(), hint: "" }
    }
}

impl From<serde_json::Error> for Flaw {
    fn from(error: serde_json::Error) -> Flaw {
        let (code, what) = match error.classify() {
            serde_json::error::Category::Data => (ProblemCode::BadValue, "the element is not as the format has it"),
            _ => (ProblemCode::BadJson, "the element is not JSON"),
        };
        Flaw { code, field: None, message: format!("{what}: {error}"), hint: "" }
    }
}

/// A string or a number, as text. A number that went through a float is written so that no one takes it for an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word(pub(crate) String);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
        struct Words;
        impl Visitor<'_> for Words {
            type Value = Word;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text or a number")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Word, E> {
                Ok(Word(text.to_owned()))
            }
            fn visit_string<E: de::Error>(self, text: String) -> Result<Word, E> {
                Ok(Word(text))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Word, E> {
                Ok(Word(number.to_string()))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Word, E> {
                Ok(Word(number.to_string()))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Word, E> {
                Ok(Word(format!("{number:e}")))
            }
        }
        deserializer.deserialize_any(Words)
    }
}

/// The text of a field that is there and not blank.
pub(crate) fn stated(word: Option<Word>) -> Option<String> {
    word.map(|word| word.0).filter(|text| !text.trim().is_empty())
}

/// An id of digits that a field holds.
pub(crate) fn id(word: Option<Word>, field: &'static str) -> Result<String, Flaw> {
    let Some(text) = stated(word) else {
        return Err(Flaw::new(ProblemCode::MissingId, field, format!("`{field}` is missing")));
    };
    match checked(&text) {
        Ok(id) => Ok(id.to_owned()),
        Err(Fault { code, message, hint }) => Err(Flaw { code, field: Some(field), message, hint }),
    }
}

/// `2020-01-20T21:42:09.068Z`.
pub(crate) fn iso(text: &str) -> Option<Millis> {
    DateTime::parse_from_rfc3339(text.trim()).ok().map(|time| time.timestamp_millis())
}

/// A moment that a field states, to the second.
pub(crate) fn time(word: Option<Word>, field: &'static str, parse: fn(&str) -> Option<Millis>) -> Result<Stamp, Flaw> {
    let text = stated(word).ok_or_else(|| Flaw::new(ProblemCode::MissingDate, field, format!("`{field}` is missing")))?;
    match parse(&text) {
        Some(at) => Ok(Stamp { at, precision: 1, certainty: Certainty::Stated }),
        None => Err(Flaw::new(ProblemCode::BadDate, field, format!("`{text}` is no moment that there was"))),
    }
}
