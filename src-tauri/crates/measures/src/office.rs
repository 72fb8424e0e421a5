//! Business time (MEASURES §4): the opening hours of an office, laid out over the time of the data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use earshot_model::{Millis, Nation, Week, Within};

use crate::clock::utc_day;

/// When an office is open, from some day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeHours {
    /// `None`: from ever.
    pub from: Option<NaiveDate>,
    pub zone: Tz,
    pub week: Week,
    pub nation: Option<Nation>,
}

/// An office's opening hours as intervals of time, so that the business time between two moments is found at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeClock {
    /// Half-open and in order.
    open: Vec<(Millis, Millis)>,
    /// Business time before each interval.
    before: Vec<Millis>,
    /// How many intervals open before each day (UTC), from that of the first one on.
    by_day: Vec<usize>,
    /// The mean length of the days of the week on which the office opens, from each change of its hours on.
    days: Vec<(Millis, Millis)>,
    /// Nobody has said the hours.
    is_assumed: bool,
    /// Years of the data of which the nation's holidays are not known.
    pub uncovered: BTreeSet<i32>,
}

impl OfficeClock {
    /// The clock of an office from one day to another; of several hours those hold that began last.
    pub fn new(hours: &[OfficeHours], first: NaiveDate, last: NaiveDate) -> OfficeClock {
        let mut clock = OfficeClock::default();
        let mut total = 0;
        let mut day = first;
        let mut since = None;
        while day <= last {
            let valid = |hours: &&OfficeHours| hours.from.is_none_or(|from| from <= day);
            if let Some(hours) = hours.iter().filter(valid).max_by_key(|hours| hours.from) {
                if since.replace(hours.from) != Some(hours.from) {
                    clock.days.push((midnight(hours.zone, day), day_length(&hours.week)));
                }
                for (opens, closes) in clock.open_on(hours, day) {
                    clock.open.push((opens, closes));
                    clock.before.push(total);
                    total += closes - opens;
                }
            }
            let Some(next) = day.checked_add_days(Days::new(1)) else { break };
            day = next;
        }
        for (place, (opens, _)) in clock.open.iter().enumerate() {
            let day = utc_day(*opens) - utc_day(clock.open[0].0);
            clock.by_day.resize((day + 1).max(clock.by_day.len() as i32) as usize, place);
        }
        clock
    }

    /// The clock of an office whose hours nobody has said.
    pub fn assumed(zone: Tz, first: NaiveDate, last: NaiveDate) -> OfficeClock {
        let [open, closed] = [vec![(9 * 60, 17 * 60)], Vec::new()];
        let week = Week([open.clone(), open.clone(), open.clone(), open.clone(), open, closed.clone(), closed]);
        let hours = OfficeHours { from: None, zone, week, nation: None };
        OfficeClock { is_assumed: true, ..OfficeClock::new(&[hours], first, last) }
    }

    fn open_on(&mut self, hours: &OfficeHours, day: NaiveDate) -> Vec<(Millis, Millis)> {
        if let Some(nation) = hours.nation {
            match holidays(nation).get(&day.year()) {
                Some(holidays) if holidays.contains(&day) => return Vec::new(),
                Some(_) => {}
                None => drop(self.uncovered.insert(day.year())),
            }
        }
        let moment = |minutes: u16| {
            let mut naive = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minutes));
            loop {
                match hours.zone.from_local_datetime(&naive).earliest() {
                    Some(local) => return local.timestamp_millis(),
                    None => naive += TimeDelta::minutes(15), // the clock skips it
                }
            }
        };
        let of_day = &hours.week.0[day.weekday().num_days_from_monday() as usize];
        of_day.iter().map(|&(opens, closes)| (moment(opens), moment(closes))).filter(|(opens, closes)| opens < closes).collect()
    }

    /// Business time between two moments, in milliseconds.
    pub fn between(&self, from: Millis, to: Millis) -> Millis {
        (self.elapsed(to) - self.elapsed(from)).max(0)
    }

    /// Whether the office is open; half-open, as its hours are.
    pub(crate) fn is_open(&self, at: Millis) -> bool {
        let begun = self.open.partition_point(|(opens, _)| *opens <= at);
        begun > 0 && at < self.open[begun - 1].1
    }

    /// Business time from the beginning to a moment.
    fn elapsed(&self, at: Millis) -> Millis {
        let Some((first, _)) = self.open.first() else { return 0 };
        // Intervals are looked at from the first of the day on, and a day has few.
        let day = (utc_day(at) - utc_day(*first)).clamp(0, self.by_day.len() as i32 - 1);
        let of_day = self.by_day[day as usize];
        let begun = of_day + self.open[of_day..].iter().take_while(|(opens, _)| *opens <= at).count();
        let Some(last) = begun.checked_sub(1) else { return 0 };
        let (opens, closes) = self.open[last];
        self.before[last] + at.min(closes) - opens
    }

    /// How much business time a promise allows to what arrived at a moment, by the hours that held then; `None` where it is of the clock
    /// on the wall.
    pub(crate) fn allowed(&self, within: Within, arrived: Millis) -> Option<Millis> {
        match within {
            Within::Hours(_) => None,
            Within::WorkingHours(hours) => Some(i64::from(hours) * 3_600_000),
            Within::WorkingDays(days) => {
                let begun = self.days.partition_point(|(from, _)| *from <= arrived).max(1);
                Some(i64::from(days) * self.days.get(begun - 1)?.1)
            }
        }
    }

    /// What is not known of it, as a note.
    pub(crate) fn gap(&self) -> Option<String> {
        if self.is_assumed {
            return Some("opening hours are assumed: Monday to Friday, 9 to 17, no holidays".to_owned());
        }
        let (first, last) = (self.uncovered.first()?, self.uncovered.last()?);
        let years = if first == last { first.to_string() } else { format!("{first} to {last}") };
        Some(format!("the bank holidays of {years} are not known"))
    }
}

/// The mean length of the days of a week on which an office opens.
fn day_length(week: &Week) -> Millis {
    let open = || week.0.iter().filter(|of_day| !of_day.is_empty());
    let minutes: i64 = open().flatten().map(|(opens, closes)| i64::from(closes - opens)).sum();
    (minutes * 60_000).checked_div(open().count() as i64).unwrap_or_default()
}

fn midnight(zone: Tz, day: NaiveDate) -> Millis {
    let naive = day.and_time(NaiveTime::MIN);
    // Where the clock skips midnight, the day begins an hour later.
    let shown = [0, 1].iter().find_map(|&hours| zone.from_local_datetime(&(naive + TimeDelta::hours(hours))).earliest());
    shown.map_or_else(|| naive.and_utc().timestamp_millis(), |shown| shown.timestamp_millis())
}

type Holidays = BTreeMap<i32, BTreeSet<NaiveDate>>;

/// The bank holidays of a nation, by year.
pub fn holidays(nation: Nation) -> &'static Holidays {
    static KNOWN: LazyLock<BTreeMap<Nation, Holidays>> = LazyLock::new(|| {
        let mut known: BTreeMap<Nation, Holidays> = BTreeMap::new();
        for line in include_str!("office/holidays.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ');
            let of = words.next().and_then(Nation::of_word).zip(words.next());
            let Some((nation, year)) = of else { continue };
            let days = words.filter_map(|day| format!("{year}-{day}").parse().ok()).collect();
            known.entry(nation).or_default().extend(year.parse::<i32>().ok().map(|year| (year, days)));
        }
        known
    });
    static NONE: Holidays = Holidays::new();
    KNOWN.get(&nation).unwrap_or(&NONE)
}
