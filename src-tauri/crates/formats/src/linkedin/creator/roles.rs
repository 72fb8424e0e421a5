//! Which sheet of a creator's workbook holds what.

use chrono::NaiveDate;
use earshot_model::{DateOrder, Evidence, Overrides, Problem};

use super::super::{DaySheet, PostId, date_order};
use super::top_posts::{SinglePost, TopPosts};
use crate::count::CountColumn;
use crate::moment;
use crate::number::Mark;
use crate::sheet::{SheetHead, Workbook};
use crate::table::Shape;

/// What a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Sums of the whole period.
    Discovery,
    /// Impressions and engagements by day.
    Engagement,
    TopPosts,
    /// New followers by day, below how many there are.
    Followers,
    Demographics,
    SinglePost,
}

/// English, and Portuguese, the one other language whose exports were described.
const NAMES: [(&str, Role); 8] = [
    ("discovery", Role::Discovery),
    ("descoberta", Role::Discovery),
    ("engagement", Role::Engagement),
    ("engajamento", Role::Engagement),
    ("followers", Role::Followers),
    ("seguidores", Role::Followers),
    ("demogra", Role::Demographics),
    ("demográ", Role::Demographics),
];

impl Role {
    pub(super) fn of_all(sheets: &[SheetHead]) -> Vec<Option<Role>> {
        sheets.iter().map(Role::of).collect()
    }

    fn of(sheet: &SheetHead) -> Option<Role> {
        let first = |row: &[String]| row.first().map_or("", String::as_str).to_owned();
        // A sheet without posts has the header all the same; in another language, two links stand in a row.
        if sheet.shape_with(&["Post URL", "Post Publish Date"]).is_some() || first_row(sheet, has_two_posts).is_some() {
            return Some(Role::TopPosts);
        }
        let is_pair = |row: &[String]| row.len() == 2;
        let links: Vec<usize> =
            (0..sheet.rows.len()).filter(|place| sheet.rows[*place].1.get(1).is_some_and(|link| is_post(link))).collect();
        if matches!(links[..], [place] if place < 5) && sheet.rows.iter().filter(|(_, row)| is_pair(row)).count() > 5 {
            return Some(Role::SinglePost);
        }
        let name = sheet.name.to_lowercase();
        let (_, role) = NAMES.iter().find(|(known, _)| name.contains(known))?;
        let has_days = || first_row(sheet, |row| is_day(&first(row))).is_some();
        match role {
            Role::Engagement => sheet.shape_with(&["Date", "Impressions", "Engagements"]).is_some() || has_days(),
            Role::Followers => sheet.shape_with(&["Date", "New followers"]).is_some() || has_days(),
            _ => true,
        }
        .then_some(*role)
    }
}

fn is_post(link: &str) -> bool {
    PostId::of_link(link).is_some()
}

fn has_two_posts(row: &[String]) -> bool {
    let is_link = |column: usize| row.get(column).is_some_and(|link| is_post(link));
    is_link(0) && is_link(4)
}

fn is_day(cell: &str) -> bool {
    moment::written(cell, None).is_some_and(|day| day.precision == 86_400)
}

/// The first row that is one of these, by its place among those that are not blank.
fn first_row(sheet: &SheetHead, is_it: impl Fn(&[String]) -> bool) -> Option<usize> {
    sheet.rows.iter().position(|(_, row)| is_it(row))
}

/// The sheets of a workbook that are read, and how.
pub(super) struct Sheets {
    pub(super) days: Vec<DaySheet>,
    pub(super) top_posts: Option<(usize, Shape)>,
    pub(super) single_post: Option<usize>,
    pub(super) order: DateOrder,
    pub(super) mark: Mark,
    /// First and last day of the whole period.
    pub(super) period: Option<(NaiveDate, NaiveDate)>,
    discovery: Option<usize>,
    followers: Option<usize>,
    order_evidence: Evidence,
    mark_evidence: Option<Evidence>,
    roles: Vec<Option<Role>>,
}

impl Sheets {
    pub(super) fn of(workbook: &Workbook, overrides: &Overrides) -> Sheets {
        let roles = Role::of_all(&workbook.sheets);
        let at = |role| roles.iter().position(|found| *found == Some(role));
        let (mark, mark_evidence) = mark(&workbook.sheets, overrides);
        let mut days = Vec::new();
        for (role, names) in [
            (Role::Engagement, &[("Impressions", "impressions"), ("Engagements", "engagements")][..]),
            (Role::Followers, &[("New followers", "follows")][..]),
        ] {
            days.extend(at(role).and_then(|sheet| day_sheet(sheet, &workbook.sheets[sheet], names, mark)));
        }
        let top_posts = at(Role::TopPosts).and_then(|sheet| {
            let head = &workbook.sheets[sheet];
            let known = head.shape_with(&["Post URL"]);
            Some((sheet, known.or_else(|| above(head, first_row(head, has_two_posts)?))?))
        });
        let dates: Vec<&str> = days.iter().flat_map(|days| days.dates(workbook)).collect();
        let posted = top_posts.iter().flat_map(|(sheet, shape)| workbook.sheets[*sheet].below(shape)).filter_map(|row| row.get(1));
        let (order, order_evidence) = date_order(dates.into_iter().chain(posted.map(String::as_str)), overrides);
        let discovery = at(Role::Discovery);
        let period = discovery.and_then(|sheet| period(&workbook.sheets[sheet], order));
        Sheets {
            days,
            top_posts,
            single_post: at(Role::SinglePost),
            order,
            mark,
            period,
            discovery,
            followers: at(Role::Followers),
            order_evidence,
            mark_evidence,
            roles,
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.days.is_empty() && self.top_posts.is_none() && self.single_post.is_none()
    }

    /// The tables that are read: sheet and header.
    fn tables(&self) -> impl Iterator<Item = (usize, &Shape)> {
        let posts = self.top_posts.iter().map(|(sheet, shape)| (*sheet, shape));
        self.days.iter().map(|days| (days.sheet, &days.shape)).chain(posts)
    }

    /// Whether there are headers and no row.
    pub(super) fn is_empty(&self, workbook: &Workbook) -> Result<bool, Problem> {
        for (sheet, shape) in self.tables() {
            if workbook.has_rows(sheet, shape)? {
                return Ok(false);
            }
        }
        Ok(self.single_post.is_none())
    }

    pub(super) fn evidence(&self, workbook: &Workbook) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = self
            .tables()
            .map(|(sheet, shape)| {
                let value = format!("row {} of the sheet `{}`", shape.before + 1, workbook.sheets[sheet].name);
                Evidence::new("header", value, "the rows below it hold days or links to posts")
            })
            .collect();
        if self.single_post.is_none() {
            evidence.push(self.order_evidence.clone());
        }
        evidence.extend(self.mark_evidence.clone());
        evidence
    }

    /// The sheets and columns of which nothing is made.
    pub(super) fn unused(&self, workbook: &Workbook) -> Vec<String> {
        let mut unused: Vec<String> = self.days.iter().flat_map(|days| days.shape.unused(&days.used())).collect();
        unused.extend(self.top_posts.iter().flat_map(|(_, shape)| shape.unused(&TopPosts::of(shape, self.mark).used())));
        unused.dedup();
        unused.extend(self.single_post.into_iter().flat_map(|sheet| SinglePost::of(&workbook.sheets[sheet], self.mark).unused()));
        for (sheet, role) in workbook.sheets.iter().zip(&self.roles) {
            match role {
                Some(Role::Discovery) => unused.push(format!("the sums of the sheet {}, save people reached", sheet.name)),
                Some(Role::Demographics) | None => unused.push(format!("the sheet {}", sheet.name)),
                _ => {}
            }
        }
        unused
    }

    /// How many people were reached in the whole period, as it is written; blank when it is not.
    pub(super) fn reached<'w>(&self, workbook: &'w Workbook) -> &'w str {
        let Some(sheet) = self.discovery.map(|sheet| &workbook.sheets[sheet]) else { return "" };
        let value = |row: &'w [String]| row.get(1).map_or("", String::as_str);
        let named = sheet.rows.iter().find(|(_, row)| row.first().is_some_and(|name| name.eq_ignore_ascii_case("Members reached")));
        // In another language it is the second of the sums, below impressions.
        named.or(sheet.rows.get(2)).map_or("", |(_, row)| value(row))
    }

    /// The day and the number of `Total followers on 4/23/2023:`, in whatever language.
    pub(super) fn followers<'w>(&self, workbook: &'w Workbook) -> Option<(NaiveDate, &'w str)> {
        let (_, row) = workbook.sheets[self.followers?].rows.first()?;
        let (label, number) = (row.first()?, row.get(1)?);
        let date = label.split_whitespace().find_map(|word| moment::written(word.trim_end_matches(':'), Some(self.order)))?;
        Some((date.local.date(), number))
    }
}

/// The row above a place in a head, as a header.
fn above(sheet: &SheetHead, place: usize) -> Option<Shape> {
    let (line, cells) = sheet.rows.get(place.checked_sub(1)?)?;
    Some(Shape::in_sheet(*line, cells))
}

/// A table that begins with a date: its columns by their English names, or else in the order of these.
fn day_sheet(sheet: usize, head: &SheetHead, names: &[(&str, &str)], mark: Mark) -> Option<DaySheet> {
    let all: Vec<&str> = names.iter().map(|(theirs, _)| *theirs).chain(["Date"]).collect();
    let (shape, is_english) = match head.shape_with(&all) {
        Some(shape) => (shape, true),
        None => (above(head, first_row(head, |row| row.len() >= all.len() && is_day(&row[0]))?)?, false),
    };
    let column = |place: usize, name: &str| if is_english { shape.at(&[name]) } else { place };
    let counts = names.iter().enumerate().map(|(index, (theirs, ours))| CountColumn::new(column(index + 1, theirs), ours, mark).signed());
    Some(DaySheet { sheet, date: column(0, "Date"), counts: counts.collect(), shape })
}

/// The two days of `4/24/2022 - 4/23/2023`, wherever they stand in the first row.
fn period(sheet: &SheetHead, order: DateOrder) -> Option<(NaiveDate, NaiveDate)> {
    let (_, row) = sheet.rows.first()?;
    row.iter().find_map(|cell| {
        let (from, to) = cell.rsplit_once(" - ")?;
        let day = |text: &str| moment::written(text.rsplit('|').next()?, Some(order)).map(|day| day.local.date());
        Some((day(from)?, day(to)?)).filter(|(from, to)| from <= to)
    })
}

/// What divides a number from its fraction, and why that is thought where it isn't plain.
fn mark(sheets: &[SheetHead], overrides: &Overrides) -> (Mark, Option<Evidence>) {
    let cells = sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|(_, row)| row).map(String::as_str);
    let is_portuguese =
        sheets.iter().any(|sheet| matches!(sheet.name.to_lowercase().as_str(), "descoberta" | "engajamento" | "seguidores"));
    let (mark, why) = match (Mark::chosen(overrides), Mark::guess(cells)) {
        (Some(chosen), _) => (chosen, "chosen by hand"),
        (None, _) if is_portuguese => (Mark::Comma, "the sheets are named in Portuguese"),
        (None, Some(Mark::Comma)) => (Mark::Comma, "some of the numbers can be read in no other way"),
        (None, _) => return (Mark::Point, None),
    };
    (mark, Some(mark.evidence(why)))
}
