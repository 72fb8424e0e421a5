//! Meta's "Download your information" in JSON: what a profile, a Page or an Instagram account wrote, and its inbox.
//!
//! The download has neither ids nor, but for the insights, counts. Ids are made here of what identifies a message, so that the
//! same message of two downloads is one.

mod text;
mod download;
mod list;
mod messages;
mod posts;
mod comments;
mod labelled;
mod comments_instagram;
mod insights;
mod media;
mod posts_instagram;
mod threads;

use earshot_model::{Certainty, Millis, ProblemCode, Stamp};

pub(crate) use comments::Comments;
pub(crate) use comments_instagram::CommentsInstagram;
pub(crate) use insights::Insights;
pub(crate) use messages::{FACEBOOK_MESSAGES, INSTAGRAM_MESSAGES};
pub(crate) use posts::Posts;
pub(crate) use posts_instagram::PostsInstagram;
pub(crate) use threads::Threads;

use crate::json::{Flaw, Word, stated};

/// 4 February 2004, the day on which Facebook began, and the year 2100: a time that is not between them is in another unit.
const POSSIBLE: std::ops::Range<Millis> = 1_075_852_800_000..4_102_444_800_000;

/// A time that is counted since 1970, in seconds or in milliseconds. Zero is how the download says that there is none.
fn stamp(word: Option<Word>, field: &'static str, unit: Millis) -> Result<Stamp, Flaw> {
    let text = stated(word).filter(|text| text != "0");
    let text = text.ok_or_else(|| Flaw::new(ProblemCode::MissingDate, field, format!("`{field}` is missing")))?;
    match text.parse::<Millis>().ok().and_then(|count| count.checked_mul(unit)).filter(|at| POSSIBLE.contains(at)) {
        Some(at) => Ok(Stamp { at, precision: 1, certainty: Certainty::Stated }),
        None => Err(Flaw::new(ProblemCode::BadDate, field, format!("`{text}` is no moment at which anything was posted"))),
    }
}

/// The unit of most times.
const SECONDS: Millis = 1_000;
