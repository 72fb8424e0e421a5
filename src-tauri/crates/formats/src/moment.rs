//! Moments as exports and spreadsheets write them: days and clocks in any usual order, with a zone or without.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use earshot_model::{Certainty, DateOrder, Millis, Overrides, Problem, ProblemCode, Severity, Stamp};

/// A moment as it is written, before its zone is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) local: NaiveDateTime,
    /// In seconds: 1, 60, or 86 400 when only the day is written.
    pub(crate) precision: u32,
    /// What it says about its zone, in seconds east of UTC.
    pub(crate) offset: Option<i32>,
}

impl Written {
    /// The moment, in `zone` where it states none.
    pub(crate) fn stamp(self, zone: Tz, certainty: Certainty) -> Stamp {
        match self.offset {
            Some(offset) => {
                let at = self.local.and_utc().timestamp_millis() - Millis::from(offset) * 1_000;
                Stamp { at, precision: self.precision, certainty: Certainty::Stated }
            }
            None => Stamp { at: at(self.local, zone), precision: self.precision, certainty },
        }
    }
}

/// A zone by its IANA name, if there is one and it is one.
pub(crate) fn zone(name: Option<&str>) -> Option<Tz> {
    name?.parse().ok()
}

/// The zone that was chosen by hand, or else the one that is known of the format, and which of the two it is.
pub(crate) fn zone_or(overrides: &Overrides, usual: Tz) -> (Tz, Certainty) {
    match zone(overrides.zone.as_deref()) {
        Some(zone) => (zone, Certainty::ZoneChosen),
        None => (usual, Certainty::ZoneAssumed),
    }
}

/// The zone that was chosen by hand, if one was; a refusal where there is no such zone.
pub(crate) fn chosen_zone(overrides: &Overrides, shown: &str) -> Result<Option<Tz>, Problem> {
    let Some(zone) = &overrides.zone else { return Ok(None) };
    let unknown = |_| Problem::new(Severity::Refused, ProblemCode::NoZone, shown, format!("there is no time zone `{zone}`"));
    zone.parse().map(Some).map_err(|error| unknown(error).hint("write it as in Europe/London"))
}

/// A local time in UTC: of two the earlier one, and one that the clocks skipped as far behind the skip as it is in it.
pub(crate) fn at(local: NaiveDateTime, zone: Tz) -> Millis {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => moment.timestamp_millis(),
        LocalResult::None => {
            let before = local - TimeDelta::hours(3);
            match zone.from_local_datetime(&before).earliest() {
                Some(moment) => moment.timestamp_millis() + 3 * 3_600_000,
                None => local.and_utc().timestamp_millis(),
            }
        }
    }
}

/// Reads a moment: `2026-01-02T03:04:05.678Z`, `2026-01-02 03:04`, `2025/12/12 11:30:00`, `09/28/2026 18:12`, `06/04/2014
/// 04:03:05 PM`, `9/5/26, 1:12 AM`, `03.09.2026 18:00`, `08 Mar 2022`, `Dec 18, 2022`, `Sat Sep 05 08:12:14 UTC 2026`; each with `Z`,
/// `UTC`, an offset or one of the usual abbreviations behind it, or with none.
///
/// `order` settles what `3/4/2026` is; without it such a date is read with the month first, and a date that has a day above 12
/// is read in the only way it can be. `None`: it is written otherwise, or there was no such moment.
pub(crate) fn written(text: &str, order: Option<DateOrder>) -> Option<Written> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(Written { local: moment.naive_local(), precision: 1, offset: Some(moment.offset().local_minus_utc()) });
    }
    let mut parts = Parts::default();
    for word in text.split([' ', ',', '\u{a0}', '\u{202f}']).filter(|word| !word.is_empty()) {
        // `2026-01-02T03:04:05` without a zone.
        match word.split_once('T').filter(|(day, clock)| day.len() == 10 && clock.as_bytes().get(2) == Some(&b':')) {
            Some((day, clock)) => {
                parts.word(day, order)?;
                parts.word(clock, order)?;
            }
            None => parts.word(word, order)?,
        }
    }
    parts.moment()
}

/// A moment in seconds (ten digits) or milliseconds (thirteen) of 1970, which some programs write.
pub(crate) fn epoch(text: &str) -> Option<Written> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(whole.len(), 10 | 13) || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let number: Millis = whole.parse().ok()?;
    let moment = DateTime::from_timestamp_millis(if whole.len() == 13 { number } else { number * 1_000 })?;
    Some(Written { local: moment.naive_utc(), precision: 1, offset: Some(0) })
}

/// Whether days or months come first in these cells; `None` when every one of them can be read both ways, or they disagree.
pub(crate) fn order<'c>(cells: impl IntoIterator<Item = &'c str>) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (false, false);
    for cell in cells {
        let day = cell.trim().split([' ', ',']).next().unwrap_or_default();
        let mut numbers = day.split(['/', '.', '-']).map(str::parse::<u32>);
        if let (Some(Ok(first)), Some(Ok(second)), Some(Ok(_)), None) = (numbers.next(), numbers.next(), numbers.next(), numbers.next()) {
            day_first |= (13..=31).contains(&first) && second <= 12 || day.contains('.') && first <= 31;
            month_first |= first <= 12 && (13..=31).contains(&second);
        }
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// What the words of a moment have said so far.
#[derive(Default)]
struct Parts {
    date: Option<NaiveDate>,
    /// A day, a month and a year that stand apart.
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    clock: Option<(NaiveTime, u32)>,
    afternoon: Option<bool>,
    offset: Option<i32>,
}

impl Parts {
    fn word(&mut self, word: &str, order: Option<DateOrder>) -> Option<()> {
        let word = word.trim_end_matches('.');
        let first = word.chars().next()?;
        if word.contains(':') && first.is_ascii_digit() {
            return self.clock_word(word);
        }
        if matches!(first, '+' | '-') && self.clock.is_some() {
            self.offset = Some(offset(word)?);
            return Some(());
        }
        if first.is_ascii_digit() {
            if let Some(date) = date(word, order) {
                return self.date.replace(date).is_none().then_some(());
            }
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let number: u32 = digits.parse().ok()?;
            return match digits.len() {
                4 => self.year.replace(i32::try_from(number).ok()?).is_none().then_some(()),
                1 | 2 => self.day.replace(number).is_none().then_some(()),
                _ => None,
            };
        }
        let lower = word.to_lowercase();
        match &*lower {
            "am" | "a.m" => self.afternoon = Some(false),
            "pm" | "p.m" => self.afternoon = Some(true),
            "z" | "utc" | "gmt" => self.offset = Some(0),
            "at" | "de" | "of" => {}
            _ => match (month(&lower), abbreviation(&lower)) {
                (Some(month), _) => return self.month.replace(month).is_none().then_some(()),
                (None, Some(hours)) if self.clock.is_some() => self.offset = Some(hours * 3_600),
                _ if WEEKDAYS.iter().any(|day| lower.starts_with(day)) => {}
                _ => return None,
            },
        }
        Some(())
    }

    /// `03:04`, `03:04:05`, `03:04:05.678`, and a zone or a half of the day right behind it.
    fn clock_word(&mut self, word: &str) -> Option<()> {
        let end = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(word.len());
        let (clock, rest) = word.split_at(end);
        let format = match clock.matches(':').count() {
            1 => "%H:%M",
            2 => "%H:%M:%S%.f",
            _ => return None,
        };
        let precision = if format.len() == 5 { 60 } else { 1 };
        self.clock = Some((NaiveTime::parse_from_str(clock, format).ok()?, precision));
        match rest.to_lowercase().as_str() {
            "" => {}
            "z" => self.offset = Some(0),
            "am" => self.afternoon = Some(false),
            "pm" => self.afternoon = Some(true),
            _ => self.offset = Some(offset(rest)?),
        }
        Some(())
    }

    fn moment(self) -> Option<Written> {
        let date = match self.date {
            Some(date) => date,
            None => NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)?,
        };
        let Some((clock, precision)) = self.clock else {
            return Some(Written { local: date.and_time(NaiveTime::MIN), precision: 86_400, offset: None });
        };
        let hours = clock.signed_duration_since(NaiveTime::MIN).num_hours();
        let clock = match self.afternoon {
            Some(_) if !(1..=12).contains(&hours) => return None,
            Some(true) if hours < 12 => clock + TimeDelta::hours(12),
            Some(false) if hours == 12 => clock - TimeDelta::hours(12),
            _ => clock,
        };
        Some(Written { local: date.and_time(clock), precision, offset: self.offset })
    }
}

/// `2026-01-02`, `2026/1/2`, `09/28/2026`, `28.9.2026`, `9/5/26`.
fn date(word: &str, order: Option<DateOrder>) -> Option<NaiveDate> {
    let separator = word.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = word.split(separator).collect();
    let &[a, b, c] = &parts[..] else { return None };
    let number = |text: &str| if (1..=4).contains(&text.len()) { text.parse::<u32>().ok() } else { None };
    let (first, second, third) = (number(a)?, number(b)?, number(c)?);
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, second, third);
    }
    let year = match c.len() {
        4 => third,
        2 => 2_000 + third,
        _ => return None,
    };
    let day_first = match order {
        _ if first > 12 => true,
        _ if second > 12 => false,
        Some(order) => order == DateOrder::DayFirst,
        None => separator == '.',
    };
    let (day, month) = if day_first { (first, second) } else { (second, first) };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// `+00:00`, `-0530`, `+02`, in seconds.
pub(crate) fn offset(text: &str) -> Option<i32> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    let (hours, minutes): (i32, i32) = match digits.len() {
        2 => (digits.parse().ok()?, 0),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        _ => return None,
    };
    (hours < 15 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The zones that exports abbreviate, in hours east of UTC. `CST` and `IST` mean several, and are not read.
pub(crate) fn abbreviation(word: &str) -> Option<i32> {
    Some(match word {
        "est" => -5,
        "edt" => -4,
        "cdt" => -5,
        "mst" => -7,
        "mdt" => -6,
        "pst" => -8,
        "pdt" => -7,
        "wet" => 0,
        "cet" => 1,
        "cest" | "eet" => 2,
        "eest" => 3,
        _ => return None,
    })
}

/// The month of a name or its abbreviation, in the languages whose exports were seen: English, German, French, Spanish,
/// Portuguese, Italian, Dutch.
fn month(word: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["jan", "janv", "ene", "gen"],
        &["feb", "fév", "févr", "fev"],
        &["mar", "mär", "märz", "mars", "maart", "mrt"],
        &["apr", "avr", "abr"],
        &["may", "mai", "mayo", "maio", "mag", "mei"],
        &["jun", "juin", "giu"],
        &["jul", "juil", "lug"],
        &["aug", "août", "aou", "ago"],
        &["sep", "sept", "set"],
        &["oct", "okt", "out", "ott"],
        &["nov"],
        &["dec", "dez", "déc", "dic"],
    ];
    const LONG: [&[&str]; 12] = [
        &["january", "januar", "janvier", "enero", "janeiro", "gennaio", "januari"],
        &["february", "februar", "février", "febrero", "fevereiro", "febbraio", "februari"],
        &["march", "marzo", "março"],
        &["april", "avril", "abril", "aprile"],
        &["maggio"],
        &["june", "juni", "junio", "junho", "giugno"],
        &["july", "juli", "juillet", "julio", "julho", "luglio"],
        &["august", "agosto", "augustus"],
        &["september", "septembre", "septiembre", "setembro", "settembre"],
        &["october", "oktober", "octobre", "octubre", "outubro", "ottobre"],
        &["november", "novembre", "noviembre", "novembro"],
        &["december", "dezember", "décembre", "diciembre", "dezembro", "dicembre"],
    ];
    let place = |names: [&[&str]; 12]| names.iter().position(|names| names.contains(&word));
    place(NAMES).or_else(|| place(LONG)).map(|index| index as u32 + 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    /// As `local ±precision offset`.
    fn read(text: &str) -> String {
        read_in(text, None)
    }

    fn read_in(text: &str, order: Option<DateOrder>) -> String {
        match written(text, order) {
            Some(written) => {
                let offset = written.offset.map_or(String::new(), |offset| format!(" {offset:+}"));
                format!("{} ±{}{offset}", written.local, written.precision)
            }
            None => "none".to_owned(),
        }
    }

    #[test]
    fn usual_ways_of_writing_a_moment_are_read() {
        assert_eq!(read("2017-05-02T13:05:59Z"), "2017-05-02 13:05:59 ±1 +0");
        assert_eq!(read("2023-09-19T17:42:53.434647+00:00"), "2023-09-19 17:42:53.434647 ±1 +0");
        assert_eq!(read("2017-05-02T13:05:59"), "2017-05-02 13:05:59 ±1");
        assert_eq!(read("2024-01-15 10:30:00 UTC"), "2024-01-15 10:30:00 ±1 +0");
        assert_eq!(read("2017-10-11 22:18:59 +0000"), "2017-10-11 22:18:59 ±1 +0");
        assert_eq!(read("2020-06-23 09:01:46 EDT"), "2020-06-23 09:01:46 ±1 -14400");
        assert_eq!(read("2025/12/12 11:30:00"), "2025-12-12 11:30:00 ±1");
        assert_eq!(read("09/28/2026 18:12"), "2026-09-28 18:12:00 ±60");
        assert_eq!(read("06/04/2014 04:03:05 PM"), "2014-06-04 16:03:05 ±1");
        assert_eq!(read("9/5/26, 1:12 AM"), "2026-09-05 01:12:00 ±60");
        assert_eq!(read("9/5/26, 12:12 AM"), "2026-09-05 00:12:00 ±60");
        assert_eq!(read("03.09.2026 18:00"), "2026-09-03 18:00:00 ±60");
        assert_eq!(read("08 Mar 2022"), "2022-03-08 00:00:00 ±86400");
        assert_eq!(read("Dec 18, 2022"), "2022-12-18 00:00:00 ±86400");
        assert_eq!(read("14 sept 2026"), "2026-09-14 00:00:00 ±86400");
        assert_eq!(read("Sat Sep 05 08:12:14 UTC 2026"), "2026-09-05 08:12:14 ±1 +0");
        assert_eq!(read("2021-08-01"), "2021-08-01 00:00:00 ±86400");
    }

    #[test]
    fn a_number_of_seconds_or_milliseconds_is_a_moment() {
        let read = |text| epoch(text).map(|written| written.local.to_string());
        assert_eq!(read("1709287200"), Some("2024-03-01 10:00:00".to_owned()));
        assert_eq!(read("1709287200.0"), Some("2024-03-01 10:00:00".to_owned()));
        assert_eq!(read("1709287200123"), Some("2024-03-01 10:00:00.123".to_owned()));
        assert_eq!((read("170928720"), read("2024-03-01"), read("-170928720"), read("1763504454339919877")), (None, None, None, None));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in ["", "x", "2026", "2026-13-01", "31.2.2026", "25:00", "12", "13:00 PM 1/1/2026", "1/1/2026 1/2/2026", "tomorrow"] {
            assert_eq!(read(text), "none", "{text}");
        }
        // The middle of a zone may lie within a letter.
        for text in ["2026-01-02 10:00 +0é1", "2026-01-02 10:00+0é1"] {
            assert_eq!(read(text), "none", "{text}");
        }
    }

    #[test]
    fn the_order_is_asked_for_only_where_it_matters() {
        assert_eq!(read_in("3/4/2026", Some(DateOrder::DayFirst)), "2026-04-03 00:00:00 ±86400");
        assert_eq!(read_in("3/4/2026", Some(DateOrder::MonthFirst)), "2026-03-04 00:00:00 ±86400");
        assert_eq!(read_in("23/4/2026", Some(DateOrder::MonthFirst)), "2026-04-23 00:00:00 ±86400");
        assert_eq!(order(["3/4/2026", "23/09/2013 18:23"]), Some(DateOrder::DayFirst));
        assert_eq!(order(["3/4/2026", "3/14/2026"]), Some(DateOrder::MonthFirst));
        assert_eq!(order(["3/4/2026"]), None);
        assert_eq!(order(["23/4/2026", "4/23/2026"]), None);
    }

    #[test]
    fn a_local_time_is_read_in_its_zone() {
        let utc = |text: &str| {
            let stamp = written(text, None).unwrap().stamp(Tz::America__Los_Angeles, Certainty::ZoneAssumed);
            DateTime::from_timestamp_millis(stamp.at).unwrap().to_string()
        };
        assert_eq!(utc("2014-07-01 12:00"), "2014-07-01 19:00:00 UTC");
        // On 9 March 2014 the clocks went from 2:00 to 3:00, on 2 November from 2:00 back to 1:00.
        assert_eq!(utc("2014-03-09 02:30"), "2014-03-09 10:30:00 UTC");
        assert_eq!(utc("2014-11-02 01:30"), "2014-11-02 08:30:00 UTC");
    }
}
