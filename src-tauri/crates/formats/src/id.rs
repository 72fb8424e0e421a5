//! What an id may be, and the time that is in it.

use earshot_model::{Millis, ProblemCode};
use sha2::{Digest, Sha256};

/// Milliseconds of 1970 at which X began to number posts by time.
const X_EPOCH: Millis = 1_288_834_974_657;

/// Ids below this were counted up, to 29,700,859,247 in November 2010; those above hold the time.
const FIRST_BY_TIME: u64 = 1 << 35;

/// The moment at which X made an id; `None` for an id from before ids held the time.
pub(crate) fn made_at(id: &str) -> Option<Millis> {
    let id: u64 = id.parse().ok()?;
    if id < FIRST_BY_TIME || id > i64::MAX.cast_unsigned() {
        return None;
    }
    Some((id >> 22).cast_signed() + X_EPOCH)
}

/// An id as it stands in a table, without blanks; what is wrong with it, if it is none.
pub(crate) fn checked(text: &str) -> Result<&str, Fault> {
    let text = text.trim();
    if !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text)
    } else if text.is_empty() {
        Err(Fault { code: ProblemCode::MissingId, message: "the row has no id".to_owned(), hint: "" })
    } else if is_damaged(text) {
        Err(Fault {
            code: ProblemCode::DamagedId,
            message: format!("the id `{text}` was turned into a number and lost its digits"),
            hint: "export again and don't open the file in a spreadsheet",
        })
    } else {
        Err(Fault { code: ProblemCode::BadValue, message: format!("`{}` is not an id", brief(text)), hint: "ids here are digits only" })
    }
}

/// An id in a column that a data-frame tool has made a float of for the sake of its blanks: `119237.0` is whole, and
/// `1001209144211206144.0`, past the fifteen digits that a float holds, is not.
pub(crate) fn checked_parent(text: &str) -> Result<&str, Fault> {
    match text.trim().strip_suffix(".0") {
        Some(whole) if whole.len() <= 15 => checked(whole),
        _ => checked(text),
    }
}

/// The id of a message that has none: the first 16 hex digits of the SHA-256 of what identifies it.
pub(crate) fn made_of(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\0"));
    digest[..8].iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// Why a text is no id.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) code: ProblemCode,
    pub(crate) message: String,
    pub(crate) hint: &'static str,
}

/// `1.2E+17`, `1,2E+17`, `1001209144211206144.0`.
fn is_damaged(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.contains(['.', ',', 'e', 'E'])
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'e' | 'E' | '+' | '-'))
}

fn brief(text: &str) -> String {
    text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
