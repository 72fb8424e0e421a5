//! What an Instagram account commented, `comments/post_comments_1.json` and `comments/reels_comments.json`.
//!
//! A comment has no id: it gets one made of its time, whose post it is on, and its text.

use earshot_model::{Author, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Platform, Problem, ProblemCode};
use serde::Deserialize;

use super::download::{account, is_page, no_pages, space};
use super::labelled::Labelled;
use super::{SECONDS, list, stamp};
use crate::id::made_of;
use crate::json::{Flaw, holds, outline};
use crate::plan::file_plan;
use crate::{Entry, Match, Reader, Sink, Source};

pub(crate) struct CommentsInstagram;

const LIST: &[&str] = &["comments_reels_comments"];

/// How the label of a comment's text begins, in the languages that were seen; in others it is the first text.
const COMMENT: [&str; 6] = ["comment", "kommentar", "coment", "commento", "reactie", "opmerking"];

impl Reader for CommentsInstagram {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "instagram-comments-dyi".to_owned(),
            name: "Instagram comments (Download your information)".to_owned(),
            platform: Platform::Instagram.as_str().to_owned(),
            both_sides: false,
            files: "comments/post_comments_1.json or comments/reels_comments.json of the download".to_owned(),
            carries: owned(&["own comments and replies"]),
            limits: owned(&[
                "It holds the comments that the account wrote only, and not what they answer: no response time comes from it.",
                "It says whose post a comment is on, and not which post.",
                "It has no likes.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let name = entry.name().to_ascii_lowercase();
        let is_named = name.starts_with("post_comments") || name.starts_with("reels_comments");
        if is_named && is_page(entry) {
            return Some(Match { confidence: 95, why: "it is named as the comments of Meta's download are, and is a web page".to_owned() });
        }
        if !holds(&entry.head, "\"string_map_data\"") {
            return None;
        }
        let outline = outline(&entry.head)?;
        let is_list = outline.is_list && outline.has("string_map_data") && (is_named || outline.has("media_list_data"));
        let is_mine = is_list || !outline.is_list && outline.has("comments_reels_comments");
        is_mine.then(|| Match { confidence: 95, why: "it begins as the comments of Instagram's download do".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        if is_page(entry) {
            return Err(no_pages(source, &entry.path));
        }
        list::refuse_empty(source, entry, LIST)?;
        let mut plan = file_plan(source, entry, self.format());
        plan.account = account(Platform::Instagram, source, entry, overrides, &mut plan.evidence);
        plan.unused = list::unused(entry, LIST, &["string_map_data"]);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let space = space(Platform::Instagram, "comment-dyi", plan.account.as_ref());
        list::read(source, plan, LIST, sink, |element| {
            let mut row: Row = serde_json::from_str(element)?;
            let sent = stamp(row.values.time(), "Time", SECONDS)?;
            let texts: Vec<(&str, &str)> = row.values.texts().collect();
            let is_comment = |label: &str| COMMENT.iter().any(|known| label.to_lowercase().starts_with(known));
            let at = texts.iter().position(|(label, _)| is_comment(label)).unwrap_or(0);
            let Some((_, text)) = texts.get(at) else {
                return Err(Flaw::new(ProblemCode::BadValue, "Comment", "`Comment` is missing"));
            };
            let whose = texts.iter().enumerate().find(|(other, _)| *other != at).map_or("", |(_, (_, whose))| *whose);
            let message = MessageRecord {
                space: space.clone(),
                id: made_of(&[&(sent.at / SECONDS).to_string(), whose, text]),
                kind: Kind::Post,
                author: Author::Owner,
                to_owner: false,
                sent,
                text: Some((*text).to_owned()),
                text_cut: false,
                parent: Parent::Unknown,
                conversation: None,
                permalink: None,
                counts: None,
            };
            Ok((message, Vec::new()))
        })
    }
}

#[derive(Deserialize)]
#[serde(expecting = "a comment")]
struct Row {
    #[serde(rename = "string_map_data", default)]
    values: Labelled,
}
