//! What a profile or a Page posted on Facebook, `profile_posts_1.json` or `your_posts_1.json`.
//!
//! A post has no id: it gets one made of its time and its text. What was shared is there twice with one time, once with its text
//! and once without: of the records of one second, those without a text of their own are left out.

use std::ops::ControlFlow;

use earshot_model::{Author, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Platform, Problem};
use serde::Deserialize;

use super::download::{account, is_page, no_pages, space};
use super::text::{Repaired, said};
use super::{SECONDS, list, stamp};
use crate::id::made_of;
use crate::json::{Flaw, Word, holds, outline};
use crate::plan::{file_plan, note_count};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct Posts;

/// A second with more posts than this is looked at in several goes.
const MOST_AT_ONCE: usize = 100;

impl Reader for Posts {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "facebook-posts-dyi".to_owned(),
            name: "Facebook posts (Download your information)".to_owned(),
            platform: Platform::Facebook.as_str().to_owned(),
            both_sides: false,
            files: "posts/profile_posts_1.json or posts/your_posts_1.json of the download".to_owned(),
            carries: owned(&["own posts"]),
            limits: owned(&[
                "It holds the posts of the account only: no comments, and no inbound messages, so no response time comes from it.",
                "It has no reach, no impressions and no likes.",
                "Its posts have no ids, so they can't be joined to the same posts of an analytics export.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let name = entry.name().to_ascii_lowercase();
        let is_named = name.starts_with("profile_posts") || name.starts_with("your_posts");
        if is_named && is_page(entry) {
            return Some(Match { confidence: 95, why: "it is named as the posts of Meta's download are, and is a web page".to_owned() });
        }
        let is_post = holds(&entry.head, "\"post\"") || holds(&entry.head, "\"external_context\"");
        if !is_named && !is_post {
            return None;
        }
        let outline = outline(&entry.head).filter(|outline| outline.is_list && outline.has("timestamp"))?;
        let is_post = is_post && (outline.has("data") || outline.has("attachments"));
        match (is_named, is_post) {
            (true, _) => Some(Match { confidence: 95, why: "it is named and begins as the posts of Meta's download do".to_owned() }),
            (false, true) => Some(Match { confidence: 80, why: "it begins as the posts of Meta's download do".to_owned() }),
            (false, false) => None,
        }
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        if is_page(entry) {
            return Err(no_pages(source, &entry.path));
        }
        list::refuse_empty(source, entry, &[])?;
        let mut plan = file_plan(source, entry, self.format());
        plan.account = account(Platform::Facebook, source, entry, overrides, &mut plan.evidence);
        plan.unused = list::unused(entry, &[], &["timestamp", "data", "attachments"]);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let space = space(Platform::Facebook, "dyi", plan.account.as_ref());
        let mut moment = Moment::default();
        let flow = list::each(source, plan, &[], sink, |part, line, element, sink| match post(element) {
            Ok((sent, text)) => {
                if moment.posts.len() == MOST_AT_ONCE || moment.posts.first().is_some_and(|first| first.sent.at != sent.at) {
                    moment.end(sink)?;
                }
                let id = made_of(&[&(sent.at / SECONDS).to_string(), text.as_deref().unwrap_or("")]);
                moment.put(MessageRecord {
                    space: space.clone(),
                    id,
                    kind: Kind::Post,
                    author: Author::Owner,
                    to_owner: false,
                    sent,
                    text,
                    text_cut: false,
                    parent: Parent::None,
                    conversation: None,
                    permalink: None,
                    counts: None,
                });
                ControlFlow::Continue(())
            }
            Err(flaw) => sink.take(part.rejected(flaw, line, element)),
        })?;
        if flow.is_continue() && moment.end(sink).is_continue() {
            let what = "records that repeat a post of the same second without a text of their own are left out";
            note_count(sink, &plan.shown(), moment.twins, what);
        }
        Ok(())
    }
}

/// The posts of one second.
#[derive(Default)]
struct Moment {
    posts: Vec<MessageRecord>,
    /// How many were left out, of every second.
    twins: u64,
}

impl Moment {
    fn put(&mut self, post: MessageRecord) {
        let text = |post: &MessageRecord| post.text.clone().unwrap_or_default();
        let new = text(&post);
        if self.posts.iter().any(|known| text(known).contains(&new)) {
            self.twins += 1;
            return;
        }
        let before = self.posts.len();
        self.posts.retain(|known| !new.contains(&text(known)));
        self.twins += (before - self.posts.len()) as u64;
        self.posts.push(post);
    }

    fn end(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        for post in self.posts.drain(..) {
            sink.take(Item::Message(post))?;
        }
        ControlFlow::Continue(())
    }
}

/// When it was posted, and its text: what was written, or else what is written below its picture.
fn post(element: &str) -> Result<(earshot_model::Stamp, Option<String>), Flaw> {
    let row: Row = serde_json::from_str(element)?;
    let sent = stamp(row.timestamp, "timestamp", SECONDS)?;
    let written = row.data.into_iter().find_map(|data| said(data.post));
    let mut media = row.attachments.into_iter().flat_map(|attachment| attachment.data).filter_map(|data| data.media);
    Ok((sent, written.or_else(|| media.find_map(|media| said(media.description)))))
}

#[derive(Deserialize)]
#[serde(expecting = "a post")]
struct Row {
    timestamp: Option<Word>,
    #[serde(default)]
    data: Vec<Data>,
    #[serde(default)]
    attachments: Vec<Attachment>,
}

#[derive(Deserialize)]
#[serde(expecting = "what a post says")]
struct Data {
    post: Option<Repaired>,
}

#[derive(Deserialize)]
#[serde(expecting = "an attachment")]
struct Attachment {
    #[serde(default)]
    data: Vec<Attached>,
}

#[derive(Deserialize)]
#[serde(expecting = "an attachment")]
struct Attached {
    media: Option<Media>,
}

#[derive(Deserialize)]
#[serde(expecting = "a picture or a film")]
struct Media {
    description: Option<Repaired>,
}
