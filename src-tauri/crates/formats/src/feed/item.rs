//! One `<item>` or `<entry>` as a release.

use earshot_model::{Problem, ProblemCode, ReleaseRecord, Severity, Stamp};

use super::date;
use crate::markup::{plain_text, tidy};
use crate::xml::{Element, Node};

/// An item has a dozen elements that nothing is made of; no more than these are named.
const MOST_UNUSED: usize = 100;

/// A text of a feed, and whether it is HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    raw: String,
    is_html: bool,
}

impl Text {
    /// RSS has HTML in every text; Atom says what is in it, and may have its mark-up as elements.
    fn of(field: &Element, is_atom: bool) -> Text {
        let kind = field.attribute("type").filter(|_| is_atom).unwrap_or_default().to_ascii_lowercase();
        let is_xhtml = kind.contains("xhtml");
        let has_elements = field.content.iter().any(|node| matches!(node, Node::Element(_)));
        Text { raw: field.inner(is_xhtml), is_html: !is_atom || has_elements || kind.contains("html") }
    }

    pub(crate) fn plain(&self) -> String {
        if self.is_html { plain_text(&self.raw) } else { tidy(&self.raw) }
    }
}

/// What an item says, as it says it; empty where it says nothing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Item {
    /// `guid` or `id`.
    pub(crate) guid: String,
    pub(crate) guid_is_link: bool,
    pub(crate) title: Text,
    /// `content:encoded` or `content`.
    pub(crate) content: Text,
    /// `description` or `summary`.
    pub(crate) summary: Text,
    pub(crate) link: String,
    /// `pubDate` or `published`.
    pub(crate) published: String,
    /// `dc:date` or `updated`.
    pub(crate) updated: String,
    /// The names of the elements that nothing is made of.
    pub(crate) unused: Vec<String>,
}

/// Why an item can't be taken in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    code: ProblemCode,
    message: String,
    hint: &'static str,
}

impl Flaw {
    pub(crate) fn new(code: ProblemCode, message: impl Into<String>, hint: &'static str) -> Flaw {
        Flaw { code, message: message.into(), hint }
    }

    /// As a problem, for which the item is not taken in.
    pub(crate) fn rejected(self, shown: &str) -> Problem {
        Problem::new(Severity::Rejected, self.code, shown, self.message).hint(self.hint)
    }
}

impl Item {
    /// What an `item` of RSS or an `entry` of Atom says.
    pub(crate) fn of(element: &Element) -> Item {
        let is_atom = without_prefix(&element.name) == "entry";
        let mut item = Item::default();
        for field in element.elements() {
            match (without_prefix(&field.name), is_atom) {
                ("title", _) => keep_text(&mut item.title, Text::of(field, is_atom)),
                ("content:encoded", false) | ("content", true) => keep_text(&mut item.content, Text::of(field, is_atom)),
                ("description", false) | ("summary", true) => keep_text(&mut item.summary, Text::of(field, is_atom)),
                ("guid", false) | ("id", true) => {
                    item.guid_is_link = !is_atom && field.attribute("isPermaLink").is_none_or(|is| is != "false");
                    keep(&mut item.guid, field.inner(false));
                }
                ("link", false) => keep(&mut item.link, field.inner(false)),
                ("link", true) => {
                    let is_alternate = field.attribute("rel").is_none_or(|rel| rel == "alternate");
                    if let Some(href) = field.attribute("href").filter(|_| is_alternate && item.link.is_empty()) {
                        href.clone_into(&mut item.link);
                    }
                }
                ("pubDate", false) | ("published", true) => keep(&mut item.published, field.inner(false)),
                ("dc:date", _) | ("updated", true) => keep(&mut item.updated, field.inner(false)),
                (name, _) if item.unused.len() < MOST_UNUSED && !item.unused.iter().any(|known| known == name) => {
                    item.unused.push(name.to_owned());
                }
                _ => {}
            }
        }
        item
    }

    pub(crate) fn release(&self) -> Result<ReleaseRecord, Flaw> {
        self.release_at(self.date())
    }

    /// A release whose date is known from elsewhere.
    pub(crate) fn release_at(&self, published: Result<Stamp, Flaw>) -> Result<ReleaseRecord, Flaw> {
        let title = self.title.plain().replace('\n', " ");
        let mut body = self.content.plain();
        if body.is_empty() {
            body = self.summary.plain();
        }
        if title.is_empty() && body.is_empty() {
            return Err(Flaw::new(ProblemCode::BadValue, "the item has neither a title nor a text", ""));
        }
        let guid = self.guid.trim();
        let mut link = self.link.trim();
        if link.is_empty() && self.guid_is_link && (guid.starts_with("https://") || guid.starts_with("http://")) {
            link = guid;
        }
        let key = if guid.is_empty() { link } else { guid };
        if key.is_empty() {
            return Err(Flaw::new(
                ProblemCode::MissingId,
                "the item has neither a guid nor a link",
                "without one it can't be told from the next",
            ));
        }
        let link = (!link.is_empty()).then(|| link.to_owned());
        Ok(ReleaseRecord { guid: key.to_owned(), published: published?, title, body, link })
    }

    fn date(&self) -> Result<Stamp, Flaw> {
        let date = [&self.published, &self.updated].into_iter().find(|date| !date.trim().is_empty());
        let date =
            date.ok_or_else(|| Flaw::new(ProblemCode::MissingDate, "the item has no date", "ask the press office for a feed with dates"))?;
        date::parse(date).map_err(|message| Flaw::new(ProblemCode::BadDate, message, ""))
    }
}

/// The first that says something is kept.
fn keep(field: &mut String, text: String) {
    if field.trim().is_empty() {
        *field = text;
    }
}

fn keep_text(field: &mut Text, text: Text) {
    if field.raw.trim().is_empty() {
        *field = text;
    }
}

/// An element's name; Atom's own prefix is not part of it.
fn without_prefix(name: &str) -> &str {
    name.strip_prefix("atom:").unwrap_or(name)
}
