//! Posts on X as the `csv` plugin of twarc writes them: one row a post, a column a field of X's API.
//!
//! By default the plugin gives a repost the text and the counts of the post that it repeats: the text is kept, the counts are not
//! the repost's own and are left out. It writes line breaks in texts as `\n`.

use std::ops::ControlFlow;

use earshot_model::{Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Platform, Problem, ProblemCode};
use serde::Deserialize;

use crate::count::{self, CountColumn};
use crate::markup::decode_entities;
use crate::number::Mark;
use crate::ours::Ours;
use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape, shape_as};
use crate::{Entry, Item, Match, Reader, Sink, Source, id};

pub(crate) struct TwarcCsv;

const REQUIRED: [&str; 5] = ["id", "conversation_id", "author_id", "created_at", "text"];

/// One of these tells a file of twarc from another table of posts.
const MARKS: [&str; 3] = ["__twarc.version", "author.username", "public_metrics.like_count"];

impl Reader for TwarcCsv {
    fn format(&self) -> Format {
        Format {
            id: "twarc-csv".to_owned(),
            name: "Posts on X, table by twarc".to_owned(),
            platform: Platform::X.as_str().to_owned(),
            both_sides: true,
            files: "any .csv that `twarc2 csv` wrote".to_owned(),
            carries: ["posts of many people", "who answers what", "likes, replies and reposts", "impressions where X gave them"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It does not tell which accounts are ours: name them.",
                "Whether a conversation is complete can't be seen in it: what was not collected looks unanswered.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        (shape.has(&REQUIRED) && shape.column(&MARKS).is_some())
            .then(|| Match { confidence: 95, why: "the header is that of a table by twarc".to_owned() })
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
        plan.evidence.push(Evidence::new("zone", "UTC", "X's API gives its times in UTC"));
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
    conversation: usize,
    author_id: usize,
    handle: Option<usize>,
    name: Option<usize>,
    created_at: usize,
    text: usize,
    replied_to: Option<usize>,
    replied_to_author: Option<usize>,
    retweeted: Option<usize>,
    /// All references as JSON, where older versions of the plugin keep them.
    references: Option<usize>,
    counts: Vec<CountColumn>,
    ours: Ours,
}

impl Columns {
    fn of(shape: &Shape, ours: Ours) -> Columns {
        let metrics = shape.header.iter().map(|name| name.strip_prefix("public_metrics.").unwrap_or_default());
        Columns {
            id: shape.at(&["id"]),
            conversation: shape.at(&["conversation_id"]),
            author_id: shape.at(&["author_id"]),
            handle: shape.column(&["author.username"]),
            name: shape.column(&["author.name"]),
            created_at: shape.at(&["created_at"]),
            text: shape.at(&["text"]),
            replied_to: shape.column(&["referenced_tweets.replied_to.id"]),
            replied_to_author: shape.column(&["in_reply_to_username", "in_reply_to_user.username"]),
            retweeted: shape.column(&["referenced_tweets.retweeted.id"]),
            references: shape.column(&["referenced_tweets"]),
            counts: count::named(metrics, &super::COUNTS, Mark::Point),
            ours,
        }
    }

    fn used(&self) -> Vec<usize> {
        let named = [self.id, self.conversation, self.author_id, self.created_at, self.text];
        let found = [self.handle, self.name, self.replied_to, self.replied_to_author, self.retweeted, self.references];
        let counts = self.counts.iter().map(|column| column.index);
        named.into_iter().chain(found.into_iter().flatten()).chain(counts).collect()
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        match self.message(cells) {
            Ok(mut message) => {
                if message.kind == Kind::Post {
                    message.counts = super::counts(&self.counts, cells, sink)?;
                }
                sink.take(Item::Message(message))
            }
            Err(problem) => sink.take(Item::Problem(*problem)),
        }
    }

    fn message(&self, cells: &Cells<'_>) -> Result<MessageRecord, Box<Problem>> {
        let faulty = |column, fault: id::Fault| Box::new(cells.rejected(fault.code, column, fault.message, fault.hint));
        let id = cells.get(self.id);
        let id = id::checked(&id).map_err(|fault| faulty(self.id, fault))?;
        let written = cells.get(self.created_at);
        let sent =
            super::stamp(&written, id).ok_or_else(|| Box::new(cells.bad_time(self.created_at, &written, "2021-05-18T19:24:56.000Z")))?;
        let known = |column: Option<usize>| column.and_then(|column| cells.known(column));
        let references: Vec<Reference> = match self.references {
            Some(column) => references(&cells.get(column)).ok_or_else(|| {
                let hint = "convert the collection again";
                Box::new(cells.rejected(ProblemCode::BadJson, column, "the references to other posts are not JSON", hint))
            })?,
            None => Vec::new(),
        };
        let reference = |kind: &str| references.iter().find(|reference| reference.kind == kind).map(|reference| reference.id.clone());
        let parent = match known(self.replied_to).or_else(|| reference("replied_to")) {
            Some(parent) => {
                let parent = id::checked_parent(&parent).map_err(|fault| faulty(self.replied_to.unwrap_or(self.id), fault))?;
                Parent::Some { id: parent.to_owned(), author: known(self.replied_to_author) }
            }
            None => Parent::None,
        };
        let is_repost = known(self.retweeted).or_else(|| reference("retweeted")).is_some();
        Ok(MessageRecord {
            space: IdSpace::x_post(),
            id: id.to_owned(),
            kind: if is_repost { Kind::Repost } else { Kind::Post },
            author: super::author(&self.ours, known(self.handle), known(self.name), cells.known(self.author_id)),
            to_owner: false,
            sent,
            text: cells.known(self.text).map(|text| decode_entities(&text.replace("\\n", "\n")).into_owned()),
            text_cut: false,
            parent,
            conversation: cells.known(self.conversation),
            permalink: None,
            counts: None,
        })
    }
}

#[derive(Deserialize)]
struct Reference {
    #[serde(rename = "type")]
    kind: String,
    id: String,
}

/// `[{"type": "replied_to", "id": "…"}]`, or blank. `None`: it is neither.
fn references(cell: &str) -> Option<Vec<Reference>> {
    if cell.trim().is_empty() { Some(Vec::new()) } else { serde_json::from_str(cell).ok() }
}
