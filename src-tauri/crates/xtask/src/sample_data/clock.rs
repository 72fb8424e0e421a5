//! The invented council's calendar: 18 months of local time in Europe/London, as seconds since 1970 in UTC.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};

/// Seconds since 1970-01-01T00:00:00Z.
pub(super) type Seconds = i64;

pub(super) const MINUTE: Seconds = 60;
pub(super) const HOUR: Seconds = 3_600;
pub(super) const DAY: Seconds = 86_400;

pub(super) fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the script names days that exist")
}

/// The end of every export: midnight UTC after 30 September 2026.
pub(super) fn end() -> Seconds {
    midnight(date(2026, 10, 1))
}

pub(super) fn midnight(day: NaiveDate) -> Seconds {
    i64::from(day.num_days_from_ce() - date(1970, 1, 1).num_days_from_ce()) * DAY
}

/// A time on London's clocks. Nothing in the script happens in the small hours, when the clocks change.
pub(super) fn london(day: NaiveDate, hour: i64, minute: i64, second: i64) -> Seconds {
    midnight(day) + hour * HOUR + minute * MINUTE + second - offset(day)
}

/// The day, hour and minute on London's clocks.
pub(super) fn local(at: Seconds) -> (NaiveDate, i64, i64) {
    let shifted = at + offset(day_of(at));
    (day_of(shifted), shifted.rem_euclid(DAY) / HOUR, shifted.rem_euclid(HOUR) / MINUTE)
}

pub(super) fn utc(at: Seconds) -> DateTime<Utc> {
    DateTime::from_timestamp(at, 0).expect("the script stays within the years that chrono knows")
}

fn day_of(at: Seconds) -> NaiveDate {
    utc(at).date_naive()
}

/// British Summer Time runs from the last Sunday of March to the last Sunday of October.
fn offset(day: NaiveDate) -> Seconds {
    let last_sunday = |month| {
        let last = date(day.year(), month, 31);
        last - Days::new(u64::from(last.weekday().num_days_from_sunday()))
    };
    if day >= last_sunday(3) && day < last_sunday(10) { HOUR } else { 0 }
}

pub(super) fn days_of_month(year: i32, month: u32) -> Vec<NaiveDate> {
    date(year, month, 1).iter_days().take_while(|day| day.month() == month).collect()
}

pub(super) fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The next moment at which somebody sits at the council's keyboard: weekdays, 8:30 to 17:30.
pub(super) fn in_office(at: Seconds) -> Seconds {
    let (mut day, hour, minute) = local(at);
    let clock = hour * 60 + minute;
    if !is_weekend(day) && (510..1050).contains(&clock) {
        return at;
    }
    if clock >= 510 {
        day = day + Days::new(1);
    }
    while is_weekend(day) {
        day = day + Days::new(1);
    }
    // Whoever opens the inbox works through it: the seconds of the question spread the answers over the first hour and a half.
    london(day, 8, 30, 0) + at.rem_euclid(90) * MINUTE + at.rem_euclid(60)
}

/// `Tuesday 3 June`.
pub(super) fn spoken(day: NaiveDate) -> String {
    day.format("%A %-d %B").to_string()
}
