//! When the public spoke, which accounts are alive, what has changed, and what answering may save: worked out by hand.

use earshot_measures::{PRESETS, Selection, State, avoidable_cost, change, readings};
use earshot_model::{Measure, Unit};

use crate::talk::{DAY, HOUR, Talk, close, days, everything};

const WEEK: i64 = 7 * DAY;

/// Ten weeks in which two people write every Wednesday at noon, and in the last one `many` people between noon and one.
fn flood(many: u64) -> Talk {
    let mut talk = Talk::of(&["Desk"]);
    for week in 0..9 {
        for person in 0..2 {
            talk = talk.says(week * 10 + person + 1, &format!("p{person}"), week as i64 * WEEK + person as i64 * 60, "@Desk a");
        }
    }
    for person in 0..many {
        talk = talk.says(1_000 + person, &format!("q{person}"), 9 * WEEK + person as i64, "@Desk where is it?");
    }
    talk
}

#[test]
fn an_hour_far_above_its_weeks_before_is_a_moment() {
    let talk = flood(20)
        // The account's first word, two hours after noon, to one of them; and a post in the same hour of the week before.
        .replies(5_000, "Desk", 9 * WEEK + 2 * HOUR, "@q0 here", 1_000)
        .says(5_001, "Desk", 8 * WEEK + 30, "News");
    let moments = talk.corpus().moments(&everything());
    let [moment] = &moments[..] else { panic!("{moments:?}") };
    let noon = crate::talk::NOON + 9 * WEEK * 1_000;
    assert_eq!((moment.start, moment.end, moment.peak), (noon, noon + HOUR * 1_000, noon));
    assert_eq!((moment.inbound, moment.peak_count, moment.times), (20, 20, Some(10.0)));
    assert_eq!((moment.opportunities, moment.unanswered), (20, 19));
    assert_eq!(moment.silence, Some(2.0 * HOUR as f64));
    // Nothing in it; one in eight hours before.
    assert_eq!((moment.outbound_per_hour, moment.outbound_per_hour_before), (0.0, Some(0.125)));
    assert_eq!((moment.reply_share, moment.reply_share_before), ((0, 0), (0, 1)));
    // A moment belongs to the window in which it begins.
    assert_eq!(talk.corpus().moments(&days("2017-11-01", "2017-12-01")), []);
    assert_eq!(talk.corpus().moments(&Selection { accounts: vec![0], ..everything() }).len(), 1);
}

#[test]
fn messages_of_which_only_the_day_is_known_are_judged_by_days() {
    let mut talk = flood(20);
    talk.lines.iter_mut().for_each(|line| {
        line.whole_day = true;
        line.at -= line.at.rem_euclid(DAY * 1_000);
    });
    let midnight = crate::talk::NOON + 9 * WEEK * 1_000 - 12 * HOUR * 1_000;
    let spans = |talk: &Talk| -> Vec<(i64, i64, u64)> {
        talk.corpus().moments(&everything()).iter().map(|moment| (moment.start, moment.end, moment.inbound)).collect()
    };
    assert_eq!(spans(&talk), [(midnight, midnight + DAY * 1_000, 20)]);
    // Beside them, hours are judged by the messages whose hour is known: neither is a baseline of the other.
    let mut both = flood(20);
    both.lines.iter_mut().for_each(|line| line.id = (line.id.parse::<u64>().unwrap() + 50_000).to_string());
    both.lines.extend(talk.lines);
    let noon = crate::talk::NOON + 9 * WEEK * 1_000;
    assert_eq!(spans(&both), [(midnight, midnight + DAY * 1_000, 20), (noon, noon + HOUR * 1_000, 20)]);
}

#[test]
fn a_span_that_a_person_names_is_measured_by_the_whole_hours_that_it_touches() {
    let corpus = flood(7).corpus();
    assert_eq!(corpus.moments(&everything()), []);
    let noon = crate::talk::NOON + 9 * WEEK * 1_000;
    let moment = corpus.moment_in(&everything(), noon + 600_000, noon + 5_000_000).unwrap();
    assert_eq!((moment.start, moment.end, moment.inbound, moment.times), (noon, noon + 2 * HOUR * 1_000, 7, Some(3.5)));
    // Long before anything was said, and long after.
    for far in [-400 * DAY, 400 * DAY] {
        let quiet = corpus.moment_in(&everything(), noon + far * 1_000, noon + far * 1_000 + 1).unwrap();
        assert_eq!((quiet.inbound, quiet.times, quiet.opportunities), (0, None, 0));
    }
    assert_eq!(corpus.moment_in(&everything(), noon, noon), None);
}

#[test]
fn what_chance_makes_is_none() {
    // Two an hour are usual (half an event more in eight weeks): seven come by chance in .005 of such hours, nine in .0003.
    assert_eq!(flood(7).corpus().moments(&everything()), []);
    assert_eq!(flood(9).corpus().moments(&everything()).len(), 1);
}

#[test]
fn flagged_hours_less_than_six_apart_are_one_moment() {
    let busy = |talk: Talk, from: u64, at: i64| {
        (0..12).fold(talk, |talk, person| talk.says(from + person, &format!("r{from}-{person}"), 9 * WEEK + at + person as i64, "@Desk b"))
    };
    // Noon and five in the afternoon, with four quiet hours between; then one at midnight, with six.
    let together = busy(busy(flood(20), 2_000, 5 * HOUR), 3_000, 12 * HOUR);
    let moments = together.corpus().moments(&everything());
    let lengths: Vec<i64> = moments.iter().map(|moment| (moment.end - moment.start) / 3_600_000).collect();
    assert_eq!(lengths, [6, 1]);
    assert_eq!((moments[0].inbound, moments[1].silence), (32, None));
}

#[test]
fn a_flood_is_no_baseline_of_the_next() {
    // The week after the flood has as many: were the flood in the baseline, its mean would be 4.3 and not 2.
    let talk =
        (0..12).fold(flood(20), |talk, person| talk.says(6_000 + person, &format!("s{person}"), 10 * WEEK + person as i64, "@Desk c"));
    let moments = talk.corpus().moments(&everything());
    assert_eq!(moments.iter().map(|moment| (moment.inbound, moment.times)).collect::<Vec<_>>(), [(20, Some(10.0)), (12, Some(6.0))]);
}

#[test]
fn each_state_of_a_presence() {
    let end = 400 * DAY;
    let at = |before: i64| end - before * DAY;
    let talk = Talk::of(&["Talks", "Answers", "Sends", "Heard", "Quiet", "Gone"])
        .says(1, "7", at(5), "@Talks a")
        .replies(2, "Talks", at(4), "@7 b", 1)
        .replies(3, "7", at(3), "@Talks c", 2)
        .says(4, "8", at(40), "@Answers a")
        .replies(5, "Answers", at(2), "@8 b", 4)
        .says(6, "Sends", at(29), "News")
        .says(7, "9", at(1), "@Heard hello?")
        .says(8, "Heard", at(31), "News")
        .says(9, "Quiet", at(179), "News")
        .says(10, "Gone", at(180), "News")
        .counts_days("Sends", &[(1, 900), (3, 950)], &[]);
    let talk = ["Talks", "Answers", "Sends", "Heard", "Quiet", "Gone"].iter().fold(talk, |talk, name| talk.known_until(name, end));
    let presences = talk.corpus().presences();
    let states: Vec<State> = presences.iter().map(|presence| presence.state).collect();
    use State::{Abandoned, Answering, Broadcasting, InConversation, Silent, Unattended};
    assert_eq!(states, [InConversation, Answering, Broadcasting, Unattended, Silent, Abandoned]);
    let millis = |seconds: i64| Some(crate::talk::NOON + seconds * 1_000);
    assert_eq!((presences[0].outbound, presences[0].people, presences[0].last_answered), (1, 1, millis(at(4))));
    assert_eq!((presences[3].last_said, presences[3].last_answered, presences[3].people), (millis(at(31)), None, 1));
    assert_eq!(presences[2].followers.map(|(_, followers)| followers), Some(950));
}

fn figure(id: &str, unit: Unit, value: Option<f64>, interval: Option<(f64, f64)>) -> Measure {
    Measure {
        id: id.to_owned(),
        group: None,
        value,
        low: interval.map(|(low, _)| low),
        high: interval.map(|(_, high)| high),
        k: None,
        n: None,
        unit,
        inferred: None,
        missing: None,
        note: None,
        definition: String::new(),
        version: 1,
    }
}

#[test]
fn the_difference_of_two_shares_is_newcombes() {
    // 56 of 70 and 48 of 80, with the intervals of Wilson that belong to them.
    let share = |k: u64, n: u64| figure("reply_share", Unit::Share, Some(k as f64 / n as f64), earshot_measures::wilson(k, n));
    let changed = change(&share(56, 70), &share(48, 80), true);
    assert!(close(changed.difference.unwrap(), 0.2));
    assert!((changed.low.unwrap() - 0.0524).abs() < 5e-5 && (changed.high.unwrap() - 0.3339).abs() < 5e-5, "{changed:?}");
    assert_eq!((changed.words, change(&share(48, 80), &share(56, 70), true).words), ("up", "down"));
    assert_eq!(change(&share(7, 40), &share(8, 40), true).words, "no clear change");
    // A share says what it says of a window that the data holds only in part, too.
    assert_eq!(change(&share(56, 70), &share(48, 80), false).words, "up");
}

#[test]
fn counts_change_when_chance_does_not_explain_it() {
    let count = |count: f64| figure("inbound", Unit::Count, Some(count), None);
    assert_eq!(change(&count(100.0), &count(110.0), true).words, "no clear change");
    assert_eq!(change(&count(150.0), &count(100.0), true).words, "up");
    // Of a window that the data holds in part, a count says nothing; a share does.
    assert_eq!(change(&count(150.0), &count(100.0), false).words, "not the whole of both windows is in the data");
    assert_eq!((change(&count(0.0), &count(2.0), true).words, change(&count(0.0), &count(20.0), true).words), ("no clear change", "down"));
    // Followers do not come one by one; nothing is claimed of them. What is not known has not changed.
    let followers = |count: f64| figure("followers", Unit::Count, Some(count), None);
    assert_eq!(change(&followers(200.0), &followers(100.0), true).words, "no interval, so nothing is claimed");
    assert_eq!(change(&figure("inbound", Unit::Count, None, None), &count(1.0), true).words, "not known now");
    // What was never reached is slower than can be measured: that is known.
    let never = Measure { note: Some("not reached; for 1 account".to_owned()), ..figure("response_median", Unit::Seconds, None, None) };
    let median = figure("response_median", Unit::Seconds, Some(60.0), None);
    assert_eq!(
        (change(&never, &median, true).words, change(&median, &never, true).words),
        ("not reached now", "reached now, and not before")
    );
}

#[test]
fn a_council_that_reported_seven_thousand_pounds_for_ten_thousand_calls() {
    let county = PRESETS[0];
    assert!(close(avoidable_cost(10_000, 1.0, county.phone, county.reply), 25_800.0));
    // So its own figure means 70 pence a call, or that 27 % would have phoned.
    let (a_call, share) = readings(7_000.0, 10_000, county.phone, county.reply).unwrap();
    assert!(close(a_call, 0.7) && (share - 0.27).abs() < 0.005, "{a_call} {share}");
    assert_eq!(readings(7_000.0, 0, county.phone, county.reply), None);
}
