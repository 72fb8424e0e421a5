//! Press releases said again, and texts said before (MEASURES §2): exact containment and exact Jaccard over shingles.

mod houses;
mod normal;

use std::collections::BTreeMap;

use earshot_model::Millis;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::threads::{of_each, shared_out};
pub use houses::find_matches_apart;
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
    /// The broadcast of another house that said it first: index.
    pub partner: Option<u32>,
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
    let (carried, repeats) = std::thread::scope(|scope| {
        let repeats = scope.spawn(|| find_repeats(&texts));
        (find_releases(posts, &texts, releases), repeats.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    for (place, release) in carried {
        found.entry(posts[place].message).or_default().release = Some(release);
    }
    for (place, (earlier, jaccard)) in repeats {
        found.entry(posts[place].message).or_default().repeats = Some((posts[earlier].message, jaccard));
    }
    Matches { found, releases: releases.len() }
}

/// Each post's text made comparable.
fn shingled(posts: &[Post<'_>]) -> Vec<Shingled> {
    of_each(posts, |post| {
        let text = normalise(post.text);
        let shingles = shingles(&text);
        let own = if is_short(&text) { Vec::new() } else { shingles.clone() };
        // Of an address alone nothing is left: it is compared as it stands, and repeats only the same address.
        let text = if text.is_empty() { post.text.trim().to_owned() } else { text };
        Shingled { own, shingles, text }
    })
}

/// About how often each shingle is used, and never too low: shingles that share a place are counted together.
struct Rough {
    times: Vec<u32>,
    mask: u64,
}

impl Rough {
    fn of<'a>(sets: impl Iterator<Item = &'a [u64]> + Clone) -> Rough {
        // About as many places as shingles: with fewer, frequent ones could not be told from rare ones.
        let all: usize = sets.clone().map(<[u64]>::len).sum();
        let places = all.next_power_of_two().clamp(1 << 10, 1 << 24);
        let mut rough = Rough { times: vec![0; places], mask: places as u64 - 1 };
        for &shingle in sets.flatten() {
            rough.times[(shingle & rough.mask) as usize] += 1;
        }
        rough
    }

    fn times(&self, shingle: u64) -> u32 {
        self.times[(shingle & self.mask) as usize]
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
        let sets = different.iter().map(|&place| texts[place].shingles.as_slice());
        let most = BOILERPLATE * different.len() as f64;
        // A rough count is never too low: what it clears needs no exact one, and that is nearly everything.
        let rough = Rough::of(sets.clone());
        let mut times: FxHashMap<u64, usize> = FxHashMap::default();
        for &shingle in sets.flatten().filter(|&&shingle| f64::from(rough.times(shingle)) > most) {
            *times.entry(shingle).or_default() += 1;
        }
        times.retain(|_, times| *times as f64 > most);
        for &place in places {
            texts[place].own.retain(|shingle| !times.contains_key(shingle));
        }
    }
}

/// Which releases hold a shingle: sorted by shingle, then by release. Shingles are spread evenly, so that their first bits say about
/// where each stands.
struct Holders {
    held: Vec<(u64, u32)>,
    begin: Vec<u32>,
    shift: u32,
}

impl Holders {
    fn of(mut held: Vec<(u64, u32)>) -> Holders {
        held.sort_unstable();
        let bits = held.len().next_power_of_two().ilog2().clamp(1, 24);
        let shift = normal::SHINGLE_BITS - bits;
        let mut begin = vec![0; (1 << bits) + 1];
        held.iter().for_each(|(shingle, _)| begin[(shingle >> shift) as usize + 1] += 1);
        for place in 1..begin.len() {
            begin[place] += begin[place - 1];
        }
        Holders { held, begin, shift }
    }

    fn of_shingle(&self, shingle: u64) -> &[(u64, u32)] {
        let place = (shingle >> self.shift) as usize;
        let near = &self.held[self.begin[place] as usize..self.begin[place + 1] as usize];
        let from = near.partition_point(|(other, _)| *other < shingle);
        &near[from..from + near[from..].partition_point(|(other, _)| *other == shingle)]
    }
}

/// For each post in a release, from *quotes* up: the release that holds most of it, of those published in time; of equals, the
/// earliest.
///
/// A release that holds a fifth of a post holds one of all but a fifth of its shingles: the most frequent ones, which stand in many
/// releases, need only be looked for in those that hold another one (prefix filtering, see [`find_repeats`]).
fn find_releases(posts: &[Post<'_>], texts: &[Shingled], releases: &[Release<'_>]) -> Vec<(usize, (i64, f64))> {
    if releases.is_empty() {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..releases.len()).collect();
    order.sort_by_key(|&release| releases[release].at);
    let wanted = Rough::of(texts.iter().map(|text| text.own.as_slice()));
    let held = of_each(&order, |&release| {
        let mut shingles = shingles(&normalise(releases[release].text));
        shingles.retain(|&shingle| wanted.times(shingle) > 0);
        shingles
    });
    let holders = Holders::of((0..).zip(held).flat_map(|(place, held)| held.into_iter().map(move |shingle| (shingle, place))).collect());

    let found = shared_out((0..posts.len().div_ceil(PARCEL)).collect(), |parcel| {
        let mut counts = vec![0_u32; releases.len()];
        let posts = posts.iter().zip(texts).enumerate().skip(parcel * PARCEL).take(PARCEL);
        let found = posts.filter_map(|(place, (post, text))| {
            let in_time = order.partition_point(|&release| releases[release].at <= post.at + LATEST) as u32;
            let (count, release) = most_held(&holders, &text.own, in_time, &mut counts)?;
            let containment = f64::from(count) / text.own.len() as f64;
            (containment >= QUOTES).then(|| (place, (releases[order[release as usize]].id, containment)))
        });
        found.collect::<Vec<_>>()
    });
    found.into_iter().flatten().collect()
}

/// How many posts a thread looks up at a time.
const PARCEL: usize = 1_024;

/// How many of these shingles the release holds that holds most of them, of those before `in_time`; of equals, the first. One that
/// holds less than a fifth need not be found. `counts` are 0 for every release, before and after.
fn most_held(holders: &Holders, own: &[u64], in_time: u32, counts: &mut [u32]) -> Option<(u32, u32)> {
    let mut of_shingles: Vec<&[(u64, u32)]> = own.iter().map(|&shingle| holders.of_shingle(shingle)).collect();
    of_shingles.sort_unstable_by_key(|holders| holders.len());
    let (rare, frequent) = of_shingles.split_at(own.len() - own.len().div_ceil(5).saturating_sub(1));
    let mut touched = Vec::new();
    for &(_, release) in rare.iter().copied().flatten() {
        if counts[release as usize] == 0 {
            touched.push(release);
        }
        counts[release as usize] += 1;
    }
    touched.sort_unstable();
    // Whoever can't hold as many any more as another does already is not looked at again.
    let most = touched.iter().filter(|&&release| release < in_time).map(|&release| counts[release as usize]).max().unwrap_or_default();
    let mut best: Option<(u32, u32)> = None;
    for release in touched {
        let mut count = std::mem::take(&mut counts[release as usize]);
        if release >= in_time || count + (frequent.len() as u32) < most {
            continue;
        }
        let holds = |holders: &&&[(u64, u32)]| holders.binary_search_by_key(&release, |(_, holder)| *holder).is_ok();
        count += frequent.iter().filter(holds).count() as u32;
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, release));
        }
    }
    best
}

/// For each post that repeats an earlier one: the one it is most like; of equals, the earliest.
///
/// Two sets can only be four fifths alike if they share one of their rarest shingles (prefix filtering: Chaudhuri, Ganti and
/// Kaushik 2006), so only those are indexed; every candidate is then compared exactly.
fn find_repeats(texts: &[Shingled]) -> Vec<(usize, (usize, f64))> {
    // Rare shingles first; any fixed order would give the same, only slower.
    let used = Rough::of(texts.iter().map(|text| text.shingles.as_slice()));
    // By shingle the last text with it among its rarest, and by each of those the one before.
    let mut last: FxHashMap<u64, u32> = FxHashMap::default();
    let mut chain: Vec<(u32, u32)> = Vec::new();
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
        rarest.retain(|&shingle| used.times(shingle) > 1); // no other text has it
        let mut best: Option<(f64, usize)> = None;
        for shingle in rarest {
            let begin = last.insert(shingle, chain.len() as u32);
            let mut next = begin.unwrap_or(u32::MAX);
            chain.push((place as u32, next));
            while let Some(&(earlier, before)) = chain.get(next as usize) {
                next = before;
                let earlier = earlier as usize;
                if std::mem::replace(&mut compared[earlier], place) == place {
                    continue;
                }
                if let Some(jaccard) = repeat(&text.shingles, &texts[earlier].shingles)
                    && best.is_none_or(|(most, at)| jaccard > most || (jaccard == most && earlier < at))
                {
                    best = Some((jaccard, earlier));
                }
            }
        }
        if let Some((jaccard, earlier)) = best {
            found.push((place, (earlier, jaccard)));
            if jaccard == 1.0 {
                same_as.insert(place, earlier); // another text of the same shingles
            }
        }
    }
    found
}

/// The Jaccard of two sorted sets, where it is four fifths or more: the one repeats the other.
fn repeat(a: &[u64], b: &[u64]) -> Option<f64> {
    // Of four fifths and more alike, four ninths of both together are shared.
    let least = (4 * (a.len() + b.len())).div_ceil(9);
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while shared + (a.len() - i).min(b.len() - j) >= least {
        if i == a.len() || j == b.len() {
            return Some(shared as f64 / (a.len() + b.len() - shared) as f64);
        }
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
    None
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
