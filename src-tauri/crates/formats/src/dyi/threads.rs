//! What an account posted and answered on Threads, `threads/threads_and_replies.json` of Instagram's download.
//!
//! A post has no id: it gets one made of its time and its text, since several posts may be made in one second.

use earshot_model::{Author, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Platform, Problem};

use super::download::{account, space};
use super::media::Published;
use super::{SECONDS, list};
use crate::id::made_of;
use crate::json::{Flaw, holds, outline};
use crate::plan::file_plan;
use crate::{Entry, Match, Reader, Sink, Source};

pub(crate) struct Threads;

const LIST: &[&str] = &["text_post_app_text_posts"];

impl Reader for Threads {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "threads-posts-dyi".to_owned(),
            name: "Threads posts (Download your information)".to_owned(),
            platform: Platform::Threads.as_str().to_owned(),
            both_sides: false,
            files: "your_instagram_activity/threads/threads_and_replies.json of the download".to_owned(),
            carries: owned(&["own posts", "own replies"]),
            limits: owned(&[
                "It does not say which posts are replies, nor to what: no response time comes from it.",
                "It has no views and no likes.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        if !holds(&entry.head, LIST[0]) {
            return None;
        }
        let outline = outline(&entry.head)?;
        let is_mine = !outline.is_list && outline.has(LIST[0]);
        is_mine.then(|| Match { confidence: 95, why: "it begins as the posts on Threads do, `text_post_app_text_posts`".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        list::refuse_empty(source, entry, LIST)?;
        let mut plan = file_plan(source, entry, self.format());
        plan.account = account(Platform::Threads, source, entry, overrides, &mut plan.evidence);
        plan.unused = list::unused(entry, LIST, &["media", "title", "creation_timestamp"]);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let space = space(Platform::Threads, "post-dyi", plan.account.as_ref());
        list::read(source, plan, LIST, sink, |element| {
            let Published { sent, text, .. } = Published::parse(element)?;
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
