//! What charts show that is no single figure: hours of the week, people by month, what each post reached, where words came back.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use earshot_model::{Grouping, Millis};
use rustc_hash::FxHashMap;

use crate::clock::{Calendar, month_name, month_of};
use crate::corpus::{Class, DIRECT, NONE, WHOLE_DAY};
use crate::moments::local;
use crate::{Corpus, Selection};

/// Messages by weekday, Monday first, and hour.
pub type Hours = [[u64; 24]; 7];

/// A text that came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The store's id of the release, or the message that said it first.
    pub of: i64,
    /// The messages that said it again: index, and how much of it.
    pub said: Vec<(u32, f64)>,
}

impl Corpus {
    /// When people write to the selected accounts in public and when these answer, on the zone's clock. Messages of which only the day is known
    /// are left out.
    pub fn hours(&self, selection: &Selection) -> (Hours, Hours) {
        let (mut written, mut answered) = (Hours::default(), Hours::default());
        let place = |at: Millis| {
            let hours = local(selection.zone, at).div_euclid(3_600_000);
            // The first day of 1970 was a Thursday.
            ((hours.div_euclid(24) + 3).rem_euclid(7) as usize, hours.rem_euclid(24) as usize)
        };
        for m in (0..self.len())
            .filter(|&m| selection.account(self.account[m]) && selection.inside(self.at[m]) && !self.has(m, WHOLE_DAY | DIRECT))
        {
            let (day, hour) = place(self.at[m]);
            if self.inbound(m) {
                written[day][hour] += 1;
            } else if matches!(self.class[m], Some(Class::Reply)) {
                answered[day][hour] += 1;
            }
        }
        (written, answered)
    }

    /// Months (of [`month_of`]) with the people heard from for the first time in the data, and those heard from in an earlier month.
    pub fn people_by_month(&self, selection: &Selection) -> Vec<(i32, u64, u64)> {
        let mut calendar = Calendar::new(selection.zone);
        let mut first: FxHashMap<u32, i32> = FxHashMap::default();
        let mut last: FxHashMap<u32, i32> = FxHashMap::default();
        let mut months: BTreeMap<i32, (u64, u64)> = BTreeMap::new();
        for m in (0..self.len()).filter(|&m| self.inbound(m) && selection.account(self.account[m])) {
            let (person, month) = (self.person[m], month_of(calendar.day(self.at[m])));
            let begun = *first.entry(person).or_insert(month);
            if selection.inside(self.at[m]) && last.insert(person, month) != Some(month) {
                let counts = months.entry(month).or_default();
                if begun == month { counts.0 += 1 } else { counts.1 += 1 }
            }
        }
        months.into_iter().map(|(month, (new, returning))| (month, new, returning)).collect()
    }

    /// Of the people who wrote to the selected accounts between two moments, how many had written before them: k and n.
    pub fn known_before(&self, selection: &Selection, from: Millis, to: Millis) -> (u64, u64) {
        let mut people: FxHashMap<u32, bool> = FxHashMap::default();
        for m in (0..self.len()).filter(|&m| self.inbound(m) && selection.account(self.account[m])) {
            if self.at[m] < from {
                people.insert(self.person[m], true);
            }
        }
        let mut met: FxHashMap<u32, bool> = FxHashMap::default();
        for m in (0..self.len()).filter(|&m| self.inbound(m) && selection.account(self.account[m]) && (from..to).contains(&self.at[m])) {
            met.insert(self.person[m], people.contains_key(&self.person[m]));
        }
        (met.values().filter(|known| **known).count() as u64, met.len() as u64)
    }

    /// When the first and the last of the selected messages were said.
    pub fn span(&self, selection: &Selection) -> Option<(Millis, Millis)> {
        let mut said = (0..self.len()).filter(|&m| selection.account(self.account[m]) && selection.inside(self.at[m]));
        let first = said.next()?;
        Some((self.at[first], self.at[said.next_back().unwrap_or(first)]))
    }

    /// What the selected broadcasts of each group reached (`people`), or how often they were shown, each group's in ascending order.
    pub fn broadcasts_reached(&self, selection: &Selection, by: Grouping, people: bool) -> BTreeMap<String, Vec<f64>> {
        let mut calendar = Calendar::new(selection.zone);
        let mut groups: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for m in self.broadcasts_of(selection) {
            let Some(counted) = self.counted.get(&(m as u32)) else { continue };
            let Some(value) = (if people { counted.sound_reach() } else { counted.impressions }) else { continue };
            let group = match by {
                Grouping::Account => self.accounts[self.account[m] as usize].name.clone(),
                _ => month_name(month_of(calendar.day(self.at[m]))),
            };
            groups.entry(group).or_default().push(value as f64);
        }
        groups.values_mut().for_each(|values| values.sort_by(f64::total_cmp));
        groups
    }

    /// What the posts of each rung reached (`people`), or how often they were shown; a flawed reach is left out.
    pub fn reached(&self, selection: &Selection, people: bool) -> [Vec<f64>; 6] {
        let mut posts: [Vec<f64>; 6] = Default::default();
        for m in (0..self.len()).filter(|&m| !self.inbound(m) && selection.account(self.account[m]) && selection.inside(self.at[m])) {
            let Some(counted) = self.counted.get(&(m as u32)) else { continue };
            let value = if people { counted.sound_reach() } else { counted.impressions };
            if let Some((value, rung)) = value.zip(self.rung(m)) {
                posts[rung as usize].push(value as f64);
            }
        }
        posts
    }

    /// Conversations with an inbound message in the window by how often the speaker changes in them; the last place holds those and more.
    pub fn turns_spread(&self, selection: &Selection, places: usize) -> Vec<u64> {
        let mut spread = vec![0; places];
        let mut seen = rustc_hash::FxHashSet::default();
        for m in (0..self.len()).filter(|&m| self.inbound(m) && selection.account(self.account[m]) && selection.inside(self.at[m])) {
            if seen.insert(self.root[m]) {
                spread[(self.turns[m] as usize).min(places - 1)] += 1;
            }
        }
        spread
    }

    /// The messages of those conversations by how many stand above each, the first being at 0; the last place holds those and deeper. Only
    /// conversations are counted in which the data tells what answers what; where it never does, nothing is known.
    pub fn depth_spread(&self, selection: &Selection, places: usize) -> Vec<u64> {
        let heard = (0..self.len()).filter(|&m| self.inbound(m) && selection.account(self.account[m]) && selection.inside(self.at[m]));
        let conversations: rustc_hash::FxHashSet<u32> = heard.map(|m| self.root[m]).collect();
        let answers = (0..self.len()).filter(|&m| self.depth[m] > 0 && conversations.contains(&self.root[m]));
        let told: rustc_hash::FxHashSet<u32> = answers.map(|m| self.root[m]).collect();
        let mut spread = vec![0; if told.is_empty() { 0 } else { places }];
        for m in (0..self.len()).filter(|&m| told.contains(&self.root[m])) {
            spread[usize::from(self.depth[m]).min(places - 1)] += 1;
        }
        spread
    }

    /// The releases that selected broadcasts carry, the one that came back most often first; of equals the one that did so first.
    pub fn releases_said_again(&self, selection: &Selection) -> Vec<Trace> {
        // A person's word goes first; a release that only a person saw is not known.
        let said = self.broadcasts_of(selection).filter(|&m| self.carries(m)).filter_map(|m| {
            let (release, overlap) = self.matched(m)?.carried()?;
            Some((release, m as u32, overlap))
        });
        traces(said)
    }

    /// Texts that selected broadcasts said again, each with the broadcast that said it first.
    pub fn texts_said_again(&self, selection: &Selection) -> Vec<Trace> {
        // An earlier one may have repeated another: all lead to the first.
        let mut first: FxHashMap<u32, u32> = FxHashMap::default();
        let mut said = Vec::new();
        for m in (0..self.len()).filter(|&m| self.class[m] == Some(Class::Broadcast) && self.repeats(m)) {
            let Some((earlier, overlap)) = self.matched(m).and_then(|found| found.repeats) else { continue };
            let of = first.get(&earlier).copied().unwrap_or(earlier);
            first.insert(m as u32, of);
            if selection.account(self.account[m]) && selection.inside(self.at[m]) {
                said.push((i64::from(of), m as u32, overlap));
            }
        }
        let mut traces = traces(said.into_iter());
        for trace in &mut traces {
            trace.said.insert(0, (trace.of as u32, 1.0));
        }
        traces
    }

    fn broadcasts_of<'a>(&'a self, selection: &'a Selection) -> impl Iterator<Item = usize> + 'a {
        let inside = |m: &usize| self.account[*m] != NONE && selection.account(self.account[*m]) && selection.inside(self.at[*m]);
        (0..self.len()).filter(|&m| self.class[m] == Some(Class::Broadcast)).filter(inside)
    }
}

fn traces(said: impl Iterator<Item = (i64, u32, f64)>) -> Vec<Trace> {
    let mut places: FxHashMap<i64, usize> = FxHashMap::default();
    let mut traces: Vec<Trace> = Vec::new();
    for (of, message, overlap) in said {
        let place = *places.entry(of).or_insert_with(|| {
            traces.push(Trace { of, said: Vec::new() });
            traces.len() - 1
        });
        traces[place].said.push((message, overlap));
    }
    traces.sort_by_key(|trace| std::cmp::Reverse(trace.said.len())); // stable: the first met stay first
    traces
}

/// A moment on the zone's clock, in days since 1970.
pub fn day_on_clock(zone: Tz, at: Millis) -> f64 {
    local(zone, at) as f64 / 86_400_000.0
}
