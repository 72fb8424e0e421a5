//! The messages of a store as columns, with everything that MEASURES derives from one message and its neighbours:
//! conversations, whose an inbound message is, classes, runs and answers.

mod conversations;
mod ids;
mod runs;
mod text;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use earshot_model::{Millis, Verdict, Within};
use rustc_hash::FxHashMap;

use crate::churn::{Match, Matches};
use crate::clock::x_id_time;
use crate::days::Days;
use crate::office::{OfficeClock, OfficeHours};
use crate::posts::Counted;
use ids::{Ids, Key};
pub use runs::Run;
use text::Start;

/// No account, no person, no parent.
pub(crate) const NONE: u32 = u32::MAX;

/// What kind of message an outbound public one is (MEASURES §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    Repost,
    Reply,
    MentionStart,
    Broadcast,
}

impl Class {
    /// The class of a number that `as` gives; `None` of any other.
    pub(crate) fn of(number: u8) -> Option<Class> {
        [Class::Repost, Class::Reply, Class::MentionStart, Class::Broadcast].get(number as usize).copied()
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Class::Repost => "repost",
            Class::Reply => "reply",
            Class::MentionStart => "mention_start",
            Class::Broadcast => "broadcast",
        }
    }
}

/// One message as the store gives it; borrowed for the call.
#[derive(Debug, Clone, Copy)]
pub struct Raw<'row> {
    pub id: i64,
    /// The set within which `native_id` is unique.
    pub space: u32,
    pub platform: Platform,
    pub native_id: &'row str,
    /// Ids of this space are X's own, with their moment in them.
    pub ids_hold_time: bool,
    /// Store ids.
    pub account: Option<i64>,
    pub person: Option<i64>,
    pub direct: bool,
    pub repost: bool,
    pub at: Millis,
    /// Only its day is known.
    pub whole_day: bool,
    pub parent: Option<&'row str>,
    /// The format tells parents: none given means that there is none.
    pub parent_known: bool,
    pub parent_author: Option<&'row str>,
    pub conversation: Option<&'row str>,
    pub text: &'row str,
}

/// A platform as a number: names are looked up within one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Platform(pub u8);

/// An account in the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: i64,
    pub name: String,
    pub handle: String,
    /// The moment up to which its data is known to be complete.
    pub as_of: Millis,
    /// Whether the data holds what people said to it in public.
    pub hears_public: bool,
    /// Whether the data holds what people said to it, in public or directly.
    pub hears: bool,
    /// It is not ours, but one that ours are compared with.
    pub peer: bool,
}

/// The columns. A message's index is its place in order of time; ties by native id. A part of a corpus has all accounts, and the
/// messages and runs of some of them.
#[derive(Debug, Default)]
pub struct Corpus {
    pub(crate) accounts: Vec<Account>,
    /// Where the first run of all begins, those of other parts too.
    pub(crate) first_arrived: Option<Millis>,
    /// Of a part: the index of each message in the whole.
    pub(crate) number: Vec<u32>,
    pub(crate) id: Vec<i64>,
    pub(crate) at: Vec<Millis>,
    /// Whose message it is, as an index into `accounts`.
    pub(crate) account: Vec<u32>,
    /// Who said it, as an index of people; `NONE`: the account did.
    pub(crate) person: Vec<u32>,
    pub(crate) root: Vec<u32>,
    pub(crate) class: Vec<Option<Class>>,
    pub(crate) flags: Vec<u8>,
    /// For replies whose parent is not in the data: when it was written, by its id.
    pub(crate) parent_time: FxHashMap<u32, Millis>,
    /// How often the speaker changes in the conversation of each message.
    pub(crate) turns: Vec<u32>,
    /// How many messages stand above each one, as far as parents are told; 255 and more are 255.
    pub(crate) depth: Vec<u8>,
    /// By account, each account's by arrival.
    pub(crate) runs: Vec<Run>,
    /// The messages of each account one after another, and last those of none; where each account's begin.
    pub(crate) of_account: Vec<u32>,
    pub(crate) begin: Vec<usize>,
    /// One more than the last person, and the last conversation.
    pub(crate) people: usize,
    pub(crate) roots: usize,
    pub(crate) counted: FxHashMap<u32, Counted>,
    /// By account; shorter than the accounts before [`set_days`](Corpus::set_days).
    pub(crate) days: Vec<Days>,
    /// By account: its office's clock, and its promises with the day from which each holds.
    pub(crate) offices: Vec<OfficeClock>,
    pub(crate) promises: Vec<Vec<(Option<i32>, Within)>>,
    pub(crate) matches: Option<Matches>,
    /// Where people say that messages belong.
    pub(crate) overruled: FxHashMap<u32, Verdict>,
}

pub(crate) const DIRECT: u8 = 1;
pub(crate) const INFERRED: u8 = 2;
/// Said to a person who came back; a dialogue only where it is a reply or begins a conversation.
pub(crate) const DIALOGUE: u8 = 4;
/// An inbound message whose account was read from its text.
pub(crate) const NAMED: u8 = 8;
/// Only its day is known.
pub(crate) const WHOLE_DAY: u8 = 16;

impl Corpus {
    pub fn len(&self) -> usize {
        self.id.len()
    }

    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }

    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    pub fn inbound(&self, message: usize) -> bool {
        self.person[message] != NONE
    }

    /// The messages of an account (`NONE`: of none) in order of time.
    pub(crate) fn messages_of(&self, account: u32) -> &[u32] {
        let place = (account as usize).min(self.accounts.len());
        &self.of_account[self.begin[place]..self.begin[place + 1]]
    }

    /// The runs of an account by arrival.
    pub(crate) fn runs_of(&self, account: u32) -> &[Run] {
        let place = |account: u32| self.runs.partition_point(|run| run.account < account);
        &self.runs[place(account)..place(account + 1)]
    }

    /// Notes which messages are whose, and puts the runs in order: each begins with a message of its own.
    pub(crate) fn arrange(mut self) -> Corpus {
        // `NONE` is the greatest number, and one more than it is 0.
        let places = |of: &[u32]| of.iter().map(|&one| one.wrapping_add(1)).max().unwrap_or_default() as usize;
        (self.people, self.roots) = (places(&self.person), places(&self.root));
        let place = |account: u32| (account as usize).min(self.accounts.len());
        self.begin = vec![0; self.accounts.len() + 2];
        self.account.iter().for_each(|&account| self.begin[place(account) + 1] += 1);
        for account in 0..=self.accounts.len() {
            self.begin[account + 1] += self.begin[account];
        }
        let mut next = self.begin.clone();
        self.of_account = vec![0; self.len()];
        for (message, &account) in (0..).zip(&self.account) {
            self.of_account[next[place(account)]] = message;
            next[place(account)] += 1;
        }
        if !self.runs.is_sorted_by_key(|run| (run.account, run.first)) {
            let mut run_of = vec![NONE; self.len()];
            (0..).zip(&self.runs).for_each(|(place, run)| run_of[run.first as usize] = place);
            let place = self.of_account.iter().map(|&message| run_of[message as usize]).filter(|&run| run != NONE);
            self.runs = place.map(|run| self.runs[run as usize]).collect();
        }
        self
    }

    pub(crate) fn has(&self, message: usize, flag: u8) -> bool {
        self.flags[message] & flag != 0
    }

    /// Which accounts are peers, in their order.
    pub fn set_peers(&mut self, peers: &[bool]) {
        for (account, &peer) in self.accounts.iter_mut().zip(peers) {
            account.peer = peer;
        }
    }

    /// The counts of posts, by store id; ids that are not in the corpus are left out.
    pub fn set_counts(&mut self, counts: impl Iterator<Item = (i64, Counted)>) {
        let counts: FxHashMap<i64, Counted> = counts.collect();
        if counts.is_empty() {
            return self.counted.clear();
        }
        let counted = (0..).zip(&self.id).filter_map(|(message, id)| Some((message, *counts.get(id)?)));
        self.counted = counted.collect();
    }

    /// What platforms count by day, by the account's store id; of accounts that are not in the corpus it is left out.
    pub fn set_days(&mut self, mut days: BTreeMap<i64, Days>) {
        self.days = self.accounts.iter().map(|account| days.remove(&account.id).unwrap_or_default()).collect();
    }

    /// Followers of an account, by day.
    pub fn followers(&self, account: u32) -> Vec<(i32, i64)> {
        self.days_of(account).map(|days| days.followers.clone()).unwrap_or_default()
    }

    pub(crate) fn days_of(&self, account: u32) -> Option<&Days> {
        self.days.get(account as usize)
    }

    /// The offices and promises of the accounts, in their order. An office of which no hours are known is taken to be open from Monday
    /// to Friday, 9 to 17, in the reporting zone, and the figures say so.
    pub fn set_offices(&mut self, offices: &[Vec<OfficeHours>], reporting: Tz, promises: Vec<Vec<(Option<i32>, Within)>>) {
        let first = self.first_arrived;
        let last = self.accounts.iter().map(|account| account.as_of).max();
        let day = |at: Millis, more: i32| crate::clock::date(crate::clock::utc_day(at) + more);
        let clock = |hours: &Vec<OfficeHours>| match first.zip(last) {
            Some((first, last)) if hours.is_empty() => OfficeClock::assumed(reporting, day(first, -1), day(last, 1)),
            Some((first, last)) => OfficeClock::new(hours, day(first, -1), day(last, 1)),
            None => OfficeClock::default(),
        };
        self.offices = offices.iter().map(clock).collect();
        self.promises = promises;
    }

    pub(crate) fn office(&self, account: u32) -> Option<&OfficeClock> {
        self.offices.get(account as usize)
    }

    /// What an account promised to those who wrote on a day (since 1970).
    pub(crate) fn promised(&self, account: u32, day: i32) -> Option<Within> {
        let promises = self.promises.get(account as usize)?;
        let valid = promises.iter().filter(|(from, _)| from.is_none_or(|from| from <= day));
        valid.max_by_key(|(from, _)| *from).map(|(_, within)| *within)
    }

    /// When a message was said.
    pub fn at(&self, message: usize) -> Millis {
        self.at[message]
    }

    /// What each broadcast carries and repeats; before that, churn and rungs are not known.
    pub fn set_matches(&mut self, matches: Matches) {
        self.matches = Some(matches);
    }

    pub fn matched(&self, message: usize) -> Option<&Match> {
        let matches = self.matches.as_ref().filter(|_| self.class[message] == Some(Class::Broadcast))?;
        matches.of(self.number.get(message).copied().unwrap_or(message as u32))
    }

    /// Puts messages where people say that they belong, by store id; ids that are not in the corpus are left out.
    pub fn overrule(&mut self, verdicts: impl Iterator<Item = (i64, Verdict)>) {
        let verdicts: FxHashMap<i64, Verdict> = verdicts.collect();
        let said = (0..).zip(&self.id).filter_map(|(message, id)| Some((message, *verdicts.get(id)?)));
        // What is known by now to be somebody else's, or was said to one person, has no place on the ladder.
        let said: FxHashMap<u32, Verdict> = if verdicts.is_empty() {
            FxHashMap::default()
        } else {
            said.filter(|&(message, _)| self.is_said_in_public(message as usize)).collect()
        };
        self.overruled = said;
        for (&message, verdict) in &self.overruled {
            self.flags[message as usize] &= !INFERRED; // somebody has looked
            self.class[message as usize] = Some(match verdict {
                Verdict::Release | Verdict::Repeat | Verdict::Announcement => Class::Broadcast,
                Verdict::Mention => Class::MentionStart,
                Verdict::Reply => Class::Reply,
                Verdict::Repost => Class::Repost,
            });
        }
    }

    /// Whether an opportunity's message, or the answer to it, was read from a name in a text.
    pub(crate) fn is_inferred(&self, run: &Run) -> bool {
        run.inferred || self.has(run.first as usize, NAMED)
    }

    /// Whether an account has said it in public.
    pub fn is_said_in_public(&self, message: usize) -> bool {
        !self.inbound(message) && !self.has(message, DIRECT)
    }

    /// Where a person says that a message belongs.
    pub fn verdict(&self, message: usize) -> Option<Verdict> {
        self.overruled.get(&(message as u32)).copied()
    }

    /// Whether a broadcast carries a press release, by a person's word or else by its text.
    pub(crate) fn carries(&self, message: usize) -> bool {
        match self.verdict(message) {
            Some(verdict) => verdict == Verdict::Release,
            None => self.matched(message).is_some_and(|found| found.carried().is_some()),
        }
    }

    /// Whether a broadcast repeats an earlier one, by a person's word or else by its text.
    pub(crate) fn repeats(&self, message: usize) -> bool {
        match self.verdict(message) {
            // That it is a release does not say that it was not said before.
            Some(Verdict::Release) | None => self.matched(message).is_some_and(|found| found.repeats.is_some()),
            Some(verdict) => verdict == Verdict::Repeat,
        }
    }

    /// Whether a broadcast says what a peer said first.
    pub(crate) fn is_partners(&self, message: usize) -> bool {
        self.matched(message).is_some_and(|found| found.partner.is_some())
    }

    /// Whether it is a reply, or begins a conversation, with a person who came back, as far as the data holds both sides.
    pub(crate) fn in_dialogue(&self, message: usize) -> bool {
        self.has(message, DIALOGUE)
            && matches!(self.class[message], Some(Class::Reply | Class::MentionStart))
            && self.accounts[self.account[message] as usize].hears_public
    }

    /// The broadcasts, whose texts `set_matches` needs: index, store id, account, time.
    pub fn broadcasts(&self) -> impl Iterator<Item = (u32, i64, u32, Millis)> + '_ {
        (0..self.len()).filter(|&m| self.class[m] == Some(Class::Broadcast)).map(|m| (m as u32, self.id[m], self.account[m], self.at[m]))
    }

    pub fn message_id(&self, message: usize) -> i64 {
        self.id[message]
    }

    /// Whose message it is.
    pub fn account_of(&self, message: usize) -> Option<&Account> {
        self.accounts.get(self.account[message] as usize)
    }
}

/// Takes messages in, in any order; [`finish`](Builder::finish) derives the rest.
///
/// Reading a text for the names in it, and keeping what was read, are two halves of much the same length, so that two threads
/// can share them: [`Glossary::read`] is the one, [`take`](Builder::take) the other.
#[derive(Debug)]
pub struct Builder {
    accounts: Vec<Account>,
    /// The index of each person, at the place of their store id.
    people: Vec<u32>,
    people_handles: Ids,
    person_of_handle: Vec<u32>,
    ids: Ids,
    rows: Vec<Row>,
    /// For each outbound message the people whom its text names, one after another.
    named: Vec<u32>,
}

/// What is known before the first message: the accounts, and how late a message may be.
#[derive(Debug)]
pub struct Glossary {
    as_of: Option<Millis>,
    accounts: Vec<Account>,
    account_index: FxHashMap<i64, u32>,
    handles: FxHashMap<(Platform, String), u32>,
}

/// One message as [`Glossary::read`] gives it.
#[derive(Debug)]
pub struct Parsed {
    row: Row,
    id: Key,
    parent: Option<Key>,
    conversation: Option<Key>,
    space: u32,
    platform: Platform,
    person: Option<i64>,
    named: Vec<Key>,
}

/// No moment: of rows there are many, and an `Option` is twice as large.
const UNTOLD: Millis = Millis::MIN;

/// One message while the corpus is built.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    id: i64,
    native: u64,
    at: Millis,
    /// The moment in the parent's id; `UNTOLD`, as in most.
    parent_at: Millis,
    node: u32,
    parent_node: u32,
    conversation_node: u32,
    account: u32,
    person: u32,
    /// The first known account that an inbound text names.
    first_named: u32,
    named: (u32, u32),
    start: Start,
    direct: bool,
    repost: bool,
    whole_day: bool,
    parent_known: bool,
    parent_by: ParentBy,
}

/// Who wrote the parent, as the export states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParentBy {
    Unsaid,
    Self_,
    Other,
}

impl Glossary {
    /// With `as_of`, messages after it are unknown.
    pub fn new(as_of: Option<Millis>) -> Glossary {
        Glossary { as_of, accounts: Vec::new(), account_index: FxHashMap::default(), handles: FxHashMap::default() }
    }

    /// `as_of`: the end of what the account's newest export covers. `both_sides`: one of its exports holds what people said, so
    /// that nothing from them means that nobody wrote; otherwise that is known only once a message of theirs is there.
    pub fn account(&mut self, platform: Platform, id: i64, name: &str, handle: &str, as_of: Millis, both_sides: bool) {
        let index = self.accounts.len() as u32;
        self.account_index.insert(id, index);
        self.handles.insert((platform, handle.to_ascii_lowercase()), index);
        let as_of = self.as_of.map_or(as_of, |given| given.min(as_of));
        self.accounts.push(Account {
            id,
            name: name.to_owned(),
            handle: handle.to_owned(),
            as_of,
            hears_public: both_sides,
            hears: both_sides,
            peer: false,
        });
    }

    /// Reads what a message says by itself; `None` when it is too late to be known.
    pub fn read(&self, raw: &Raw<'_>) -> Option<Parsed> {
        if self.as_of.is_some_and(|as_of| raw.at > as_of) {
            return None;
        }
        let account = raw.account.and_then(|id| self.account_index.get(&id)).copied().unwrap_or(NONE);
        let own = self.accounts.get(account as usize).map_or("", |account| &account.handle);
        let (mut start, mut first_named, mut named) = (Start::default(), NONE, Vec::new());
        if raw.person.is_none() {
            start = Start::of(raw.text, own);
            named = text::names(raw.text).map(|name| Key::of(&name.to_ascii_lowercase())).collect();
        } else if account == NONE {
            let known = |name: &str| self.handles.get(&(raw.platform, name.to_ascii_lowercase())).copied();
            first_named = text::names(raw.text).find_map(known).unwrap_or(NONE);
        }
        let parent_by = match raw.parent_author {
            None => ParentBy::Unsaid,
            Some(author) if author.eq_ignore_ascii_case(own) => ParentBy::Self_,
            Some(_) => ParentBy::Other,
        };
        let row = Row {
            id: raw.id,
            native: ids::sortable(raw.native_id),
            at: raw.at,
            parent_at: raw.parent.filter(|_| raw.ids_hold_time).and_then(x_id_time).unwrap_or(UNTOLD),
            node: NONE,
            parent_node: NONE,
            conversation_node: NONE,
            account,
            person: NONE,
            first_named,
            named: (0, 0),
            start,
            direct: raw.direct,
            repost: raw.repost,
            whole_day: raw.whole_day,
            parent_known: raw.parent_known,
            parent_by,
        };
        Some(Parsed {
            row,
            id: Key::of(raw.native_id),
            parent: raw.parent.map(Key::of),
            conversation: raw.conversation.map(Key::of),
            space: raw.space,
            platform: raw.platform,
            person: raw.person,
            named,
        })
    }
}

impl Builder {
    /// Makes room for about as many messages and people as there will be.
    pub fn new(glossary: &Glossary, messages: usize, people: usize) -> Builder {
        Builder {
            accounts: glossary.accounts.clone(),
            people: Vec::with_capacity(people + 1),
            people_handles: Ids::with_capacity(people),
            person_of_handle: Vec::with_capacity(people),
            ids: Ids::with_capacity(messages),
            rows: Vec::with_capacity(messages),
            named: Vec::with_capacity(messages / 2),
        }
    }

    /// People come before messages; `handle` is the name that texts address with `@`.
    pub fn person(&mut self, platform: Platform, id: i64, handle: Option<&str>) {
        let place = id as usize;
        if place >= self.people.len() {
            self.people.resize(place + 1, NONE);
        }
        self.people[place] = place as u32;
        if let Some(handle) = handle {
            let node = self.people_handles.id(u32::from(platform.0), Key::of(&handle.to_ascii_lowercase())) as usize;
            if node >= self.person_of_handle.len() {
                self.person_of_handle.resize(node + 1, NONE);
            }
            self.person_of_handle[node] = place as u32;
        }
    }

    /// Keeps a message.
    pub fn take(&mut self, parsed: Parsed) {
        let Parsed { mut row, id, parent, conversation, space, platform, person, named } = parsed;
        row.node = self.ids.id(space, id);
        row.parent_node = parent.map_or(NONE, |parent| self.ids.id(space, parent));
        // Conversations have ids of their own: on some platforms that of the first message, on others not.
        row.conversation_node = conversation.map_or(NONE, |conversation| self.ids.id(space | 1 << 31, conversation));
        row.person = person.and_then(|id| self.people.get(id as usize)).copied().unwrap_or(NONE);
        row.named.0 = self.named.len() as u32;
        let people = named.iter().filter_map(|name| self.people_handles.find(u32::from(platform.0), name));
        self.named.extend(people.map(|node| self.person_of_handle[node as usize]));
        row.named.1 = self.named.len() as u32;
        self.rows.push(row);
    }

    /// Derives conversations, accounts of inbound messages, classes, runs and answers.
    pub fn finish(self) -> Corpus {
        conversations::derive(self)
    }
}
