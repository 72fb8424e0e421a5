//! Archives that hold only the account's own messages.

use earshot_measures::DEFINITIONS;
use earshot_model::Grouping;

use crate::talk::{Talk, behind, close, everything};

/// 2020-02-27T22:46:45.564Z, by its id.
const PARENT: u64 = 1_233_161_576_649_121_792;
const WRITTEN: i64 = 1_582_843_605_564;

/// Replies of `Desk` to messages that are not in the data, so many seconds after the time in their ids.
fn replies(delays: &[i64]) -> Talk {
    delays.iter().zip(0..).fold(Talk::of(&["Desk"]), |talk, (delay, number)| {
        // A 4,194,304th of a millisecond is the next id in the same millisecond.
        talk.replies(number + 1, "Desk", 0, "@7 hi", PARENT + number).with(|line| {
            line.at = WRITTEN + delay * 1_000;
            line.ids_hold_time = true;
        })
    })
}

#[test]
fn what_needs_the_other_side_is_null_and_says_why() {
    let talk = replies(&[60, 120]).says(10, "Desk", 0, "News");
    let figures = talk.total();
    let unknown = DEFINITIONS.iter().map(|definition| definition.id).filter(|id| {
        id.starts_with("response_")
            || id.starts_with("unanswered")
            || ["answered_rate", "dialogue_share", "inbound_per_outbound"].contains(id)
    });
    for id in unknown {
        let row = figures.get(id);
        assert_eq!((row.value, row.low, row.high, row.k, row.n), (None, None, None, None, None), "{id}");
        let said = ["only the account's own messages", "nothing that people said in public"];
        assert!(row.note.as_ref().is_some_and(|note| said.iter().any(|said| note.contains(said))), "{id}: {:?}", row.note);
    }
    assert_eq!(figures.part("reply_share"), (2, 3));
    assert_eq!((figures.value("rung(dialogue)"), figures.get("rung(dialogue)").k), (None, None));
    assert_eq!(figures.part("rung(reply)"), (2, 3));
    assert!(figures.get("rung(reply)").note.is_some());
}

#[test]
fn delays_come_from_the_parents_ids() {
    // 60 120 600, type 7: p25 halfway between the first two; p75 halfway between the last two; p90 at place 1.8.
    let figures = replies(&[600, 60, -30, 120]).total();
    for (id, expected) in [("reply_delay_p25", 90.0), ("reply_delay_median", 120.0), ("reply_delay_p75", 360.0), ("reply_delay_p90", 504.0)]
    {
        let row = figures.get(id);
        assert!(close(row.value.unwrap(), expected), "{id}: {:?}", row.value);
        assert_eq!((row.n, row.inferred), (Some(3), Some(3)), "{id}: the one before its parent is dropped");
        assert!(row.note.as_ref().is_some_and(|note| note.contains("only answered messages")));
    }
    assert_eq!(figures.value("reply"), Some(4.0));
}

#[test]
fn ids_that_hold_no_time_give_no_delay() {
    let talk = Talk::of(&["Desk"]).replies(1, "Desk", 0, "@7 hi", PARENT);
    assert_eq!((talk.total().value("reply_delay_median"), talk.total().get("reply_delay_median").n), (None, None));
    assert!(talk.total().get("reply_delay_median").note.is_some());
}

#[test]
fn a_parent_that_is_in_the_data_needs_no_guess() {
    let talk = Talk::of(&["Desk"])
        .says(PARENT, "7", 0, "@Desk a")
        .with(|line| (line.at, line.ids_hold_time) = (WRITTEN, true))
        .replies(1, "Desk", 0, "hi", PARENT)
        .with(|line| (line.at, line.ids_hold_time) = (WRITTEN + 60_000, true));
    assert_eq!(talk.total().value("reply_delay_median"), None);
    assert_eq!(talk.total().value("response_median"), Some(60.0));
}

#[test]
fn two_replies_to_one_person_are_engaged_but_inferred() {
    let talk = Talk::of(&["Desk"])
        .replies(1, "Desk", 0, "@7 hi", 999)
        .replies(2, "Desk", 60, "@7 and bye", 999)
        .replies(3, "Desk", 90, "@8 hi", 998);
    let row = talk.total().get("engaged_rate").clone();
    assert_eq!((row.value, row.k, row.n, row.inferred), (None, Some(1), None, Some(1)));
    assert!(row.note.is_some());
    assert_eq!(behind(&talk.corpus(), "engaged_rate", &everything()), [1]);
}

#[test]
fn dialogue_is_measured_on_the_accounts_that_hear() {
    // Desk hears; Mute has only its own messages. Desk: 2 of 3 in dialogue; Mute: 1 reply and 1 post, not judged.
    let talk = Talk::of(&["Desk", "Mute"])
        .says(1, "7", 0, "@Desk a")
        .replies(2, "Desk", 10, "hi", 1)
        .replies(3, "7", 20, "@Desk b", 2)
        .replies(4, "Desk", 30, "ho", 3)
        .says(5, "Desk", 40, "News")
        .says(6, "Mute", 50, "News")
        .replies(7, "Mute", 60, "@8 hi", 999);
    let figures = talk.total();
    let row = figures.get("dialogue_share");
    assert_eq!((row.k, row.n, row.missing), (Some(2), Some(3), Some(2)));
    assert!(row.note.as_ref().is_some_and(|note| note.contains("1 account")), "{:?}", row.note);
    assert_eq!((figures.part("rung(dialogue)"), figures.part("rung(reply)")), ((2, 5), (1, 5)));
    assert_eq!(figures.part("reply_share"), (3, 5));
    assert!(figures.get("response_median").note.is_some());
    let by_account = talk.by(Grouping::Account);
    assert_eq!((by_account.in_group("dialogue_share", "Desk").k, by_account.in_group("dialogue_share", "Mute").k), (Some(2), None));
}
