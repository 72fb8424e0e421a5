//! What platforms count of an account day by day (MEASURES §5): never to be mixed with the lifetime counts of posts.

use earshot_model::Measure;

use crate::Definition;
use crate::measure::{blank, noted};

/// The figures of one account's days, each sorted by day (since 1970).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    pub followers: Vec<(i32, i64)>,
    pub impressions: Vec<(i32, i64)>,
}

impl Days {
    /// The last count of followers up to a day, if it is not older than `keep` days.
    pub(crate) fn followers_on(&self, day: i32, keep: i32) -> Option<i64> {
        let after = self.followers.partition_point(|(of, _)| *of <= day);
        let (of, followers) = *self.followers[..after].last()?;
        (day - of <= keep).then_some(followers)
    }
}

/// The days of an account, or of several, within `[from, to)`.
#[derive(Debug)]
pub(crate) struct Span<'a> {
    /// Each with its index.
    pub(crate) accounts: Vec<(u32, &'a Days)>,
    pub(crate) from: Option<i32>,
    pub(crate) to: Option<i32>,
}

impl<'a> Span<'a> {
    fn inside(&self, days: &'a [(i32, i64)]) -> &'a [(i32, i64)] {
        let place = |day: i32| days.partition_point(|(of, _)| *of < day);
        let (from, to) = (self.from.map_or(0, place), self.to.map_or(days.len(), place));
        &days[from..to.max(from)]
    }

    /// The days of which anything is known.
    pub(crate) fn each_day(&self, mut each: impl FnMut(i32)) {
        for (_, days) in &self.accounts {
            self.inside(&days.followers).iter().chain(self.inside(&days.impressions)).for_each(|(day, _)| each(*day));
        }
    }

    pub(crate) fn measure(&self, definition: &Definition) -> Measure {
        if definition.id == "impressions_daily" {
            let days: Vec<i64> = self.accounts.iter().flat_map(|(_, of)| self.inside(&of.impressions)).map(|(_, count)| *count).collect();
            return match days.len() {
                0 => noted(definition, "no export counts impressions on days in the window"),
                n => Measure { value: Some(days.iter().sum::<i64>() as f64), n: Some(n as i64), ..blank(definition) },
            };
        }
        match self.followers() {
            Err(why) => noted(definition, why),
            Ok(known) if definition.id == "followers" => {
                let last = known[known.len() - 1];
                let note = Some(format!("on {}", crate::clock::date(last.0)));
                Measure { value: Some(last.1 as f64), note, ..blank(definition) }
            }
            Ok(known) => growth(definition, known[0], known[known.len() - 1]),
        }
    }

    /// How many follow the account of these posts, as last counted in the window.
    pub(crate) fn last_followers(&self, mut of_posts: impl Iterator<Item = u32>) -> Result<i64, &'static str> {
        let Some(account) = of_posts.next() else { return Err("no post in the selection is known") };
        if of_posts.any(|other| other != account) {
            return Err(SEVERAL);
        }
        let days = self.accounts.iter().find(|(index, _)| *index == account).map_or(&[][..], |(_, of)| self.inside(&of.followers));
        match days.last() {
            None => Err("no count of the account’s followers is known in the window"),
            Some((_, 0)) => Err("the account has no followers"),
            Some((_, followers)) => Ok(*followers),
        }
    }

    /// The account's counts of followers in the window; at least one.
    fn followers(&self) -> Result<&'a [(i32, i64)], &'static str> {
        let known: Vec<&'a [(i32, i64)]> =
            self.accounts.iter().map(|(_, of)| self.inside(&of.followers)).filter(|known| !known.is_empty()).collect();
        match known[..] {
            [] => Err("no count of followers is known in the window"),
            [known] => Ok(known),
            _ => Err(SEVERAL),
        }
    }
}

const SEVERAL: &str = "followers of several accounts can’t be added, since one person may follow them all: ask by account";

/// The weekly rate of growth between two counts.
fn growth(definition: &Definition, first: (i32, i64), last: (i32, i64)) -> Measure {
    let days = last.0 - first.0;
    if days < 7 {
        return noted(definition, "two counts of followers, a week or more apart, are needed");
    }
    if first.1 <= 0 {
        return noted(definition, "it began with no followers");
    }
    let rate = (last.1 as f64 / first.1 as f64).powf(7.0 / f64::from(days)) - 1.0;
    let note = Some(format!("from {} on {} to {} on {}", first.1, crate::clock::date(first.0), last.1, crate::clock::date(last.0)));
    Measure { value: Some(rate), k: Some(last.1), n: Some(first.1), note, ..blank(definition) }
}
