//! The counts of a table, under our names.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use earshot_model::{Counts, DayRecord, ProblemCode, Severity};

use crate::number::{Mark, count, signed};
use crate::table::{Cells, Shape};
use crate::text::brief;
use crate::{Item, Sink};

/// How a platform calls a count, in whatever case, and how we do: a field of [`Counts`], or a name of its own.
pub(crate) type Naming = (&'static str, &'static str);

/// A column that holds a count.
#[derive(Debug)]
pub(crate) struct CountColumn {
    pub(crate) index: usize,
    /// A field of [`Counts`], or the platform's own name with underscores.
    pub(crate) name: String,
    mark: Mark,
    /// It may be below zero.
    is_signed: bool,
}

/// The count columns of a header. Of two columns with one name the first counts.
pub(crate) fn columns(shape: &Shape, names: &[Naming], mark: Mark) -> Vec<CountColumn> {
    named(shape.header.iter().map(String::as_str), names, mark)
}

/// The count columns of a header whose names are these, in this order.
pub(crate) fn named<'n>(header: impl Iterator<Item = &'n str>, names: &[Naming], mark: Mark) -> Vec<CountColumn> {
    let mut columns: Vec<CountColumn> = Vec::new();
    for (index, cell) in header.enumerate() {
        let cell = cell.trim().to_lowercase();
        let known = names.iter().find(|(theirs, _)| theirs.to_lowercase() == cell);
        if let Some(&(_, name)) = known
            && !columns.iter().any(|column| column.name == name)
        {
            columns.push(CountColumn { index, name: name.to_owned(), mark, is_signed: false });
        }
    }
    columns
}

/// A platform's own name of a count as ours are written: `Total page views (mobile)` as `total_page_views_mobile`.
pub(crate) fn underscored(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

impl CountColumn {
    pub(crate) fn new(index: usize, name: &str, mark: Mark) -> CountColumn {
        CountColumn { index, name: name.to_owned(), mark, is_signed: false }
    }

    /// The same column, whose values may be below zero.
    pub(crate) fn signed(self) -> CountColumn {
        CountColumn { is_signed: true, ..self }
    }

    /// The count of a row: `None` where the platform says nothing, or where it says no count, which is noted.
    pub(crate) fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<(), Option<i64>> {
        let cell = cells.get(self.index);
        match if self.is_signed { signed(&cell, self.mark) } else { count(&cell, self.mark) } {
            Ok(count) => ControlFlow::Continue(count),
            Err(_) => {
                let message = format!("`{}` is not a count; it was left unknown", brief(&cell, 40));
                let problem = cells.problem(Severity::Note, ProblemCode::BadNumber, self.index, message);
                sink.take(Item::Problem(problem.hint("export again if the figure matters")))?;
                ControlFlow::Continue(None)
            }
        }
    }
}

/// Hands every figure of a row to the sink as one of a day.
pub(crate) fn day(
    columns: &[CountColumn],
    cells: &Cells<'_>,
    date: NaiveDate,
    account: Option<&str>,
    sink: &mut dyn Sink,
) -> ControlFlow<()> {
    for column in columns {
        if let Some(value) = column.read(cells, sink)? {
            let account = account.map(str::to_owned);
            sink.take(Item::Day(DayRecord { account, date, measure: column.name.clone(), value }))?;
        }
    }
    ControlFlow::Continue(())
}

/// All counts of a row.
pub(crate) fn counts(columns: &[CountColumn], cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<(), Counts> {
    let mut counts = Counts::default();
    for column in columns {
        if let Some(count) = column.read(cells, sink)? {
            counts.set(&column.name, count);
        }
    }
    ControlFlow::Continue(counts)
}
