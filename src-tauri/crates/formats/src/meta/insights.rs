//! Facebook's Page Insights as they were exported until about 2022, by post and by day.
//!
//! A CSV has two header rows, titles and descriptions; an `.xls` is SpreadsheetML, with a sheet for each figure that is broken
//! down. Times and days are those of California, which the files do not say.

mod posts;
mod days;
mod sheets;
mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{DateOrder, Evidence, FilePlan, Overrides, Platform, Problem};

pub(crate) use self::days::InsightsDays;
use self::names::Title;
pub(crate) use self::posts::InsightsPosts;
use crate::count::CountColumn;
use crate::number::Mark;
use crate::plan::{account_named, header_only};
use crate::time::iso_day;
use crate::{Item, Sink, Source};

const ZONE: Tz = Tz::America__Los_Angeles;

/// How many rows are looked at for the order of dates and for the page's id.
const SAMPLE: u64 = 200;

/// How many sheets the plan names; an export has about forty.
const MOST_SHEETS: usize = 1_000;

/// What a file name says: `Facebook Insights Data Export (Post Level) - PAGE - FROM - TO.csv`, or with one date.
#[derive(Debug, Default)]
struct Named {
    page: Option<String>,
    /// First and last day.
    days: Option<(chrono::NaiveDate, chrono::NaiveDate)>,
}

/// `None`: it is called otherwise.
fn named(name: &str) -> Option<Named> {
    const START: &str = "facebook insights data export";
    name.get(..START.len()).filter(|start| start.eq_ignore_ascii_case(START))?;
    let stem = name[START.len()..].rsplit_once('.').map_or(&name[START.len()..], |(stem, _)| stem);
    // `(Post Level)`, and what a browser adds to a second download.
    let (_, mut rest) = stem.split_once(" - ")?;
    rest = rest.rsplit_once(" (").filter(|(_, number)| number.trim_end_matches(')').parse::<u32>().is_ok()).map_or(rest, |(rest, _)| rest);
    let mut dates = Vec::new();
    while dates.len() < 2
        && let Some((before, last)) = rest.rsplit_once(" - ")
        && let Some(day) = iso_day(last.trim())
    {
        dates.push(day);
        rest = before;
    }
    let days = match dates[..] {
        [to, from] if from <= to => Some((from, to)),
        _ => None,
    };
    Some(Named { page: Some(rest.trim().to_owned()).filter(|page| !page.is_empty()), days })
}

/// What must be known of a file before its rows can be read: it stands behind a header that may be longer than a head.
#[derive(Debug, Default)]
struct Beginning {
    titles: Vec<String>,
    descriptions: Vec<String>,
    /// The cells of the first rows: of the first column, and of the column of dates.
    ids: Vec<String>,
    dates: Vec<String>,
    /// The sheets behind the first, each with the description of its figure.
    sheets: Vec<(String, String)>,
    has_rows: bool,
}

impl Beginning {
    /// `date`: the title of the column of dates.
    fn of(source: &Source, path: &str, overrides: &Overrides, date: &str) -> Result<Beginning, Problem> {
        let mut beginning = Beginning::default();
        let mut column = usize::MAX;
        let is_workbook = source.entry(path).is_some_and(|entry| crate::spreadsheetml::begins(&entry.head));
        let mut aside = Aside::default();
        sheets::each(source, path, overrides, &mut aside, |place, cells, _| {
            if place.sheet > 0 {
                if place.row == 0 && beginning.sheets.len() < MOST_SHEETS {
                    beginning.sheets.push((brief(place.name), brief(&cells.get(0))));
                }
                return ControlFlow::Continue(());
            }
            if place.row == 0 {
                beginning.titles = place.header.to_vec();
                column = place.header.iter().position(|title| title.eq_ignore_ascii_case(date)).unwrap_or(usize::MAX);
                if is_descriptions(cells) {
                    beginning.descriptions = (0..place.header.len()).map(|index| cells.get(index).trim().to_owned()).collect();
                    return ControlFlow::Continue(());
                }
            }
            beginning.has_rows = true;
            if place.row <= SAMPLE {
                beginning.ids.extend(cells.known(0).map(|cell| brief(&cell)));
                beginning.dates.extend(cells.known(column).map(|cell| brief(&cell)));
            }
            // Further sheets are named in the plan.
            if place.row < SAMPLE || is_workbook { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        beginning.has_rows |= aside.problems > 0;
        if beginning.titles.is_empty() {
            beginning.titles = source.entry(path).map(sheets::header).unwrap_or_default();
        }
        Ok(beginning)
    }

    fn require_rows(&self, shown: &str) -> Result<(), Problem> {
        if self.has_rows { Ok(()) } else { Err(header_only(shown)) }
    }

    /// Whether days or months come first.
    fn order(&self, overrides: &Overrides) -> (DateOrder, Option<Evidence>) {
        super::date_order(&self.dates, overrides, DateOrder::MonthFirst, "exports of Page Insights write the month first")
    }

    /// Columns and sheets that nothing is made of: those of a figure that is broken down by their figure and number. `words`
    /// are the columns that are read and hold no figure.
    fn unused(&self, words: &[&str], figures: &[CountColumn], is_sheet_used: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let used: BTreeSet<usize> = figures.iter().map(|figure| figure.index).collect();
        let mut unused: Vec<(&str, u32)> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (column, written) in self.titles.iter().enumerate() {
            if written.is_empty() || used.contains(&column) || words.iter().any(|word| written.eq_ignore_ascii_case(word)) {
                continue;
            }
            let name = Title::of(written).filter(|title| title.part.is_some()).map_or(written.as_str(), |title| title.whole);
            let place = *places.entry(name).or_insert(unused.len());
            if place == unused.len() {
                unused.push((name, 0));
            }
            unused[place].1 += 1;
        }
        let columns =
            unused.into_iter().map(|(name, count)| if count == 1 { name.to_owned() } else { format!("{name} ({count} columns)") });
        let sheets = self.sheets.iter().filter(|(name, description)| !is_sheet_used(name, description));
        columns.chain(sheets.map(|(name, _)| format!("{name} (sheet)"))).collect()
    }

    /// The columns of figures, of which no two have one name: of equal ones the first counts.
    fn figures(&self, mark: Mark, name: impl Fn(&Title<'_>, &str) -> Option<String>) -> Vec<CountColumn> {
        let mut names = BTreeSet::new();
        let mut figures = Vec::new();
        for (column, written) in self.titles.iter().enumerate() {
            let description = self.descriptions.get(column).map_or("", String::as_str);
            if let Some(name) = Title::of(written).and_then(|title| name(&title, description))
                && names.insert(name.clone())
            {
                figures.push(CountColumn::new(column, &name, mark));
            }
        }
        figures
    }

    /// The page's own id, which most posts' ids begin with.
    fn page_id(&self) -> Option<String> {
        let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
        for (page, _) in self.ids.iter().filter_map(|id| id.trim().split_once('_')) {
            *pages.entry(page).or_default() += 1;
        }
        let (page, count) = pages.into_iter().max_by_key(|(_, count)| *count)?;
        (2 * count > self.ids.len() && crate::id::checked(page).is_ok()).then(|| page.to_owned())
    }
}

/// As much of a cell as a guess takes.
fn brief(cell: &str) -> String {
    cell.chars().take(200).collect()
}

/// The second header row has no id and no date.
fn is_descriptions(cells: &crate::table::Cells<'_>) -> bool {
    cells.get(0).trim().is_empty()
}

/// Settles account, period and zone.
fn settle(plan: &mut FilePlan, name: &str, page_id: Option<String>, overrides: &Overrides, zone: Option<Tz>) {
    let named = named(name).unwrap_or_default();
    match zone {
        Some(zone) => plan.evidence.push(Evidence::new("zone", zone.name(), "chosen by hand")),
        None => {
            let why = "Page Insights go by California's clock, as the hours of posts show; the file does not say";
            plan.evidence.push(Evidence::new("zone", ZONE.name(), why));
        }
    }
    if let Some((from, to)) = named.days {
        plan.evidence.push(Evidence::new("period", format!("{from} to {to}"), "the file name"));
        plan.covers = super::covers(from, to, zone.unwrap_or(ZONE));
    }
    let (page, why) = match (&overrides.account, named.page) {
        (Some(chosen), _) => (Some(chosen.clone()), "chosen by hand"),
        (None, Some(page)) => (Some(page), "the file name"),
        (None, None) => (None, "the file name does not say whose it is"),
    };
    plan.evidence.push(Evidence::new("account", page.as_deref().unwrap_or("unknown"), why));
    plan.account = page.map(|page| {
        let mut account = account_named(Platform::Facebook, &page);
        account.display_name = Some(page);
        account.native_id = page_id;
        account
    });
}

/// For a look at rows before they are read: what is wrong with them is said then.
#[derive(Default)]
struct Aside {
    problems: u64,
}

impl Sink for Aside {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        self.problems += u64::from(matches!(item, Item::Problem(_)));
        ControlFlow::Continue(())
    }

    fn progress(&mut self, _: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> Option<(Option<String>, Option<String>)> {
        named(name).map(|named| (named.page, named.days.map(|(from, to)| format!("{from} {to}"))))
    }

    #[test]
    fn a_file_name_says_whose_it_is_and_what_it_covers() {
        let page = |page: &str, days: Option<&str>| Some((Some(page.to_owned()), days.map(str::to_owned)));
        let name = "Facebook Insights Data Export (Post Level) - Holm Museum - 2014-02-28 - 2014-08-23.csv";
        assert_eq!(read(name), page("Holm Museum", Some("2014-02-28 2014-08-23")));
        let name = "Facebook Insights Data Export - Holm - Museum & Garden - 2014-02-28 - 2014-08-23 (1).csv";
        assert_eq!(read(name), page("Holm - Museum & Garden", Some("2014-02-28 2014-08-23")));
        assert_eq!(read("Facebook Insights Data Export (Video Posts) - Holm - 2017-10-22.xls"), page("Holm", None));
        assert_eq!(read("facebook insights data export.csv"), None);
        assert_eq!(read("insights.csv"), None);
    }
}
