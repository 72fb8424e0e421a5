//! Conversations, people and dialogue (MEASURES §1 and §3).

use earshot_model::{Grouping, Rung};

use crate::talk::{DAY, Figures, HOUR, Talk, behind, days, everything};

#[test]
fn dialogue_is_what_was_said_to_somebody_who_came_back() {
    let talk = Talk::of(&["Desk"])
        .says(1, "Desk", 0, "News")
        .replies(2, "7", 10, "@Desk when?", 1)
        .replies(3, "Desk", 20, "@7 on Friday", 2)
        .replies(4, "7", 30, "@Desk thanks", 3)
        .replies(5, "8", 40, "@Desk and where?", 1)
        .replies(6, "Desk", 50, "@8 at the bridge", 5);
    let figures = talk.total();
    // The post keeps its class; message 6 was answered to somebody who did not come back.
    assert_eq!(figures.part("dialogue_share"), (1, 3));
    assert_eq!(behind(&talk.corpus(), "dialogue_share", &everything()), [3]);
    assert_eq!(figures.part("rung(dialogue)"), (1, 3));
    assert_eq!(figures.part("rung(reply)"), (1, 3));
    assert_eq!(figures.part("rung(announcement)"), (1, 3));
    // One conversation, engaged by one of the two.
    assert_eq!((figures.part("answered_rate"), figures.part("engaged_rate")), ((1, 1), (1, 1)));
}

#[test]
fn whoever_is_spoken_to_first_and_answers_once_did_not_come_back() {
    let talk = Talk::of(&["Desk"]).says(1, "Desk", 0, ".@7 look").replies(2, "7", 10, "@Desk nice", 1);
    let figures = talk.total();
    assert_eq!(figures.part("dialogue_share"), (0, 1));
    assert_eq!(figures.part("engaged_rate"), (0, 1));
    assert_eq!(figures.part("rung(mention)"), (1, 1));
    // After an answer of ours they come back, and the mention is to the same person in the same conversation.
    let engaged = talk.replies(3, "Desk", 20, "@7 thanks", 2).replies(4, "7", 30, "@Desk bye", 3);
    assert_eq!(engaged.total().part("dialogue_share"), (2, 2));
}

#[test]
fn somebody_else_who_joins_in_does_not_come_back() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk hello").replies(2, "Desk", 10, "@7 hi", 1).replies(3, "8", 20, "@Desk me too", 2);
    assert_eq!(talk.total().part("engaged_rate"), (0, 1));
    assert_eq!(talk.total().part("dialogue_share"), (0, 1));
}

#[test]
fn an_absent_parent_joins_its_children_and_so_does_the_platforms_id() {
    let absent =
        Talk::of(&["Desk"]).replies(1, "7", 0, "@Desk a", 999).replies(2, "8", 10, "@Desk b", 999).replies(3, "9", 10, "@Desk b", 998);
    assert_eq!(absent.total().value("conversations"), Some(2.0));
    let named = |id| move |line: &mut crate::talk::Line| line.conversation = Some(String::from(id));
    let by_id = Talk::of(&["Desk"])
        .says(1, "7", 0, "@Desk a")
        .with(named("k"))
        .says(2, "8", 10, "@Desk b")
        .with(named("k"))
        .replies(3, "9", 20, "@Desk c", 2)
        // The conversation of another message's id is another name for something else.
        .says(4, "10", 30, "@Desk d")
        .with(named("1"));
    assert_eq!(by_id.total().value("conversations"), Some(2.0));
}

#[test]
fn somebody_is_returning_who_was_heard_from_in_two_months() {
    // 1 November 2017, noon; a month later; and a third person in both, but once before the window.
    let talk = Talk::of(&["Desk"])
        .says(1, "7", 0, "@Desk a")
        .says(2, "7", 30 * DAY, "@Desk b")
        .says(3, "8", 0, "@Desk c")
        .says(4, "8", 5 * DAY, "@Desk d")
        .says(5, "9", -DAY, "@Desk e")
        .says(6, "9", DAY, "@Desk f");
    let figures = talk.total();
    assert_eq!((figures.value("people"), figures.value("people_returning")), (Some(3.0), Some(2.0)));
    let window = Figures::of(&talk.corpus(), &days("2017-11-01", "2018-01-01"), &[Grouping::Total]);
    assert_eq!((window.value("people"), window.value("people_returning")), (Some(3.0), Some(1.0)));
    let by_month = talk.by(Grouping::Month);
    assert_eq!(by_month.groups(), ["2017-10", "2017-11", "2017-12"]);
    assert_eq!(by_month.in_group("people_returning", "2017-11").value, None);
    assert!(by_month.in_group("people_returning", "2017-11").note.is_some());
}

#[test]
fn a_conversation_counts_in_each_month_that_hears_of_it() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").replies(2, "Desk", HOUR, "@7 b", 1).replies(3, "7", 40 * DAY, "@Desk c", 2);
    let figures = talk.by(Grouping::Month);
    for month in ["2017-11", "2017-12"] {
        assert_eq!(figures.in_group("conversations", month).value, Some(1.0));
        assert_eq!(figures.in_group("engaged_rate", month).k, Some(1), "{month} is judged whole");
    }
    assert_eq!(talk.total().value("conversations"), Some(1.0));
}

#[test]
fn two_accounts_in_one_conversation_are_judged_apart_by_account() {
    let talk = Talk::of(&["Desk", "Shop"])
        .says(1, "Desk", 0, "News")
        .replies(2, "7", 10, "a", 1)
        .replies(3, "Desk", 20, "@7 b", 2)
        .replies(4, "Shop", 25, "and we", 1)
        .replies(5, "8", 30, "c", 4);
    assert_eq!(talk.total().part("answered_rate"), (1, 1));
    let figures = talk.by(Grouping::Account);
    assert_eq!(figures.in_group("answered_rate", "Desk").k, Some(1));
    assert_eq!((figures.in_group("answered_rate", "Shop").k, figures.in_group("answered_rate", "Shop").n), (Some(0), Some(1)));
}

#[test]
fn each_post_stands_on_one_rung_with_its_counts() {
    let counted = |impressions, engagements| {
        move |line: &mut crate::talk::Line| {
            let known = earshot_measures::Counted { impressions: Some(impressions), engagements: Some(engagements), ..Default::default() };
            line.counted = Some(known);
        }
    };
    let talk = Talk::of(&["Desk"])
        .says(1, "Desk", 0, "News")
        .with(counted(100, 10))
        .says(2, "Desk", 10, "Other news")
        .with(counted(300, 2))
        .says(3, "7", 20, "@Desk hello")
        .replies(4, "Desk", 30, "hi", 3)
        .says(5, "Desk", 40, "RT @9: news")
        .with(counted(1_000, 0));
    let rungs = talk.by(Grouping::Rung);
    assert_eq!(rungs.values(&["outbound", "impressions", "impressions_per_post"], Rung::Announcement.as_str()), [2.0, 400.0, 200.0]);
    assert_eq!(rungs.in_group("engagement_rate", "announcement").value, Some(0.03));
    assert_eq!(rungs.in_group("outbound", "reply").value, Some(1.0));
    assert_eq!((rungs.in_group("impressions", "reply").value, rungs.in_group("impressions", "reply").missing), (None, Some(1)));
    let total = talk.total();
    assert_eq!(
        (total.value("impressions"), total.get("impressions").n, total.get("impressions").missing),
        (Some(1_400.0), Some(3), Some(1))
    );
    // Pooled, never a mean of ratios: 12 of 1,400.
    assert_eq!(total.part("engagement_rate"), (12, 1_400));
}
