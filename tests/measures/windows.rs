//! Windows, the as-of moment, and groups in a zone.

use chrono_tz::Europe::London;
use earshot_measures::Selection;
use earshot_model::Grouping;

use crate::talk::{DAY, Figures, HOUR, Talk, days, everything};

#[test]
fn a_window_takes_opportunities_by_arrival_and_judges_conversations_whole() {
    let talk = Talk::of(&["Desk"])
        .says(1, "7", DAY, "@Desk a")
        .replies(2, "Desk", 8 * DAY, "@7 b", 1)
        .replies(3, "7", 8 * DAY + HOUR, "@Desk c", 2)
        .says(4, "8", 19 * DAY, "@Desk d");
    let figures = Figures::of(&talk.corpus(), &days("2017-11-01", "2017-11-05"), &[Grouping::Total]);
    assert_eq!(figures.value("opportunities"), Some(1.0));
    assert_eq!(figures.value("response_median"), Some(7.0 * DAY as f64));
    assert_eq!((figures.part("answered_rate"), figures.part("engaged_rate")), ((1, 1), (1, 1)));
    assert_eq!((figures.value("inbound"), figures.value("outbound")), (Some(1.0), Some(0.0)));
}

#[test]
fn a_window_holds_its_first_moment_and_not_its_last() {
    // 2 November, midnight, is 12 h after noon.
    let talk = Talk::of(&["Desk"]).says(1, "Desk", 12 * HOUR, "first").says(2, "Desk", 36 * HOUR, "last");
    let figures = Figures::of(&talk.corpus(), &days("2017-11-02", "2017-11-03"), &[Grouping::Total]);
    assert_eq!(figures.value("outbound"), Some(1.0));
}

#[test]
fn a_conversation_that_only_we_spoke_in_during_the_window_is_not_in_it() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").replies(2, "Desk", 2 * DAY, "@7 b", 1);
    let figures = Figures::of(&talk.corpus(), &days("2017-11-02", "2017-11-05"), &[Grouping::Total]);
    assert_eq!((figures.value("conversations"), figures.value("outbound")), (Some(0.0), Some(1.0)));
    assert_eq!(figures.part("answered_rate"), (0, 0));
}

#[test]
fn in_an_empty_window_nothing_is_claimed() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").replies(2, "Desk", 60, "hi", 1);
    let figures = Figures::of(&talk.corpus(), &days("2020-01-01", "2020-02-01"), &[Grouping::Total]);
    assert_eq!((figures.value("inbound"), figures.value("opportunities")), (Some(0.0), Some(0.0)));
    for id in ["reply_share", "dialogue_share", "answered_rate", "response_rate(1h)"] {
        assert_eq!((figures.value(id), figures.part(id), figures.get(id).low), (None, (0, 0), None), "{id}");
        assert!(figures.get(id).note.is_some(), "{id} says why");
    }
    assert_eq!((figures.value("response_median"), figures.part("response_median")), (None, (0, 0)));
    assert_eq!((figures.value("unanswered"), figures.get("unanswered").n), (Some(0.0), Some(0)));
    assert_eq!(figures.value("unanswered_oldest"), None);
}

#[test]
fn what_comes_after_the_as_of_moment_is_unknown() {
    let talk = Talk::of(&["Desk"])
        .says(1, "7", 0, "@Desk a")
        .replies(2, "Desk", HOUR, "@7 b", 1)
        .replies(3, "7", 2 * HOUR, "@Desk c", 2)
        .seen_at(HOUR - 1);
    let figures = talk.total();
    assert_eq!((figures.value("inbound"), figures.value("outbound")), (Some(1.0), Some(0.0)));
    assert_eq!(figures.value("unanswered_oldest"), Some((HOUR - 1) as f64));
    assert_eq!(figures.part("response_rate(1h)"), (0, 0));
    // At the moment itself it is known.
    let talk = talk.seen_at(HOUR);
    assert_eq!((talk.total().value("unanswered"), talk.total().part("response_rate(1h)")), (Some(0.0), (1, 1)));
}

#[test]
fn an_as_of_later_than_the_data_knows_no_more() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").known_until("Desk", HOUR).seen_at(10 * HOUR);
    assert_eq!(talk.total().value("unanswered_oldest"), Some(HOUR as f64));
}

/// One inbound message of person 7 at each of these moments, measured in London.
fn in_london(moments: &[&str]) -> Talk {
    let at = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis();
    moments
        .iter()
        .zip(1..)
        .fold(Talk::of(&["Desk"]), |talk, (moment, id)| talk.says(id, "7", 0, "@Desk a").with(|line| line.at = at(moment)))
}

fn by_london(talk: &Talk, grouping: Grouping) -> Vec<(Option<String>, f64)> {
    let selection = Selection { zone: London, ..everything() };
    let figures = Figures::of(&talk.corpus(), &selection, &[grouping]);
    figures.0.iter().filter(|row| row.id == "inbound").map(|row| (row.group.clone(), row.value.unwrap())).collect()
}

#[test]
fn months_are_cut_at_the_zones_midnight() {
    let talk = in_london(&[
        "2017-12-31T23:30:00Z", // winter: still December
        "2018-03-31T22:30:00Z", // summer: 23:30 on 31 March
        "2018-03-31T23:30:00Z", // 00:30 on 1 April
        "2018-10-31T23:30:00Z", // winter again: still October
    ]);
    let of = |month: &str| (Some(month.to_owned()), 1.0);
    assert_eq!(by_london(&talk, Grouping::Month), [of("2017-12"), of("2018-03"), of("2018-04"), of("2018-10")]);
}

#[test]
fn weeks_begin_at_the_zones_monday() {
    // Sunday, 3 June 2018, 23:30 UTC is Monday in London.
    let talk = in_london(&["2018-06-03T22:30:00Z", "2018-06-03T23:30:00Z", "2018-06-10T22:59:59Z"]);
    assert_eq!(by_london(&talk, Grouping::Week), [(Some("2018-W22".to_owned()), 1.0), (Some("2018-W23".to_owned()), 2.0)]);
}

#[test]
fn who_returns_depends_on_the_zones_months() {
    let talk = in_london(&["2018-03-31T22:30:00Z", "2018-03-31T23:30:00Z"]);
    let returning = |selection: &Selection| Figures::of(&talk.corpus(), selection, &[Grouping::Total]).value("people_returning");
    assert_eq!(returning(&Selection { zone: London, ..everything() }), Some(1.0));
    assert_eq!(returning(&everything()), Some(0.0));
}

#[test]
fn an_opportunity_belongs_to_the_month_of_its_arrival() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 29 * DAY, "@Desk a").replies(2, "Desk", 31 * DAY, "hi", 1);
    let figures = talk.by(Grouping::Month);
    assert_eq!(figures.in_group("response_median", "2017-11").value, Some(2.0 * DAY as f64));
    assert_eq!(figures.in_group("opportunities", "2017-12").value, Some(0.0));
    assert_eq!(figures.in_group("outbound", "2017-12").value, Some(1.0));
}

#[test]
fn one_account_of_several() {
    let talk = Talk::of(&["Desk", "Shop"])
        .says(1, "7", 0, "@Shop a")
        .replies(2, "Shop", 60, "hi", 1)
        .says(3, "7", 0, "@Desk a")
        .says(4, "9", 0, "hm");
    let shop = Selection { accounts: vec![1], ..everything() };
    let figures = Figures::of(&talk.corpus(), &shop, &[Grouping::Total]);
    assert_eq!((figures.value("inbound"), figures.value("opportunities"), figures.value("unanswered")), (Some(1.0), Some(1.0), Some(0.0)));
    // What is nobody's is not Shop's.
    assert!(figures.0.iter().all(|row| row.id != "inbound_unassigned"));
}

#[test]
fn one_month_can_not_show_who_returns() {
    let talk = Talk::of(&["Desk"]).says(1, "7", 0, "@Desk a").says(2, "7", 40 * DAY, "@Desk b");
    let returning = |selection: &Selection| {
        let figures = Figures::of(&talk.corpus(), selection, &[Grouping::Total]);
        let row = figures.get("people_returning");
        (row.value, row.note.is_some())
    };
    assert_eq!(returning(&everything()), (Some(1.0), false));
    assert_eq!(returning(&days("2017-11-01", "2017-12-01")), (None, true));
    assert_eq!(returning(&days("2017-11-15", "2017-12-15")), (Some(0.0), false));
}

#[test]
fn an_id_that_is_none_is_refused() {
    let corpus = Talk::of(&["Desk"]).corpus();
    let refused = corpus.measure(&["reply_share".to_owned(), "reach".to_owned()], &everything(), &[Grouping::Total]);
    assert_eq!(refused.unwrap_err().to_string(), "there is no measure `reach`");
    assert!(corpus.rows("reach", &everything()).is_err());
}

#[test]
fn an_empty_store_can_be_measured() {
    let talk = Talk::of(&[]);
    assert_eq!(talk.total().value("inbound"), Some(0.0));
    for grouping in [Grouping::Account, Grouping::Month, Grouping::Week] {
        assert_eq!(talk.by(grouping).0, []);
    }
}
