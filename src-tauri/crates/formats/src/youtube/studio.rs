//! What YouTube Studio exports of a tab of its advanced mode: a zip with `Table data.csv`, `Chart data.csv` and `Totals.csv`.
//!
//! The tab of contents has a row for each video, which are messages; the tab by date and the totals of any tab have days. What
//! other tabs count (countries, sources of traffic…) belongs to neither, and nothing is made of it.

mod download;
mod layout;
mod words;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use chrono_tz::Tz;
use earshot_model::{
    Author, Certainty, DayRecord, Evidence, FilePlan, Format, Kind, MessageRecord, Overrides, Parent, Platform, Problem, ProblemCode,
    Severity,
};

use self::download::Download;
use self::layout::{Holds, Layout};
use super::{is_video_id, video_link, video_space};
use crate::count::counts;
use crate::moment::{written, zone_or};
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Cells, Table, sample};
use crate::text::brief;
use crate::{Entry, Item, Match, Reader, Sink, Source, clock, parts};

pub(crate) struct Studio;

impl Reader for Studio {
    fn format(&self) -> Format {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Format {
            id: "youtube-studio".to_owned(),
            name: "YouTube Studio analytics".to_owned(),
            platform: Platform::YouTube.as_str().to_owned(),
            both_sides: false,
            files: "the zip of a tab (Content, Date), or from it Table data.csv and Totals.csv".to_owned(),
            carries: owned(&["videos", "views", "impressions", "unique viewers", "comments, likes and shares as counts", "figures by day"]),
            limits: owned(&[
                "It holds no comment, only how many there are.",
                "Views and impressions are not people; only unique viewers are, where they were chosen.",
                "Of a video it states the day only, in a zone that it does not name.",
                "Studio exports the first 500 rows of a table.",
            ]),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let (confidence, why) = match Holds::of(entry, &Overrides::default())? {
            Holds::Videos => (95, "the header is that of YouTube Studio's table of videos"),
            _ => (85, "the file is named like one of YouTube Studio's, and counts what Studio counts"),
        };
        Some(Match { confidence, why: why.to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let download = Download::of(source, entry, overrides);
        let (mut plan, mut limits) = (file_plan(source, entry, self.format()), Vec::new());
        plan.parts.clear();
        for (part, holds) in &download.files {
            if holds.is_read() {
                plan.parts.push(part.path.clone());
            } else {
                limits.extend(left_out(part, *holds));
            }
        }
        let read: Vec<Layout> = plan.parts.iter().filter_map(|part| source.entry(part)).map(|entry| Layout::of(entry, overrides)).collect();
        let Some(first) = read.first() else {
            return Err(nothing(&source.shown(&entry.path), entry, overrides));
        };
        let is_empty = |part: &Entry| sample(part, &Layout::of(part, overrides).shape, 1).is_empty() && part.is_whole();
        if plan.parts.iter().filter_map(|part| source.entry(part)).all(is_empty) {
            return Err(header_only(&source.shown(&entry.path)));
        }
        if let Some(folder) = &download.folder {
            plan.path.clone_from(folder);
        }
        plan.bytes = plan.parts.iter().filter_map(|part| source.entry(part)).map(|part| part.bytes).sum();
        plan.evidence = first.shape.evidence();
        plan.evidence.extend(read.iter().find_map(|layout| layout.mark_evidence.clone()));
        for layout in &read {
            for name in layout.unused() {
                if !plan.unused.contains(&name) {
                    plan.unused.push(name);
                }
            }
        }
        plan.limits.extend(limits);
        let (zone, certainty) = zone_or(overrides, ZONE);
        let why = match certainty {
            Certainty::ZoneChosen => "chosen by hand",
            _ => "YouTube counts days in Pacific time; the file does not say so",
        };
        plan.zone = Some(zone.name().to_owned());
        plan.evidence.push(Evidence::new("zone", zone.name(), why));
        if let Some(order) = overrides.dates {
            plan.evidence.push(clock::dates(order, "chosen by hand"));
        }
        plan.covers = download.covers(zone);
        if let (Some(_), Some((from, to))) = (plan.covers, download.period) {
            let value = format!("{from} to {}", to.pred_opt().unwrap_or(to));
            plan.evidence.push(Evidence::new("period", value, "the name of the download"));
        }
        let (account, why) = match (&overrides.account, &download.channel) {
            (Some(chosen), _) => (Some(chosen), "chosen by hand"),
            (None, Some(channel)) => (Some(channel), "the name of the download"),
            (None, None) => (None, "neither the name of the download nor the rows name a channel"),
        };
        plan.evidence.push(Evidence::new("account", account.map_or("unknown", String::as_str), why));
        plan.account = account.map(|name| account_named(Platform::YouTube, name));
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        let mut days = Days::default();
        parts::each(source, plan, sink, |part, sink| {
            let Some(entry) = source.entry(part) else { return Ok(()) };
            let layout = Layout::of(entry, &plan.overrides);
            let table = Table::open_as(source, part, layout.shape.clone())?;
            let mut rows = Rows { layout: &layout, zone: zone_or(&plan.overrides, ZONE), overrides: &plan.overrides, count: 0 };
            match layout.holds {
                Some(Holds::Videos) => table.each(source, part, sink, |cells, sink| rows.video(cells, sink)),
                Some(Holds::Days) => {
                    table.each(source, part, sink, |cells, sink| rows.day(cells, &mut days, sink))?;
                    days.known.append(&mut days.here);
                    Ok(())
                }
                _ => Err(nothing(&source.shown(part), entry, &plan.overrides)),
            }
        })
        .map(drop)
    }
}

/// Where YouTube counts its days.
const ZONE: Tz = Tz::America__Los_Angeles;

/// What stands in a file of the download that nothing is made of, as a sentence.
fn left_out(entry: &Entry, holds: Holds) -> Option<String> {
    let by = Layout::of(entry, &Overrides::default()).shape.header;
    match holds {
        Holds::Others => {
            Some(format!("{} counts by {}, which is neither videos nor days: nothing is made of it.", entry.name(), by.first()?))
        }
        Holds::Chart => Some(format!("{} has the days of each {} apart: nothing is made of it.", entry.name(), by.get(1)?)),
        Holds::Spans => Some(format!("{} has sums of more than a day: nothing is made of it.", entry.name())),
        Holds::Videos | Holds::Days => None,
    }
}

/// Why nothing is made of a file, as a problem that refuses it.
fn nothing(shown: &str, entry: &Entry, overrides: &Overrides) -> Problem {
    const HINT: &str = "choose the tab `Content` or `Date` in Studio's advanced mode, by day, and export again";
    let layout = Layout::of(entry, overrides);
    if sample(entry, &layout.shape, 1).is_empty() && entry.is_whole() {
        return header_only(shown);
    }
    let names = &layout.shape.header;
    let by = |index: usize| names.get(index).map_or("?", String::as_str);
    let message = match layout.holds {
        Some(Holds::Others) => format!("the table counts by `{}`, and holds neither videos nor days", by(0)),
        Some(Holds::Chart) => format!("the table has the days of each `{}` apart, and no sums of days", by(1)),
        Some(Holds::Spans) => "its rows are sums of more than a day".to_owned(),
        _ => "it is none of the tables that Studio exports".to_owned(),
    };
    Problem::new(Severity::Refused, ProblemCode::BadValue, shown, message).hint(HINT)
}

/// What the files of a download have said of which days: a table by date, the totals and a chart of them overlap.
#[derive(Default)]
struct Days {
    /// In the files before this one.
    known: BTreeSet<(NaiveDate, String)>,
    /// In this file; as many as Studio exports, and more.
    here: BTreeSet<(NaiveDate, String)>,
}

const MOST_DAYS: usize = 100_000;

/// The rows of one file.
struct Rows<'a> {
    layout: &'a Layout,
    zone: (Tz, Certainty),
    overrides: &'a Overrides,
    count: u64,
}

impl Rows<'_> {
    fn video(&mut self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        self.count += 1;
        let Layout { video, title, published, counts: columns, .. } = self.layout;
        let (id, date) = (cells.get(*video), cells.get(*published));
        let (id, date) = (id.trim(), date.trim());
        if !is_video_id(id) {
            if self.count == 1 && date.is_empty() {
                // The sum of all videos, `Total`.
                return ControlFlow::Continue(());
            }
            let (code, message) = match id {
                "" => (ProblemCode::MissingId, "the row has no id".to_owned()),
                _ => (ProblemCode::BadValue, format!("`{}` is not the id of a video", brief(id, 40))),
            };
            let hint = "export again and don't open the file in a spreadsheet";
            return sink.take(Item::Problem(cells.rejected(code, *video, message, hint)));
        }
        let Some(day) = written(date, self.overrides.dates) else {
            return sink.take(Item::Problem(cells.bad_time(*published, date, "Dec 18, 2022")));
        };
        let counts = counts(columns, cells, sink)?;
        let (zone, certainty) = self.zone;
        sink.take(Item::Message(MessageRecord {
            space: video_space(),
            id: id.to_owned(),
            kind: Kind::Post,
            author: Author::Owner,
            to_owner: false,
            sent: day.stamp(zone, certainty),
            text: cells.known(*title),
            text_cut: false,
            parent: Parent::None,
            conversation: None,
            permalink: Some(video_link(id)),
            counts: Some(Box::new(counts)),
        }))
    }

    fn day(&mut self, cells: &Cells<'_>, days: &mut Days, sink: &mut dyn Sink) -> ControlFlow<()> {
        self.count += 1;
        let cell = cells.get(0);
        let Some(day) = written(&cell, self.overrides.dates).filter(|day| day.precision == 86_400) else {
            if self.count == 1 && !cell.chars().any(|c| c.is_ascii_digit()) {
                // The sum of all days, `Total`.
                return ControlFlow::Continue(());
            }
            return sink.take(Item::Problem(cells.bad_time(0, &cell, "2022-12-18")));
        };
        let date = day.local.date();
        for column in &self.layout.counts {
            let Some(value) = column.read(cells, sink)? else { continue };
            let key = (date, column.name.clone());
            if days.known.contains(&key) {
                continue;
            }
            if days.here.len() < MOST_DAYS {
                days.here.insert(key);
            }
            sink.take(Item::Day(DayRecord { account: None, date, measure: column.name.clone(), value }))?;
        }
        ControlFlow::Continue(())
    }
}
