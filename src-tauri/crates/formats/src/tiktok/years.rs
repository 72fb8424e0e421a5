//! The year of days that are written without one.
//!
//! Days stand in a row, so of two that follow one another the year differs where they are more than half a year apart: a day in
//! January behind one in December, or before it. The year of the last day is what the name of the file says, or that of its
//! folder or zip: the year in it, or that of the last such day up to the date in it. Else somebody must say it.

use chrono::{Datelike, NaiveDate};
use earshot_model::{Evidence, Overrides, Problem};

use crate::moment;
use crate::time::bare_day;
use crate::{Entry, Source};

/// Days of a leap year, in which every day is one.
const HALF_A_YEAR: i32 = 183;

/// Goes through days in the order of the file, and knows their years.
pub(super) struct Years {
    /// Of the row before; before the first one, of that. None when every row has its own.
    year: Option<i32>,
    before: Option<NaiveDate>,
    /// From what the year is known; none when every row has its own.
    pub(super) evidence: Option<Evidence>,
    /// Nothing tells the year.
    pub(super) unknown: bool,
}

impl Years {
    /// Looks through all dates, which `each` hands over as they are written.
    pub(super) fn find(
        source: &Source,
        entry: &Entry,
        overrides: &Overrides,
        each: impl FnOnce(&mut dyn FnMut(&str)) -> Result<(), Problem>,
    ) -> Result<Years, Problem> {
        let mut years = Years { year: None, before: None, evidence: None, unknown: false };
        // The newest day, with how many years it is behind the first.
        let mut newest: Option<(i32, NaiveDate)> = None;
        let mut behind = 0;
        each(&mut |written| {
            if let Some(day) = day_of(written).filter(|_| whole(written).is_none()) {
                behind += years.turn(day);
                newest = newest.max(Some((behind, day)));
            }
        })?;
        years.before = None;
        let Some((behind, newest)) = newest else { return Ok(years) };
        let named = || names(source, entry).find_map(|name| Some((End::in_name(name)?.year_of(newest), name)));
        let (year, value, why) = match (overrides.year.filter(|year| is_year(*year)), named()) {
            (Some(year), _) => (Some(year), year.to_string(), "chosen by hand".to_owned()),
            (None, Some((year, name))) => {
                (Some(year), year.to_string(), format!("of the last day; the days have none, the name `{name}` has"))
            }
            (None, None) => {
                (None, "unknown".to_owned(), "neither the days nor the name of the file, its folder or its zip has one".to_owned())
            }
        };
        years.evidence = Some(Evidence::new("year", value, why));
        years.unknown = year.is_none();
        years.year = year.map(|year| year - behind);
        Ok(years)
    }

    /// The day of the next row; `None` when it is no day, or there was none such in its year.
    pub(super) fn day(&mut self, written: &str) -> Option<NaiveDate> {
        if let Some(day) = whole(written) {
            return Some(day);
        }
        let day = day_of(written)?;
        let year = self.year? + self.turn(day);
        self.year = Some(year);
        day.with_year(year)
    }

    /// How many years the next row is behind the one before it.
    fn turn(&mut self, day: NaiveDate) -> i32 {
        let ordinal = |day: NaiveDate| day.ordinal().cast_signed();
        let step = self.before.replace(day).map_or(0, |before| ordinal(day) - ordinal(before));
        match step {
            _ if step < -HALF_A_YEAR => 1,
            _ if step > HALF_A_YEAR => -1,
            _ => 0,
        }
    }
}

/// A day that has its year.
fn whole(written: &str) -> Option<NaiveDate> {
    moment::written(written, None).map(|moment| moment.local.date())
}

/// Month and day of `December 31`, `31 de diciembre`, `31. Dez`, in a leap year.
pub(super) fn day_of(written: &str) -> Option<NaiveDate> {
    match whole(written) {
        Some(day) => day.with_year(2000),
        None => whole(&format!("{} 2000", written.trim())),
    }
}

/// A year that TikTok has seen, or may see.
fn is_year(year: i32) -> bool {
    (2016..2100).contains(&year)
}

/// What a name says about the last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Year(i32),
    Day(NaiveDate),
}

impl End {
    /// The latest of the days in a name, or else of its years: `Overview_2025-12-01_2026-01-31`, `tiktok 20260131`, `2026`.
    fn in_name(name: &str) -> Option<End> {
        let mut numbers: Vec<(usize, &str)> = Vec::new();
        for (at, part) in name.match_indices(|c: char| c.is_ascii_digit()) {
            match numbers.last_mut() {
                Some((start, number)) if *start + number.len() == at => *number = &name[*start..at + part.len()],
                _ => numbers.push((at, part)),
            }
        }
        let mut ends: Vec<End> = Vec::new();
        for (index, (start, number)) in numbers.iter().enumerate() {
            // Three numbers, with one character between them.
            let follows = |index: usize| {
                let (before, after) = (numbers.get(index)?, numbers.get(index + 1)?);
                (before.0 + before.1.len() + 1 == after.0 && after.1.len() == 2).then_some(after.1)
            };
            let day = match number.len() {
                8 => bare_day(number),
                4 => follows(index).zip(follows(index + 1)).and_then(|(month, day)| bare_day(&format!("{number}{month}{day}"))),
                _ => None,
            };
            match day {
                Some(day) if is_year(day.year()) => ends.push(End::Day(day)),
                _ if number.len() == 4 && !name[..*start].ends_with('.') => {
                    ends.extend(number.parse().ok().filter(|year| is_year(*year)).map(End::Year));
                }
                _ => {}
            }
        }
        // Days are greater than years.
        ends.into_iter().max()
    }

    /// The year of the last day of a file.
    fn year_of(self, last: NaiveDate) -> i32 {
        match self {
            End::Year(year) => year,
            End::Day(day) if (last.month(), last.day()) <= (day.month(), day.day()) => day.year(),
            End::Day(day) => day.year() - 1,
        }
    }
}

/// The names of the file, of the folders and the zip that hold it, and of what was opened, from the inside out.
fn names<'s>(source: &'s Source, entry: &'s Entry) -> impl Iterator<Item = &'s str> {
    let root = source.root.file_name().and_then(|name| name.to_str());
    entry.path.rsplit('/').chain(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_until_when() {
        let end = |name| End::in_name(name).map(|end| format!("{end:?}"));
        assert_eq!(end("Overview_2025-12-01_2026-01-31.csv"), Some("Day(2026-01-31)".to_owned()));
        assert_eq!(end("tiktok 20260131 (2)"), Some("Day(2026-01-31)".to_owned()));
        assert_eq!(end("Overview 2025.csv"), Some("Year(2025)".to_owned()));
        assert_eq!(end("2024 to 2025"), Some("Year(2025)".to_owned()));
        for name in ["Overview.csv", "Overview (1).csv", "1234", "room 1999", "7340000000000000000"] {
            assert_eq!(end(name), None, "{name}");
        }
        let day = End::in_name("2026-01-02").unwrap_or(End::Year(0));
        let year_of = |written| day_of(written).map(|last| day.year_of(last));
        assert_eq!((year_of("January 2"), year_of("December 31")), (Some(2026), Some(2025)));
    }

    #[test]
    fn days_are_read_in_any_order_and_language() {
        for (written, day) in [("December 31", "2000-12-31"), ("31 de diciembre", "2000-12-31"), ("31. Dez", "2000-12-31")] {
            assert_eq!(day_of(written).map(|day| day.to_string()).as_deref(), Some(day), "{written}");
        }
        assert_eq!(day_of("Total"), None);
        let days = |first, written: &[&str]| {
            let mut years = Years { year: Some(first), before: None, evidence: None, unknown: false };
            written.iter().map(|day| years.day(day).map_or("none".to_owned(), |day| day.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(days(2025, &["Dec 31", "Jan 1", "Dec 31", "Jan 2", "Feb 29"])[1..], ["2026-01-01", "2025-12-31", "2026-01-02", "none"]);
        assert_eq!(days(2026, &["Jan 1", "Dec 31", "Dec 30"])[1..], ["2025-12-31", "2025-12-30"]);
    }
}
