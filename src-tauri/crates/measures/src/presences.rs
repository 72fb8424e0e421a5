//! Which of our accounts are alive (MEASURES §7).

use earshot_model::Millis;
use rustc_hash::FxHashSet;

use crate::Corpus;
use crate::corpus::{Class, NONE};

const DAY: Millis = 86_400_000;
const LATELY: Millis = 30 * DAY;
const HALF_A_YEAR: Millis = 180 * DAY;

/// What an account is doing, at the end of its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Somebody came back after it answered, in the last 30 days.
    InConversation,
    /// It replied to someone in the last 30 days.
    Answering,
    /// It spoke in the last 30 days, and replied to nobody.
    Broadcasting,
    /// It was spoken to in the last 30 days, and said nothing.
    Unattended,
    /// Neither, but something in the last 180 days.
    Silent,
    /// Nothing for 180 days.
    Abandoned,
    /// No message of it, or to it, is in the data.
    Unknown,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            State::InConversation => "in conversation",
            State::Answering => "answering",
            State::Broadcasting => "broadcasting",
            State::Unattended => "unattended",
            State::Silent => "silent",
            State::Abandoned => "abandoned",
            State::Unknown => "no messages known",
        }
    }
}

/// One account at the end of its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    pub state: State,
    /// Messages that it sent, and people that it heard from, in the last 30 days.
    pub outbound: u64,
    pub people: u64,
    pub last_said: Option<Millis>,
    pub last_answered: Option<Millis>,
    /// As last counted, and the day since 1970.
    pub followers: Option<(i32, i64)>,
}

impl Corpus {
    /// Every account, in their order.
    pub fn presences(&self) -> Vec<Presence> {
        (0..self.accounts.len() as u32).map(|account| self.presence(account)).collect()
    }

    fn presence(&self, account: u32) -> Presence {
        let end = self.accounts[account as usize].as_of;
        let lately = |at: Millis| at <= end && end - at < LATELY;
        let mut people = FxHashSet::default();
        let (mut outbound, mut replied, mut heard, mut last, mut last_said) = (0, false, false, None, None);
        // By conversation: whom we replied to lately, where nothing of theirs is in the data.
        let mut replies: Vec<u32> = Vec::new();
        for message in self.messages_of(account).iter().map(|&m| m as usize).filter(|&m| self.at[m] <= end) {
            let at = self.at[message];
            last = last.max(Some(at));
            if self.person[message] != NONE {
                if lately(at) {
                    heard = true;
                    people.insert(self.person[message]);
                }
                continue;
            }
            last_said = last_said.max(Some(at));
            if lately(at) {
                outbound += 1;
                if self.class[message] == Some(Class::Reply) {
                    replied = true;
                    replies.push(self.root[message]);
                }
            }
        }
        let runs = || self.runs_of(account).iter();
        let last_answered = runs().filter_map(|run| run.answered).filter(|at| *at <= end).max();
        replied |= last_answered.is_some_and(lately);
        replies.sort_unstable();
        // A person's second run in a conversation is theirs after we spoke to them. Of one side, two replies in it are as much.
        let engaged = runs().any(|run| run.number > 0 && lately(run.arrived))
            || !self.accounts[account as usize].hears && replies.windows(2).any(|pair| pair[0] == pair[1]);
        let state = match last {
            _ if engaged => State::InConversation,
            _ if replied => State::Answering,
            _ if outbound > 0 => State::Broadcasting,
            _ if heard => State::Unattended,
            Some(last) if end - last < HALF_A_YEAR => State::Silent,
            Some(_) => State::Abandoned,
            None => State::Unknown,
        };
        let followers = self.days_of(account).and_then(|days| days.followers.last().copied());
        Presence { state, outbound, people: people.len() as u64, last_said, last_answered, followers }
    }
}
