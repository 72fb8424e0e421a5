//! LinkedIn: what it lets a page's admins and its members download.
//!
//! A post has up to three ids, of an activity, of a share and of what the share holds (`ugcPost`). They differ, and each export
//! gives one of them, so each kind has an id space of its own. All of them hold the moment at which they were made.

mod page_content;
mod page_days;
mod page_competitors;
mod creator;
mod archive;

pub(crate) use archive::Archive;
pub(crate) use creator::Creator;
pub(crate) use page_competitors::PageCompetitors;
pub(crate) use page_content::PageContent;
pub(crate) use page_days::{PageFollowers, PageVisitors};

use std::ops::ControlFlow;

use earshot_model::{
    Author, Certainty, Counts, DateOrder, Evidence, FilePlan, IdSpace, Kind, MessageRecord, Millis, Overrides, Parent, Platform, Problem,
    ProblemCode, Severity, Stamp,
};

use crate::count::{self, CountColumn};
use crate::moment;
use crate::plan::account_named;
use crate::sheet::Workbook;
use crate::table::{Cells, Shape};
use crate::text::brief;
use crate::{Item, Sink, clock};

/// 5 May 2003, the day on which LinkedIn opened: no id is older.
const LINKEDIN_BEGAN: Millis = 1_052_092_800_000;

/// A post as a link to it names it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PostId {
    /// `activity`, `ugcPost` or `share`.
    kind: &'static str,
    id: String,
}

impl PostId {
    /// Of `https://www.linkedin.com/feed/update/urn:li:activity:7140000000000000000`, percent-encoded or not, or
    /// `https://www.linkedin.com/posts/name_first-words-activity-7140000000000000000-AbCd`.
    fn of_link(link: &str) -> Option<PostId> {
        let link: &str = &link.replace("%3A", ":").replace("%3a", ":");
        let kinds = ["activity", "ugcPost", "share"].into_iter();
        let found = kinds.flat_map(|kind| link.match_indices(kind).map(move |(at, _)| (at, kind)));
        let found = found.filter_map(|(at, kind)| Some((at, kind, number_behind(&link[at + kind.len()..])?)));
        // Of several, the first: the others are comments on it.
        let (_, kind, id) = found.min_by_key(|(at, _, _)| *at)?;
        Some(PostId { kind, id: id.to_owned() })
    }

    fn space(&self) -> IdSpace {
        IdSpace::of(Platform::LinkedIn, if self.kind == "ugcPost" { "ugc" } else { self.kind })
    }

    fn urn(&self) -> String {
        format!("urn:li:{}:{}", self.kind, self.id)
    }

    /// The moment at which it was published.
    fn made(&self) -> Option<Stamp> {
        let at = (self.id.parse::<u64>().ok()? >> 22).cast_signed();
        (at >= LINKEDIN_BEGAN).then_some(Stamp { at, precision: 1, certainty: Certainty::FromId })
    }
}

/// The digits behind `:` or `-`; a number that is shorter than an id is a word of a title.
fn number_behind(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix([':', '-'])?;
    let digits = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
    (16..=19).contains(&digits.len()).then_some(digits)
}

/// Figures by day that stand in one sheet.
struct DaySheet {
    sheet: usize,
    shape: Shape,
    date: usize,
    counts: Vec<CountColumn>,
}

impl DaySheet {
    fn used(&self) -> Vec<usize> {
        self.counts.iter().map(|column| column.index).chain([self.date]).collect()
    }

    /// The dates that its head shows.
    fn dates<'w>(&self, workbook: &'w Workbook) -> impl Iterator<Item = &'w str> {
        let head = workbook.sheets.get(self.sheet);
        head.into_iter().flat_map(|head| head.below(&self.shape)).filter_map(|row| row.get(self.date)).map(String::as_str)
    }

    /// Every figure of every day. Counts are corrected downwards now and then, so they may be below zero.
    fn read(&self, workbook: &Workbook, order: DateOrder, sink: &mut dyn Sink) -> Result<ControlFlow<()>, Problem> {
        workbook.each(self.sheet, &self.shape, sink, |cells, sink| {
            let written = cells.get(self.date);
            let Some(day) = moment::written(&written, Some(order)) else {
                return sink.take(Item::Problem(cells.bad_time(self.date, &written, "12/31/2026")));
            };
            count::day(&self.counts, cells, day.local.date(), None, sink)
        })
    }
}

/// Whether the month or the day comes first, and from what that is known.
fn date_order<'c>(cells: impl IntoIterator<Item = &'c str>, overrides: &Overrides) -> (DateOrder, Evidence) {
    let (order, why) = match (overrides.dates, moment::order(cells)) {
        (Some(chosen), _) => (chosen, "chosen by hand"),
        (None, Some(order)) => (order, "some of the dates can be read in no other way"),
        (None, None) => (DateOrder::MonthFirst, "LinkedIn writes them so, and none of the dates here speaks against it"),
    };
    (order, clock::dates(order, why))
}

/// Whose export it is: the user's word, or else the name in the file's name.
fn settle_account(plan: &mut FilePlan, overrides: &Overrides, named: Option<String>) {
    let (name, why) = match (&overrides.account, named) {
        (Some(chosen), _) => (chosen.clone(), "chosen by hand"),
        (None, Some(name)) => (name, "the file name"),
        (None, None) => {
            plan.evidence.push(Evidence::new("account", "unknown", "neither the file name nor the sheets name an account"));
            return;
        }
    };
    let account = account_named(Platform::LinkedIn, &name);
    plan.evidence.push(Evidence::new("account", &*account.handle, why));
    plan.account = Some(account);
}

/// The name in `harbour-council_content_1718000000000.xls`, before `_content_` and a number. `None`: it is called otherwise.
fn page_name(file: &str, kind: &str) -> Option<String> {
    let lower = file.to_ascii_lowercase();
    let at = lower.rfind(&format!("_{kind}_"))?;
    let (stem, extension) = lower.rsplit_once('.')?;
    let number = stem.get(at + kind.len() + 2..)?;
    let is_named = number.starts_with(|first: char| first.is_ascii_digit()) && matches!(extension, "xls" | "xlsx");
    (is_named && at > 0).then(|| file[..at].to_owned())
}

/// A post's id, by the link in a row; why there is none.
fn post_id(cells: &Cells<'_>, column: usize) -> Result<(PostId, Stamp), Problem> {
    let link = cells.get(column);
    let found = PostId::of_link(&link).and_then(|post| post.made().map(|made| (post, made)));
    found.ok_or_else(|| match link.trim() {
        "" => cells.rejected(ProblemCode::MissingId, column, "the row has no link to its post", "export again"),
        link => {
            let message = format!("`{}` names no post", brief(link, 80));
            cells.rejected(ProblemCode::BadValue, column, message, "a link ends with `urn:li:activity:` and a number; export again")
        }
    })
}

/// A post of the export's owner. What lists posts lists no comments, so it has no parent.
fn post(id: &PostId, sent: Stamp, text: Option<String>, permalink: Option<String>, counts: Option<Counts>) -> MessageRecord {
    MessageRecord {
        space: id.space(),
        id: id.id.clone(),
        kind: Kind::Post,
        author: Author::Owner,
        to_owner: false,
        sent,
        text,
        text_cut: false,
        parent: Parent::None,
        conversation: None,
        permalink,
        counts: counts.map(Box::new),
    }
}

/// Refuses a workbook none of whose sheets has what it must have.
fn no_header(shown: &str, column: &str) -> Problem {
    let message = format!("no sheet has the column `{column}` among its first rows");
    Problem::new(Severity::Refused, ProblemCode::MissingColumn, shown, message)
        .column(column)
        .hint("export again and keep the workbook as it comes; `earshot formats` says what is needed")
}

/// Where a header was found, for the plan.
fn header_evidence(workbook: &Workbook, sheet: usize, shape: &Shape) -> Evidence {
    let name = workbook.sheets.get(sheet).map_or("", |sheet| &sheet.name);
    Evidence::new("header", format!("row {} of the sheet `{name}`", shape.before + 1), "it is the first row that has the columns' names")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_a_post_in_several_ways() {
        let of = |link: &str| PostId::of_link(link).map(|post| post.urn());
        let known = Some("urn:li:activity:7140000000000000000".to_owned());
        assert_eq!(of("https://www.linkedin.com/feed/update/urn:li:activity:7140000000000000000"), known);
        assert_eq!(of("https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7140000000000000000?x=share%3A1"), known);
        assert_eq!(of("https://www.linkedin.com/posts/per-berg_we-share-7-trams-activity-7140000000000000000-Ab1C"), known);
        assert_eq!(
            of("https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A7140000000000000000"),
            Some("urn:li:ugcPost:7140000000000000000".to_owned())
        );
        for link in ["", "https://www.linkedin.com/feed/", "urn:li:activity:12", "https://example.org/share"] {
            assert_eq!(of(link), None, "{link}");
        }
        let post = PostId { kind: "share", id: "7140000000000000000".to_owned() };
        assert_eq!(post.made().map(|made| made.at), Some(1_702_308_654_785));
        assert_eq!(PostId { kind: "share", id: "1000000000000000".to_owned() }.made(), None);
    }

    #[test]
    fn the_name_of_a_file_names_the_page() {
        assert_eq!(page_name("harbour-council_content_1718000000000.xls", "content"), Some("harbour-council".to_owned()));
        assert_eq!(page_name("a_content_b_content_17 (1).XLSX", "content"), Some("a_content_b".to_owned()));
        for name in ["content_1718.xls", "page_content_list.xls", "page_content_17.csv", "_content_17.xls"] {
            assert_eq!(page_name(name, "content"), None, "{name}");
        }
    }
}
