//! What people are called, from `Users.csv`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use earshot_model::{Problem, ProblemCode, Severity};

use crate::ours::Ours;
use crate::table::Table;
use crate::{Item, Sink, Source};

/// The names of a network that has more people than this are kept up to here.
const MOST: usize = 500_000;

pub(super) struct Users {
    pub(super) ours: Ours,
    names: BTreeMap<String, String>,
    /// The ids of those who are ours.
    our_ids: BTreeSet<String>,
}

impl Users {
    pub(super) fn new(ours: Ours) -> Users {
        Users { ours, names: BTreeMap::new(), our_ids: BTreeSet::new() }
    }

    pub(super) fn read(&mut self, table: Table<'_>, source: &Source, part: &str, sink: &mut dyn Sink) -> Result<(), Problem> {
        let (id, email, name) = (table.shape.at(&["id"]), table.shape.at(&["email"]), table.shape.at(&["name"]));
        let mut is_full = false;
        table.each(source, part, sink, |cells, sink| {
            let (id, email, name) = (cells.get(id), cells.get(email), cells.get(name));
            if self.ours.has(&[&id, &email, &name]) {
                self.our_ids.insert(id.trim().to_owned());
            }
            if self.names.len() < MOST {
                self.names.insert(id.trim().to_owned(), name.trim().chars().take(200).collect());
            } else if !is_full {
                is_full = true;
                let message = format!("there are more than {MOST} users; the names of the rest stay numbers in texts");
                return sink.take(Item::Problem(Problem::new(Severity::Note, ProblemCode::TooLarge, &source.shown(part), message)));
            }
            ControlFlow::Continue(())
        })
    }

    pub(super) fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id.trim()).map(String::as_str).filter(|name| !name.is_empty())
    }

    /// Whether one of ours takes part, `user:1489760410,user:1538539363`.
    pub(super) fn is_ours_among(&self, participants: &str) -> bool {
        participants.split(',').any(|user| self.our_ids.contains(user.trim().trim_start_matches("user:")))
    }

    /// A text with `[[user:123]]` as `@Name`.
    pub(super) fn with_names<'t>(&self, text: &'t str) -> Cow<'t, str> {
        const OPEN: &str = "[[user:";
        let mut named = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(OPEN) {
            let (before, mention) = rest.split_at(at);
            let Some((id, after)) = mention[OPEN.len()..].split_once("]]") else { break };
            named.push_str(before);
            match self.name(id) {
                Some(name) => named.extend(["@", name]),
                None => named.push_str(&mention[..mention.len() - after.len()]),
            }
            rest = after;
        }
        if named.is_empty() && rest.len() == text.len() {
            return Cow::Borrowed(text);
        }
        named.push_str(rest);
        Cow::Owned(named)
    }
}
