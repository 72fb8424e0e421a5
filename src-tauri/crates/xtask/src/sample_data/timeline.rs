//! What happened on one account, message by message, and what became of every message of the public.
//!
//! The script calls [`Timeline::hear`] and [`Timeline::speak`] in the order of time within a conversation; the truth about
//! opportunities and answers is kept as the story is told, never worked out afterwards from what was written to a file.

use std::collections::{BTreeMap, BTreeSet};

use super::clock::Seconds;
use super::draw::Draw;
use super::places::{FIRST_NAMES, LAST_NAMES, WARDS};

#[derive(Debug)]
pub(super) struct Timeline {
    pub(super) account: &'static str,
    pub(super) people: Vec<Resident>,
    pub(super) posts: Vec<Post>,
    pub(super) directs: Vec<Direct>,
    pub(super) opportunities: Vec<Opportunity>,
    waiting: BTreeMap<(Place, usize), usize>,
    answered: BTreeMap<(Place, usize), Vec<usize>>,
    taken: BTreeSet<Seconds>,
}

#[derive(Debug)]
pub(super) struct Resident {
    pub(super) handle: String,
    pub(super) id: u64,
    /// Somebody who only wrote in private: no file holds the handle.
    pub(super) only_direct: bool,
}

/// A public message.
#[derive(Debug)]
pub(super) struct Post {
    pub(super) at: Seconds,
    /// An index into the people; `None`: the account.
    pub(super) author: Option<usize>,
    pub(super) text: String,
    pub(super) parent: Option<usize>,
    pub(super) root: usize,
    /// What the account's own message is; `None` for the public's.
    pub(super) kind: Option<Kind>,
    /// Whom it speaks to.
    pub(super) to: Vec<usize>,
    /// It carries text of a release: an index into the releases, and how much.
    pub(super) carries: Option<(usize, Band)>,
    pub(super) repeat_of: Option<usize>,
    /// A reply to a post that is in no file: its id, and who wrote it.
    pub(super) elsewhere: Option<(u64, usize)>,
    /// Short link and where it leads.
    pub(super) links: Vec<(String, String)>,
    /// One of the public said this to another, not to the account.
    pub(super) aside: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Verbatim,
    Edited,
    Quote,
    Repeat,
    Announcement,
    Mention,
    Reply,
    Repost,
    Continuation,
}

impl Kind {
    pub(super) fn is_broadcast(self) -> bool {
        matches!(self, Kind::Verbatim | Kind::Edited | Kind::Quote | Kind::Repeat | Kind::Announcement)
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::Verbatim => "verbatim",
            Kind::Edited => "edited",
            Kind::Quote => "quote",
            Kind::Repeat => "repeat",
            Kind::Announcement => "announcement",
            Kind::Mention => "mention",
            Kind::Reply => "reply",
            Kind::Repost => "repost",
            Kind::Continuation => "continuation",
        }
    }
}

/// How much of a post is in a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    Verbatim,
    Mostly,
    Quotes,
}

impl Band {
    pub(super) fn word(self) -> &'static str {
        match self {
            Band::Verbatim => "verbatim",
            Band::Mostly => "mostly",
            Band::Quotes => "quotes",
        }
    }
}

/// A direct message.
#[derive(Debug)]
pub(super) struct Direct {
    pub(super) at: Seconds,
    pub(super) milliseconds: i64,
    pub(super) person: usize,
    pub(super) ours: bool,
    pub(super) text: String,
}

/// Where an exchange takes place: under a public root, or in a session of direct messages with a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Public { root: usize },
    Direct { person: usize, session: usize },
}

/// A run of messages by one person in one conversation, and the answer to it.
#[derive(Debug)]
pub(super) struct Opportunity {
    pub(super) place: Place,
    pub(super) person: usize,
    pub(super) arrived: Seconds,
    pub(super) answered: Option<Seconds>,
    /// The person came back after the answer.
    pub(super) engaged: bool,
}

impl Timeline {
    pub(super) fn new(account: &'static str) -> Timeline {
        Timeline {
            account,
            people: Vec::new(),
            posts: Vec::new(),
            directs: Vec::new(),
            opportunities: Vec::new(),
            waiting: BTreeMap::new(),
            answered: BTreeMap::new(),
            taken: BTreeSet::new(),
        }
    }

    /// Somebody new. Handles are at most fifteen characters long, and no two are alike in any case.
    pub(super) fn meet(&mut self, draw: &mut Draw, only_direct: bool) -> usize {
        loop {
            let (first, last) = (draw.pick(FIRST_NAMES), draw.pick(LAST_NAMES));
            let ward = draw.pick(WARDS).replace(' ', "");
            let number = draw.between(2, 89);
            let handle = match draw.index(6) {
                0 => format!("{first}{last}{number}"),
                1 => format!("{}_{}", first.to_lowercase(), last.to_lowercase()),
                2 => format!("{first}_{ward}"),
                3 => format!("{ward}{first}"),
                4 => format!("{last}_{}{number}", &first[..1]),
                _ => format!("{}{}", last.to_lowercase(), number),
            };
            let known = |person: &Resident| person.handle.eq_ignore_ascii_case(&handle);
            if handle.len() <= 15 && !self.people.iter().any(known) {
                let id = 900_000_000_000_000_000 + draw.between(1_000_000_000, 99_999_999_999_999_999) as u64;
                return self.person(handle, id, only_direct);
            }
        }
    }

    pub(super) fn person(&mut self, handle: String, id: u64, only_direct: bool) -> usize {
        self.people.push(Resident { handle, id, only_direct });
        self.people.len() - 1
    }

    /// The next second in which nothing else happens; ids and orders are then beyond doubt.
    pub(super) fn free(&mut self, mut at: Seconds) -> Seconds {
        while !self.taken.insert(at) {
            at += 1;
        }
        at
    }

    fn put(&mut self, post: Post) -> usize {
        self.posts.push(post);
        self.posts.len() - 1
    }

    /// One of the public says something to the account.
    pub(super) fn hear(&mut self, person: usize, at: Seconds, parent: Option<usize>, text: String) -> usize {
        let index = self.public(person, at, parent, text, false);
        let place = Place::Public { root: self.posts[index].root };
        self.arrives(place, person, self.posts[index].at);
        index
    }

    /// One of the public says something to another.
    pub(super) fn overhear(&mut self, person: usize, at: Seconds, parent: usize, text: String) {
        self.public(person, at, Some(parent), text, true);
    }

    fn public(&mut self, person: usize, at: Seconds, parent: Option<usize>, text: String, aside: bool) -> usize {
        let at = self.free(at);
        let root = parent.map_or(self.posts.len(), |parent| self.posts[parent].root);
        self.put(Post {
            at,
            author: Some(person),
            text,
            parent,
            root,
            kind: None,
            to: Vec::new(),
            carries: None,
            repeat_of: None,
            elsewhere: None,
            links: Vec::new(),
            aside,
        })
    }

    /// The account says something, to the people named in `to`.
    pub(super) fn speak(&mut self, at: Seconds, kind: Kind, parent: Option<usize>, to: &[usize], said: Said) -> usize {
        let at = self.free(at);
        let root = parent.map_or(self.posts.len(), |parent| self.posts[parent].root);
        let index = self.put(Post {
            at,
            author: None,
            text: said.text,
            parent,
            root,
            kind: Some(kind),
            to: to.to_vec(),
            carries: None,
            repeat_of: None,
            elsewhere: None,
            links: said.links,
            aside: false,
        });
        for person in to {
            self.answers(Place::Public { root }, *person, at);
        }
        index
    }

    /// A direct message in the given session.
    pub(super) fn direct(&mut self, place: Place, at: Seconds, milliseconds: i64, ours: bool, text: String) -> Seconds {
        let Place::Direct { person, .. } = place else { unreachable!("a direct message is sent in a direct place") };
        let at = self.free(at);
        self.directs.push(Direct { at, milliseconds, person, ours, text });
        if ours {
            self.answers(place, person, at);
        } else {
            self.arrives(place, person, at);
        }
        at
    }

    fn arrives(&mut self, place: Place, person: usize, at: Seconds) {
        for earlier in self.answered.get(&(place, person)).into_iter().flatten() {
            self.opportunities[*earlier].engaged = true;
        }
        if !self.waiting.contains_key(&(place, person)) {
            self.waiting.insert((place, person), self.opportunities.len());
            self.opportunities.push(Opportunity { place, person, arrived: at, answered: None, engaged: false });
        }
    }

    fn answers(&mut self, place: Place, person: usize, at: Seconds) {
        if let Some(opportunity) = self.waiting.remove(&(place, person)) {
            self.opportunities[opportunity].answered = Some(at);
            self.answered.entry((place, person)).or_default().push(opportunity);
        }
    }

    /// Who has spoken under this root.
    pub(super) fn present(&self, root: usize) -> BTreeSet<usize> {
        self.posts.iter().filter(|post| post.root == root).filter_map(|post| post.author).collect()
    }

    /// A reply or mention whose addressee came back after the account had spoken to them.
    pub(super) fn is_dialogue(&self, post: &Post) -> bool {
        let engaged = |person: &usize| {
            let place = Place::Public { root: post.root };
            self.opportunities.iter().any(|one| one.place == place && one.person == *person && one.engaged)
        };
        matches!(post.kind, Some(Kind::Reply | Kind::Mention)) && post.to.iter().any(engaged)
    }

    /// Indices of the public messages, oldest first.
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.posts.len()).collect();
        order.sort_by_key(|index| self.posts[*index].at);
        order
    }

    /// Native ids of the public messages, by index: their time in milliseconds since X's epoch, and 22 bits of chance.
    pub(super) fn snowflakes(&self) -> Vec<u64> {
        let mut draw = Draw::new(self.account);
        self.posts.iter().map(|post| snowflake(post.at * 1000, draw.bits())).collect()
    }
}

pub(super) fn snowflake(milliseconds: i64, chance: u64) -> u64 {
    ((milliseconds - 1_288_834_974_657) as u64) << 22 | chance & 0x3f_ffff
}

/// A text of the account, with the links in it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) links: Vec<(String, String)>,
}

impl Said {
    pub(super) fn plain(text: String) -> Said {
        Said { text, links: Vec::new() }
    }

    /// Puts a short link to `target` where the text says `{link}`.
    pub(super) fn linked(draw: &mut Draw, text: &str, target: &str) -> Said {
        if !text.contains("{link}") {
            return Said::plain(text.to_owned());
        }
        let short = format!("https://t.co/{}", draw.token());
        Said { text: text.replace("{link}", &short), links: vec![(short, target.to_owned())] }
    }
}
