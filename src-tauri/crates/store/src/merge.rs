//! What several imports say about one message, folded into one.

use earshot_model::{Certainty, Kind};
use serde::{Deserialize, Serialize};

/// What one import says about a message: the columns of its row that imports may differ in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Said {
    pub(crate) account: Option<i64>,
    /// Who said it; `None`: the account did.
    pub(crate) person: Option<i64>,
    pub(crate) kind: Kind,
    pub(crate) sent_at: i64,
    pub(crate) precision: u32,
    pub(crate) certainty: Certainty,
    pub(crate) parent: Option<String>,
    pub(crate) parent_known: bool,
    pub(crate) parent_author: Option<String>,
    pub(crate) conversation: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) text_cut: bool,
    pub(crate) permalink: Option<String>,
}

/// Which of several records each field is taken from, by place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chosen {
    pub(crate) account: Option<usize>,
    pub(crate) person: usize,
    pub(crate) time: usize,
    pub(crate) parent: usize,
    pub(crate) parent_author: Option<usize>,
    pub(crate) conversation: Option<usize>,
    pub(crate) text: Option<usize>,
    pub(crate) permalink: Option<usize>,
}

/// A field is the newest import's that has it; a more precise time, a known parent and an uncut text are better than a newer one.
///
/// `said` comes newest first and holds at least one. `None` only when it is empty.
pub(crate) fn choose(said: &[Said]) -> Option<Chosen> {
    let best = |worth: &dyn Fn(&Said) -> (bool, u32)| (0..said.len()).min_by_key(|&place| worth(&said[place]));
    // Where one export knows a message as ours and another as a stranger's, it is ours.
    let ours = said.iter().position(|one| one.person.is_none());
    Some(Chosen {
        account: ours.or_else(|| said.iter().position(|one| one.account.is_some())),
        person: ours.unwrap_or_default(),
        time: best(&|one| (false, one.precision))?,
        parent: best(&|one| (!one.parent_known, u32::from(one.parent.is_none())))?,
        parent_author: said.iter().position(|one| one.parent_author.is_some()),
        conversation: said.iter().position(|one| one.conversation.is_some()),
        text: best(&|one| (one.text.is_none(), u32::from(one.text_cut))).filter(|&place| said[place].text.is_some()),
        permalink: said.iter().position(|one| one.permalink.is_some()),
    })
}

/// The row that several records make, newest first.
pub(crate) fn fold(said: &[Said]) -> Option<Said> {
    let chosen = choose(said)?;
    let (time, parent, text) = (&said[chosen.time], &said[chosen.parent], chosen.text.map(|place| &said[place]));
    Some(Said {
        account: chosen.account.and_then(|place| said[place].account),
        person: said[chosen.person].person,
        kind: said[0].kind,
        sent_at: time.sent_at,
        precision: time.precision,
        certainty: time.certainty,
        parent: parent.parent.clone(),
        parent_known: parent.parent_known,
        parent_author: chosen.parent_author.and_then(|place| said[place].parent_author.clone()),
        conversation: chosen.conversation.and_then(|place| said[place].conversation.clone()),
        text: text.and_then(|one| one.text.clone()),
        text_cut: text.is_some_and(|one| one.text_cut),
        permalink: chosen.permalink.and_then(|place| said[place].permalink.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, precision: u32) -> Said {
        Said {
            account: Some(1),
            person: None,
            kind: Kind::Post,
            sent_at: i64::from(precision),
            precision,
            certainty: Certainty::Stated,
            parent: None,
            parent_known: false,
            parent_author: None,
            conversation: None,
            text: Some(text.to_owned()),
            text_cut: false,
            permalink: None,
        }
    }

    #[test]
    fn a_field_is_the_newest_imports_that_has_it() {
        let newest = Said { text: None, permalink: Some("p2".to_owned()), ..said("", 1) };
        let older = Said { permalink: Some("p1".to_owned()), ..said("older", 1) };
        let folded = fold(&[newest, older]).unwrap();
        assert_eq!((folded.text.as_deref(), folded.permalink.as_deref()), (Some("older"), Some("p2")));
    }

    #[test]
    fn what_one_export_knows_as_ours_is_ours() {
        let strangers = Said { account: None, person: Some(7), ..said("hello", 1) };
        let folded = fold(&[strangers.clone(), said("hello", 1)]).unwrap();
        assert_eq!((folded.account, folded.person), (Some(1), None));
        assert_eq!(fold(&[strangers]).unwrap().person, Some(7));
    }

    #[test]
    fn a_more_precise_time_wins_over_a_newer_one() {
        assert_eq!(fold(&[said("minute", 60), said("second", 1)]).unwrap().sent_at, 1);
    }

    #[test]
    fn a_known_parent_and_an_uncut_text_win_over_newer_ones() {
        let newest = Said { text_cut: true, ..said("cut…", 1) };
        let older = Said { parent: Some("7".to_owned()), parent_known: true, ..said("not cut at all", 1) };
        let folded = fold(&[newest, older]).unwrap();
        assert_eq!((folded.parent.as_deref(), folded.text.as_deref(), folded.text_cut), (Some("7"), Some("not cut at all"), false));
    }
}
