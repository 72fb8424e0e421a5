//! X's analytics of videos, since 2024: `video_overview_analytics.csv`.
//!
//! Two tables stand in it one below the other, each under a row with its title: figures by day, and the account's videos. A row
//! of nothing but commas divides them. An account without videos gets the first table alone, without its title.

use std::ops::ControlFlow;

use earshot_model::{
    Author, Certainty, Counts, Evidence, FilePlan, Format, IdSpace, Kind, MessageRecord, Overrides, Parent, Problem, ProblemCode, Severity,
    Stamp,
};

use super::name::{self, Named};
use crate::count::{self, CountColumn, Naming};
use crate::number::Mark;
use crate::plan::{file_plan, header_only};
use crate::table::{Cells, Shape, Table, column_of, sample, shape_as};
use crate::time::english_day;
use crate::{Entry, Item, Match, Reader, Sink, Source, id, parts};

pub(crate) struct Video2024;

/// The first table's columns, in the order that they have in every language.
const DAYS: [&str; 6] = ["Date", "Views", "Watch Time (ms)", "Completion Rate", "Average Watch Time (ms)", "Estimated Revenue"];

/// The second table's columns, in the order that they have in every language.
const VIDEOS: [&str; 10] = [
    "Uploaded on",
    "Video ID",
    "Video title",
    "Views",
    "Duration",
    "Video link",
    "Monetized",
    "Estimated revenue",
    "Published date",
    "Post link",
];

const VIDEO_VIEWS: usize = 3;
const POST_LINK: usize = 9;

/// What the days count. The account's overview has `Video views` too, which are often nought where these are not: so these
/// have a name of their own. Rates and averages are left out.
const COUNTS: [Naming; 2] = [("views", "video_overview_views"), ("watch time (ms)", "watch_time_ms")];

/// In how many rows from the top the first day is looked for.
const TOP: usize = 4;

impl Reader for Video2024 {
    fn format(&self) -> Format {
        Format {
            id: "x-video-2024".to_owned(),
            name: "X analytics of videos, since 2024".to_owned(),
            platform: "x".to_owned(),
            both_sides: false,
            files: "video_overview_analytics.csv".to_owned(),
            carries: ["figures of videos by day", "views of the posts with a video"].map(str::to_owned).to_vec(),
            limits: [
                "It holds neither the texts of posts nor what was answered to them.",
                "A video counts only where the file gives a link to its post; often it gives none.",
                "Views are views, not people.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let is_named = entry.name().to_ascii_lowercase().contains("video_overview_analytics");
        match days(entry, &Overrides::default()) {
            Some(shape) if shape.has(&DAYS[..3]) => {
                Some(Match { confidence: 95, why: "the header is that of X's analytics of videos, since 2024".to_owned() })
            }
            Some(_) if is_named => {
                let why = "the file is named like X's analytics of videos, and has English dates where they have them".to_owned();
                Some(Match { confidence: 80, why })
            }
            _ => is_named.then(|| Match { confidence: 60, why: "the file is named like X's analytics of videos, since 2024".to_owned() }),
        }
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shown = source.shown(&entry.path);
        let shape = shape_of(entry, overrides, &shown)?;
        let rows = sample(entry, &shape, usize::MAX);
        if rows.is_empty() && entry.is_whole() {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        plan.evidence = shape.evidence();
        if !shape.has(&DAYS[..3]) {
            let first = shape.header.first().map_or("", String::as_str);
            let value = format!("in another language, beginning with `{first}`");
            plan.evidence.push(Evidence::new("header", value, "its columns are read by position"));
        }
        plan.evidence.push(Evidence::new("zone", "UTC", "X counts days in UTC, and ids hold the time in UTC"));
        name::settle(&mut plan, overrides, Named::default(), &column_of(&rows, Some(POST_LINK)));
        let columns = day_columns();
        let used: Vec<usize> = [0].into_iter().chain(columns.iter().map(|column| column.index)).collect();
        plan.unused = shape.unused(&used);
        if rows.iter().any(|row| is_divider(row)) {
            let made = [VIDEO_VIEWS, POST_LINK];
            plan.unused.extend((0..VIDEOS.len()).filter(|column| !made.contains(column)).map(|column| VIDEOS[column].to_owned()));
        }
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        parts::each(source, plan, sink, |part, sink| {
            let shown = source.shown(part);
            let Some(entry) = source.entry(part) else { return Ok(()) };
            let table = Table::open_as(source, part, shape_of(entry, &plan.overrides, &shown)?)?.ragged(1);
            let mut reading = Reading { columns: day_columns(), section: Section::Days, without_post: 0, space: IdSpace::x_post() };
            table.each(source, part, sink, |cells, sink| reading.row(cells, sink))?;
            if reading.without_post > 0 && !sink.is_stopped {
                let videos = if reading.without_post == 1 { "video has" } else { "videos have" };
                let message = format!("{} {videos} no link to a post and so can't be counted", reading.without_post);
                // A cancel here changes nothing: there is nothing left to stop.
                let _ = sink.take(Item::Problem(Problem::new(Severity::Note, ProblemCode::MissingId, &shown, message)));
            }
            Ok(())
        })
        .map(drop)
    }
}

/// The table of days: its header is the row above the first English date. `None`: there is none among the first rows.
fn days(entry: &Entry, overrides: &Overrides) -> Option<Shape> {
    let mut shape = shape_as(entry, overrides);
    let is_day = |row: &Vec<String>| row.first().is_some_and(|cell| english_day(cell).is_some());
    let rows = sample(entry, &shape, TOP);
    let at = rows.iter().position(is_day)?;
    if at > 0 {
        shape.header = rows[at - 1].iter().map(|cell| cell.trim().to_owned()).collect();
        shape.before += at;
    }
    Some(shape)
}

fn shape_of(entry: &Entry, overrides: &Overrides, shown: &str) -> Result<Shape, Problem> {
    days(entry, overrides).ok_or_else(|| {
        let rows = sample(entry, &shape_as(entry, overrides), TOP);
        if rows.len() < 2 && entry.is_whole() {
            return header_only(shown);
        }
        let message = "none of its first rows begins with a day written like `Tue, Aug 26, 2025`";
        Problem::new(Severity::Refused, ProblemCode::BadDate, shown, message).hint("export again and don't open the file in a spreadsheet")
    })
}

fn day_columns() -> Vec<CountColumn> {
    count::named(DAYS.into_iter(), &COUNTS, Mark::Point)
}

fn is_divider(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

struct Reading {
    columns: Vec<CountColumn>,
    section: Section,
    /// How many videos have no link to a post.
    without_post: u64,
    space: IdSpace,
}

/// Where in the file a row stands.
enum Section {
    Days,
    /// Behind the first table: the second one's title and its header are to come.
    Between,
    /// In the second table, whose header is this.
    Videos(Vec<String>),
}

impl Reading {
    fn row(&mut self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let row: Vec<String> = (0..VIDEOS.len()).map(|column| cells.get(column).trim().to_owned()).collect();
        // A title stands alone in its row; before it, a line that is blank and so no row at all may stand for the divider.
        let is_title = row.first().is_some_and(|cell| english_day(cell).is_none()) && is_divider(&row[1..]);
        match &self.section {
            Section::Days if is_divider(&row) || is_title => self.section = Section::Between,
            Section::Days => return self.day(cells, sink),
            Section::Between if is_divider(&row) || is_title => {}
            Section::Between => self.section = Section::Videos(row),
            Section::Videos(_) if is_divider(&row) => {}
            Section::Videos(header) => return video(&cells.under(header), &self.space, &mut self.without_post, sink),
        }
        ControlFlow::Continue(())
    }

    fn day(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let written = cells.get(0);
        let Some(date) = english_day(&written) else {
            return sink.take(Item::Problem(cells.bad_time(0, &written, "Tue, Aug 26, 2025")));
        };
        if self.columns.iter().any(|column| cells.get(column.index).is_empty()) {
            let hint = "the file may have been cut off; export again";
            return sink.take(Item::Problem(cells.rejected(ProblemCode::TooFewFields, 0, "the row breaks off", hint)));
        }
        count::day(&self.columns, cells, date, None, sink)
    }
}

/// The post that a video stands in, with the video's views.
fn video(cells: &Cells<'_>, space: &IdSpace, without_post: &mut u64, sink: &mut dyn Sink) -> ControlFlow<()> {
    let Some(link) = cells.known(POST_LINK) else {
        *without_post += 1;
        return ControlFlow::Continue(());
    };
    let written = link.split_once("/status/").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let id = match id::checked(written) {
        Ok(id) => id,
        Err(fault) => {
            let message = format!("the link to the post holds no id: {}", fault.message);
            return sink.take(Item::Problem(cells.rejected(fault.code, POST_LINK, message, "export again")));
        }
    };
    let Some(at) = id::made_at(id) else {
        let message = format!("the id `{id}` is too old for a post with a video");
        return sink.take(Item::Problem(cells.rejected(ProblemCode::DamagedId, POST_LINK, message, "export again")));
    };
    let media_views = CountColumn::new(VIDEO_VIEWS, "media_views", Mark::Point).read(cells, sink)?;
    sink.take(Item::Message(MessageRecord {
        space: space.clone(),
        id: id.to_owned(),
        kind: Kind::Post,
        author: Author::Owner,
        to_owner: false,
        sent: Stamp { at, precision: 1, certainty: Certainty::FromId },
        text: None,
        text_cut: false,
        parent: Parent::Unknown,
        conversation: None,
        permalink: Some(link),
        counts: media_views.map(|views| Box::new(Counts { media_views: Some(views), ..Counts::default() })),
    }))
}
