//! How the cells of a table are written, as its first rows show it, each with its reason.

use chrono_tz::Tz;
use earshot_model::{DateOrder, Evidence, IdSpace, Mapping, Millis, Overrides, Platform, Problem, RowsAre};

use super::columns::Columns;
use super::grid::Grid;
use crate::moment::{self, Written};
use crate::number::Mark;
use crate::ours::Ours;
use crate::{clock, id};

/// How far an X id's time may be from a stated one, in milliseconds.
const SAME_MOMENT: Millis = 2_000;

/// The same, where the row's time states no zone: nowhere is further from UTC.
const ANY_ZONE: Millis = 15 * 3_600_000;

#[derive(Debug)]
pub(super) struct Settled {
    pub(super) mark: Mark,
    pub(super) order: Option<DateOrder>,
    /// The zone of times that state none, when somebody has said it.
    pub(super) zone: Option<Tz>,
    /// Only the user knows the zone.
    pub(super) asks_zone: bool,
    pub(super) space: IdSpace,
    pub(super) ours: Ours,
    /// Texts are HTML.
    pub(super) is_html: bool,
    pub(super) evidence: Vec<Evidence>,
}

impl Settled {
    pub(super) fn of(grid: &Grid, mapping: &Mapping, columns: &Columns, overrides: &Overrides) -> Result<Settled, Problem> {
        let mut evidence = Vec::new();
        let by = format!("the mapping `{}`", mapping.name);
        let mark = mark(grid, mapping, columns, overrides, &by, &mut evidence);
        let order = order(grid, mapping, columns, overrides, mark, &by, &mut evidence);
        let times: Vec<Written> = grid.cells(columns.time).filter_map(|cell| moment_of(cell, order)).collect();
        let zone = zone(grid, mapping, overrides)?;
        let mut asks_zone = false;
        if mapping.rows != RowsAre::Days {
            let (value, why) = if overrides.zone.is_some() && overrides.zone != mapping.zone {
                (zone.map_or("UTC", Tz::name), "chosen by hand")
            } else if let Some(zone) = zone {
                (zone.name(), &*by)
            } else if times.iter().all(|time| time.offset.is_some()) && !times.is_empty() {
                ("stated", "each of the first times states its own")
            } else if times.iter().all(|time| time.precision == 86_400) && !times.is_empty() {
                ("none", "the table states days and no clock")
            } else {
                asks_zone = true;
                ("unknown", "the times state none")
            };
            evidence.push(Evidence::new("zone", value, why));
        }
        let space = space(grid, mapping, columns, order, &mut evidence);
        let ours = ours(mapping, overrides);
        if mapping.rows == RowsAre::Messages {
            evidence.push(whose(mapping, columns, &ours));
        }
        let is_html = columns.text.is_some_and(|text| grid.cells(text).any(has_tags));
        if is_html {
            evidence.push(Evidence::new("text", "HTML, read as plain text", "there are tags in it"));
        }
        Ok(Settled { mark, order, zone, asks_zone, space, ours: Ours::named(&ours), is_html, evidence })
    }
}

/// A moment in a cell: as people and programs write it, or in seconds or milliseconds of 1970.
pub(super) fn moment_of(cell: &str, order: Option<DateOrder>) -> Option<Written> {
    moment::epoch(cell).or_else(|| moment::written(cell, order))
}

/// The names that are ours: those of the mapping, or else those that were given by hand.
pub(super) fn ours(mapping: &Mapping, overrides: &Overrides) -> Vec<String> {
    if overrides.ours.is_empty() { mapping.ours.clone() } else { overrides.ours.clone() }
}

fn mark(grid: &Grid, mapping: &Mapping, columns: &Columns, overrides: &Overrides, by: &str, evidence: &mut Vec<Evidence>) -> Mark {
    let of_mapping = || mapping.decimal.as_deref().map(|decimal| if decimal == "," { Mark::Comma } else { Mark::Point });
    let shown = || Mark::guess(columns.metrics.iter().flat_map(|(column, _)| grid.cells(*column)));
    let (mark, why) = if let Some(mark) = Mark::chosen(overrides) {
        (mark, "chosen by hand")
    } else if let Some(mark) = of_mapping() {
        (mark, by)
    } else if let Some(mark) = shown() {
        (mark, "the numbers of the first rows can be read in no other way")
    } else if grid.has_semicolons() {
        (Mark::Comma, "a table with `;` between its columns keeps the comma for decimals")
    } else {
        return Mark::Point;
    };
    if !columns.metrics.is_empty() {
        evidence.push(mark.evidence(why));
    }
    mark
}

fn order(
    grid: &Grid,
    mapping: &Mapping,
    columns: &Columns,
    overrides: &Overrides,
    mark: Mark,
    by: &str,
    evidence: &mut Vec<Evidence>,
) -> Option<DateOrder> {
    let is_open = |cell: &str| {
        let read = |order| moment_of(cell, Some(order)).map(|written| written.local);
        read(DateOrder::DayFirst) != read(DateOrder::MonthFirst)
    };
    let (order, why) = if let Some(order) = overrides.dates {
        (order, "chosen by hand")
    } else if let Some(order) = mapping.dates {
        (order, by)
    } else if let Some(order) = moment::order(grid.cells(columns.time)) {
        (order, "one of the first dates can be read in no other way")
    } else if !grid.cells(columns.time).any(is_open) {
        return None;
    } else if mark == Mark::Comma {
        (DateOrder::DayFirst, "where decimals have a comma, the day stands first; no date in the first rows tells")
    } else {
        (DateOrder::MonthFirst, "no date in the first rows tells; choose the other if it is wrong")
    };
    evidence.push(clock::dates(order, why));
    Some(order)
}

fn zone(grid: &Grid, mapping: &Mapping, overrides: &Overrides) -> Result<Option<Tz>, Problem> {
    let zone = overrides.zone.clone().or_else(|| mapping.zone.clone());
    moment::chosen_zone(&Overrides { zone, ..Overrides::default() }, &grid.shown)
}

/// Within which ids are unique: X's own when each holds the time of its row, otherwise the mapping's.
fn space(grid: &Grid, mapping: &Mapping, columns: &Columns, order: Option<DateOrder>, evidence: &mut Vec<Evidence>) -> IdSpace {
    let of_mapping = IdSpace::of(mapping.platform, "mapped").within(&mapping.name);
    if mapping.rows != RowsAre::Messages {
        return of_mapping;
    }
    let Some(id) = columns.id else {
        let why = "no column holds ids; each is made of the row's conversation, time, account, author and text";
        evidence.push(Evidence::new("ids", &*of_mapping.0, why));
        return of_mapping;
    };
    if mapping.platform != Platform::X {
        evidence.push(Evidence::new("ids", &*of_mapping.0, "they are taken as unique among the files of this mapping"));
        return of_mapping;
    }
    let (mut judged, mut of_x) = (0, 0);
    for row in &grid.rows {
        let cell = |column: usize| row.get(column).map_or("", |cell| cell.trim());
        if let Some(time) = moment_of(cell(columns.time), order) {
            judged += 1;
            of_x += usize::from(id::made_at(cell(id)).is_some_and(|made| is_of(made, time)));
        }
    }
    if judged > 0 && judged == of_x {
        evidence.push(Evidence::new("ids", &*IdSpace::x_post().0, format!("each of the first {judged} holds the time of its row")));
        return IdSpace::x_post();
    }
    evidence.push(Evidence::new("ids", &*of_mapping.0, format!("{of_x} of the first {judged} hold the time of their row")));
    of_mapping
}

/// Whether an id that was made at a moment can be that of a row that states this time.
pub(super) fn is_of(made: Millis, time: Written) -> bool {
    let stated = time.local.and_utc().timestamp_millis() - Millis::from(time.offset.unwrap_or(0)) * 1_000;
    let slack = if time.offset.is_some() { SAME_MOMENT } else { ANY_ZONE };
    // A day lasts to its end.
    let width = if time.precision > 1 { Millis::from(time.precision) * 1_000 } else { 0 };
    (stated - slack..=stated + width + slack).contains(&made)
}

/// How the rows tell what we said from what was said to us.
fn whose(mapping: &Mapping, columns: &Columns, ours: &[String]) -> Evidence {
    if columns.direction.is_some() {
        let words: Vec<String> = mapping.outbound.iter().map(|word| format!("`{word}`")).collect();
        Evidence::new("ours", words.join(", "), "rows with these words in the column of directions")
    } else if !ours.is_empty() && columns.author.is_some() {
        Evidence::new("ours", ours.join(", "), "rows by these authors")
    } else {
        Evidence::new("ours", "every row", "no column tells directions, and no author is said to be ours")
    }
}

/// Whether a cell is HTML: only there a tag is closed, or a line broken by one.
fn has_tags(cell: &str) -> bool {
    ["</p>", "</div>", "</a>", "</span>", "<br>", "<br/>", "<br />"].iter().any(|tag| cell.contains(tag))
}
