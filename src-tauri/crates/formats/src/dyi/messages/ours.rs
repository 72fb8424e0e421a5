//! Which of the names in an inbox are ours.

use std::collections::{BTreeMap, BTreeSet};

use earshot_model::{AccountName, FilePlan, Overrides};
use serde::Deserialize;

use super::CHOSEN;
use super::tree::Tree;
use crate::Entry;
use crate::dyi::text::Repaired;
use crate::json::Elements;
use crate::ours::is_same;

pub(super) struct Ours {
    /// At least one.
    pub(super) names: Vec<String>,
    pub(super) why: String,
}

impl Ours {
    /// The names that were chosen; or else the account that was, if it is one of the names; or else the one name that is in
    /// every conversation of several. `None`: only the user can tell.
    pub(super) fn of(tree: &Tree<'_>, overrides: &Overrides) -> Option<Ours> {
        if !overrides.ours.is_empty() {
            return Some(Ours { names: overrides.ours.clone(), why: CHOSEN.to_owned() });
        }
        let threads = participants(tree);
        if let Some(chosen) = &overrides.account
            && let Some(name) = threads.iter().flatten().find(|name| is_same(name, chosen))
        {
            return Some(Ours { names: vec![name.clone()], why: "it is the account that was chosen".to_owned() });
        }
        let [first, rest @ ..] = &threads[..] else { return None };
        let mut everywhere = first.iter().filter(|name| rest.iter().all(|names| names.contains(*name)));
        let (Some(name), None) = (everywhere.next(), everywhere.next()) else { return None };
        let why = format!("it is the one name that is in each of {} conversations", threads.len());
        (!rest.is_empty()).then(|| Ours { names: vec![name.clone()], why })
    }
}

/// Whether a plan says that a name is ours.
pub(super) fn is_ours(plan: &FilePlan, name: &str) -> bool {
    let of_account = |account: &AccountName| {
        is_same(name, &account.handle) || account.display_name.as_ref().is_some_and(|display_name| is_same(name, display_name))
    };
    match &plan.overrides.ours[..] {
        [] => plan.account.as_ref().is_some_and(of_account),
        ours => ours.iter().any(|known| is_same(name, known)),
    }
}

/// The names of each conversation, as far as the first bytes of its files say.
fn participants(tree: &Tree<'_>) -> Vec<BTreeSet<String>> {
    let mut threads: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for part in &tree.parts {
        let names = named(part);
        let thread = if super::File::of(part) == Some(super::File::Flat) { part.path.as_str() } else { part.folder() };
        threads.entry(thread).or_default().extend(names);
    }
    threads.into_values().filter(|names| !names.is_empty()).collect()
}

/// Who takes part in a conversation, ours among them, as far as the first bytes of a file say.
pub(super) fn named(part: &Entry) -> BTreeSet<String> {
    let mut elements = Elements::at(&part.head[..], &["messages"]);
    // A head is read from memory, which does not fail; what is beside the list is known even where the list is cut.
    let _ = elements.next();
    let people: Vec<Participant> =
        elements.beside("participants").and_then(|people| serde_json::from_slice(people).ok()).unwrap_or_default();
    let names = people.into_iter().map(|(Participant::Named { name } | Participant::Bare(name))| name.0.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Participant {
    Named {
        name: Repaired,
    },
    /// As the flat files have them.
    Bare(Repaired),
}
