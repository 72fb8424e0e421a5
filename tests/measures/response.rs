//! Opportunities and how long they wait (MEASURES §4).

use crate::talk::{DAY, HOUR, Talk, behind, close, everything};

#[test]
fn the_clock_starts_at_the_first_message_of_a_run() {
    let talk = Talk::of(&["Desk"])
        .says(1, "7", 0, "@Desk hello")
        .replies(2, "7", 60, "@Desk hello?", 1)
        .replies(3, "Desk", 600, "@7 hi", 2)
        .replies(4, "7", 660, "@Desk thanks", 3);
    let figures = talk.total();
    assert_eq!(figures.value("opportunities"), Some(2.0));
    assert_eq!(figures.value("response_median"), Some(600.0));
    assert_eq!(figures.part("response_median"), (1, 2));
    assert_eq!(figures.value("unanswered"), Some(1.0));
    assert_eq!(figures.value("unanswered_oldest"), Some(0.0));
    assert_eq!(figures.part("engaged_rate"), (1, 1));
}

#[test]
fn an_answer_to_any_message_of_the_run_answers_it() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk hello").replies(2, "7", 60, "@Desk hello?", 1).replies(3, "Desk", 90, "hi", 1);
    assert_eq!(talk.total().value("response_median_answered_only"), Some(90.0));
    assert_eq!(talk.total().value("opportunities"), Some(1.0));
}

#[test]
fn a_later_message_that_names_the_person_is_an_answer() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk hello").replies(2, "8", 30, "@7 @Desk me too", 1).replies(
        3,
        "Desk",
        90,
        "@7 @8 hi both",
        1,
    );
    let figures = talk.total();
    assert_eq!(figures.value("people_answered"), Some(2.0));
    assert_eq!(figures.value("response_median_answered_only"), Some(75.0));
}

#[test]
fn to_name_a_person_in_another_conversation_answers_nothing() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk hello").says(2, "Desk", 60, "@7 hi");
    assert_eq!(talk.total().value("unanswered"), Some(1.0));
}

#[test]
fn another_account_does_not_answer_for_the_one_addressed() {
    let talk =
        Talk::of(&["Desk", "Shop"]).says(1, "Desk", -10, "News").replies(2, "7", 0, "when?", 1).replies(3, "Shop", 60, "@7 on Friday", 2);
    assert_eq!((talk.total().value("opportunities"), talk.total().value("unanswered")), (Some(1.0), Some(1.0)));
}

#[test]
fn a_parent_comes_before_its_child_at_the_same_second() {
    let talk = Talk::of(&["Desk"]).says(3, "7", 0, "@Desk hello").replies(2, "Desk", 60, "@7 hi", 3).replies(1, "7", 60, "@Desk thanks", 2);
    let figures = talk.total();
    assert_eq!(figures.value("opportunities"), Some(2.0));
    assert_eq!(figures.part("engaged_rate"), (1, 1));
}

#[test]
fn at_the_same_second_and_depth_inbound_comes_first() {
    // Both answer message 1: the person's second message is in the run that ours answers, whatever the ids.
    for (theirs, ours) in [(2, 3), (3, 2)] {
        let talk = Talk::of(&["Desk"])
            .says(1, "7", 0, "@Desk hello")
            .replies(theirs, "7", 60, "@Desk hello?", 1)
            .replies(ours, "Desk", 60, "@7 hi", 1);
        assert_eq!((talk.total().value("opportunities"), talk.total().value("unanswered")), (Some(1.0), Some(0.0)));
    }
}

#[test]
fn an_answer_within_the_same_second_took_no_time() {
    let talk = Talk::of(&["Desk"]).says(2, "7", 0, "@Desk hello").replies(1, "Desk", 0, "hi", 2);
    assert_eq!(talk.total().value("response_median"), Some(0.0));
    assert_eq!(talk.total().value("unanswered"), Some(0.0));
}

#[test]
fn a_reply_after_the_horizon_is_censored_for_the_median_but_not_unanswered() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").replies(2, "Desk", 40 * DAY, "@7 b", 1);
    let figures = talk.total();
    assert_eq!((figures.value("response_median"), figures.part("response_median")), (None, (0, 1)));
    assert_eq!(figures.get("response_median").note.as_deref(), Some("not reached"));
    assert_eq!(figures.value("unanswered"), Some(0.0));
    assert!(close(figures.value("response_median_answered_only").unwrap(), 40.0 * DAY as f64));
    assert_eq!(figures.part("response_rate(7d)"), (0, 1));
}

#[test]
fn a_reply_on_the_last_day_of_the_horizon_counts() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").replies(2, "Desk", 30 * DAY, "@7 b", 1).says(3, "Desk", 60 * DAY, "News");
    assert_eq!(talk.total().value("response_median"), Some(30.0 * DAY as f64));
    let later = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").replies(2, "Desk", 30 * DAY + 1, "@7 b", 1);
    assert_eq!(later.total().value("response_median"), None);
}

#[test]
fn rates_are_of_those_that_could_be_followed_so_long() {
    // Arrived 5 h, 3 h and 30 min before the end; the last two answered, after 2 h and 10 min.
    let talk = Talk::of(&["Desk"])
        .says(1, "7", 0, "@Desk a")
        .says(2, "8", 2 * HOUR, "@Desk b")
        .replies(3, "Desk", 4 * HOUR, "hi", 2)
        .says(4, "9", 4 * HOUR + 1_800, "@Desk c")
        .replies(5, "Desk", 4 * HOUR + 2_400, "hi", 4)
        .known_until("Desk", 5 * HOUR);
    let figures = talk.total();
    assert_eq!(figures.part("response_rate(1h)"), (0, 2));
    assert_eq!(figures.part("response_rate(4h)"), (0, 1));
    assert_eq!(figures.part("response_rate(24h)"), (0, 0));
    assert!(figures.get("response_rate(24h)").note.is_some());
    assert_eq!(figures.value("unanswered_oldest"), Some(5.0 * HOUR as f64));
    assert_eq!(figures.get("unanswered").n, Some(3));
    // Answered after exactly an hour, of an opportunity that is exactly an hour old.
    let edge = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").replies(2, "Desk", HOUR, "hi", 1);
    assert_eq!(edge.total().part("response_rate(1h)"), (1, 1));
}

#[test]
fn the_censored_median_is_not_the_median_of_the_answered() {
    // Answered after 1 h and 2 h; two more never, followed for 10 h: S is 3/4, then 1/2.
    let talk = Talk::of(&["Desk"])
        .says(1, "7", 0, "@Desk a")
        .replies(2, "Desk", HOUR, "hi", 1)
        .says(3, "8", 0, "@Desk b")
        .replies(4, "Desk", 2 * HOUR, "hi", 3)
        .says(5, "9", 0, "@Desk c")
        .says(6, "10", 0, "@Desk d")
        .known_until("Desk", 10 * HOUR);
    let figures = talk.total();
    assert_eq!(figures.value("response_median"), Some(2.0 * HOUR as f64));
    assert_eq!(figures.value("response_median_answered_only"), Some(1.5 * HOUR as f64));
    assert_eq!(figures.get("response_median_answered_only").n, Some(2));
    assert_eq!((figures.value("response_p75"), figures.value("response_p90")), (None, None));
    let waiting = talk.corpus().waiting(&everything());
    let steps: Vec<(f64, f64)> = waiting.steps.iter().map(|step| (step.seconds, step.surviving)).collect();
    assert_eq!(steps.len(), 2);
    assert!(close(steps[0].1, 0.75) && close(steps[1].1, 0.5), "{steps:?}");
    assert_eq!((waiting.opportunities, waiting.answered, waiting.unanswered), (4, 2, 2));
}

#[test]
fn those_without_an_answer_come_oldest_first() {
    let talk = Talk::of(&["Desk"])
        .says(3, "7", 0, "@Desk a")
        .says(2, "8", 10, "@Desk b")
        .says(1, "9", 20, "@Desk c")
        .replies(4, "Desk", 30, "hi", 2);
    assert_eq!(behind(&talk.corpus(), "unanswered", &everything()), [3, 1]);
    assert_eq!(behind(&talk.corpus(), "opportunities", &everything()), [1, 2, 3]);
}

#[test]
fn what_arrives_after_the_end_of_an_accounts_data_is_no_opportunity() {
    // The other account's export is newer, and holds a message to Desk of which Desk's own export can't know the answer.
    let talk = Talk::of(&["Desk", "Shop"])
        .says(1, "7", 0, "@Desk a")
        .says(2, "Shop", HOUR, "News")
        .says(3, "8", 2 * HOUR, "@Desk b")
        .known_until("Desk", HOUR);
    let figures = talk.total();
    assert_eq!(figures.value("opportunities"), Some(1.0));
    assert_eq!((figures.value("unanswered"), figures.value("unanswered_oldest")), (Some(1.0), Some(HOUR as f64)));
    assert_eq!(figures.value("inbound"), Some(2.0));
}
