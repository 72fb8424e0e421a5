//! Whose an inbound message is.

use earshot_model::Grouping;

use crate::talk::{Talk, behind, everything};

/// The accounts' inbound counts (an account that nobody is known to have written to has none), and how many messages are nobody's.
fn inbound(talk: &Talk) -> (Vec<(String, f64)>, f64) {
    let figures = talk.by(Grouping::Account);
    let of = |group: &&str| ((*group).to_owned(), figures.in_group("inbound", group).value.unwrap_or(0.0));
    (figures.groups().iter().map(of).collect(), talk.total().value("inbound_unassigned").unwrap())
}

fn of(name: &str, count: f64) -> (String, f64) {
    (name.to_owned(), count)
}

#[test]
fn the_author_of_the_parent_then_who_answers_then_the_first_known_name_then_nobody() {
    let talk = Talk::of(&["Desk", "Shop"])
        .says(1, "Desk", 0, "News")
        .says(2, "Shop", 0, "News")
        .replies(3, "7", 5, "@Shop what?", 1)
        .says(4, "8", 5, "@Desk hm")
        .replies(5, "Shop", 9, "@8 here", 4)
        .says(6, "9", 5, "@nobody @shop @Desk hm")
        .says(7, "9", 5, "hm");
    assert_eq!(inbound(&talk), (vec![of("Desk", 1.0), of("Shop", 2.0)], 1.0));
    assert_eq!(behind(&talk.corpus(), "inbound_unassigned", &everything()), [7]);
}

#[test]
fn the_earliest_of_those_that_answer() {
    let talk = Talk::of(&["Desk", "Shop"]).says(1, "7", 0, "hm").replies(3, "Shop", 9, "here", 1).replies(2, "Desk", 10, "here", 1);
    assert_eq!(inbound(&talk).0, [of("Desk", 0.0), of("Shop", 1.0)]);
    let together = Talk::of(&["Desk", "Shop"]).says(1, "7", 0, "hm").replies(3, "Shop", 9, "here", 1).replies(2, "Desk", 9, "here", 1);
    assert_eq!(inbound(&together).0, [of("Desk", 1.0), of("Shop", 0.0)], "at the same second the lower id");
}

#[test]
fn a_reply_to_another_person_is_directed_by_its_own_answer_or_name() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk hello").replies(2, "8", 1, "me too", 1).replies(3, "8", 2, "@desk me too", 1);
    assert_eq!(inbound(&talk), (vec![of("Desk", 2.0)], 1.0));
}

#[test]
fn what_the_export_says_wins() {
    let talk = Talk::of(&["Desk", "Shop"])
        .says(1, "Desk", 0, "News")
        .replies(2, "7", 1, "@Desk hm", 1)
        .with(|line| line.to = Some("Shop".to_owned()));
    assert_eq!(inbound(&talk).0, [of("Desk", 0.0), of("Shop", 1.0)]);
}

#[test]
fn nobodys_messages_are_in_no_other_figure() {
    let talk = Talk::of(&["Desk"]).says(1, "9", 0, "hm").says(2, "9", 5, "@nobody hm");
    let figures = talk.total();
    assert_eq!(figures.value("inbound_unassigned"), Some(2.0));
    for id in ["inbound", "people", "conversations", "opportunities"] {
        assert!(matches!(figures.value(id), None | Some(0.0)), "{id}: {:?}", figures.value(id));
    }
}

#[test]
fn a_name_ends_where_a_handle_ends() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "mail a@Desk.example").says(2, "7", 1, "@Desks").says(3, "7", 2, "(@DESK)");
    assert_eq!(inbound(&talk), (vec![of("Desk", 2.0)], 1.0));
}

#[test]
fn to_be_named_is_inferred() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk hello").says(2, "Desk", 5, "News").replies(3, "8", 9, "hm", 2);
    let figures = talk.total();
    assert_eq!(figures.value("opportunities"), Some(2.0));
    assert_eq!(figures.get("response_median").inferred, Some(1));
}
