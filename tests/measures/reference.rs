//! Against a slow reference that computes the same figures in plain Python; it stands beside the repository, not in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::DateTime;
use earshot_measures::{Builder, Corpus, Glossary, Platform, Post, Raw, Release, Selection, find_matches};
use earshot_model::Grouping;
use earshot_test_support::{made, repository};
use serde::Deserialize;

use crate::talk::{close, days, everything};

/// The folder of the reference; `None`, and a line that says so, where it is not.
fn bench() -> Option<PathBuf> {
    let folder = repository().join("../shared/bench");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|run| run.status.success());
    if !python || !folder.join("oracle.py").is_file() {
        eprintln!("not held against the reference: ../shared/bench or python3 is not there");
        return None;
    }
    Some(folder)
}

/// What a script of the reference prints.
fn python(bench: &Path, arguments: &[&str]) -> String {
    let run = Command::new("python3").args(arguments).current_dir(bench).env("PYTHONDONTWRITEBYTECODE", "1").output().expect("python3");
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[derive(Debug, Deserialize)]
struct Message {
    tweet_id: String,
    author_id: String,
    inbound: String,
    created_at: String,
    text: String,
    in_response_to_tweet_id: String,
}

/// The file as the conversation reader and the store would give it.
fn read(path: &Path) -> Corpus {
    let messages: Vec<Message> = csv::Reader::from_path(path).expect("the file").deserialize().map(|row| row.expect("a row")).collect();
    let at =
        |message: &Message| DateTime::parse_from_str(&message.created_at, "%a %b %d %H:%M:%S %z %Y").expect("a date").timestamp_millis();
    let inbound = |message: &Message| message.inbound.eq_ignore_ascii_case("true");
    let newest = messages.iter().map(at).max().expect("messages");
    let (people, accounts): (Vec<&Message>, Vec<&Message>) = messages.iter().partition(|message| inbound(message));
    let numbered = |of: Vec<&Message>| -> BTreeMap<String, i64> {
        let names: BTreeSet<String> = of.iter().map(|message| message.author_id.clone()).collect();
        names.into_iter().zip(1..).collect()
    };
    let (people, accounts) = (numbered(people), numbered(accounts));
    let platform = Platform(0);
    let mut glossary = Glossary::new(None);
    for (name, id) in &accounts {
        glossary.account(platform, *id, name, name, newest, true);
    }
    let mut builder = Builder::new(&glossary, 0, 0);
    for (name, id) in &people {
        builder.person(platform, *id, Some(name));
    }
    for (message, id) in messages.iter().zip(1..) {
        let parent = message.in_response_to_tweet_id.trim_end_matches(".0");
        let parsed = glossary.read(&Raw {
            id,
            space: 0,
            platform,
            native_id: &message.tweet_id,
            ids_hold_time: false,
            account: if inbound(message) { None } else { Some(accounts[&message.author_id]) },
            person: if inbound(message) { Some(people[&message.author_id]) } else { None },
            direct: false,
            repost: false,
            at: at(message),
            whole_day: false,
            parent: (!parent.is_empty()).then_some(parent),
            parent_known: true,
            parent_author: None,
            conversation: None,
            text: &message.text,
        });
        parsed.into_iter().for_each(|parsed| builder.take(parsed));
    }
    builder.finish()
}

#[derive(Debug, PartialEq, Deserialize)]
struct Row {
    id: String,
    group: Option<String>,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    k: Option<f64>,
    n: Option<f64>,
}

fn differs(a: &Row, b: &Row) -> bool {
    let same = |a: Option<f64>, b: Option<f64>| a.zip(b).map_or(a == b, |(a, b)| close(a, b));
    ![(a.value, b.value), (a.low, b.low), (a.high, b.high), (a.k, b.k), (a.n, b.n)].into_iter().all(|(a, b)| same(a, b))
}

/// Holds every row of the reference against ours, and every one of ours whose id the reference has.
fn compare(corpus: &Corpus, selection: &Selection, groupings: &[Grouping], reference: &str) -> usize {
    #[derive(Deserialize)]
    struct Document {
        measures: Vec<Row>,
    }
    let reference: Document = serde_json::from_str(reference).expect("the reference prints JSON");
    let keyed = |rows: Vec<Row>| -> BTreeMap<(String, Option<String>), Row> {
        rows.into_iter().map(|row| ((row.id.clone(), row.group.clone()), row)).collect()
    };
    let theirs = keyed(reference.measures);
    // By month the reference has plain counts only.
    let month = |group: &Option<String>| group.as_deref().is_some_and(|group| group.starts_with("2017-") || group.starts_with("2018-"));
    let ids: BTreeSet<(&str, bool)> = theirs.keys().map(|(id, group)| (id.as_str(), month(group))).collect();
    let number = |k: Option<i64>| k.map(|k| k as f64);
    let ours: Vec<Row> = corpus
        .measure(&[], selection, groupings)
        .expect("all ids can be measured")
        .into_iter()
        .filter(|row| ids.contains(&(row.id.as_str(), month(&row.group))))
        .map(|row| Row { id: row.id, group: row.group, value: row.value, low: row.low, high: row.high, k: number(row.k), n: number(row.n) })
        .collect();
    let ours = keyed(ours);
    let keys: BTreeSet<_> = theirs.keys().chain(ours.keys()).collect();
    let different: Vec<String> = keys
        .iter()
        .filter_map(|key| match (ours.get(key), theirs.get(key)) {
            (Some(ours), Some(theirs)) if !differs(ours, theirs) => None,
            (ours, theirs) => Some(format!("{key:?}\n  ours   {ours:?}\n  theirs {theirs:?}")),
        })
        .collect();
    let shown = different.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(different.is_empty(), "{} of {} rows differ:\n{shown}", different.len(), keys.len());
    keys.len()
}

#[test]
fn every_figure_is_what_the_reference_finds() {
    let Some(bench) = bench() else { return };
    for seed in ["1", "2", "3"] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("conversations.csv");
        let path = file.to_str().expect("a path in UTF-8");
        python(&bench, &["conversations.py", "--messages", "20000", "--seed", seed, "--out", path]);
        let corpus = read(&file);
        assert_eq!(corpus.len(), 20_000);
        let all =
            compare(&corpus, &everything(), &[Grouping::Total, Grouping::Account, Grouping::Month], &python(&bench, &["oracle.py", path]));

        // The account that hears most, and one that hears little, over one quarter.
        let busy = corpus.measure(&["inbound".to_owned()], &everything(), &[Grouping::Account]).expect("a count");
        let heard = |row: &&earshot_model::Measure| row.value.map_or(0, |value| value as u64);
        let most = busy.iter().max_by_key(heard).and_then(|row| row.group.clone()).expect("an account");
        let least = busy.iter().filter(|row| heard(row) > 10).min_by_key(heard).and_then(|row| row.group.clone()).expect("an account");
        for name in [most, least] {
            let index = corpus.accounts().iter().position(|account| account.name == name).expect("the account") as u32;
            let quarter = Selection { accounts: vec![index], ..days("2017-10-01", "2018-01-01") };
            let theirs = python(&bench, &["oracle.py", path, "--account", &name, "--from", "2017-10-01", "--to", "2018-01-01"]);
            compare(&corpus, &quarter, &[Grouping::Total, Grouping::Month], &theirs);
        }
        eprintln!("seed {seed}: {all} rows of 20,000 messages are what the reference finds");
    }
}

#[derive(Debug, Deserialize)]
struct Found {
    post_id: String,
    release_guid: String,
    containment: Option<f64>,
    repeat_of: String,
    jaccard: Option<f64>,
}

#[test]
fn every_match_is_what_the_reference_finds() {
    let Some(bench) = bench() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path in UTF-8");
    python(&bench, &["releases.py", "--releases", "300", "--posts", "3000", "--seed", "1", "--out-dir", path]);
    let matches = folder.path().join("matches.csv");
    python(&bench, &["peer_exact.py", path, "--matches", matches.to_str().expect("a path in UTF-8")]);

    let (feed, tweets) = (made::releases(folder.path()), made::posts(folder.path()));
    assert_eq!(feed.len(), 300);
    let posts: Vec<Post<'_>> =
        tweets.iter().zip(0..).map(|(tweet, message)| Post { message, account: 0, at: tweet.at, text: &tweet.text }).collect();
    let releases: Vec<Release<'_>> = feed.iter().zip(0..).map(|(made, id)| Release { id, at: made.at, text: &made.text }).collect();
    let found = find_matches(&posts, &releases);

    let expected: Vec<Found> =
        csv::Reader::from_path(matches).expect("the matches").deserialize().map(|row| row.expect("a match")).collect();
    assert_eq!(expected.len(), 3_000);
    for (expected, (tweet, post)) in expected.iter().zip(tweets.iter().zip(&posts)) {
        assert_eq!(expected.post_id, tweet.id);
        let ours = found.of(post.message).copied().unwrap_or_default();
        let (guid, containment) = ours.carried().map_or(("", None), |(id, share)| (feed[id as usize].id.as_str(), Some(share)));
        let (earlier, jaccard) = ours.repeats.map_or(("", None), |(post, share)| (tweets[post as usize].id.as_str(), Some(share)));
        assert_eq!((guid, containment), (expected.release_guid.as_str(), expected.containment), "{}", tweet.text);
        assert_eq!((earlier, jaccard), (expected.repeat_of.as_str(), expected.jaccard), "{}", tweet.text);
    }
}
