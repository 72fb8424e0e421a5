//! When the public spoke (MEASURES §6): hours with more inbound messages than their hour of the week had in the eight weeks before.

use chrono::{DateTime, TimeZone};
use chrono_tz::Tz;
use earshot_model::Millis;

use crate::corpus::{Class, WHOLE_DAY};
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
    /// Of its messages only the day is known.
    pub by_days: bool,
    /// The beginning of the busiest hour (or day), and its inbound messages.
    pub peak: Millis,
    pub peak_count: u64,
    pub inbound: u64,
    /// How many times the baseline that is; `None`: nothing was to be expected.
    pub times: Option<f64>,
    /// What the account said in it, and in the same hours of the weeks before, an hour.
    pub outbound_per_hour: f64,
    pub outbound_per_hour_before: Option<f64>,
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

impl Moment {
    fn of_nothing(start: Millis, end: Millis) -> Moment {
        Moment {
            start,
            end,
            by_days: false,
            peak: start,
            peak_count: 0,
            inbound: 0,
            times: None,
            outbound_per_hour: 0.0,
            outbound_per_hour_before: None,
            reply_share: (0, 0),
            reply_share_before: (0, 0),
            opportunities: 0,
            unanswered: 0,
            response_median: None,
            silence: None,
        }
    }
}

/// One hour, or one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spoken {
    /// Its beginning on the zone's clock, as if that were UTC's.
    pub local: Millis,
    pub inbound: u64,
    /// The mean of the same hour in the weeks before, flagged ones left out; `None`: too few weeks are known.
    pub expected: Option<f64>,
    pub outbound: u64,
}

/// Counts by hour or by day on the zone's clock.
struct Counts {
    zone: Tz,
    unit: Millis,
    /// The first unit, since 1970.
    first: i64,
    counts: Vec<u32>,
    /// Which of them stand out.
    flagged: Vec<bool>,
}

impl Counts {
    /// Of the selected inbound messages whose hour is known, or (by days) of those of which only the day is; `span` is covered, too.
    fn of(corpus: &Corpus, selection: &Selection, unit: Millis, span: Option<(Millis, Millis)>) -> Option<Counts> {
        let zone = if unit == DAY { Tz::UTC } else { selection.zone };
        let place = |at: Millis| local(zone, at).div_euclid(unit);
        let units: Vec<i64> = (0..corpus.len())
            .filter(|&m| corpus.inbound(m) && selection.account(corpus.account[m]) && corpus.has(m, WHOLE_DAY) == (unit == DAY))
            .map(|m| place(corpus.at[m]))
            .collect();
        let also = || span.into_iter().flat_map(|(from, to)| [place(from), place(to - 1)]);
        let first = units.iter().copied().chain(also()).min()?;
        let last = units.iter().copied().chain(also()).max()?;
        let mut counts = vec![0; (last - first + 1) as usize];
        units.iter().for_each(|of| counts[(of - first) as usize] += 1);
        let mut counts = Counts { zone, unit, first, counts, flagged: Vec::new() };
        counts.flagged = vec![false; counts.counts.len()];
        for place in 0..counts.counts.len() {
            let baseline = counts.baseline(place);
            counts.flagged[place] =
                counts.counts[place] > 0 && baseline.len() >= LEAST_WEEKS && stands_out(f64::from(counts.counts[place]), baseline);
        }
        Some(counts)
    }

    /// How many units a week has.
    fn week(&self) -> usize {
        (7 * DAY / self.unit) as usize
    }

    /// When a unit begins.
    fn at(&self, place: i64) -> Millis {
        moment_of(self.zone, (self.first + place) * self.unit)
    }

    /// The counts of the same unit in the weeks before, newest first, but for flagged ones.
    fn baseline(&self, place: usize) -> Vec<f64> {
        self.baseline_places(place).map(|before| f64::from(self.counts[before])).collect()
    }

    fn baseline_places(&self, place: usize) -> impl Iterator<Item = usize> {
        (1..=WEEKS).filter_map(move |weeks| place.checked_sub(weeks * self.week())).filter(|&before| !self.flagged[before])
    }
}

impl Corpus {
    /// The moments of the selected accounts that begin in the window, in order of time. Messages of which only the day is known are
    /// judged by days.
    pub fn moments(&self, selection: &Selection) -> Vec<Moment> {
        let mut moments: Vec<Moment> = Vec::new();
        for counts in [HOUR, DAY].into_iter().filter_map(|unit| Counts::of(self, selection, unit, None)) {
            let places: Vec<usize> = (0..counts.flagged.len()).filter(|&place| counts.flagged[place]).collect();
            let together = places.chunk_by(|a, b| (b - a - 1) as i64 * counts.unit < TOGETHER);
            moments.extend(together.map(|together| self.moment(selection, &counts, together[0], together[together.len() - 1])));
        }
        moments.retain(|moment| selection.inside(moment.start));
        moments.sort_by_key(|moment| (moment.start, moment.end));
        moments
    }

    /// What happened in a span that a person names, measured by the whole hours that it touches, whether it stands out or not.
    pub fn moment_in(&self, selection: &Selection, from: Millis, to: Millis) -> Option<Moment> {
        let end = self.accounts.iter().map(|account| account.as_of).max()?.max(*self.at.last()?);
        let known = (*self.at.first()? - DAY, end + DAY); // the hours and days that hold the first and the last are whole
        // Of a span that is not in the data nothing is counted, however long it is.
        let span = (from.max(known.0), to.min(known.1));
        if span.0 >= span.1 {
            return (from < to).then(|| Moment::of_nothing(from, to));
        }
        let (from, to) = span;
        let known_by_hours = (0..self.len()).any(|m| self.inbound(m) && selection.account(self.account[m]) && !self.has(m, WHOLE_DAY));
        let counts = Counts::of(self, selection, if known_by_hours { HOUR } else { DAY }, Some(span))?;
        let place = |at: Millis| (local(counts.zone, at).div_euclid(counts.unit) - counts.first) as usize;
        Some(self.moment(selection, &counts, place(from), place(to - 1)))
    }

    /// What was said in a moment and so many milliseconds before and after it, hour by hour or day by day.
    pub fn spoken_round(&self, selection: &Selection, moment: &Moment, around: Millis) -> Vec<Spoken> {
        let unit = if moment.by_days { DAY } else { HOUR };
        let span = (moment.start - around, moment.end + around);
        let Some(counts) = Counts::of(self, selection, unit, Some(span)) else { return Vec::new() };
        let place = |at: Millis| local(counts.zone, at).div_euclid(unit) - counts.first;
        let (from, to) = (place(span.0), place(span.1 - 1));
        let mut outbound = vec![0_u64; (to - from + 1) as usize];
        let said = self.at.partition_point(|&at| at < span.0)..self.at.partition_point(|&at| at < span.1);
        for message in said.filter(|&m| !self.inbound(m) && selection.account(self.account[m])) {
            outbound[(place(self.at[message]) - from) as usize] += 1;
        }
        (from..=to)
            .zip(outbound)
            .map(|(place, outbound)| {
                let baseline = counts.baseline(place as usize);
                let expected = (baseline.len() >= LEAST_WEEKS).then(|| baseline.iter().sum::<f64>() / baseline.len() as f64);
                Spoken { local: (counts.first + place) * unit, inbound: u64::from(counts.counts[place as usize]), expected, outbound }
            })
            .collect()
    }

    fn moment(&self, selection: &Selection, counts: &Counts, from: usize, to: usize) -> Moment {
        let (start, end) = (counts.at(from as i64), counts.at(to as i64 + 1));
        let peak = (from..=to).rev().max_by_key(|&place| counts.counts[place]).unwrap_or(from);
        let inbound: u64 = counts.counts[from..=to].iter().map(|count| u64::from(*count)).sum();
        let expected: f64 = (from..=to)
            .map(|place| {
                let baseline = counts.baseline(place);
                baseline.iter().sum::<f64>() / baseline.len().max(1) as f64
            })
            .sum();
        let hours = (end - start) as f64 / HOUR as f64;
        let (said, share) = self.said(selection, start, end);
        // The matched weeks are those of the baseline: in the data, and not flagged themselves.
        let mut before = (0, (0, 0), 0_u64);
        for place in from..=to {
            for earlier in counts.baseline_places(place) {
                let (said, (k, n)) = self.said(selection, counts.at(earlier as i64), counts.at(earlier as i64 + 1));
                before = (before.0 + said, (before.1.0 + k, before.1.1 + n), before.2 + 1);
            }
        }
        let hours_before = before.2 as f64 * counts.unit as f64 / HOUR as f64;
        let runs = self.selected_runs(&Selection { from: Some(start), to: Some(end), ..selection.clone() });
        let waiting = Waiting::of(self, &runs, Clock::Wall);
        let next = self.at.partition_point(|&at| at < start);
        // Whoever was spoken to breaks the silence; of a span in which nobody wrote, any of the selected.
        let inside = next..self.at.partition_point(|&at| at < end);
        let to_us = inside.filter(|&m| self.inbound(m) && selection.account(self.account[m]));
        let mut spoken_to: Vec<u32> = to_us.map(|m| self.account[m]).collect();
        spoken_to.sort_unstable();
        spoken_to.dedup();
        let theirs =
            |account: u32| if spoken_to.is_empty() { selection.account(account) } else { spoken_to.binary_search(&account).is_ok() };
        let first_word = (next..self.len()).find(|&m| !self.inbound(m) && theirs(self.account[m])).map(|m| self.at[m]);
        Moment {
            start,
            end,
            by_days: counts.unit == DAY,
            peak: counts.at(peak as i64),
            peak_count: u64::from(counts.counts[peak]),
            inbound,
            times: (expected > 0.0).then(|| inbound as f64 / expected),
            outbound_per_hour: said as f64 / hours,
            outbound_per_hour_before: (before.2 > 0).then(|| before.0 as f64 / hours_before),
            reply_share: share,
            reply_share_before: before.1,
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
pub(crate) fn local(zone: Tz, at: Millis) -> Millis {
    zone.timestamp_millis_opt(at).single().map_or(at, |local| local.naive_local().and_utc().timestamp_millis())
}

/// When the zone's clock shows this.
fn moment_of(zone: Tz, local: Millis) -> Millis {
    let Some(naive) = DateTime::from_timestamp_millis(local).map(|local| local.naive_utc()) else { return local };
    let shown =
        zone.from_local_datetime(&naive).earliest().or_else(|| zone.from_local_datetime(&(naive + chrono::TimeDelta::hours(1))).earliest());
    shown.map_or(local, |shown| shown.timestamp_millis())
}
