//! What a profile or a Page commented on Facebook, `comments_and_reactions/comments.json`.
//!
//! A comment has no id: it gets one made of its time and its text.

use earshot_model::{Author, Evidence, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Platform, Problem};
use serde::Deserialize;

use super::download::{account, space};
use super::text::{Repaired, said};
use super::{SECONDS, list, stamp};
use crate::id::made_of;
use crate::json::{Flaw, Word, holds, outline};
use crate::plan::{account_named, file_plan};
use crate::{Entry, Match, Reader, Sink, Source};

pub(crate) struct Comments;

const LIST: &[&str] = &["comments_v2"];

impl Reader for Comments {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "facebook-comments-dyi".to_owned(),
            name: "Facebook comments (Download your information)".to_owned(),
            platform: Platform::Facebook.as_str().to_owned(),
            both_sides: false,
            files: "comments_and_reactions/comments.json of the download".to_owned(),
            carries: owned(&["own comments and replies"]),
            limits: owned(&[
                "It holds the comments that the account wrote only, and not what they answer: no response time comes from it.",
                "It has no likes.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        if !holds(&entry.head, LIST[0]) {
            return None;
        }
        let outline = outline(&entry.head)?;
        let is_mine = !outline.is_list && outline.has(LIST[0]);
        is_mine.then(|| Match { confidence: 95, why: "it begins as the comments of Meta's download do, `comments_v2`".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        list::refuse_empty(source, entry, LIST)?;
        let mut plan = file_plan(source, entry, self.format());
        plan.account = account(Platform::Facebook, source, entry, overrides, &mut plan.evidence);
        if plan.account.is_none()
            && let Some(author) = list::sample(entry, LIST, |bytes| author(serde_json::from_slice(bytes).ok()?)).into_iter().next()
        {
            plan.evidence.push(Evidence::new("account", &*author, "the first comment names who wrote it"));
            plan.account = Some(account_named(Platform::Facebook, &author));
        }
        plan.unused = list::unused(entry, LIST, &["timestamp", "data"]);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let space = space(Platform::Facebook, "comment-dyi", plan.account.as_ref());
        list::read(source, plan, LIST, sink, |element| {
            let row: Row = serde_json::from_str(element)?;
            let comment = row.data.into_iter().find_map(|data| data.comment);
            let (timestamp, text) = comment.map_or((None, None), |comment| (comment.timestamp, said(comment.comment)));
            let sent = stamp(row.timestamp.or(timestamp), "timestamp", SECONDS)?;
            let message = MessageRecord {
                space: space.clone(),
                id: made_of(&[&(sent.at / SECONDS).to_string(), text.as_deref().unwrap_or("")]),
                kind: Kind::Post,
                author: Author::Owner,
                to_owner: false,
                sent,
                text,
                text_cut: false,
                parent: Parent::Unknown,
                conversation: None,
                permalink: None,
                counts: None,
            };
            Ok::<_, Flaw>((message, Vec::new()))
        })
    }
}

fn author(row: Row) -> Option<String> {
    row.data.into_iter().find_map(|data| said(data.comment?.author))
}

#[derive(Deserialize)]
#[serde(expecting = "a comment")]
struct Row {
    timestamp: Option<Word>,
    #[serde(default)]
    data: Vec<Data>,
}

#[derive(Deserialize)]
#[serde(expecting = "a comment")]
struct Data {
    comment: Option<Comment>,
}

#[derive(Deserialize)]
#[serde(expecting = "a comment")]
struct Comment {
    timestamp: Option<Word>,
    comment: Option<Repaired>,
    author: Option<Repaired>,
}
