//! The reporting zone's calendar, and the clocks inside ids.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use earshot_model::Millis;
use rustc_hash::FxHashMap;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// The days and months of a zone. Offsets are looked up once an hour of the data, and neighbours share an hour and a day.
#[derive(Debug)]
pub struct Calendar {
    zone: Tz,
    offsets: FxHashMap<i64, i64>,
    /// The hour asked for last, with its offset; the day asked for last, with its month.
    hour: (i64, i64),
    month: (i32, i32),
}

impl Calendar {
    pub fn new(zone: Tz) -> Calendar {
        Calendar { zone, offsets: FxHashMap::default(), hour: (i64::MIN, 0), month: (0, month_of(0)) }
    }

    /// Days since 1970-01-01 on the zone's calendar.
    pub fn day(&mut self, at: Millis) -> i32 {
        let zone = self.zone;
        let hour = at.div_euclid(HOUR);
        if zone != Tz::UTC && self.hour.0 != hour {
            self.hour = (hour, *self.offsets.entry(hour).or_insert_with(|| offset(zone, at)));
        }
        (at + self.hour.1).div_euclid(DAY) as i32
    }

    /// The month of a moment, as [`month_of`] gives it.
    pub(crate) fn month(&mut self, at: Millis) -> i32 {
        let day = self.day(at);
        if self.month.0 != day {
            self.month = (day, month_of(day));
        }
        self.month.1
    }

    /// When a day begins; in a gap of the clock, when the gap ends.
    pub fn midnight(&self, date: NaiveDate) -> Millis {
        midnight(self.zone, date)
    }
}

fn offset(zone: Tz, at: Millis) -> i64 {
    use chrono::Offset;
    match zone.timestamp_millis_opt(at).single() {
        Some(local) => i64::from(local.offset().fix().local_minus_utc()) * 1_000,
        None => 0,
    }
}

fn midnight(zone: Tz, date: NaiveDate) -> Millis {
    let naive = date.and_time(NaiveTime::MIN);
    let mut later = naive;
    loop {
        match zone.from_local_datetime(&later).earliest() {
            Some(local) => return local.timestamp_millis(),
            None => later += chrono::TimeDelta::minutes(15),
        }
    }
}

/// Days since 1970-01-01, UTC.
pub(crate) fn utc_day(at: Millis) -> i32 {
    at.div_euclid(DAY) as i32
}

/// The day since 1970 of a date.
pub fn day_of(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - 719_163
}

/// The date of a day since 1970.
pub fn date(day: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day + 719_163).unwrap_or_default()
}

/// `2017-10`, as one number that sorts: months since year 0.
pub fn month_of(day: i32) -> i32 {
    let date = date(day);
    date.year() * 12 + date.month0() as i32
}

/// `2017-10`.
pub fn month_name(month: i32) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// The Monday of the day's ISO week, as a day since 1970.
pub fn week_of(day: i32) -> i32 {
    day - (day + 3).rem_euclid(7)
}

/// `2017-W41`.
pub fn week_name(monday: i32) -> String {
    let week = date(monday).iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The moment in an X id; `None` for ids from before November 2010, which hold none.
pub fn x_id_time(id: &str) -> Option<Millis> {
    const FIRST: i64 = 29_700_000_000;
    let id: i64 = id.parse().ok()?;
    (id >= FIRST).then_some((id >> 22) + 1_288_834_974_657)
}

/// The moment in a Mastodon status id.
pub fn mastodon_id_time(id: &str) -> Option<Millis> {
    id.parse::<i64>().ok().map(|id| id >> 16)
}

/// The moment in a LinkedIn activity id.
pub fn linkedin_id_time(id: &str) -> Option<Millis> {
    id.parse::<i64>().ok().map(|id| id >> 22)
}

/// The moment in a Bluesky record key, in microseconds.
pub fn bluesky_id_micros(id: &str) -> Option<i64> {
    const LETTERS: &[u8] = b"234567abcdefghijklmnopqrstuvwxyz";
    if id.len() != 13 {
        return None;
    }
    let value = id.bytes().try_fold(0_u64, |value, letter| {
        let digit = LETTERS.iter().position(|&l| l == letter)? as u64;
        value.checked_mul(32)?.checked_add(digit)
    })?;
    Some((value >> 10) as i64)
}
