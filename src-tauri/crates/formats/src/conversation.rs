//! A conversation as a table: who said what to whom, in the layout of the public set "Customer Support on Twitter".

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use earshot_model::{
    Author, Certainty, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Person, Problem, ProblemCode, Stamp,
};

use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape, shape_as};
use crate::text::brief;
use crate::{Entry, Item, Match, Reader, Sink, Source, id, time};

pub(crate) struct Conversation;

const REQUIRED: [&str; 6] = ["tweet_id", "author_id", "inbound", "created_at", "text", "in_response_to_tweet_id"];

/// How far an id's time may be from the stated one, in milliseconds, for the ids to be X's own.
const SAME_MOMENT: i64 = 2_000;

impl Reader for Conversation {
    fn format(&self) -> Format {
        Format {
            id: "conversation".to_owned(),
            name: "Conversation export".to_owned(),
            platform: "conversation".to_owned(),
            both_sides: true,
            files: "any .csv with the columns tweet_id, author_id, inbound, created_at, text, in_response_to_tweet_id".to_owned(),
            carries: ["own posts and replies", "what was said to us", "who answers what"].map(str::to_owned).to_vec(),
            limits: [
                "It holds no impressions and no likes.",
                "Whether it is complete can't be seen in it: what was not collected looks unanswered.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        if shape.has(&REQUIRED) {
            return Some(Match { confidence: 95, why: "the header is that of a conversation export".to_owned() });
        }
        shape
            .has(&["tweet_id", "author_id", "inbound"])
            .then(|| Match { confidence: 60, why: "some columns are those of a conversation export".to_owned() })
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
        plan.evidence.push(Evidence::new("zone", "UTC", "every time in the file states its offset"));
        plan.evidence.push(Evidence::new(
            "account",
            "by row",
            "the column `inbound` tells accounts from people, and `author_id` names the account",
        ));
        let (space, why) = id_space(entry, &shape);
        plan.evidence.push(Evidence::new("ids", &*space.0, why));
        plan.unused = shape.unused(&REQUIRED.iter().filter_map(|name| shape.column(&[name])).collect::<Vec<_>>());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let space = source.entry(part).map_or_else(renumbered, |entry| id_space(entry, &table.shape).0);
            let columns = Columns::of(&table.shape, space);
            table.each(source, part, sink, |cells, sink| columns.read(cells, sink))?;
        }
        Ok(())
    }
}

/// Whose numbers the ids are, by the rows of the head: X's own when each holds the time that its row states.
fn id_space(entry: &Entry, shape: &Shape) -> (IdSpace, String) {
    let rows = sample(entry, shape, usize::MAX);
    let cell = |row: &[String], name: &str| {
        shape.column(&[name]).and_then(|column| row.get(column)).map_or(String::new(), |cell| cell.trim().to_owned())
    };
    let (mut judged, mut of_x) = (0, 0);
    let mut accounts = BTreeSet::new();
    for row in &rows {
        if is_inbound(&cell(row, "inbound")) == Some(false) {
            accounts.insert(handle(&cell(row, "author_id")).to_lowercase());
        }
        if let (Ok(id), Some(stated)) = (id::checked(&cell(row, "tweet_id")), time::created_at(&cell(row, "created_at"))) {
            judged += 1;
            of_x += usize::from(id::made_at(id).is_some_and(|made| (made - stated).abs() <= SAME_MOMENT));
        }
    }
    if judged > 0 && of_x == judged {
        return (IdSpace::x_post(), format!("each of the first {judged} ids holds the time that its row states, so they are X's own"));
    }
    let why = format!("{of_x} of the first {judged} ids hold the time that their row states, so they were numbered anew");
    match accounts.first() {
        Some(account) if accounts.len() == 1 => {
            (IdSpace(format!("conversation:{account}").into()), format!("{why}; they belong to its one account"))
        }
        _ => (renumbered(), why),
    }
}

fn renumbered() -> IdSpace {
    IdSpace("conversation".into())
}

struct Columns {
    id: usize,
    author: usize,
    inbound: usize,
    created_at: usize,
    text: usize,
    parent: usize,
    space: IdSpace,
}

impl Columns {
    fn of(shape: &Shape, space: IdSpace) -> Columns {
        Columns {
            id: shape.at(&["tweet_id"]),
            author: shape.at(&["author_id"]),
            inbound: shape.at(&["inbound"]),
            created_at: shape.at(&["created_at"]),
            text: shape.at(&["text"]),
            parent: shape.at(&["in_response_to_tweet_id"]),
            space,
        }
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        match self.message(cells) {
            Ok(message) => sink.take(Item::Message(message)),
            Err(problem) => sink.take(Item::Problem(*problem)),
        }
    }

    fn message(&self, cells: &Cells<'_>) -> Result<MessageRecord, Box<Problem>> {
        let faulty = |column, fault: id::Fault| Box::new(cells.rejected(fault.code, column, fault.message, fault.hint));
        let id = cells.get(self.id);
        let id = id::checked(&id).map_err(|fault| faulty(self.id, fault))?;
        let written = cells.get(self.created_at);
        let at = time::created_at(&written)
            .ok_or_else(|| Box::new(cells.bad_time(self.created_at, &written, "Tue Oct 31 22:10:47 +0000 2017")))?;
        let inbound = cells.get(self.inbound);
        let inbound = is_inbound(&inbound).ok_or_else(|| {
            let message = format!("`{}` is neither True nor False", brief(&inbound, 40));
            Box::new(cells.rejected(
                ProblemCode::BadValue,
                self.inbound,
                message,
                "the column says who speaks: a person (True) or the account (False)",
            ))
        })?;
        let author = cells.get(self.author);
        let author = handle(&author);
        if author.is_empty() {
            return Err(Box::new(cells.rejected(ProblemCode::BadValue, self.author, "the row has no author", "export again")));
        }
        let parent = cells.get(self.parent);
        let parent = match parent.trim() {
            "" => Parent::None,
            parent => {
                let id = id::checked_parent(parent).map_err(|fault| faulty(self.parent, fault))?;
                Parent::Some { id: id.to_owned(), author: None }
            }
        };
        Ok(MessageRecord {
            space: self.space.clone(),
            id: id.to_owned(),
            kind: Kind::Post,
            author: if inbound {
                Author::Person(Person { handle: Some(author.to_owned()), ..Person::default() })
            } else {
                Author::Account(author.to_owned())
            },
            to_owner: false,
            sent: Stamp { at, precision: 1, certainty: Certainty::Stated },
            text: cells.known(self.text),
            text_cut: false,
            parent,
            conversation: None,
            permalink: None,
            counts: None,
        })
    }
}

/// `True` and `False`, in whatever case a spreadsheet has put them.
fn is_inbound(cell: &str) -> Option<bool> {
    let cell = cell.trim();
    if cell.eq_ignore_ascii_case("true") {
        Some(true)
    } else if cell.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

fn handle(cell: &str) -> &str {
    cell.trim().trim_start_matches('@')
}
