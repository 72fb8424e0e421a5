//! What kind of message is it (MEASURES §1).

use earshot_model::Grouping;

use crate::talk::{NOON, Talk, behind, everything};

const CLASSES: [&str; 4] = ["reply", "mention_start", "broadcast", "repost"];

/// How many of each class.
fn classes(talk: &Talk) -> [f64; 4] {
    let figures = talk.total();
    CLASSES.map(|id| figures.value(id).unwrap())
}

/// The class of one message of `Desk` that stands alone, and whether it was inferred.
fn class(text: &str, parent_known: bool, parent: Option<(&str, Option<&str>)>) -> (&'static str, bool) {
    let talk = Talk::of(&["Desk"]).says(1, "Desk", 0, text).with(|line| {
        line.parent_known = parent_known;
        line.parent = parent.map(|(id, _)| id.to_owned());
        line.parent_author = parent.and_then(|(_, author)| author.map(str::to_owned));
    });
    let counts = classes(&talk);
    let at = counts.iter().position(|&count| count == 1.0).expect("it has a class");
    assert_eq!(counts.iter().sum::<f64>(), 1.0, "{text} has one class");
    (CLASSES[at], talk.total().get("reply_share").inferred == Some(1))
}

#[test]
fn a_format_that_tells_parents() {
    let observed = |class| (class, false);
    assert_eq!(class("News", true, None), observed("broadcast"));
    assert_eq!(class("@9 look", true, None), observed("mention_start"));
    assert_eq!(class("  @9 look", true, None), observed("mention_start"));
    assert_eq!(class(".@9 look", true, None), observed("mention_start"));
    assert_eq!(class("@Desk ourselves", true, None), observed("broadcast"));
    assert_eq!(class("@dESK ourselves", true, None), observed("broadcast"));
    assert_eq!(class("look, @9", true, None), observed("broadcast"));
    assert_eq!(class("@ 9", true, None), observed("broadcast"));
    assert_eq!(class("", true, None), observed("broadcast"));
}

#[test]
fn a_format_that_does_not_tell_parents() {
    assert_eq!(class("News", false, None), ("broadcast", false));
    assert_eq!(class("@9 look", false, None), ("reply", true));
    assert_eq!(class(".@9 look", false, None), ("mention_start", true));
    assert_eq!(class("@Desk ourselves", false, None), ("broadcast", false));
}

#[test]
fn a_parent_that_is_not_in_the_data() {
    let absent = Some(("999", None));
    assert_eq!(class("@9 yes", true, absent), ("reply", true));
    assert_eq!(class("well", true, absent), ("broadcast", false));
    assert_eq!(class(".@9 well", true, absent), ("broadcast", false));
    assert_eq!(class("@Desk well", true, absent), ("broadcast", false));
}

#[test]
fn an_absent_parent_whose_author_is_known() {
    assert_eq!(class("no name in here", true, Some(("999", Some("9")))), ("reply", false));
    // Our own, in any case: the continuation of a thread whose beginning is not in the data has no class.
    let talk = Talk::of(&["Desk"]).replies(1, "Desk", 0, "@9 and more", 999).with(|line| line.parent_author = Some("DESK".to_owned()));
    assert_eq!(classes(&talk), [0.0; 4]);
    assert_eq!(talk.total().value("outbound"), Some(1.0));
}

#[test]
fn reposts() {
    assert_eq!(class("RT @9: news", true, None).0, "repost");
    assert_eq!(class(" RT @9: news", false, None).0, "repost");
    assert_eq!(class("RT this", true, None).0, "broadcast");
    assert_eq!(class("RT @ 9", true, None).0, "broadcast");
    assert_eq!(class("rt @9: news", true, None).0, "broadcast");
    let marked = Talk::of(&["Desk"]).says(1, "Desk", 0, "@9 said this").with(|line| line.repost = true);
    assert_eq!(classes(&marked), [0.0, 0.0, 0.0, 1.0]);
}

#[test]
fn reposts_stand_outside_the_denominator() {
    let talk = Talk::of(&["Desk"])
        .says(1, "7", 0, "hello")
        .replies(2, "Desk", 1, "hi", 1)
        .says(3, "Desk", 2, "RT @9: news")
        .says(4, "Desk", 3, "News");
    assert_eq!(talk.total().part("reply_share"), (1, 2));
    assert_eq!(talk.total().part("broadcast_share"), (1, 2));
    assert_eq!(talk.total().value("repost"), Some(1.0));
}

#[test]
fn a_thread_of_all_classes() {
    let talk = Talk::of(&["Desk"])
        .says(1, "7", 0, "hello")
        .replies(2, "Desk", 1, "no name in here", 1)
        .replies(3, "Desk", 2, "2/2", 2)
        .says(4, "Desk", 3, "RT @9: news")
        .says(5, "Desk", 4, ".@9 look")
        .says(6, "Desk", 5, "@9 look")
        .says(7, "Desk", 6, "@desk ourselves")
        .says(8, "Desk", 7, "News")
        .replies(9, "Desk", 8, "more", 8)
        .replies(10, "Desk", 9, "@9 yes", 999)
        .replies(11, "Desk", 9, "well", 998);
    let figures = talk.by(Grouping::Account);
    // Replies 2 and 10; mentions 5 and 6; broadcasts 7, 8 and 11; 3 and 9 continue.
    assert_eq!(figures.values(&CLASSES, "Desk"), [2.0, 2.0, 3.0, 1.0]);
    assert_eq!(figures.values(&["outbound", "inbound"], "Desk"), [10.0, 1.0]);
    assert_eq!(figures.part("reply_share"), (2, 7));
    assert_eq!(figures.get("reply_share").inferred, Some(1));
}

#[test]
fn a_reply_to_another_of_our_accounts_is_a_reply_and_to_oneself_is_not() {
    let talk =
        Talk::of(&["Desk", "Shop"]).says(1, "Shop", 0, "News").replies(2, "Desk", 1, "thanks", 1).replies(3, "Desk", 2, "and this", 2);
    let figures = talk.by(Grouping::Account);
    assert_eq!(figures.values(&CLASSES, "Desk"), [1.0, 0.0, 0.0, 0.0]);
    assert_eq!(figures.values(&CLASSES, "Shop"), [0.0, 0.0, 1.0, 0.0]);
}

#[test]
fn the_continuation_of_a_self_thread_answers_a_person_whom_it_names() {
    let talk = Talk::of(&["Desk"]).says(1, "Desk", 0, "News").replies(2, "7", 10, "@Desk when?", 1).replies(
        3,
        "Desk",
        70,
        "and, @7, on Friday",
        1,
    );
    let figures = talk.total();
    assert_eq!(figures.value("response_median"), Some(60.0));
    assert_eq!(figures.value("broadcast"), Some(1.0));
    assert_eq!(figures.value("reply"), Some(0.0));
    assert_eq!(figures.get("response_median").inferred, Some(1));
}

#[test]
fn a_reply_that_comes_before_its_parent_is_a_reply_all_the_same() {
    let talk = Talk::of(&["Desk"]).replies(1, "Desk", -100, "hi", 2).says(2, "7", 0, "hello");
    assert_eq!(classes(&talk), [1.0, 0.0, 0.0, 0.0]);
    // But nothing was answered by something that was said before.
    assert_eq!((talk.total().value("unanswered"), talk.total().value("opportunities")), (Some(1.0), Some(1.0)));
}

#[test]
fn direct_messages_have_no_class_and_are_outbound() {
    let talk = Talk::of(&["Desk"]).writes(1, "7", 0, "c").writes(2, "Desk", 60, "c");
    assert_eq!(classes(&talk), [0.0; 4]);
    assert_eq!((talk.total().value("outbound"), talk.total().value("inbound")), (Some(1.0), Some(1.0)));
    assert_eq!(talk.total().part("reply_share"), (0, 0));
    assert!(talk.total().get("reply_share").note.is_some());
}

#[test]
fn a_circle_of_parents_ends() {
    let talk = Talk::of(&["Desk"]).replies(1, "7", 0, "a", 2).replies(2, "Desk", 1, "b", 1).replies(3, "9", 2, "c", 3);
    let figures = talk.total();
    assert_eq!(figures.value("reply"), Some(1.0));
    assert_eq!(figures.value("conversations"), Some(1.0));
    assert_eq!(figures.value("inbound_unassigned"), Some(1.0));
}

#[test]
fn equal_times_stand_in_order_of_their_ids() {
    let talk = Talk::of(&["Desk"]).says(10, "Desk", 0, "ten").says(9, "Desk", 0, "nine").says(1_000, "Desk", -1, "before");
    assert_eq!(behind(&talk.corpus(), "outbound", &everything()), [10, 9, 1_000]);
    assert_eq!(talk.lines[0].at, NOON);
}
