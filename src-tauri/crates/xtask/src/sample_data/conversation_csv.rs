//! Conversation exports in the layout of twcs: the public's messages, the account's answers, and what both stand under.

use super::clock::utc;
use super::table::row;
use super::timeline::{Post, Timeline};

const HEADER: [&str; 7] = ["tweet_id", "author_id", "inbound", "created_at", "text", "response_tweet_id", "in_response_to_tweet_id"];

/// Newest first, so that answers come before what they answer. `ids` are those of the posts, by index.
pub(super) fn file(timeline: &Timeline, ids: &[u64]) -> String {
    let mut chosen = chosen(timeline);
    chosen.reverse();
    let mut out = String::new();
    row(&mut out, &HEADER.map(str::to_owned), "\n");
    for index in &chosen {
        let post = &timeline.posts[*index];
        let mut answers: Vec<String> = Vec::new();
        for other in chosen.iter().rev() {
            if timeline.posts[*other].parent == Some(*index) {
                answers.push(ids[*other].to_string());
            }
        }
        let cells = [
            ids[*index].to_string(),
            post.author.map_or(timeline.account.to_owned(), |person| timeline.people[person].handle.clone()),
            if post.author.is_some() { "True" } else { "False" }.to_owned(),
            utc(post.at).format("%a %b %d %H:%M:%S +0000 %Y").to_string(),
            post.text.clone(),
            answers.join(","),
            post.parent.map_or(String::new(), |parent| ids[parent].to_string()),
        ];
        row(&mut out, &cells, "\n");
    }
    out
}

/// Whatever belongs to a conversation in which the public spoke, oldest first.
fn chosen(timeline: &Timeline) -> Vec<usize> {
    let mut roots: Vec<usize> = timeline.posts.iter().filter(|post| post.author.is_some()).map(|post| post.root).collect();
    roots.sort_unstable();
    roots.dedup();
    let mut chosen = timeline.in_order();
    chosen.retain(|index| {
        let post: &Post = &timeline.posts[*index];
        roots.binary_search(&post.root).is_ok()
    });
    chosen
}

/// Ids as a forum gives them when it is exported: 1, 2, 3… in the order of time.
pub(super) fn numbered(timeline: &Timeline) -> Vec<u64> {
    let mut ids = vec![0; timeline.posts.len()];
    for (number, index) in timeline.in_order().into_iter().enumerate() {
        ids[index] = number as u64 + 1;
    }
    ids
}
