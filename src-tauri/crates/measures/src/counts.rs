//! What can be counted message by message: polars groups messages by what each is, one pass finds who is behind them.

use std::collections::BTreeMap;

use earshot_model::Grouping;
use polars::prelude::*;

use crate::clock::Calendar;
use crate::corpus::{Class, INFERRED, NAMED};
use crate::{Corpus, Selection};

/// What one group counts up to.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) inbound: u64,
    pub(crate) outbound: u64,
    /// Inbound messages whose account was read from their text.
    pub(crate) named: u64,
    /// By [`Class`].
    pub(crate) classes: [u64; 4],
    pub(crate) inferred: u64,
    pub(crate) dialogue: u64,
    /// Put where they are by a person.
    pub(crate) overruled: u64,
    /// Broadcasts that a peer said first.
    pub(crate) partner: u64,
    /// Replies, mention starts and broadcasts of accounts whose data holds both sides.
    pub(crate) said_two_sided: u64,
    pub(crate) carried: u64,
    pub(crate) repeats: u64,
    pub(crate) recycled: u64,
    /// By rung.
    pub(crate) rungs: [u64; 6],
    pub(crate) people: u64,
    pub(crate) returning: u64,
    pub(crate) conversations: u64,
    pub(crate) answered: u64,
    pub(crate) engaged: u64,
    /// How often the speaker changes in each conversation that was answered.
    pub(crate) turns: Vec<u32>,
}

impl Counts {
    /// The denominator of every share of the ladder.
    pub(crate) fn said(&self) -> u64 {
        self.classes[Class::Reply as usize] + self.classes[Class::MentionStart as usize] + self.classes[Class::Broadcast as usize]
    }
}

/// What a message is by itself, in a few bits: its class and rung, each with 1 added, and these marks.
type Kind = u64;

const INBOUND: Kind = 1;
const WAS_INFERRED: Kind = 1 << 1;
const IN_DIALOGUE: Kind = 1 << 2;
const TWO_SIDED: Kind = 1 << 3;
const CARRIED: Kind = 1 << 4;
const REPEATS: Kind = 1 << 5;
const PARTNERS: Kind = 1 << 6;
const OVERRULED: Kind = 1 << 7;
const CLASS: u32 = 8;
const RUNG: u32 = 11;
const GROUP: u32 = 32;

fn kind(corpus: &Corpus, m: usize) -> Kind {
    if corpus.inbound(m) {
        return if corpus.has(m, NAMED) { INBOUND | WAS_INFERRED } else { INBOUND };
    }
    let mark = |holds: bool, mark: Kind| if holds { mark } else { 0 };
    let class = corpus.class[m];
    let said = matches!(class, Some(Class::Reply | Class::MentionStart | Class::Broadcast));
    let two_sided = corpus.accounts[corpus.account[m] as usize].hears_public;
    mark(said && corpus.has(m, INFERRED), WAS_INFERRED)
        | mark(corpus.in_dialogue(m), IN_DIALOGUE)
        | mark(said && two_sided, TWO_SIDED)
        | mark(corpus.carries(m), CARRIED)
        | mark(corpus.repeats(m), REPEATS)
        | mark(corpus.is_partners(m), PARTNERS)
        | mark(corpus.verdict(m).is_some(), OVERRULED)
        | class.map_or(0, |class| class as Kind + 1) << CLASS
        | corpus.rung(m).map_or(0, |rung| rung as Kind + 1) << RUNG
}

impl Counts {
    fn add(&mut self, kind: Kind, messages: u64) {
        let of = |mark: Kind| if kind & mark != 0 { messages } else { 0 };
        self.inbound += of(INBOUND);
        self.outbound += messages - of(INBOUND);
        match kind & INBOUND {
            0 => self.inferred += of(WAS_INFERRED),
            _ => self.named += of(WAS_INFERRED),
        }
        self.dialogue += of(IN_DIALOGUE);
        self.said_two_sided += of(TWO_SIDED);
        self.carried += of(CARRIED);
        self.repeats += of(REPEATS);
        self.recycled += of(CARRIED | REPEATS);
        self.partner += of(PARTNERS);
        self.overruled += of(OVERRULED);
        let place = |shift: u32| (kind >> shift & 7).checked_sub(1).map(|place| place as usize);
        if let Some(class) = place(CLASS) {
            self.classes[class] += messages;
        }
        if let Some(rung) = place(RUNG) {
            self.rungs[rung] += messages;
        }
    }
}

/// Counts of each group, by group. A group is a number that fits a place among 2³²; its messages may stand in any order.
pub(crate) fn count(
    corpus: &Corpus,
    selection: &Selection,
    grouping: Grouping,
    groups: &BTreeMap<i32, Vec<u32>>,
) -> PolarsResult<BTreeMap<i32, Counts>> {
    let mut counts: BTreeMap<i32, Counts> = groups.keys().map(|&group| (group, Counts::default())).collect();
    // A group and what is in it as one number: one key is counted by much faster than two.
    let keys = groups
        .iter()
        .zip(0..)
        .flat_map(|((_, messages), place)| messages.iter().map(move |&message| place << GROUP | kind(corpus, message as usize)));
    let mut all = Vec::with_capacity(groups.values().map(Vec::len).sum());
    all.extend(keys);
    let kinds = DataFrame::new_infer_height(vec![Column::new("kind".into(), all)])?;
    let kinds = kinds.lazy().group_by([col("kind")]).agg([len().alias("messages")]).collect()?;
    let mut of_group: Vec<&mut Counts> = counts.values_mut().collect();
    for (kind, messages) in kinds.column("kind")?.u64()?.into_no_null_iter().zip(kinds.column("messages")?.u32()?.into_no_null_iter()) {
        of_group[(kind >> GROUP) as usize].add(kind, u64::from(messages));
    }
    let mut heard = Heard::of(corpus, selection);
    if grouping != Grouping::Account {
        heard.judge(&selection.selected(corpus));
    }
    for ((&group, messages), counts) in groups.iter().zip(of_group) {
        if grouping == Grouping::Account {
            heard.judge(&[group as u32]);
        }
        heard.count(messages, counts);
    }
    Ok(counts)
}

/// Who was heard from in a group, and in which conversations: a place for each person and each conversation, so that each is counted
/// when it is met first.
struct Heard<'a> {
    corpus: &'a Corpus,
    calendar: Calendar,
    /// The number of the group that is counted.
    group: u32,
    /// By person: the last group with a message of theirs, and the month of the first, or that a second month was met.
    people: Vec<(u32, i32)>,
    /// By root: the last group with a message in it.
    conversations: Vec<u32>,
    /// By root: whether the accounts that it is judged for answered in it, and whether the person came back.
    judged: Vec<u8>,
    judged_for: Vec<u32>,
}

const ANSWERED: u8 = 1;
const ENGAGED: u8 = 2;
const RETURNED: i32 = i32::MAX;

impl<'a> Heard<'a> {
    fn of(corpus: &'a Corpus, selection: &Selection) -> Heard<'a> {
        Heard {
            corpus,
            calendar: Calendar::new(selection.zone),
            group: 0,
            people: vec![(0, 0); corpus.people],
            conversations: vec![0; corpus.roots],
            judged: vec![0; corpus.roots],
            judged_for: Vec::new(),
        }
    }

    /// From now on conversations are judged by the runs of these accounts.
    fn judge(&mut self, accounts: &[u32]) {
        let before = std::mem::replace(&mut self.judged_for, accounts.to_vec());
        for run in before.iter().flat_map(|&account| self.corpus.runs_of(account)) {
            self.judged[run.root as usize] = 0;
        }
        for run in accounts.iter().flat_map(|&account| self.corpus.runs_of(account)) {
            let how = if run.answered.is_some() { ANSWERED } else { 0 } | if run.number > 0 { ENGAGED } else { 0 };
            self.judged[run.root as usize] |= how;
        }
    }

    fn count(&mut self, messages: &[u32], counts: &mut Counts) {
        self.group += 1;
        for message in messages.iter().map(|&message| message as usize).filter(|&message| self.corpus.inbound(message)) {
            let month = self.calendar.month(self.corpus.at[message]);
            let person = &mut self.people[self.corpus.person[message] as usize];
            if person.0 != self.group {
                *person = (self.group, month);
                counts.people += 1;
            } else if person.1 != month && person.1 != RETURNED {
                person.1 = RETURNED;
                counts.returning += 1;
            }
            let root = self.corpus.root[message] as usize;
            if std::mem::replace(&mut self.conversations[root], self.group) != self.group {
                counts.conversations += 1;
                if self.judged[root] & ANSWERED != 0 {
                    counts.answered += 1;
                    counts.turns.push(self.corpus.turns[message]);
                }
                counts.engaged += u64::from(self.judged[root] & ENGAGED != 0);
            }
        }
    }
}
