//! Opportunities: runs of inbound messages of one person in one conversation, and the answers to them (MEASURES §4).

use earshot_model::Millis;

use super::{DIALOGUE, NONE, Row};

/// One opportunity. The clock starts at the first message of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    pub account: u32,
    pub person: u32,
    pub root: u32,
    pub arrived: Millis,
    pub answered: Option<Millis>,
    /// 0 for the person's first run with this account in this conversation.
    pub number: u32,
    /// The run's first message, and the answer.
    pub first: u32,
    pub answer: u32,
    pub direct: bool,
    /// The answer is known from a name in its text, not from a link.
    pub inferred: bool,
}

/// The columns that runs are found in.
pub(super) struct Spoken<'a> {
    pub(super) rows: &'a [Row],
    pub(super) named: &'a [u32],
    pub(super) parent: &'a [u32],
    pub(super) root: &'a [u32],
    pub(super) account: &'a [u32],
}

/// A message of a person to an account, or of the account to that person.
#[derive(Debug, Clone, Copy, Default)]
struct Event {
    account: u32,
    person: u32,
    message: u32,
    linked: bool,
}

/// Walks each (conversation, account, person) through in time; a run ends when the account speaks to the person. Marks
/// what was said to people who came back. `order` is that of [`in_turn`](super::conversations::in_turn).
pub(super) fn find_runs(spoken: &Spoken<'_>, order: &[u32], flags: &mut [u8]) -> Vec<Run> {
    let (mut events, begin) = events(spoken, order);
    let mut runs = Vec::new();
    for (root, ends) in begin.windows(2).enumerate() {
        let conversation = &mut events[ends[0] as usize..ends[1] as usize];
        conversation.sort_by_key(|event| (event.account, event.person));
        for exchange in conversation.chunk_by(|a, b| (a.account, a.person) == (b.account, b.person)) {
            find_runs_between(spoken, root as u32, exchange, flags, &mut runs);
        }
    }
    runs
}

/// Those of one account and one person in one conversation.
fn find_runs_between(spoken: &Spoken<'_>, root: u32, exchange: &[Event], flags: &mut [u8], runs: &mut Vec<Run>) {
    let is_ours = |event: &Event| spoken.rows[event.message as usize].person == NONE;
    let before = runs.len();
    let mut waiting: Option<&Event> = None;
    for event in exchange {
        match (waiting, is_ours(event)) {
            (None, false) => waiting = Some(event),
            (Some(first), true) => {
                runs.push(run(spoken, root, first, Some(event), runs.len() - before));
                waiting = None;
            }
            _ => {}
        }
    }
    if let Some(first) = waiting {
        runs.push(run(spoken, root, first, None, runs.len() - before));
    }
    if runs.len() > before + 1 {
        for event in exchange.iter().filter(|event| is_ours(event)) {
            flags[event.message as usize] |= DIALOGUE;
        }
    }
}

fn run(spoken: &Spoken<'_>, root: u32, first: &Event, answer: Option<&Event>, number: usize) -> Run {
    let row = |event: &Event| &spoken.rows[event.message as usize];
    Run {
        account: first.account,
        person: first.person,
        root,
        arrived: row(first).at,
        answered: answer.map(|event| row(event).at),
        number: number as u32,
        first: first.message,
        answer: answer.map_or(NONE, |event| event.message),
        direct: row(first).direct,
        inferred: answer.is_some_and(|event| !event.linked),
    }
}

/// The events of each conversation one after another, in turn; and where each conversation's begin.
fn events(spoken: &Spoken<'_>, order: &[u32]) -> (Vec<Event>, Vec<u32>) {
    let direct = exchanges(spoken);
    let roots = spoken.root.iter().max().map_or(0, |last| *last as usize + 1);
    let mut begin = vec![0_u32; roots + 1];
    for message in 0..spoken.rows.len() {
        each_event(spoken, &direct, message as u32, |_| begin[spoken.root[message] as usize + 1] += 1);
    }
    for root in 0..roots {
        begin[root + 1] += begin[root];
    }
    let mut next = begin.clone();
    let mut events = vec![Event::default(); begin[roots] as usize];
    for &message in order {
        let next = &mut next[spoken.root[message as usize] as usize];
        each_event(spoken, &direct, message, |event| {
            events[*next as usize] = event;
            *next += 1;
        });
    }
    (events, begin)
}

/// (Conversation, account, person) of every direct message that is not ours.
fn exchanges(spoken: &Spoken<'_>) -> Vec<(u32, u32, u32)> {
    let heard =
        spoken.rows.iter().enumerate().filter(|(message, row)| row.direct && row.person != NONE && spoken.account[*message] != NONE);
    let mut direct: Vec<(u32, u32, u32)> =
        heard.map(|(message, row)| (spoken.root[message], spoken.account[message], row.person)).collect();
    direct.sort_unstable();
    direct.dedup();
    direct
}

/// What one message is an event of.
fn each_event(spoken: &Spoken<'_>, direct: &[(u32, u32, u32)], message: u32, mut each: impl FnMut(Event)) {
    let row = &spoken.rows[message as usize];
    let account = spoken.account[message as usize];
    if account == NONE {
        return;
    }
    let mut event = |person: u32, linked: bool| each(Event { account, person, message, linked });
    if row.person != NONE {
        return event(row.person, true);
    }
    if row.direct {
        // In a direct-message exchange, what the account says next is said to everybody in it.
        let key = (spoken.root[message as usize], account);
        let from = direct.partition_point(|&(root, account, _)| (root, account) < key);
        for &(_, _, person) in direct[from..].iter().take_while(|&&(root, account, _)| (root, account) == key) {
            event(person, true);
        }
        return;
    }
    let above = match spoken.parent[message as usize] {
        NONE => NONE,
        above => spoken.rows[above as usize].person,
    };
    if above != NONE {
        event(above, true);
    }
    let named = &spoken.named[row.named.0 as usize..row.named.1 as usize];
    for (place, &person) in named.iter().enumerate() {
        if person != NONE && person != above && !named[..place].contains(&person) {
            event(person, false);
        }
    }
}
