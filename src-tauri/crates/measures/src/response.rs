//! Response times of a set of opportunities (MEASURES §4), by the clock on the wall and in business time.

use std::borrow::Cow;

use earshot_model::{Millis, Within};
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::Corpus;
use crate::corpus::Run;
use crate::statistics::{Step, TimeByWhich, Wait, kaplan_meier, mean, median, time_by_which};

/// A wait is followed for this long at most.
const HORIZON: Millis = 30 * 86_400_000;

/// The waits behind the chart "still waiting" and the figures of response.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    pub steps: Vec<Step>,
    pub opportunities: usize,
    /// Answered within the horizon.
    pub answered: usize,
    pub unanswered: usize,
    /// Seconds; the age of the oldest that has no reply.
    pub oldest: Option<f64>,
    pub median: TimeByWhich,
    pub p75: TimeByWhich,
    pub p90: TimeByWhich,
    /// Of all that were answered, whenever: median, and how many.
    pub answered_only: Option<f64>,
    pub answered_ever: usize,
    /// Opportunities in which a message or its answer was read from a name in a text.
    pub inferred: usize,
}

/// The two clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    Wall,
    Office,
}

impl Clock {
    /// How long it takes from one moment to another.
    fn between(self, corpus: &Corpus, account: u32, from: Millis, to: Millis) -> Millis {
        match self {
            Clock::Wall => to - from,
            Clock::Office => corpus.office(account).map_or(0, |office| office.between(from, to)),
        }
    }

    /// How long it took to the answer, whenever it came.
    fn delay(self, corpus: &Corpus, run: &Run) -> Option<Millis> {
        run.answered.map(|answered| self.between(corpus, run.account, run.arrived, answered))
    }
}

impl Waiting {
    pub(crate) fn of(corpus: &Corpus, runs: &[&Run], clock: Clock) -> Waiting {
        let mut ever: Vec<Millis> = runs.iter().filter_map(|run| clock.delay(corpus, run)).collect();
        ever.sort_unstable();
        let ever: Vec<f64> = ever.into_iter().map(seconds).collect();
        // Numbers are sorted faster than waits: how long it was, and in the last bit whether there was an answer.
        let mut waits: Vec<Millis> =
            runs.iter().map(|run| wait(corpus, run, clock)).map(|(took, answered)| took << 1 | Millis::from(answered)).collect();
        waits.sort_unstable();
        let waits: Vec<Wait> = waits.into_iter().map(|wait| Wait { seconds: seconds(wait >> 1), answered: wait & 1 == 1 }).collect();
        let steps = kaplan_meier(&waits);
        Waiting {
            opportunities: runs.len(),
            answered: waits.iter().filter(|wait| wait.answered).count(),
            unanswered: runs.len() - ever.len(),
            oldest: runs
                .iter()
                .filter(|run| run.answered.is_none())
                .map(|run| seconds(corpus.accounts[run.account as usize].as_of - run.arrived))
                .max_by(f64::total_cmp),
            median: time_by_which(0.5, &steps),
            p75: time_by_which(0.75, &steps),
            p90: time_by_which(0.9, &steps),
            answered_only: median(&ever),
            answered_ever: ever.len(),
            inferred: runs.iter().filter(|run| corpus.is_inferred(run)).count(),
            steps,
        }
    }
}

/// The horizon is of the wall's clock in either case.
fn wait(corpus: &Corpus, run: &Run, clock: Clock) -> (Millis, bool) {
    let end = corpus.accounts[run.account as usize].as_of.min(run.arrived + HORIZON);
    let answered = run.answered.filter(|&answered| answered <= end);
    (clock.between(corpus, run.account, run.arrived, answered.unwrap_or(end)), answered.is_some())
}

/// How long an opportunity is followed without an answer, in seconds.
pub(crate) fn followed(corpus: &Corpus, run: &Run) -> f64 {
    seconds(HORIZON.min(corpus.accounts[run.account as usize].as_of - run.arrived))
}

/// Of the opportunities that arrived at least `h` before the end of the data: answered within `h`, and all of them.
pub(crate) fn answered_within(corpus: &Corpus, runs: &[&Run], h: Millis) -> (u64, u64) {
    let followed = runs.iter().filter(|run| corpus.accounts[run.account as usize].as_of - run.arrived >= h);
    followed.fold((0, 0), |(k, n), run| (k + u64::from(run.answered.is_some_and(|answered| answered - run.arrived <= h)), n + 1))
}

/// Those that were answered, in order of how long it took.
pub(crate) fn fastest_first<'a>(runs: &[&'a Run]) -> Vec<&'a Run> {
    let waits = runs.iter().filter_map(|&run| Some((run.answered? - run.arrived, run.first, run)));
    let mut waits: Vec<(Millis, u32, &Run)> = waits.collect();
    waits.sort_unstable_by_key(|&(wait, first, _)| (wait, first));
    waits.into_iter().map(|(_, _, run)| run).collect()
}

/// The opportunities that one of the rules in use elsewhere looks at: of all, which stand by account and arrival, and of those that
/// were answered, the fastest first.
pub(crate) fn seen_by<'a, 'b>(id: &str, runs: &'b [&'a Run], answered: &'b [&'a Run]) -> Cow<'b, [&'a Run]> {
    const WEEK: Millis = 7 * 86_400_000;
    let wait = |run: &Run| run.answered.map(|answered| answered - run.arrived);
    match id {
        "response_definition(kaplan-meier)" => runs.into(),
        "response_definition(fastest-90)" => answered[..(answered.len() as f64 * 0.9).floor() as usize].into(),
        "response_definition(horizon-7d)" => answered[..answered.partition_point(|run| wait(run) <= Some(WEEK))].into(),
        "response_definition(conversations)" => {
            let mut met = FxHashSet::with_capacity_and_hasher(runs.len(), FxBuildHasher);
            let mut by_arrival: Vec<&Run> = runs.iter().copied().filter(|run| run.answered.is_some()).collect();
            by_arrival.sort_unstable_by_key(|run| run.first);
            by_arrival.retain(|run| met.insert(run.root));
            by_arrival.into()
        }
        _ => answered.into(),
    }
}

/// The response time under one of these rules; `None` where nothing it looks at was answered, or the curve never gets there.
pub(crate) fn under(id: &str, seen: &[&Run]) -> Option<f64> {
    let mut waits: Vec<Millis> = seen.iter().filter_map(|run| Some(run.answered? - run.arrived)).collect();
    waits.sort_unstable();
    let waits: Vec<f64> = waits.into_iter().map(seconds).collect();
    match id {
        "response_definition(median-answered)" | "response_definition(conversations)" => median(&waits),
        _ => mean(&waits),
    }
}

/// How an opportunity stands to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The time it allows was over by the end of the data: answered within it, or not.
    Yes,
    No,
    /// Not answered, and so many milliseconds are left.
    Due(Millis),
    /// Answered before the time was over, which was not by the end of the data.
    Early,
}

/// How an opportunity stands to an answer within so long.
pub(crate) fn kept(corpus: &Corpus, run: &Run, within: Within) -> Option<Kept> {
    let (clock, allowed) = match within {
        Within::Hours(hours) => (Clock::Wall, i64::from(hours) * 3_600_000),
        within => (Clock::Office, corpus.office(run.account)?.allowed(within, run.arrived)?),
    };
    let took = |until: Millis| clock.between(corpus, run.account, run.arrived, until);
    let followed = took(corpus.accounts[run.account as usize].as_of);
    let answered = run.answered.map(took);
    Some(match answered {
        _ if followed >= allowed => {
            if answered.is_some_and(|answered| answered <= allowed) {
                Kept::Yes
            } else {
                Kept::No
            }
        }
        Some(_) => Kept::Early,
        None => Kept::Due(allowed - followed),
    })
}

/// How an opportunity stands to what its account promised when it arrived.
pub(crate) fn promise_kept(corpus: &Corpus, run: &Run) -> Option<Kept> {
    kept(corpus, run, corpus.promised(run.account, crate::clock::utc_day(run.arrived))?)
}

/// Whether it was written and answered while the office was closed, and it did not open between: a wait of no business time at all.
pub(crate) fn is_out_of_hours(corpus: &Corpus, run: &Run) -> bool {
    let Some((office, answered)) = corpus.office(run.account).zip(run.answered) else { return false };
    !office.is_open(run.arrived) && !office.is_open(answered) && office.between(run.arrived, answered) == 0
}

/// The `h` of `response_rate(h)`.
pub(crate) fn rate_horizon(id: &str) -> Option<Millis> {
    const HOUR: Millis = 3_600_000;
    match id.strip_prefix("response_rate(")?.strip_suffix(')')? {
        "1h" => Some(HOUR),
        "4h" => Some(4 * HOUR),
        "24h" => Some(24 * HOUR),
        "7d" => Some(7 * 24 * HOUR),
        _ => None,
    }
}

pub(crate) fn seconds(millis: Millis) -> f64 {
    millis as f64 / 1_000.0
}
