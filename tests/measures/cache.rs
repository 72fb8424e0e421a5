//! What was derived once is read again, or not at all.

use std::io::Cursor;

use earshot_measures::{Corpus, Kept, Matches, Selection};
use earshot_model::Grouping;
use proptest::prelude::*;

use crate::properties::talks;
use crate::rows::busy;
use crate::talk::{Figures, Talk, days, everything};

/// The bytes of what was kept.
fn bytes(corpus: &Corpus) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    corpus.keep("the state", &mut out).expect("memory can be written");
    out.into_inner()
}

fn whole(bytes: &[u8], key: &str) -> Option<Corpus> {
    Kept::open(Cursor::new(bytes), key)?.whole()
}

fn figures(corpus: &Corpus, selection: &Selection) -> String {
    let groupings = [Grouping::Total, Grouping::Account, Grouping::Month, Grouping::Week, Grouping::Rung];
    serde_json::to_string(&Figures::of(corpus, selection, &groupings).0).expect("figures are JSON")
}

/// The whole and some accounts' part of what was kept of a talk, with all that is added to a corpus; the matches are those of the whole.
fn completed(talk: &Talk, accounts: &[u32]) -> (Corpus, Corpus) {
    let derived = talk.derived();
    let part = Kept::open(Cursor::new(bytes(&derived)), "the state").and_then(|kept| kept.part(accounts)).expect("it was kept");
    let whole = talk.completed(derived);
    let part = talk.completed_with(part, talk.matches(&whole));
    (whole, part)
}

#[test]
fn what_was_kept_gives_the_same_figures() {
    let talk = busy();
    let derived = talk.derived();
    let kept = whole(&bytes(&derived), "the state").expect("it was kept");
    assert_eq!(figures(&talk.completed(kept), &everything()), figures(&talk.completed(derived), &everything()));
}

#[test]
fn what_does_not_fit_is_no_corpus() {
    let bytes = bytes(&busy().derived());
    assert!(whole(&bytes, "another state").is_none());
    for cut in [0, 7, 8, 15, 16, 40, bytes.len() / 2, bytes.len() - 1] {
        assert!(whole(&bytes[..cut], "the state").is_none(), "cut at {cut}");
    }
    for place in (0..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        assert!(whole(&damaged, "the state").is_none(), "damaged at {place}");
    }
    let mut longer = bytes;
    longer.extend([0; 3]);
    assert!(whole(&longer, "the state").is_none());
}

#[test]
fn a_damaged_block_is_of_no_use_to_its_own_account_only() {
    let bytes = bytes(&busy().derived());
    let part = |bytes: &[u8], account: u32| Kept::open(Cursor::new(bytes), "the state").and_then(|kept| kept.part(&[account])).is_some();
    assert!(part(&bytes, 0) && part(&bytes, 1));
    let damaged = (0..bytes.len()).step_by(7).map(|place| {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        (part(&damaged, 0), part(&damaged, 1))
    });
    // The head, one account's block, the other's, that of no account.
    let mut met: Vec<(bool, bool)> = damaged.collect();
    met.dedup();
    assert_eq!(met, [(false, false), (false, true), (true, false), (true, true)]);
}

#[test]
fn kept_matches_are_found_again_or_not_at_all() {
    let talk = busy();
    let corpus = talk.derived();
    let matches = talk.matches(&corpus);
    let bytes = matches.to_bytes("the state");
    let again = Matches::of_bytes(&bytes, "the state").expect("they were kept");
    assert_eq!(again.releases, matches.releases);
    assert!((0..corpus.len() as u32).all(|message| again.of(message) == matches.of(message)));
    assert!((0..corpus.len() as u32).any(|message| again.of(message).is_some()));
    assert!(Matches::of_bytes(&bytes, "another state").is_none());
    for place in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        assert!(Matches::of_bytes(&damaged, "the state").is_none(), "damaged at {place}");
        assert!(Matches::of_bytes(&bytes[..place], "the state").is_none(), "cut at {place}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_part_answers_as_the_whole_does(talk in talks(), account in 0..2_u32, both: bool, from in 1..28_u32, long in 1..40_u32) {
        let accounts = if both { vec![0, 1] } else { vec![account] };
        let (whole, part) = completed(&talk, &accounts);
        let to = if from + long > 30 { format!("2017-12-{:02}", (from + long - 30).min(31)) } else { format!("2017-11-{:02}", from + long) };
        let window = days(&format!("2017-11-{from:02}"), &to);
        for selection in [everything(), window] {
            let of_accounts = Selection { accounts: accounts.clone(), ..selection };
            prop_assert_eq!(figures(&part, &of_accounts), figures(&whole, &of_accounts));
        }
    }
}
