//! The day of a release, in a text or in a file's name.

use chrono::{Datelike, NaiveDate};
use earshot_model::DateOrder;

use crate::moment::{self, Written};

/// The first day that is written in a line: `3 June 2026`, `June 3rd, 2026`, `3. Juni 2026`, `3 de junio de 2026`, `2026-06-03`,
/// `03.06.2026`. One that can be read in two ways (`3/6/2026`) only if `order` says which.
pub(super) fn in_line(line: &str, order: Option<DateOrder>) -> Option<Written> {
    let is_edge = |c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '*' | '_' | '"' | '|' | '–' | '—' | '-');
    let words: Vec<&str> =
        line.split_whitespace().map(|word| word.trim_matches(is_edge).trim_end_matches('.')).filter(|word| !word.is_empty()).collect();
    (0..words.len()).find_map(|from| {
        let one = alone(words[from], order);
        one.or_else(|| [3, 4, 5].iter().find_map(|count| among(words.get(from..from + count)?)))
    })
}

/// A day in one word.
fn alone(word: &str, order: Option<DateOrder>) -> Option<Written> {
    let day = word.split('T').next().unwrap_or_default().trim_end_matches('.');
    if !day.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.')) {
        return None;
    }
    let numbers: Vec<&str> = day.split(['-', '/', '.']).collect();
    let &[first, second, third] = &numbers[..] else { return None };
    let is_clear = first.len() == 4 || third.len() == 4 && (order.is_some() || day.contains('.') || above_12(first) || above_12(second));
    sane(moment::written(day, order).filter(|_| is_clear)?)
}

fn above_12(number: &str) -> bool {
    number.parse::<u32>().is_ok_and(|number| number > 12)
}

/// A day in these words, one of which is the year and one the month.
fn among(words: &[&str]) -> Option<Written> {
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let begins = words.first()?.starts_with(|c: char| c.is_ascii_digit()) || words.last().is_some_and(is_year);
    if !begins || words.iter().filter(|word| is_year(word)).count() != 1 || words.iter().any(|word| word.contains(':')) {
        return None;
    }
    sane(moment::written(&words.join(" "), None)?)
}

/// A release is of our times.
fn sane(written: Written) -> Option<Written> {
    (1990..2100).contains(&written.local.year()).then_some(written)
}

/// The day in a file's name: `2026-06-03 Bins.docx`, `20260603_bins.txt`, `Bins 3 June 2026.md`.
pub(super) fn in_name(name: &str) -> Option<Written> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let bytes = stem.as_bytes();
    for from in 0..bytes.len() {
        if from > 0 && bytes[from - 1].is_ascii_digit() {
            continue;
        }
        let mut digits = String::new();
        let mut at = from;
        while at < bytes.len() && digits.len() < 8 {
            match bytes[at] {
                digit if digit.is_ascii_digit() => digits.push(char::from(digit)),
                b'-' | b'_' | b'.' if matches!(digits.len(), 4 | 6) && bytes[at - 1].is_ascii_digit() => {}
                _ => break,
            }
            at += 1;
        }
        if digits.len() == 8
            && !bytes.get(at).is_some_and(u8::is_ascii_digit)
            && let Ok(day) = NaiveDate::parse_from_str(&digits, "%Y%m%d")
        {
            let written = Written { local: day.and_time(chrono::NaiveTime::MIN), precision: 86_400, offset: None };
            return sane(written);
        }
    }
    in_line(&stem.replace(['_', '-'], " "), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: Option<Written>) -> String {
        written.map_or("none".to_owned(), |written| written.local.date().to_string())
    }

    #[test]
    fn days_are_found_in_lines() {
        let lines = [
            ("Holm, 3 June 2026 – The quay reopens", "2026-06-03"),
            ("FOR IMMEDIATE RELEASE: Wednesday, June 3rd, 2026", "2026-06-03"),
            ("Holm (3. Juni 2026)", "2026-06-03"),
            ("Le 1er juin 2026,", "2026-06-01"),
            ("3 de junio de 2026.", "2026-06-03"),
            ("on the 3rd of June 2026", "2026-06-03"),
            ("Date: 2026-06-03T09:30:00Z", "2026-06-03"),
            ("03.06.2026", "2026-06-03"),
            ("23/06/2026", "2026-06-23"),
            ("3/6/2026", "none"),
            ("From 2 to 14 people in 2026", "none"),
            ("June 2026", "none"),
            ("31 June 2026", "none"),
            ("call 01234 567890", "none"),
            ("version 1.2.3", "none"),
            ("in 1850, on 3 June 1850", "none"),
        ];
        for (line, expected) in lines {
            assert_eq!(day(in_line(line, None)), expected, "{line}");
        }
        assert_eq!(day(in_line("3/6/2026", Some(DateOrder::DayFirst))), "2026-06-03");
    }

    #[test]
    fn days_are_found_in_names() {
        let names = [
            ("2026-06-03 Bins.docx", "2026-06-03"),
            ("20260603_bins.txt", "2026-06-03"),
            ("bins_2026.06.03.md", "2026-06-03"),
            ("Bins 3 June 2026.md", "2026-06-03"),
            ("bins-3-june-2026.html", "2026-06-03"),
            ("120260603.txt", "none"),
            ("2026-13-03.txt", "none"),
            ("bins.txt", "none"),
        ];
        for (name, expected) in names {
            assert_eq!(day(in_name(name)), expected, "{name}");
        }
    }
}
