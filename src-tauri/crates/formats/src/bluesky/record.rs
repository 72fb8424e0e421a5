//! One record of a repository as a message.

use ciborium::Value;
use earshot_model::{Author, Certainty, IdSpace, Kind, MessageRecord, Parent, Platform, ProblemCode, Stamp};

use super::cbor::{field, read, text};
use super::keys::is_branch;
use super::tid::Tid;
use crate::json::iso;
use crate::text::brief;

/// What a message is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    Posts,
    Reposts,
}

impl Collection {
    pub(super) fn named(name: &str) -> Option<Collection> {
        match name {
            "app.bsky.feed.post" => Some(Collection::Posts),
            "app.bsky.feed.repost" => Some(Collection::Reposts),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Collection::Posts => "app.bsky.feed.post",
            Collection::Reposts => "app.bsky.feed.repost",
        }
    }

    /// A block's record, and of which collection it is, if it is of one of these; an error where it can't be read.
    pub(super) fn of(block: &[u8]) -> Result<Option<(Collection, Value)>, &'static str> {
        // Most blocks are neither, and need not be read to say so; what is wrong with a branch is told with the keys.
        if is_branch(block) || memchr::memmem::find(block, b"app.bsky.feed.").is_none() {
            return Ok(None);
        }
        let record = read(block).ok_or("the block can't be read: a post or something like it is lost")?;
        Ok(text(&record, "$type").and_then(Collection::named).map(|collection| (collection, record)))
    }
}

/// Where a record is.
pub(super) struct Record<'a> {
    pub(super) did: &'a str,
    pub(super) key: &'a str,
    /// The owner's.
    pub(super) handle: Option<&'a str>,
}

/// The DID in a block, when the block is the commit of a repository.
pub(super) fn is_commit_of(block: &[u8]) -> Option<String> {
    let commit = read(block)?;
    let did = text(&commit, "did")?;
    (did.starts_with("did:") && field(&commit, "data").is_some() && field(&commit, "sig").is_some()).then(|| did.to_owned())
}

/// The message; what is wrong with it, if it can't be taken in.
pub(super) fn record(place: &Record<'_>, collection: Collection, record: &Value) -> Result<MessageRecord, (ProblemCode, String)> {
    let sent = sent(record, place.key)?;
    let id = format!("{}/{}", place.did, place.key);
    let (said, parent, conversation) = match collection {
        Collection::Posts => {
            let Some(said) = text(record, "text") else {
                return Err((ProblemCode::BadValue, "`text` is missing".to_owned()));
            };
            let reply = field(record, "reply");
            let end = |end: &str| field(reply?, end).and_then(|end| text(end, "uri")).and_then(address);
            let parent = match (reply, end("parent")) {
                (None, _) => Parent::None,
                (Some(_), None) => Parent::Unknown,
                (Some(_), Some((did, key))) => {
                    let author = if did == place.did { place.handle } else { Some(did) };
                    Parent::Some { id: format!("{did}/{key}"), author: author.map(str::to_owned) }
                }
            };
            let root = end("root").map_or_else(|| id.clone(), |(did, key)| format!("{did}/{key}"));
            // A post of a picture only has a text, which is empty.
            (Some(said.to_owned()).filter(|said| !said.is_empty()), parent, Some(root))
        }
        Collection::Reposts => (None, Parent::None, None),
    };
    let is_post = collection == Collection::Posts;
    Ok(MessageRecord {
        space: IdSpace::of(Platform::Bluesky, "post"),
        permalink: is_post.then(|| format!("https://bsky.app/profile/{}/post/{}", place.did, place.key)),
        id,
        kind: if is_post { Kind::Post } else { Kind::Repost },
        author: Author::Owner,
        to_owner: false,
        sent,
        text: said,
        text_cut: false,
        parent,
        conversation,
        counts: None,
    })
}

/// When it was made, by its own word or else by its key.
fn sent(record: &Value, key: &str) -> Result<Stamp, (ProblemCode, String)> {
    let stamp = |at, certainty| Stamp { at, precision: 1, certainty };
    let made = Tid::parse(key).map(|tid| stamp(tid.made_at(), Certainty::FromId));
    match text(record, "createdAt") {
        Some(written) => iso(written)
            .map(|at| stamp(at, Certainty::Stated))
            .or(made)
            .ok_or_else(|| (ProblemCode::BadDate, format!("`{}` is no moment that there was", brief(written, 40)))),
        None => made.ok_or_else(|| (ProblemCode::MissingDate, "`createdAt` is missing".to_owned())),
    }
}

/// The DID and the key in `at://did:plc:…/app.bsky.feed.post/3k…`.
fn address(uri: &str) -> Option<(&str, &str)> {
    let mut parts = uri.strip_prefix("at://")?.split('/');
    let (did, collection, key) = (parts.next()?, parts.next()?, parts.next()?);
    (did.starts_with("did:") && Collection::named(collection) == Some(Collection::Posts) && !key.is_empty()).then_some((did, key))
}
