//! From a row of a content export to a message.

use std::collections::HashSet;
use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{
    Author, Certainty, Counts, DateOrder, IdSpace, Kind, MessageRecord, Parent, Problem, ProblemCode, Severity, Stamp, decimal_id,
};

use super::Guesses;
use super::header::Header;
use crate::count::{CountColumn, counts};
use crate::meta::post_id;
use crate::table::Cells;
use crate::{Item, Sink, moment};

/// How many posts of an export by day are remembered, so that each is given once.
const MOST_POSTS: usize = 2_000_000;

pub(super) struct Content {
    header: Header,
    counts: Vec<CountColumn>,
    order: DateOrder,
    zone: Option<Tz>,
    /// The account whose rows are the owner's; `None`: every row names its own.
    owner: Option<String>,
    space: IdSpace,
    /// Posts that had a row of another day.
    seen: HashSet<u64>,
    /// Rows whose figures are those of one day.
    days: u64,
}

impl Content {
    pub(super) fn new(header: Header, guesses: Guesses, zone: Option<Tz>, account_from_rows: bool) -> Content {
        Content {
            counts: header.counts.iter().map(|(column, name)| CountColumn::new(*column, name, guesses.mark)).collect(),
            order: guesses.order,
            zone,
            owner: guesses.owner.map(|(name, _)| name).filter(|_| !account_from_rows),
            space: IdSpace::of(header.site.platform(), "post"),
            header,
            seen: HashSet::new(),
            days: 0,
        }
    }

    pub(super) fn read(&mut self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let id = cells.get(self.header.id);
        let id = match post_id(&id) {
            Ok(id) => id,
            Err(fault) => return sink.take(Item::Problem(cells.rejected(fault.code, self.header.id, fault.message, fault.hint))),
        };
        let Some(sent) = self.sent(cells) else {
            let written = cells.get(self.header.published);
            return sink.take(Item::Problem(cells.bad_time(self.header.published, &written, "09/28/2026 18:12")));
        };
        let counts = if self.is_of_one_day(cells) {
            self.days += 1;
            if decimal_id(id).is_some_and(|id| self.seen.len() < MOST_POSTS && !self.seen.insert(id)) {
                return ControlFlow::Continue(());
            }
            None
        } else {
            Some(Box::new(settled(counts(&self.counts, cells, sink)?)))
        };
        let is_share = self.header.is_share.is_some_and(|column| matches!(cells.get(column).trim(), "1" | "true" | "TRUE" | "True"));
        sink.take(Item::Message(MessageRecord {
            space: self.space.clone(),
            id: id.to_owned(),
            kind: if is_share { Kind::Repost } else { Kind::Post },
            author: self.author(cells),
            to_owner: false,
            sent,
            text: self.text(cells),
            text_cut: false,
            parent: Parent::None,
            conversation: None,
            permalink: self.header.permalink.and_then(|column| cells.known(column)),
            counts,
        }))
    }

    /// Says what was left out.
    pub(super) fn finish(&self, shown: &str, sink: &mut dyn Sink) -> ControlFlow<()> {
        if self.days == 0 {
            return ControlFlow::Continue(());
        }
        let message = format!("rows that hold a post's figures of one day, of which only the post is taken: {}", self.days);
        let note = Problem::new(Severity::Note, ProblemCode::BadValue, shown, message);
        sink.take(Item::Problem(note.hint("export with `Lifetime` instead of `Daily` to have each post's counts")))
    }

    /// Read in UTC until the zone is known.
    fn sent(&self, cells: &Cells<'_>) -> Option<Stamp> {
        let written = moment::written(&cells.get(self.header.published), Some(self.order))?;
        let certainty = if self.zone.is_some() { Certainty::ZoneChosen } else { Certainty::ZoneAssumed };
        Some(written.stamp(self.zone.unwrap_or_default(), certainty))
    }

    /// `Lifetime` is localised, so everything is lifetime that is no day.
    fn is_of_one_day(&self, cells: &Cells<'_>) -> bool {
        self.header.day.is_some_and(|column| moment::written(&cells.get(column), Some(self.order)).is_some())
    }

    fn author(&self, cells: &Cells<'_>) -> Author {
        let name = self.header.owner.and_then(|column| cells.known(column)).map(|name| name.trim().trim_start_matches('@').to_owned());
        match (name, &self.owner) {
            (Some(name), Some(owner)) if name.eq_ignore_ascii_case(owner.trim_start_matches('@')) => Author::Owner,
            (Some(name), _) => Author::Account(name),
            (None, _) => Author::Owner,
        }
    }

    /// The caption stands in `Title` or in `Description`, and in both of some: the longer one is whole.
    fn text(&self, cells: &Cells<'_>) -> Option<String> {
        let texts = self.header.texts.iter().filter_map(|column| cells.known(*column));
        texts.reduce(|longest, text| if text.chars().count() > longest.chars().count() { text } else { longest })
    }
}

/// Business Suite gave impressions until 2024, both in that year, and views since; a story's replies are all that answers it.
fn settled(mut counts: Counts) -> Counts {
    if counts.impressions.is_none() {
        counts.impressions = counts.other.remove("views");
    }
    if counts.replies.is_none() {
        counts.replies = counts.other.remove("story_replies");
    }
    counts
}
