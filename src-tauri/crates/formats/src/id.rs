//! What an id may be, and the time that is in it.

use earshot_model::{Millis, ProblemCode};
use sha2::{Digest, Sha256};

use crate::text::brief;

/// Milliseconds of 1970 at which X began to number posts by time.
const X_EPOCH: Millis = 1_288_834_974_657;

/// An address may be one, and is seldom longer.
const LONGEST: usize = 2_000;

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
        Err(damaged(text))
    } else {
        Err(Fault { code: ProblemCode::BadValue, message: format!("`{}` is not an id", brief(text, 40)), hint: "ids here are digits only" })
    }
}

/// An id in a column that a data-frame tool has made a float of for the sake of its blanks: `119237.0` is whole, and
/// `1001209144211206144.0`, past the fifteen digits that a float holds, is not.
pub(crate) fn checked_parent(text: &str) -> Result<&str, Fault> {
    checked(without_fraction(text))
}

/// An id that may hold letters, `t1_k3xq9a` or `523ffffb7aa58d1b6700000f`, or be an address; what is wrong with it, if it is none.
pub(crate) fn worded(text: &str) -> Result<&str, Fault> {
    let text = without_fraction(text);
    if text.is_empty() || is_power_of_ten(text) || text.strip_suffix(".0").is_some_and(are_digits) {
        return checked(text);
    }
    if text.len() > LONGEST || text.chars().any(char::is_control) {
        return Err(Fault { code: ProblemCode::BadValue, message: format!("`{}` is not an id", brief(text, 40)), hint: "export again" });
    }
    Ok(text)
}

/// `119237` of `119237.0`, if a float holds it.
fn without_fraction(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix(".0").filter(|whole| are_digits(whole) && whole.len() <= 15).unwrap_or(text)
}

/// `1.2E+17` and `1e+18`, which a spreadsheet makes of an id; of letters and digits alone an id may well be `12e5`.
fn is_power_of_ten(text: &str) -> bool {
    text.split_once(['e', 'E']).is_some_and(|(mantissa, exponent)| {
        let (first, rest) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
        let is_number = !rest.is_empty() || exponent.starts_with('+');
        is_number && are_digits(first) && (rest.is_empty() || are_digits(rest)) && are_digits(exponent.trim_start_matches('+'))
    })
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The id of a message that has none: the first 16 hex digits of the SHA-256 of what identifies it.
pub(crate) fn made_of(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\0"));
    digest[..8].iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn damaged(text: &str) -> Fault {
    Fault {
        code: ProblemCode::DamagedId,
        message: format!("the id `{}` was turned into a number and lost its digits", brief(text, 40)),
        hint: "export again and don't open the file in a spreadsheet",
    }
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn an_id_may_be_any_text_but_a_number_that_lost_its_digits() {
        for (text, id) in [(" 7 ", "7"), ("a1-B2", "a1-B2"), ("119237.0", "119237"), ("12e5", "12e5"), ("1.2.3", "1.2.3")] {
            assert_eq!(worded(text).ok(), Some(id), "{text}");
        }
        for text in ["1.2E+17", "1,22158E+17", "1e+18", "1.5e17", "1001209144211206144.0"] {
            assert_eq!(worded(text).unwrap_err().code, ProblemCode::DamagedId, "{text}");
        }
    }

    #[test]
    fn an_id_is_made_of_what_identifies_a_message() {
        // From `printf 'a\\0b' | sha256sum`.
        assert_eq!(made_of(&["a", "b"]), "59b271ae1bbcb1d3");
        assert_ne!(made_of(&["ab", ""]), made_of(&["a", "b"]));
    }

    #[test]
    fn an_id_of_letters_and_digits_is_not_a_damaged_number() {
        for id in ["1e5", "523e45", "t1_k3xq9a", "523ffffb7aa58d1b6700000f", "10156495770507579"] {
            assert_eq!(worded(id).unwrap(), id);
        }
        for (text, code) in [("1E+05", ProblemCode::DamagedId), ("1.2E+17", ProblemCode::DamagedId), (" ", ProblemCode::MissingId)] {
            assert_eq!(worded(text).unwrap_err().code, code);
        }
        assert_eq!(worded("a\nb").unwrap_err().code, ProblemCode::BadValue);
    }
}
