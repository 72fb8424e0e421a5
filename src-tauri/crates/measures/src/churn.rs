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
    is_short: bool,
    shingles: Vec<u64>,
}

/// Looks every post up in the releases and among the earlier posts.
pub fn find_matches(posts: &[Post<'_>], releases: &[Release<'_>]) -> Matches {
    let texts = shingled(posts);
    let used = Rough::of(&texts);
    let mut found: FxHashMap<u32, Match> = FxHashMap::default();
    let (carried, repeats) = std::thread::scope(|scope| {
        let repeats = scope.spawn(|| find_repeats(&texts, &used));
        (find_releases(posts, &texts, &used, releases), repeats.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
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
        let (shingles, is_short) = (shingles(&text), text.chars().count() < TOO_SHORT);
        // Of an address alone nothing is left: it is compared as it stands, and repeats only the same address.
        let text = if text.is_empty() { post.text.trim().to_owned() } else { text };
        Shingled { text, is_short, shingles }
    })
}

/// About how many texts use each shingle, and never too few: shingles that share a place are counted together.
struct Rough {
    times: Vec<u16>,
    shift: u32,
}

impl Rough {
    fn of(texts: &[Shingled]) -> Rough {
        // About as many places as shingles: with fewer, frequent ones could not be told from rare ones.
        let all: usize = texts.iter().map(|text| text.shingles.len()).sum();
        let bits = all.next_power_of_two().ilog2().clamp(10, 24);
        let (mut times, shift) = (vec![0_u16; 1 << bits], normal::SHINGLE_BITS - bits);
        // A text's shingles are sorted, so that those of one part of the places stand together.
        let part = times.len() / 8;
        shared_out(times.chunks_mut(part).enumerate().collect(), |(place, times)| {
            let begin = place * part;
            for text in texts {
                let from = text.shingles.partition_point(|shingle| ((shingle >> shift) as usize) < begin);
                for shingle in &text.shingles[from..] {
                    let Some(times) = times.get_mut((shingle >> shift) as usize - begin) else { break };
                    *times = times.saturating_add(1);
                }
            }
        });
        Rough { times, shift }
    }

    fn place(&self, shingle: u64) -> usize {
        (shingle >> self.shift) as usize
    }

    fn times(&self, shingle: u64) -> u16 {
        self.times[self.place(shingle)]
    }

    /// Whether it may be in more texts than this: of what is in no more, some are taken for it, too.
    fn may_pass(&self, shingle: u64, times: f64) -> bool {
        let counted = self.times(shingle);
        counted == u16::MAX || f64::from(counted) > times
    }
}

/// The shingles of each account that are its boilerplate.
fn boilerplate(posts: &[Post<'_>], texts: &[Shingled], used: &Rough) -> BTreeMap<u32, FxHashSet<u64>> {
    let mut by_account: BTreeMap<u32, Vec<&Shingled>> = BTreeMap::new();
    for (post, text) in posts.iter().zip(texts) {
        by_account.entry(post.account).or_default().push(text);
    }
    let of_account = |mut texts: Vec<&Shingled>| {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        texts.retain(|text| seen.insert(&text.text));
        if texts.len() < ENOUGH {
            return FxHashSet::default();
        }
        let most = BOILERPLATE * texts.len() as f64;
        let mut times: FxHashMap<u64, usize> = FxHashMap::default();
        // What the rough count clears needs no exact one, and that is nearly everything.
        for &shingle in texts.iter().flat_map(|text| &text.shingles).filter(|shingle| used.may_pass(**shingle, most)) {
            *times.entry(shingle).or_default() += 1;
        }
        times.into_iter().filter(|(_, times)| *times as f64 > most).map(|(shingle, _)| shingle).collect()
    };
    by_account.into_iter().map(|(account, texts)| (account, of_account(texts))).collect()
}

/// Which releases hold each shingle: in parts, by the first bits of a shingle, so that the machine's threads can share in making them.
struct Holders(Vec<Part>);

/// Into how many parts shingles are sorted.
const PARTS: usize = 64;

/// The holders of some shingles. They are spread evenly, so that their first bits say about where each stands.
struct Part {
    /// The first shingle's place, by first bits.
    begin: Vec<u32>,
    shift: u32,
    /// Every shingle and where its holders begin.
    shingles: Vec<(u64, u32)>,
    /// In their order.
    holders: Vec<u32>,
}

impl Part {
    fn of(mut held: Vec<(u64, u32)>) -> Part {
        held.sort_unstable();
        let mut shingles = Vec::with_capacity(held.len() / 2);
        for (place, (shingle, _)) in (0..).zip(&held) {
            if shingles.last().is_none_or(|(last, _)| last != shingle) {
                shingles.push((*shingle, place));
            }
        }
        let bits = shingles.len().next_power_of_two().ilog2().max(1);
        let shift = normal::SHINGLE_BITS - PARTS.ilog2() - bits;
        let mut part =
            Part { begin: vec![0; (1 << bits) + 1], shift, shingles, holders: held.iter().map(|(_, release)| *release).collect() };
        for place in 0..part.shingles.len() {
            let place = part.place(part.shingles[place].0);
            part.begin[place + 1] += 1;
        }
        for place in 1..part.begin.len() {
            part.begin[place] += part.begin[place - 1];
        }
        part.shingles.push((u64::MAX, held.len() as u32)); // where the last one's end
        part
    }

    fn place(&self, shingle: u64) -> usize {
        (shingle >> self.shift) as usize & (self.begin.len() - 2)
    }
}

impl Holders {
    /// `held`: of each release the shingles that can be asked for, sorted.
    fn of(held: &[Vec<u64>]) -> Holders {
        let about = held.iter().map(Vec::len).sum::<usize>() / PARTS;
        Holders(shared_out((0..PARTS).collect(), |part| {
            let mut of_part = Vec::with_capacity(about + about / 4);
            for (release, held) in (0..).zip(held) {
                let held = &held[held.partition_point(|shingle| Holders::part(*shingle) < part)..];
                of_part.extend(held.iter().take_while(|shingle| Holders::part(**shingle) == part).map(|shingle| (*shingle, release)));
            }
            Part::of(of_part)
        }))
    }

    fn part(shingle: u64) -> usize {
        (shingle >> (normal::SHINGLE_BITS - PARTS.ilog2())) as usize
    }

    /// The holders of those of these shingles that any release holds.
    fn of_each<'a>(&'a self, asked: &[u64], places: &mut Vec<(u32, u32)>, found: &mut Vec<&'a [u32]>) {
        // Step by step for all of them, so that the machine can wait for many places in memory at once.
        places.clear();
        places.extend(asked.iter().map(|&shingle| {
            let part = &self.0[Holders::part(shingle)];
            let place = part.place(shingle);
            (part.begin[place], part.begin[place + 1])
        }));
        found.clear();
        found.extend(asked.iter().zip(&*places).filter_map(|(shingle, &(from, to))| {
            let part = &self.0[Holders::part(*shingle)];
            let place = from as usize + part.shingles[from as usize..to as usize].iter().position(|(other, _)| other == shingle)?;
            Some(&part.holders[part.shingles[place].1 as usize..part.shingles[place + 1].1 as usize])
        }));
    }
}

/// For each post in a release, from *quotes* up: the release that holds most of it, of those published in time; of equals, the
/// earliest.
fn find_releases(posts: &[Post<'_>], texts: &[Shingled], used: &Rough, releases: &[Release<'_>]) -> Vec<(usize, (i64, f64))> {
    if releases.is_empty() {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..releases.len()).collect();
    order.sort_by_key(|&release| releases[release].at);
    let held = of_each(&order, |&release| {
        let mut shingles = shingles(&normalise(releases[release].text));
        shingles.retain(|&shingle| used.times(shingle) > 0);
        shingles
    });
    let holders = Holders::of(&held);
    drop(held);
    let boilerplate = boilerplate(posts, texts, used);

    let found = shared_out((0..posts.len().div_ceil(PARCEL)).collect(), |parcel| {
        let mut search = Search::new(&holders, releases.len());
        let posts = posts.iter().zip(texts).enumerate().skip(parcel * PARCEL).take(PARCEL);
        let found = posts.filter_map(|(place, (post, text))| {
            if text.is_short {
                return None;
            }
            let in_time = order.partition_point(|&release| releases[release].at <= post.at + LATEST) as u32;
            let own = text.shingles.iter().copied().filter(|shingle| !boilerplate[&post.account].contains(shingle)).collect::<Vec<_>>();
            let (count, release) = search.most_held(&own, in_time)?;
            Some((place, (releases[order[release as usize]].id, f64::from(count) / own.len() as f64)))
        });
        found.collect::<Vec<_>>()
    });
    found.into_iter().flatten().collect()
}

/// How many posts a thread looks up at a time.
const PARCEL: usize = 1_024;
/// How many shingles *quotes* asks of so many.
fn least(own: usize) -> usize {
    own.div_ceil(5)
}

/// What is used again from post to post.
struct Search<'a> {
    holders: &'a Holders,
    places: Vec<(u32, u32)>,
    found: Vec<&'a [u32]>,
    /// How many shingles each release is known to hold; between posts, none.
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl<'a> Search<'a> {
    fn new(holders: &'a Holders, releases: usize) -> Search<'a> {
        Search { holders, places: Vec::new(), found: Vec::new(), counts: vec![0; releases], touched: Vec::new() }
    }

    /// How many of these shingles the release holds that holds most of them, of those before `in_time` and from *quotes* up; of equals,
    /// the first.
    ///
    /// A release that holds a fifth of a post holds one of all but a fifth of its shingles: the most frequent ones, which stand in many
    /// releases, need only be looked for in those that hold another one (prefix filtering, see [`find_repeats`]).
    fn most_held(&mut self, own: &[u64], in_time: u32) -> Option<(u32, u32)> {
        self.holders.of_each(own, &mut self.places, &mut self.found);
        let least = least(own.len()).max(1);
        let rare = (self.found.len() + 1).checked_sub(least).filter(|rare| *rare > 0)?;
        self.found.select_nth_unstable_by_key(rare - 1, |holders| holders.len());
        let (rare, frequent) = self.found.split_at(rare);
        let Search { counts, touched, .. } = self;
        for holders in rare {
            for &release in holders.iter().take_while(|release| **release < in_time) {
                if counts[release as usize] == 0 {
                    touched.push(release);
                }
                counts[release as usize] += 1;
            }
        }
        let mut rest = frequent.len();
        for holders in frequent {
            // Whoever can't hold as many any more as another does already, or as are asked for, is not looked at again.
            let most = touched.iter().map(|&release| counts[release as usize]).max().unwrap_or_default().max(least as u32);
            touched.retain(|&release| {
                let may = counts[release as usize] + rest as u32 >= most;
                if !may {
                    counts[release as usize] = 0;
                }
                may
            });
            rest -= 1;
            if touched.len() * LOOK_UP < holders.len() {
                for &release in &*touched {
                    counts[release as usize] += u32::from(holders.binary_search(&release).is_ok());
                }
            } else {
                holders.iter().for_each(|&release| counts[release as usize] += u32::from(counts[release as usize] > 0));
            }
        }
        let mut best: Option<(u32, u32)> = None;
        for release in touched.drain(..) {
            let count = std::mem::take(&mut counts[release as usize]);
            if count as usize >= least && best.is_none_or(|(most, first)| count > most || (count == most && release < first)) {
                best = Some((count, release));
            }
        }
        best
    }
}

/// To look one release up among holders takes about as long as to pass so many of them.
const LOOK_UP: usize = 16;

/// For each post that repeats an earlier one: the one it is most like; of equals, the earliest.
///
/// Two sets can only be four fifths alike if they share one of their rarest shingles (prefix filtering: Chaudhuri, Ganti and
/// Kaushik 2006), so only those are indexed; every candidate is then compared exactly.
fn find_repeats(texts: &[Shingled], used: &Rough) -> Vec<(usize, (usize, f64))> {
    // By the place of a shingle the last text with it among its rarest, and by each of those the one before. That other shingles may
    // have the same place only costs time.
    let mut last: Vec<u32> = vec![u32::MAX; used.times.len()];
    let mut chain: Vec<(u32, u32)> = Vec::new();
    let mut by_text: FxHashMap<&str, usize> = FxHashMap::default();
    let mut compared = vec![usize::MAX; texts.len()];
    let mut found: Vec<(usize, (usize, f64))> = Vec::new();
    let mut rarest: Vec<(u16, u64)> = Vec::new();
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
        if text.is_short {
            continue;
        }
        // Any fixed order would give the same, only slower.
        rarest.clear();
        rarest.extend(text.shingles.iter().map(|&shingle| (used.times(shingle), shingle)));
        let so_many = rarest.len() - (4 * rarest.len()).div_ceil(5) + 1;
        rarest.select_nth_unstable(so_many - 1);
        rarest.truncate(so_many);
        rarest.retain(|(times, _)| *times > 1); // no other text has it
        let mut best: Option<(f64, usize)> = None;
        compared[place] = place; // with itself, it need not be
        for &(_, shingle) in &rarest {
            let mut next = std::mem::replace(&mut last[used.place(shingle)], chain.len() as u32);
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
