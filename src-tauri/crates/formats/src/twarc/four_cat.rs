//! Posts on X as 4CAT tabulates them: `….csv` with `thread_id`, `is_reply`, `is_retweet` and so on.
//!
//! It tells that a post is a reply and in which conversation, not to which post.

use std::ops::ControlFlow;

use earshot_model::{
    Certainty, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Platform, Problem, ProblemCode, Stamp,
};

use crate::count::{self, CountColumn};
use crate::markup::decode_entities;
use crate::number::Mark;
use crate::ours::Ours;
use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape, shape_as};
use crate::text::brief;
use crate::{Entry, Item, Match, Reader, Sink, Source, id};

pub(crate) struct FourCat;

const REQUIRED: [&str; 7] = ["id", "thread_id", "timestamp", "body", "author", "is_retweet", "is_reply"];

impl Reader for FourCat {
    fn format(&self) -> Format {
        Format {
            id: "4cat".to_owned(),
            name: "Posts on X, table by 4CAT".to_owned(),
            platform: Platform::X.as_str().to_owned(),
            both_sides: true,
            files: "any .csv of an X data set that 4CAT wrote".to_owned(),
            carries: ["posts of many people", "which of them are replies and reposts", "likes, replies and reposts", "impressions"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It does not tell which accounts are ours: name them.",
                "It tells that a post is a reply, not to which post.",
                "Whether a conversation is complete can't be seen in it: what was not collected looks unanswered.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        shape(entry).has(&REQUIRED).then(|| Match { confidence: 95, why: "the header is that of 4CAT's table of posts on X".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        shape.require(&REQUIRED, &shown)?;
        if sample(entry, &shape, 1).is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.account_from_rows = true;
        plan.evidence = shape.evidence();
        plan.evidence.push(Evidence::new("zone", "UTC", "4CAT writes its times in UTC"));
        let ours = Ours::of(overrides);
        ours.settle(&mut plan);
        plan.unused = shape.unused(&Columns::of(&shape, ours).used());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let columns = Columns::of(&table.shape, Ours::of(&plan.overrides));
            table.each(source, part, sink, |cells, sink| columns.read(cells, sink))?;
        }
        Ok(())
    }
}

struct Columns {
    id: usize,
    thread: usize,
    timestamp: usize,
    /// The same in seconds of 1970.
    unix: Option<usize>,
    link: Option<usize>,
    body: usize,
    author: usize,
    name: Option<usize>,
    author_id: Option<usize>,
    is_retweet: usize,
    is_reply: usize,
    counts: Vec<CountColumn>,
    ours: Ours,
}

impl Columns {
    fn of(shape: &Shape, ours: Ours) -> Columns {
        Columns {
            id: shape.at(&["id"]),
            thread: shape.at(&["thread_id"]),
            timestamp: shape.at(&["timestamp"]),
            unix: shape.column(&["unix_timestamp"]),
            link: shape.column(&["link"]),
            body: shape.at(&["body"]),
            author: shape.at(&["author"]),
            name: shape.column(&["author_fullname"]),
            author_id: shape.column(&["author_id"]),
            is_retweet: shape.at(&["is_retweet"]),
            is_reply: shape.at(&["is_reply"]),
            counts: count::columns(shape, &super::COUNTS, Mark::Point),
            ours,
        }
    }

    fn used(&self) -> Vec<usize> {
        let named = [self.id, self.thread, self.timestamp, self.body, self.author, self.is_retweet, self.is_reply];
        let found = [self.unix, self.link, self.name, self.author_id];
        let counts = self.counts.iter().map(|column| column.index);
        named.into_iter().chain(found.into_iter().flatten()).chain(counts).collect()
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        match self.message(cells) {
            Ok(mut message) => {
                // What a repost carries are the counts of somebody else's post.
                if message.kind == Kind::Post {
                    message.counts = super::counts(&self.counts, cells, sink)?;
                }
                sink.take(Item::Message(message))
            }
            Err(problem) => sink.take(Item::Problem(*problem)),
        }
    }

    fn message(&self, cells: &Cells<'_>) -> Result<MessageRecord, Box<Problem>> {
        let id = cells.get(self.id);
        let id = id::checked(&id).map_err(|fault| Box::new(cells.rejected(fault.code, self.id, fault.message, fault.hint)))?;
        let known = |column: Option<usize>| column.and_then(|column| cells.known(column));
        let written = cells.get(self.timestamp);
        let seconds = known(self.unix).and_then(|seconds| seconds.trim().parse::<u32>().ok());
        let sent = match seconds {
            Some(seconds) => Stamp { at: i64::from(seconds) * 1_000, precision: 1, certainty: Certainty::Stated },
            None => super::stamp(&written, id).ok_or_else(|| Box::new(cells.bad_time(self.timestamp, &written, "2021-05-18 19:24:56")))?,
        };
        let flag = |column: usize| {
            let cell = cells.get(column);
            is_yes(&cell).ok_or_else(|| {
                let message = format!("`{}` is neither yes nor no", brief(&cell, 40));
                Box::new(cells.rejected(ProblemCode::BadValue, column, message, "export the data set again"))
            })
        };
        Ok(MessageRecord {
            space: IdSpace::x_post(),
            id: id.to_owned(),
            kind: if flag(self.is_retweet)? { Kind::Repost } else { Kind::Post },
            author: super::author(&self.ours, cells.known(self.author), known(self.name), known(self.author_id)),
            to_owner: false,
            sent,
            text: cells.known(self.body).map(|text| decode_entities(&text).into_owned()),
            text_cut: false,
            parent: if flag(self.is_reply)? { Parent::Unknown } else { Parent::None },
            conversation: cells.known(self.thread),
            // Some versions write another kind of id into the link.
            permalink: known(self.link).filter(|link| link.ends_with(id)),
            counts: None,
        })
    }
}

/// `yes` and `no`; older versions wrote `True` and `False`.
fn is_yes(cell: &str) -> Option<bool> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}
