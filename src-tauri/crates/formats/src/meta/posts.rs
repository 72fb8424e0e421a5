//! Business Suite's content exports, for Facebook and for Instagram: `Aug-01-2025_Aug-31-2025_1039829308656930.csv`.
//!
//! Rows are posts, never comments, so none answers another. A row has lifetime figures, or those of one day: then a post has a
//! row a day, of which the first gives the message, and the figures are left out, since they are not the post's counts.

mod header;
mod content;

use earshot_model::{AccountName, Evidence, FilePlan, Format, Overrides, Platform, Problem, Question};

use self::content::Content;
use self::header::{Header, Site};
use super::{covers, date_order};
use crate::number::Mark;
use crate::plan::{account_named, file_plan, header_only};
use crate::table::{Table, sample, shape, shape_as};
use crate::text::brief;
use crate::{Entry, Match, Reader, Sink, Source, moment};

pub(crate) struct FacebookPosts;
pub(crate) struct InstagramPosts;

/// How many rows are looked at to guess from.
const SAMPLE: usize = 500;

const LIMITS: [&str; 4] = [
    "It holds what was posted, and neither comments nor messages.",
    "It does not name the time zone of its times, so that has to be said.",
    "Reach is given for each post: the reach of several can't be had by adding.",
    "An export by day tells a post's figures of single days, not its counts: those figures are left out.",
];

impl Reader for FacebookPosts {
    fn format(&self) -> Format {
        Format {
            id: "facebook-posts".to_owned(),
            name: "Meta Business Suite: Facebook posts".to_owned(),
            platform: "facebook".to_owned(),
            both_sides: false,
            files: "Aug-01-2025_Aug-31-2025_1039829308656930.csv".to_owned(),
            carries: ["own posts", "reach", "impressions (views)", "reactions, comments and shares", "clicks"].map(str::to_owned).to_vec(),
            limits: LIMITS.map(str::to_owned).to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        sniffed(entry, Site::Facebook)
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        planned(source, entry, self.format(), overrides, Site::Facebook)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        streamed(source, plan, sink, Site::Facebook)
    }
}

impl Reader for InstagramPosts {
    fn format(&self) -> Format {
        Format {
            id: "instagram-posts".to_owned(),
            name: "Meta Business Suite: Instagram posts and stories".to_owned(),
            platform: "instagram".to_owned(),
            both_sides: false,
            files: "Aug-01-2025_Aug-31-2025_1039829308656930.csv".to_owned(),
            carries: ["own posts and stories", "reach", "impressions (views)", "likes, comments, shares and saves", "follows"]
                .map(str::to_owned)
                .to_vec(),
            limits: LIMITS.map(str::to_owned).to_vec(),
        }
    }

    fn sniff(&self, entry: &Entry) -> Option<Match> {
        sniffed(entry, Site::Instagram)
    }

    fn plan(&self, source: &Source, entry: &Entry, overrides: &Overrides) -> Result<FilePlan, Problem> {
        planned(source, entry, self.format(), overrides, Site::Instagram)
    }

    fn read(&self, source: &Source, plan: &FilePlan, sink: &mut dyn Sink) -> Result<(), Problem> {
        streamed(source, plan, sink, Site::Instagram)
    }
}

fn sniffed(entry: &Entry, site: Site) -> Option<Match> {
    let header = Header::of(&shape(entry), site);
    let name = site.name();
    if header.is_whole() {
        return Some(Match { confidence: 95, why: format!("the header is that of Business Suite's export of {name} posts") });
    }
    header.is_half().then(|| Match { confidence: 60, why: format!("some columns are those of Business Suite's export of {name} posts") })
}

fn planned(source: &Source, entry: &Entry, format: Format, overrides: &Overrides, site: Site) -> Result<FilePlan, Problem> {
    let shape = shape_as(entry, overrides);
    let shown = source.shown(&entry.path);
    let header = Header::of(&shape, site);
    header.require(&shown)?;
    let zone = moment::chosen_zone(overrides, &shown)?;
    let rows = sample(entry, &shape, SAMPLE);
    if rows.is_empty() && entry.is_whole() {
        return Err(header_only(&shown));
    }
    let guesses = Guesses::of(&header, &rows, overrides);
    let mut plan = file_plan(source, entry, format);
    plan.evidence = shape.evidence();
    if let Some(language) = header.language {
        plan.evidence.push(Evidence::new("header", language, "its names of columns"));
    }
    plan.evidence.extend(guesses.evidence.clone());
    match zone {
        Some(zone) => {
            plan.zone = Some(zone.name().to_owned());
            plan.evidence.push(Evidence::new("zone", zone.name(), "chosen by hand"));
        }
        None => {
            plan.asks.push(Question::Zone);
            plan.evidence.push(Evidence::new("zone", "unknown", "the file does not name it"));
        }
    }
    if let Some((from, to)) = named(entry.name()) {
        plan.evidence.push(Evidence::new("period", format!("{from} to {to}"), "the file name"));
        plan.covers = covers(from, to, zone.unwrap_or_default());
    }
    settle(&mut plan, guesses.owner, guesses.several, overrides, site);
    plan.unused = shape.unused(&header.used());
    Ok(plan)
}

fn streamed(source: &Source, plan: &FilePlan, sink: &mut dyn Sink, site: Site) -> Result<(), Problem> {
    for part in &plan.parts {
        let shown = source.shown(part);
        let table = Table::open(source, part, &plan.overrides)?;
        let header = Header::of(&table.shape, site);
        header.require(&shown)?;
        let zone = moment::chosen_zone(&plan.overrides, &shown)?;
        let rows = source.entry(part).map_or_else(Vec::new, |entry| sample(entry, &table.shape, SAMPLE));
        let guesses = Guesses::of(&header, &rows, &plan.overrides);
        let mut content = Content::new(header, guesses, zone, plan.account_from_rows);
        table.each(source, part, sink, |cells, sink| content.read(cells, sink))?;
        if content.finish(&shown, sink).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// What the first rows tell.
struct Guesses {
    order: earshot_model::DateOrder,
    mark: Mark,
    /// Whose posts most rows are, with the account's id.
    owner: Option<(String, Option<String>)>,
    /// The rows are several accounts'.
    several: usize,
    evidence: Vec<Evidence>,
}

impl Guesses {
    fn of(header: &Header, rows: &[Vec<String>], overrides: &Overrides) -> Guesses {
        let cell = |row: &Vec<String>, column: Option<usize>| {
            column.and_then(|column| row.get(column)).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty())
        };
        let dates: Vec<String> = rows.iter().filter_map(|row| cell(row, Some(header.published))).collect();
        let (usual, why) = header.usual_order();
        let (order, evidence) = date_order(&dates, overrides, usual, why);
        let mut evidence: Vec<Evidence> = evidence.into_iter().collect();

        let days: Vec<String> = rows.iter().filter_map(|row| cell(row, header.day)).collect();
        if days.iter().any(|day| moment::written(day, Some(order)).is_some()) {
            evidence.push(Evidence::new("period", "by day", "its column of dates holds days; the figures of single days are left out"));
        } else if let Some(word) = days.first() {
            evidence.push(Evidence::new("period", "lifetime", format!("its column of dates says `{}`", brief(word, 40))));
        }
        let numbers = rows.iter().flat_map(|row| header.counts.iter().filter_map(|(column, _)| row.get(*column)));
        let (chosen, shown) = (Mark::chosen(overrides), Mark::guess(numbers.map(String::as_str)));
        let mark = chosen.or(shown).unwrap_or(header.usual_mark());
        if let Some(why) = chosen.map(|_| "chosen by hand").or(shown.map(|_| "how the numbers are grouped")) {
            evidence.push(mark.evidence(why));
        }

        let mut owners: Vec<(String, Option<String>, usize)> = Vec::new();
        for row in rows {
            let Some(name) = cell(row, header.owner) else { continue };
            match owners.iter_mut().find(|(known, ..)| known.eq_ignore_ascii_case(&name)) {
                Some((.., count)) => *count += 1,
                None => owners.push((name, cell(row, header.owner_id), 1)),
            }
        }
        let named: usize = owners.iter().map(|(.., count)| count).sum();
        let several = owners.len();
        // Of equally many the first, so that the same file gives the same plan.
        let most = owners.into_iter().rev().max_by_key(|(.., count)| *count).filter(|(.., count)| 2 * count > named);
        Guesses { order, mark, owner: most.map(|(name, id, _)| (name, id)), several, evidence }
    }
}

/// Settles whose posts they are: Instagram's exports hold the other side's account in a row of a collaboration, and Facebook's
/// hold several pages when these were chosen together.
fn settle(plan: &mut FilePlan, owner: Option<(String, Option<String>)>, several: usize, overrides: &Overrides, site: Site) {
    let column = site.owner_column();
    let (owner, why) = match owner {
        _ if several > 1 && (site == Site::Facebook || owner.is_none()) => {
            plan.account_from_rows = true;
            let why = match &overrides.account {
                Some(chosen) => format!("the column `{column}` names {several} accounts, so `{chosen}` is not used"),
                None => format!("the column `{column}` names {several} accounts"),
            };
            plan.evidence.push(Evidence::new("account", "by row", why));
            return;
        }
        Some(owner) if several > 1 => (Some(owner), format!("most rows of the column `{column}`; other rows are by other accounts")),
        Some(owner) => (Some(owner), format!("the column `{column}`")),
        None => (None, format!("the column `{column}` is blank")),
    };
    let (name, id, why) = match (&overrides.account, owner) {
        (Some(chosen), Some((_, id))) => (Some(chosen.clone()), id, "chosen by hand".to_owned()),
        (Some(chosen), None) => (Some(chosen.clone()), None, "chosen by hand".to_owned()),
        (None, Some((name, id))) => (Some(name), id, why),
        (None, None) => (None, None, why),
    };
    plan.evidence.push(Evidence::new("account", name.as_deref().unwrap_or("unknown"), why));
    plan.account = name.map(|name| AccountName {
        native_id: id.filter(|id| crate::id::checked(id).is_ok()),
        display_name: (site == Site::Facebook).then(|| name.clone()),
        ..account_named(site.platform(), &name)
    });
}

/// First and last day of `Aug-01-2025_Aug-31-2025_1039829308656930.csv`.
fn named(name: &str) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let mut parts = name.split('_');
    let mut day = || {
        let written = parts.next().filter(|part| part.len() == 11)?.replace('-', " ");
        moment::written(&written, None).map(|written| written.local.date())
    };
    let (from, to) = (day()?, day()?);
    (from <= to).then_some((from, to))
}

impl Site {
    fn platform(self) -> Platform {
        match self {
            Site::Facebook => Platform::Facebook,
            Site::Instagram => Platform::Instagram,
        }
    }
}
