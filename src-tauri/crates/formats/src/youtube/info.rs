//! A video's page with its comments as yt-dlp saves it: `TITLE [ID].info.json`, with `--write-comments`.
//!
//! The page says how long ago a comment was written, in words such as "2 weeks ago", and yt-dlp counts back from that: the times
//! of comments are estimates.

mod comment;

use std::io::Read;

use earshot_model::{
    AccountName, Author, Certainty, Counts, Evidence, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Platform, Problem,
    ProblemCode, Severity, Stamp,
};

use self::comment::Commented;
use super::{is_video_id, video_link, video_space};
use crate::json::{Element, Elements, Part, Word, outline, stated};
use crate::ours::Ours;
use crate::plan::{account_named, file_plan};
use crate::text::brief;
use crate::time::{bare_day, midnight};
use crate::{Entry, Item, Match, Reader, Sink, Source, parts};

pub(crate) struct Info;

/// How the list of comments is missing, in the words of whoever looks for it: the object ends without it, or it is `null`.
const WITHOUT_COMMENTS: [&str; 2] = ["the list that it should hold is missing", "a list was expected"];

impl Reader for Info {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "youtube-info".to_owned(),
            name: "YouTube video with comments, saved by yt-dlp".to_owned(),
            platform: Platform::YouTube.as_str().to_owned(),
            both_sides: true,
            files: "TITLE [ID].info.json, made with --write-comments".to_owned(),
            carries: owned(&["a video", "what was said to us", "own comments and replies", "who answers what", "views and likes"]),
            limits: owned(&[
                "When a comment was written is an estimate, from words such as \"2 weeks ago\": no response time comes from it.",
                "It holds the comments that were there when it was saved, and of many only some.",
                "Views are not people.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let outline = outline(&entry.head).filter(|outline| !outline.is_list && outline.has("id") && outline.has("title"))?;
        let marks = ["formats", "thumbnails", "channel", "channel_id", "uploader", "webpage_url", "extractor", "comments", "comment_count"];
        match marks.iter().filter(|key| outline.has(key)).count() {
            0 => None,
            _ if entry.name().to_ascii_lowercase().ends_with(".info.json") => {
                Some(Match { confidence: 95, why: "the file is named like yt-dlp's, and begins as its pages of videos do".to_owned() })
            }
            1 | 2 => None,
            _ => Some(Match { confidence: 85, why: "it begins as yt-dlp's pages of videos do".to_owned() }),
        }
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let page = Page::of(source, entry)?;
        let shown = source.shown(&entry.path);
        if let Some(extractor) = page.extractor.as_ref().filter(|extractor| !extractor.to_ascii_lowercase().starts_with("youtube")) {
            let message = format!("it is a page of `{extractor}` and not of YouTube");
            return Err(Problem::new(Severity::Refused, ProblemCode::BadValue, &shown, message).hint("save a video of YouTube"));
        }
        if !is_video_id(&page.id) {
            let message = format!("`{}` is not the id of a video", brief(&page.id, 40));
            let problem = Problem::new(Severity::Refused, ProblemCode::BadValue, &shown, message).column("id");
            return Err(problem.hint("of a list, save its videos"));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence.push(Evidence::new("zone", "UTC", "times are counted in seconds since 1970"));
        let (account, why) = match (&overrides.account, page.account()) {
            (Some(chosen), known) => {
                let native_id = known.and_then(|(known, _)| known.native_id);
                (Some(AccountName { native_id, ..account_named(Platform::YouTube, chosen) }), "chosen by hand")
            }
            (None, Some((known, why))) => (Some(known), why),
            (None, None) => (None, "the page names no channel before its comments"),
        };
        let value = account.as_ref().map_or_else(|| "unknown".to_owned(), |account| format!("@{}", account.handle));
        plan.evidence.push(Evidence::new("account", value, why));
        plan.account = account;
        plan.evidence.push(match &overrides.ours[..] {
            [] => Evidence::new("ours", "by comment", "`author_is_uploader` tells the channel's own comments"),
            ours => Evidence::new("ours", ours.join(", "), "chosen by hand, beside what the channel itself wrote"),
        });
        if !page.has_comments {
            let problem = Problem::new(Severity::Note, ProblemCode::MissingPart, &shown, "it holds no comments");
            plan.problems.push(problem.hint("save it again with --write-comments if there are any"));
        }
        plan.unused = comment::UNUSED.map(str::to_owned).to_vec();
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let ours = Ours::named(&plan.overrides.ours);
        parts::each(source, plan, sink, |path, sink| {
            let Some(entry) = source.entry(path) else { return Ok(()) };
            let page = Page::of(source, entry)?;
            let part = Part { source, entry };
            let mut elements = Elements::at(part.reader()?, &["comments"]);
            let (mut behind, video) = (None, page.id.clone());
            if page.has_comments {
                let commented = Commented { video, channel: page.channel_id.clone(), ours: &ours };
                if commented.read(&part, &mut elements, sink)?.is_break() {
                    return Ok(());
                }
                behind = Some(Page::beside(&elements));
            }
            // What stands behind the comments completes what stands before them.
            let message = page.or(behind.unwrap_or_default()).message(&part);
            // A cancel here changes nothing: there is nothing left to stop.
            let _ = sink.take(message);
            Ok(())
        })
        .map(drop)
    }
}

/// What the page says of the video.
#[derive(Debug, Default)]
struct Page {
    id: String,
    title: Option<String>,
    uploaded: Option<String>,
    at: Option<i64>,
    views: Option<i64>,
    likes: Option<i64>,
    comments: Option<i64>,
    channel: Option<String>,
    channel_id: Option<String>,
    handle: Option<String>,
    extractor: Option<String>,
    has_comments: bool,
}

impl Page {
    /// What stands before the comments; of a page without comments, everything.
    fn of(source: &Source, entry: &Entry) -> Result<Page, Problem> {
        let failed = |error| source.failed(&entry.path, &error);
        let mut elements = Elements::at(source.reader(&entry.path)?, &["comments"]);
        let has_comments = match elements.next().map_err(failed)? {
            Some(Element::Broken { message, .. }) => !WITHOUT_COMMENTS.contains(&message),
            _ => true,
        };
        if !has_comments {
            // No key is empty: on the way to one, every value is met.
            elements = Elements::at(source.reader(&entry.path)?, &[""]);
            elements.next().map_err(failed)?;
        }
        Ok(Page { has_comments, ..Page::beside(&elements) })
    }

    fn beside<R: Read>(elements: &Elements<R>) -> Page {
        let word = |key: &str| stated(elements.beside(key).and_then(|json| serde_json::from_slice::<Word>(json).ok()));
        let count = |key: &str| word(key).and_then(|word| word.parse().ok()).filter(|count: &i64| *count >= 0);
        Page {
            id: word("id").unwrap_or_default(),
            title: word("title"),
            uploaded: word("upload_date"),
            at: word("timestamp").and_then(|word| word.parse().ok()),
            views: count("view_count"),
            likes: count("like_count"),
            comments: count("comment_count"),
            channel: word("channel").or_else(|| word("uploader")),
            channel_id: word("channel_id"),
            // Before channels had handles, this was a name of the same kind, or the channel's id.
            handle: word("uploader_id").filter(|handle| handle.starts_with('@')),
            extractor: word("extractor"),
            has_comments: false,
        }
    }

    fn or(self, other: Page) -> Page {
        Page {
            id: if self.id.is_empty() { other.id } else { self.id },
            title: self.title.or(other.title),
            uploaded: self.uploaded.or(other.uploaded),
            at: self.at.or(other.at),
            views: self.views.or(other.views),
            likes: self.likes.or(other.likes),
            comments: self.comments.or(other.comments),
            ..self
        }
    }

    fn account(&self) -> Option<(AccountName, &'static str)> {
        let (handle, why) = match (&self.handle, &self.channel) {
            (Some(handle), _) => (handle, "`uploader_id` names it"),
            (None, Some(channel)) => (channel, "`channel` names it"),
            (None, None) => return None,
        };
        let (native_id, display_name) = (self.channel_id.clone(), self.channel.clone());
        Some((AccountName { native_id, display_name, ..account_named(Platform::YouTube, handle) }, why))
    }

    /// The video as a message, or why it can't be one.
    fn message(self, part: &Part<'_>) -> Item {
        let day = self.uploaded.as_deref().and_then(bare_day);
        let (at, precision) = match (self.at.and_then(|at| at.checked_mul(1_000)), day) {
            (Some(at), _) => (at, 1),
            (None, Some(day)) => (midnight(day), 86_400),
            (None, None) => {
                let message = "the page does not say when the video was uploaded";
                let problem = Problem::new(Severity::Rejected, ProblemCode::MissingDate, &part.shown(), message);
                return Item::Problem(problem.column("upload_date").hint("save the page again"));
            }
        };
        let (media_views, likes, replies) = (self.views, self.likes, self.comments);
        Item::Message(MessageRecord {
            space: video_space(),
            permalink: Some(video_link(&self.id)),
            id: self.id,
            kind: Kind::Post,
            author: Author::Owner,
            to_owner: false,
            sent: Stamp { at, precision, certainty: Certainty::Stated },
            text: self.title,
            text_cut: false,
            parent: Parent::None,
            conversation: None,
            counts: Some(Box::new(Counts { media_views, likes, replies, ..Counts::default() })),
        })
    }
}
