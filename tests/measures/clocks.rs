//! Business time (MEASURES §4) and the calendar of a zone.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeZone, Weekday};
use chrono_tz::{Europe::London, Tz};
use earshot_measures::{Calendar, OfficeClock, OfficeHours, date, holidays, month_name, month_of, week_name, week_of};
use earshot_model::{Millis, Nation};

/// Mon–Fri 09–17 in London, without the holidays of England and Wales.
fn office() -> OfficeClock {
    let hours =
        OfficeHours { from: None, zone: London, week: "Mon-Fri 09:00-17:00".parse().unwrap(), nation: Some(Nation::EnglandAndWales) };
    OfficeClock::new(&[hours], day_of_2024(1, 1), day_of_2024(12, 31))
}

fn day_of_2024(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
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
fn newer_hours_hold_from_their_day_and_lunch_is_closed() {
    let hours = |from, week: &str| OfficeHours { from, zone: London, week: week.parse().unwrap(), nation: None };
    let clock = OfficeClock::new(
        &[hours(None, "Mon-Fri 09:00-17:00"), hours(Some(day_of_2024(5, 22)), "Mon-Sun 10:00-12:00,13:00-14:00")],
        day_of_2024(5, 1),
        day_of_2024(6, 30),
    );
    let at = |text| in_zone(London, text);
    // Tuesday has eight hours, Wednesday three; from its noon to one nothing goes by.
    assert_eq!(clock.between(at("2024-05-21 00:00"), at("2024-05-22 00:00")), 8 * 3_600_000);
    assert_eq!(clock.between(at("2024-05-22 00:00"), at("2024-05-23 00:00")), 3 * 3_600_000);
    assert_eq!(clock.between(at("2024-05-22 12:00"), at("2024-05-22 13:00")), 0);
    assert_eq!(clock.between(at("2024-05-22 11:30"), at("2024-05-22 13:15")), 45 * 60_000);
}

#[test]
fn a_day_of_23_hours_in_an_office_that_never_closes() {
    let always = OfficeHours { from: None, zone: London, week: "Mon-Sun 00:00-24:00".parse().unwrap(), nation: None };
    let clock = OfficeClock::new(&[always], day_of_2024(3, 1), day_of_2024(4, 30));
    // 31 March 2024: the clock goes forward. By the calendar and in the office as long.
    let (from, to) = (in_zone(London, "2024-03-30 12:00"), in_zone(London, "2024-04-01 12:00"));
    assert_eq!((clock.between(from, to), to - from), (47 * 3_600_000, 47 * 3_600_000));
}

/// The rules of the Banking and Financial Dealings Act 1971, and proclamations: worked out here, the table was typed in.
#[test]
fn the_table_of_bank_holidays_is_what_the_rules_give() {
    for nation in Nation::ALL {
        let table = holidays(nation);
        assert_eq!((table.keys().min(), table.keys().max(), table.len()), (Some(&2010), Some(&2027), 18));
        for (&year, days) in table {
            assert!(
                days.iter().all(|day| day.year() == year && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)),
                "{nation:?} {year}"
            );
            let extra = match year {
                2011 | 2012 | 2023 => 1,
                2022 => 2,
                // By the proclamation of 3 February 2026, in Scotland alone.
                2026 if nation == Nation::Scotland => 1,
                _ => 0,
            };
            let usual = match nation {
                Nation::EnglandAndWales => 8,
                Nation::Scotland => 9,
                Nation::NorthernIreland => 10,
            };
            assert_eq!(days.len(), usual + extra, "{nation:?} {year}");
            // Good Friday, by the reckoning of Gauss in its Gregorian form; then the Mondays.
            let good_friday = easter(year) - chrono::Days::new(2);
            assert!(days.contains(&good_friday), "{nation:?} {good_friday}");
            assert_eq!(days.contains(&(easter(year) + chrono::Days::new(1))), nation != Nation::Scotland, "{nation:?} {year}");
        }
    }
    let has = |nation, year, month, day| holidays(nation)[&year].contains(&NaiveDate::from_ymd_opt(year, month, day).unwrap());
    // What fell on a weekend has its substitute; the days of 2020 and 2022 were moved.
    for (year, month, day) in [(2021, 12, 27), (2021, 12, 28), (2022, 1, 3), (2020, 5, 8), (2022, 6, 2), (2022, 9, 19), (2026, 12, 28)] {
        assert!(has(Nation::EnglandAndWales, year, month, day), "{year}-{month}-{day}");
    }
    assert!(has(Nation::Scotland, 2024, 12, 2) && has(Nation::Scotland, 2022, 1, 4) && has(Nation::NorthernIreland, 2024, 3, 18));
    assert!(has(Nation::Scotland, 2026, 6, 15) && !has(Nation::EnglandAndWales, 2026, 6, 15));
    assert!(!has(Nation::EnglandAndWales, 2020, 5, 4) && !has(Nation::EnglandAndWales, 2022, 5, 30));
}

/// Anonymous Gregorian algorithm (Meeus, Jones, Butcher).
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, month as u32, day as u32).unwrap()
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
