//! Charts of posts: what each reached, and where words came back.

use std::collections::{BTreeMap, HashMap};

use earshot_charts::{Against, Point, Reach, Reached, Said, Traced, Traces};
use earshot_measures::{Trace, day_on_clock, median};
use earshot_model::{Filter, Grouping, Measure, Rung};

use super::View;
use crate::api::Failure;

/// How many letters of a text name it.
const NAME: usize = 90;
impl View<'_> {
    /// By rung what each post reached, or (not `people`) how often it was shown.
    pub(super) fn reach(&self, filter: &Filter, people: bool) -> Result<Reach, Failure> {
        let id = if people { "reach_per_post" } else { "impressions_per_post" };
        let measures = self.corpus.measure(&[id.to_owned()], &self.selection, &[Grouping::Rung])?;
        let posts = self.corpus.reached(&self.selection, people);
        let of = |rung: Rung| measures.iter().find(|measure| measure.group.as_deref() == Some(rung.as_str()));
        let mut rungs: [Reached; 6] = Default::default();
        for ((rung, posts), reached) in Rung::ALL.into_iter().zip(posts).zip(&mut rungs) {
            let part = |value: fn(&Measure) -> Option<f64>| of(rung).and_then(value);
            *reached = Reached { posts, median: part(|of| of.value), low: part(|of| of.low), high: part(|of| of.high) };
        }
        let mut about = self.about(filter, 0, "")?;
        let counted = self.corpus.broadcasts_reached(&self.selection, Grouping::Account, people);
        if !counted.is_empty() {
            about.source = super::source(&counted.keys().map(String::as_str).collect::<Vec<_>>());
        }
        Ok(Reach { about, people, rungs })
    }

    /// By month, or by account, the reply share, and what half of the broadcasts reach: people where they are known of most, else times
    /// shown. Of broadcasts alone: replies are shown to few whatever is said in them, and would make every month of talk a poor one.
    pub(super) fn against(&self, filter: &Filter, by: Grouping) -> Result<Against, Failure> {
        let count = |people| self.corpus.broadcasts_reached(&self.selection, by, people);
        let (reached, shown) = (count(true), count(false));
        let posts = |groups: &BTreeMap<String, Vec<f64>>| groups.values().map(Vec::len).sum::<usize>();
        let people = posts(&reached) * 2 > posts(&shown);
        let broadcasts = if people { reached } else { shown };
        let mut points = Vec::new();
        for reply in self.corpus.measure(&["reply_share".to_owned()], &self.selection, &[by])? {
            let Some((group, (k, n))) = reply.group.clone().zip(reply.k.zip(reply.n)) else { continue };
            let Some((values, reach)) = broadcasts.get(&group).and_then(|values| Some((values, median(values)?))) else { continue };
            let month: Option<chrono::NaiveDate> = format!("{group}-01").parse().ok().filter(|_| by == Grouping::Month);
            points.push(Point {
                name: month.map_or_else(|| group.clone(), |first| first.format("%b %Y").to_string()),
                month: month.map(|_| group),
                replies: (k as u64, n as u64),
                reach,
                posts: values.len() as u64,
            });
        }
        Ok(Against { about: self.about(filter, 0, "")?, people, accounts: by == Grouping::Account, points })
    }

    pub(super) fn releases(&self, filter: &Filter) -> Result<Traces, Failure> {
        let known: HashMap<i64, _> = self.store.releases()?.into_iter().map(|release| (release.id, release)).collect();
        let zone = self.selection.zone;
        let why = if known.is_empty() { "No press releases are in the store." } else { "" };
        let traces = self.corpus.releases_said_again(&self.selection);
        let releases = traces.iter().filter_map(|trace| {
            let release = known.get(&trace.of)?;
            Some(Traced { name: release.title.clone(), published: Some(day_on_clock(zone, release.published_at)), said: self.said(trace) })
        });
        Ok(Traces { texts: releases.collect(), about: self.about(filter, 0, why)?, notes: self.notes()? })
    }

    pub(super) fn repeats(&self, filter: &Filter) -> Result<Traces, Failure> {
        let traces = self.corpus.texts_said_again(&self.selection);
        let first: Vec<i64> = traces.iter().map(|trace| self.corpus.message_id(trace.of as usize)).collect();
        let names = self.store.texts(&first)?;
        let texts =
            traces.iter().zip(names).map(|(trace, text)| Traced { name: beginning(&text.text), published: None, said: self.said(trace) });
        Ok(Traces { texts: texts.collect(), about: self.about(filter, 0, "")?, notes: self.notes()? })
    }

    fn said(&self, trace: &Trace) -> Vec<Said> {
        let zone = self.selection.zone;
        let said = trace.said.iter().map(|&(message, overlap)| Said {
            at: day_on_clock(zone, self.corpus.at(message as usize)),
            account: self.corpus.account_of(message as usize).map_or_else(String::new, |account| account.name.clone()),
            overlap,
        });
        said.collect()
    }
}

/// How a text begins, in one line and without the addresses in it.
fn beginning(text: &str) -> String {
    let is_address = |word: &&str| word.starts_with("http://") || word.starts_with("https://");
    let line = text.split_whitespace().filter(|word| !is_address(word)).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
