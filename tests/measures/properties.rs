//! What must hold of any talk.

use std::collections::BTreeMap;

use earshot_measures::{Corpus, Wait, kaplan_meier, time_by_which};
use earshot_model::{Grouping, Rung};
use proptest::prelude::*;

use crate::rows::must_agree;
use crate::talk::{DAY, Figures, HOUR, Line, Talk, days, everything};

const ALL: [Grouping; 5] = [Grouping::Total, Grouping::Account, Grouping::Month, Grouping::Week, Grouping::Rung];
const CLASSES: [&str; 4] = ["reply", "mention_start", "broadcast", "repost"];

/// One message, not yet said: who, seconds since the one before, text, and which message it answers.
type Word = (&'static str, i64, &'static str, Option<usize>, (bool, bool, u8));

fn word() -> impl Strategy<Value = Word> {
    let who = prop::sample::select(vec!["Desk", "Shop", "7", "8", "9"]);
    let after = prop::sample::select(vec![0, 0, 30, HOUR, 20 * HOUR, 80 * HOUR, 20 * DAY]);
    let text = prop::sample::select(vec![
        "",
        "News",
        "@7 hello",
        ".@8 look at this",
        "@Desk why?",
        "@shop and @desk",
        "@7 @8 both of you",
        "RT @9: said it",
        "Come and see the lanterns in the market square this evening",
        "Come and see the lanterns in the market square this evening #wexby",
        "The bridge over the Wex is closed from Monday until the end of the month",
    ]);
    (who, after, text, prop::option::weighted(0.7, 0..14_usize), (any::<bool>(), prop::bool::weighted(0.15), 0..3_u8))
}

/// Says one more; the ids tell nothing of the time. A parent that is not there yet is one that never will be.
fn say(talk: Talk, (who, after, text, parent, (parent_known, direct, exchange)): Word) -> Talk {
    let said = talk.lines.len() as u64;
    let at = talk.lines.last().map_or(0, |line| (line.at - crate::talk::NOON) / 1_000) + after;
    let id = said * 37 % 101 + 1;
    if direct {
        return talk.writes(id, if who == "Shop" { "Desk" } else { who }, at, &format!("c{exchange}"));
    }
    let answered =
        parent.map(|back| talk.lines.len().checked_sub(back + 1).map_or("9999".to_owned(), |place| talk.lines[place].id.clone()));
    talk.says(id, who, at, text).with(|line| (line.parent, line.parent_known) = (answered, parent_known))
}

pub(crate) fn talks() -> impl Strategy<Value = Talk> {
    prop::collection::vec(word(), 1..40).prop_map(|words| {
        let release = "The bridge over the Wex is closed from Monday until the end of the month, says the council";
        words.into_iter().fold(Talk::of(&["Desk", "Shop"]).release(0, release), say)
    })
}

/// The class and the account of every message, by id.
fn judged(corpus: &Corpus) -> BTreeMap<i64, (Option<&'static str>, Option<String>)> {
    let mut classes: BTreeMap<i64, &'static str> = BTreeMap::new();
    for class in CLASSES {
        for hit in corpus.rows(class, &everything()).unwrap() {
            assert_eq!(classes.insert(corpus.message_id(hit.message as usize), class), None, "one class each");
        }
    }
    (0..corpus.len())
        .map(|m| (corpus.message_id(m), m))
        .map(|(id, m)| (id, (classes.get(&id).copied(), corpus.account_of(m).map(|account| account.name.clone()))))
        .collect()
}

/// As JSON, to the byte.
fn bytes(talk: &Talk) -> String {
    let corpus = talk.corpus();
    let figures = corpus.measure(&[], &everything(), &ALL).unwrap();
    let rows: Vec<(Vec<i64>, String)> = figures
        .iter()
        .map(|row| corpus.rows(&row.id, &everything()).unwrap())
        .map(|hits| (hits.iter().map(|hit| corpus.message_id(hit.message as usize)).collect(), format!("{hits:?}")))
        .collect();
    serde_json::to_string(&(figures, rows)).unwrap()
}

/// k and n of every share that counts, and every plain count, of a window; `None` is what can't be known there.
fn countable(corpus: &Corpus, from: &str, to: &str) -> BTreeMap<String, Option<(i64, i64)>> {
    let figures = Figures::of(corpus, &days(from, to), &[Grouping::Total]);
    let counts =
        ["inbound", "outbound", "repost", "reply", "mention_start", "broadcast", "inbound_unassigned", "opportunities", "unanswered"];
    let shares = ["reply_share", "broadcast_share", "dialogue_share", "churn_index", "repeat_share", "recycled_share"];
    let share = |id: &str| shares.contains(&id) || id.starts_with("rung(") || id.starts_with("response_rate(");
    figures
        .0
        .iter()
        .filter_map(|row| match row.id.as_str() {
            id if counts.contains(&id) => Some((row.id.clone(), row.value.map(|value| (value as i64, 0)))),
            id if share(id) => Some((row.id.clone(), row.k.zip(row.n))),
            _ => None,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_message_stands_on_one_rung(talk in talks()) {
        for grouping in [Grouping::Total, Grouping::Account, Grouping::Month] {
            let figures = talk.by(grouping);
            for whole in figures.0.iter().filter(|row| row.id == "reply_share") {
                let in_group = |id: &str| figures.0.iter().find(|row| row.id == id && row.group == whole.group).unwrap();
                let rungs: i64 = Rung::ALL.iter().filter_map(|rung| in_group(&format!("rung({})", rung.as_str())).k).sum();
                prop_assert_eq!(Some(rungs), whole.n, "{:?}", whole.group);
                let said: f64 = CLASSES[..3].iter().filter_map(|id| in_group(id).value).sum();
                prop_assert_eq!(Some(said as i64), whole.n);
            }
        }
    }

    #[test]
    fn a_later_message_moves_nothing_but_whose_the_one_it_answers_is(talk in talks(), later in word()) {
        let before = judged(&talk.corpus());
        let more = say(talk, later).with(|line| line.id = "5000".to_owned());
        let answered: Option<i64> = more.lines.last().and_then(|line| line.parent.as_ref()?.parse().ok());
        let after = judged(&more.corpus());
        for (id, (class, account)) in before {
            prop_assert_eq!(after[&id].0, class, "the class of {}", id);
            if Some(id) != answered {
                prop_assert_eq!(&after[&id].1, &account, "whose {} is", id);
            }
        }
    }

    #[test]
    fn the_order_in_which_messages_are_given_means_nothing(
        (talk, shuffled) in talks().prop_flat_map(|talk| {
            let shuffled = Just(talk.lines.clone()).prop_shuffle();
            (Just(talk), shuffled)
        }),
    ) {
        let other = Talk { lines: shuffled, ..talk.clone() };
        prop_assert_eq!(bytes(&other), bytes(&talk));
    }

    #[test]
    fn two_windows_side_by_side_pool_to_one(talk in talks(), day in 1..28_u32) {
        let corpus = talk.corpus();
        let middle = format!("2017-11-{day:02}");
        let (first, second) = (countable(&corpus, "2017-11-01", &middle), countable(&corpus, &middle, "2030-01-01"));
        for (id, whole) in countable(&corpus, "2017-11-01", "2030-01-01") {
            if let (Some(first), Some(second), Some(whole)) = (first[&id], second[&id], whole) {
                prop_assert_eq!((first.0 + second.0, first.1 + second.1), whole, "{}", id);
            }
        }
    }

    #[test]
    fn the_messages_behind_any_figure_are_as_many_as_it_says(talk in talks()) {
        let corpus = talk.corpus();
        must_agree(&corpus, &everything());
        must_agree(&corpus, &days("2017-11-03", "2017-11-20"));
    }

    #[test]
    fn without_anybody_unanswered_the_median_is_the_middle(mut seconds in prop::collection::vec(0..50_u32, 1..40)) {
        let waits: Vec<Wait> = seconds.iter().map(|&seconds| Wait { seconds: f64::from(seconds), answered: true }).collect();
        seconds.sort_unstable();
        // The first time by which at least half have been answered.
        let middle = seconds[seconds.len().div_ceil(2) - 1];
        let found = time_by_which(0.5, &kaplan_meier(&waits));
        prop_assert_eq!(found.seconds, Some(f64::from(middle)));
        prop_assert!(found.low.is_none_or(|low| low <= f64::from(middle)));
        prop_assert!(found.high.is_none_or(|high| high >= f64::from(middle)));
    }
}

/// A message as the generator makes it, for the eye.
#[test]
fn the_generator_makes_talks_that_are_told_apart() {
    let words: [Word; 3] = [
        ("7", 0, "@Desk why?", None, (true, false, 0)),
        ("Desk", 30, "", Some(0), (true, false, 0)),
        ("7", 30, "", Some(0), (true, false, 0)),
    ];
    let talk = words.into_iter().fold(Talk::of(&["Desk", "Shop"]), say);
    let parents: Vec<Option<&str>> = talk.lines.iter().map(|Line { parent, .. }| parent.as_deref()).collect();
    assert_eq!(parents, [None, Some("1"), Some("38")]);
    assert_eq!(talk.total().part("engaged_rate"), (1, 1));
}
