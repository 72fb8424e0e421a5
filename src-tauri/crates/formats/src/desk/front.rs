//! Front's export of messages.
//!
//! Answers that Front sent by itself are left out: nobody wrote them, and as replies they would make every response time short.

use std::ops::ControlFlow;

use earshot_model::{Author, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Person, Platform, Problem, ProblemCode};

use super::{messages_of, settle_account};
use crate::clock::{self, Clock, Usual};
use crate::plan::{file_plan, header_only, note_count};
use crate::table::{Cells, Shape, Table, column_of, sample, shape, shape_as};
use crate::text::brief;
use crate::{Entry, Item, Match, Reader, Sink, Source, id, parts};

pub(crate) struct Front;

const REQUIRED: [&str; 4] = ["Message ID", "Conversation ID", "Direction", "Message date"];

/// The zone and the way of writing dates are settings of the user who exports.
const USUAL: Usual = Usual { zone: None, order: None };

impl Reader for Front {
    fn format(&self) -> Format {
        Format {
            id: "front".to_owned(),
            name: "Front export of messages".to_owned(),
            platform: Platform::Inbox.as_str().to_owned(),
            both_sides: true,
            files: "any .csv of messages that Front's analytics exported".to_owned(),
            carries: ["messages to us and from us", "which conversation each belongs to"].map(str::to_owned).to_vec(),
            limits: [
                "Of each message it holds the beginning, not the whole text.",
                "Automatic answers are left out.",
                "It does not state the zone of its times.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        shape(entry).has(&REQUIRED).then(|| Match { confidence: 95, why: "the header is that of Front's export of messages".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        shape.require(&REQUIRED, &shown)?;
        let rows = sample(entry, &shape, 200);
        if rows.is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        clock::settle(&mut plan, overrides, &column_of(&rows, shape.column(&["Message date"])), USUAL);
        settle_account(&mut plan, overrides);
        plan.unused = shape.unused(&Columns::of(&shape, Clock::of(&plan, &[], USUAL)).used());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        parts::each(source, plan, sink, |part, sink| {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let rows = source.entry(part).map(|entry| sample(entry, &table.shape, 200)).unwrap_or_default();
            let clock = Clock::of(plan, &column_of(&rows, table.shape.column(&["Message date"])), USUAL);
            let columns = Columns::of(&table.shape, clock);
            let mut automatic = 0;
            table.each(source, part, sink, |cells, sink| {
                if columns.is_automatic(cells) {
                    automatic += 1;
                    return ControlFlow::Continue(());
                }
                sink.take(match columns.message(cells) {
                    Ok(message) => Item::Message(message),
                    Err(problem) => Item::Problem(*problem),
                })
            })?;
            if !sink.is_stopped {
                note_count(sink, &source.shown(part), automatic, "automatic answers are left out");
            }
            Ok(())
        })
        .map(drop)
    }
}

struct Columns {
    id: usize,
    conversation: usize,
    direction: usize,
    date: usize,
    autoreply: Option<usize>,
    contact_name: Option<usize>,
    contact_handle: Option<usize>,
    extract: Option<usize>,
    subject: Option<usize>,
    clock: Clock,
}

impl Columns {
    fn of(shape: &Shape, clock: Clock) -> Columns {
        Columns {
            id: shape.at(&["Message ID"]),
            conversation: shape.at(&["Conversation ID"]),
            direction: shape.at(&["Direction"]),
            date: shape.at(&["Message date"]),
            autoreply: shape.column(&["Autoreply"]),
            contact_name: shape.column(&["Contact name"]),
            contact_handle: shape.column(&["Contact handle"]),
            extract: shape.column(&["Extract"]),
            subject: shape.column(&["Subject"]),
            clock,
        }
    }

    fn used(&self) -> Vec<usize> {
        let found = [self.autoreply, self.contact_name, self.contact_handle, self.extract, self.subject];
        [self.id, self.conversation, self.direction, self.date].into_iter().chain(found.into_iter().flatten()).collect()
    }

    fn is_automatic(&self, cells: &Cells<'_>) -> bool {
        let cell = self.autoreply.map(|column| cells.get(column)).unwrap_or_default();
        ["yes", "true", "1"].iter().any(|yes| cell.trim().eq_ignore_ascii_case(yes))
    }

    fn message(&self, cells: &Cells<'_>) -> Result<MessageRecord, Box<Problem>> {
        let id = cells.get(self.id);
        let id = id::worded(&id).map_err(|fault| Box::new(cells.rejected(fault.code, self.id, fault.message, fault.hint)))?;
        let written = cells.get(self.date);
        let sent = self.clock.stamp(&written).ok_or_else(|| Box::new(cells.bad_time(self.date, &written, "2026-03-02 14:05:10")))?;
        let direction = cells.get(self.direction);
        let is_inbound = match direction.trim().to_ascii_lowercase().as_str() {
            "inbound" | "in" => true,
            "outbound" | "out" | "out reply" => false,
            _ => {
                let message = format!("`{}` is neither inbound nor outbound", brief(&direction, 40));
                return Err(Box::new(cells.rejected(ProblemCode::BadValue, self.direction, message, "export in English")));
            }
        };
        let known = |column: Option<usize>| column.and_then(|column| cells.known(column));
        let text = known(self.extract).or_else(|| known(self.subject));
        Ok(MessageRecord {
            space: messages_of("front"),
            id: id.to_owned(),
            kind: Kind::Direct,
            author: if is_inbound {
                Author::Person(Person { native_id: known(self.contact_handle), display_name: known(self.contact_name), handle: None })
            } else {
                Author::Owner
            },
            to_owner: is_inbound,
            sent,
            text_cut: text.as_deref().is_some_and(|text| ["…", "..."].iter().any(|end| text.trim_end().ends_with(end))),
            text,
            parent: Parent::Unknown,
            conversation: cells.known(self.conversation),
            permalink: None,
            counts: None,
        })
    }
}
