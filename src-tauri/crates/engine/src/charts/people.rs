//! Charts of people: who writes, how conversations go, when the public spoke.

use earshot_charts::{Conversations, Moments, People, PeopleMonth, Spoken};
use earshot_measures::day_on_clock;
use earshot_model::{Filter, Millis};

use super::View;
use crate::api::Failure;
use crate::words;

const DAY: Millis = 86_400_000;
/// Conversations with so many changes of speaker and more are one column.
const PLACES: usize = 11;

impl View<'_> {
    /// The moment with the most messages, and two days before and after it.
    pub(super) fn largest_moment(&self, filter: &Filter) -> Result<Moments, Failure> {
        let moments = self.corpus.moments(&self.selection);
        let about = self.about(filter, 0, "No hour stands out from the same hours of the eight weeks before.")?;
        let Some(moment) = moments.into_iter().rev().max_by_key(|moment| moment.inbound) else {
            return Ok(Moments { about, ..Moments::default() });
        };
        let zone = self.selection.zone;
        let at = |at: Millis| day_on_clock(zone, at);
        let around = if moment.by_days { 28 * DAY } else { 2 * DAY };
        let spoken = self.corpus.spoken_round(&self.selection, &moment, around);
        let local = |local: Millis| local as f64 / DAY as f64;
        Ok(Moments {
            about,
            unit: if moment.by_days { 1.0 } else { 1.0 / 24.0 },
            spoken: spoken
                .into_iter()
                .map(|spoken| Spoken {
                    at: local(spoken.local),
                    inbound: spoken.inbound,
                    expected: spoken.expected,
                    outbound: spoken.outbound,
                })
                .collect(),
            start: at(moment.start),
            end: at(moment.end),
            first_word: moment.silence.map(|seconds| at(moment.start + (seconds * 1_000.0) as Millis)),
            times: moment.times,
            notes: self
                .notes()?
                .into_iter()
                .filter(|note| note.to > at(moment.start - around) && note.from < at(moment.end + around))
                .collect(),
        })
    }

    pub(super) fn people(&self, filter: &Filter) -> Result<People, Failure> {
        let months = self.corpus.people_by_month(&self.selection).into_iter().map(|(month, new, returning)| PeopleMonth {
            year: month.div_euclid(12),
            month: month.rem_euclid(12) as u32 + 1,
            new,
            returning,
        });
        let largest = self.corpus.moments(&self.selection).into_iter().rev().max_by_key(|moment| moment.inbound);
        let known_before = largest.map(|moment| {
            let (k, n) = self.corpus.known_before(&self.selection, moment.start, moment.end);
            (k, n, format!("the moment of {}", words::day(self.selection.zone, moment.start)))
        });
        Ok(People { months: months.collect(), known_before, about: self.about(filter, 0, self.why_nobody_waits())?, notes: self.notes()? })
    }

    pub(super) fn conversations(&self, filter: &Filter) -> Result<Conversations, Failure> {
        Ok(Conversations {
            about: self.about(filter, 0, "No conversation is in this selection.")?,
            turns: self.corpus.turns_spread(&self.selection, PLACES),
            depth: self.corpus.depth_spread(&self.selection, PLACES),
        })
    }
}
