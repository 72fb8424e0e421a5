//! The rows of the four tables.

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
    Chats,
}

const OF_POSTS: [&str; 6] = ["id", "permalink", "date", "subreddit", "title", "body"];
const OF_COMMENTS: [&str; 7] = ["id", "permalink", "date", "subreddit", "link", "parent", "body"];
const OF_MESSAGES: [&str; 7] = ["id", "permalink", "thread_id", "date", "from", "to", "body"];
const OF_CHATS: [&str; 5] = ["message_id", "created_at", "username", "message", "thread_parent_message_id"];

impl Kind {
    pub(super) fn of(shape: &Shape) -> Option<Kind> {
        if shape.has(&OF_COMMENTS) {
            Some(Kind::Comments)
        } else if shape.has(&OF_POSTS) {
            Some(Kind::Posts)
        } else if shape.has(&OF_MESSAGES) {
            Some(Kind::Messages)
        } else if shape.has(&OF_CHATS) {
            Some(Kind::Chats)
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
        } else if shape.has(&["message_id"]) {
            &OF_CHATS[..]
        } else {
            &OF_POSTS[..]
        };
        // One of these is missing, or it would have been found above.
        shape.require(names, shown).map(|()| Kind::Posts)
    }

    /// What Reddit's own full names begin with; a chat's message has none.
    fn prefix(self) -> &'static str {
        match self {
            Kind::Posts => "t3_",
            Kind::Comments => "t1_",
            Kind::Messages => "t4_",
            Kind::Chats => "",
        }
    }

    /// Within which ids are told apart.
    fn space(self) -> &'static str {
        match self {
            Kind::Posts | Kind::Comments => "post",
            Kind::Messages => "direct",
            Kind::Chats => "chat",
        }
    }
}

pub(super) struct Columns {
    kind: Kind,
    id: usize,
    date: usize,
    body: usize,
    permalink: Option<usize>,
    title: Option<usize>,
    link: Option<usize>,
    parent: Option<usize>,
    conversation: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    /// Of a chat: the community that it is held in, which hears it all.
    subreddit: Option<usize>,
}

impl Columns {
    pub(super) fn of(shape: &Shape, kind: Kind) -> Columns {
        let only = |of: Kind, name: &str| if kind == of { shape.column(&[name]) } else { None };
        let [id, date, body] = if kind == Kind::Chats { ["message_id", "created_at", "message"] } else { ["id", "date", "body"] };
        Columns {
            kind,
            id: shape.at(&[id]),
            date: shape.at(&[date]),
            body: shape.at(&[body]),
            permalink: shape.column(&["permalink"]),
            title: only(Kind::Posts, "title"),
            link: only(Kind::Comments, "link"),
            parent: only(Kind::Comments, "parent").or(only(Kind::Chats, "thread_parent_message_id")),
            conversation: only(Kind::Messages, "thread_id").or(only(Kind::Chats, "channel_url")).or(only(Kind::Chats, "channel_name")),
            from: only(Kind::Messages, "from").or(only(Kind::Chats, "username")),
            to: only(Kind::Messages, "to"),
            subreddit: only(Kind::Chats, "subreddit"),
        }
    }

    pub(super) fn used(&self) -> Vec<usize> {
        let found = [self.permalink, self.title, self.link, self.parent, self.conversation, self.from, self.to, self.subreddit];
        [self.id, self.date, self.body].into_iter().chain(found.into_iter().flatten()).collect()
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
        let permalink = known(self.permalink);
        let post = match self.kind {
            Kind::Posts => Some(id.clone()),
            Kind::Comments => known(self.link).as_deref().and_then(post_in).or_else(|| permalink.as_deref().and_then(post_in)),
            Kind::Messages | Kind::Chats => None,
        };
        let parent = match (self.kind, known(self.parent)) {
            (Kind::Posts, _) | (Kind::Chats, None) => Parent::None,
            (Kind::Messages, _) => Parent::Unknown,
            (Kind::Comments | Kind::Chats, Some(parent)) => {
                let parent = id::worded(&parent).map_err(|fault| faulty(self.parent.unwrap_or(self.id), fault))?;
                Parent::Some { id: full(parent, self.kind), author: None }
            }
            // A comment without a parent answers the post.
            (Kind::Comments, None) => post.clone().map_or(Parent::Unknown, |id| Parent::Some { id, author: None }),
        };
        let from = known(self.from).map(|from| plain(&from).to_owned());
        let is_message = matches!(self.kind, Kind::Messages | Kind::Chats);
        let is_inbound = is_message && !from.as_deref().zip(owner).is_some_and(|(from, owner)| from.eq_ignore_ascii_case(owner));
        let text = match (known(self.title), cells.known(self.body)) {
            (Some(title), Some(body)) => Some(format!("{title}\n\n{body}")),
            (title, body) => title.or(body),
        };
        Ok(MessageRecord {
            space: IdSpace::of(Platform::Reddit, self.kind.space()),
            id,
            kind: if is_message { MessageKind::Direct } else { MessageKind::Post },
            author: if is_inbound { Author::Person(Person { handle: from, ..Person::default() }) } else { Author::Owner },
            to_owner: is_inbound && known(self.subreddit).is_none(),
            sent,
            text,
            text_cut: false,
            parent,
            conversation: if is_message { known(self.conversation) } else { post },
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
