//! The figures of waits and answers of a group (MEASURES §4).

use earshot_model::{Measure, Within};

use super::{Group, NO_PROMISE, ONE_SIDED, blank, counted, not_heard_by, noted, share};
use crate::Definition;
use crate::corpus::Run;
use crate::response::{
    Clock, Kept, Waiting, answered_within, fastest_first, is_out_of_hours, kept, promise_kept, rate_horizon, seen_by, under,
};
use crate::statistics::TimeByWhich;

impl Group<'_> {
    /// What of business time is not known, over the accounts that a figure is of: those that promise something, or all.
    fn office_gap(&self, definition: &Definition) -> Option<String> {
        let promises = definition.id.starts_with("promise_");
        let of_figure =
            |account: &&u32| !promises || self.corpus.promises.get(**account as usize).is_some_and(|promises| !promises.is_empty());
        let of: Vec<u32> = self.accounts.iter().filter(of_figure).copied().collect();
        let gaps: Vec<(u32, String)> = of.iter().filter_map(|&account| Some((account, self.corpus.office(account)?.gap()?))).collect();
        let (first, gap) = gaps.first()?;
        Some(match gaps.len() {
            all if all == of.len() => gap.clone(),
            1 => format!("of {}: {gap}", self.corpus.accounts[*first as usize].name),
            some => format!("of {some} of {} accounts: {gap}", of.len()),
        })
    }

    /// How many were answered in time, of those whose time is over.
    fn standing(&self, of: impl Fn(&Run) -> Option<Kept>) -> (u64, u64) {
        self.runs.iter().filter_map(|run| of(run)).fold((0, 0), |(k, n), kept| match kept {
            Kept::Yes => (k + 1, n + 1),
            Kept::No => (k, n + 1),
            Kept::Due(_) | Kept::Early => (k, n),
        })
    }

    pub(super) fn response(&self, definition: &Definition) -> Measure {
        let measure = self.waits(definition);
        Measure { inferred: measure.inferred.or_else(|| measure.n.and_then(|_| self.inferred())), ..measure }
    }

    fn waits(&self, definition: &Definition) -> Measure {
        if !self.hears() {
            return noted(definition, ONE_SIDED);
        }
        let deaf = self.one_sided();
        let deaf = (deaf > 0).then(|| not_heard_by(deaf));
        let gap = definition.is_business().then(|| self.office_gap(definition)).flatten();
        let deaf = [deaf, gap].into_iter().flatten().reduce(|a, b| format!("{a}; {b}"));
        let note = |why: Option<&str>| match (why, &deaf) {
            _ if self.runs.is_empty() => Some("nobody wrote in the selection".to_owned()),
            (Some(why), Some(deaf)) => Some(format!("{why}; {deaf}")),
            (why, deaf) => why.map(str::to_owned).or_else(|| deaf.clone()),
        };
        match definition.id {
            "replies_out_of_hours" => {
                let count = self.runs.iter().filter(|run| is_out_of_hours(self.corpus, run)).count();
                return Measure { n: Some(self.runs.len() as i64), note: note(None), ..counted(definition, count as u64) };
            }
            "response_rate(1wd)" => {
                let (k, n) = self.standing(|run| kept(self.corpus, run, Within::WorkingDays(1)));
                let too_young = (n == 0).then_some("no opportunity is old enough to say");
                return Measure { note: note(too_young), ..share(definition, k, n, "") };
            }
            "promise_kept" | "promise_due" if self.runs.iter().all(|run| promise_kept(self.corpus, run).is_none()) => {
                return noted(definition, if self.runs.is_empty() { "nobody wrote in the selection" } else { NO_PROMISE });
            }
            "promise_kept" => {
                let (k, n) = self.standing(|run| promise_kept(self.corpus, run));
                let too_young = (n == 0).then_some("no promise has come due");
                return Measure { note: note(too_young), ..share(definition, k, n, "") };
            }
            "promise_due" => {
                let due = self.runs.iter().filter(|run| matches!(promise_kept(self.corpus, run), Some(Kept::Due(_)))).count();
                return Measure { note: note(None), ..counted(definition, due as u64) };
            }
            _ => {}
        }
        if let Some(h) = rate_horizon(definition.id) {
            let (k, n) = answered_within(self.corpus, &self.runs, h);
            let too_young = (n == 0).then_some("no opportunity is old enough to say");
            return Measure { note: note(too_young), ..share(definition, k, n, "") };
        }
        let (id, clock) = match definition.id.strip_suffix("_business") {
            Some(id) => (id, Clock::Office),
            None => (definition.id, Clock::Wall),
        };
        let waiting = match clock {
            Clock::Wall => self.waiting(),
            Clock::Office => self.waiting_business.get_or_init(|| Waiting::of(self.corpus, &self.runs, clock)),
        };
        let (k, n) = (Some(waiting.answered as i64), Some(waiting.opportunities as i64));
        let inferred = Some(waiting.inferred as i64);
        let reached = |time: TimeByWhich| Measure {
            value: time.seconds,
            low: time.low,
            high: time.high,
            k,
            n,
            inferred,
            note: note(time.seconds.is_none().then_some("not reached")),
            ..blank(definition)
        };
        match id {
            "response_median" => reached(waiting.median),
            "response_p75" => reached(waiting.p75),
            "response_p90" => reached(waiting.p90),
            "response_median_answered_only" => Measure {
                value: waiting.answered_only,
                n: Some(waiting.answered_ever as i64),
                note: note(waiting.answered_only.is_none().then_some("none was answered")),
                ..blank(definition)
            },
            "unanswered" => Measure { value: Some(waiting.unanswered as f64), n, note: note(None), ..blank(definition) },
            _ => {
                Measure { value: waiting.oldest, note: note(waiting.oldest.is_none().then_some("all were answered")), ..blank(definition) }
            }
        }
    }

    /// One of the rules that other tools have for a response time.
    pub(super) fn response_definition(&self, definition: &Definition) -> Measure {
        if !self.hears() {
            return noted(definition, ONE_SIDED);
        }
        if self.runs.is_empty() {
            return noted(definition, "nobody wrote in the selection");
        }
        let seen = seen_by(definition.id, &self.runs, self.answered.get_or_init(|| fastest_first(&self.runs)));
        let value = match definition.id {
            "response_definition(kaplan-meier)" => self.waiting().median.seconds,
            id => under(id, &seen),
        };
        let nothing = if seen.is_empty() { "none was answered" } else { "not reached" };
        Measure { value, n: Some(seen.len() as i64), note: value.is_none().then(|| nothing.to_owned()), ..blank(definition) }
    }

    fn waiting(&self) -> &Waiting {
        self.waiting.get_or_init(|| Waiting::of(self.corpus, &self.runs, Clock::Wall))
    }

    /// In how many opportunities a message, or the answer to it, was read from a name in a text.
    pub(super) fn inferred(&self) -> Option<i64> {
        Some(self.runs.iter().filter(|run| self.corpus.is_inferred(run)).count() as i64)
    }
}
