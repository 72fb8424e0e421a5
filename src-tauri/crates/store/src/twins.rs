//! Posts that LinkedIn numbers more than once: as an activity, as a share and as a "UGC post", each in its own export.
//!
//! No export says which numbers belong together. Two records of one account under different kinds of number are one post when
//! their ids were made within ten seconds of each other and no text contradicts it, or when they hold the same text and one was made
//! at most three weeks before the other (LinkedIn numbers a draft before it is published).

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

/// In milliseconds.
const SAME_MOMENT: i64 = 10_000;
const SAME_TEXT_WITHIN: i64 = 21 * 86_400_000;

/// Shorter texts are alike by chance: "Thank you!"
const LONG_ENOUGH: usize = 30;

struct Post {
    message: i64,
    account: i64,
    space: String,
    native_id: String,
    made_at: i64,
    text: String,
}

/// Finds every twin anew. Costs nothing in a store without LinkedIn posts of two kinds.
pub(crate) fn find_twins(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM twin", [])?;
    let kinds: i64 = connection.query_row(
        "SELECT count(*) FROM id_space WHERE name IN ('linkedin-activity', 'linkedin-share', 'linkedin-ugc')",
        [],
        |row| row.get(0),
    )?;
    if kinds < 2 {
        return Ok(());
    }
    let posts = posts(connection)?;
    let mut insert = connection.prepare("INSERT INTO twin VALUES (?1, ?2)")?;
    for group in groups(&posts) {
        // The fullest text stands for all; of equals, the first by space and id.
        let Some(first) = group.iter().max_by_key(|post| (post.text.len(), std::cmp::Reverse((&post.space, &post.native_id)))) else {
            continue;
        };
        for post in group.iter().filter(|post| post.message != first.message) {
            insert.execute(params![post.message, first.message])?;
        }
    }
    Ok(())
}

fn posts(connection: &Connection) -> rusqlite::Result<Vec<Post>> {
    let mut statement = connection.prepare(include_str!("../sql/linkedin_posts.sql"))?;
    let posts = statement.query_map([], |row| {
        let native_id: String = row.get(3)?;
        let made_at = native_id.parse::<i64>().map_or(0, |id| id >> 22);
        let text: String = row.get(4)?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Post { message: row.get(0)?, account: row.get(1)?, space: row.get(2)?, native_id, made_at, text })
    })?;
    posts.collect()
}

/// The posts that stand under several numbers, each group together: nearest pairs first, at most one of each kind in a group.
fn groups(posts: &[Post]) -> Vec<Vec<&Post>> {
    let mut pairs: Vec<(i64, usize, usize)> = Vec::new();
    let mut consider = |one: usize, other: usize| {
        let (a, b) = (&posts[one], &posts[other]);
        let apart = (a.made_at - b.made_at).abs();
        let alike = a.text == b.text && a.text.chars().count() >= LONG_ENOUGH;
        let silent = a.text.is_empty() || b.text.is_empty() || a.text == b.text || cut(&a.text, &b.text);
        if a.space != b.space && (alike && apart <= SAME_TEXT_WITHIN || silent && apart <= SAME_MOMENT) {
            pairs.push((apart, one.min(other), one.max(other)));
        }
    };
    // By time within an account, and by text within an account.
    let mut by_text: BTreeMap<(i64, &str), Vec<usize>> = BTreeMap::new();
    for (index, post) in posts.iter().enumerate() {
        let near = posts[..index].iter().enumerate().rev();
        for (before, _) in near.take_while(|(_, before)| before.account == post.account && post.made_at - before.made_at <= SAME_MOMENT) {
            consider(before, index);
        }
        if post.text.chars().count() >= LONG_ENOUGH {
            let same = by_text.entry((post.account, &post.text)).or_default();
            // Of a text that is said again and again the nearest ones are enough.
            for &before in same.iter().rev().take(16) {
                consider(before, index);
            }
            same.push(index);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut group_of: Vec<usize> = (0..posts.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..posts.len()).map(|index| vec![index]).collect();
    for (_, one, other) in pairs {
        let (into, from) = (group_of[one], group_of[other]);
        let clash = groups[into].iter().any(|&a| groups[from].iter().any(|&b| posts[a].space == posts[b].space));
        if into == from || clash {
            continue;
        }
        let moved = std::mem::take(&mut groups[from]);
        for &index in &moved {
            group_of[index] = into;
        }
        groups[into].extend(moved);
    }
    groups.into_iter().filter(|group| group.len() > 1).map(|group| group.into_iter().map(|index| &posts[index]).collect()).collect()
}

/// Whether one text is the beginning of the other, as exports cut them.
fn cut(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let short = short.trim_end_matches(['…', '.', ' ']);
    short.chars().count() >= LONG_ENOUGH && long.starts_with(short)
}
