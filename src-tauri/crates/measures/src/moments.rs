//! When the public spoke (MEASURES §6): hours with more inbound messages than their hour of the week had in the eight weeks before.

use chrono::{DateTime, TimeZone};
use chrono_tz::Tz;
use earshot_model::Millis;

use crate::corpus::Class;
use crate::response::{Clock, Waiting};
use crate::statistics::{median, poisson_tail, robust_z};
use crate::{Corpus, Selection};

const HOUR: Millis = 3_600_000;
const DAY: Millis = 24 * HOUR;
const WEEKS: usize = 8;
/// With fewer weeks before it an hour is not judged.
const LEAST_WEEKS: usize = 4;
/// A baseline with a lower median is a Poisson one.
const FEW: f64 = 10.0;
const CHANCE: f64 = 0.001;
const FAR: f64 = 3.5;
/// Flagged hours closer than this are one moment.
const TOGETHER: Millis = 6 * HOUR;

/// The public spoke.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    pub start: Millis,
    pub end: Millis,
    /// The beginning of the busiest hour (or day), and its inbound messages.
    pub peak: Millis,
    pub peak_count: u64,
    pub inbound: u64,
    /// How many times the baseline that is; `None`: nothing was to be expected.
    pub times: Option<f64>,
    /// What the account said in it, and in the same hours of the weeks before, an hour.
    pub outbound_per_hour: f64,
    pub outbound_per_hour_before: f64,
    /// Replies of replies, mention starts and broadcasts, in it and before.
    pub reply_share: (u64, u64),
    pub reply_share_before: (u64, u64),
    pub opportunities: usize,
    pub unanswered: usize,
    /// Seconds; `None`: not reached, or nobody wrote.
    pub response_median: Option<f64>,
    /// From its start to the account's first message, in seconds; `None`: it said nothing by the end of the data.
    pub silence: Option<f64>,
}

/// Counts by hour or by day on the zone's clock.
struct Counts {
    unit: Millis,
    /// The first unit, since 1970.
    first: i64,
    counts: Vec<u32>,
}

impl Counts {
    /// How many units a week has.
    fn week(&self) -> usize {
        (7 * DAY / self.unit) as usize
    }

    /// The counts of the same unit in the weeks before, newest first, but for flagged ones.
    fn baseline(&self, place: usize, flagged: &[bool]) -> Vec<f64> {
        (1..=WEEKS)
            .filter_map(|weeks| place.checked_sub(weeks * self.week()))
            .filter(|&before| !flagged[before])
            .map(|before| f64::from(self.counts[before]))
            .collect()
    }
}

impl Corpus {
    /// The moments of the selected accounts that begin in the window, in order of time. Where all times are days, days are judged.
    pub fn moments(&self, selection: &Selection) -> Vec<Moment> {
        let inbound = |m: &usize| self.inbound(*m) && selection.account(self.account[*m]);
        let by_days = (0..self.len()).filter(inbound).all(|m| self.at[m].rem_euclid(DAY) == 0);
        let unit = if by_days { DAY } else { HOUR };
        let zone = if by_days { Tz::UTC } else { selection.zone };
        let units: Vec<i64> = (0..self.len()).filter(inbound).map(|m| local(zone, self.at[m]).div_euclid(unit)).collect();
        let (Some(&first), Some(&last)) = (units.iter().min(), units.iter().max()) else { return Vec::new() };
        let mut counts = vec![0; (last - first + 1) as usize];
        units.iter().for_each(|of| counts[(of - first) as usize] += 1);
        let counts = Counts { unit, first, counts };

        let mut flagged = vec![false; counts.counts.len()];
        for place in 0..counts.counts.len() {
            let baseline = counts.baseline(place, &flagged);
            flagged[place] =
                counts.counts[place] > 0 && baseline.len() >= LEAST_WEEKS && stands_out(f64::from(counts.counts[place]), baseline);
        }
        let places: Vec<usize> = (0..flagged.len()).filter(|&place| flagged[place]).collect();
        places
            .chunk_by(|a, b| (b - a - 1) as i64 * unit < TOGETHER)
            .map(|together| self.moment(selection, &counts, &flagged, zone, together[0], together[together.len() - 1]))
            .filter(|moment| selection.inside(moment.start))
            .collect()
    }

    fn moment(&self, selection: &Selection, counts: &Counts, flagged: &[bool], zone: Tz, from: usize, to: usize) -> Moment {
        let at = |place: usize| moment_of(zone, (counts.first + place as i64) * counts.unit);
        let (start, end) = (at(from), at(to + 1));
        let peak = (from..=to).rev().max_by_key(|&place| counts.counts[place]).unwrap_or(from);
        let inbound: u64 = counts.counts[from..=to].iter().map(|count| u64::from(*count)).sum();
        let expected: f64 = (from..=to)
            .map(|place| {
                let baseline = counts.baseline(place, flagged);
                baseline.iter().sum::<f64>() / baseline.len().max(1) as f64
            })
            .sum();
        let span = |weeks: usize| {
            let back = weeks as i64 * counts.week() as i64;
            (
                moment_of(zone, (counts.first + from as i64 - back) * counts.unit),
                moment_of(zone, (counts.first + to as i64 + 1 - back) * counts.unit),
            )
        };
        let hours = (end - start) as f64 / HOUR as f64;
        let (said, share) = self.said(selection, start, end);
        let before: Vec<(u64, (u64, u64))> = (1..=WEEKS).map(|weeks| self.said(selection, span(weeks).0, span(weeks).1)).collect();
        let runs = self.selected_runs(&Selection { from: Some(start), to: Some(end), ..selection.clone() });
        let waiting = Waiting::of(self, &runs, Clock::Wall);
        let next = self.at.partition_point(|&at| at < start);
        let first_word = (next..self.len()).find(|&m| !self.inbound(m) && selection.account(self.account[m])).map(|m| self.at[m]);
        Moment {
            start,
            end,
            peak: at(peak),
            peak_count: u64::from(counts.counts[peak]),
            inbound,
            times: (expected > 0.0).then(|| inbound as f64 / expected),
            outbound_per_hour: said as f64 / hours,
            outbound_per_hour_before: before.iter().map(|(said, _)| *said).sum::<u64>() as f64 / hours / WEEKS as f64,
            reply_share: share,
            reply_share_before: before.iter().fold((0, 0), |(k, n), (_, share)| (k + share.0, n + share.1)),
            opportunities: runs.len(),
            unanswered: waiting.unanswered,
            response_median: waiting.median.seconds,
            silence: first_word.map(|at| (at - start) as f64 / 1_000.0),
        }
    }

    /// What the selected accounts said between two moments: messages, and replies of those that count.
    fn said(&self, selection: &Selection, from: Millis, to: Millis) -> (u64, (u64, u64)) {
        let messages = self.at.partition_point(|&at| at < from)..self.at.partition_point(|&at| at < to);
        messages.filter(|&m| !self.inbound(m) && selection.account(self.account[m])).fold((0, (0, 0)), |(said, (k, n)), m| {
            let counts = matches!(self.class[m], Some(Class::Reply | Class::MentionStart | Class::Broadcast));
            (said + 1, (k + u64::from(self.class[m] == Some(Class::Reply)), n + u64::from(counts)))
        })
    }
}

/// Whether a count is above what chance makes of its baseline. Of few, a Poisson tail; half an event is added to what the weeks
/// before had, so that one message after eight quiet weeks is none.
fn stands_out(count: f64, mut baseline: Vec<f64>) -> bool {
    baseline.sort_by(f64::total_cmp);
    match median(&baseline) {
        Some(middle) if middle >= FEW => robust_z(count, &baseline).is_some_and(|z| z > FAR),
        Some(_) => poisson_tail(count as u64, (baseline.iter().sum::<f64>() + 0.5) / baseline.len() as f64) < CHANCE,
        None => false,
    }
}

/// A moment on the zone's clock, as if that were UTC's.
fn local(zone: Tz, at: Millis) -> Millis {
    zone.timestamp_millis_opt(at).single().map_or(at, |local| local.naive_local().and_utc().timestamp_millis())
}

/// When the zone's clock shows this.
fn moment_of(zone: Tz, local: Millis) -> Millis {
    let Some(naive) = DateTime::from_timestamp_millis(local).map(|local| local.naive_utc()) else { return local };
    let shown =
        zone.from_local_datetime(&naive).earliest().or_else(|| zone.from_local_datetime(&(naive + chrono::TimeDelta::hours(1))).earliest());
    shown.map_or(local, |shown| shown.timestamp_millis())
}
