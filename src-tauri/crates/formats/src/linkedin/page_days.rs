//! A LinkedIn page's exports of its followers and of its visitors: figures by day. Who they are, by place and trade, is not read.

use earshot_model::{FilePlan, Format, Overrides, Problem};

use super::{DaySheet, date_order, header_evidence, no_header, page_name, settle_account};
use crate::count::{self, CountColumn, Naming, underscored};
use crate::number::Mark;
use crate::plan::{file_plan, header_only};
use crate::sheet::{self, SheetHead, Workbook};
use crate::table::Shape;
use crate::{Entry, Match, Reader, Sink, Source};

/// New followers of each day.
pub(crate) struct PageFollowers;

/// Views of the page itself, and the people who came to see it.
pub(crate) struct PageVisitors;

const FOLLOWERS: [&str; 3] = ["Date", "Organic followers", "Total followers"];

/// They are the new ones of a day, whatever the columns are called.
const FOLLOWER_COUNTS: [Naming; 4] = [
    ("total followers", "follows"),
    ("organic followers", "follows_organic"),
    ("sponsored followers", "follows_sponsored"),
    ("auto-invited followers", "follows_auto_invited"),
];

const VISITORS: [&str; 3] = ["Date", "Total page views (total)", "Total unique visitors (total)"];

impl Reader for PageFollowers {
    fn format(&self) -> Format {
        Format {
            id: "linkedin-page-followers".to_owned(),
            name: "LinkedIn page followers".to_owned(),
            platform: "linkedin".to_owned(),
            both_sides: false,
            files: "page_followers_1718000000000.xls, or .xlsx".to_owned(),
            carries: ["new followers by day"].map(str::to_owned).to_vec(),
            limits: [
                "It holds new followers by day, not how many there are, and no message.",
                "Where followers live and work is not read.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        recognised(entry, "followers", sheet::find(&entry.sheets, &FOLLOWERS).is_some())
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        plan(source, entry, overrides, file_plan(source, entry, self.format()), "followers", FOLLOWERS[1], followers)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        read(source, plan, sink, followers)
    }
}

impl Reader for PageVisitors {
    fn format(&self) -> Format {
        Format {
            id: "linkedin-page-visitors".to_owned(),
            name: "LinkedIn page visitors".to_owned(),
            platform: "linkedin".to_owned(),
            both_sides: false,
            files: "page_visitors_1718000000000.xls, or .xlsx".to_owned(),
            carries: ["views of the page by day", "unique visitors of the page by day"].map(str::to_owned).to_vec(),
            limits: [
                "It counts visits to the page, not views of its posts, and holds no message.",
                "Unique visitors are those of one day; they must not be added up.",
                "Where visitors live and work is not read.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        recognised(entry, "visitors", sheet::find(&entry.sheets, &VISITORS).is_some())
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        plan(source, entry, overrides, file_plan(source, entry, self.format()), "visitors", VISITORS[1], visitors)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        read(source, plan, sink, visitors)
    }
}

fn recognised(entry: &Entry, kind: &str, has_header: bool) -> Option<Match> {
    if has_header {
        return Some(Match { confidence: 95, why: format!("a sheet has the columns of a LinkedIn page's export of {kind}") });
    }
    page_name(entry.name(), kind)
        .map(|_| Match { confidence: 60, why: format!("the file is named like a LinkedIn page's export of {kind}") })
}

fn followers(workbook: &Workbook) -> Option<DaySheet> {
    let (sheet, shape) = workbook.find(&FOLLOWERS)?;
    let counts = count::columns(&shape, &FOLLOWER_COUNTS, Mark::Point);
    day_sheet(sheet, shape, counts)
}

/// Each part of the page has columns of its own, so all that count views or visitors are taken under LinkedIn's names.
fn visitors(workbook: &Workbook) -> Option<DaySheet> {
    let (sheet, shape) = workbook.find(&VISITORS)?;
    let counts = shape.header.iter().enumerate().filter_map(|(index, name)| {
        let lower = name.to_lowercase();
        let name = match lower.as_str() {
            "total page views (total)" => "page_views".to_owned(),
            "total unique visitors (total)" => "unique_visitors".to_owned(),
            _ if lower.contains("page views") || lower.contains("unique visitors") => underscored(name),
            _ => return None,
        };
        Some(CountColumn::new(index, &name, Mark::Point))
    });
    let counts = counts.collect();
    day_sheet(sheet, shape, counts)
}

fn day_sheet(sheet: usize, shape: Shape, counts: Vec<CountColumn>) -> Option<DaySheet> {
    let date = shape.column(&["Date"])?;
    Some(DaySheet { sheet, shape, date, counts: counts.into_iter().map(CountColumn::signed).collect() })
}

fn plan(
    source: &Source,
    entry: &Entry,
    overrides: &Overrides,
    mut plan: FilePlan,
    kind: &str,
    required: &str,
    find: fn(&Workbook) -> Option<DaySheet>,
) -> Result<FilePlan, Problem> {
    let shown = source.shown(&entry.path);
    let workbook = Workbook::open(source, &entry.path)?;
    let days = find(&workbook).ok_or_else(|| no_header(&shown, required))?;
    if !workbook.has_rows(days.sheet, &days.shape)? {
        return Err(header_only(&shown));
    }
    plan.unused = days.shape.unused(&days.used());
    plan.unused.extend(others(&workbook.sheets, days.sheet));
    plan.evidence.push(header_evidence(&workbook, days.sheet, &days.shape));
    plan.evidence.push(date_order(days.dates(&workbook), overrides).1);
    settle_account(&mut plan, overrides, page_name(entry.name(), kind));
    Ok(plan)
}

/// The sheets of which nothing is made.
fn others(sheets: &[SheetHead], read: usize) -> impl Iterator<Item = String> {
    sheets.iter().enumerate().filter(move |(index, _)| *index != read).map(|(_, sheet)| format!("the sheet {}", sheet.name))
}

fn read(source: &Source, plan: &FilePlan, sink: &mut dyn Sink, find: fn(&Workbook) -> Option<DaySheet>) -> Result<(), Problem> {
    for part in &plan.parts {
        let workbook = Workbook::open(source, part)?;
        if let Some(days) = find(&workbook) {
            let (order, _) = date_order(days.dates(&workbook), &plan.overrides);
            if days.read(&workbook, order, sink)?.is_break() {
                break;
            }
        }
    }
    Ok(())
}
