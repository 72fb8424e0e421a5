//! A LinkedIn page's content export: figures by day, and every post with its counts.
//!
//! `Created date` is when a post was drafted, up to three weeks before it was published, so the time comes from its id.

use std::ops::ControlFlow;

use earshot_model::{Evidence, FilePlan, Format, Overrides, Problem};

use super::{DaySheet, date_order, header_evidence, no_header, page_name, post, post_id, settle_account};
use crate::count::{self, CountColumn, Naming};
use crate::number::Mark;
use crate::plan::{file_plan, header_only};
use crate::sheet::{self, SheetHead, Workbook};
use crate::table::{Cells, Shape};
use crate::{Entry, Item, Match, Reader, Sink, Source};

pub(crate) struct PageContent;

const DAYS: [&str; 2] = ["Date", "Impressions (organic)"];
const POSTS: [&str; 2] = ["Post link", "Created date"];

/// By day: of the three columns of a count, the total has its plain name. Rates are left out: they are computed.
const DAY_COUNTS: [Naming; 19] = [
    ("impressions (total)", "impressions"),
    ("impressions (organic)", "impressions_organic"),
    ("impressions (sponsored)", "impressions_sponsored"),
    ("unique impressions (organic)", "reach"),
    ("clicks (total)", "clicks"),
    ("clicks (organic)", "clicks_organic"),
    ("clicks (sponsored)", "clicks_sponsored"),
    ("reactions (total)", "likes"),
    ("reactions (organic)", "likes_organic"),
    ("reactions (sponsored)", "likes_sponsored"),
    ("comments (total)", "replies"),
    ("comments (organic)", "replies_organic"),
    ("comments (sponsored)", "replies_sponsored"),
    ("reposts (total)", "reposts"),
    ("reposts (organic)", "reposts_organic"),
    ("reposts (sponsored)", "reposts_sponsored"),
    ("shares (total)", "reposts"),
    ("shares (organic)", "reposts_organic"),
    ("shares (sponsored)", "reposts_sponsored"),
];

const POST_COUNTS: [Naming; 10] = [
    ("impressions", "impressions"),
    ("views (excluding offsite video views)", "media_views"),
    ("views", "media_views"),
    ("offsite views", "offsite_views"),
    ("clicks", "clicks"),
    ("likes", "likes"),
    ("comments", "replies"),
    ("reposts", "reposts"),
    ("shares", "reposts"),
    ("follows", "follows"),
];

impl Reader for PageContent {
    fn format(&self) -> Format {
        Format {
            id: "linkedin-page-content".to_owned(),
            name: "LinkedIn page content".to_owned(),
            platform: "linkedin".to_owned(),
            both_sides: false,
            files: "page_content_1718000000000.xls, or .xlsx".to_owned(),
            carries: ["own posts", "figures by day", "unique people reached, by day", "impressions", "each interaction apart"]
                .map(str::to_owned)
                .to_vec(),
            limits: [
                "It holds what the page said, and nothing that was said to it.",
                "Of a post it counts impressions, which are views, not people; unique people are counted by day and for organic views only.",
                "The time of a post is computed from its id, since the date in the file is when it was drafted.",
                "LinkedIn corrects figures by day afterwards, so one may be below zero.",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        if sheet::find(&entry.sheets, &DAYS).is_some() || sheet::find(&entry.sheets, &POSTS).is_some() {
            return Some(Match { confidence: 95, why: "the sheets have the columns of a LinkedIn page's content export".to_owned() });
        }
        page_name(entry.name(), "content")
            .map(|_| Match { confidence: 60, why: "the file is named like a LinkedIn page's content export".to_owned() })
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        let shown = source.shown(&entry.path);
        let workbook = Workbook::open(source, &entry.path)?;
        let (days, posts) = (days(&workbook), Posts::of(&workbook));
        let mut plan = file_plan(source, entry, self.format());
        let (mut is_empty, mut says_utc) = (true, false);
        let day_part = days.as_ref().map(|days| (days.sheet, &days.shape, days.used()));
        let post_part = posts.as_ref().map(|posts| (posts.sheet, &posts.shape, posts.used()));
        for (index, shape, used) in [day_part, post_part].into_iter().flatten() {
            let Some(head) = workbook.sheets.get(index) else { continue };
            plan.evidence.push(header_evidence(&workbook, index, shape));
            plan.unused.extend(shape.unused(&used).into_iter().filter(|name| !plan.unused.contains(name)).collect::<Vec<_>>());
            is_empty &= !workbook.has_rows(index, shape)?;
            says_utc |= says_utc_above(head, shape);
        }
        if days.is_none() && posts.is_none() {
            return Err(no_header(&shown, DAYS[1]));
        }
        if is_empty {
            return Err(header_only(&shown));
        }
        if let Some(days) = &days {
            plan.evidence.push(date_order(days.dates(&workbook), overrides).1);
        }
        let why =
            if says_utc { "the sentence above the header says so" } else { "LinkedIn counts days in UTC, and ids hold the time in UTC" };
        plan.evidence.push(Evidence::new("zone", "UTC", why));
        settle_account(&mut plan, overrides, page_name(entry.name(), "content"));
        Ok(plan)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        for part in &plan.parts {
            let workbook = Workbook::open(source, part)?;
            if let Some(days) = days(&workbook) {
                let (order, _) = date_order(days.dates(&workbook), &plan.overrides);
                if days.read(&workbook, order, sink)?.is_break() {
                    break;
                }
            }
            if let Some(posts) = Posts::of(&workbook)
                && workbook.each(posts.sheet, &posts.shape, sink, |cells, sink| posts.read(cells, sink))?.is_break()
            {
                break;
            }
        }
        Ok(())
    }
}

fn days(workbook: &Workbook) -> Option<DaySheet> {
    let (sheet, shape) = workbook.find(&DAYS)?;
    let date = shape.column(&["Date"])?;
    let counts = count::columns(&shape, &DAY_COUNTS, Mark::Point).into_iter().map(CountColumn::signed).collect();
    Some(DaySheet { sheet, shape, date, counts })
}

/// Whether a sentence above the header says that the times are UTC.
fn says_utc_above(head: &SheetHead, shape: &Shape) -> bool {
    head.rows.iter().take_while(|(line, _)| *line <= shape.before as u64).any(|(_, cells)| cells.iter().any(|cell| cell.contains("UTC")))
}

struct Posts {
    sheet: usize,
    shape: Shape,
    link: usize,
    title: Option<usize>,
    counts: Vec<CountColumn>,
}

impl Posts {
    fn of(workbook: &Workbook) -> Option<Posts> {
        let (sheet, shape) = workbook.find(&POSTS)?;
        let (link, title) = (shape.column(&["Post link"])?, shape.column(&["Post title"]));
        let counts = count::columns(&shape, &POST_COUNTS, Mark::Point);
        Some(Posts { sheet, shape, link, title, counts })
    }

    fn used(&self) -> Vec<usize> {
        self.counts.iter().map(|column| column.index).chain([self.link]).chain(self.title).collect()
    }

    fn read(&self, cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<()> {
        let (id, sent) = match post_id(cells, self.link) {
            Ok(found) => found,
            Err(problem) => return sink.take(Item::Problem(problem)),
        };
        let text = self.title.and_then(|column| cells.known(column));
        let counts = count::counts(&self.counts, cells, sink)?;
        sink.take(Item::Message(post(&id, sent, text, cells.known(self.link), Some(counts))))
    }
}
