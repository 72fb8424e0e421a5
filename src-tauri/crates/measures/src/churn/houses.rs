//! Who said it first: our accounts are one house, each peer is one of its own.
//!
//! A post repeats what its own house has said before. What another house said first is a partner's message: passed on, and neither the
//! account's own words nor its own repetition alone.

use rustc_hash::FxHashMap;

use super::{Matches, Post, Release, find_matches};

/// As [`find_matches`], house by house; `house` gives each account's.
pub fn find_matches_apart(posts: &[Post<'_>], releases: &[Release<'_>], house: impl Fn(u32) -> u32) -> Matches {
    let mut houses: Vec<u32> = posts.iter().map(|post| house(post.account)).collect();
    houses.sort_unstable();
    houses.dedup();
    if houses.len() < 2 {
        return find_matches(posts, releases);
    }
    let mut matches = Matches { releases: releases.len(), ..Matches::default() };
    for &of in &houses {
        let own: Vec<Post<'_>> = posts.iter().filter(|post| house(post.account) == of).copied().collect();
        matches.found.extend(find_matches(&own, releases).found);
    }
    let among_all = find_matches(posts, &[]);
    // The first to say what a post says, which an earlier post may have repeated, too; posts come in order of time.
    let mut first_said: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
    for post in posts {
        let earlier = among_all.of(post.message).and_then(|found| found.repeats).and_then(|(earlier, _)| first_said.get(&earlier).copied());
        let first = earlier.unwrap_or((post.message, house(post.account)));
        first_said.insert(post.message, first);
        if first.1 != house(post.account) {
            matches.found.entry(post.message).or_default().partner = Some(first.0);
        }
    }
    matches
}
