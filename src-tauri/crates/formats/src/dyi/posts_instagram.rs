//! What an account posted on Instagram, `media/posts_1.json` and `media/reels.json`; older downloads have them in `content`.
//!
//! A post has no id. It gets the second in which its first medium was made, which is what the download's insights know it by, so
//! that a post and its figures are one; where several posts are of one second, each gets an id made of that second and its text.

use std::ops::ControlFlow;

use earshot_model::{Author, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Platform, Problem};

use super::download::{account, is_page, no_pages, platform_of, space};
use super::media::Published;
use super::{SECONDS, list};
use crate::id::made_of;
use crate::json::{holds, outline};
use crate::plan::file_plan;
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct PostsInstagram;

const LIST: &[&str] = &["ig_reels_media"];

impl Reader for PostsInstagram {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "instagram-posts-dyi".to_owned(),
            name: "Instagram posts (Download your information)".to_owned(),
            platform: Platform::Instagram.as_str().to_owned(),
            both_sides: false,
            files: "your_instagram_activity/media/posts_1.json or reels.json of the download".to_owned(),
            carries: owned(&["own posts", "own reels"]),
            limits: owned(&[
                "It holds the posts of the account only: no comments, and no inbound messages, so no response time comes from it.",
                "It has no reach, no impressions and no likes: the download's insights have them, and are joined to it by the second.",
                "Its posts have no ids, so they can't be joined to the same posts of a Business Suite export.",
                "Stories and archived posts are not read.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let name = entry.name().to_ascii_lowercase();
        let stem = name.split_once('.').map_or(&*name, |(stem, _)| stem);
        let is_named = stem.strip_prefix("posts_").is_some_and(|number| number.parse::<u32>().is_ok());
        if is_page(entry) {
            let is_mine = (is_named || stem == "reels") && platform_of(&entry.path) == Some(Platform::Instagram);
            return is_mine.then(|| Match {
                confidence: 95,
                why: "it is named as the posts of Instagram's download are, and is a web page".to_owned(),
            });
        }
        let is_reels = holds(&entry.head, LIST[0]);
        let is_post = ["\"media\"", "\"uri\"", "\"creation_timestamp\""].iter().all(|key| holds(&entry.head, key));
        if !is_reels && !is_post {
            return None;
        }
        let outline = outline(&entry.head)?;
        if !outline.is_list && outline.has(LIST[0]) {
            return Some(Match { confidence: 95, why: "it begins as the reels of Instagram's download do, `ig_reels_media`".to_owned() });
        }
        // What has a `timestamp` beside its media is of Facebook, or of the tables of labels that newer downloads have as well.
        let is_post = is_post && outline.has("media") && !outline.has("timestamp") && !outline.has("label_values");
        match (is_post, is_named) {
            (true, true) => {
                Some(Match { confidence: 95, why: "it is named and begins as the posts of Instagram's download do".to_owned() })
            }
            (true, false) if outline.is_list => {
                Some(Match { confidence: 80, why: "it begins as the posts of Instagram's download do".to_owned() })
            }
            _ => None,
        }
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        if is_page(entry) {
            return Err(no_pages(source, &entry.path));
        }
        list::refuse_empty(source, entry, LIST)?;
        let mut plan = file_plan(source, entry, self.format());
        plan.account = account(Platform::Instagram, source, entry, overrides, &mut plan.evidence);
        plan.unused = list::unused(entry, LIST, &["media", "title", "creation_timestamp"]);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let space = space(Platform::Instagram, "post-dyi", plan.account.as_ref());
        let mut last = Last::default();
        let flow = list::each(source, plan, LIST, sink, |part, line, element, sink| match Published::parse(element) {
            Ok(Published { sent, made, text }) => {
                let message = MessageRecord {
                    space: space.clone(),
                    id: (made.at / SECONDS).to_string(),
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
                };
                last.put(message, sink)
            }
            Err(flaw) => sink.take(part.rejected(flaw, line, element)),
        })?;
        if flow.is_continue() {
            // Where the person cancels, nothing follows that had to be stopped.
            let _ = last.end(false, sink);
        }
        Ok(())
    }
}

/// The post that was read last: it waits for the next, which may be of the same second.
#[derive(Default)]
struct Last {
    post: Option<MessageRecord>,
    /// It is of the second of the post before it.
    is_twin: bool,
}

impl Last {
    fn put(&mut self, post: MessageRecord, sink: &mut dyn Sink) -> ControlFlow<()> {
        let is_twin = self.post.as_ref().is_some_and(|last| last.id == post.id);
        self.end(is_twin, sink)?;
        *self = Last { post: Some(post), is_twin };
        ControlFlow::Continue(())
    }

    /// Hands it on. `has_twin`: the next post is of its second.
    fn end(&mut self, has_twin: bool, sink: &mut dyn Sink) -> ControlFlow<()> {
        let Some(mut post) = self.post.take() else { return ControlFlow::Continue(()) };
        if self.is_twin || has_twin {
            post.id = made_of(&[&post.id, post.text.as_deref().unwrap_or("")]);
        }
        sink.take(Item::Message(post))
    }
}
