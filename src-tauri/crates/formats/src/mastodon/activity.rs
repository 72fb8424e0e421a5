//! One activity of an outbox as a message.

use std::collections::BTreeMap;

use earshot_model::{Author, Certainty, Counts, IdSpace, Kind, MessageRecord, Parent, Platform, ProblemCode, Stamp};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::address::{handle_of, host, made_at};
use crate::json::{Flaw, iso};
use crate::markup::plain_text;

/// Whose outbox it is.
pub(super) struct Owner {
    pub(super) handle: Option<String>,
}

/// What of a post something is made of.
pub(super) const USED: [&str; 14] = [
    "id",
    "type",
    "summary",
    "content",
    "published",
    "url",
    "attributedTo",
    "to",
    "cc",
    "inReplyTo",
    "conversation",
    "tag",
    "likes",
    "shares",
];

/// The message; `None` for an activity that is neither post nor boost.
pub(super) fn message(element: &str, owner: &Owner) -> Result<Option<MessageRecord>, Flaw> {
    let activity: Activity = serde_json::from_str(element)?;
    match activity.kind.as_deref() {
        Some("Create") => {
            let Some(object) = &activity.object else {
                return Err(Flaw::new(ProblemCode::BadValue, "object", "`object` is missing"));
            };
            let note: Note = serde_json::from_str(object.get())?;
            post(note, &activity, owner).map(Some)
        }
        Some("Announce") => boost(&activity).map(Some),
        _ => Ok(None),
    }
}

/// The address of who wrote a post.
pub(super) fn author(activity: &Activity) -> Option<String> {
    let note = activity.object.as_ref().and_then(|object| serde_json::from_str::<Note>(object.get()).ok());
    note.and_then(|note| note.attributed_to).or_else(|| activity.actor.clone())
}

fn post(note: Note, activity: &Activity, owner: &Owner) -> Result<MessageRecord, Flaw> {
    let Some(id) = note.id.clone() else {
        return Err(Flaw::new(ProblemCode::MissingId, "id", "`id` is missing"));
    };
    let sent = sent(note.published.as_deref().or(activity.published.as_deref()), &id)?;
    let content = note.content.as_deref().map(plain_text);
    // What stands above the fold is part of what was said.
    let text = match note.summary.as_deref().map(plain_text).filter(|summary| !summary.is_empty()) {
        Some(summary) => Some(format!("{summary}\n{}", content.unwrap_or_default())),
        None => content,
    };
    let parent = match &note.in_reply_to {
        Some(id) => Parent::Some { id: id.clone(), author: author_of(id, &note, owner) },
        None => Parent::None,
    };
    let is_direct = is_direct(note.to.as_ref().or(activity.to.as_ref()), note.cc.as_ref().or(activity.cc.as_ref()));
    let total = |count: Option<&Total>| match count {
        Some(Total::Counted { total_items }) => Some(*total_items).filter(|&count| count >= 0),
        Some(Total::Elsewhere(_)) | None => None,
    };
    let counts = Counts { likes: total(note.likes.as_ref()), reposts: total(note.shares.as_ref()), ..Counts::default() };
    Ok(MessageRecord {
        space: space(),
        id,
        kind: if is_direct { Kind::Direct } else { Kind::Post },
        author: Author::Owner,
        to_owner: false,
        sent,
        text: text.filter(|text| !text.is_empty()),
        text_cut: false,
        parent,
        conversation: note.conversation,
        permalink: note.url.and_then(Many::into_first),
        counts: (counts != Counts::default()).then(|| Box::new(counts)),
    })
}

fn boost(activity: &Activity) -> Result<MessageRecord, Flaw> {
    let Some(id) = &activity.id else {
        return Err(Flaw::new(ProblemCode::MissingId, "id", "`id` is missing"));
    };
    // The address of the boost itself; with the ending it is that of the act of making it.
    let id = id.strip_suffix("/activity").unwrap_or(id);
    Ok(MessageRecord {
        space: space(),
        id: id.to_owned(),
        kind: Kind::Repost,
        author: Author::Owner,
        to_owner: false,
        sent: sent(activity.published.as_deref(), id)?,
        text: None,
        text_cut: false,
        parent: Parent::None,
        conversation: None,
        permalink: None,
        counts: None,
    })
}

fn space() -> IdSpace {
    IdSpace::of(Platform::Mastodon, "post")
}

/// When it was published, by the server's word or else by the id.
fn sent(published: Option<&str>, id: &str) -> Result<Stamp, Flaw> {
    let stamp = |at, certainty| Stamp { at, precision: 1, certainty };
    let made = made_at(id).map(|at| stamp(at, Certainty::FromId));
    match published {
        Some(text) => iso(text)
            .map(|at| stamp(at, Certainty::Stated))
            .or(made)
            .ok_or_else(|| Flaw::new(ProblemCode::BadDate, "published", format!("`{text}` is no moment that there was"))),
        None => made.ok_or_else(|| Flaw::new(ProblemCode::MissingDate, "published", "`published` is missing")),
    }
}

/// Neither the public nor the followers are among those whom it is for.
fn is_direct(to: Option<&Many>, cc: Option<&Many>) -> bool {
    let is_wide =
        |whom: &String| matches!(whom.as_str(), "as:Public" | "Public") || whom.ends_with("#Public") || whom.ends_with("/followers");
    to.is_some() && !to.into_iter().chain(cc).flat_map(Many::all).any(is_wide)
}

/// Who wrote the post that is answered: the owner, or whoever is mentioned at that address, or whose address it is.
fn author_of(parent: &str, note: &Note, owner: &Owner) -> Option<String> {
    let is_below = |address: &str| parent.strip_prefix(address).is_some_and(|rest| rest.starts_with('/'));
    if note.attributed_to.as_deref().is_some_and(is_below) {
        return owner.handle.clone();
    }
    let mentions: Vec<&Tag> = note.tag.iter().filter(|tag| tag.kind.as_deref() == Some("Mention")).collect();
    if let Some(tag) = mentions.iter().find(|tag| tag.href.as_deref().is_some_and(is_below)) {
        return tag.handle();
    }
    let same_host = |tag: &&&Tag| tag.href.as_deref().and_then(host) == host(parent);
    handle_of(parent).or_else(|| match &mentions.iter().filter(same_host).collect::<Vec<_>>()[..] {
        [only] => only.handle(),
        _ => None,
    })
}

#[derive(Deserialize)]
#[serde(expecting = "an activity")]
pub(super) struct Activity {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    actor: Option<String>,
    published: Option<String>,
    to: Option<Many>,
    cc: Option<Many>,
    /// A post, or the address of one.
    object: Option<Box<RawValue>>,
}

impl Activity {
    /// The keys of the post, when it is one.
    pub(super) fn object_keys(&self) -> Option<BTreeMap<String, IgnoredAny>> {
        serde_json::from_str(self.object.as_ref()?.get()).ok()
    }
}

#[derive(Deserialize)]
#[serde(expecting = "a post", rename_all = "camelCase")]
struct Note {
    id: Option<String>,
    summary: Option<String>,
    content: Option<String>,
    published: Option<String>,
    url: Option<Many>,
    attributed_to: Option<String>,
    to: Option<Many>,
    cc: Option<Many>,
    in_reply_to: Option<String>,
    conversation: Option<String>,
    #[serde(default)]
    tag: Vec<Tag>,
    likes: Option<Total>,
    shares: Option<Total>,
}

#[derive(Deserialize)]
#[serde(expecting = "a mention")]
struct Tag {
    #[serde(rename = "type")]
    kind: Option<String>,
    href: Option<String>,
    name: Option<String>,
}

impl Tag {
    /// `tilly@marsh.example`; on the owner's own server the name comes without the server.
    fn handle(&self) -> Option<String> {
        let name = self.name.as_deref()?.trim_start_matches('@');
        if name.contains('@') {
            return Some(name.to_owned());
        }
        Some(format!("{name}@{}", self.href.as_deref().and_then(host)?))
    }
}

/// How many liked or boosted it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Total {
    Counted {
        #[serde(rename = "totalItems")]
        total_items: i64,
    },
    /// An address at which the server counts them.
    Elsewhere(IgnoredAny),
}

/// One address, or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Many {
    One(String),
    All(Vec<String>),
}

impl Many {
    fn all(&self) -> &[String] {
        match self {
            Many::One(one) => std::slice::from_ref(one),
            Many::All(all) => all,
        }
    }

    fn into_first(self) -> Option<String> {
        match self {
            Many::One(one) => Some(one),
            Many::All(all) => all.into_iter().next(),
        }
    }
}
