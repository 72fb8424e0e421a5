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
    pub(super) depth: &'a [u32],
    pub(super) root: &'a [u32],
    pub(super) account: &'a [u32],
}

/// A message of a person to an account, or of the account to that person. The order of the fields is the order of events:
/// at equal times a parent before its child, then inbound before outbound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    root: u32,
    account: u32,
    person: u32,
    depth: u32,
    at: Millis,
    message: u32,
    ours: bool,
    linked: bool,
}

impl Event {
    fn key(&self) -> (u32, u32, u32, Millis, u32, bool, u32) {
        (self.root, self.account, self.person, self.at, self.depth, self.ours, self.message)
    }
}

/// Walks each (conversation, account, person) through in time; a run ends when the account speaks to the person. Marks
/// what was said to people who came back.
pub(super) fn find_runs(spoken: &Spoken<'_>, flags: &mut [u8]) -> Vec<Run> {
    let events = events(spoken);
    let mut runs = Vec::new();
    for exchange in events.chunk_by(|a, b| (a.root, a.account, a.person) == (b.root, b.account, b.person)) {
        let before = runs.len();
        let mut waiting: Option<&Event> = None;
        for event in exchange {
            match (waiting, event.ours) {
                (None, false) => waiting = Some(event),
                (Some(first), true) => {
                    runs.push(run(spoken, first, Some(event), runs.len() - before));
                    waiting = None;
                }
                _ => {}
            }
        }
        if let Some(first) = waiting {
            runs.push(run(spoken, first, None, runs.len() - before));
        }
        if runs.len() > before + 1 {
            for event in exchange.iter().filter(|event| event.ours) {
                flags[event.message as usize] |= DIALOGUE;
            }
        }
    }
    runs
}

fn run(spoken: &Spoken<'_>, first: &Event, answer: Option<&Event>, number: usize) -> Run {
    Run {
        account: first.account,
        person: first.person,
        root: first.root,
        arrived: first.at,
        answered: answer.map(|event| event.at),
        number: number as u32,
        first: first.message,
        answer: answer.map_or(NONE, |event| event.message),
        direct: spoken.rows[first.message as usize].direct,
        inferred: answer.is_some_and(|event| !event.linked),
    }
}

fn events(spoken: &Spoken<'_>) -> Vec<Event> {
    let mut events = Vec::with_capacity(spoken.rows.len());
    let mut direct: Vec<(u32, u32, u32)> = Vec::new();
    let event = |message: usize, person: u32, linked: bool| Event {
        root: spoken.root[message],
        account: spoken.account[message],
        person,
        depth: spoken.depth[message],
        at: spoken.rows[message].at,
        message: message as u32,
        ours: spoken.rows[message].person == NONE,
        linked,
    };
    for (message, row) in spoken.rows.iter().enumerate() {
        if spoken.account[message] == NONE {
            continue;
        }
        if row.person != NONE {
            events.push(event(message, row.person, true));
            if row.direct {
                direct.push((spoken.root[message], spoken.account[message], row.person));
            }
            continue;
        }
        if row.direct {
            continue; // below, when it is known who is in the exchange
        }
        let above = match spoken.parent[message] {
            NONE => NONE,
            above => spoken.rows[above as usize].person,
        };
        if above != NONE {
            events.push(event(message, above, true));
        }
        let named = &spoken.named[row.named.0 as usize..row.named.1 as usize];
        for (place, &person) in named.iter().enumerate() {
            if person != NONE && person != above && !named[..place].contains(&person) {
                events.push(event(message, person, false));
            }
        }
    }
    // In a direct-message exchange, what the account says next is said to everybody in it.
    direct.sort_unstable();
    direct.dedup();
    for (message, row) in spoken.rows.iter().enumerate().filter(|(_, row)| row.direct && row.person == NONE) {
        let key = (spoken.root[message], row.account);
        let from = direct.partition_point(|&(root, account, _)| (root, account) < key);
        for &(_, _, person) in direct[from..].iter().take_while(|&&(root, account, _)| (root, account) == key) {
            events.push(event(message, person, true));
        }
    }
    events.sort_unstable_by_key(Event::key);
    events
}
