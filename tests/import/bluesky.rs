//! The repository of a Bluesky account. Its bytes are made here, block by block.

use earshot_model::{Certainty, Overrides, Parent, ProblemCode, Severity};
use insta::assert_snapshot;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::reading::{Everything, lines, plan_lines, plan_with, read, the_plan, the_refusal, written};

const DID: &str = "did:plc:holmcouncil";

/// A value as a repository writes it.
enum Cbor {
    Text(String),
    Bytes(Vec<u8>),
    Number(u64),
    List(Vec<Cbor>),
    /// With the keys in the order in which they are written.
    Map(Vec<(&'static str, Cbor)>),
    Link(Vec<u8>),
    Null,
}

use Cbor::{Bytes, Link, List, Map, Null, Number};

fn text(text: &str) -> Cbor {
    Cbor::Text(text.to_owned())
}

impl Cbor {
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Cbor::Text(text) => {
                head(out, 3, text.len() as u64);
                out.extend(text.as_bytes());
            }
            Bytes(bytes) => {
                head(out, 2, bytes.len() as u64);
                out.extend(bytes);
            }
            Number(number) => head(out, 0, *number),
            List(items) => {
                head(out, 4, items.len() as u64);
                items.iter().for_each(|item| item.write(out));
            }
            Map(entries) => {
                head(out, 5, entries.len() as u64);
                for (key, value) in entries {
                    text(key).write(out);
                    value.write(out);
                }
            }
            Link(cid) => {
                head(out, 6, 42);
                Bytes([&[0][..], cid].concat()).write(out);
            }
            Null => out.push(0xf6),
        }
    }
}

fn head(out: &mut Vec<u8>, kind: u8, number: u64) {
    match number {
        0..24 => out.push(kind << 5 | number as u8),
        24..256 => out.extend([kind << 5 | 24, number as u8]),
        _ => {
            out.push(kind << 5 | 25);
            out.extend(u16::try_from(number).unwrap().to_be_bytes());
        }
    }
}

/// Version 1, DAG-CBOR, SHA-256.
fn cid(block: &[u8]) -> Vec<u8> {
    [&[1, 0x71, 0x12, 0x20][..], &Sha256::digest(block)].concat()
}

fn varint(mut number: usize) -> Vec<u8> {
    let mut out = Vec::new();
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
    out
}

fn section(parts: &[&[u8]]) -> Vec<u8> {
    let bytes = parts.concat();
    [varint(bytes.len()), bytes].concat()
}

/// A file of these blocks, of which the first is the commit.
fn car(blocks: &[Vec<u8>]) -> Vec<u8> {
    let header = Map(vec![("roots", List(vec![Link(cid(&blocks[0]))])), ("version", Number(1))]).bytes();
    let mut out = section(&[&header]);
    for block in blocks {
        out.extend(section(&[&cid(block), block]));
    }
    out
}

fn commit(tree: &[u8]) -> Vec<u8> {
    let fields = vec![
        ("did", text(DID)),
        ("rev", text("3kmnbb66bs222")),
        ("sig", Bytes(vec![7; 64])),
        ("data", Link(cid(tree))),
        ("prev", Null),
        ("version", Number(3)),
    ];
    Map(fields).bytes()
}

/// A branch; each key is written without what it shares with the one before it.
fn branch(left: Option<&[u8]>, entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut before = "";
    let mut list = Vec::new();
    for (key, block) in entries {
        let shared = key.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
        let rest = Bytes(key.as_bytes()[shared..].to_vec());
        list.push(Map(vec![("k", rest), ("p", Number(shared as u64)), ("t", Null), ("v", Link(cid(block)))]));
        before = key;
    }
    Map(vec![("e", List(list)), ("l", left.map_or(Null, |left| Link(cid(left))))]).bytes()
}

fn reply(root: &str, parent: &str) -> Cbor {
    let end = |uri: &str| Map(vec![("cid", text("bafyreia")), ("uri", text(uri))]);
    Map(vec![("root", end(root)), ("parent", end(parent))])
}

fn post(words: &str, at: &str, answers: Option<Cbor>) -> Vec<u8> {
    let mut fields = vec![("text", text(words)), ("$type", text("app.bsky.feed.post")), ("langs", List(vec![text("en")]))];
    fields.extend(answers.map(|reply| ("reply", reply)));
    fields.push(("createdAt", text(at)));
    Map(fields).bytes()
}

/// What a repository holds: three posts, a repost, a like and a profile, in a tree of two branches.
fn blocks() -> Vec<Vec<u8>> {
    let mine = format!("at://{DID}/app.bsky.feed.post/3kmkqqhii2222");
    let theirs = "at://did:plc:tilly/app.bsky.feed.post/3kmnb7exa222l";
    let first = post("Gritting tonight: routes 1 & 2 ❄", "2024-02-29T14:00:00.000Z", None);
    let second = post("And the crew is out.", "2024-03-01T14:00:00Z", Some(reply(&mine, &mine)));
    let third = post("@tilly.example A crew comes today.", "2024-03-01T15:01:00+01:00", Some(reply(theirs, theirs)));
    let subject = || Map(vec![("cid", text("bafyreia")), ("uri", text(theirs))]);
    let repost =
        Map(vec![("$type", text("app.bsky.feed.repost")), ("subject", subject()), ("createdAt", text("2024-02-28T14:00:00.000Z"))]).bytes();
    let like =
        Map(vec![("$type", text("app.bsky.feed.like")), ("subject", subject()), ("createdAt", text("2024-02-28T14:00:00Z"))]).bytes();
    let profile = Map(vec![("$type", text("app.bsky.actor.profile")), ("displayName", text("Holm Council"))]).bytes();
    let lower = branch(None, &[("app.bsky.actor.profile/self", &profile), ("app.bsky.feed.like/3kmiabjzq2222", &like)]);
    let upper = branch(
        Some(&lower),
        &[
            ("app.bsky.feed.post/3kmkqqhii2222", &first),
            ("app.bsky.feed.post/3kmnb7exa2222", &second),
            ("app.bsky.feed.post/3kmnbb66bs222", &third),
            ("app.bsky.feed.repost/3kmiabjzq222l", &repost),
        ],
    );
    vec![commit(&upper), upper, lower, profile, like, first, second, third, repost]
}

fn all(bytes: &[u8]) -> Everything {
    read(&the_plan(&written("repo.car", bytes).path))
}

#[test]
fn posts_replies_and_reposts_are_found_by_their_keys() {
    let file = written("repo.car", car(&blocks()));
    let plan = the_plan(&file.path);
    assert_eq!(plan.account.as_ref().unwrap().native_id.as_deref(), Some(DID));
    assert_snapshot!(plan_lines(&plan), @r#"
    format    bluesky (it begins as a repository does, with its version and its root, and names its owner)
    account   @did:plc:holmcouncil on bluesky
    zone      UTC (every time in the file states its offset)
    ids       did:plc:holmcouncil/… (a post's id is its account's DID and its key in the tree)
    account   did:plc:holmcouncil (the commit names the DID; the handle is not in the file and may be chosen by hand)
    preview   2024-02-29T14:00:00Z | @did:plc:holmcouncil | outbound | "Gritting tonight: routes 1 & 2 ❄"
    preview   2024-03-01T14:00:00Z | @did:plc:holmcouncil | outbound | "And the crew is out."
    preview   2024-03-01T14:01:00Z | @did:plc:holmcouncil | outbound | "@tilly.example A crew comes today."
    preview   2024-02-28T14:00:00Z | @did:plc:holmcouncil | outbound | ""
    "#);
    let everything = read(&plan);
    assert_snapshot!(lines(&everything), @r#"
    message   bluesky-post did:plc:holmcouncil/3kmkqqhii2222 by owner, 1709215200000 ±1s Stated, parent none
      text    Some("Gritting tonight: routes 1 & 2 ❄")
      link    https://bsky.app/profile/did:plc:holmcouncil/post/3kmkqqhii2222
    message   bluesky-post did:plc:holmcouncil/3kmnb7exa2222 by owner, 1709301600000 ±1s Stated, parent did:plc:holmcouncil/3kmkqqhii2222 by @did:plc:holmcouncil
      text    Some("And the crew is out.")
      link    https://bsky.app/profile/did:plc:holmcouncil/post/3kmnb7exa2222
    message   bluesky-post did:plc:holmcouncil/3kmnbb66bs222 by owner, 1709301660000 ±1s Stated, parent did:plc:tilly/3kmnb7exa222l by @did:plc:tilly
      text    Some("@tilly.example A crew comes today.")
      link    https://bsky.app/profile/did:plc:holmcouncil/post/3kmnbb66bs222
    message   bluesky-post did:plc:holmcouncil/3kmiabjzq222l by owner, 1709128800000 ±1s Stated, parent none
      text    None
    "#);
    assert_eq!(everything.bytes, plan.bytes);
    let conversations: Vec<_> = everything.messages().iter().map(|message| message.conversation.as_deref()).collect();
    let root = format!("{DID}/3kmkqqhii2222");
    assert_eq!(conversations, [Some(&*root), Some(&*root), Some("did:plc:tilly/3kmnb7exa222l"), None]);

    // The order of the blocks is free.
    let mut backwards = blocks();
    backwards[1..].reverse();
    let mut there: Vec<String> = all(&car(&backwards)).messages().iter().map(|message| message.id.clone()).collect();
    there.reverse();
    assert_eq!(there, everything.messages().iter().map(|message| message.id.clone()).collect::<Vec<_>>());
}

#[test]
fn a_handle_that_is_chosen_stands_for_the_did() {
    let file = written("repo.car", car(&blocks()));
    let overrides = Overrides { account: Some("@holm.example".to_owned()), ..Overrides::default() };
    let plan = plan_with(&file.path, &overrides).files.remove(0);
    let account = plan.account.as_ref().unwrap();
    assert_eq!((&*account.handle, account.native_id.as_deref()), ("holm.example", Some(DID)));
    let everything = read(&plan);
    let parent = Parent::Some { id: format!("{DID}/3kmkqqhii2222"), author: Some("holm.example".to_owned()) };
    assert_eq!(everything.messages()[1].parent, parent);
}

#[test]
fn without_the_tree_a_post_is_named_after_its_block() {
    let mut blocks = blocks();
    blocks.drain(1..3);
    let everything = all(&car(&blocks));
    assert_eq!(everything.messages().len(), 4);
    assert!(everything.messages().iter().all(|message| message.id.starts_with("did:plc:holmcouncil/bafyrei")));
    let [problem] = everything.problems()[..] else { panic!("{}", lines(&everything)) };
    assert_eq!(problem.message, "records have no key in the tree: they get an id made of what they hold: 4");
}

#[test]
fn a_damaged_repository_costs_what_is_damaged() {
    let untimed = Map(vec![("text", text("Time from the key")), ("$type", text("app.bsky.feed.post"))]).bytes();
    let misdated = post("A day that there was not", "2024-02-31T14:00:00Z", None);
    let wordless = Map(vec![("$type", text("app.bsky.feed.post")), ("createdAt", text("2024-02-28T14:00:00Z"))]).bytes();
    let answer = post("To a list", "2024-02-28T14:00:00Z", Some(reply("at://did:plc:tilly/app.bsky.graph.list/1", "nowhere")));
    let tree = branch(
        None,
        &[
            ("app.bsky.feed.post/3kmiabjzq2222", &untimed),
            ("app.bsky.feed.post/its-own-key", &misdated),
            ("app.bsky.feed.post/wordless", &wordless),
            ("app.bsky.feed.post/x", &answer),
        ],
    );
    let broken = Map(vec![("e", List(vec![Map(vec![("p", Number(9)), ("k", Bytes(vec![1]))])])), ("l", Null)]).bytes();
    let mut bytes = car(&[commit(&tree), tree, broken, untimed, misdated, wordless, answer.clone()]);
    // A block that is not what its name says, one that is far too long, and the beginning of another.
    bytes.extend(section(&[&cid(&answer), &post("Forged", "2024-02-28T14:00:00Z", None)]));
    bytes.extend(section(&[&vec![0; 3 << 20]]));
    bytes.extend(&section(&[&cid(&answer), &answer])[..30]);
    let everything = all(&bytes);
    assert_snapshot!(lines(&everything), @r#"
    message   bluesky-post did:plc:holmcouncil/3kmiabjzq2222 by owner, 1709128800000 ±1s FromId, parent none
      text    Some("Time from the key")
      link    https://bsky.app/profile/did:plc:holmcouncil/post/3kmiabjzq2222
    Rejected bad-date in repo.car line - column -
      says    `2024-02-31T14:00:00Z` is no moment that there was -> 
      raw     "app.bsky.feed.post/its-own-key"
    Rejected bad-value in repo.car line - column -
      says    `text` is missing -> 
      raw     "app.bsky.feed.post/wordless"
    message   bluesky-post did:plc:holmcouncil/x by owner, 1709128800000 ±1s Stated, parent unknown
      text    Some("To a list")
      link    https://bsky.app/profile/did:plc:holmcouncil/post/x
    Rejected bad-value in repo.car line - column -
      says    the block is not the one that its name was made of -> 
      raw     "bafyreicpaowjpoegs5iyb7evucvuitpkjqxnfpulig25htd42b6o4737a4"
    Note bad-value in repo.car line - column -
      says    a block is longer than 2 MiB and no post: it is passed over -> 
    Rejected truncated-archive in repo.car line - column -
      says    the file breaks off within a block: what follows is missing -> export the repository again; what stands before it was taken in
    Note bad-value in repo.car line - column -
      says    branches of the tree are damaged: the keys in them are lost: 1 ->
    "#);
    assert_eq!(everything.messages()[0].sent.certainty, Certainty::FromId);
    assert_eq!(everything.messages()[1].parent, Parent::Unknown);
    assert_eq!(everything.bytes, bytes.len() as u64);
}

#[test]
fn a_post_whose_block_can_not_be_read_is_named() {
    let lost = post("Lost on the way", "2024-02-28T14:00:00Z", None);
    let tree = branch(None, &[("app.bsky.feed.post/3kmiabjzq2222", &lost)]);
    let mut bytes = car(&[commit(&tree), tree, lost]);
    // A length in the midst of the last block that leads beyond its end.
    let at = bytes.windows(9).rposition(|window| window == b"createdAt").unwrap();
    bytes[at - 1] = 0x7b;
    let everything = all(&bytes);
    let [problem] = everything.problems()[..] else { panic!("{}", lines(&everything)) };
    assert_eq!(everything.messages().len(), 0);
    assert_eq!((problem.severity, &*problem.message), (Severity::Rejected, "the block can't be read: a post or something like it is lost"));
}

#[test]
fn files_of_blocks_that_are_no_repository() {
    let other = car(&[Map(vec![("name", text("a file on some other network"))]).bytes()]);
    assert_eq!(the_refusal(&written("files.car", &other).path).code, ProblemCode::NotRecognised);
    let problem = the_refusal(&written("repo.car", &other).path);
    assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::Unreadable));
    assert_eq!(problem.message, "the commit, which says whose repository it is, is missing");
    for bytes in [&b"\x3a\xa2eroots"[..], b"gversion", b"\x0agversion\x01\x01", &[0xff; 300]] {
        assert_eq!(the_refusal(&written("repo.car", bytes).path).code, ProblemCode::NotRecognised);
    }
}

#[test]
fn any_cut_is_survived() {
    let bytes = car(&blocks());
    for end in (1..bytes.len()).step_by(3) {
        let file = written("repo.car", &bytes[..end]);
        let plan = crate::reading::plan(&file.path);
        assert!(plan.files.len() + plan.refused.len() == 1);
        for plan in &plan.files {
            read(plan);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_change_is_survived(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = car(&blocks());
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let file = written("repo.car", &bytes);
        for plan in &crate::reading::plan(&file.path).files {
            read(plan);
        }
    }
}
