//! Figures of posts by what platforms counted of them (MEASURES §5).
//!
//! Reach is of unique people and is never added up; impressions are events and are. A post that reached more people than it was shown
//! to is left out of figures of reach, and counted as missing.

use std::sync::OnceLock;

use earshot_model::{Measure, Rung};

use crate::days::Span;
use crate::measure::{blank, noted};
use crate::statistics::{Draws, median, quantile};
use crate::{Corpus, Definition};

/// A post's counts that measures use, each to date. Unknown is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Unique people.
    pub reach: Option<i64>,
    /// Times shown.
    pub impressions: Option<i64>,
    /// The platform's own sum.
    pub engagements: Option<i64>,
    pub likes: Option<i64>,
    pub comments: Option<i64>,
    /// Reposts among them.
    pub shares: Option<i64>,
    pub saves: Option<i64>,
    pub clicks: Option<i64>,
}

impl Counted {
    /// The platform's own sum, or the sum of what it counts where that is more: the sum is of an older export then.
    fn engaged(&self) -> Option<i64> {
        self.engagements.max(self.parts())
    }

    fn parts(&self) -> Option<i64> {
        let parts = [self.likes, self.comments, self.shares, self.saves, self.clicks];
        parts.iter().any(Option::is_some).then(|| parts.iter().flatten().sum())
    }

    /// What one of the figures of Bonsón and Ratkai adds up.
    fn loved(&self, id: &str) -> Option<i64> {
        match id {
            "popularity" => self.likes,
            "commitment" => self.comments,
            "virality" => self.shares,
            "engagement_e" => Some(self.likes? + self.comments? + self.shares?),
            _ => None,
        }
    }

    fn is_flawed(&self) -> bool {
        self.reach.zip(self.impressions).is_some_and(|(reach, impressions)| reach > impressions)
    }

    pub(crate) fn sound_reach(&self) -> Option<i64> {
        self.reach.filter(|_| !self.is_flawed())
    }
}

/// An interval of a median is drawn so many times, from this seed.
const RESAMPLES: usize = 2_000;
const SEED: u64 = 1_746_031_234;

/// Fewer values than this have no interval.
const FEW: usize = 10;

/// How old a figure of followers may be to stand for a later day.
const FOLLOWERS_KEEP: i32 = 31;

/// The outbound messages of a group, as far as their counts go.
pub(crate) struct Posts<'a> {
    corpus: &'a Corpus,
    messages: Vec<u32>,
    reach: OnceLock<Vec<f64>>,
    impressions: OnceLock<Vec<f64>>,
}

impl<'a> Posts<'a> {
    /// Of a group's messages.
    pub(crate) fn of(corpus: &'a Corpus, messages: &[u32]) -> Posts<'a> {
        let messages = messages.iter().copied().filter(|&m| !corpus.inbound(m as usize)).collect();
        Posts { corpus, messages, reach: OnceLock::new(), impressions: OnceLock::new() }
    }

    fn counted(&self) -> impl Iterator<Item = (u32, &'a Counted)> {
        self.messages.iter().filter_map(|&message| Some((message, self.corpus.counted.get(&message)?)))
    }

    /// Sorted.
    fn values(&self, of: impl Fn(&Counted) -> Option<i64>) -> Vec<f64> {
        let mut values: Vec<f64> = self.counted().filter_map(|(_, counted)| of(counted)).map(|value| value as f64).collect();
        values.sort_by(f64::total_cmp);
        values
    }

    fn reach(&self) -> &[f64] {
        self.reach.get_or_init(|| self.values(Counted::sound_reach))
    }

    fn impressions(&self) -> &[f64] {
        self.impressions.get_or_init(|| self.values(|counted| counted.impressions))
    }

    pub(crate) fn measure(&self, definition: &Definition) -> Measure {
        match definition.id {
            "impressions" => self.sum(definition),
            "impressions_per_post" => self.middle(definition, self.impressions(), 0.5, NO_IMPRESSIONS),
            "impressions_per_post_p25" => self.middle(definition, self.impressions(), 0.25, NO_IMPRESSIONS),
            "impressions_per_post_p75" => self.middle(definition, self.impressions(), 0.75, NO_IMPRESSIONS),
            "reach_per_post" => self.flagged(self.middle(definition, self.reach(), 0.5, NO_REACH)),
            "reach_per_post_p25" => self.flagged(self.middle(definition, self.reach(), 0.25, NO_REACH)),
            "reach_per_post_p75" => self.flagged(self.middle(definition, self.reach(), 0.75, NO_REACH)),
            "reach_by_rung" => self.by_rung(definition, Counted::sound_reach, NO_REACH),
            "impressions_by_rung" => self.by_rung(definition, |counted| counted.impressions, NO_IMPRESSIONS),
            "engagements" => self.engagements(definition),
            "engagement_rate" => self.rate(definition, |_, counted| counted.impressions, NO_IMPRESSIONS),
            "engagement_rate_reach" => self.rate(definition, |_, counted| counted.sound_reach(), NO_REACH),
            _ => self.rate(
                definition,
                |message, _| self.corpus.followers_at(message),
                "no follower count is known for the days of the posts",
            ),
        }
    }

    fn missing(&self, known: usize) -> Option<i64> {
        Some((self.messages.len() - known) as i64)
    }

    fn sum(&self, definition: &Definition) -> Measure {
        let impressions = self.impressions();
        let missing = self.missing(impressions.len());
        if impressions.is_empty() {
            return Measure { missing, ..noted(definition, NO_IMPRESSIONS) };
        }
        Measure { value: Some(impressions.iter().sum()), n: Some(impressions.len() as i64), missing, ..blank(definition) }
    }

    /// A quantile of sorted values, with its interval.
    fn middle(&self, definition: &Definition, values: &[f64], share: f64, nothing: &str) -> Measure {
        let missing = self.missing(values.len());
        if values.is_empty() {
            return Measure { missing, ..noted(definition, nothing) };
        }
        let interval = (share == 0.5 && values.len() >= FEW).then(|| interval(&mut medians(values, SEED)));
        Measure {
            value: if share == 0.5 { median(values) } else { quantile(values, share) },
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            n: Some(values.len() as i64),
            missing,
            note: (share == 0.5 && values.len() < FEW).then(|| format!("of {} posts only: no interval", values.len())),
            ..blank(definition)
        }
    }

    /// Says how many rows were left out for reaching more people than they were shown to.
    fn flagged(&self, measure: Measure) -> Measure {
        let flawed = self.counted().filter(|(_, counted)| counted.is_flawed()).count();
        if flawed == 0 {
            return measure;
        }
        let said = format!("{flawed} left out, whose reach is above their impressions");
        Measure { note: Some(measure.note.map_or(said.clone(), |note| format!("{note}; {said}"))), ..measure }
    }

    /// How much further half of the posts in dialogue go than half of those that carry a press release.
    fn by_rung(&self, definition: &Definition, of: impl Fn(&Counted) -> Option<i64>, nothing: &str) -> Measure {
        let on = |rung: Rung| {
            let of_rung = self.counted().filter(|(message, _)| self.corpus.rung(*message as usize) == Some(rung));
            let mut values: Vec<f64> = of_rung.filter_map(|(_, counted)| of(counted)).map(|value| value as f64).collect();
            values.sort_by(f64::total_cmp);
            values
        };
        let (dialogue, release) = (on(Rung::Dialogue), on(Rung::Release));
        let n = Some((dialogue.len() + release.len()) as i64);
        let (Some(further), Some(nearer)) = (median(&dialogue), median(&release)) else {
            let why = if self.counted().all(|(_, counted)| of(counted).is_none()) {
                nothing.to_owned()
            } else {
                format!("{} posts in dialogue and {} that carry a press release have it: nothing to compare", dialogue.len(), release.len())
            };
            return Measure { n, note: Some(why), ..blank(definition) };
        };
        let few = dialogue.len().min(release.len()) < FEW;
        let interval = (!few).then(|| {
            let mut apart: Vec<f64> =
                medians(&dialogue, SEED).into_iter().zip(medians(&release, SEED + 1)).map(|(further, nearer)| further - nearer).collect();
            interval(&mut apart)
        });
        let note = match interval {
            None => format!("{} posts in dialogue, {} that carry a press release: too few for an interval", dialogue.len(), release.len()),
            Some((low, high)) if low <= 0.0 && high >= 0.0 => "no clear difference".to_owned(),
            Some(_) => format!("{} posts in dialogue, {} that carry a press release", dialogue.len(), release.len()),
        };
        Measure {
            value: Some(further - nearer),
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            n,
            note: Some(note),
            ..blank(definition)
        }
    }

    /// The list of what is in the sum is part of the figure.
    fn engagements(&self, definition: &Definition) -> Measure {
        let (mut total, mut posts, mut own_sums) = (0, 0, 0);
        let mut parts = [("likes", 0), ("comments", 0), ("shares", 0), ("saves", 0), ("clicks", 0)];
        for (_, counted) in self.counted() {
            let Some(engaged) = counted.engaged() else { continue };
            (total, posts) = (total + engaged, posts + 1);
            own_sums += usize::from(counted.engagements > counted.parts());
            for ((_, sum), part) in parts.iter_mut().zip([counted.likes, counted.comments, counted.shares, counted.saves, counted.clicks]) {
                *sum += part.unwrap_or_default();
            }
        }
        let missing = self.missing(posts);
        if posts == 0 {
            return Measure { missing, ..noted(definition, NO_ENGAGEMENTS) };
        }
        let listed: Vec<String> = parts.iter().filter(|(_, sum)| *sum > 0).map(|(name, sum)| format!("{name} {sum}")).collect();
        let listed = if listed.is_empty() { "nothing apart".to_owned() } else { listed.join(", ") };
        let note = match own_sums {
            0 => listed,
            _ => format!("{listed}; of {own_sums} of {posts} posts the platform’s own sum, which holds more than these"),
        };
        Measure { value: Some(total as f64), n: Some(posts as i64), missing, note: Some(note), ..blank(definition) }
    }

    /// Engagements ÷ something of the same posts, pooled.
    fn rate(&self, definition: &Definition, of: impl Fn(u32, &Counted) -> Option<i64>, nothing: &str) -> Measure {
        let (mut engaged, mut base, mut posts) = (0, 0, 0);
        for (message, counted) in self.counted() {
            if let (Some(engagements), Some(seen)) = (counted.engaged(), of(message, counted)) {
                (engaged, base, posts) = (engaged + engagements, base + seen, posts + 1);
            }
        }
        let missing = self.missing(posts);
        if base == 0 {
            let why = if self.counted().all(|(_, counted)| counted.engaged().is_none()) { NO_ENGAGEMENTS } else { nothing };
            return Measure { missing, ..noted(definition, why) };
        }
        Measure { value: Some(engaged as f64 / base as f64), k: Some(engaged), n: Some(base), missing, ..blank(definition) }
    }

    /// Popularity, commitment, virality of Bonsón and Ratkai (2013), and their sum: means a post ÷ followers × 1,000.
    pub(crate) fn per_thousand(&self, definition: &Definition, days: &Span<'_>) -> Measure {
        let loved = || self.counted().filter_map(|(message, counted)| Some((message, counted.loved(definition.id)?)));
        let known: Vec<i64> = loved().map(|(_, loved)| loved).collect();
        let followers = days.last_followers(loved().map(|(message, _)| self.corpus.account[message as usize]));
        let missing = self.missing(known.len());
        if known.is_empty() {
            return Measure { missing, ..noted(definition, NO_ENGAGEMENTS) };
        }
        let sum: i64 = known.iter().sum();
        let (value, note) = match followers {
            Ok(followers) => (Some(sum as f64 / known.len() as f64 / followers as f64 * 1_000.0), format!("{followers} followers")),
            Err(why) => (None, why.to_owned()),
        };
        Measure { value, k: Some(sum), n: Some(known.len() as i64), missing, note: Some(note), ..blank(definition) }
    }
}

impl Corpus {
    /// Whether a post is behind one of the figures of posts.
    pub(crate) fn is_counted_in(&self, id: &str, message: u32) -> bool {
        let Some(counted) = self.counted.get(&message).filter(|_| !self.inbound(message as usize)) else { return false };
        let compared = || matches!(self.rung(message as usize), Some(Rung::Dialogue | Rung::Release));
        let engaged = counted.engaged().is_some();
        match id {
            "impressions" | "impressions_per_post" | "impressions_per_post_p25" | "impressions_per_post_p75" => {
                counted.impressions.is_some()
            }
            "reach_per_post" | "reach_per_post_p25" | "reach_per_post_p75" => counted.sound_reach().is_some(),
            "reach_by_rung" => counted.sound_reach().is_some() && compared(),
            "impressions_by_rung" => counted.impressions.is_some() && compared(),
            "engagements" => engaged,
            "engagement_rate" => engaged && counted.impressions.is_some(),
            "engagement_rate_reach" => engaged && counted.sound_reach().is_some(),
            "engagement_rate_followers" => engaged && self.followers_at(message).is_some(),
            id => counted.loved(id).is_some(),
        }
    }

    /// The account's followers when it posted: the last count up to that day.
    fn followers_at(&self, message: u32) -> Option<i64> {
        let days = self.days_of(self.account[message as usize])?;
        days.followers_on(crate::clock::utc_day(self.at[message as usize]), FOLLOWERS_KEEP)
    }
}

/// The medians of resamples.
fn medians(sorted: &[f64], seed: u64) -> Vec<f64> {
    let mut draws = Draws::seeded(seed);
    (0..RESAMPLES).map(|_| draws.median_of_resample(sorted)).collect()
}

/// The middle 95 %.
fn interval(values: &mut [f64]) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    (quantile(values, 0.025).unwrap_or_default(), quantile(values, 0.975).unwrap_or_default())
}

const NO_IMPRESSIONS: &str = "no post in the selection has impressions in an export";
const NO_REACH: &str = "no post in the selection has a reach, of unique people, in an export";
const NO_ENGAGEMENTS: &str = "no post in the selection has interactions in an export";
