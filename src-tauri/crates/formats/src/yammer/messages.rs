//! The rows of `Messages.csv`.

use std::ops::ControlFlow;

use earshot_model::{Author, IdSpace, Kind, MessageRecord, Parent, Person, Platform, Problem};

use super::users::Users;
use crate::clock::Clock;
use crate::markup::plain_text;
use crate::table::{Cells, Shape};
use crate::{Item, Sink, id};

pub(super) struct Columns {
    id: usize,
    replied_to: usize,
    thread: usize,
    sender_id: usize,
    sender_name: Option<usize>,
    sender_email: Option<usize>,
    body: usize,
    html: Option<usize>,
    created_at: usize,
    deleted_at: Option<usize>,
    kind: Option<usize>,
    is_private: Option<usize>,
    participants: Option<usize>,
    clock: Clock,
    space: IdSpace,
}

impl Columns {
    pub(super) fn of(shape: &Shape, clock: Clock) -> Columns {
        Columns {
            id: shape.at(&["id"]),
            replied_to: shape.at(&["replied_to_id"]),
            thread: shape.at(&["thread_id"]),
            sender_id: shape.at(&["sender_id"]),
            sender_name: shape.column(&["sender_name"]),
            sender_email: shape.column(&["sender_email"]),
            body: shape.at(&["body"]),
            html: shape.column(&["html_body"]),
            created_at: shape.at(&["created_at"]),
            deleted_at: shape.column(&["deleted_at"]),
            kind: shape.column(&["message_type"]),
            is_private: shape.column(&["in_private_conversation"]),
            participants: shape.column(&["participants"]),
            clock,
            space: IdSpace::of(Platform::Yammer, "message"),
        }
    }

    pub(super) fn used(&self) -> Vec<usize> {
        let named = [self.id, self.replied_to, self.thread, self.sender_id, self.body, self.created_at];
        let found = [self.sender_name, self.sender_email, self.html, self.deleted_at, self.kind, self.is_private, self.participants];
        named.into_iter().chain(found.into_iter().flatten()).collect()
    }

    pub(super) fn is_deleted(&self, cells: &Cells<'_>) -> bool {
        self.known(cells, self.deleted_at).is_some()
    }

    pub(super) fn is_of_system(&self, cells: &Cells<'_>) -> bool {
        self.known(cells, self.kind).is_some_and(|kind| kind.trim().eq_ignore_ascii_case("system"))
    }

    /// With `is_account_known`, what ours wrote is the account's; else each of ours is an account.
    pub(super) fn read(&self, cells: &Cells<'_>, users: &Users, is_account_known: bool, sink: &mut dyn Sink) -> ControlFlow<()> {
        sink.take(match self.message(cells, users, is_account_known) {
            Ok(message) => Item::Message(message),
            Err(problem) => Item::Problem(*problem),
        })
    }

    fn message(&self, cells: &Cells<'_>, users: &Users, is_account_known: bool) -> Result<MessageRecord, Box<Problem>> {
        let faulty = |column, fault: id::Fault| Box::new(cells.rejected(fault.code, column, fault.message, fault.hint));
        let id = cells.get(self.id);
        let id = id::checked(&id).map_err(|fault| faulty(self.id, fault))?;
        let written = cells.get(self.created_at);
        let sent = self.clock.stamp(&written).ok_or_else(|| Box::new(cells.bad_time(self.created_at, &written, "2017-05-02T13:05:59Z")))?;
        let parent = match self.known(cells, Some(self.replied_to)) {
            Some(parent) => {
                Parent::Some { id: id::checked(&parent).map_err(|fault| faulty(self.replied_to, fault))?.to_owned(), author: None }
            }
            None => Parent::None,
        };
        let sender = cells.get(self.sender_id);
        let email = self.known(cells, self.sender_email);
        let name = self.known(cells, self.sender_name).or_else(|| users.name(&sender).map(str::to_owned));
        let is_ours = users.ours.has(&[&sender, name.as_deref().unwrap_or_default(), email.as_deref().unwrap_or_default()]);
        let author = match name {
            _ if is_ours && is_account_known => Author::Owner,
            name if is_ours => Author::Account(name.or(email).unwrap_or_else(|| sender.trim().to_owned())),
            name => Author::Person(Person { native_id: cells.known(self.sender_id), handle: None, display_name: name }),
        };
        let is_private = self.known(cells, self.is_private).is_some_and(|flag| flag.trim().eq_ignore_ascii_case("true"));
        let participants = self.known(cells, self.participants).unwrap_or_default();
        let body = self.known(cells, Some(self.body)).or_else(|| self.known(cells, self.html).map(|html| plain_text(&html)));
        Ok(MessageRecord {
            space: self.space.clone(),
            id: id.to_owned(),
            kind: if is_private { Kind::Direct } else { Kind::Post },
            author,
            to_owner: is_private && is_account_known && !is_ours && users.is_ours_among(&participants),
            sent,
            text: body.map(|body| users.with_names(&body).into_owned()),
            text_cut: false,
            parent,
            conversation: self.known(cells, Some(self.thread)),
            permalink: None,
            counts: None,
        })
    }

    /// A cell; blank is unknown, and so is the word `null`.
    fn known(&self, cells: &Cells<'_>, column: Option<usize>) -> Option<String> {
        cells.known(column?).filter(|cell| cell.trim() != "null")
    }
}
