//! Press releases said again, and texts said before (MEASURES §2): exact containment and exact Jaccard over shingles.

mod normal;

use std::collections::BTreeMap;

use earshot_model::Millis;
use rustc_hash::{FxHashMap, FxHashSet};

pub use normal::normalise;
use normal::shingles;

/// A text below this many characters is never churn, and repeats only an equal one.
const TOO_SHORT: usize = 30;
/// A release may be this much younger than the post that carries it.
const LATEST: Millis = 86_400_000;
/// Bands of containment.
pub const QUOTES: f64 = 0.2;
pub const MOSTLY: f64 = 0.5;
pub const VERBATIM: f64 = 0.8;
/// Jaccard at which a post repeats an earlier one: four fifths.
const REPEAT: f64 = 0.8;
/// Shingles in more than this share of an account's different texts are boilerplate, where it has at least `ENOUGH`.
const BOILERPLATE: f64 = 0.3;
const ENOUGH: usize = 20;

/// A broadcast whose text is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Post<'a> {
    /// Its index in the corpus; posts come in order of it.
    pub message: u32,
    pub account: u32,
    pub at: Millis,
    pub text: &'a str,
}

/// A release: headline and body in one text. Releases come in order of time, then of their own ids.
#[derive(Debug, Clone, Copy)]
pub struct Release<'a> {
    pub id: i64,
    pub at: Millis,
    pub text: &'a str,
}

/// What was found of one broadcast.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Match {
    /// The release that holds most of it, from *quotes* up: store id and containment.
    pub release: Option<(i64, f64)>,
    /// The earlier broadcast that it repeats: index and Jaccard.
    pub repeats: Option<(u32, f64)>,
}

impl Match {
    /// The release that it carries, at *mostly* or above.
    pub fn carried(&self) -> Option<(i64, f64)> {
        self.release.filter(|(_, containment)| *containment >= MOSTLY)
    }
}

/// What each broadcast carries and repeats.
#[derive(Debug, Default)]
pub struct Matches {
    pub(crate) found: FxHashMap<u32, Match>,
    /// How many releases were searched; with none, churn is not known.
    pub releases: usize,
}

impl Matches {
    pub fn of(&self, message: u32) -> Option<&Match> {
        self.found.get(&message)
    }
}

struct Shingled {
    text: String,
    shingles: Vec<u64>,
    /// What is looked for in releases: without boilerplate, nothing of a text that is too short.
    own: Vec<u64>,
}

/// Looks every post up in the releases and among the earlier posts.
pub fn find_matches(posts: &[Post<'_>], releases: &[Release<'_>]) -> Matches {
    let mut texts = shingled(posts);
    drop_boilerplate(posts, &mut texts);
    let mut found: FxHashMap<u32, Match> = FxHashMap::default();
    for (place, release) in find_releases(posts, &texts, releases) {
        found.entry(posts[place].message).or_default().release = Some(release);
    }
    for (place, (earlier, jaccard)) in find_repeats(&texts) {
        found.entry(posts[place].message).or_default().repeats = Some((posts[earlier].message, jaccard));
    }
    Matches { found, releases: releases.len() }
}

/// Each post's text made comparable; the posts are shared out among the machine's threads.
fn shingled(posts: &[Post<'_>]) -> Vec<Shingled> {
    let one = |post: &Post<'_>| {
        let text = normalise(post.text);
        let shingles = shingles(&text);
        Shingled { own: if is_short(&text) { Vec::new() } else { shingles.clone() }, shingles, text }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = posts.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let shares: Vec<_> = posts.chunks(share).map(|posts| scope.spawn(move || posts.iter().map(one).collect::<Vec<_>>())).collect();
        shares.into_iter().flat_map(|share| share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// About how often each shingle is used, and never too low: shingles that share a place are counted together.
struct Rough(Vec<u32>);

impl Rough {
    const BITS: u32 = 20;

    fn of(shingles: impl Iterator<Item = u64>) -> Rough {
        let mut rough = Rough(vec![0; 1 << Rough::BITS]);
        for shingle in shingles {
            rough.0[Rough::place(shingle)] += 1;
        }
        rough
    }

    fn place(shingle: u64) -> usize {
        (shingle & ((1 << Rough::BITS) - 1)) as usize
    }

    fn times(&self, shingle: u64) -> u32 {
        self.0[Rough::place(shingle)]
    }
}

fn is_short(text: &str) -> bool {
    text.chars().count() < TOO_SHORT
}

fn drop_boilerplate(posts: &[Post<'_>], texts: &mut [Shingled]) {
    let mut by_account: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, post) in posts.iter().enumerate() {
        by_account.entry(post.account).or_default().push(place);
    }
    for places in by_account.values() {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let different: Vec<usize> = places.iter().copied().filter(|&place| seen.insert(&texts[place].text)).collect();
        if different.len() < ENOUGH {
            continue;
        }
        let shingles = || different.iter().flat_map(|&place| texts[place].shingles.iter().copied());
        let most = BOILERPLATE * different.len() as f64;
        // A rough count is never too low: what it clears needs no exact one, and that is nearly everything.
        let rough = Rough::of(shingles());
        let mut times: FxHashMap<u64, usize> = FxHashMap::default();
        for shingle in shingles().filter(|&shingle| f64::from(rough.times(shingle)) > most) {
            *times.entry(shingle).or_default() += 1;
        }
        times.retain(|_, times| *times as f64 > most);
        for &place in places {
            texts[place].own.retain(|shingle| !times.contains_key(shingle));
        }
    }
}

/// For each post in a release, from *quotes* up: the release that holds most of it, of those published in time; of equals, the
/// earliest.
fn find_releases(posts: &[Post<'_>], texts: &[Shingled], releases: &[Release<'_>]) -> Vec<(usize, (i64, f64))> {
    if releases.is_empty() {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..releases.len()).collect();
    order.sort_by_key(|&release| releases[release].at);
    let wanted: FxHashSet<u64> = texts.iter().flat_map(|text| text.own.iter().copied()).collect();
    let mut holders: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (place, &release) in order.iter().enumerate() {
        for shingle in shingles(&normalise(releases[release].text)) {
            if wanted.contains(&shingle) {
                holders.entry(shingle).or_default().push(place as u32);
            }
        }
    }
    let mut held = vec![0_u32; releases.len()];
    let mut found = Vec::new();
    for (place, (post, text)) in posts.iter().zip(texts).enumerate() {
        let mut touched = Vec::new();
        for release in text.own.iter().filter_map(|shingle| holders.get(shingle)).flatten() {
            if held[*release as usize] == 0 {
                touched.push(*release);
            }
            held[*release as usize] += 1;
        }
        touched.sort_unstable();
        let mut best: Option<(u32, u32)> = None;
        for &release in touched.iter().filter(|&&release| releases[order[release as usize]].at <= post.at + LATEST) {
            let count = held[release as usize];
            if best.is_none_or(|(most, _)| count > most) {
                best = Some((count, release));
            }
        }
        for release in touched {
            held[release as usize] = 0;
        }
        if let Some((count, release)) = best {
            let containment = f64::from(count) / text.own.len() as f64;
            if containment >= QUOTES {
                found.push((place, (releases[order[release as usize]].id, containment)));
            }
        }
    }
    found
}

/// For each post that repeats an earlier one: the one it is most like; of equals, the earliest.
///
/// Two sets can only be as alike as `REPEAT` if they share one of their rarest shingles (prefix filtering: Chaudhuri, Ganti and
/// Kaushik 2006), so only those are indexed; every candidate is then compared exactly.
fn find_repeats(texts: &[Shingled]) -> Vec<(usize, (usize, f64))> {
    // Rare shingles first; any fixed order would give the same, only slower.
    let used = Rough::of(texts.iter().flat_map(|text| text.shingles.iter().copied()));
    let mut by_shingle: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut by_text: FxHashMap<&str, usize> = FxHashMap::default();
    let mut compared = vec![usize::MAX; texts.len()];
    let mut found: Vec<(usize, (usize, f64))> = Vec::new();
    let mut same_as: FxHashMap<usize, usize> = FxHashMap::default();
    for (place, text) in texts.iter().enumerate() {
        // Nothing is more like a text than the text itself: only the first of equal ones is looked for and found.
        if let Some(&first) = by_text.get(text.text.as_str()) {
            found.push((place, (same_as.get(&first).copied().unwrap_or(first), 1.0)));
            continue;
        }
        if text.text.is_empty() {
            continue;
        }
        by_text.insert(&text.text, place);
        if is_short(&text.text) {
            continue;
        }
        let mut rarest = text.shingles.clone();
        rarest.sort_unstable_by_key(|&shingle| (used.times(shingle), shingle));
        rarest.truncate(rarest.len() - (4 * rarest.len()).div_ceil(5) + 1);
        let mut best: Option<(f64, usize)> = None;
        for &earlier in rarest.iter().filter_map(|shingle| by_shingle.get(shingle)).flatten() {
            let earlier = earlier as usize;
            if std::mem::replace(&mut compared[earlier], place) == place {
                continue;
            }
            let jaccard = jaccard(&text.shingles, &texts[earlier].shingles);
            if jaccard >= REPEAT && best.is_none_or(|(most, at)| jaccard > most || (jaccard == most && earlier < at)) {
                best = Some((jaccard, earlier));
            }
        }
        if let Some((jaccard, earlier)) = best {
            found.push((place, (earlier, jaccard)));
            if jaccard == 1.0 {
                same_as.insert(place, earlier); // another text of the same shingles
            }
        }
        for shingle in rarest {
            by_shingle.entry(shingle).or_default().push(place as u32);
        }
    }
    found
}

/// Of two sorted sets.
fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    shared as f64 / (a.len() + b.len() - shared) as f64
}

/// The longest run of words that both texts have, as the post writes it when normalised.
pub fn longest_common_words(post: &str, other: &str) -> String {
    let (post, other) = (normalise(post), normalise(other));
    let (post, other): (Vec<&str>, Vec<&str>) = (post.split(' ').collect(), other.split(' ').collect());
    let mut runs = vec![0_usize; other.len() + 1];
    let (mut best, mut end) = (0, 0);
    for (i, word) in post.iter().enumerate() {
        for j in (0..other.len()).rev() {
            runs[j + 1] = if *word == other[j] { runs[j] + 1 } else { 0 };
            if runs[j + 1] > best {
                (best, end) = (runs[j + 1], i + 1);
            }
        }
    }
    post[end - best..end].join(" ")
}
