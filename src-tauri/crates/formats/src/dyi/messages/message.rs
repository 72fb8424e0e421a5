//! One message of a conversation.

use std::ops::ControlFlow;

use earshot_model::{Author, FilePlan, IdSpace, Kind, MessageRecord, Parent, Person, Platform, Stamp};
use serde::Deserialize;

use super::ours::{is_ours, named};
use crate::dyi::stamp;
use crate::dyi::text::{Repaired, said};
use crate::id::made_of;
use crate::json::{Flaw, Part, Word};
use crate::{Entry, Item, Sink};

/// So many messages of one millisecond are looked at together.
const MOST_AT_ONCE: usize = 100;

/// The messages of an inbox, a conversation after the other.
pub(super) struct Messages<'a> {
    plan: &'a FilePlan,
    platform: Platform,
    conversation: String,
    /// More than two take part: what is said is not said to us alone.
    is_group: bool,
    /// Messages of one moment, in the order in which they are listed.
    waiting: Vec<Said>,
    /// Notices of who came and who left.
    pub(super) notices: u64,
    /// Messages that were listed before and after a change.
    pub(super) edits: u64,
}

struct Said {
    message: MessageRecord,
    /// Somebody wrote its text: it is no link of something shared.
    is_written: bool,
}

impl<'a> Messages<'a> {
    pub(super) fn of(plan: &'a FilePlan) -> Messages<'a> {
        let platform = if plan.format.starts_with("instagram") { Platform::Instagram } else { Platform::Facebook };
        Messages { plan, platform, conversation: String::new(), is_group: false, waiting: Vec::new(), notices: 0, edits: 0 }
    }

    pub(super) fn begin(&mut self, conversation: String, entry: &Entry) {
        self.conversation = conversation;
        self.is_group = named(entry).len() > 2;
    }

    pub(super) fn element(&mut self, part: &Part<'_>, line: u64, element: &str, sink: &mut dyn Sink) -> ControlFlow<()> {
        match self.message(element) {
            Ok(Some(said)) => self.put(said, sink),
            Ok(None) => {
                self.notices += 1;
                ControlFlow::Continue(())
            }
            Err(flaw) => sink.take(part.rejected(flaw, line, element)),
        }
    }

    /// Hands on what waits.
    pub(super) fn end(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        for Said { message, .. } in self.waiting.drain(..) {
            sink.take(Item::Message(message))?;
        }
        ControlFlow::Continue(())
    }

    /// Instagram lists a message that was changed twice, with one time and one sender: the one that is listed later stands.
    fn put(&mut self, said: Said, sink: &mut dyn Sink) -> ControlFlow<()> {
        let is_later = self.waiting.first().is_some_and(|first| first.message.sent.at != said.message.sent.at);
        if is_later || self.waiting.len() == MOST_AT_ONCE {
            self.end(sink)?;
        }
        let is_changed = |other: &&mut Said| {
            let (old, new) = (&other.message, &said.message);
            other.is_written && said.is_written && old.author == new.author && old.text != new.text
        };
        match self.waiting.iter_mut().find(is_changed) {
            Some(other) if self.platform == Platform::Instagram => {
                *other = said;
                self.edits += 1;
            }
            _ => self.waiting.push(said),
        }
        ControlFlow::Continue(())
    }

    /// `None` for a notice, which nobody said.
    fn message(&self, element: &str) -> Result<Option<Said>, Flaw> {
        let row: Row = serde_json::from_str(element)?;
        if matches!(row.kind.as_deref(), Some("Subscribe" | "Unsubscribe")) {
            return Ok(None);
        }
        let sent: Stamp = stamp(row.timestamp_ms, "timestamp_ms", 1)?;
        let is_unsent = row.is_unsent == Some(true);
        let written = said(row.content).filter(|_| !is_unsent);
        let is_written = written.is_some();
        let text = written.or_else(|| said(row.share.filter(|_| !is_unsent)?.link));
        // Whoever has left the platform has no name.
        let sender = said(row.sender_name);
        let ours = sender.as_ref().is_some_and(|name| is_ours(self.plan, name));
        let at = sent.at.to_string();
        let id = made_of(&[&self.conversation, &at, sender.as_deref().unwrap_or(""), text.as_deref().unwrap_or("")]);
        let message = MessageRecord {
            space: IdSpace::of(self.platform, "direct"),
            id,
            kind: Kind::Direct,
            author: if ours { Author::Owner } else { Author::Person(Person { display_name: sender, ..Person::default() }) },
            to_owner: !ours && !self.is_group,
            sent,
            text,
            text_cut: false,
            parent: Parent::None,
            conversation: Some(self.conversation.clone()),
            permalink: None,
            counts: None,
        };
        Ok(Some(Said { message, is_written }))
    }
}

#[derive(Deserialize)]
#[serde(expecting = "a message")]
struct Row {
    #[serde(alias = "senderName")]
    sender_name: Option<Repaired>,
    #[serde(alias = "timestamp")]
    timestamp_ms: Option<Word>,
    #[serde(alias = "text")]
    content: Option<Repaired>,
    #[serde(rename = "type")]
    kind: Option<String>,
    share: Option<Share>,
    #[serde(alias = "isUnsent")]
    is_unsent: Option<bool>,
}

#[derive(Deserialize)]
#[serde(expecting = "a shared link")]
struct Share {
    link: Option<Repaired>,
}
