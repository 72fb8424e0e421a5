//! The long posts: `tweets.js` cuts them at 280 characters, `note-tweet.js` has them whole.

use std::collections::BTreeMap;

use earshot_model::Millis;
use serde::Deserialize;

use crate::json::{Flaw, Word, id, iso, time};
use crate::markup::decode_entities;

/// Shorter texts are whole. Reposts are cut at 140 characters, each `&amp;` counted as five, and posts at 280 units, of which
/// the widest characters count two.
const SHORTEST_CUT: usize = 110;

/// How far the times of a long post and of its note may be apart.
const NEAR: Millis = 60_000;

/// Every note of an archive, by its time. There are few: an account writes them by hand.
#[derive(Default)]
pub(super) struct Notes {
    by_id: BTreeMap<String, String>,
    by_time: BTreeMap<(Millis, String), String>,
    pub(super) bytes: usize,
}

impl Notes {
    /// Takes in one element of `note-tweet.js`.
    pub(super) fn add(&mut self, element: &str) -> Result<(), Flaw> {
        let row: Row = serde_json::from_str(element)?;
        let text = decode_entities(&row.note.core.text).into_owned();
        let id = id(row.note.id, "noteTweetId")?;
        let sent = time(row.note.created_at, "createdAt", iso)?;
        self.bytes += text.len() * 2;
        self.by_id.insert(id.clone(), text.clone());
        self.by_time.insert((sent.at, id), text);
        Ok(())
    }

    /// The whole text of a post, when it is a cut one and its note is here.
    ///
    /// A note is an object with an id of its own, which only some archives give as the post's: so a note belongs to a post
    /// when the ids agree, or else when it was written within a minute of it and begins as it does; the nearest in time.
    /// The names that a reply begins with are not part of its note and are kept from the post.
    pub(super) fn whole(&self, id: &str, sent: Millis, text: &str) -> Option<String> {
        let (names, rest) = split_names(text);
        let note = self.by_id.get(id).or_else(|| {
            let stem = stem(rest);
            if text.chars().count() < SHORTEST_CUT || stem.is_empty() {
                return None;
            }
            let near = self.by_time.range((sent - NEAR, String::new())..(sent + NEAR + 1, String::new()));
            near.filter(|(_, note)| split_names(note).1.starts_with(stem))
                .min_by_key(|((at, _), _)| (at - sent).abs())
                .map(|(_, note)| note)
        })?;
        Some(if split_names(note).0.is_empty() { format!("{names}{note}") } else { note.clone() })
    }
}

/// Whether a text ends as one that was cut.
pub(super) fn is_cut(text: &str) -> bool {
    text.chars().count() >= SHORTEST_CUT && without_link(text).ends_with('…')
}

/// What a cut text has in common with the whole one.
fn stem(text: &str) -> &str {
    without_link(text).trim_end_matches('…').trim_end()
}

/// Without the link to the whole post, or to its picture, that X puts at the end.
fn without_link(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(at) = text.rfind("https://t.co/").filter(|&at| !text[at..].contains(char::is_whitespace)) {
        text = text[..at].trim_end();
    }
    text
}

/// The `@names` at the start, with the blanks behind them, and the rest.
fn split_names(text: &str) -> (&str, &str) {
    let mut at = 0;
    while text[at..].starts_with('@') {
        let name = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
        let blank = text[at + name..].find(|c: char| !c.is_whitespace()).unwrap_or(text.len() - at - name);
        at += name + blank;
    }
    text.split_at(at)
}

#[derive(Deserialize)]
#[serde(expecting = "a long post")]
struct Row {
    #[serde(rename = "noteTweet")]
    note: Note,
}

#[derive(Deserialize)]
#[serde(expecting = "a long post")]
struct Note {
    #[serde(rename = "noteTweetId")]
    id: Option<Word>,
    #[serde(rename = "createdAt")]
    created_at: Option<Word>,
    core: Core,
}

#[derive(Deserialize)]
#[serde(expecting = "the text of a long post")]
struct Core {
    text: String,
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    const AT: Millis = 1_700_000_000_000;

    fn notes(elements: &[(&str, &str)]) -> Notes {
        let mut notes = Notes::default();
        for (id, text) in elements {
            let core = serde_json::json!({ "text": text });
            let note = serde_json::json!({ "noteTweet": { "noteTweetId": id, "createdAt": "2023-11-14T22:13:20.000Z", "core": core } });
            notes.add(&note.to_string()).unwrap();
        }
        notes
    }

    #[test]
    fn a_note_is_found_by_the_posts_id() {
        let notes = notes(&[("17", "short &amp; whole")]);
        assert_eq!(notes.whole("17", 0, "short").as_deref(), Some("short & whole"));
        assert_eq!(notes.whole("18", 0, "short"), None);
    }

    #[test]
    fn a_note_is_found_by_its_time_and_how_it_begins() {
        let start = "word ".repeat(50);
        let notes = notes(&[("1", &format!("{start}and the end")), ("2", "another one")]);
        let cut = format!("{start}and… https://t.co/AbCdEf1234");
        let whole = format!("{start}and the end");
        assert_eq!(notes.whole("99", AT + 900, &cut), Some(whole.clone()));
        assert_eq!(notes.whole("99", AT + NEAR, &cut), Some(whole.clone()));
        assert_eq!(notes.whole("99", AT + NEAR + 1, &cut), None);
        assert_eq!(notes.whole("99", AT, &cut.replace("and…", "but…")), None);
        assert_eq!(notes.whole("99", AT, &format!("@tilly_b @bo {cut}")), Some(format!("@tilly_b @bo {whole}")));
    }

    #[test]
    fn a_cut_text_ends_with_an_ellipsis_and_perhaps_a_link() {
        let long = "x".repeat(SHORTEST_CUT - 1);
        assert!(is_cut(&format!("{long}…")));
        assert!(is_cut(&format!("{long}… https://t.co/AbCdEf1234")));
        assert!(!is_cut(&format!("{long}x")));
        assert!(!is_cut("soon…"));
    }
}
