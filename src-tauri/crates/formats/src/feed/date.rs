//! The dates of feeds: RFC 2822 in RSS, ISO 8601 in Atom and Dublin Core, and each in the place of the other.

use chrono::{Month, NaiveDate, NaiveTime};
use earshot_model::{Certainty, Millis, Stamp};

use crate::moment;
use crate::time::{DAY, iso_day, midnight};

/// The moment, or why it is none.
pub(super) fn parse(text: &str) -> Result<Stamp, String> {
    let text = text.trim();
    let is_iso = text.len() >= 10 && text.is_char_boundary(10) && iso_shape(&text.as_bytes()[..10]);
    if is_iso { iso(text) } else { rfc_2822(text) }
}

fn iso_shape(start: &[u8]) -> bool {
    start.iter().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// `2024-06-03T09:30:00+01:00`, without seconds, or the day alone.
fn iso(text: &str) -> Result<Stamp, String> {
    let day = iso_day(&text[..10]).ok_or_else(|| format!("there was no day `{}`", &text[..10]))?;
    let rest = text[10..].trim_start_matches(['T', 't', ' ']);
    if rest.is_empty() {
        return Ok(stamp(midnight(day), DAY as u32 / 1_000));
    }
    let zone_at = rest.find(['Z', 'z', '+', '-', ' ']).ok_or_else(|| format!("`{text}` has no time zone"))?;
    let (clock, precision) = clock(&rest[..zone_at]).ok_or_else(|| format!("`{text}` is not a date"))?;
    let offset = offset(rest[zone_at..].trim()).ok_or_else(|| format!("the time zone of `{text}` is not known"))?;
    Ok(stamp(midnight(day) + clock - offset, precision))
}

/// `Mon, 03 Jun 2024 09:30:00 GMT`. The name of the weekday is not looked at; years may have two digits.
fn rfc_2822(text: &str) -> Result<Stamp, String> {
    let not_a_date = || format!("`{text}` is not a date");
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).peekable();
    words.next_if(|word| word.starts_with(|first: char| first.is_alphabetic()));
    let (Some(day), Some(month), Some(year)) = (words.next(), words.next(), words.next()) else { return Err(not_a_date()) };
    let (Ok(number), Ok(month_number), Ok(mut full_year)) = (day.parse::<u32>(), month.parse::<Month>(), year.parse::<i32>()) else {
        return Err(not_a_date());
    };
    if year.len() == 2 {
        full_year += if full_year < 50 { 2_000 } else { 1_900 };
    }
    let date = NaiveDate::from_ymd_opt(full_year, month_number.number_from_month(), number);
    let date = date.filter(|_| year.len() == 2 || year.len() == 4).ok_or_else(|| format!("there was no day `{day} {month} {year}`"))?;
    let Some(time) = words.next() else { return Ok(stamp(midnight(date), DAY as u32 / 1_000)) };
    let (clock, precision) = clock(time).ok_or_else(not_a_date)?;
    let zone = words.next().ok_or_else(|| format!("`{text}` has no time zone"))?;
    let offset = offset(zone).ok_or_else(|| format!("the time zone of `{text}` is not known"))?;
    Ok(stamp(midnight(date) + clock - offset, precision))
}

/// `09:30`, `09:30:00` or `09:30:00.125` in milliseconds since midnight, and the precision in seconds.
fn clock(text: &str) -> Option<(Millis, u32)> {
    let precision = if text.matches(':').count() == 1 { 60 } else { 1 };
    let time = NaiveTime::parse_from_str(text, if precision == 60 { "%H:%M" } else { "%H:%M:%S%.f" }).ok()?;
    let since = time.signed_duration_since(NaiveTime::MIN).num_milliseconds();
    // The leap second that a clock may show is no moment of UTC milliseconds.
    (since < DAY && !text.contains(":60")).then_some((since, precision))
}

/// `Z`, `+0100`, `+01:00` or a name, in milliseconds east of UTC.
fn offset(zone: &str) -> Option<Millis> {
    if zone.starts_with(['+', '-']) {
        return Some(Millis::from(moment::offset(zone)?) * 1_000);
    }
    // In RFC 2822, `CST` means one zone only; the others are those that European newsrooms write.
    let hours = match &*zone.to_ascii_lowercase() {
        "gmt" | "utc" | "ut" | "z" => 0,
        "bst" | "west" => 1,
        "cst" => -6,
        name => moment::abbreviation(name)?,
    };
    Some(Millis::from(hours) * 3_600_000)
}

fn stamp(at: Millis, precision: u32) -> Stamp {
    Stamp { at, precision, certainty: Certainty::Stated }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn at(text: &str) -> (String, u32) {
        let stamp = parse(text).unwrap();
        (DateTime::from_timestamp_millis(stamp.at).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string(), stamp.precision)
    }

    #[test]
    fn zone_names_and_offsets_are_read() {
        let cases = [
            ("Mon, 03 Jun 2024 09:30:00 GMT", "2024-06-03T09:30:00", 1),
            ("Mon, 03 Jun 2024 09:30:00 EST", "2024-06-03T14:30:00", 1),
            ("Mon, 03 Jun 2024 09:30:00 PST", "2024-06-03T17:30:00", 1),
            ("Mon, 03 Jun 2024 09:30:00 PDT", "2024-06-03T16:30:00", 1),
            ("Mon, 03 Jun 2024 09:30:00 BST", "2024-06-03T08:30:00", 1),
            ("3 June 24 09:30 +0530", "2024-06-03T04:00:00", 60),
            ("Mon, 3 Jun 2024 00:10:00 +0100", "2024-06-02T23:10:00", 1),
            ("Mon, 3 Jun 2024", "2024-06-03T00:00:00", 86_400),
            ("2024-06-03T09:30:00.250+01:00", "2024-06-03T08:30:00", 1),
            ("2024-06-03T09:30Z", "2024-06-03T09:30:00", 60),
            ("2024-06-03", "2024-06-03T00:00:00", 86_400),
        ];
        for (text, moment, precision) in cases {
            assert_eq!(at(text), (moment.to_owned(), precision), "{text}");
        }
    }

    #[test]
    fn what_was_no_moment_is_refused() {
        assert_eq!(parse("Tue, 30 Feb 2024 09:30:00 GMT").unwrap_err(), "there was no day `30 Feb 2024`");
        assert_eq!(parse("2023-02-29T00:00:00Z").unwrap_err(), "there was no day `2023-02-29`");
        assert_eq!(parse("Mon, 03 Jun 2024 25:30:00 GMT").unwrap_err(), "`Mon, 03 Jun 2024 25:30:00 GMT` is not a date");
        assert_eq!(parse("Mon, 03 Jun 2024 09:30:00").unwrap_err(), "`Mon, 03 Jun 2024 09:30:00` has no time zone");
        assert_eq!(parse("Mon, 03 Jun 2024 09:30:00 XYZ").unwrap_err(), "the time zone of `Mon, 03 Jun 2024 09:30:00 XYZ` is not known");
        assert_eq!(parse("yesterday").unwrap_err(), "`yesterday` is not a date");
        assert_eq!(parse("1709164800").unwrap_err(), "`1709164800` is not a date");
    }
}
