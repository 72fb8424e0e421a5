//! RingCentral Engage Digital (once Dimelo): its export of messages, which it calls contents. Its export of threads holds none.
//!
//! What an agent wrote has a creator; what the public wrote has none. Answers that the tool sent by itself, and such as were
//! never published, are left out.

use std::ops::ControlFlow;

use earshot_model::{
    Author, DateOrder, Evidence, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem, ProblemCode, Severity,
};

use super::{messages_of, settle_account};
use crate::clock::{self, Clock, Usual};
use crate::markup::plain_text;
use crate::plan::{file_plan, header_only, note_count};
use crate::table::{Cells, Shape, Table, column_of, sample, shape, shape_as};
use crate::{Entry, Item, Match, Reader, Sink, Source, id, parts};

const USUAL: Usual = Usual { zone: None, order: Some((DateOrder::DayFirst, "as its maker documents it")) };

pub(crate) struct RingCentral;

const REQUIRED: [&str; 5] = ["id", "created_at", "content_thread_id", "author_id", "creator_id"];

/// The export of threads, which is recognised and refused for what it lacks.
const OF_THREADS: [&str; 5] = ["id", "foreign_id", "source_name", "first_content_id", "contents_count"];

impl Reader for RingCentral {
    fn format(&self) -> Format {
        Format {
            id: "ringcentral".to_owned(),
            name: "RingCentral Engage Digital export of messages".to_owned(),
            platform: Platform::Inbox.as_str().to_owned(),
            both_sides: true,
            files: "messages….csv or contents….csv".to_owned(),
            carries: ["messages to us and from us", "which thread each belongs to", "who answers what"].map(str::to_owned).to_vec(),
            limits: [
                "It does not state the zone of its times.",
                "Times are to the minute.",
                "Automatic answers and unpublished ones are left out.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        let why = if shape.has(&REQUIRED) {
            "the header is that of RingCentral's export of messages"
        } else if shape.has(&OF_THREADS) {
            "the header is that of RingCentral's export of threads"
        } else {
            return None;
        };
        Some(Match { confidence: 95, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        if shape.has(&OF_THREADS) {
            let severity = if source.is_one_file() { Severity::Refused } else { Severity::Note };
            let message = "it is RingCentral's list of threads, which holds no messages";
            let hint = "export the messages of the same period and import those";
            return Err(Problem::new(severity, ProblemCode::MissingPart, &shown, message).hint(hint));
        }
        shape.require(&REQUIRED, &shown)?;
        let rows = sample(entry, &shape, 200);
        if rows.is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        clock::settle(&mut plan, overrides, &column_of(&rows, shape.column(&["created_at"])), USUAL);
        settle_account(&mut plan, overrides);
        plan.evidence.push(Evidence::new("ours", "what an agent wrote", "the column `creator_id` names an agent"));
        plan.unused = shape.unused(&Columns::of(&shape, Clock::of(&plan, &[], USUAL)).used());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        parts::each(source, plan, sink, |part, sink| {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let rows = source.entry(part).map(|entry| sample(entry, &table.shape, 200)).unwrap_or_default();
            let clock = Clock::of(plan, &column_of(&rows, table.shape.column(&["created_at"])), USUAL);
            let columns = Columns::of(&table.shape, clock);
            let mut unsent = 0;
            table.each(source, part, sink, |cells, sink| {
                if columns.is_yes(cells, columns.auto_submitted) == Some(true) || columns.is_yes(cells, columns.published) == Some(false) {
                    unsent += 1;
                    return ControlFlow::Continue(());
                }
                sink.take(match columns.message(cells) {
                    Ok(message) => Item::Message(message),
                    Err(problem) => Item::Problem(*problem),
                })
            })?;
            if !sink.is_stopped {
                note_count(sink, &source.shown(part), unsent, "automatic and unpublished answers are left out");
            }
            Ok(())
        })
        .map(drop)
    }
}

struct Columns {
    id: usize,
    created_at: usize,
    thread: usize,
    author_id: usize,
    creator_id: usize,
    author_name: Option<usize>,
    in_reply_to: Option<usize>,
    private: Option<usize>,
    auto_submitted: Option<usize>,
    published: Option<usize>,
    text: Option<usize>,
    html: Option<usize>,
    clock: Clock,
}

impl Columns {
    fn of(shape: &Shape, clock: Clock) -> Columns {
        Columns {
            id: shape.at(&["id"]),
            created_at: shape.at(&["created_at"]),
            thread: shape.at(&["content_thread_id"]),
            author_id: shape.at(&["author_id"]),
            creator_id: shape.at(&["creator_id"]),
            author_name: shape.column(&["author_name"]),
            in_reply_to: shape.column(&["in_reply_to_id"]),
            private: shape.column(&["private_message"]),
            auto_submitted: shape.column(&["auto_submitted"]),
            published: shape.column(&["published"]),
            text: shape.column(&["body_as_text"]).or(shape.column(&["body"])),
            html: shape.column(&["body_as_html"]),
            clock,
        }
    }

    fn used(&self) -> Vec<usize> {
        let found = [self.author_name, self.in_reply_to, self.private, self.auto_submitted, self.published, self.text, self.html];
        [self.id, self.created_at, self.thread, self.author_id, self.creator_id].into_iter().chain(found.into_iter().flatten()).collect()
    }

    /// `true` and `false`, or `1` and `0`; `None` for anything else.
    fn is_yes(&self, cells: &Cells<'_>, column: Option<usize>) -> Option<bool> {
        match cells.get(column?).trim().to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }

    fn message(&self, cells: &Cells<'_>) -> Result<MessageRecord, Box<Problem>> {
        let faulty = |column, fault: id::Fault| Box::new(cells.rejected(fault.code, column, fault.message, fault.hint));
        let id = cells.get(self.id);
        let id = id::worded(&id).map_err(|fault| faulty(self.id, fault))?;
        let written = cells.get(self.created_at);
        let sent = self.clock.stamp(&written).ok_or_else(|| Box::new(cells.bad_time(self.created_at, &written, "23/09/2013 18:23")))?;
        let known = |column: Option<usize>| column.and_then(|column| cells.known(column));
        let parent = match (self.in_reply_to, known(self.in_reply_to)) {
            (Some(column), Some(parent)) => {
                Parent::Some { id: id::worded(&parent).map_err(|fault| faulty(column, fault))?.to_owned(), author: None }
            }
            (Some(_), None) => Parent::None,
            (None, _) => Parent::Unknown,
        };
        let is_inbound = cells.known(self.creator_id).is_none();
        Ok(MessageRecord {
            space: messages_of("ringcentral"),
            id: id.to_owned(),
            kind: if self.is_yes(cells, self.private) == Some(false) { Kind::Post } else { Kind::Direct },
            author: if is_inbound {
                let (native_id, display_name) = (cells.known(self.author_id), known(self.author_name));
                Author::Person(Person { native_id, display_name, handle: None })
            } else {
                Author::Owner
            },
            to_owner: is_inbound,
            sent,
            text: known(self.text).or_else(|| known(self.html).map(|html| plain_text(&html))),
            text_cut: false,
            parent,
            conversation: cells.known(self.thread),
            permalink: None,
            counts: None,
        })
    }
}
