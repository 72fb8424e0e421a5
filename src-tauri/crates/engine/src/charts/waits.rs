//! Charts of answers: by month, under each rule, hour by hour of the week.

use chrono::{DateTime, Months, NaiveDate};
use earshot_charts::{About, Beside, Curve, Definitions, MOST_CURVES, Response, ResponseMonth, Rule, Step, Waiting, Week};
use earshot_measures::Selection;
use earshot_model::{Filter, Grouping, Measure, Millis, Window, Within};

use super::View;
use crate::api::{Against, Failure};
use crate::data::selection;
use crate::figures::label;
use crate::office::is_of;

/// The rules in use, ours first.
const RULES: [&str; 6] = ["kaplan-meier", "median-answered", "mean-answered", "fastest-90", "horizon-7d", "conversations"];

/// How long a wait is followed, in seconds.
const HORIZON: f64 = 30.0 * 86_400.0;

impl View<'_> {
    pub(super) fn waiting(&self, filter: &Filter) -> Result<Waiting, Failure> {
        let curve = self.curve(&self.selection);
        let about = self.about(filter, curve.about.inferred, self.why_nobody_waits())?;
        Ok(Waiting { about, promised: self.promised()?, ..curve })
    }

    /// What everybody selected had promised to all who wrote in the window, where that is the same.
    fn promised(&self) -> Result<Option<(String, Option<f64>)>, Failure> {
        let (promises, infos) = (self.store.promises()?, self.store.accounts()?);
        let Some((first, last)) = self.corpus.span(&self.selection) else { return Ok(None) };
        let day = |at: Millis| self.day(at);
        let (first, last) = (day(self.selection.from.unwrap_or(first)), day(self.selection.to.map_or(last, |to| to - 1)));
        let mut promised: Vec<Option<Within>> = Vec::new();
        for (_, info) in (0_u32..).zip(&infos).filter(|(index, _)| self.selection.account(*index)) {
            // In the order of their days.
            let of_account = || promises.iter().filter(|promise| is_of(&promise.whose, info));
            let at_first = of_account().rfind(|promise| promise.from.is_none() || promise.from <= first);
            promised.push(at_first.map(|promise| promise.within));
            promised
                .extend(of_account().filter(|promise| promise.from > first && promise.from <= last).map(|promise| Some(promise.within)));
        }
        promised.dedup();
        let [Some(within)] = promised.as_slice() else { return Ok(None) };
        Ok(Some(match within {
            Within::Hours(hours) => {
                let words = if *hours >= 48 && hours % 24 == 0 { format!("{} days", hours / 24) } else { within.to_string() };
                (words, Some(f64::from(*hours) * 3_600.0).filter(|seconds| *seconds <= HORIZON))
            }
            _ => (within.to_string(), None),
        }))
    }

    /// A moment's day on the reporting clock.
    fn day(&self, at: Millis) -> Option<NaiveDate> {
        Some(DateTime::from_timestamp_millis(at)?.with_timezone(&self.selection.zone).date_naive())
    }

    fn curve(&self, selection: &Selection) -> Waiting {
        let found = self.corpus.waiting(selection);
        Waiting {
            about: About { inferred: found.inferred as u64, ..About::default() },
            steps: found
                .steps
                .iter()
                .map(|step| Step {
                    seconds: step.seconds,
                    surviving: step.surviving,
                    low: step.band.map(|(low, _)| low),
                    high: step.band.map(|(_, high)| high),
                })
                .collect(),
            opportunities: found.opportunities as u64,
            answered: found.answered as u64,
            median: found.median.seconds,
            median_low: found.median.low,
            median_high: found.median.high,
            answered_only: found.answered_only,
            horizon: HORIZON,
            followed: self.corpus.longest_followed(selection).unwrap_or(0.0),
            ..Waiting::default()
        }
    }

    /// The window beside another one; without one the accounts that most people write to, or where there is one account, the window before.
    pub(super) fn waiting_beside(&self, filter: &Filter, against: Option<Against>) -> Result<Beside, Failure> {
        let selected: Vec<u32> = (0..self.corpus.accounts().len() as u32).filter(|&account| self.selection.account(account)).collect();
        let by_account = against.is_none() && selected.len() > 1;
        let windows = if by_account { None } else { self.windows(filter, against.unwrap_or(Against::Before)) };
        let mut curves = match windows {
            Some((now, then)) => vec![self.curve_in(then, filter)?, self.curve_in(now, filter)?],
            None if by_account => self.curves_of(&selected),
            None => Vec::new(),
        };
        let left_out = curves.len().saturating_sub(MOST_CURVES) as u64;
        curves.truncate(MOST_CURVES);
        let heard = if curves.is_empty() {
            self.curve(&self.selection).opportunities
        } else {
            curves.iter().map(|curve| curve.waiting.opportunities).sum()
        };
        let mut about = self.about(filter, 0, if heard == 0 { self.why_nobody_waits() } else { "" })?;
        if let Some((now, then)) = windows {
            about.period = match curves.as_slice() {
                [before, after] if then.to != now.from => format!("{} and {}", before.name, after.name),
                _ => self.period(&Filter { window: Window { from: then.from, to: now.to }, ..filter.clone() })?,
            };
        }
        Ok(Beside { about, curves, left_out })
    }

    /// Those that most people wrote to first.
    fn curves_of(&self, accounts: &[u32]) -> Vec<Curve> {
        let curve = |&account: &u32| Curve {
            name: self.corpus.accounts()[account as usize].name.clone(),
            waiting: self.curve(&Selection { accounts: vec![account], ..self.selection.clone() }),
        };
        let mut curves: Vec<Curve> = accounts.iter().map(curve).collect();
        curves.sort_by_key(|curve| std::cmp::Reverse(curve.waiting.opportunities));
        curves
    }

    fn curve_in(&self, window: Window, filter: &Filter) -> Result<Curve, Failure> {
        let filter = Filter { window, ..filter.clone() };
        Ok(Curve { name: self.period(&filter)?, waiting: self.curve(&selection(self.store, self.corpus, &filter)?) })
    }

    /// The window and the one that it is held against. Where no window is asked for: the later half of the data and the earlier one, or
    /// its last twelve months and the twelve before.
    fn windows(&self, filter: &Filter, against: Against) -> Option<(Window, Window)> {
        let window = |from, to| Window { from: Some(from), to: Some(to) };
        let Window { from, to } = filter.window;
        let (first, last) = self.corpus.span(&Selection { from: None, to: None, ..self.selection.clone() })?;
        let (first, end) = (self.day(first)?, self.day(last)?.succ_opt()?);
        if from.is_none() && to.is_none() && against == Against::Before {
            let middle = first + (end - first) / 2;
            // Of a single day there are no halves.
            return (first < middle).then(|| (window(middle, end), window(first, middle)));
        }
        let to = to.unwrap_or(end);
        let from = match against {
            Against::YearBefore if from.is_none() => to.checked_sub_months(Months::new(12))?,
            _ => from.unwrap_or(first),
        };
        let now = window(from, to);
        against.window(now).map(|then| (now, then))
    }

    pub(super) fn definitions(&self, filter: &Filter) -> Result<Definitions, Failure> {
        let ids: Vec<String> = RULES.map(|rule| format!("response_definition({rule})")).to_vec();
        let measures = self.corpus.measure(&ids, &self.selection, &[Grouping::Total])?;
        let rule = |measure: &Measure| Rule {
            id: measure.id.clone(),
            name: label(&measure.id),
            seconds: measure.value,
            n: measure.n.unwrap_or(0) as u64,
            ours: measure.id.ends_with("(kaplan-meier)"),
        };
        let waiting = self.corpus.waiting(&self.selection);
        Ok(Definitions {
            about: self.about(filter, waiting.inferred as u64, self.why_nobody_waits())?,
            opportunities: waiting.opportunities as u64,
            rules: measures.iter().map(rule).collect(),
        })
    }

    pub(super) fn by_month(&self, filter: &Filter) -> Result<Response, Failure> {
        let ids = ["opportunities", "unanswered", "response_median", "response_p90"].map(str::to_owned);
        let measures = self.corpus.measure(&ids, &self.selection, &[Grouping::Month])?;
        let mut months = Vec::new();
        for of_month in measures.chunk_by(|a, b| a.group == b.group) {
            let Some((year, month)) = of_month[0].group.as_deref().and_then(|group| group.split_once('-')) else { continue };
            let value = |id: &str| of_month.iter().find(|measure| measure.id == id).and_then(|measure| measure.value);
            let opportunities = value("opportunities").unwrap_or(0.0) as u64;
            if opportunities > 0 {
                months.push(ResponseMonth {
                    year: year.parse().unwrap_or(0),
                    month: month.parse().unwrap_or(0),
                    opportunities,
                    unanswered: value("unanswered").unwrap_or(0.0) as u64,
                    median: value("response_median"),
                    p90: value("response_p90"),
                });
            }
        }
        let inferred = self.corpus.waiting(&self.selection).inferred as u64;
        Ok(Response { about: self.about(filter, inferred, self.why_nobody_waits())?, months, notes: self.notes()? })
    }

    pub(super) fn why_nobody_waits(&self) -> &'static str {
        match self.accounts().any(|account| account.hears) {
            true => "Nobody wrote in this selection.",
            false => "The data holds only the account’s own messages: who was not answered can’t be known.",
        }
    }

    /// The office is that of the first of the accounts that has hours of its own, else everybody's.
    pub(super) fn week(&self, filter: &Filter) -> Result<Week, Failure> {
        let (written, answered) = self.corpus.hours(&self.selection);
        let (offices, infos) = (self.store.offices()?, self.store.accounts()?);
        let selected = (0_u32..).zip(&infos).filter(|(index, _)| self.selection.account(*index)).map(|(_, info)| info);
        // In the order of their days: the last is the newest.
        let own =
            selected.flat_map(|info| offices.iter().rfind(|office| office.whose.as_ref().is_some_and(|whose| is_of(whose, info)))).next();
        let office = own.or_else(|| offices.iter().rfind(|office| office.whose.is_none()));
        let hours = |day: usize| match office {
            Some(office) => office.week.0[day].iter().map(|&(from, to)| (f64::from(from) / 60.0, f64::from(to) / 60.0)).collect(),
            None if day < 5 => vec![(9.0, 17.0)],
            None => Vec::new(),
        };
        Ok(Week {
            about: self.about(filter, 0, self.why_nobody_waits())?,
            written,
            answered,
            open: std::array::from_fn(hours),
            assumed: office.is_none(),
        })
    }
}
