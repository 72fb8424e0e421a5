//! One `<item>` or `<entry>` as a release.

use earshot_model::{ProblemCode, ReleaseRecord};

use super::date;
use crate::markup::{plain_text, tidy};

/// A text of a feed, and whether it is HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) raw: String,
    pub(super) is_html: bool,
}

impl Text {
    fn plain(&self) -> String {
        if self.is_html { plain_text(&self.raw) } else { tidy(&self.raw) }
    }
}

/// What an item says, as it says it; empty where it says nothing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// `guid` or `id`.
    pub(super) guid: String,
    pub(super) guid_is_link: bool,
    pub(super) title: Text,
    /// `content:encoded` or `content`.
    pub(super) content: Text,
    /// `description` or `summary`.
    pub(super) summary: Text,
    pub(super) link: String,
    /// `pubDate` or `published`.
    pub(super) published: String,
    /// `dc:date` or `updated`.
    pub(super) updated: String,
    /// The names of the elements that nothing is made of.
    pub(super) unused: Vec<String>,
}

/// Why an item can't be taken in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) code: ProblemCode,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

impl Item {
    pub(super) fn release(&self) -> Result<ReleaseRecord, Flaw> {
        let flaw = |code, message: &str, hint| Flaw { code, message: message.to_owned(), hint };
        let title = self.title.plain().replace('\n', " ");
        let mut body = self.content.plain();
        if body.is_empty() {
            body = self.summary.plain();
        }
        if title.is_empty() && body.is_empty() {
            return Err(flaw(ProblemCode::BadValue, "the item has neither a title nor a text", ""));
        }
        let guid = self.guid.trim();
        let mut link = self.link.trim();
        if link.is_empty() && self.guid_is_link && (guid.starts_with("https://") || guid.starts_with("http://")) {
            link = guid;
        }
        let key = if guid.is_empty() { link } else { guid };
        if key.is_empty() {
            return Err(flaw(
                ProblemCode::MissingId,
                "the item has neither a guid nor a link",
                "without one it can't be told from the next",
            ));
        }
        let Some(date) = [&self.published, &self.updated].into_iter().find(|date| !date.trim().is_empty()) else {
            return Err(flaw(ProblemCode::MissingDate, "the item has no date", "ask the press office for a feed with dates"));
        };
        let published = date::parse(date).map_err(|message| flaw(ProblemCode::BadDate, &message, ""))?;
        Ok(ReleaseRecord { guid: key.to_owned(), published, title, body, link: (!link.is_empty()).then(|| link.to_owned()) })
    }
}
