//! What a request selects, and into which groups it falls.

use chrono::NaiveDate;
use chrono_tz::Tz;
use earshot_model::{Grouping, Millis};

use crate::Corpus;
use crate::clock::{Calendar, day_of, month_name, month_of, week_name, week_of};
use crate::corpus::NONE;

/// The accounts and the window of a request, in the reporting zone.
#[derive(Debug, Clone)]
pub struct Selection {
    /// Indices of accounts; empty is all but those that stand apart.
    pub accounts: Vec<u32>,
    /// Indices of peers.
    pub apart: Vec<u32>,
    pub from: Option<Millis>,
    pub to: Option<Millis>,
    pub zone: Tz,
}

impl Selection {
    /// Whether an account is selected, by its index.
    pub fn account(&self, account: u32) -> bool {
        account != NONE && if self.accounts.is_empty() { !self.apart.contains(&account) } else { self.accounts.contains(&account) }
    }

    /// Whether a moment is in the window.
    pub fn inside(&self, at: Millis) -> bool {
        self.from.is_none_or(|from| at >= from) && self.to.is_none_or(|to| at < to)
    }

    /// The messages that are selected, with the day of each.
    pub(crate) fn messages(&self, corpus: &Corpus) -> Vec<(u32, i32)> {
        let mut calendar = Calendar::new(self.zone);
        (0..corpus.len() as u32)
            .filter(|&m| self.account(corpus.account[m as usize]) && self.inside(corpus.at[m as usize]))
            .map(|m| (m, calendar.day(corpus.at[m as usize])))
            .collect()
    }
}

/// A group as a number, and back as a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Groups(pub(crate) Grouping);

impl Groups {
    pub(crate) fn of(self, account: u32, day: i32) -> i32 {
        match self.0 {
            Grouping::Total | Grouping::Rung => 0,
            Grouping::Account => account as i32,
            Grouping::Month => month_of(day),
            Grouping::Week => week_of(day),
        }
    }

    /// The days of a group within `[from, to)`, days since 1970.
    pub(crate) fn days(self, group: i32, (from, to): (Option<i32>, Option<i32>)) -> (Option<i32>, Option<i32>) {
        let month = |months: i32| NaiveDate::from_ymd_opt(months.div_euclid(12), months.rem_euclid(12) as u32 + 1, 1).map(day_of);
        let (first, behind) = match self.0 {
            Grouping::Total | Grouping::Rung | Grouping::Account => (None, None),
            Grouping::Month => (month(group), month(group + 1)),
            Grouping::Week => (Some(group), Some(group + 7)),
        };
        (from.max(first), to.into_iter().chain(behind).min())
    }

    pub(crate) fn name(self, corpus: &Corpus, group: i32) -> Option<String> {
        match self.0 {
            Grouping::Total | Grouping::Rung => None,
            Grouping::Account => Some(corpus.accounts[group as usize].name.clone()),
            Grouping::Month => Some(month_name(group)),
            Grouping::Week => Some(week_name(group)),
        }
    }
}
