//! Page Insights by day: `Facebook Insights Data Export - PAGE - FROM - TO.csv`, or `.xls`.
//!
//! Of its 600 to 1,280 columns those are read that are not broken down by city, source and the like. A figure of seven or
//! twenty-eight days that end with the day says so in its name.

use std::ops::ControlFlow;

use earshot_model::{DateOrder, FilePlan, Format, Overrides, Problem, ProblemCode, Severity};

use super::{Beginning, is_descriptions, named, settle, sheets};
use crate::count::{self, CountColumn};
use crate::number::Mark;
use crate::plan::file_plan;
use crate::table::Cells;
use crate::{Entry, Item, Match, Reader, Sink, Source, moment};

pub(crate) struct InsightsDays;

/// One of these beside `Date` tells the format.
const TELLING: [&str; 6] = [
    "Lifetime Total Likes",
    "Daily Total Reach",
    "Daily Page Engaged Users",
    "page_fans:lifetime",
    "page_impressions_unique:day",
    "page_engaged_users:day",
];

impl Reader for InsightsDays {
    fn format(&self) -> Format {
        Format {
            id: "facebook-insights-days".to_owned(),
            name: "Facebook Page Insights by day, until 2022".to_owned(),
            platform: "facebook".to_owned(),
            both_sides: false,
            files: "Facebook Insights Data Export - PAGE - 2014-02-28 - 2014-08-23.csv or .xls".to_owned(),
            carries: ["figures by day", "reach", "impressions", "people who engaged", "likes of the page"].map(str::to_owned).to_vec(),
            limits: [
                "It holds figures by day, and no message.",
                "Reach of several days can't be had by adding; figures of 7 and 28 days stand under names of their own.",
                "Figures by city, source, age and the like are not read.",
                "Its days are California's, which it does not state.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let header = sheets::header(entry);
        let has = |name: &str| header.iter().any(|title| title.trim().eq_ignore_ascii_case(name));
        if has("Date") && TELLING.iter().any(|name| has(name)) {
            return Some(Match { confidence: 95, why: "the header is that of Page Insights by day".to_owned() });
        }
        let is_named = named(entry.name()).is_some() && !entry.name().to_lowercase().contains("data export (");
        (is_named && (header.is_empty() || has("Date")))
            .then(|| Match { confidence: 60, why: "the file is named like Page Insights by day".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shown = source.shown(&entry.path);
        let zone = moment::chosen_zone(overrides, &shown)?;
        let beginning = Beginning::of(source, &entry.path, overrides, "Date")?;
        let columns = Columns::of(&beginning, overrides, &shown)?;
        beginning.require_rows(&shown)?;
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = sheets::evidence(entry, overrides);
        plan.evidence.extend(beginning.order(overrides).1);
        settle(&mut plan, entry.name(), None, overrides, zone);
        plan.unused = beginning.unused(&["Date"], &columns.figures, |_, _| false);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let beginning = Beginning::of(source, part, &plan.overrides, "Date")?;
            let columns = Columns::of(&beginning, &plan.overrides, &source.shown(part))?;
            sheets::each(source, part, &plan.overrides, sink, |place, cells, sink| {
                if place.sheet > 0 || place.row == 0 && is_descriptions(cells) {
                    return ControlFlow::Continue(());
                }
                columns.read(cells, sink)
            })?;
        }
        Ok(())
    }
}

struct Columns {
    date: usize,
    figures: Vec<CountColumn>,
    order: DateOrder,
}

impl Columns {
    fn of(beginning: &Beginning, overrides: &Overrides, shown: &str) -> Result<Columns, Problem> {
        let mark = Mark::chosen(overrides).unwrap_or_default();
        let figures = beginning.figures(mark, |title, description| title.figure(description));
        let date = beginning.titles.iter().position(|title| title.eq_ignore_ascii_case("Date"));
        match date {
            Some(date) if !figures.is_empty() => Ok(Columns { date, figures, order: beginning.order(overrides).0 }),
            _ => {
                let (name, message) = match date {
                    Some(_) => (TELLING[0], "the file holds no figure of Page Insights"),
                    None => ("Date", "the column `Date` is missing"),
                };
                let problem = Problem::new(Severity::Refused, ProblemCode::MissingColumn, shown, message);
                Err(problem.line(1).column(name).hint("export again and keep both header rows as they come"))
            }
        }
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let written = cells.get(self.date);
        let Some(day) = moment::written(&written, Some(self.order)) else {
            return sink.take(Item::Problem(cells.bad_time(self.date, &written, "2/28/2014")));
        };
        count::day(&self.figures, cells, day.local.date(), None, sink)
    }
}
