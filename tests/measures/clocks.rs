//! Business time (MEASURES §4) and the calendar of a zone.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::{Europe::London, Tz};
use earshot_measures::{Calendar, OpeningHours, date, month_name, month_of, week_name, week_of};
use earshot_model::Millis;

/// Mon–Fri 09–17 in London, without the holidays of England and Wales in 2024.
fn office() -> OpeningHours {
    let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let holidays = [(1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)];
    let holidays: BTreeSet<NaiveDate> = holidays.iter().map(|&(month, day)| NaiveDate::from_ymd_opt(2024, month, day).unwrap()).collect();
    let open = Some((clock(9), clock(17)));
    OpeningHours { zone: London, hours: [open, open, open, open, open, None, None], holidays }
}

fn in_zone(zone: Tz, text: &str) -> Millis {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    zone.from_local_datetime(&naive).single().unwrap().timestamp_millis()
}

#[test]
fn the_six_cases_of_the_business_clock() {
    for (from, to, business, calendar) in [
        ("2024-05-24 16:30", "2024-05-28 09:15", 2_700, 319_500),
        ("2024-03-30 12:00", "2024-04-02 10:00", 3_600, 248_400),
        ("2024-05-22 18:00", "2024-05-22 18:20", 0, 1_200),
        ("2024-05-22 16:50", "2024-05-23 09:10", 1_200, 58_800),
        ("2024-10-25 16:00", "2024-10-28 10:00", 7_200, 241_200),
        ("2024-12-24 16:00", "2024-12-27 09:30", 5_400, 235_800),
    ] {
        let (start, end) = (in_zone(London, from), in_zone(London, to));
        assert_eq!(end - start, calendar * 1_000, "{from} to {to} by the calendar");
        assert_eq!(office().between(start, end), business * 1_000, "{from} to {to} in the office");
    }
}

#[test]
fn an_office_closes_on_the_hour() {
    let at = |text| in_zone(London, text);
    assert_eq!(office().between(at("2024-05-22 17:00"), at("2024-05-22 18:00")), 0);
    assert_eq!(office().between(at("2024-05-22 08:00"), at("2024-05-22 09:00")), 0);
    assert_eq!(office().between(at("2024-05-22 08:00"), at("2024-05-22 20:00")), 8 * 3_600_000);
}

#[test]
fn a_day_begins_at_the_zones_midnight() {
    // 25 March 2018, 00:30 UTC is still winter time; from 01:00 UTC on London is an hour ahead.
    let mut london = Calendar::new(London);
    let day = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis();
    assert_eq!(date(london.day(day("2018-03-25T23:30:00Z"))), NaiveDate::from_ymd_opt(2018, 3, 26).unwrap());
    assert_eq!(date(london.day(day("2018-03-24T23:30:00Z"))), NaiveDate::from_ymd_opt(2018, 3, 24).unwrap());
    // 28 October 2018: the clock goes back at 01:00 UTC.
    assert_eq!(date(london.day(day("2018-10-27T23:30:00Z"))), NaiveDate::from_ymd_opt(2018, 10, 28).unwrap());
    assert_eq!(date(london.day(day("2018-10-28T23:30:00Z"))), NaiveDate::from_ymd_opt(2018, 10, 28).unwrap());
    let summer = NaiveDate::from_ymd_opt(2018, 7, 1).unwrap();
    assert_eq!(london.midnight(summer), day("2018-06-30T23:00:00Z"));
    assert_eq!(Calendar::new(Tz::UTC).midnight(summer), day("2018-07-01T00:00:00Z"));
}

#[test]
fn a_midnight_that_the_clock_skips_is_when_the_gap_ends() {
    // In Beirut, 25 March 2018 begins at 01:00: UTC+2 becomes UTC+3 at midnight, which is 22:00 UTC of the day before.
    let gap = Calendar::new(Tz::Asia__Beirut).midnight(NaiveDate::from_ymd_opt(2018, 3, 25).unwrap());
    assert_eq!(gap, chrono::DateTime::parse_from_rfc3339("2018-03-24T22:00:00Z").unwrap().timestamp_millis());
}

#[test]
fn weeks_are_iso_weeks_and_begin_on_monday() {
    let name = |text: &str| {
        let days = (text.parse::<NaiveDate>().unwrap() - NaiveDate::from_ymd_opt(1970, 1, 1).unwrap()).num_days() as i32;
        (week_name(week_of(days)), month_name(month_of(days)))
    };
    let named = |week: &str, month: &str| (week.to_owned(), month.to_owned());
    assert_eq!(name("2017-10-09"), named("2017-W41", "2017-10"));
    assert_eq!(name("2017-10-15"), named("2017-W41", "2017-10"));
    assert_eq!(name("2017-10-16"), named("2017-W42", "2017-10"));
    assert_eq!(name("2016-01-03"), named("2015-W53", "2016-01"));
    assert_eq!(name("2018-12-31"), named("2019-W01", "2018-12"));
    assert_eq!(name("1969-12-31"), named("1970-W01", "1969-12"));
}
