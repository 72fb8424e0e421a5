//! A repository of Bluesky: blocks, each named by the hash of what it holds.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

const DID: &str = "did:plc:holmcouncil";

/// So many posts hang on one branch of the tree.
const BRANCH: u64 = 4;

/// Writes a repository of so many posts; `say` gives the text of each.
pub(crate) fn write(out: &mut dyn Write, say: impl Fn(u64, &mut Vec<u8>), posts: u64) -> io::Result<()> {
    let mut commit = Vec::new();
    head(&mut commit, MAP, 5);
    for (key, value) in [("did", DID), ("rev", "3kmnbb66bs222")] {
        text(&mut commit, key);
        text(&mut commit, value);
    }
    text(&mut commit, "sig");
    head(&mut commit, BYTES, 64);
    commit.extend([7; 64]);
    text(&mut commit, "data");
    // No reader goes from the root downwards, so that it need not be known here.
    link(&mut commit, &cid(b"root"));
    text(&mut commit, "version");
    commit.push(3);
    let mut header = Vec::new();
    head(&mut header, MAP, 2);
    text(&mut header, "roots");
    head(&mut header, LIST, 1);
    link(&mut header, &cid(&commit));
    text(&mut header, "version");
    header.push(1);
    section(out, &[], &header)?;
    section(out, &cid(&commit), &commit)?;
    let mut branch: Vec<(String, Vec<u8>)> = Vec::new();
    for count in 0..posts {
        let block = post(count, &say);
        let name = cid(&block);
        section(out, &name, &block)?;
        branch.push((format!("app.bsky.feed.post/{}", key(count)), name));
        if branch.len() as u64 == BRANCH || count + 1 == posts {
            let block = tree(&branch);
            section(out, &cid(&block), &block)?;
            branch.clear();
        }
    }
    Ok(())
}

fn post(count: u64, say: &impl Fn(u64, &mut Vec<u8>)) -> Vec<u8> {
    let mut words = Vec::new();
    say(count, &mut words);
    let mut block = Vec::new();
    head(&mut block, MAP, 4);
    text(&mut block, "text");
    head(&mut block, TEXT, words.len());
    block.extend_from_slice(&words);
    for (key, value) in [("$type", "app.bsky.feed.post"), ("createdAt", "2024-02-29T14:00:00.000Z")] {
        text(&mut block, key);
        text(&mut block, value);
    }
    text(&mut block, "langs");
    head(&mut block, LIST, 1);
    text(&mut block, "en");
    block
}

fn tree(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut block = Vec::new();
    head(&mut block, MAP, 2);
    text(&mut block, "e");
    head(&mut block, LIST, entries.len());
    let mut last = "";
    for (key, name) in entries {
        let shared = key.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        head(&mut block, MAP, 4);
        text(&mut block, "k");
        head(&mut block, BYTES, key.len() - shared);
        block.extend_from_slice(&key.as_bytes()[shared..]);
        text(&mut block, "p");
        head(&mut block, NUMBER, shared);
        text(&mut block, "t");
        block.push(NULL);
        text(&mut block, "v");
        link(&mut block, name);
        last = key;
    }
    text(&mut block, "l");
    block.push(NULL);
    block
}

/// The key of a post that was made a second after the one before it.
fn key(count: u64) -> String {
    let number = ((1_709_215_200 + count) * 1_000_000) << 10;
    (0..13).rev().map(|at| char::from(b"234567abcdefghijklmnopqrstuvwxyz"[(number >> (5 * at) & 31) as usize])).collect()
}

const NUMBER: u8 = 0;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const LIST: u8 = 4;
const MAP: u8 = 5;
const NULL: u8 = 0xf6;

fn head(out: &mut Vec<u8>, kind: u8, number: usize) {
    match number {
        0..24 => out.push(kind << 5 | number as u8),
        24..256 => out.extend([kind << 5 | 24, number as u8]),
        _ => {
            out.push(kind << 5 | 25);
            out.extend((number as u16).to_be_bytes());
        }
    }
}

fn text(out: &mut Vec<u8>, text: &str) {
    head(out, TEXT, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn link(out: &mut Vec<u8>, cid: &[u8]) {
    out.extend([0xd8, 42]);
    head(out, BYTES, cid.len() + 1);
    out.push(0);
    out.extend_from_slice(cid);
}

/// Version 1, DAG-CBOR, SHA-256.
fn cid(block: &[u8]) -> Vec<u8> {
    [&[1, 0x71, 0x12, 0x20][..], &Sha256::digest(block)].concat()
}

fn section(out: &mut dyn Write, name: &[u8], block: &[u8]) -> io::Result<()> {
    let mut length = name.len() + block.len();
    while length >= 0x80 {
        out.write_all(&[length as u8 | 0x80])?;
        length >>= 7;
    }
    out.write_all(&[length as u8])?;
    out.write_all(name)?;
    out.write_all(block)
}
