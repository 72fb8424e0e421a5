//! What people say of the data wins over the rules, and peers stand apart.

use earshot_measures::Selection;
use earshot_model::{Grouping, Rung, Verdict};

use crate::rows::must_agree;
use crate::talk::{DAY, Figures, HOUR, Talk, everything};

const RELEASE: &str = "The bridge over the Wex is closed from Monday until the end of the month, says the council";
const FAIR: &str = "Come and see the lanterns in the market square this evening";

/// A release said again, a fair announced twice, a reply to somebody who came back, and a mention.
fn talk() -> Talk {
    Talk::of(&["Desk"])
        .release(0, RELEASE)
        .says(1, "Desk", HOUR, RELEASE)
        .says(2, "Desk", 2 * HOUR, FAIR)
        .says(3, "Desk", DAY, FAIR)
        .says(4, "7", DAY + 10, "@Desk why?")
        .replies(5, "Desk", DAY + 20, "@7 because", 4)
        .replies(6, "7", DAY + 30, "@Desk thank you", 5)
        .says(7, "Desk", DAY + 40, "@8 look")
}

fn rungs(talk: &Talk) -> Vec<i64> {
    let figures = talk.total();
    Rung::ALL.iter().map(|rung| figures.get(&format!("rung({})", rung.as_str())).k.unwrap()).collect()
}

#[test]
fn a_persons_word_wins_over_the_rules_and_is_counted() {
    // Release, repeat, announcement, mention, reply, dialogue.
    assert_eq!(rungs(&talk()), [1, 1, 1, 1, 0, 1]);
    assert_eq!(talk().total().value("overruled"), Some(0.0));
    for (id, verdict, expected) in [
        (1, Verdict::Announcement, [0, 1, 2, 1, 0, 1]),
        (2, Verdict::Release, [2, 1, 0, 1, 0, 1]),
        (2, Verdict::Repeat, [1, 2, 0, 1, 0, 1]),
        (3, Verdict::Announcement, [1, 0, 2, 1, 0, 1]),
        // What is no broadcast is repeated by none.
        (2, Verdict::Mention, [1, 0, 1, 2, 0, 1]),
        (7, Verdict::Reply, [1, 1, 1, 0, 1, 1]),
        (7, Verdict::Announcement, [1, 1, 2, 0, 0, 1]),
        // The person came back all the same; as an announcement it is in no dialogue.
        (5, Verdict::Mention, [1, 1, 1, 1, 0, 1]),
        (5, Verdict::Announcement, [1, 1, 2, 1, 0, 0]),
        (1, Verdict::Repost, [0, 1, 1, 1, 0, 1]),
    ] {
        let said = talk().overruled(id, verdict);
        assert_eq!(rungs(&said), expected, "{id} is {verdict}");
        let figures = said.total();
        assert_eq!(figures.value("overruled"), Some(1.0));
        assert_eq!(figures.get("reply_share").note.as_deref(), Some("1 of these messages is where a person put it"));
        assert_eq!(figures.get("reply_share").n, Some(expected.iter().sum()), "one rung each");
        must_agree(&said.corpus(), &everything());
    }
}

#[test]
fn what_was_overruled_says_so_and_is_inferred_no_more() {
    let inferred = |talk: &Talk| talk.total().get("reply_share").inferred;
    let guessed = Talk::of(&["Desk"]).says(1, "Desk", 0, "@7 hello").with(|line| line.parent_known = false);
    assert_eq!(inferred(&guessed), Some(1));
    let said = guessed.overruled(1, Verdict::Reply);
    assert_eq!(inferred(&said), Some(0));
    let hits = said.corpus().rows("overruled", &everything()).unwrap();
    assert_eq!(hits.iter().map(|hit| hit.why.as_str()).collect::<Vec<_>>(), ["put here by hand, as reply"]);
}

#[test]
fn what_was_read_from_a_name_is_counted_with_what_it_is_in() {
    // One to the desk by name, and answered by name; one that answers the desk, and is answered by a reply.
    let figures = Talk::of(&["Desk"])
        .says(1, "7", 0, "@Desk why?")
        .says(2, "Desk", 60, "@7 because")
        .says(3, "Desk", 70, "News")
        .replies(4, "8", 80, "really?", 3)
        .replies(5, "Desk", 90, "yes", 4)
        .total();
    for (id, inferred) in [("inbound", 1), ("opportunities", 1), ("response_rate(1h)", 1), ("unanswered", 1), ("response_median", 1)] {
        assert_eq!(figures.get(id).inferred, Some(inferred), "{id}");
    }
}

#[test]
fn a_release_by_hand_may_be_a_repeat_too() {
    let figures = talk().overruled(3, Verdict::Release).total();
    assert_eq!((figures.part("churn_index"), figures.part("repeat_share"), figures.part("recycled_share")), ((2, 3), (1, 3), (2, 3)));
}

#[test]
fn a_peer_is_in_no_figure_of_all_accounts_but_in_those_of_its_own() {
    let two = || {
        Talk::of(&["Desk", "Shop"])
            .says(1, "Shop", 0, FAIR)
            .says(2, "Desk", HOUR, FAIR)
            .says(3, "Desk", 2 * HOUR, FAIR)
            .says(4, "Desk", 3 * HOUR, "Something else that nobody has said before, for once")
            .says(5, "7", 4 * HOUR, "@Shop open?")
    };
    let figures = two().total();
    assert_eq!((figures.part("repeat_share"), figures.get("partner_share").value), ((2, 4), None));
    assert_eq!(figures.get("partner_share").note.as_deref(), Some("no account is marked as a peer"));

    let apart = two().peer("Shop");
    let corpus = apart.corpus();
    let ours = Figures::of(&corpus, &apart.ours(), &[Grouping::Total]);
    // Nobody wrote to the desk: what people said to it is not in the data.
    assert_eq!((ours.value("outbound"), ours.value("inbound")), (Some(3.0), None));
    // The shop said it first: ours passed it on twice, and only the second time is a repeat of our own.
    assert_eq!((ours.part("repeat_share"), ours.part("partner_share")), ((1, 3), (2, 3)));
    must_agree(&corpus, &apart.ours());
    let theirs = Figures::of(&corpus, &Selection { accounts: vec![1], ..apart.ours() }, &[Grouping::Total]);
    assert_eq!((theirs.value("outbound"), theirs.value("inbound")), (Some(1.0), Some(1.0)));
    assert_eq!((theirs.part("repeat_share"), theirs.part("partner_share")), ((0, 1), (0, 1)));
    let why = |message: usize| corpus.rows("broadcast", &apart.ours()).unwrap()[message].why.clone();
    // Newest first.
    assert_eq!(why(1), "says what a partner said first");
}

#[test]
fn what_we_said_first_is_no_partners_message() {
    let talk =
        Talk::of(&["Desk", "Shop"]).says(1, "Desk", 0, FAIR).says(2, "Shop", HOUR, FAIR).says(3, "Desk", 2 * HOUR, FAIR).peer("Shop");
    let ours = Figures::of(&talk.corpus(), &talk.ours(), &[Grouping::Total]);
    assert_eq!((ours.part("repeat_share"), ours.part("partner_share")), ((1, 2), (0, 2)));
    let theirs = Figures::of(&talk.corpus(), &Selection { accounts: vec![1], ..talk.ours() }, &[Grouping::Total]);
    assert_eq!((theirs.part("repeat_share"), theirs.part("partner_share")), ((0, 1), (1, 1)));
}

#[test]
fn a_text_of_another_of_ours_is_told_apart_from_our_own() {
    let corpus = Talk::of(&["Desk", "Shop"]).says(1, "Shop", 0, FAIR).says(2, "Desk", HOUR, FAIR).corpus();
    let hits = corpus.rows("repeat_share", &everything()).unwrap();
    assert_eq!(hits[0].why, "repeats an earlier broadcast of another of the accounts");
}
