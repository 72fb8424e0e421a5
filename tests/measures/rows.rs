//! The messages behind a figure are as many as the figure says.

use earshot_measures::{Corpus, Counted, DEFINITIONS, Selection};
use earshot_model::{Grouping, Unit};

use crate::talk::{DAY, HOUR, Line, Talk, behind, days, everything};

/// Counts whose rows are messages, each once, or one for each conversation or person.
const COUNTS: [&str; 15] = [
    "inbound",
    "outbound",
    "repost",
    "reply",
    "mention_start",
    "broadcast",
    "inbound_unassigned",
    "conversations",
    "people",
    "people_answered",
    "people_returning",
    "opportunities",
    "unanswered",
    "promise_due",
    "replies_out_of_hours",
];

/// Of every share as many messages as its k, of every count as many as its value, of every other figure as many as its n.
pub(crate) fn must_agree(corpus: &Corpus, selection: &Selection) {
    for row in corpus.measure(&[], selection, &[Grouping::Total]).expect("all ids can be measured") {
        let behind = corpus.rows(&row.id, selection).expect("an id");
        let mut messages: Vec<u32> = behind.iter().map(|hit| hit.message).collect();
        messages.sort_unstable();
        messages.dedup();
        assert_eq!(messages.len(), behind.len(), "{}: a message stands twice", row.id);
        assert!(behind.iter().all(|hit| !hit.why.is_empty()), "{}: a message without a reason", row.id);
        let expected = match row.id.as_str() {
            id if COUNTS.contains(&id) => row.value.map(|value| value as i64),
            // k and n are sums of counts, or of messages.
            id if id.starts_with("engagement_rate") || id == "inbound_per_outbound" => continue,
            // Days are no messages.
            "followers" | "follower_growth" | "impressions_daily" => Some(0),
            id if ["reach_", "impressions", "engagements", "response_definition(", "turns_"].iter().any(|of| id.starts_with(of)) => row.n,
            "popularity" | "commitment" | "virality" | "engagement_e" => row.n,
            "response_median_answered_only" | "response_median_answered_only_business" => row.n,
            id if id.starts_with("reply_delay_") => row.n,
            _ if row.unit == Unit::Share => row.k,
            _ => continue,
        };
        if let Some(expected) = expected {
            assert_eq!(behind.len() as i64, expected, "{} and the messages behind it", row.id);
        }
    }
}

/// Counts of everything.
fn counted(reach: i64) -> impl FnOnce(&mut Line) {
    let [reach, impressions, some] = [reach, 2 * reach, reach / 10].map(Some);
    let counted = Counted { reach, impressions, engagements: None, likes: some, comments: some, shares: some, saves: some, clicks: some };
    move |line| line.counted = Some(counted)
}

/// Something of everything.
pub(crate) fn busy() -> Talk {
    let release = "The council will close the bridge over the Wex for repairs from Monday until the end of the month";
    Talk::of(&["Desk", "Shop"])
        .promises("Shop", None, "60 days")
        .promises("Desk", None, "3 hours")
        .release(-DAY, release)
        .counts_days("Desk", &[(1, 1_000), (20, 1_100)], &[(1, 400)])
        .says(1, "Desk", 0, &release[..80])
        .with(counted(500))
        .says(2, "Shop", 60, &release[..80])
        .says(3, "Desk", 100, "Come and see the lanterns in the market square this evening")
        .says(4, "Desk", 200, "Come and see the lanterns in the market square this evening")
        .says(5, "Desk", 300, "RT @9: news")
        .says(6, "Desk", 400, ".@9 look")
        .replies(7, "7", 500, "@Desk when?", 1)
        .replies(8, "Desk", 600, "@7 on Monday", 7)
        .with(counted(90))
        .replies(9, "7", 700, "@Desk thanks", 8)
        .replies(10, "8", 800, "@Desk and the buses?", 1)
        .says(11, "7", 35 * DAY, "@shop open today?")
        .says(12, "9", 35 * DAY, "hm")
        .replies(13, "Desk", 35 * DAY + 60, "@10 yes", 999)
        .writes(14, "10", 35 * DAY + 90, "c")
        .writes(15, "Desk", 35 * DAY + 95, "c")
        // At ten at night.
        .writes(16, "11", 10 * HOUR, "d")
        .writes(17, "Desk", 10 * HOUR + 60, "d")
}

#[test]
fn figures_and_the_messages_behind_them_agree() {
    let corpus = busy().corpus();
    for selection in [
        everything(),
        days("2017-11-01", "2017-12-01"),
        days("2017-12-01", "2018-01-01"),
        days("2020-01-01", "2020-01-02"),
        Selection { accounts: vec![0], ..everything() },
        Selection { accounts: vec![1], ..everything() },
        Selection { accounts: vec![1], ..days("2017-12-01", "2018-01-01") },
    ] {
        must_agree(&corpus, &selection);
    }
}

#[test]
fn the_busy_talk_has_something_of_everything() {
    let talk = busy();
    let figures = talk.total();
    // What people say of it, and its peers, have talks of their own.
    let elsewhere = |id: &str| id.starts_with("reply_delay") || ["engaged_rate", "overruled", "partner_share"].contains(&id);
    for definition in DEFINITIONS.iter().filter(|definition| !elsewhere(definition.id)) {
        let found = behind(&talk.corpus(), definition.id, &everything());
        let of_days = ["followers", "follower_growth", "impressions_daily"].contains(&definition.id);
        assert_eq!(found.is_empty(), of_days, "{}", definition.id);
    }
    assert_eq!(figures.part("churn_index"), (2, 4));
    assert_eq!(figures.part("repeat_share"), (2, 4));
    assert_eq!(figures.part("recycled_share"), (3, 4));
    assert_eq!(figures.part("rung(repeat)"), (1, 7));
}

#[test]
fn what_an_archive_of_one_side_shows_agrees_too() {
    let talk = Talk::of(&["Desk"])
        .replies(1, "Desk", 0, "@7 hi", 999)
        .replies(2, "Desk", 60, "@7 and bye", 999)
        .replies(3, "Desk", 90, "@8 hi", 998)
        .says(4, "Desk", 120, "News");
    must_agree(&talk.corpus(), &everything());
}

#[test]
fn each_message_says_by_which_rule_it_is_there() {
    let corpus = busy().corpus();
    let why = |id: &str, message: i64| {
        let hits = corpus.rows(id, &everything()).unwrap();
        hits.into_iter().find(|hit| corpus.message_id(hit.message as usize) == message).expect("it is behind the figure").why
    };
    assert_eq!(why("churn_index", 1), "at least half of it stands in a press release");
    assert_eq!(why("repeat_share", 4), "repeats an earlier broadcast of its own");
    assert_eq!(why("repost", 5), "starts with RT @name");
    assert_eq!(why("mention_start", 6), "begins a conversation by addressing someone");
    assert_eq!(why("dialogue_share", 8), "answers somebody's message; the person came back");
    assert_eq!(why("reply_share", 13), "starts with somebody's @name (inferred)");
    assert_eq!(why("outbound", 15), "a direct message");
    assert_eq!(why("opportunities", 7), "answered by a reply");
    assert_eq!(why("opportunities", 14), "answered by our next message in the exchange");
    assert_eq!(why("unanswered", 11), "no answer by the end of the data; directed at us by a name in its text (inferred)");
}
