//! One element of `direct-messages.js` or `direct-messages-group.js`, a conversation, as messages.

use std::collections::BTreeSet;

use earshot_model::{Author, IdSpace, Kind, MessageRecord, Parent, Person, ProblemCode};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::handles::Handles;
use crate::json::{Flaw, Word, id, iso, stated, time};
use crate::markup::decode_entities;

/// A conversation whose messages have not been looked at: they stand as they do in the element.
pub(super) struct Conversation<'a> {
    id: String,
    pub(super) events: Vec<&'a RawValue>,
    /// What a person says here is said to the account: nobody else is there to hear it.
    is_to_owner: bool,
}

/// What was found in the place of a message.
pub(super) enum Said {
    Message(Box<MessageRecord>),
    /// X sends one by itself when a person opens the conversation: nobody said it.
    Greeting,
    /// Somebody came or went, or the conversation was given a name.
    Event,
}

impl<'a> Conversation<'a> {
    /// `owner` is the account's own id.
    pub(super) fn parse(element: &'a str, owner: &str, is_group: bool) -> Result<Conversation<'a>, Flaw> {
        let row: Row<'a> = serde_json::from_str(element)?;
        let Some(id) = stated(row.conversation.id) else {
            return Err(Flaw::new(ProblemCode::MissingId, "conversationId", "`conversationId` is missing"));
        };
        let events = row.conversation.messages;
        let is_to_owner = !is_group || others(&events, owner) <= 1;
        Ok(Conversation { id, events, is_to_owner })
    }

    /// One of the conversation's `events`.
    pub(super) fn event(&self, event: &str, owner: &str, handles: &Handles) -> Result<Said, Flaw> {
        let direct = match serde_json::from_str(event)? {
            Event { message: Some(direct), .. } => direct,
            Event { greeting: Some(_), .. } => return Ok(Said::Greeting),
            Event { named: Some(_), .. } => return Ok(Said::Event),
            Event { begun: Some(_), .. } | Event { joined: Some(_), .. } | Event { left: Some(_), .. } => return Ok(Said::Event),
            _ => return Err(Flaw::new(ProblemCode::BadValue, "messageCreate", "`messageCreate` is missing")),
        };
        let id = id(direct.id, "id")?;
        let sent = time(direct.created_at, "createdAt", iso)?;
        let Some(sender) = stated(direct.sender) else {
            return Err(Flaw::new(ProblemCode::BadValue, "senderId", "`senderId` is missing"));
        };
        let ours = sender == owner;
        let handle = handles.of(&sender).map(str::to_owned);
        Ok(Said::Message(Box::new(MessageRecord {
            space: IdSpace::x_direct(),
            id,
            kind: Kind::Direct,
            author: if ours { Author::Owner } else { Author::Person(Person { native_id: Some(sender), handle, display_name: None }) },
            to_owner: !ours && self.is_to_owner,
            sent,
            text: direct.text.map(|text| decode_entities(&text).into_owned()),
            text_cut: false,
            parent: Parent::None,
            conversation: Some(self.id.clone()),
            permalink: None,
            counts: None,
        })))
    }
}

/// How many people besides the owner have ever been in a conversation, as far as its events show.
fn others(events: &[&RawValue], owner: &str) -> usize {
    let mut people = BTreeSet::new();
    for event in events {
        let Ok(event) = serde_json::from_str::<Event>(event.get()) else { continue };
        people.extend(event.message.and_then(|message| stated(message.sender)));
        for change in [event.begun, event.joined, event.left].into_iter().flatten() {
            people.extend(change.people.into_iter().chain(change.by).filter_map(|person| stated(Some(person))));
        }
    }
    people.remove(owner);
    people.len()
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
struct Event {
    #[serde(rename = "messageCreate")]
    message: Option<Direct>,
    #[serde(rename = "welcomeMessageCreate")]
    greeting: Option<IgnoredAny>,
    #[serde(rename = "joinConversation")]
    begun: Option<Change>,
    #[serde(rename = "participantsJoin")]
    joined: Option<Change>,
    #[serde(rename = "participantsLeave")]
    left: Option<Change>,
    #[serde(rename = "conversationNameUpdate")]
    named: Option<IgnoredAny>,
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

/// Who came, or went.
#[derive(Deserialize)]
#[serde(expecting = "who came or went")]
struct Change {
    #[serde(rename = "participantsSnapshot", alias = "userIds", default)]
    people: Vec<Word>,
    #[serde(rename = "initiatingUserId")]
    by: Option<Word>,
}
