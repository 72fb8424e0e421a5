//! Zendesk's full export as a table: one row a ticket, with the time to its first reply and without its messages.

use std::ops::ControlFlow;

use earshot_model::{FilePlan, Format, IdSpace, Overrides, Platform, Problem, ProblemCode, ResponseRecord, Severity};

use super::settle_account;
use crate::clock::{self, Clock, Usual};
use crate::number::{Mark, number};
use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Shape, Table, column_of, sample, shape, shape_as};
use crate::text::brief;
use crate::{Entry, Item, Match, Reader, Sink, Source, id};

pub(crate) struct Zendesk;

const ID: [&str; 3] = ["Id", "Ticket ID", "Zendesk Ticket ID"];
const CREATED: [&str; 2] = ["Created at", "Ticket created - Timestamp"];
const SUBJECT: [&str; 2] = ["Subject", "Ticket subject"];
const MINUTES: [&str; 3] = ["First reply time in minutes", "First reply time (in minutes)", "First reply time (min)"];
const BUSINESS_MINUTES: [&str; 4] = [
    "First reply time in minutes within business hours",
    "First reply time (in minutes) within business hours",
    "First reply time within business hours (min)",
    "First reply time - Business hours (min)",
];

/// The zone is the one of the account's settings.
const USUAL: Usual = Usual { zone: None, order: None };

impl Reader for Zendesk {
    fn format(&self) -> Format {
        Format {
            id: "zendesk".to_owned(),
            name: "Zendesk tickets".to_owned(),
            platform: Platform::Inbox.as_str().to_owned(),
            both_sides: false,
            files: "export-….csv, the full export of tickets".to_owned(),
            carries: ["when each ticket was opened", "time to first reply, by the clock and in business hours"].map(str::to_owned).to_vec(),
            limits: [
                "It holds no messages: the time to the first reply is Zendesk's own figure, in whole minutes.",
                "It does not state the zone of its times.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        let has = |names: &[&str]| shape.column(names).is_some();
        (has(&ID) && has(&CREATED) && (has(&MINUTES) || has(&BUSINESS_MINUTES)))
            .then(|| Match { confidence: 95, why: "the header is that of Zendesk's export of tickets".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        require(&shape, &shown)?;
        let rows = sample(entry, &shape, 200);
        if rows.is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        let mark = mark(overrides, &rows, &shape);
        if mark != Mark::Point || overrides.decimal.is_some() {
            let why = if overrides.decimal.is_some() { "chosen by hand" } else { "the minutes show it" };
            plan.evidence.push(mark.evidence(why));
        }
        clock::settle(&mut plan, overrides, &column_of(&rows, shape.column(&CREATED)), USUAL);
        settle_account(&mut plan, overrides);
        plan.unused = shape.unused(&Columns::of(&shape, Clock::of(&plan, &[], USUAL), mark).used());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            require(&table.shape, &source.shown(part))?;
            let rows = source.entry(part).map(|entry| sample(entry, &table.shape, 200)).unwrap_or_default();
            let clock = Clock::of(plan, &column_of(&rows, table.shape.column(&CREATED)), USUAL);
            let columns = Columns::of(&table.shape, clock, mark(&plan.overrides, &rows, &table.shape));
            table.each(source, part, sink, |cells, sink| columns.read(cells, sink))?;
        }
        Ok(())
    }
}

/// Each column has had several names; the first stands for all.
fn require(shape: &Shape, shown: &str) -> Result<(), Problem> {
    for names in [&ID[..], &CREATED] {
        shape.require(&names[..usize::from(shape.column(names).is_none())], shown)?;
    }
    let times = shape.column(&MINUTES).or(shape.column(&BUSINESS_MINUTES));
    shape.require(&MINUTES[..usize::from(times.is_none())], shown)
}

fn mark(overrides: &Overrides, rows: &[Vec<String>], shape: &Shape) -> Mark {
    let cells = [column_of(rows, shape.column(&MINUTES)), column_of(rows, shape.column(&BUSINESS_MINUTES))].concat();
    Mark::chosen(overrides).or_else(|| Mark::guess(cells.iter().map(String::as_str))).unwrap_or_default()
}

struct Columns {
    id: usize,
    created: usize,
    subject: Option<usize>,
    minutes: Option<usize>,
    business_minutes: Option<usize>,
    clock: Clock,
    mark: Mark,
    space: IdSpace,
}

impl Columns {
    fn of(shape: &Shape, clock: Clock, mark: Mark) -> Columns {
        Columns {
            id: shape.at(&ID),
            created: shape.at(&CREATED),
            subject: shape.column(&SUBJECT),
            minutes: shape.column(&MINUTES),
            business_minutes: shape.column(&BUSINESS_MINUTES),
            clock,
            mark,
            space: IdSpace::of(Platform::Inbox, "ticket"),
        }
    }

    fn used(&self) -> Vec<usize> {
        [self.id, self.created].into_iter().chain([self.subject, self.minutes, self.business_minutes].into_iter().flatten()).collect()
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let id = cells.get(self.id);
        let id = match id::checked(&id) {
            Ok(id) => id,
            Err(fault) => return sink.take(Item::Problem(cells.rejected(fault.code, self.id, fault.message, fault.hint))),
        };
        let written = cells.get(self.created);
        let Some(asked) = self.clock.stamp(&written) else {
            return sink.take(Item::Problem(cells.bad_time(self.created, &written, "2013-05-28 14:02")));
        };
        let seconds = self.seconds(self.minutes, cells, sink)?;
        let business_seconds = self.seconds(self.business_minutes, cells, sink)?;
        sink.take(Item::Response(ResponseRecord {
            space: self.space.clone(),
            id: id.to_owned(),
            account: None,
            asked,
            seconds,
            business_seconds,
            subject: self.subject.and_then(|column| cells.known(column)),
        }))
    }

    /// Minutes as seconds; `None` where there was no reply, or where the cell holds no number, which is noted.
    fn seconds(&self, column: Option<usize>, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<(), Option<i64>> {
        let Some(column) = column else { return ControlFlow::Continue(None) };
        let cell = cells.get(column);
        // A ticket is not open for a thousand years.
        match number(&cell, self.mark) {
            Ok(None) => ControlFlow::Continue(None),
            Ok(Some(minutes)) if (0.0..=5e8).contains(&minutes) => ControlFlow::Continue(Some((minutes * 60.0).round() as i64)),
            _ => {
                let message = format!("`{}` is no number of minutes; it was left unknown", brief(&cell, 40));
                let problem = cells.problem(Severity::Note, ProblemCode::BadNumber, column, message);
                sink.take(Item::Problem(problem.hint("export again if the figure matters")))?;
                ControlFlow::Continue(None)
            }
        }
    }
}
