//! The network export of Yammer, now Viva Engage: a zip of tables, of which `Messages.csv` and `Users.csv` are read as one.
//!
//! An export of a long period comes in several parts, `Messages.csv` and others like it beside it. Whoever in it is ours (the
//! communications team, the works council) only the user knows.

mod messages;
mod users;

use std::ops::ControlFlow;

use earshot_model::{Evidence, FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Severity};

use self::messages::Columns;
use self::users::Users;
use crate::clock::{self, Clock, Usual};
use crate::ours::Ours;
use crate::plan::{account_named, file_plan, header_only, note_count};
use crate::table::{Table, column_of, sample, shape, shape_as};
use crate::{Entry, Match, Reader, Sink, Source, parts};

pub(crate) struct Yammer;

const REQUIRED: [&str; 6] = ["id", "replied_to_id", "thread_id", "sender_id", "body", "created_at"];
const OF_USERS: [&str; 4] = ["id", "email", "name", "joined_at"];

const USUAL: Usual = Usual { zone: Some(("UTC", "Yammer's times are in UTC wherever they state a zone")), order: None };

impl Reader for Yammer {
    fn format(&self) -> Format {
        Format {
            id: "yammer".to_owned(),
            name: "Yammer or Viva Engage network export".to_owned(),
            platform: Platform::Yammer.as_str().to_owned(),
            both_sides: true,
            files: "the zip, or the folder that it unpacks to: Messages.csv, Users.csv, …".to_owned(),
            carries: ["what the staff wrote", "who answers what", "private messages, both sides"].map(str::to_owned).to_vec(),
            limits: [
                "It does not tell whose messages are ours: name the people.",
                "It has neither views nor likes.",
                "Deleted messages and those of the system are left out.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        is_messages(entry).then(|| Match { confidence: 95, why: "the header is that of Yammer's messages".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        shape.require(&REQUIRED, &shown)?;
        let mut plan = file_plan(source, entry, self.format());
        let beside = || source.entries.iter().filter(|other| other.folder() == entry.folder() && other.path != entry.path);
        let mut parts: Vec<&Entry> = beside().filter(|other| is_messages(other)).chain([entry]).collect();
        parts.sort_by(|a, b| a.path.cmp(&b.path));
        let users: Vec<&Entry> = beside().filter(|other| is_users(other)).collect();
        let mut times = Vec::new();
        let mut is_bare = true;
        for part in &parts {
            let shape = shape_as(part, overrides);
            let rows = sample(part, &shape, 200);
            is_bare &= rows.is_empty() && part.is_whole();
            times.extend(column_of(&rows, shape.column(&["created_at"])));
        }
        if is_bare {
            return Err(header_only(&shown));
        }
        if !source.is_one_file() {
            plan.path = entry.folder().to_owned();
        }
        // The users come first: what they are called is needed to read the messages.
        plan.parts = users.iter().chain(&parts).map(|part| part.path.clone()).collect();
        plan.bytes = users.iter().chain(&parts).map(|part| part.bytes).sum();
        plan.evidence = shape.evidence();
        clock::settle(&mut plan, overrides, &times, USUAL);
        let ours = Ours::of(overrides);
        ours.settle(&mut plan);
        match &overrides.account {
            Some(chosen) => {
                plan.account = Some(account_named(Platform::Yammer, chosen));
                plan.evidence.push(Evidence::new("account", chosen.as_str(), "chosen by hand, for everything that ours wrote"));
            }
            None => {
                plan.account_from_rows = true;
                plan.evidence.push(Evidence::new("account", "by row", "each of ours is an account"));
            }
        }
        if users.is_empty() {
            let message = "`Users.csv` is missing: people who are addressed in a text stay numbers";
            let problem = Problem::new(Severity::Note, ProblemCode::MissingPart, &shown, message);
            plan.problems.push(problem.hint("open the whole export, the zip or its folder"));
        }
        plan.unused = shape.unused(&Columns::of(&shape, Clock::of(&plan, &[], USUAL)).used());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let mut users = Users::new(Ours::of(&plan.overrides));
        let (mut deleted, mut of_system) = (0, 0);
        let flow = parts::each(source, plan, sink, |part, sink| {
            let Some(entry) = source.entry(part) else { return Ok(()) };
            let table = Table::open(source, part, &plan.overrides)?;
            if is_users(entry) {
                return users.read(table, source, part, sink);
            }
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let rows = sample(entry, &table.shape, 200);
            let clock = Clock::of(plan, &column_of(&rows, table.shape.column(&["created_at"])), USUAL);
            let columns = Columns::of(&table.shape, clock);
            table.each(source, part, sink, |cells, sink| {
                if columns.is_deleted(cells) {
                    deleted += 1;
                } else if columns.is_of_system(cells) {
                    of_system += 1;
                } else {
                    return columns.read(cells, &users, plan.account.is_some(), sink);
                }
                ControlFlow::Continue(())
            })
        })?;
        if flow.is_continue() {
            note_count(sink, &plan.shown(), deleted, "deleted messages are left out");
            note_count(sink, &plan.shown(), of_system, "messages of the system are left out");
        }
        Ok(())
    }
}

fn is_messages(entry: &Entry) -> bool {
    shape(entry).has(&REQUIRED)
}

fn is_users(entry: &Entry) -> bool {
    shape(entry).has(&OF_USERS)
}
