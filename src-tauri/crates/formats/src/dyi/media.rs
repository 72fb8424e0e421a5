//! A post as Instagram's download has it, on Instagram and on Threads: its media, each with a time and a text, and where there are
//! several a time and a text of the whole.

use earshot_model::Stamp;
use serde::Deserialize;

use super::text::{Repaired, said};
use super::{SECONDS, stamp};
use crate::json::{Flaw, Word};

pub(super) struct Published {
    pub(super) sent: Stamp,
    /// When its first medium was made, which is a second before or the same.
    pub(super) made: Stamp,
    pub(super) text: Option<String>,
}

impl Published {
    pub(super) fn parse(element: &str) -> Result<Published, Flaw> {
        let mut row: Row = serde_json::from_str(element)?;
        let text = said(row.title).or_else(|| row.media.iter_mut().find_map(|medium| said(medium.title.take())));
        let made = stamp(row.media.into_iter().find_map(|medium| medium.creation_timestamp), FIELD, SECONDS);
        let (sent, made) = match (row.creation_timestamp, made) {
            (None, made) => made.map(|made| (made, made))?,
            (created, made) => stamp(created, FIELD, SECONDS).map(|sent| (sent, made.unwrap_or(sent)))?,
        };
        Ok(Published { sent, made, text })
    }
}

const FIELD: &str = "creation_timestamp";

#[derive(Deserialize)]
#[serde(expecting = "a post")]
struct Row {
    #[serde(default)]
    media: Vec<Medium>,
    title: Option<Repaired>,
    creation_timestamp: Option<Word>,
}

#[derive(Deserialize)]
#[serde(expecting = "a picture or a film")]
struct Medium {
    title: Option<Repaired>,
    creation_timestamp: Option<Word>,
}
