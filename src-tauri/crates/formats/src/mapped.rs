//! Tables of no known format, read by what a person says that their columns mean: a [`Mapping`].
//!
//! Ids are the column's own, in a space of the mapping's name. A message whose table has no column of ids gets one made of its
//! conversation, time, account, author and text (see [`id::made_of`](crate::id::made_of)); the time is the one that is written, so that
//! the id stays when another zone is chosen.

mod grid;
mod objects;
mod columns;
mod settled;
mod record;
mod guess;
mod names;

use std::path::Path;

use earshot_model::{Evidence, FilePlan, Format, Mapping, Overrides, Problem, ProblemCode, Question, Role, RowsAre, Severity, TableHead};

use self::columns::Columns;
use self::grid::Grid;
use self::guess::Guess;
use self::record::Records;
use self::settled::Settled;
use crate::plan::{account_named, file_plan};
use crate::{Entry, Match, Reader, Sink, Source, Stop};

pub(crate) struct Mapped;

/// The confidence for a table of which nothing is known: every real format wins.
pub(crate) const UNKNOWN: u8 = 5;

/// For a table whose mapping was chosen by hand.
pub(crate) const CHOSEN: u8 = 100;

/// For a table that has the columns of a saved mapping: surer than a file's name, less so than a header of a real format.
const KNOWN: u8 = 90;

/// How many rows the person sees who says what the columns mean.
const SHOWN: usize = 20;

impl Reader for Mapped {
    fn format(&self) -> Format {
        Format {
            id: "mapped".to_owned(),
            name: "Any other table".to_owned(),
            platform: "conversation".to_owned(),
            both_sides: false,
            files: "any .csv, .tsv, .xlsx, .xls, .ods, .json or .ndjson whose first row, or whose fields, have names".to_owned(),
            carries: ["what its columns are said to mean: messages, figures by day, or press releases"].map(str::to_owned).to_vec(),
            limits: ["What it can tell depends on its columns, and on what they are said to mean."].map(str::to_owned).to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        grid::looks_like_one(entry).map(|why| Match { confidence: UNKNOWN, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let mapping = mapping_for(source, entry, overrides);
        let grid = Grid::look(source, entry, overrides, mapping)?;
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = grid.evidence();
        match mapping {
            Some(mapping) => {
                plan_mapped(&mut plan, &grid, mapping, overrides)?;
                plan.mapping = Some(mapping.clone());
            }
            None => {
                let Guess { mapping, evidence } = Guess::of(&grid, entry.name());
                plan.evidence.extend(evidence);
                settle_account(&mut plan, &mapping, overrides);
                plan.asks.push(Question::Columns);
                plan.unused = grid.unused(&mapping);
                // What can't be said yet is asked for when the columns are settled.
                if let Ok(columns) = Columns::of(&mapping, &grid.header, &grid.shown) {
                    let settled = Settled::of(&grid, &mapping, &columns, overrides)?;
                    plan.zone = settled.zone.map(|zone| zone.name().to_owned());
                    plan.evidence.extend(settled.evidence);
                }
                plan.mapping = Some(mapping);
            }
        }
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let Some(mapping) = &plan.mapping else {
            let message = "nobody has said what the columns of this table mean";
            let problem = Problem::new(Severity::Refused, ProblemCode::NoMapping, &plan.shown(), message);
            return Err(problem.hint("choose what its columns mean, or give a mapping with `--map FILE`"));
        };
        let mut overrides = plan.overrides.clone();
        overrides.zone = overrides.zone.or_else(|| plan.zone.clone());
        for part in &plan.parts {
            let Some(entry) = source.entry(part) else { return Err(source.gone(part)) };
            let grid = Grid::look(source, entry, &overrides, Some(mapping))?;
            let columns = Columns::of(mapping, &grid.header, &grid.shown)?;
            let settled = Settled::of(&grid, mapping, &columns, &overrides)?;
            let mut records = Records::new(mapping, columns, settled, takes_accounts_from_rows(mapping));
            grid.each(source, entry, sink, |cells, sink| records.read(cells, sink))?;
        }
        Ok(())
    }
}

/// A plan by a mapping: everything is settled but what only the user knows.
fn plan_mapped(plan: &mut FilePlan, grid: &Grid, mapping: &Mapping, overrides: &Overrides) -> Result<(), Problem> {
    let columns = Columns::of(mapping, &grid.header, &grid.shown)?;
    grid.require_rows()?;
    let by = format!("the mapping `{}`", mapping.name);
    for (role, column) in &mapping.columns {
        plan.evidence.push(Evidence::new("column", format!("`{column}` is the {}", role.as_str()), &*by));
    }
    for (column, name) in &mapping.metrics {
        plan.evidence.push(Evidence::new("column", format!("`{column}` counts {name}"), &*by));
    }
    plan.unused = grid.unused(mapping);
    let settled = Settled::of(grid, mapping, &columns, overrides)?;
    plan.evidence.extend(settled.evidence);
    plan.zone = settled.zone.map(|zone| zone.name().to_owned());
    if settled.asks_zone {
        plan.asks.push(Question::Zone);
    }
    settle_account(plan, mapping, overrides);
    plan.limits = limits(mapping);
    Ok(())
}

/// The mapping for an entry: the one that was chosen by hand, or the first saved one that knows its header. A choice for one file
/// is an order; in a folder it picks out the tables that have its columns.
fn mapping_for<'o>(source: &Source, entry: &Entry, overrides: &'o Overrides) -> Option<&'o Mapping> {
    let knows = |mapping: &&Mapping| {
        if !objects::may_have(entry, mapping) {
            return false;
        }
        let grid = Grid::look(source, entry, overrides, Some(mapping));
        grid.is_ok_and(|grid| Columns::of(mapping, &grid.header, &grid.shown).is_ok())
    };
    let chosen = overrides.mapping.as_ref().filter(|mapping| source.is_one_file() || knows(mapping));
    chosen.or_else(|| overrides.saved.iter().find(knows))
}

/// Whether an entry is to be read by a mapping that somebody has made.
pub(crate) fn known(source: &Source, entry: &Entry, overrides: &Overrides) -> Option<Match> {
    if !entry.can_be_export() && !source.is_one_file() {
        return None;
    }
    let mapping = mapping_for(source, entry, overrides)?;
    Some(if overrides.mapping.as_ref() == Some(mapping) {
        Match { confidence: CHOSEN, why: format!("the mapping `{}` was chosen by hand", mapping.name) }
    } else {
        Match { confidence: KNOWN, why: format!("a mapping named `{}` knows this header", mapping.name) }
    })
}

/// Whether the rows say themselves whose they are, or (releases) are nobody's.
fn takes_accounts_from_rows(mapping: &Mapping) -> bool {
    mapping.rows == RowsAre::Releases || mapping.columns.contains_key(&Role::Account)
}

fn settle_account(plan: &mut FilePlan, mapping: &Mapping, overrides: &Overrides) {
    plan.account_from_rows = takes_accounts_from_rows(mapping);
    let ours = settled::ours(mapping, overrides);
    let named = |name: &str| Some(account_named(mapping.platform, name));
    let (account, why) = if let Some(column) = mapping.columns.get(&Role::Account) {
        plan.evidence.push(Evidence::new("account", "by row", format!("the column `{column}` names it")));
        return;
    } else if plan.account_from_rows {
        return;
    } else if let Some(chosen) = &overrides.account {
        (named(chosen), "chosen by hand")
    } else if let [name] = &ours[..] {
        (named(name), "the one name that is ours")
    } else {
        (None, "no column names it")
    };
    let value = account.as_ref().map_or_else(|| "unknown".to_owned(), |account| format!("@{}", account.handle));
    plan.evidence.push(Evidence::new("account", value, why));
    plan.account = account;
}

/// What a table of these columns can't tell.
fn limits(mapping: &Mapping) -> Vec<String> {
    let has = |role| mapping.columns.contains_key(&role);
    let mut limits = Vec::new();
    match mapping.rows {
        RowsAre::Messages => {
            if !has(Role::Direction) && mapping.ours.is_empty() {
                limits.push("Every row is read as ours: nothing in it was said to us, so no response time comes from it.");
            }
            if !has(Role::Parent) {
                limits.push("It does not tell which message another answers.");
            }
            if mapping.metrics.is_empty() {
                limits.push("It holds no counts.");
            }
        }
        RowsAre::Days => limits.push("It holds figures by day, and no message."),
        RowsAre::Releases => limits.push("It says nothing of what the public answered."),
    }
    limits.into_iter().map(str::to_owned).collect()
}

/// The beginning of a table within what was opened, and what its columns seem to mean, for the person who says so.
///
/// `path` is a [`FilePlan::path`]. The encoding and delimiter of `overrides` are heeded, and of its mapping the sheet and where in
/// a document the rows are; a mapping that knows the header comes back as the guess.
pub fn table_head(root: &Path, path: &str, overrides: &Overrides) -> Result<TableHead, Problem> {
    let source = Source::reopen(root, std::iter::once((path, &[path.to_owned()][..])), &Stop::default())?;
    let Some(entry) = source.entry(path) else { return Err(source.gone(path)) };
    let mapping = overrides.mapping.as_ref().or_else(|| mapping_for(&source, entry, overrides));
    let grid = Grid::look(&source, entry, overrides, mapping)?;
    let fitting = mapping.filter(|mapping| Columns::of(mapping, &grid.header, &grid.shown).is_ok());
    let guess = fitting.cloned().unwrap_or_else(|| Guess::of(&grid, entry.name()).mapping);
    let mut rows = grid.rows;
    rows.truncate(SHOWN);
    for row in &mut rows {
        row.resize(grid.header.len(), String::new());
    }
    Ok(TableHead { sheets: grid.sheets, header: grid.header, rows, guess })
}
