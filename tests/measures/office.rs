//! Business time and promises, over threads worked out by hand. Second 0 is Wednesday, 1 November 2017, noon.

use chrono::NaiveDate;
use chrono_tz::Tz;
use earshot_measures::OfficeHours;

use crate::talk::{DAY, HOUR, Talk, behind, everything};

const WEEK: &str = "Mon-Fri 09:00-17:00";

/// Person `pN` writes at an hour and is answered so many hours later, or never.
fn asked(talk: Talk, id: u64, at: i64, after: Option<i64>) -> Talk {
    let name = format!("p{id}");
    let talk = talk.says(id, &name, at * HOUR, "@Desk a");
    match after {
        Some(after) => talk.replies(100 + id, "Desk", (at + after) * HOUR, &format!("@{name} b"), id),
        None => talk,
    }
}

#[test]
fn waits_are_of_opening_hours_only() {
    // Wednesday noon to 15:00: three hours. Wednesday 16:00 to Thursday 10:00: two. Friday 16:00 to Monday 10:00: two.
    let talk = asked(asked(asked(Talk::of(&["Desk"]).opens(WEEK), 1, 0, Some(3)), 2, 4, Some(18)), 3, 52, Some(66));
    let talk = talk.known_until("Desk", 20 * DAY);
    let figures = talk.total();
    assert_eq!(figures.value("response_median_business"), Some(2.0 * HOUR as f64));
    assert_eq!(figures.value("response_p90_business"), Some(3.0 * HOUR as f64));
    assert_eq!(figures.value("response_median_answered_only_business"), Some(2.0 * HOUR as f64));
    // By the clock on the wall they are 3, 18 and 66 hours.
    assert_eq!(figures.value("response_median"), Some(18.0 * HOUR as f64));
    assert_eq!(figures.get("response_median_business").note, None);
}

#[test]
fn hours_that_nobody_has_said_are_assumed_and_the_figure_says_so() {
    let talk = asked(Talk::of(&["Desk"]), 1, 4, Some(18)).known_until("Desk", 20 * DAY);
    let figures = talk.total();
    let business = figures.get("response_median_business");
    assert_eq!(business.value, Some(2.0 * HOUR as f64));
    assert!(business.note.as_deref().unwrap().contains("opening hours are assumed"), "{business:?}");
    assert_eq!(figures.get("response_median").note, None);
}

#[test]
fn what_is_asked_and_answered_while_the_office_is_closed_takes_no_time_and_is_counted_apart() {
    // Saturday noon to Sunday noon, and Wednesday noon to 13:00.
    let talk = asked(asked(Talk::of(&["Desk"]).opens(WEEK), 1, 72, Some(24)), 2, 0, Some(1)).known_until("Desk", 20 * DAY);
    let figures = talk.total();
    assert_eq!((figures.value("replies_out_of_hours"), figures.get("replies_out_of_hours").n), (Some(1.0), Some(2)));
    assert_eq!(behind(&talk.corpus(), "replies_out_of_hours", &everything()), [1]);
    assert_eq!(figures.value("response_median_business"), Some(0.0));
}

#[test]
fn at_the_minute_at_which_it_opens_the_office_is_open() {
    // Wednesday 18:00, answered Thursday 08:59 and at 09:00; at 18:00 in the same second; and Friday 18:00, two office days later.
    let talk = asked(Talk::of(&["Desk"]).opens(WEEK), 1, 6, None)
        .replies(101, "Desk", 21 * HOUR - 60, "@p1 b", 1)
        .says(2, "p2", 6 * HOUR, "@Desk a")
        .replies(102, "Desk", 21 * HOUR, "@p2 b", 2)
        .says(3, "p3", 6 * HOUR, "@Desk a")
        .replies(103, "Desk", 6 * HOUR, "@p3 b", 3)
        .says(4, "p4", 6 * HOUR, "@Desk a")
        .replies(104, "Desk", 54 * HOUR, "@p4 b", 4);
    let mut out: Vec<i64> = behind(&talk.corpus(), "replies_out_of_hours", &everything());
    out.sort_unstable();
    assert_eq!(out, [1, 3]);
}

#[test]
fn a_working_day_is_that_of_the_hours_that_held() {
    // Eight hours a day until the 5th, four from Monday the 6th on. Both wait five business hours: 13:00 to 10:00 of the next day.
    let shorter = OfficeHours {
        from: Some(NaiveDate::from_ymd_opt(2017, 11, 6).unwrap()),
        zone: Tz::UTC,
        week: "Mon-Fri 09:00-13:00".parse().unwrap(),
        nation: None,
    };
    let mut talk = asked(asked(Talk::of(&["Desk"]).opens(WEEK), 1, 1, Some(21)), 2, 5 * 24, Some(46));
    talk.office.push(shorter);
    let figures = talk.known_until("Desk", 30 * DAY).total();
    // Wednesday 13:00 to Thursday 10:00: four hours and one, of eight. Monday noon to Wednesday 10:00: one, four, one, of four.
    assert_eq!(figures.part("response_rate(1wd)"), (1, 2));
}

#[test]
fn within_a_working_day() {
    let open = Talk::of(&["Desk"]).opens(WEEK);
    // Friday 10:00, answered on Monday 10:00: eight hours, a working day. On Monday 11:00 it is one more.
    let kept = asked(open, 1, 46, Some(72));
    let late = asked(kept, 2, 46, Some(73));
    // Never answered, a week before the end.
    let never = asked(late, 3, 0, None);
    // Too young: Tuesday 16:00, an hour before the end of the data; answered, and still not counted.
    let young = asked(never, 4, 148, Some(1)).known_until("Desk", 149 * HOUR);
    let figures = young.total();
    assert_eq!(figures.part("response_rate(1wd)"), (1, 3));
    assert_eq!(behind(&young.corpus(), "response_rate(1wd)", &everything()), [1]);
}

#[test]
fn a_promise_holds_from_its_day_on() {
    let talk = Talk::of(&["Desk"]).opens(WEEK).promises("Desk", None, "2 days").promises("Desk", Some(8), "4 working hours");
    // Wednesday the 1st, after 40 hours: kept. After 49: not.
    let talk = asked(asked(talk, 1, 0, Some(40)), 2, 0, Some(49));
    // Wednesday the 8th at noon, answered at 16:00: four working hours, kept. On Thursday at 9:00: five.
    let talk = asked(asked(talk, 3, 168, Some(4)), 4, 168, Some(21));
    // Friday the 10th, 15:00, never answered; the data ends on Friday at 18:00: two hours are left.
    let talk = asked(talk, 5, 219, None).known_until("Desk", 222 * HOUR);
    let figures = talk.total();
    assert_eq!(figures.part("promise_kept"), (2, 4));
    assert_eq!(figures.value("promise_due"), Some(1.0));
    let corpus = talk.corpus();
    assert_eq!(behind(&corpus, "promise_kept", &everything()), [3, 1]);
    assert_eq!(behind(&corpus, "promise_due", &everything()), [5]);
}

#[test]
fn without_a_promise_nothing_is_kept_or_broken() {
    let figures = asked(Talk::of(&["Desk"]), 1, 0, Some(1)).total();
    assert_eq!(figures.value("promise_kept"), None);
    assert!(figures.get("promise_kept").note.as_deref().unwrap().starts_with("no promise"));
}
