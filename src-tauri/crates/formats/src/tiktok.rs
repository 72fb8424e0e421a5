//! TikTok's analytics, as its Studio gives them: a CSV or a workbook for each tab, of which three hold figures that last.
//!
//! Days are written without a year, `December 31`. See [`years`] for how it is found. The moment of a video is in its id, whose
//! upper half counts seconds.

mod content;
mod years;

use std::ops::ControlFlow;

use earshot_model::{Evidence, FilePlan, Format, Overrides, Platform, Problem, ProblemCode, Question, Severity};

use self::content::Content;
use self::years::{Years, day_of};
use crate::count::{self, CountColumn};
use crate::number::Mark;
use crate::plan::{account_named, file_plan, header_only};
use crate::sheet::{self, Workbook, may_be_workbook};
use crate::table::{Cells, Nowhere, Shape, Table, sample, shape_as};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct TikTok;

/// A tab, its columns in the order that they have in every language, and our names of those that hold counts.
struct Tab {
    file: &'static str,
    what: &'static str,
    columns: &'static [(&'static str, &'static str)],
}

const DAY_TABS: [Tab; 2] = [
    Tab {
        file: "overview",
        what: "figures by day",
        columns: &[
            ("Date", ""),
            ("Video Views", "impressions"),
            ("Profile Views", "profile_visits"),
            ("Likes", "likes"),
            ("Comments", "replies"),
            ("Shares", "shares"),
        ],
    },
    Tab {
        file: "followerhistory",
        what: "followers by day",
        columns: &[("Date", ""), ("Followers", "followers"), ("Difference in followers from previous day", "followers_change")],
    },
];

impl Reader for TikTok {
    fn format(&self) -> Format {
        Format {
            id: "tiktok".to_owned(),
            name: "TikTok analytics".to_owned(),
            platform: "tiktok".to_owned(),
            both_sides: false,
            files: "Overview.csv, FollowerHistory.csv and Content.csv, or the same as .xlsx".to_owned(),
            carries: ["the top videos", "figures by day", "followers by day", "views", "each interaction apart"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It counts comments and does not hold them.",
                "Of videos it holds the top ones of the period only.",
                "Views are not people.",
                "Its days have no year: the name of the file, its folder or its zip tells it, or you do.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        let looked = Looked::at_head(entry, &Overrides::default())?;
        let (confidence, how) = if looked.is_english { (95, "has") } else { (75, "has, in another language,") };
        let what = match &looked.tab {
            Kind::Days(tab) => tab.what,
            Kind::Videos => "videos",
        };
        Some(Match { confidence, why: format!("it {how} the columns of TikTok's {what}") })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shown = source.shown(&entry.path);
        let Some(looked) = Looked::at_head(entry, overrides) else {
            shape_as(entry, overrides).require(&["Date", "Video Views"], &shown)?;
            return Err(header_only(&shown));
        };
        if looked.is_empty(source, entry)? {
            return Err(header_only(&shown));
        }
        let mut plan = file_plan(source, entry, self.format());
        if looked.sheet.is_none() {
            plan.evidence = looked.shape.evidence();
        }
        if !looked.is_english {
            let first = looked.shape.header.first().map_or("", String::as_str);
            let why = match looked.tab {
                Kind::Days(_) => "the file name says which tab it is; columns are read by position",
                Kind::Videos => "its rows link to videos; counts are told by words in their names",
            };
            plan.evidence.push(Evidence::new("header", format!("in another language, beginning with `{first}`"), why));
        }
        let (mark, evidence) = mark(&looked, overrides);
        plan.evidence.extend(evidence);
        match &looked.tab {
            Kind::Days(tab) => {
                let years = Years::find(source, entry, overrides, |take| looked.each_date(source, entry, tab, take))?;
                plan.asks.extend(years.unknown.then_some(Question::Year));
                plan.evidence.extend(years.evidence);
                plan.unused = looked.shape.unused(&tab.used(&looked));
            }
            Kind::Videos => plan.unused = looked.shape.unused(&Content::of(&looked.shape, &looked.rows, mark).used()),
        }
        settle_account(&mut plan, source, entry, overrides);
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let Some(entry) = source.entry(part) else { continue };
            let Some(looked) = Looked::at(source, entry, &plan.overrides)? else { continue };
            let (mark, _) = mark(&looked, &plan.overrides);
            match &looked.tab {
                Kind::Days(tab) => {
                    let mut years = Years::find(source, entry, &plan.overrides, |take| looked.each_date(source, entry, tab, take))?;
                    if years.unknown {
                        let message = "its days have no year, and nobody has said which it is";
                        return Err(
                            Problem::new(Severity::Refused, ProblemCode::BadDate, &source.shown(part), message).hint("say it in the plan")
                        );
                    }
                    let (date, counts) = (tab.column(&looked, 0), tab.counts(&looked, mark));
                    looked.each(source, entry, sink, |cells, sink| {
                        let written = cells.get(date);
                        let Some(day) = years.day(&written) else {
                            return sink.take(Item::Problem(cells.bad_time(date, &written, "December 31")));
                        };
                        count::day(&counts, cells, day, None, sink)
                    })?;
                }
                Kind::Videos => {
                    let content = Content::of(&looked.shape, &looked.rows, mark);
                    looked.each(source, entry, sink, |cells, sink| content.read(cells, sink))?;
                }
            }
        }
        Ok(())
    }
}

impl Tab {
    /// Where a column stands: by its English name, or else by its position.
    fn column(&self, looked: &Looked, place: usize) -> usize {
        match looked.is_english {
            true => looked.shape.at(&[self.columns[place].0]),
            false => place,
        }
    }

    fn used(&self, looked: &Looked) -> Vec<usize> {
        (0..self.columns.len()).map(|place| self.column(looked, place)).collect()
    }

    fn counts(&self, looked: &Looked, mark: Mark) -> Vec<CountColumn> {
        // What changes may fall.
        (1..self.columns.len()).map(|place| CountColumn::new(self.column(looked, place), self.columns[place].1, mark).signed()).collect()
    }

    fn names(&self) -> Vec<&'static str> {
        self.columns.iter().take(3).map(|(name, _)| *name).collect()
    }
}

enum Kind {
    Days(&'static Tab),
    Videos,
}

/// A file of TikTok's, looked into.
struct Looked {
    tab: Kind,
    shape: Shape,
    /// The first rows.
    rows: Vec<Vec<String>>,
    is_english: bool,
    /// Which sheet of a workbook.
    sheet: Option<usize>,
    workbook: Option<Workbook>,
}

impl Looked {
    /// `None`: it is none of TikTok's.
    fn at_head(entry: &Entry, overrides: &Overrides) -> Option<Looked> {
        let known = |sheet: Option<usize>, shape: Shape, rows: Vec<Vec<String>>| {
            let (tab, is_english) = recognised(entry.name(), &shape, &rows)?;
            Some(Looked { tab, shape, rows, is_english, sheet, workbook: None })
        };
        if !may_be_workbook(&entry.head) {
            let shape = shape_as(entry, overrides);
            let rows = sample(entry, &shape, 200);
            return known(None, shape, rows);
        }
        let named = DAY_TABS.iter().map(Tab::names).chain([content::NAMES.to_vec()]).find_map(|names| sheet::find(&entry.sheets, &names));
        // In another language the header is the first row.
        let (sheet, shape) = named.or_else(|| {
            let (line, cells) = entry.sheets.first()?.rows.first()?;
            Some((0, Shape::in_sheet(*line, cells)))
        })?;
        let rows = entry.sheets[sheet].below(&shape).map(<[String]>::to_vec).collect();
        known(Some(sheet), shape, rows)
    }

    /// The same, ready to be read: of a source that was opened to be read, workbooks were not looked into.
    fn at(source: &Source, entry: &Entry, overrides: &Overrides) -> Result<Option<Looked>, Problem> {
        if !may_be_workbook(&entry.head) {
            return Ok(Looked::at_head(entry, overrides));
        }
        let workbook = Workbook::open(source, &entry.path)?;
        let mut entry = entry.clone();
        entry.sheets.clone_from(&workbook.sheets);
        Ok(Looked::at_head(&entry, overrides).map(|looked| Looked { workbook: Some(workbook), ..looked }))
    }

    fn is_empty(&self, source: &Source, entry: &Entry) -> Result<bool, Problem> {
        Ok(match self.sheet {
            Some(sheet) if self.rows.is_empty() => !Workbook::open(source, &entry.path)?.has_rows(sheet, &self.shape)?,
            _ => self.rows.is_empty(),
        })
    }

    /// Hands every row to `take`.
    fn each(
        &self,
        source: &Source,
        entry: &Entry,
        sink: &mut dyn Sink,
        take: impl FnMut(&Cells<'_>, &mut dyn Sink) -> ControlFlow<()>,
    ) -> Result<(), Problem> {
        let Some(sheet) = self.sheet else {
            return Table::open_as(source, &entry.path, self.shape.clone())?.each(source, &entry.path, sink, take);
        };
        match &self.workbook {
            Some(workbook) => workbook.each(sheet, &self.shape, sink, take).map(drop),
            None => Workbook::open(source, &entry.path)?.each(sheet, &self.shape, sink, take).map(drop),
        }
    }

    /// Hands every date to `take`, as it is written.
    fn each_date(&self, source: &Source, entry: &Entry, tab: &Tab, take: &mut dyn FnMut(&str)) -> Result<(), Problem> {
        let date = tab.column(self, 0);
        self.each(source, entry, &mut Nowhere, |cells, _| {
            take(&cells.get(date));
            ControlFlow::Continue(())
        })
    }
}

/// Which tab it is, and whether its header is English.
fn recognised(file: &str, shape: &Shape, rows: &[Vec<String>]) -> Option<(Kind, bool)> {
    if let Some(tab) = DAY_TABS.iter().find(|tab| shape.has(&tab.names())) {
        return Some((Kind::Days(tab), true));
    }
    if shape.has(&content::NAMES) {
        return Some((Kind::Videos, true));
    }
    // In every language the link is the second column, and of the counts two are told by their names at least.
    if content::link_column(rows) == Some(1) && Content::of(shape, rows, Mark::Point).used().len() >= 5 {
        return Some((Kind::Videos, false));
    }
    let file = file.to_ascii_lowercase();
    let tab = DAY_TABS.iter().find(|tab| file.contains(tab.file) && shape.header.len() == tab.columns.len())?;
    let is_day = rows.first().and_then(|row| row.first()).is_some_and(|cell| day_of(cell).is_some());
    is_day.then_some((Kind::Days(tab), false))
}

/// What divides a number from its fraction, and why that is thought where it isn't a point.
fn mark(looked: &Looked, overrides: &Overrides) -> (Mark, Option<Evidence>) {
    let cells = looked.rows.iter().flatten().map(String::as_str);
    let (mark, why) = match (Mark::chosen(overrides), Mark::guess(cells)) {
        (Some(chosen), _) => (chosen, "chosen by hand"),
        (None, Some(Mark::Comma)) => (Mark::Comma, "some of the numbers can be read in no other way"),
        (None, _) => return (Mark::Point, None),
    };
    (mark, Some(mark.evidence(why)))
}

/// Whose it is: the user's word, or else the links to videos in it or in a file beside it.
fn settle_account(plan: &mut FilePlan, source: &Source, entry: &Entry, overrides: &Overrides) {
    let beside = source.entries.iter().filter(|other| other.folder() == entry.folder() && other.path != entry.path);
    let linked = [entry].into_iter().chain(beside).find_map(|other| {
        let looked = Looked::at_head(other, &Overrides::default()).filter(|looked| matches!(looked.tab, Kind::Videos))?;
        let handle = looked.rows.iter().flatten().find_map(|cell| content::handle(cell))?;
        Some((
            handle.to_owned(),
            if other.path == entry.path { "the links to the videos" } else { "the links to videos in a file beside it" },
        ))
    });
    let (handle, why) = match (&overrides.account, linked) {
        (Some(chosen), _) => (chosen.clone(), "chosen by hand"),
        (None, Some(linked)) => linked,
        (None, None) => {
            plan.evidence.push(Evidence::new("account", "unknown", "neither this file nor one beside it links to a video"));
            return;
        }
    };
    let account = account_named(Platform::TikTok, &handle);
    plan.evidence.push(Evidence::new("account", format!("@{}", account.handle), why));
    plan.account = Some(account);
}
