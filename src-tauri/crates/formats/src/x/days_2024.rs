//! X's analytics by day, since 2024: `account_overview_analytics.csv`.

use std::ops::ControlFlow;

use earshot_model::{Evidence, FilePlan, Format, Overrides, Problem};

use super::name::{self, Named};
use super::names::COUNTS;
use crate::count::{self, CountColumn};
use crate::number::Mark;
use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape, shape_as};
use crate::time::english_day;
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct Days2024;

const REQUIRED: [&str; 4] = ["Date", "Impressions", "New follows", "Unfollows"];

/// The columns in the order that they have in every language.
const ORDER: [&str; 14] = [
    "Date",
    "Impressions",
    "Likes",
    "Engagements",
    "Bookmarks",
    "Shares",
    "New follows",
    "Unfollows",
    "Replies",
    "Reposts",
    "Profile visits",
    "Create Post",
    "Video views",
    "Media views",
];

impl Reader for Days2024 {
    fn format(&self) -> Format {
        Format {
            id: "x-days-2024".to_owned(),
            name: "X analytics by day, since 2024".to_owned(),
            platform: "x".to_owned(),
            both_sides: false,
            files: "account_overview_analytics.csv".to_owned(),
            carries: ["figures by day", "impressions", "engagements", "follows and unfollows", "each interaction apart"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It holds sums by day, and no message.",
                "X corrects the last days afterwards: a later export counts more than an earlier one.",
                "Impressions are views, not people.",
                "It does not say whose it is.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        if shape.has(&REQUIRED) {
            return Some(Match { confidence: 95, why: "the header is that of X's analytics by day, since 2024".to_owned() });
        }
        if is_by_position(entry, &shape) {
            let why = "14 columns in another language, with an English date where X's analytics have it".to_owned();
            return Some(Match { confidence: 80, why });
        }
        let fits = entry.bytes == 0 || shape.has(&["Date"]) || shape.header.len() == ORDER.len();
        (entry.name().to_ascii_lowercase().contains("account_overview_analytics") && fits)
            .then(|| Match { confidence: 60, why: "the file is named like X's analytics by day, since 2024".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        let columns = Columns::of(&shape);
        if columns.by_name {
            shape.require(&REQUIRED, &shown)?;
        }
        if sample(entry, &shape, 1).is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        if !columns.by_name {
            let first = shape.header.first().map_or("", String::as_str);
            let value = format!("in another language, beginning with `{first}`");
            plan.evidence.push(Evidence::new("header", value, "14 columns; they are read by position"));
        }
        plan.evidence.push(Evidence::new("zone", "UTC", "X counts days in UTC"));
        name::settle(&mut plan, overrides, Named::default(), &[]);
        let used = [columns.date].into_iter().chain(columns.counts.iter().map(|count| count.index));
        plan.unused = shape.unused(&used.collect::<Vec<_>>());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            let columns = Columns::of(&table.shape);
            if columns.by_name {
                table.shape.require(&REQUIRED, &source.shown(part))?;
            }
            table.each(source, part, sink, |cells, sink| columns.read(cells, sink))?;
        }
        Ok(())
    }
}

fn is_by_position(entry: &Entry, shape: &Shape) -> bool {
    shape.header.len() == ORDER.len()
        && sample(entry, shape, 1).first().is_some_and(|row| match &row[..] {
            [date, counts @ ..] => english_day(date).is_some() && counts.iter().all(|cell| cell.parse::<u64>().is_ok()),
            [] => false,
        })
}

struct Columns {
    by_name: bool,
    date: usize,
    counts: Vec<CountColumn>,
}

impl Columns {
    fn of(shape: &Shape) -> Columns {
        if !shape.has(&REQUIRED) && shape.header.len() == ORDER.len() {
            return Columns { by_name: false, date: 0, counts: count::named(ORDER.into_iter(), &COUNTS, Mark::Point) };
        }
        let date = shape.at(&["Date"]);
        Columns { by_name: true, date, counts: count::columns(shape, &COUNTS, Mark::Point) }
    }

    /// A spreadsheet that saves the file swaps days and months where it can, so a date that is written otherwise is not guessed at.
    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let written = cells.get(self.date);
        let Some(day) = english_day(&written) else {
            return sink.take(Item::Problem(cells.bad_time(self.date, &written, "Tue, Aug 26, 2025")));
        };
        count::day(&self.counts, cells, day, None, sink)
    }
}
