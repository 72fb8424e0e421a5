//! The archive that Twitter made until 2018, called after the page in it: `tweets.csv`, and the same posts as `data/js/tweets/*.js`.

mod contents;
mod tweet;

use std::ops::ControlFlow;

use earshot_model::{
    Author, Certainty, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Platform, Problem, ProblemCode,
    Severity, Stamp,
};

use self::contents::{Contents, PartKind, REQUIRED};
use crate::markup::decode_entities;
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape_as};
use crate::time::{DAY, spaced};
use crate::{Entry, Item, Match, Reader, Sink, Source, id, parts};

pub(crate) struct Grailbird;

impl Reader for Grailbird {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "x-grailbird".to_owned(),
            name: "Twitter archive, until 2018".to_owned(),
            platform: Platform::X.as_str().to_owned(),
            both_sides: false,
            files: "a zip with tweets.csv and data/js/user_details.js, the folder that it unpacks to, or tweets.csv alone".to_owned(),
            carries: owned(&["own posts", "own replies", "reposts"]),
            limits: owned(&[
                "It holds the owner's posts only: neither the public replies to them nor the posts that they answer.",
                "So there is no response rate; how long an answer took is known from the id of what it answers.",
                "It has no counts: neither likes nor impressions.",
                "It has no direct messages.",
                "Of some posts before November 2010 it knows the day only.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let why = match PartKind::of(entry)? {
            PartKind::Owner => "it begins as the owner of an old Twitter archive does, `var user_details`",
            PartKind::Payload => "it begins as the index of an old Twitter archive does, `var payload_details`",
            PartKind::Table => "the header is that of an old Twitter archive's tweets.csv",
            PartKind::Month => "it begins as the posts of an old Twitter archive do, `Grailbird.data.tweets…`",
        };
        Some(Match { confidence: 95, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let contents = Contents::of(source, entry)?;
        let shown = source.shown(contents.folder.as_deref().unwrap_or(&entry.path));
        let posts: Vec<&Entry> = contents.parts.iter().filter(|(kind, _)| kind.has_posts()).map(|(_, entry)| *entry).collect();
        let Some(first) = posts.first() else {
            let message = "the archive holds no posts";
            return Err(Problem::new(Severity::Refused, ProblemCode::MissingPart, &shown, message).hint("look for `tweets.csv` in it"));
        };
        let mut plan = file_plan(source, entry, self.format());
        if let Some(folder) = contents.folder.filter(|_| !source.is_one_file()) {
            plan.path = folder;
        }
        plan.parts = contents.parts.iter().map(|(_, entry)| entry.path.clone()).collect();
        plan.bytes = contents.parts.iter().map(|(_, entry)| entry.bytes).sum();
        if PartKind::of(first) != Some(PartKind::Month) {
            let shape = shape_as(first, overrides);
            shape.require(&REQUIRED, &source.shown(&first.path))?;
            if posts.len() == 1 && sample(first, &shape, 1).is_empty() && first.is_whole() {
                return Err(header_only(&source.shown(&first.path)));
            }
            plan.evidence = shape.evidence();
            plan.unused = shape.unused(&Columns::of(&shape).used());
        }
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the file states its offset"));
        let known = contents.account;
        plan.account = match (&overrides.account, known) {
            (Some(chosen), known) => {
                plan.evidence.push(Evidence::new("account", format!("@{}", chosen.trim_start_matches('@')), "chosen by hand"));
                let native_id = known.and_then(|known| known.native_id);
                Some(earshot_model::AccountName { native_id, ..account_named(Platform::X, chosen) })
            }
            (None, Some(known)) => {
                plan.evidence.push(Evidence::new("account", format!("@{}", known.handle), "data/js/user_details.js names it"));
                Some(known)
            }
            (None, None) => {
                plan.evidence.push(Evidence::new("account", "unknown", "posts name nobody, and data/js/user_details.js is not there"));
                None
            }
        };
        if let Some(covers) = contents.covers {
            let day = |at| chrono::DateTime::from_timestamp_millis(at).map_or_else(String::new, |at| at.date_naive().to_string());
            let value = format!("{} to {}", day(covers.from), day(covers.to));
            plan.evidence.push(Evidence::new("period", value, "from the day the account was opened to the moment the archive was made"));
            plan.covers = Some(covers);
        }
        plan.problems = contents.problems;
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let account = plan.account.as_ref();
        let owner = Owner {
            handle: account.map(|account| account.handle.clone()),
            id: account.and_then(|account| account.native_id.clone()),
            space: IdSpace::x_post(),
        };
        parts::each(source, plan, sink, |part, sink| match source.entry(part).and_then(PartKind::of) {
            Some(PartKind::Owner | PartKind::Payload) => Ok(()),
            Some(PartKind::Month) => tweet::read(source, part, &owner, sink),
            // A table that was chosen by hand may lack a column, which is said.
            Some(PartKind::Table) | None => {
                let entry = source.entry(part).ok_or_else(|| source.gone(part))?;
                let shape = shape_as(entry, &plan.overrides);
                shape.require(&REQUIRED, &source.shown(part))?;
                let columns = Columns::of(&shape);
                // The last column, the links in the text, is left out where it would be blank, and is several where they are.
                let least = shape.header.len() - 1;
                let table = Table::open_as(source, part, shape)?.ragged(least);
                table.each(source, part, sink, |cells, sink| columns.read(cells, &owner, sink))
            }
        })
        .map(drop)
    }
}

/// Whose archive it is.
struct Owner {
    handle: Option<String>,
    id: Option<String>,
    space: IdSpace,
}

/// A post, before it is known how it was written.
struct Post {
    id: String,
    at: i64,
    text: String,
    is_repost: bool,
    parent: Parent,
}

impl Owner {
    fn message(&self, post: Post) -> MessageRecord {
        let Post { id, at, text, is_repost, parent } = post;
        let text = decode_entities(&text).into_owned();
        // Later archives have lost the time of posts whose ids don't hold it: they stand at midnight.
        let is_day = id::made_at(&id).is_none() && at.rem_euclid(DAY) == 0;
        MessageRecord {
            space: self.space.clone(),
            permalink: self.handle.as_ref().map(|handle| format!("https://x.com/{handle}/status/{id}")),
            id,
            kind: if is_repost { Kind::Repost } else { Kind::Post },
            author: Author::Owner,
            to_owner: false,
            sent: Stamp { at, precision: if is_day { 86_400 } else { 1 }, certainty: Certainty::Stated },
            // Early archives cut a repost where the name before it made it too long.
            text_cut: is_repost && (text.ends_with('…') || text.ends_with(" ...")),
            text: Some(text),
            parent,
            conversation: None,
            counts: None,
        }
    }

    /// What is answered: a post of the account's own, whatever its name was then, or `author`'s.
    fn parent(&self, id: String, author_id: Option<&str>, author: Option<String>) -> Parent {
        let is_own = author_id.is_some() && author_id == self.id.as_deref();
        Parent::Some { id, author: if is_own { self.handle.clone() } else { author } }
    }
}

struct Columns {
    id: usize,
    parent: usize,
    parent_author: Option<usize>,
    time: usize,
    text: usize,
    reposted: usize,
}

impl Columns {
    fn of(shape: &Shape) -> Columns {
        Columns {
            id: shape.at(&["tweet_id"]),
            parent: shape.at(&["in_reply_to_status_id"]),
            parent_author: shape.column(&["in_reply_to_user_id"]),
            time: shape.at(&["timestamp"]),
            text: shape.at(&["text"]),
            reposted: shape.at(&["retweeted_status_id"]),
        }
    }

    fn used(&self) -> Vec<usize> {
        [self.id, self.parent, self.time, self.text, self.reposted].into_iter().chain(self.parent_author).collect()
    }

    fn read(&self, cells: &Cells<'_>, owner: &Owner, sink: &mut dyn Sink) -> ControlFlow<()> {
        match self.post(cells, owner) {
            Ok(post) => sink.take(Item::Message(owner.message(post))),
            Err(problem) => sink.take(Item::Problem(*problem)),
        }
    }

    fn post(&self, cells: &Cells<'_>, owner: &Owner) -> Result<Post, Box<Problem>> {
        let id = |column| {
            let cell = cells.get(column);
            match id::checked(&cell) {
                Ok(id) => Ok(id.to_owned()),
                Err(fault) => Err(Box::new(cells.rejected(fault.code, column, fault.message, fault.hint))),
            }
        };
        let written = cells.get(self.time);
        let (at, _) = spaced(&written).ok_or_else(|| Box::new(cells.bad_time(self.time, &written, "2017-10-11 22:18:59 +0000")))?;
        let parent = match cells.known(self.parent) {
            None => Parent::None,
            Some(_) => owner.parent(id(self.parent)?, self.parent_author.and_then(|column| cells.known(column)).as_deref(), None),
        };
        let is_repost = cells.known(self.reposted).is_some();
        Ok(Post { id: id(self.id)?, at, text: cells.get(self.text).into_owned(), is_repost, parent })
    }
}
