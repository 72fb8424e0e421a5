//! From rows to columns: order, conversations, whose an inbound message is, classes.

use std::collections::hash_map::Entry;

use earshot_model::Millis;
use rustc_hash::FxHashMap;

use super::runs::{Spoken, find_runs};
use super::{Builder, Class, Corpus, DIRECT, INFERRED, NAMED, NONE, ParentBy, Row, UNTOLD, WHOLE_DAY};

/// A direct-message exchange is cut after this much silence.
const SILENCE: Millis = 72 * 3_600_000;

pub(super) fn derive(builder: Builder) -> Corpus {
    let Builder { mut accounts, mut rows, named, ids, .. } = builder;
    // The order of the store means nothing: messages stand in order of time, then of their own ids.
    rows.sort_by_key(|row| (row.at, row.native, row.id)); // runs of them are in order already

    let message_of = messages_of_nodes(&rows, ids.len());
    let parent: Vec<u32> =
        rows.iter().map(|row| if row.parent_node == NONE { NONE } else { message_of[row.parent_node as usize] }).collect();
    let in_turn = || {
        let depth = depths(&rows, &parent);
        (in_turn(&rows, &depth), depth.into_iter().map(|depth| depth.min(u8::MAX.into()) as u8).collect())
    };
    let ((order, depth), root) = at_once(in_turn, || roots(&rows, ids.len()));
    drop((message_of, ids));

    let mut flags: Vec<u8> =
        rows.iter().map(|row| if row.direct { DIRECT } else { 0 } | if row.whole_day { WHOLE_DAY } else { 0 }).collect();
    let account = accounts_of_messages(&rows, &parent, &mut flags);
    for (message, row) in rows.iter().enumerate() {
        if row.person != NONE
            && let Some(account) = accounts.get_mut(account[message] as usize)
        {
            account.hears = true;
            account.hears_public |= !row.direct;
        }
    }
    let class = classes(&rows, &parent, &mut flags);
    let spoken = Spoken { rows: &rows, named: &named, parent: &parent, root: &root, account: &account };
    let (runs, turns) = at_once(|| find_runs(&spoken, &order, &mut flags), || turns(&rows, &order, &root));
    let parent_time = (0..rows.len())
        .filter(|&message| rows[message].person == NONE && parent[message] == NONE && rows[message].parent_at != UNTOLD)
        .map(|message| (message as u32, rows[message].parent_at))
        .collect();
    Corpus {
        accounts,
        id: rows.iter().map(|row| row.id).collect(),
        at: rows.iter().map(|row| row.at).collect(),
        person: rows.iter().map(|row| row.person).collect(),
        account,
        root,
        class,
        flags,
        parent_time,
        turns,
        depth,
        first_arrived: runs.iter().map(|run| run.arrived).min(),
        runs,
        ..Corpus::default()
    }
    .arrange()
}

fn messages_of_nodes(rows: &[Row], nodes: u32) -> Vec<u32> {
    let mut message_of = vec![NONE; nodes as usize];
    for (message, row) in rows.iter().enumerate() {
        message_of[row.node as usize] = message as u32;
    }
    message_of
}

/// How many messages stand above each one, an absent parent included: at equal times a parent comes first.
fn depths(rows: &[Row], parent: &[u32]) -> Vec<u32> {
    let mut depth = vec![NONE; rows.len()];
    let mut chain = Vec::new();
    for message in 0..rows.len() {
        let mut top = message;
        while depth[top] == NONE {
            depth[top] = 0; // visited; a circle of parents ends here
            chain.push(top);
            if parent[top] == NONE {
                break;
            }
            top = parent[top] as usize;
        }
        while let Some(below) = chain.pop() {
            depth[below] = match parent[below] {
                NONE => u32::from(rows[below].parent_node != NONE),
                above => depth[above as usize] + 1,
            };
        }
    }
    depth
}

/// The conversation of each message: joined by parent links and the platform's conversation ids; direct messages by their
/// exchange, cut at silence, or where no exchange is told by parent links alone.
fn roots(rows: &[Row], nodes: u32) -> Vec<u32> {
    let mut set: Vec<u32> = (0..nodes).collect();
    let is_linked = |row: &Row| !row.direct || row.conversation_node == NONE;
    for row in rows.iter().filter(|row| is_linked(row)) {
        for other in [row.parent_node, row.conversation_node] {
            if other != NONE {
                let (a, b) = (find(&mut set, row.node), find(&mut set, other));
                set[a.max(b) as usize] = a.min(b);
            }
        }
    }
    let mut last: FxHashMap<u32, (Millis, u32)> = FxHashMap::default();
    let mut sessions = nodes;
    rows.iter()
        .map(|row| {
            if is_linked(row) {
                return find(&mut set, row.node);
            }
            match last.entry(row.conversation_node) {
                Entry::Occupied(mut known) if row.at - known.get().0 <= SILENCE => {
                    known.get_mut().0 = row.at;
                    known.get().1
                }
                entry => {
                    sessions += 1;
                    entry.insert_entry((row.at, sessions));
                    sessions
                }
            }
        })
        .collect()
}

fn find(set: &mut [u32], mut node: u32) -> u32 {
    while set[node as usize] != node {
        let above = set[node as usize];
        set[node as usize] = set[above as usize];
        node = above;
    }
    node
}

/// The order in which messages were said: in time, at equal times a parent before its child, then inbound before outbound.
fn in_turn(rows: &[Row], depth: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..rows.len() as u32).collect();
    for same in order.chunk_by_mut(|&a, &b| rows[a as usize].at == rows[b as usize].at) {
        if same.len() > 1 {
            same.sort_unstable_by_key(|&message| (depth[message as usize], rows[message as usize].person == NONE, message));
        }
    }
    order
}

/// How often the next message is by somebody else, in the conversation of each message.
fn turns(rows: &[Row], order: &[u32], root: &[u32]) -> Vec<u32> {
    const OURS: u32 = 1 << 31;
    let roots = root.iter().max().map_or(0, |last| *last as usize + 1);
    let (mut turns, mut last) = (vec![0; roots], vec![NONE; roots]);
    for message in order.iter().map(|&message| message as usize) {
        let row = &rows[message];
        let speaker = if row.person == NONE { row.account | OURS } else { row.person };
        let before = std::mem::replace(&mut last[root[message] as usize], speaker);
        turns[root[message] as usize] += u32::from(before != NONE && before != speaker);
    }
    root.iter().map(|&root| turns[root as usize]).collect()
}

/// Two things that need not wait for each other.
fn at_once<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        (one, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Outbound: who said it. Inbound: whom the export names, else the author it answers, else the account that answers it first,
/// else the first known account that its text names, else nobody.
fn accounts_of_messages(rows: &[Row], parent: &[u32], flags: &mut [u8]) -> Vec<u32> {
    let mut answered_by = vec![NONE; rows.len()];
    // Rows stand in order of time, so the first answer met is the earliest.
    for (message, row) in rows.iter().enumerate() {
        let above = parent[message];
        if row.person == NONE && above != NONE && answered_by[above as usize] == NONE {
            answered_by[above as usize] = row.account;
        }
    }
    (0..rows.len())
        .map(|message| {
            let row = &rows[message];
            if row.account != NONE || row.person == NONE {
                return row.account;
            }
            let above = parent[message];
            if above != NONE && rows[above as usize].person == NONE {
                return rows[above as usize].account;
            }
            if answered_by[message] != NONE {
                return answered_by[message];
            }
            if row.first_named != NONE {
                flags[message] |= NAMED;
            }
            row.first_named
        })
        .collect()
}

/// The class of each outbound public message; the continuation of a self-thread has none.
fn classes(rows: &[Row], parent: &[u32], flags: &mut [u8]) -> Vec<Option<Class>> {
    (0..rows.len())
        .map(|message| {
            let row = &rows[message];
            if row.person != NONE || row.direct {
                return None;
            }
            let above = (parent[message] != NONE).then(|| &rows[parent[message] as usize]);
            let (class, inferred) = class(row, above)?;
            if inferred {
                flags[message] |= INFERRED;
            }
            Some(class)
        })
        .collect()
}

fn class(row: &Row, parent: Option<&Row>) -> Option<(Class, bool)> {
    let own_parent = parent.is_some_and(|parent| parent.person == NONE && parent.account == row.account);
    if own_parent || (parent.is_none() && row.parent_by == ParentBy::Self_ && row.parent_node != NONE) {
        return None;
    }
    let start = row.start;
    Some(if row.repost || start.repost {
        (Class::Repost, !row.repost)
    } else if parent.is_some() {
        (Class::Reply, false)
    } else if row.parent_node != NONE {
        match row.parent_by {
            ParentBy::Other => (Class::Reply, false),
            _ if start.addressed && !start.dot => (Class::Reply, true),
            _ => (Class::Broadcast, false),
        }
    } else if row.parent_known {
        (if start.addressed { Class::MentionStart } else { Class::Broadcast }, false)
    } else if start.addressed {
        (if start.dot { Class::MentionStart } else { Class::Reply }, true)
    } else {
        (Class::Broadcast, false)
    })
}
