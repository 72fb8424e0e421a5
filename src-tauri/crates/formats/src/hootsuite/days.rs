//! Figures by day of one Facebook page or several together: `REPORT_FROM_to_TO_created_on_…_account_metrics.csv`.
//!
//! Each column's name holds its pages: `Page Reactions by Type - Wow (Daily aggregated values for Facebook pages: Bins, Trams)`.
//! Columns of the whole period stand beside them, with their one value in the last row: nothing is made of those.

use earshot_model::{Evidence, FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Severity};

use super::{DATE, name};
use crate::count::{self, CountColumn, underscored};
use crate::number::{self, Mark};
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Shape, Table, sample, shape, shape_as};
use crate::time::iso_day;
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct Days;

/// What stands between a metric and its pages.
const DAILY: &str = " (Daily aggregated values for Facebook page";
const OVERALL: &str = " (Overall aggregated value";

impl Reader for Days {
    fn format(&self) -> Format {
        Format {
            id: "hootsuite-days".to_owned(),
            name: "Hootsuite figures of Facebook pages by day".to_owned(),
            platform: Platform::Facebook.as_str().to_owned(),
            both_sides: false,
            files: "REPORT_2018-07-01_to_2018-09-19_created_on_20180920T0140Z_account_metrics.csv".to_owned(),
            carries: ["reactions, engaged users and reach by group, by day"].map(str::to_owned).to_vec(),
            limits: [
                "It holds no message, neither own nor inbound.",
                "A report on several pages gives their sum only; figures of people are then counted once a page.",
                "Figures of the whole period are left out.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        let is_figure = |name: &String| name.contains(DAILY) || name.contains(OVERALL);
        (shape.header.first().is_some_and(|first| first.eq_ignore_ascii_case(DATE)) && shape.header.iter().any(is_figure))
            .then(|| Match { confidence: 95, why: "the header is that of Hootsuite's figures by day".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shown = source.shown(&entry.path);
        let shape = shape_as(entry, overrides);
        shape.require(&[DATE], &shown)?;
        if sample(entry, &shape, 1).is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        // The header may be longer than the head.
        let shape = Table::open_as(source, &entry.path, shape)?.shape;
        let columns = columns(&shape, overrides);
        if columns.is_empty() {
            let problem = Problem::new(Severity::Refused, ProblemCode::MissingColumn, &shown, "no column holds figures by day");
            return Err(problem.line(1).hint("choose metrics that are shown by day in the report and export again"));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        plan.evidence.push(Evidence::new("zone", "UTC", format!("the column of days is named `{DATE}`")));
        number::settle(&mut plan, overrides);
        name::settle(&mut plan, entry.name());
        let pages = shape.header.iter().find_map(|name| name.split_once(DAILY)).map_or("", |(_, rest)| rest);
        let pages = pages.trim_start_matches('s').trim_start_matches(':').trim_end_matches(')').trim();
        let (account, why) = match &overrides.account {
            Some(chosen) => (Some(chosen.as_str()), "chosen by hand".to_owned()),
            None if !pages.is_empty() && !pages.contains(',') => (Some(pages), "the header names this page only".to_owned()),
            None => (None, format!("the header names several pages, of which it holds the sum: {}", brief(pages))),
        };
        plan.evidence.push(Evidence::new("account", account.unwrap_or("unknown"), why));
        plan.account = account.map(|account| account_named(Platform::Facebook, account));
        let used: Vec<usize> = columns.iter().map(|column| column.index).chain(shape.column(&[DATE])).collect();
        plan.unused = shape.unused(&used);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&[DATE], &source.shown(part))?;
            let columns = columns(&table.shape, &plan.overrides);
            let date = table.shape.at(&[DATE]);
            table.each(source, part, sink, |cells, sink| {
                let written = cells.get(date);
                let Some(day) = iso_day(written.trim()) else {
                    return sink.take(Item::Problem(cells.bad_time(date, &written, "2018-07-01")));
                };
                count::day(&columns, cells, day, None, sink)
            })?;
        }
        Ok(())
    }
}

/// The columns of figures by day. Rates are left out: they are computed.
fn columns(shape: &Shape, overrides: &Overrides) -> Vec<CountColumn> {
    let mark = Mark::chosen(overrides).unwrap_or_default();
    let mut columns: Vec<CountColumn> = Vec::new();
    for (index, name) in shape.header.iter().enumerate() {
        let Some((metric, _)) = name.split_once(DAILY) else { continue };
        let name = underscored(metric);
        if !metric.ends_with("Rate") && !columns.iter().any(|column| column.name == name) {
            columns.push(CountColumn::new(index, &name, mark));
        }
    }
    columns
}

/// A list of pages, short enough for a sentence.
fn brief(pages: &str) -> String {
    let cut: String = pages.chars().take(200).collect();
    if cut.len() < pages.len() { format!("{cut}…") } else { cut }
}
