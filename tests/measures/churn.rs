//! Press releases said again, and texts said before (MEASURES §2).

use std::collections::{BTreeMap, BTreeSet};

use earshot_measures::{Match, Post, Release, find_matches, longest_common_words, normalise};
use proptest::prelude::*;

use crate::talk::{DAY, Talk, close};

/// A text of which every character is another, so that `characters − 14` shingles can be counted by hand.
fn run(characters: std::ops::Range<u32>) -> String {
    characters.map(|at| char::from_u32(0x4e00 + at).expect("a letter")).collect()
}

fn post(message: u32, at: i64, text: &str) -> Post<'_> {
    Post { message, account: 0, at, text }
}

/// What is found of one post in some releases, all of the same moment.
fn in_releases(text: &str, releases: &[&str]) -> Option<(i64, f64)> {
    let releases: Vec<Release<'_>> = releases.iter().zip(1..).map(|(text, id)| Release { id, at: 0, text }).collect();
    find_matches(&[post(0, 0, text)], &releases).of(0).and_then(|found| found.release)
}

fn repeats(texts: &[&str]) -> Vec<Option<(u32, f64)>> {
    let posts: Vec<Post<'_>> = texts.iter().zip(0..).map(|(text, message)| post(message, i64::from(message), text)).collect();
    let found = find_matches(&posts, &[]);
    posts.iter().map(|post| found.of(post.message).and_then(|found| found.repeats)).collect()
}

#[test]
fn texts_are_made_comparable() {
    for (text, expected) in [
        ("Hello  World", "hello world"),
        (" a \n\t b\u{a0}c ", "a b c"),
        ("ﬁne ＡＢＣ", "fine abc"),
        ("see https://t.co/abc now", "see now"),
        ("see http://a.example/x?y#z", "see"),
        ("https and http: are words", "https and http: are words"),
        ("RT @Desk_1: Hello", "hello"),
        ("RT @Desk Hello", "rt hello"),
        ("so RT @Desk: hello", "so rt : hello"),
        ("hi @Bob_1, there", "hi , there"),
        ("mail me@there.example", "mail me .example"),
        ("at @ noon", "at @ noon"),
        ("#Flood news #wex", "flood news wex"),
        ("“quoted” ‘so’ «or so»", "\"quoted\" 'so' \"or so\""),
        ("a–b—c−d‑e", "a-b-c-d-e"),
        ("https://t.co/abc", ""),
        ("@bob #", ""),
    ] {
        assert_eq!(normalise(text), expected, "{text}");
    }
}

#[test]
fn containment_is_the_share_of_the_posts_shingles() {
    // 64 characters: 50 shingles. A release that holds the first m of them shares m − 14.
    let text = run(0..64);
    let held = |m: u32| in_releases(&text, &[&format!("{}{}", run(0..m), run(900..1_000))]).map(|(_, containment)| containment);
    assert_eq!(held(23), None, "9 of 50 are not even quotes");
    assert_eq!(held(24), Some(0.2));
    assert_eq!(held(38), Some(0.48));
    assert_eq!(held(39), Some(0.5));
    assert_eq!(held(54), Some(0.8));
    assert_eq!(held(64), Some(1.0));
}

#[test]
fn a_post_carries_a_release_from_one_half_up() {
    let carried = |m: u32| {
        let release = format!("{}{}", run(0..m), run(900..1_000));
        let talk = Talk::of(&["Desk"]).release(0, &release).says(1, "Desk", 60, &run(0..64));
        talk.total().part("churn_index")
    };
    assert_eq!((carried(38), carried(39)), ((0, 1), (1, 1)));
}

#[test]
fn a_long_release_does_not_thin_out_a_short_post() {
    let release = run(0..3_000);
    assert_eq!(in_releases(&run(1_000..1_200), &[&release]), Some((1, 1.0)));
}

#[test]
fn a_text_under_thirty_characters_is_too_short_to_say() {
    let release = run(0..200);
    assert_eq!(in_releases(&run(0..29), &[&release]), None);
    assert_eq!(in_releases(&run(0..30), &[&release]), Some((1, 1.0)));
    // Measured when normalised: the link does not count.
    assert_eq!(in_releases(&format!("{} https://t.co/abcdefgh", run(0..29)), &[&release]), None);
}

#[test]
fn the_release_that_holds_most_and_of_equals_the_earliest() {
    let text = run(0..64);
    let (half, whole) = (run(0..39), run(0..64));
    assert_eq!(in_releases(&text, &[&half, &whole]), Some((2, 1.0)));
    let at = |id, at| Release { id, at, text: &whole };
    let found = find_matches(&[post(0, 100, &text)], &[at(1, 50), at(2, 10), at(3, 20)]);
    assert_eq!(found.of(0).unwrap().release, Some((2, 1.0)));
}

#[test]
fn a_release_counts_until_a_day_after_the_post() {
    let day = DAY * 1_000;
    let (text, half) = (run(0..64), run(0..39));
    let release = |id, at, text| Release { id, at, text };
    let found = |releases: &[Release<'_>]| find_matches(&[post(0, 0, &text)], releases).of(0).and_then(|found| found.release);
    assert_eq!(found(&[release(1, day, &text)]), Some((1, 1.0)));
    assert_eq!(found(&[release(1, day + 1, &text)]), None);
    // One that holds more, but comes too late, does not hide one that holds less.
    assert_eq!(found(&[release(1, day + 1, &text), release(2, -9 * day, &half)]), Some((2, 0.5)));
}

#[test]
fn boilerplate_is_left_out_when_a_post_is_looked_for_in_releases() {
    // 70 characters, 56 shingles, of which 26 are in the standing phrase: 26 of 56 stand in a release that is that phrase.
    let phrase = run(10_000..10_040);
    let with_phrase = |posts: usize, of: usize| -> Option<f64> {
        let texts: Vec<String> =
            (0..of as u32).map(|n| run(n * 100..n * 100 + 30) + if (n as usize) < posts { &phrase } else { "" }).collect();
        let posts: Vec<Post<'_>> = texts.iter().zip(0..).map(|(text, message)| post(message, 0, text)).collect();
        let releases = [Release { id: 1, at: 0, text: &phrase }];
        find_matches(&posts, &releases).of(0).and_then(|found| found.release).map(|(_, containment)| containment)
    };
    assert_eq!(with_phrase(6, 20), Some(26.0 / 56.0), "30 % is not more than 30 %");
    assert_eq!(with_phrase(7, 20), None);
    assert_eq!(with_phrase(19, 19), Some(26.0 / 56.0), "19 texts are too few to tell");
}

#[test]
fn boilerplate_counts_different_texts_of_one_account() {
    let phrase = run(10_000..10_040);
    let releases = [Release { id: 1, at: 0, text: &phrase }];
    let found = |texts: &[(u32, String)]| {
        let posts: Vec<Post<'_>> =
            texts.iter().zip(0..).map(|((account, text), message)| Post { message, account: *account, at: 0, text }).collect();
        find_matches(&posts, &releases).of(0).and_then(|found| found.release).is_some()
    };
    let own = |n: u32| run(n * 100..n * 100 + 30);
    // The same text ten times is one of 20 different ones.
    let mut same: Vec<(u32, String)> = (0..10).map(|_| (0, own(0) + &phrase)).collect();
    same.extend((1..20).map(|n| (0, own(n))));
    assert!(found(&same));
    // What stands in all texts of another account is not this account's boilerplate.
    let mut other: Vec<(u32, String)> = vec![(0, own(0) + &phrase)];
    other.extend((1..30).map(|n| (n % 2, if n % 2 == 1 { own(n) + &phrase } else { own(n) })));
    assert!(found(&other));
}

#[test]
fn boilerplate_is_not_left_out_when_repeats_are_looked_for() {
    // 220 characters: 206 shingles, 186 of them in the phrase that all share. 186 of 226 is .82.
    let phrase = run(10_000..10_200);
    let texts: Vec<String> = (0..25).map(|n| run(n * 100..n * 100 + 20) + &phrase).collect();
    let found = repeats(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(found[0], None);
    assert!(
        found[1..].iter().all(|found| found.is_some_and(|(earlier, jaccard)| earlier == 0 && close(jaccard, 186.0 / 226.0))),
        "{found:?}"
    );
}

#[test]
fn a_repeat_is_four_fifths_alike() {
    // 104 characters are 90 shingles; moved on by 10, 80 are shared: 80 of 100. Moved on by 11: 79 of 101.
    assert_eq!(repeats(&[&run(0..104), &run(10..114)]), [None, Some((0, 0.8))]);
    assert_eq!(repeats(&[&run(0..104), &run(11..115)]), [None, None]);
}

#[test]
fn a_post_repeats_the_one_it_is_most_like_and_of_equals_the_earliest() {
    let (text, other) = (run(0..104), run(10..114));
    assert_eq!(repeats(&[&other, &text, &text, &text]), [None, Some((0, 0.8)), Some((1, 1.0)), Some((1, 1.0))]);
}

#[test]
fn a_short_text_repeats_only_an_equal_one() {
    let (short, shorter) = (run(0..29), run(0..28));
    assert_eq!(repeats(&[&short, &shorter, &short, &run(0..30)]), [None, None, Some((0, 1.0)), None]);
    // A link and a hashtag's # do not make it another.
    assert_eq!(repeats(&["#Good morning", "Good morning https://t.co/abc"]), [None, Some((0, 1.0))]);
    // Nothing left is not a text.
    assert_eq!(repeats(&["https://t.co/abc", "https://t.co/def", ""]), [None, None, None]);
}

#[test]
fn an_address_alone_repeats_only_the_same_address() {
    let texts = ["https://t.example/abc", "https://t.example/xyz", " https://t.example/abc ", "@desk", "@desk", ""];
    assert_eq!(repeats(&texts), [None, None, Some((0, 1.0)), None, Some((3, 1.0)), None]);
    let long = "https://t.example/a-very-long-address-of-a-page-of-the-council";
    assert_eq!(repeats(&[long, &format!("{long}-2")]), [None, None]);
}

#[test]
fn the_accounts_of_one_user_repeat_each_other() {
    let text = "Come and see the lanterns in the market square this evening";
    let talk = Talk::of(&["Desk", "Shop"]).says(1, "Desk", 0, text).says(2, "Shop", 1, &format!("{text} #wexby")).says(
        3,
        "Shop",
        2,
        &format!("RT @Desk: {text}"),
    );
    let figures = talk.total();
    // A repost stands outside.
    assert_eq!(figures.part("repeat_share"), (1, 2));
    assert_eq!((figures.value("churn_index"), figures.get("churn_index").note.as_deref()), (None, Some("no releases imported")));
    assert_eq!((figures.value("recycled_share"), figures.value("rung(release)")), (None, None));
    assert_eq!(figures.part("rung(repeat)"), (1, 2));
}

#[test]
fn a_release_goes_before_a_repeat_on_the_ladder() {
    let text = run(0..64);
    let talk = Talk::of(&["Desk"]).release(-60, &run(0..200)).says(1, "Desk", 0, &text).says(2, "Desk", 1, &text);
    let figures = talk.total();
    assert_eq!((figures.part("churn_index"), figures.part("repeat_share"), figures.part("recycled_share")), ((2, 2), (1, 2), (2, 2)));
    assert_eq!((figures.part("rung(release)"), figures.part("rung(repeat)")), ((2, 2), (0, 2)));
}

#[test]
fn the_longest_run_of_common_words() {
    let release = "Tonight the river is rising slowly, and “nobody is to cross” it.";
    assert_eq!(longest_common_words("The RIVER is rising fast today", release), "the river is rising");
    assert_eq!(longest_common_words("Yes: \"nobody is to cross\" it.", release), "\"nobody is to cross\" it.");
    assert_eq!(longest_common_words("Lanterns", release), "");
    assert_eq!(longest_common_words("", release), "");
}

/// MEASURES §2 as sets of strings: every post against every release and every earlier post.
fn slowly(posts: &[(u32, i64, String)], releases: &[(i64, String)]) -> Vec<Match> {
    let shingles = |text: &str| -> BTreeSet<String> {
        let letters: Vec<char> = text.chars().collect();
        letters.windows(15).map(|window| window.iter().collect()).collect()
    };
    let texts: Vec<String> = posts.iter().map(|(_, _, text)| normalise(text)).collect();
    let short = |text: &String| text.chars().count() < 30;
    let standing = |account: u32| -> BTreeSet<String> {
        let different: BTreeSet<&String> = posts.iter().zip(&texts).filter(|((of, ..), _)| *of == account).map(|(_, text)| text).collect();
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        for shingle in different.iter().flat_map(|text| shingles(text)) {
            *used.entry(shingle).or_default() += 1;
        }
        used.retain(|_, times| different.len() >= 20 && *times * 10 > different.len() * 3);
        used.into_keys().collect()
    };
    let standing = [standing(0), standing(1)];
    let mut in_order: Vec<(usize, &(i64, String))> = releases.iter().enumerate().collect();
    in_order.sort_by_key(|(id, (at, _))| (*at, *id));
    (0..posts.len())
        .map(|place| {
            let (account, at, _) = &posts[place];
            let text = &texts[place];
            let own: BTreeSet<String> = shingles(text).difference(&standing[*account as usize]).cloned().collect();
            let mut release: Option<(i64, f64)> = None;
            for (id, (published, body)) in &in_order {
                let shared = own.intersection(&shingles(&normalise(body))).count() as f64 / own.len() as f64;
                let in_time = *published <= at + 86_400_000;
                if !short(text) && in_time && shared >= 0.2 && release.is_none_or(|(_, most)| shared > most) {
                    release = Some((*id as i64, shared));
                }
            }
            let mut repeats: Option<(u32, f64)> = None;
            for (earlier, before) in texts[..place].iter().enumerate() {
                let (a, b) = (shingles(text), shingles(before));
                let jaccard = match short(text) || short(before) {
                    true => f64::from(u8::from(text == before && !text.is_empty())),
                    false => a.intersection(&b).count() as f64 / a.union(&b).count() as f64,
                };
                if jaccard >= 0.8 && repeats.is_none_or(|(_, most)| jaccard > most) {
                    repeats = Some((earlier as u32, jaccard));
                }
            }
            Match { release, repeats, partner: None }
        })
        .collect()
}

/// Texts that have much in common: a few of a handful of phrases, and a word between.
fn text() -> impl Strategy<Value = String> {
    let phrase = prop::sample::select(vec![
        "The bridge is closed",
        "Find out more on our website and sign up",
        "until further notice because of the flood in the lower town",
        "https://t.co/abc",
        "#wexby",
        "lanterns, music & fireworks in the market square this evening",
        "@someone",
        "Please take care",
    ]);
    (prop::collection::vec(phrase, 0..5), 0..4_u8).prop_map(|(phrases, number)| format!("{} {number}", phrases.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_sets_of_strings_find(
        posts in prop::collection::vec((0..2_u32, 0..5_i64, text()), 0..60),
        releases in prop::collection::vec((0..5_i64, prop::collection::vec(text(), 0..4)), 0..5),
    ) {
        let day = DAY * 1_000;
        let mut posts: Vec<(u32, i64, String)> = posts.into_iter().map(|(account, at, text)| (account, at * day, text)).collect();
        posts.sort_by_key(|(_, at, _)| *at);
        let releases: Vec<(i64, String)> = releases.into_iter().map(|(at, texts)| (at * day, texts.join("\n"))).collect();
        let given: Vec<Post<'_>> =
            posts.iter().zip(0..).map(|((account, at, text), message)| Post { message, account: *account, at: *at, text }).collect();
        let feed: Vec<Release<'_>> = releases.iter().zip(0..).map(|((at, text), id)| Release { id, at: *at, text }).collect();
        let found = find_matches(&given, &feed);
        for (post, expected) in given.iter().zip(slowly(&posts, &releases)) {
            prop_assert_eq!(found.of(post.message).copied().unwrap_or_default(), expected, "{}", post.text);
        }
    }
}
