//! What was derived once is read again, or not at all.

use earshot_measures::Corpus;
use earshot_model::Grouping;

use crate::rows::busy;
use crate::talk::{Figures, everything};

#[test]
fn what_was_kept_gives_the_same_figures() {
    let talk = busy();
    let derived = talk.derived();
    let kept = Corpus::of_bytes(&derived.to_bytes("the state"), "the state").expect("it was kept");
    let groupings = [Grouping::Total, Grouping::Account, Grouping::Month];
    let all = |corpus: Corpus| Figures::of(&talk.completed(corpus), &everything(), &groupings).0;
    assert_eq!(all(kept), all(derived));
}

#[test]
fn what_does_not_fit_is_no_corpus() {
    let bytes = busy().derived().to_bytes("the state");
    assert!(Corpus::of_bytes(&bytes, "another state").is_none());
    for cut in [0, 7, 8, 15, 16, 40, bytes.len() / 2, bytes.len() - 1] {
        assert!(Corpus::of_bytes(&bytes[..cut], "the state").is_none(), "cut at {cut}");
    }
    for place in (0..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        assert!(Corpus::of_bytes(&damaged, "the state").is_none(), "damaged at {place}");
    }
    let mut longer = bytes;
    longer.extend([0; 3]);
    assert!(Corpus::of_bytes(&longer, "the state").is_none());
}
