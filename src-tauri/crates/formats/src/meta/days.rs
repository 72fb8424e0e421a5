//! Business Suite's results by day: `Views.csv`, `Reach.csv`, `Follows.csv` and so on, one figure a file.
//!
//! ```text
//! sep=,
//! "Views"
//! "Date","Primary"
//! "2025-08-01T00:00:00","67753"
//! ```
//!
//! The second line names the figure; file names are changed by whoever keeps them.

use std::ops::ControlFlow;

use earshot_model::{DateOrder, Evidence, FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Severity};

use super::date_order;
use crate::count::{self, CountColumn, underscored};
use crate::number::Mark;
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Cells, Shape, Table, sample, shape_as, shape_with};
use crate::{Entry, Item, Match, Reader, Sink, Source, moment};

pub(crate) struct MetaDays;

const FIGURE: [&str; 2] = ["Date", "Primary"];
const VIEWERS: [&str; 4] = ["Date", "Total Viewers", "New Viewers", "Returning Viewers"];

/// How Business Suite calls its figures, without the platform's name, and how we do.
const NAMES: [(&str, &str); 14] = [
    ("views", "impressions"),
    ("impressions", "impressions"),
    ("viewers", "reach"),
    ("reach", "reach"),
    ("follows", "follows"),
    ("new followers", "follows"),
    ("followers", "followers"),
    ("unfollows", "unfollows"),
    ("content interactions", "engagements"),
    ("interactions", "engagements"),
    ("link clicks", "url_clicks"),
    ("visits", "profile_visits"),
    ("profile visits", "profile_visits"),
    ("page visits", "profile_visits"),
];

impl Reader for MetaDays {
    fn format(&self) -> Format {
        Format {
            id: "meta-days".to_owned(),
            name: "Meta Business Suite: results by day".to_owned(),
            platform: "facebook".to_owned(),
            both_sides: false,
            files: "Views.csv, Viewers.csv, Reach.csv, Follows.csv, Visits.csv, Interactions.csv, Link clicks.csv".to_owned(),
            carries: ["one figure by day: views, viewers, reach, follows, visits, interactions or link clicks"].map(str::to_owned).to_vec(),
            limits: [
                "It holds sums by day, and no message.",
                "It does not say whose it is.",
                "Viewers of several days can't be had by adding.",
                "Its days are those of the account's time zone, which it does not name.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let found = Found::of(entry, &Overrides::default())?;
        Some(match found.kind {
            Kind::Figure(name) => {
                Match { confidence: 95, why: format!("its heading is `{name}`, above a date and a figure, as in Business Suite's results") }
            }
            Kind::Viewers => Match { confidence: 90, why: "the header is that of viewers by day".to_owned() },
            Kind::Blocks => Match { confidence: 60, why: "it begins like Business Suite's results".to_owned() },
        })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shown = source.shown(&entry.path);
        let Some(found) = Found::of(entry, overrides) else {
            let problem = Problem::new(Severity::Refused, ProblemCode::MissingColumn, &shown, "the column `Date` is missing");
            return Err(problem.line(1).column("Date").hint("export again and keep the first lines as they come"));
        };
        if matches!(found.kind, Kind::Blocks) {
            let message = "it holds shares of the audience by age, city or country, in blocks, and no figure by day";
            let problem = Problem::new(Severity::Refused, ProblemCode::BadValue, &shown, message);
            return Err(problem.hint("leave it out; export views, viewers, reach or follows, each for itself"));
        }
        let rows = sample(entry, &found.shape, 500);
        if rows.is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = found.shape.evidence();
        plan.evidence.extend(found.order(entry, overrides).1);
        if let Kind::Figure(name) = &found.kind {
            plan.evidence.push(Evidence::new("header", format!("`{name}` as {}", measure(name)), "the line above it names the figure"));
        }
        let (platform, why) = found.platform(&entry.path);
        match &overrides.account {
            Some(chosen) => {
                plan.evidence.push(Evidence::new(
                    "account",
                    format!("{chosen} on {}", platform.as_str()),
                    format!("chosen by hand; {why}"),
                ));
                plan.account = Some(account_named(platform, chosen));
            }
            None => {
                let why = format!("the file does not say whose it is; {why}");
                plan.evidence.push(Evidence::new("account", format!("unknown, on {}", platform.as_str()), why));
            }
        }
        let used: Vec<usize> = found.columns(overrides).iter().map(|column| column.index).chain(found.shape.column(&["Date"])).collect();
        plan.unused = found.shape.unused(&used);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let Some((entry, found)) = source.entry(part).and_then(|entry| Some((entry, Found::of(entry, &plan.overrides)?))) else {
                return Err(header_only(&source.shown(part)));
            };
            // Every kind has the column.
            let date = found.shape.at(&["Date"]);
            let (order, figures) = (found.order(entry, &plan.overrides).0, found.columns(&plan.overrides));
            Table::open_as(source, part, found.shape)?
                .each(source, part, sink, |cells, sink| read_row(cells, date, order, &figures, sink))?;
        }
        Ok(())
    }
}

/// What stands in the file.
struct Found {
    kind: Kind,
    shape: Shape,
}

enum Kind {
    /// One figure, by the name above its header.
    Figure(String),
    /// The three kinds of viewers.
    Viewers,
    /// Several tables on top of each other.
    Blocks,
}

impl Found {
    /// `None`: not this format. A date without its year is TikTok's way of listing viewers.
    fn of(entry: &Entry, overrides: &Overrides) -> Option<Found> {
        let first = shape_as(entry, overrides);
        let rows = sample(entry, &first, 60);
        if first.has(&VIEWERS) {
            let date = first.column(&["Date"])?;
            let is_dated = rows.first().is_none_or(|row| row.get(date).is_some_and(|cell| moment::written(cell, None).is_some()));
            return is_dated.then_some(Found { kind: Kind::Viewers, shape: first });
        }
        let [title] = &first.header[..] else { return None };
        if let Some(shape) = shape_with(entry, overrides, &FIGURE).filter(|shape| shape.before == first.before + 1) {
            return Some(Found { kind: Kind::Figure(title.clone()), shape });
        }
        const BLOCKS: [&str; 5] = ["age & gender", "age and gender", "top cities", "top countries", "top pages"];
        let headings = rows.iter().filter(|row| row.len() == 1).flatten().chain([title]);
        let is_audience = headings.map(|heading| heading.trim().to_lowercase()).any(|heading| BLOCKS.contains(&heading.as_str()));
        is_audience.then_some(Found { kind: Kind::Blocks, shape: first })
    }

    fn order(&self, entry: &Entry, overrides: &Overrides) -> (DateOrder, Option<Evidence>) {
        let date = self.shape.at(&["Date"]);
        let dates: Vec<String> = sample(entry, &self.shape, 500).into_iter().filter_map(|row| row.into_iter().nth(date)).collect();
        date_order(&dates, overrides, DateOrder::MonthFirst, "English exports write the month first")
    }

    fn columns(&self, overrides: &Overrides) -> Vec<CountColumn> {
        let mark = Mark::chosen(overrides).unwrap_or_default();
        let column = |title: &str, name: &str| self.shape.column(&[title]).map(|index| CountColumn::new(index, name, mark));
        match &self.kind {
            Kind::Figure(name) => column("Primary", &measure(name)).into_iter().collect(),
            // Business Suite counts `Viewers` otherwise, so these are no reach.
            Kind::Viewers => VIEWERS[1..].iter().filter_map(|title| column(title, &underscored(title))).collect(),
            Kind::Blocks => Vec::new(),
        }
    }

    /// By the figure's name, then by the file's or its folder's, or else the more usual one.
    fn platform(&self, path: &str) -> (Platform, String) {
        let title = if let Kind::Figure(name) = &self.kind { name.as_str() } else { "" };
        for (platform, word) in [(Platform::Instagram, "instagram"), (Platform::Facebook, "facebook")] {
            if title.to_lowercase().contains(word) {
                return (platform, format!("`{title}` names the platform"));
            }
        }
        match path.to_lowercase().contains("instagram") {
            true => (Platform::Instagram, "the platform is in the name of the file or its folder".to_owned()),
            false => (Platform::Facebook, "it names no platform, so it is taken to be a page's".to_owned()),
        }
    }
}

/// What we call a figure.
fn measure(title: &str) -> String {
    let lower = title.trim().to_lowercase();
    let bare = lower.strip_prefix("facebook ").or_else(|| lower.strip_prefix("instagram ")).unwrap_or(&lower);
    NAMES.iter().find(|(theirs, _)| *theirs == bare).map_or_else(|| underscored(bare), |(_, ours)| (*ours).to_owned())
}

fn read_row(cells: &Cells<'_>, date: usize, order: DateOrder, figures: &[CountColumn], sink: &mut dyn Sink) -> ControlFlow<()> {
    let written = cells.get(date);
    let Some(day) = moment::written(&written, Some(order)) else {
        return sink.take(Item::Problem(cells.bad_time(date, &written, "2025-08-01T00:00:00")));
    };
    count::day(figures, cells, day.local.date(), None, sink)
}
