//! Direct messages: exchanges, cut at 72 h of silence, answered by our next message.

use crate::talk::{HOUR, Talk};

#[test]
fn our_next_message_is_the_answer() {
    let talk = Talk::of(&["Desk"])
        .writes(1, "7", 0, "c")
        .writes(2, "7", 60, "c")
        .writes(3, "Desk", 300, "c")
        .writes(4, "Desk", 400, "c")
        .writes(5, "7", 500, "c");
    let figures = talk.total();
    assert_eq!(figures.value("opportunities"), Some(2.0));
    assert_eq!(figures.value("response_median_answered_only"), Some(300.0));
    assert_eq!((figures.part("answered_rate"), figures.part("engaged_rate")), ((1, 1), (1, 1)));
    assert_eq!(figures.get("response_median").inferred, Some(0));
}

#[test]
fn an_exchange_is_cut_at_72_hours_of_silence() {
    // 72 h are within, a second more is not; the cut is after silence, not after the beginning.
    let whole = Talk::of(&["Desk"]).writes(1, "7", 0, "c").writes(2, "Desk", 72 * HOUR, "c").writes(3, "7", 144 * HOUR, "c");
    assert_eq!(whole.total().value("conversations"), Some(1.0));
    assert_eq!(whole.total().part("engaged_rate"), (1, 1));
    let cut = Talk::of(&["Desk"]).writes(1, "7", 0, "c").writes(2, "Desk", HOUR, "c").writes(3, "7", 73 * HOUR + 1, "c");
    assert_eq!(cut.total().value("conversations"), Some(2.0));
    assert_eq!((cut.total().part("answered_rate"), cut.total().part("engaged_rate")), ((1, 2), (0, 2)));
}

#[test]
fn an_answer_after_the_cut_is_another_conversation() {
    let talk = Talk::of(&["Desk"]).writes(1, "7", 0, "c").writes(2, "Desk", 73 * HOUR, "c");
    assert_eq!((talk.total().value("opportunities"), talk.total().value("unanswered")), (Some(1.0), Some(1.0)));
}

#[test]
fn exchanges_are_apart_and_public_links_are_never_cut() {
    let talk = Talk::of(&["Desk"]).writes(1, "7", 0, "c").writes(2, "8", 1, "d").writes(3, "Desk", 60, "d");
    assert_eq!(talk.total().part("answered_rate"), (1, 2));
    let public = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").replies(2, "Desk", 100 * HOUR, "b", 1).replies(3, "7", 200 * HOUR, "c", 2);
    assert_eq!(public.total().part("engaged_rate"), (1, 1));
}

#[test]
fn what_we_say_in_an_exchange_is_said_to_everybody_in_it() {
    let talk = Talk::of(&["Desk"]).writes(1, "7", 0, "c").writes(2, "8", 30, "c").writes(3, "Desk", 60, "c");
    assert_eq!(talk.total().value("people_answered"), Some(2.0));
    assert_eq!(talk.total().value("response_median_answered_only"), Some(45.0));
}

#[test]
fn a_direct_message_is_no_dialogue_in_public() {
    let talk = Talk::of(&["Desk"]).writes(1, "7", 0, "c").writes(2, "Desk", 60, "c").writes(3, "7", 90, "c").says(4, "Desk", 100, "News");
    let figures = talk.total();
    assert_eq!(figures.part("engaged_rate"), (1, 1));
    // Whether the public came back is not in the data, although direct messages are.
    assert_eq!((figures.value("dialogue_share"), figures.get("dialogue_share").k), (None, None));
    assert!(figures.get("dialogue_share").note.is_some());
}

#[test]
fn where_no_exchange_is_told_an_answer_is_known_by_its_parent_however_late() {
    let alone = |talk: Talk| talk.with(|line| (line.conversation, line.parent) = (None, (line.id == "2").then(|| "1".to_owned())));
    let talk = alone(Talk::of(&["Desk"]).writes(1, "7", 0, "c"));
    let talk = alone(alone(talk.writes(2, "Desk", 100 * HOUR, "c")).writes(3, "8", 5, "c"));
    let figures = talk.total();
    assert_eq!((figures.part("answered_rate"), figures.value("unanswered")), ((1, 2), Some(1.0)));
}
