//! The comments of a page.

use std::io::Read;
use std::ops::ControlFlow;

use earshot_model::{Author, Certainty, Counts, Kind, MessageRecord, Parent, Person, Problem, ProblemCode, Severity, Stamp};
use serde::Deserialize;

use super::super::{comment_link, comment_space};
use crate::json::{Elements, Flaw, Part, Word, stated};
use crate::ours::Ours;
use crate::{Item, Sink};

/// What nothing is made of in a comment.
pub(super) const UNUSED: [&str; 5] =
    ["comments.author_thumbnail", "comments.author_url", "comments.is_favorited", "comments.is_pinned", "comments._time_text"];

/// Words such as "2 weeks ago" are no more exact than this, in seconds, and mostly less.
const PRECISION: u32 = 86_400;

/// What is commented on.
pub(super) struct Commented<'a> {
    pub(super) video: String,
    pub(super) channel: Option<String>,
    /// Names that are ours beside the channel's.
    pub(super) ours: &'a Ours,
}

impl Commented<'_> {
    pub(super) fn read<R: Read>(
        &self,
        part: &Part<'_>,
        elements: &mut Elements<R>,
        sink: &mut dyn Sink,
    ) -> Result<ControlFlow<()>, Problem> {
        part.each(elements, sink, |line, element, sink| match self.message(element) {
            Ok((message, flaw)) => {
                if let Some(flaw) = flaw {
                    sink.take(Item::Problem(part.problem(Severity::Note, flaw, line)))?;
                }
                sink.take(Item::Message(message))
            }
            Err(flaw) => sink.take(part.rejected(flaw, line, element)),
        })
    }

    /// The message, and what of it could not be read and is left out.
    fn message(&self, element: &str) -> Result<(MessageRecord, Option<Flaw>), Flaw> {
        let comment: Comment = serde_json::from_str(element)?;
        let id = stated(comment.id).ok_or_else(|| Flaw::new(ProblemCode::MissingId, "id", "`id` is missing"))?;
        let at = stated(comment.timestamp).ok_or_else(|| Flaw::new(ProblemCode::MissingDate, "timestamp", "`timestamp` is missing"))?;
        let at = at
            .parse::<f64>()
            .ok()
            .filter(|at| at.abs() < 1e11)
            .ok_or_else(|| Flaw::new(ProblemCode::BadDate, "timestamp", format!("`{at}` is no number of seconds since 1970")))?;
        let parent = match stated(comment.parent).as_deref() {
            None => Parent::Unknown,
            Some("root") => Parent::None,
            Some(parent) => Parent::Some { id: parent.to_owned(), author: None },
        };
        let (author_id, name) = (stated(comment.author_id), stated(comment.author));
        let is_own = comment.author_is_uploader == Some(true)
            || author_id.is_some() && author_id == self.channel
            || name.as_ref().is_some_and(|name| self.ours.has(&[name]));
        let author = if is_own {
            Author::Owner
        } else {
            let (handle, display_name) = match name {
                Some(name) if name.starts_with('@') => (Some(name.trim_start_matches('@').to_owned()), None),
                name => (None, name),
            };
            Author::Person(Person { native_id: author_id, handle, display_name })
        };
        let (likes, flaw) = match stated(comment.like_count) {
            None => (None, None),
            Some(word) => match word.parse::<i64>().ok().filter(|count| *count >= 0) {
                None => {
                    (None, Some(Flaw::new(ProblemCode::BadNumber, "like_count", format!("`{word}` is not a count; it was left unknown"))))
                }
                likes => (likes, None),
            },
        };
        let message = MessageRecord {
            space: comment_space(),
            permalink: Some(comment_link(&self.video, &id)),
            id,
            kind: Kind::Post,
            // A comment is directed at whose video it is on; a reply, at whom it answers.
            to_owner: !is_own && parent == Parent::None,
            author,
            sent: Stamp { at: (at * 1e3) as i64, precision: PRECISION, certainty: Certainty::Estimated },
            text: comment.text.filter(|text| !text.trim().is_empty()),
            text_cut: false,
            parent,
            conversation: Some(self.video.clone()),
            counts: likes.map(|likes| Box::new(Counts { likes: Some(likes), ..Counts::default() })),
        };
        Ok((message, flaw))
    }
}

#[derive(Deserialize)]
#[serde(expecting = "a comment")]
struct Comment {
    id: Option<Word>,
    parent: Option<Word>,
    text: Option<String>,
    timestamp: Option<Word>,
    like_count: Option<Word>,
    author: Option<Word>,
    author_id: Option<Word>,
    author_is_uploader: Option<bool>,
}
