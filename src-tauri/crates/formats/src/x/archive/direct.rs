//! One element of `direct-messages.js`, a conversation, as messages.

use earshot_model::{Author, IdSpace, Kind, MessageRecord, Parent, Person, ProblemCode};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::json::{Flaw, Word, id, iso, stated, time};
use crate::markup::decode_entities;

/// A conversation whose messages have not been looked at: they stand as they do in the element.
pub(super) struct Conversation<'a> {
    id: String,
    pub(super) events: Vec<&'a RawValue>,
}

impl<'a> Conversation<'a> {
    pub(super) fn parse(element: &'a str) -> Result<Conversation<'a>, Flaw> {
        let row: Row<'a> = serde_json::from_str(element)?;
        let Some(id) = stated(row.conversation.id) else {
            return Err(Flaw::new(ProblemCode::MissingId, "conversationId", "`conversationId` is missing"));
        };
        Ok(Conversation { id, events: row.conversation.messages })
    }

    /// One of the conversation's `events`; `None` for a greeting that X sends by itself when a person opens the conversation:
    /// nobody said it. `owner` is the account's own id.
    pub(super) fn event(&self, event: &str, owner: &str) -> Result<Option<MessageRecord>, Flaw> {
        let direct = match serde_json::from_str(event)? {
            Sent { message: Some(direct), .. } => direct,
            Sent { greeting: Some(_), .. } => return Ok(None),
            _ => return Err(Flaw::new(ProblemCode::BadValue, "messageCreate", "`messageCreate` is missing")),
        };
        let id = id(direct.id, "id")?;
        let sent = time(direct.created_at, "createdAt", iso)?;
        let Some(sender) = stated(direct.sender) else {
            return Err(Flaw::new(ProblemCode::BadValue, "senderId", "`senderId` is missing"));
        };
        let ours = sender == owner;
        Ok(Some(MessageRecord {
            space: IdSpace::x_direct(),
            id,
            kind: Kind::Direct,
            author: if ours { Author::Owner } else { Author::Person(Person { native_id: Some(sender), ..Person::default() }) },
            to_owner: !ours,
            sent,
            text: direct.text.map(|text| decode_entities(&text).into_owned()),
            text_cut: false,
            parent: Parent::None,
            conversation: Some(self.id.clone()),
            permalink: None,
            counts: None,
        }))
    }
}

#[derive(Deserialize)]
#[serde(expecting = "a conversation")]
struct Row<'a> {
    #[serde(rename = "dmConversation", borrow)]
    conversation: Messages<'a>,
}

#[derive(Deserialize)]
#[serde(expecting = "a conversation")]
struct Messages<'a> {
    #[serde(rename = "conversationId")]
    id: Option<Word>,
    #[serde(borrow)]
    messages: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(expecting = "a direct message")]
struct Sent {
    #[serde(rename = "messageCreate")]
    message: Option<Direct>,
    #[serde(rename = "welcomeMessageCreate")]
    greeting: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(expecting = "a direct message")]
struct Direct {
    id: Option<Word>,
    #[serde(rename = "senderId")]
    sender: Option<Word>,
    text: Option<String>,
    #[serde(rename = "createdAt")]
    created_at: Option<Word>,
}
