//! What one file of a download holds, and where.

use earshot_model::{Evidence, Overrides};

use super::words::{COUNTS, DATE, PUBLISHED, Role, SIGNED, TITLE, VIDEO};
use crate::Entry;
use crate::count::{self, CountColumn};
use crate::moment::written;
use crate::number::Mark;
use crate::table::{Shape, sample, shape_as};

/// How many rows are looked at for what the numbers are written with and for how far days are apart.
const ROWS: usize = 1_000;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A row a video.
    Videos,
    /// A row a day.
    Days,
    /// A row a week or a month.
    Spans,
    /// A row a day and a video, a country, …
    Chart,
    /// A row a country, a source of traffic, …
    Others,
}

impl Holds {
    /// Whether anything is made of a file that holds this.
    pub(super) fn is_read(self) -> bool {
        matches!(self, Holds::Videos | Holds::Days)
    }

    pub(super) fn of(entry: &Entry, overrides: &Overrides) -> Option<Holds> {
        Layout::of(entry, overrides).holds
    }
}

pub(super) struct Layout {
    pub(super) shape: Shape,
    pub(super) holds: Option<Holds>,
    pub(super) video: usize,
    pub(super) title: usize,
    pub(super) published: usize,
    pub(super) counts: Vec<CountColumn>,
    /// What the numbers are written with, if they show it.
    pub(super) mark_evidence: Option<Evidence>,
}

impl Layout {
    pub(super) fn of(entry: &Entry, overrides: &Overrides) -> Layout {
        let mut shape = shape_as(entry, overrides);
        // German names have soft hyphens in them.
        shape.header.iter_mut().for_each(|name| name.retain(|c| c != '\u{ad}'));
        let role = Role::of(entry);
        // Most files are of somebody else's, and need no rows to say so.
        let is_likely = role.is_some() || shape.column(&PUBLISHED).is_some();
        let rows = if is_likely { sample(entry, &shape, ROWS) } else { Vec::new() };
        let (mark, mark_evidence) = mark(&rows, overrides);
        let mut counts = count::columns(&shape, &COUNTS, mark);
        for column in &mut counts {
            if SIGNED.contains(&&*column.name) {
                *column = CountColumn::new(column.index, &column.name, mark).signed();
            }
        }
        let holds = holds(&shape, role, &counts, &rows);
        let (video, title, published) = (shape.at(&VIDEO), shape.at(&TITLE), shape.at(&PUBLISHED));
        Layout { holds, video, title, published, counts, mark_evidence, shape }
    }

    /// The columns that nothing is made of.
    pub(super) fn unused(&self) -> Vec<String> {
        let keys = if self.holds == Some(Holds::Videos) { [self.video, self.title, self.published] } else { [0; 3] };
        self.shape.unused(&keys.into_iter().chain(self.counts.iter().map(|count| count.index)).collect::<Vec<_>>())
    }
}

fn holds(shape: &Shape, role: Option<Role>, counts: &[CountColumn], rows: &[Vec<String>]) -> Option<Holds> {
    let is_by_day = shape.column(&DATE) == Some(0);
    if !is_by_day && shape.column(&VIDEO) == Some(0) && shape.column(&TITLE).is_some() && shape.column(&PUBLISHED).is_some() {
        return Some(Holds::Videos);
    }
    if counts.is_empty() {
        return None;
    }
    match (role?, is_by_day) {
        (Role::Table, false) => Some(Holds::Others),
        (Role::Chart, true) if shape.header.len() > 2 => Some(Holds::Chart),
        (_, true) if are_days(rows) => Some(Holds::Days),
        (_, true) => Some(Holds::Spans),
        _ => None,
    }
}

/// Whether two of the rows are a day apart; Studio also counts by week and by month, and calls that a date too.
fn are_days(rows: &[Vec<String>]) -> bool {
    let mut dates: Vec<_> = rows.iter().filter_map(|row| written(row.first()?, None)).map(|day| day.local.date()).collect();
    dates.sort_unstable();
    dates.dedup();
    dates.len() < 2 || dates.windows(2).any(|pair| pair[0].succ_opt() == Some(pair[1]))
}

fn mark(rows: &[Vec<String>], overrides: &Overrides) -> (Mark, Option<Evidence>) {
    let shown = |mark| if mark == Mark::Comma { "comma" } else { "point" };
    if let Some(chosen) = Mark::chosen(overrides) {
        return (chosen, Some(Evidence::new("decimal mark", shown(chosen), "chosen by hand")));
    }
    match Mark::guess(rows.iter().flatten().map(String::as_str)) {
        Some(mark) => (mark, Some(Evidence::new("decimal mark", shown(mark), "the numbers of the first rows show it"))),
        None => (Mark::default(), None),
    }
}
