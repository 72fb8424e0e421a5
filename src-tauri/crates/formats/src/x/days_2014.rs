//! X's analytics by day, 2014–23: `daily_tweet_activity_metrics_HANDLE_FROM_TO_en.csv`.

use std::ops::ControlFlow;

use earshot_model::{Evidence, FilePlan, Format, Overrides, Problem};

use super::name;
use super::names::COUNTS;
use crate::count;
use crate::number::Mark;
use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Table, sample, shape, shape_as};
use crate::{Entry, Item, Match, Reader, Sink, Source, time};

pub(crate) struct Days2014;

const REQUIRED: [&str; 3] = ["Date", "Tweets published", "impressions"];

const PREFIX: &str = "daily_tweet_activity_metrics_";

impl Reader for Days2014 {
    fn format(&self) -> Format {
        Format {
            id: "x-days-2014".to_owned(),
            name: "X analytics by day, 2014–23".to_owned(),
            platform: "x".to_owned(),
            both_sides: false,
            files: "daily_tweet_activity_metrics_NAME_20210101_20210201_en.csv".to_owned(),
            carries: ["figures by day", "posts published", "impressions", "engagements", "each interaction apart"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It holds sums by day, and no message.",
                "An impression counts on the day on which it was seen, so the sums differ from those by post.",
                "Impressions are views, not people.",
                "Only the file name says whose it is.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let shape = shape(entry);
        if shape.has(&REQUIRED) {
            return Some(Match { confidence: 95, why: "the header is that of X's analytics by day, 2014–23".to_owned() });
        }
        (name::metrics(entry.name(), PREFIX).is_some() && (entry.bytes == 0 || shape.has(&["Date"])))
            .then(|| Match { confidence: 60, why: "the file is named like X's analytics by day, 2014–23".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shape = shape_as(entry, overrides);
        let shown = source.shown(&entry.path);
        shape.require(&REQUIRED, &shown)?;
        if sample(entry, &shape, 1).is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        plan.evidence.push(Evidence::new("zone", "UTC", "X counts days in UTC"));
        name::settle(&mut plan, overrides, name::metrics(entry.name(), PREFIX).unwrap_or_default(), &[]);
        let counts = count::columns(&shape, &COUNTS, Mark::Point);
        let used = shape.column(&["Date"]).into_iter().chain(counts.iter().map(|count| count.index));
        plan.unused = shape.unused(&used.collect::<Vec<_>>());
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let table = Table::open(source, part, &plan.overrides)?;
            table.shape.require(&REQUIRED, &source.shown(part))?;
            let date = table.shape.at(&["Date"]);
            let counts = count::columns(&table.shape, &COUNTS, Mark::Point);
            table.each(source, part, sink, |cells, sink| read_row(cells, date, &counts, sink))?;
        }
        Ok(())
    }
}

fn read_row(cells: &Cells<'_>, date: usize, counts: &[count::CountColumn], sink: &mut dyn Sink) -> ControlFlow<()> {
    let written = cells.get(date);
    let Some(day) = time::iso_day(written.trim()) else {
        return sink.take(Item::Problem(cells.bad_time(date, &written, "2021-08-31")));
    };
    count::day(counts, cells, day, None, sink)
}
