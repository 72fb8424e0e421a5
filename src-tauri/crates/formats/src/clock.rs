//! How a file's own times are to be read, where they leave it open: in which zone, and whether days or months come first.

use chrono_tz::Tz;
use earshot_model::{Certainty, DateOrder, Evidence, FilePlan, Overrides, Question, Stamp};

use crate::moment::{self, Written, zone};

/// What is known of a format's times before a file is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usual {
    /// An IANA zone, and how that is known; without it the user is asked.
    pub(crate) zone: Option<(&'static str, &'static str)>,
    /// The order, and how that is known.
    pub(crate) order: Option<(DateOrder, &'static str)>,
}

/// How the times of one file are read.
#[derive(Debug)]
pub(crate) struct Clock {
    zone: Tz,
    certainty: Certainty,
    order: Option<DateOrder>,
}

impl Clock {
    /// By a settled plan and the file's first times, the same that it was settled by.
    pub(crate) fn of(plan: &FilePlan, times: &[String], usual: Usual) -> Clock {
        let chosen = zone(plan.overrides.zone.as_deref());
        let assumed = zone(plan.zone.as_deref());
        Clock {
            zone: chosen.or(assumed).unwrap_or(Tz::UTC),
            certainty: if chosen.is_some() { Certainty::ZoneChosen } else { Certainty::ZoneAssumed },
            order: order(&plan.overrides, times, usual).map(|(order, _)| order),
        }
    }

    /// `None`: it is no moment.
    pub(crate) fn stamp(&self, written: &str) -> Option<Stamp> {
        moment::written(written, self.order).map(|written| written.stamp(self.zone, self.certainty))
    }
}

/// Which of day and month comes first, for the plan.
pub(crate) fn dates(order: DateOrder, why: impl Into<String>) -> Evidence {
    Evidence::new("dates", if order == DateOrder::DayFirst { "day first" } else { "month first" }, why)
}

/// Says in the plan how times that look like these are read, and asks for the zone when nothing tells it.
pub(crate) fn settle(plan: &mut FilePlan, overrides: &Overrides, times: &[String], usual: Usual) {
    let order = order(overrides, times, usual);
    if overrides.dates.is_some() || times.iter().any(|time| is_in_digits(time)) {
        let (order, why) = order.unwrap_or((DateOrder::MonthFirst, "no date among the first shows the order"));
        plan.evidence.push(dates(order, why));
    }
    let read: Vec<Written> = times.iter().filter_map(|time| moment::written(time, order.map(|(order, _)| order))).collect();
    if let Some(chosen) = overrides.zone.as_deref().filter(|chosen| zone(Some(chosen)).is_some()) {
        plan.zone = Some(chosen.to_owned());
        plan.evidence.push(Evidence::new("zone", chosen, "chosen by hand"));
    } else if !read.is_empty() && read.iter().all(|written| written.offset.is_some()) {
        plan.evidence.push(Evidence::new("zone", "as each time states", "the times say in which zone they are"));
    } else if let Some((zone, why)) = usual.zone {
        plan.zone = Some(zone.to_owned());
        plan.evidence.push(Evidence::new("zone", zone, why));
    } else {
        plan.asks.push(Question::Zone);
        plan.evidence.push(Evidence::new("zone", "unknown", "the times state none; they are shown as if they were UTC"));
    }
}

/// The order and why it is that one; `None` when nothing tells.
fn order(overrides: &Overrides, times: &[String], usual: Usual) -> Option<(DateOrder, &'static str)> {
    if let Some(chosen) = overrides.dates {
        return Some((chosen, "chosen by hand"));
    }
    let shown = moment::order(times.iter().map(String::as_str));
    shown.map(|order| (order, "a date among the first can be read in no other way")).or(usual.order)
}

/// `3/4/2026`, which can be read in two ways.
fn is_in_digits(time: &str) -> bool {
    let day = time.trim().split([' ', ',', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    parts.len() == 3 && parts[0].len() <= 2 && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_in_digits_with_the_year_behind_can_be_read_in_two_ways() {
        assert!(is_in_digits("23/09/2013 18:23"));
        assert!(is_in_digits("3.4.26"));
        for time in ["2013-09-23 18:23", "2013-09-23T18:23:00Z", "23 Sep 2013", ""] {
            assert!(!is_in_digits(time), "{time}");
        }
    }

    #[test]
    fn what_is_chosen_goes_before_what_is_seen_and_that_before_what_is_usual() {
        let usual = Usual { order: Some((DateOrder::DayFirst, "as documented")), zone: None };
        let found = |dates, times: &[&str]| {
            let times: Vec<String> = times.iter().map(|&time| time.to_owned()).collect();
            order(&Overrides { dates, ..Overrides::default() }, &times, usual).map(|(order, _)| order)
        };
        assert_eq!(found(None, &["3/4/2026"]), Some(DateOrder::DayFirst));
        assert_eq!(found(None, &["3/14/2026"]), Some(DateOrder::MonthFirst));
        assert_eq!(found(Some(DateOrder::DayFirst), &["3/14/2026"]), Some(DateOrder::DayFirst));
    }
}
