//! One post of X's API.

use std::collections::BTreeMap;

use earshot_model::{Counts, IdSpace, Kind, MessageRecord, Parent, ProblemCode};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::json::{Flaw, Word, id, stated};
use crate::markup::decode_entities;
use crate::ours::Ours;
use crate::text::brief;

/// What comes with a page: the people by their ids, and the posts that others refer to.
#[derive(Default)]
pub(super) struct Includes<'l> {
    users: BTreeMap<String, User>,
    pub(super) tweets: Vec<&'l RawValue>,
}

impl<'l> Includes<'l> {
    pub(super) fn parse(includes: &'l RawValue) -> Result<Includes<'l>, serde_json::Error> {
        #[derive(Deserialize)]
        #[serde(expecting = "what comes with a page")]
        struct Lists<'l> {
            users: Option<Vec<User>>,
            #[serde(borrow)]
            tweets: Option<Vec<&'l RawValue>>,
        }
        let lists: Lists<'l> = serde_json::from_str(includes.get())?;
        let users = lists.users.unwrap_or_default().into_iter().filter_map(|user| Some((user.id.as_ref()?.0.clone(), user)));
        Ok(Includes { users: users.collect(), tweets: lists.tweets.unwrap_or_default() })
    }
}

#[derive(Deserialize, Clone)]
#[serde(expecting = "a person")]
struct User {
    id: Option<Word>,
    username: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a post")]
pub(super) struct Post<'l> {
    id: Option<Word>,
    text: Option<String>,
    created_at: Option<String>,
    author_id: Option<Word>,
    author: Option<User>,
    conversation_id: Option<Word>,
    in_reply_to_user_id: Option<Word>,
    in_reply_to_user: Option<User>,
    #[serde(borrow)]
    referenced_tweets: Option<Vec<&'l RawValue>>,
    public_metrics: Option<BTreeMap<String, Option<Word>>>,
    /// The whole text of a long post.
    note_tweet: Option<Note>,
}

#[derive(Deserialize)]
#[serde(expecting = "the text of a long post")]
struct Note {
    text: Option<String>,
}

/// What a post refers to; in a flattened collection the whole post stands there.
#[derive(Deserialize)]
#[serde(expecting = "a reference to a post")]
struct Reference {
    #[serde(rename = "type")]
    kind: String,
    id: Option<Word>,
    text: Option<String>,
    author: Option<User>,
}

impl<'l> Post<'l> {
    /// The posts that it refers to and that stand in it.
    pub(super) fn inline(&self) -> Vec<&'l RawValue> {
        let references = self.referenced_tweets.iter().flatten().copied();
        references.filter(|raw| reference(raw).is_ok_and(|reference| reference.text.is_some())).collect()
    }

    /// The message, and what of it could not be read and is left out. An error: it can't be taken in.
    pub(super) fn message(self, ours: &Ours, includes: &Includes<'_>) -> Result<(MessageRecord, Vec<Flaw>), Flaw> {
        let id = id(self.id, "id")?;
        let Some(text) = self.note_tweet.and_then(|note| note.text).or(self.text) else {
            return Err(Flaw::new(ProblemCode::BadValue, "text", "`text` is missing"));
        };
        let written = self.created_at.unwrap_or_default();
        let sent = super::super::stamp(&written, &id).ok_or_else(|| {
            Flaw::new(ProblemCode::BadDate, "created_at", format!("`{}` is no moment that there was", brief(&written, 40)))
        })?;
        let references = self.referenced_tweets.iter().flatten().map(|raw| reference(raw)).collect::<Result<Vec<_>, _>>()?;
        let is_repost = references.iter().any(|reference| reference.kind == "retweeted");
        let to_user = stated(self.in_reply_to_user_id);
        let parent = match references.into_iter().find(|reference| reference.kind == "replied_to") {
            Some(parent) => {
                let user =
                    to_user.as_deref().and_then(|id| includes.users.get(id)).or(self.in_reply_to_user.as_ref()).or(parent.author.as_ref());
                let author = user.and_then(|user| user.username.clone());
                Parent::Some { id: crate::json::id(parent.id, "referenced_tweets")?, author }
            }
            None => Parent::None,
        };
        let author_id = stated(self.author_id);
        let user = self.author.or_else(|| author_id.as_deref().and_then(|id| includes.users.get(id)).cloned());
        let (handle, name) = user.map_or((None, None), |user| (user.username, user.name));

        let mut flaws = Vec::new();
        let mut counts = Counts::default();
        for (theirs, name) in super::super::COUNTS {
            let Some(Some(Word(text))) = self.public_metrics.as_ref().and_then(|metrics| metrics.get(theirs)) else { continue };
            match text.parse() {
                // X gives 0 impressions for posts from before it showed them.
                Ok(0) if name == "impressions" => {}
                Ok(count) if count >= 0 => counts.set(name, count),
                _ => {
                    let message = format!("`{}` is not a count; it is taken as unknown", brief(text, 40));
                    flaws.push(Flaw::new(ProblemCode::BadNumber, theirs, message));
                }
            }
        }
        let record = MessageRecord {
            space: IdSpace::x_post(),
            kind: if is_repost { Kind::Repost } else { Kind::Post },
            author: super::super::author(ours, handle, name, author_id),
            to_owner: false,
            sent,
            // A repost begins with `RT @name: `, and what then doesn't fit is cut.
            text_cut: is_repost && text.trim_end().ends_with('…'),
            text: Some(decode_entities(&text).into_owned()),
            parent,
            conversation: stated(self.conversation_id),
            permalink: None,
            // What a repost carries are the counts of somebody else's post.
            counts: (!is_repost && counts != Counts::default()).then(|| Box::new(counts)),
            id,
        };
        Ok((record, flaws))
    }
}

fn reference(raw: &RawValue) -> Result<Reference, serde_json::Error> {
    serde_json::from_str(raw.get())
}
