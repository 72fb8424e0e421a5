//! What a request selects, and into which groups it falls.

use chrono::NaiveDate;
use chrono_tz::Tz;
use earshot_model::{Grouping, Millis};

use crate::Corpus;
use crate::clock::{Calendar, day_of, month_name, month_of, week_name, week_of};
use crate::corpus::{NONE, Run};

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

    /// The accounts that are selected, in their order.
    pub(crate) fn selected(&self, corpus: &Corpus) -> Vec<u32> {
        (0..corpus.accounts.len() as u32).filter(|&account| self.account(account)).collect()
    }

    /// The messages that are selected, in order of time.
    pub(crate) fn messages(&self, corpus: &Corpus) -> Vec<u32> {
        if self.accounts.is_empty() && self.apart.is_empty() {
            let first = self.from.map_or(0, |from| corpus.at.partition_point(|&at| at < from));
            let inside = self.cut(&corpus.at, |&at| at).len();
            return (first..first + inside).filter(|&m| corpus.account[m] != NONE).map(|m| m as u32).collect();
        }
        let of_accounts = self.selected(corpus);
        let mut messages: Vec<u32> = of_accounts.iter().flat_map(|&account| self.messages_of(corpus, account)).copied().collect();
        if of_accounts.len() > 1 {
            messages.sort_unstable();
        }
        messages
    }

    /// Those of one account.
    pub(crate) fn messages_of<'a>(&self, corpus: &'a Corpus, account: u32) -> &'a [u32] {
        self.cut(corpus.messages_of(account), |&message| corpus.at[message as usize])
    }

    /// An account's runs that arrived in the window. What another account's newer export holds of one whose own data ends earlier is
    /// none: whether it was answered can't be known.
    pub(crate) fn runs_of<'a>(&self, corpus: &'a Corpus, account: u32) -> &'a [Run] {
        let runs = self.cut(corpus.runs_of(account), |run| run.arrived);
        &runs[..runs.partition_point(|run| run.arrived <= corpus.accounts[account as usize].as_of)]
    }

    /// What is inside the window, of what stands in order of time.
    fn cut<'a, T>(&self, all: &'a [T], at: impl Fn(&T) -> Millis) -> &'a [T] {
        let place = |moment: Option<Millis>, none: usize| moment.map_or(none, |moment| all.partition_point(|one| at(one) < moment));
        let (from, to) = (place(self.from, 0), place(self.to, all.len()));
        &all[from..to.max(from)]
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

    /// The group of something of an account at a moment.
    pub(crate) fn at(self, calendar: &mut Calendar, account: u32, at: Millis) -> i32 {
        match self.0 {
            Grouping::Month => calendar.month(at),
            Grouping::Week => week_of(calendar.day(at)),
            _ => self.of(account, 0),
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
