//! The rows of the three tables.

use std::ops::ControlFlow;

use earshot_model::{Author, IdSpace, Kind as MessageKind, MessageRecord, Parent, Person, Platform, Problem};

use super::{plain, stamp};
use crate::table::{Cells, Shape};
use crate::{Item, Sink, id};

/// Which of the tables it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Posts,
    Comments,
    Messages,
}

const OF_POSTS: [&str; 6] = ["id", "permalink", "date", "subreddit", "title", "body"];
const OF_COMMENTS: [&str; 7] = ["id", "permalink", "date", "subreddit", "link", "parent", "body"];
const OF_MESSAGES: [&str; 7] = ["id", "permalink", "thread_id", "date", "from", "to", "body"];

impl Kind {
    pub(super) fn of(shape: &Shape) -> Option<Kind> {
        if shape.has(&OF_COMMENTS) {
            Some(Kind::Comments)
        } else if shape.has(&OF_POSTS) {
            Some(Kind::Posts)
        } else if shape.has(&OF_MESSAGES) {
            Some(Kind::Messages)
        } else {
            None
        }
    }

    /// Which it is, or what it lacks of the one that it comes nearest to.
    pub(super) fn require(shape: &Shape, shown: &str) -> Result<Kind, Problem> {
        if let Some(kind) = Kind::of(shape) {
            return Ok(kind);
        }
        let names = if shape.has(&["link"]) {
            &OF_COMMENTS[..]
        } else if shape.has(&["from"]) {
            &OF_MESSAGES[..]
        } else {
            &OF_POSTS[..]
        };
        // One of these is missing, or it would have been found above.
        shape.require(names, shown).map(|()| Kind::Posts)
    }

    /// What Reddit's own full names begin with.
    fn prefix(self) -> &'static str {
        match self {
            Kind::Posts => "t3_",
            Kind::Comments => "t1_",
            Kind::Messages => "t4_",
        }
    }
}

pub(super) struct Columns {
    kind: Kind,
    id: usize,
    date: usize,
    permalink: usize,
    body: usize,
    title: Option<usize>,
    link: Option<usize>,
    parent: Option<usize>,
    thread: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
}

impl Columns {
    pub(super) fn of(shape: &Shape, kind: Kind) -> Columns {
        let only = |of: Kind, name: &str| if kind == of { shape.column(&[name]) } else { None };
        Columns {
            kind,
            id: shape.at(&["id"]),
            date: shape.at(&["date"]),
            permalink: shape.at(&["permalink"]),
            body: shape.at(&["body"]),
            title: only(Kind::Posts, "title"),
            link: only(Kind::Comments, "link"),
            parent: only(Kind::Comments, "parent"),
            thread: only(Kind::Messages, "thread_id"),
            from: only(Kind::Messages, "from"),
            to: only(Kind::Messages, "to"),
        }
    }

    pub(super) fn used(&self) -> Vec<usize> {
        let found = [self.title, self.link, self.parent, self.thread, self.from, self.to];
        [self.id, self.date, self.permalink, self.body].into_iter().chain(found.into_iter().flatten()).collect()
    }

    /// `owner` tells the two sides of a message apart.
    pub(super) fn read(&self, cells: &Cells<'_>, owner: Option<&str>, sink: &mut dyn Sink) -> ControlFlow<()> {
        sink.take(match self.message(cells, owner) {
            Ok(message) => Item::Message(message),
            Err(problem) => Item::Problem(*problem),
        })
    }

    fn message(&self, cells: &Cells<'_>, owner: Option<&str>) -> Result<MessageRecord, Box<Problem>> {
        let faulty = |column, fault: id::Fault| Box::new(cells.rejected(fault.code, column, fault.message, fault.hint));
        let id = cells.get(self.id);
        let id = full(id::worded(&id).map_err(|fault| faulty(self.id, fault))?, self.kind);
        let written = cells.get(self.date);
        let sent = stamp(&written).ok_or_else(|| Box::new(cells.bad_time(self.date, &written, "2024-01-15 10:30:00 UTC")))?;
        let known = |column: Option<usize>| column.and_then(|column| cells.known(column));
        let permalink = cells.known(self.permalink);
        let post = match self.kind {
            Kind::Posts => Some(id.clone()),
            Kind::Comments => known(self.link).as_deref().and_then(post_in).or_else(|| permalink.as_deref().and_then(post_in)),
            Kind::Messages => None,
        };
        let parent = match (self.kind, known(self.parent)) {
            (Kind::Posts, _) => Parent::None,
            (Kind::Messages, _) => Parent::Unknown,
            (Kind::Comments, Some(parent)) => {
                let parent = id::worded(&parent).map_err(|fault| faulty(self.parent.unwrap_or(self.id), fault))?;
                Parent::Some { id: full(parent, Kind::Comments), author: None }
            }
            // A comment without a parent answers the post.
            (Kind::Comments, None) => post.clone().map_or(Parent::Unknown, |id| Parent::Some { id, author: None }),
        };
        let from = known(self.from).map(|from| plain(&from).to_owned());
        let is_inbound =
            self.kind == Kind::Messages && !from.as_deref().zip(owner).is_some_and(|(from, owner)| from.eq_ignore_ascii_case(owner));
        let text = match (known(self.title), cells.known(self.body)) {
            (Some(title), Some(body)) => Some(format!("{title}\n\n{body}")),
            (title, body) => title.or(body),
        };
        let is_message = self.kind == Kind::Messages;
        Ok(MessageRecord {
            space: IdSpace::of(Platform::Reddit, if is_message { "direct" } else { "post" }),
            id,
            kind: if is_message { MessageKind::Direct } else { MessageKind::Post },
            author: if is_inbound { Author::Person(Person { handle: from, ..Person::default() }) } else { Author::Owner },
            to_owner: is_inbound,
            sent,
            text,
            text_cut: false,
            parent,
            conversation: if is_message { known(self.thread) } else { post },
            permalink,
            counts: None,
        })
    }
}

/// The full name of an id: `t1_k3xq9a`.
fn full(id: &str, kind: Kind) -> String {
    let is_full = id.len() > 3 && id.starts_with('t') && id.as_bytes()[1].is_ascii_digit() && id.as_bytes()[2] == b'_';
    if is_full { id.to_owned() } else { format!("{}{id}", kind.prefix()) }
}

/// The post of a link, `https://www.reddit.com/r/SUBREDDIT/comments/POST/…`.
fn post_in(link: &str) -> Option<String> {
    let (_, rest) = link.split_once("/comments/")?;
    let id = rest.split(['/', '?']).next().filter(|id| !id.is_empty())?;
    Some(full(id, Kind::Posts))
}
