//! The data that Reddit hands to a user: `posts.csv`, `comments.csv`, `messages.csv` and `chat_history.csv` in one zip or folder,
//! read as one.
//!
//! Reddit numbers posts, comments and messages each for itself; here an id carries the kind that Reddit's own full names have:
//! `t3_` a post, `t1_` a comment, `t4_` a message. The messages of chats have names of their own, and a space of their own.

mod rows;

use chrono_tz::Tz;
use earshot_model::{Certainty, Evidence, FilePlan, Format, Overrides, Platform, Problem, Stamp};

use self::rows::{Columns, Kind};
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Table, sample, shape, shape_as};
use crate::{Entry, Match, Reader, Sink, Source, moment, parts};

pub(crate) struct Reddit;

impl Reader for Reddit {
    fn format(&self) -> Format {
        Format {
            id: "reddit".to_owned(),
            name: "Reddit data request".to_owned(),
            platform: Platform::Reddit.as_str().to_owned(),
            both_sides: false,
            files: "the zip, or the folder that it unpacks to: posts.csv, comments.csv, messages.csv, chat_history.csv, …".to_owned(),
            carries: ["own posts and comments", "what a comment answers", "private messages and chats, both sides"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It holds the user's own posts and comments only: neither the comments on them nor what they answer.",
                "It has no counts.",
                "A chat in a community counts as said to everybody there; one in a group as said to the user.",
                "Mail to moderators is not read.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let why = match Kind::of(&shape(entry))? {
            Kind::Posts => "the header is that of a Reddit user's posts",
            Kind::Comments => "the header is that of a Reddit user's comments",
            Kind::Messages => "the header is that of a Reddit user's messages",
            Kind::Chats => "the header is that of a Reddit user's chats",
        };
        Some(Match { confidence: 95, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        Kind::require(&shape, &shown)?;
        let mut plan = file_plan(source, entry, self.format());
        let is_part = |other: &&Entry| other.folder() == entry.folder() && (other.path == entry.path || self.sniff(other).is_some());
        let parts: Vec<&Entry> = source.entries.iter().filter(is_part).collect();
        let is_bare = |part: &&Entry| part.is_whole() && sample(part, &shape_as(part, overrides), 1).is_empty();
        if parts.iter().all(is_bare) {
            return Err(header_only(&shown));
        }
        if !source.is_one_file() {
            plan.path = entry.folder().to_owned();
        }
        plan.parts = parts.iter().map(|part| part.path.clone()).collect();
        plan.bytes = parts.iter().map(|part| part.bytes).sum();
        plan.evidence = shape.evidence();
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the export says that it is in UTC"));
        let (account, why) = match &overrides.account {
            Some(chosen) => (Some(chosen.clone()), "chosen by hand"),
            None => match in_statistics(source, entry) {
                Some(name) => (Some(name), "`statistics.csv` names it"),
                None => match on_every_message(&parts, overrides) {
                    Some(name) => (Some(name), "each of the first messages is from it or to it"),
                    None => (None, "no file of the export names the user"),
                },
            },
        };
        plan.evidence.push(Evidence::new("account", account.as_deref().unwrap_or("unknown"), why));
        plan.account = account.map(|account| account_named(Platform::Reddit, plain(&account)));
        for part in parts {
            let shape = shape_as(part, overrides);
            if let Some(kind) = Kind::of(&shape) {
                let unused = shape.unused(&Columns::of(&shape, kind).used());
                plan.unused.extend(unused.into_iter().map(|name| format!("{}: {name}", part.name())));
            }
        }
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let owner = plan.account.as_ref().map(|account| account.handle.as_str());
        parts::each(source, plan, sink, |part, sink| {
            let table = Table::open(source, part, &plan.overrides)?;
            let columns = Columns::of(&table.shape, Kind::require(&table.shape, &source.shown(part))?);
            table.each(source, part, sink, |cells, sink| columns.read(cells, owner, sink))
        })
        .map(drop)
    }
}

/// The account that `statistics.csv` names, a table of `statistic,value`.
fn in_statistics(source: &Source, beside: &Entry) -> Option<String> {
    let is_it = |entry: &&Entry| entry.folder() == beside.folder() && entry.name().eq_ignore_ascii_case("statistics.csv");
    let entry = source.entries.iter().find(is_it)?;
    let rows = sample(entry, &shape(entry), 100);
    let row = rows.iter().find(|row| row.first().is_some_and(|name| name.trim().eq_ignore_ascii_case("account name")))?;
    row.get(1).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// The one name that is a sender or a recipient of every message among the first.
fn on_every_message(parts: &[&Entry], overrides: &Overrides) -> Option<String> {
    for part in parts {
        let shape = shape_as(part, overrides);
        if Kind::of(&shape) != Some(Kind::Messages) {
            continue;
        }
        let rows = sample(part, &shape, 200);
        let cell = |row: &[String], name: &str| {
            shape.column(&[name]).and_then(|column| row.get(column)).map_or(String::new(), |cell| plain(cell).to_owned())
        };
        let first = rows.first()?;
        let is_on_all = |name: &String| {
            !name.is_empty() && rows.iter().all(|row| [cell(row, "from"), cell(row, "to")].iter().any(|on| on.eq_ignore_ascii_case(name)))
        };
        let names: Vec<String> = [cell(first, "from"), cell(first, "to")].into_iter().filter(is_on_all).collect();
        if let [name] = &names[..] {
            return Some(name.clone());
        }
    }
    None
}

/// A name without `u/`.
fn plain(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix("/u/").or(name.strip_prefix("u/")).unwrap_or(name)
}

/// `2024-01-15 10:30:00 UTC`.
fn stamp(written: &str) -> Option<Stamp> {
    moment::written(written, None).map(|written| written.stamp(Tz::UTC, Certainty::ZoneAssumed))
}
