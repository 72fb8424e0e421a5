//! What the columns of a table seem to mean, by their names and what stands in them: a proposal for a person to settle.

use std::collections::{BTreeMap, BTreeSet};

use earshot_model::{Evidence, Mapping, Platform, Role, RowsAre};

use super::grid::Grid;
use super::names::{COUNTS, HOSTS, INBOUND, OUTBOUND, ROLES, TIMES, listed, plain};
use super::settled::moment_of;
use crate::moment;
use crate::number::{Mark, number, signed};

/// A column of directions has a few words; one of more is something else.
const MOST_WORDS: usize = 8;

pub(super) struct Guess {
    pub(super) mapping: Mapping,
    pub(super) evidence: Vec<Evidence>,
}

/// The column that each role seems to have.
type Places = BTreeMap<Role, usize>;

impl Guess {
    /// The guess for a table that stands in a file of this name.
    pub(super) fn of(grid: &Grid, file: &str) -> Guess {
        let names: Vec<String> = grid.header.iter().map(|name| plain(name)).collect();
        let mut places = places(grid, &names);
        let is_of_days = is_of_days(grid, &places);
        let mut metrics = metrics(grid, &names, &places, is_of_days);
        let rows = rows_are(is_of_days, &places, &metrics);
        // A message whose table has but a subject says what the subject says.
        if rows == RowsAre::Messages
            && !places.contains_key(&Role::Text)
            && let Some(title) = places.remove(&Role::Title)
        {
            places.insert(Role::Text, title);
        }
        if rows == RowsAre::Releases {
            metrics.clear();
        }
        // Without ids nothing can be answered.
        let has_ids = places.contains_key(&Role::Id);
        places.retain(|role, _| belongs(*role, rows) && (has_ids || *role != Role::Parent));
        let named = |column: usize| grid.header[column].clone();
        let of_role = |(role, column): (&Role, &usize)| {
            let why = if *role == Role::Time && !is_usual(TIMES, &names[*column]) { "its cells are moments" } else { "its name" };
            Evidence::new("column", format!("`{}` is the {}", named(*column), role.as_str()), why)
        };
        let of_count = |(column, name): (&usize, &String)| {
            Evidence::new("column", format!("`{}` counts {name}", named(*column)), "its name, and its cells are numbers")
        };
        let evidence = places.iter().map(of_role).chain(metrics.iter().map(of_count)).collect();
        let outbound = places.get(&Role::Direction).and_then(|column| outbound(*column, grid, &names[*column])).unwrap_or_default();
        let mapping = Mapping {
            name: file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned(),
            header: grid.header.clone(),
            platform: if rows == RowsAre::Releases { Platform::Feed } else { platform(grid, &places) },
            rows,
            columns: places.iter().map(|(role, column)| (*role, named(*column))).collect(),
            metrics: metrics.into_iter().map(|(column, name)| (named(column), name)).collect(),
            outbound,
            ours: Vec::new(),
            zone: None,
            dates: None,
            decimal: None,
            sheet: grid.chosen_sheet(),
            rows_at: grid.rows_at(),
        };
        Guess { mapping, evidence }
    }
}

/// Gives each role the first of its usual names whose column can be that.
fn places(grid: &Grid, names: &[String]) -> Places {
    let mut places = Places::new();
    for (role, usual) in ROLES {
        let is_free = |column: &usize| !places.values().any(|taken| taken == column) && fits(role, *column, grid, names);
        let by_name = listed(usual).filter_map(|usual| names.iter().position(|name| name == usual)).find(is_free);
        // Nothing but a moment looks like one, unless it is a number.
        let is_written = |column: &usize| grid.cells(*column).any(|cell| cell.contains(|c: char| !c.is_ascii_digit()));
        let by_cells = || (0..names.len()).find(|column| role == Role::Time && is_written(column) && is_free(column));
        if let Some(column) = by_name.or_else(by_cells) {
            places.insert(role, column);
        }
    }
    places
}

fn is_usual(list: &'static str, name: &str) -> bool {
    listed(list).any(|usual| usual == name)
}

/// Whether what stands in a column can be what its name promises.
fn fits(role: Role, column: usize, grid: &Grid, names: &[String]) -> bool {
    let cells = grid.cells(column);
    let mostly = |good: usize| good > 0 && 2 * good > cells.clone().count();
    match role {
        Role::Time => {
            let order = moment::order(cells.clone());
            mostly(cells.clone().filter(|cell| moment_of(cell, order).is_some()).count())
        }
        Role::Text | Role::Title => mostly(cells.clone().filter(|cell| number(cell, Mark::Point).is_err()).count()),
        Role::Id => {
            let distinct: BTreeSet<&str> = cells.clone().collect();
            !distinct.is_empty() && distinct.len() == grid.rows.len()
        }
        Role::Direction => outbound(column, grid, &names[column]).is_some(),
        Role::Permalink => mostly(cells.clone().filter(|cell| cell.starts_with("http")).count()),
        Role::Parent | Role::Conversation | Role::Author | Role::Account => cells.clone().next().is_some(),
    }
}

/// What a row of this kind has a use for.
fn belongs(role: Role, rows: RowsAre) -> bool {
    match rows {
        RowsAre::Messages => role != Role::Title,
        RowsAre::Days => matches!(role, Role::Time | Role::Account),
        RowsAre::Releases => matches!(role, Role::Id | Role::Time | Role::Title | Role::Text | Role::Permalink),
    }
}

/// The words of a column of directions that say that we wrote it; `None`: it holds other words than directions.
fn outbound(column: usize, grid: &Grid, name: &str) -> Option<Vec<String>> {
    let words: BTreeSet<&str> = grid.cells(column).collect();
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let is_one_of = |word: &str, list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let (yes, no) = (["true", "yes", "1", "y"], ["false", "no", "0", "n"]);
    if words.iter().all(|word| is_one_of(word, &yes) || is_one_of(word, &no)) {
        // Which of the two it is, only the name can tell.
        let ours = if name.contains("inbound") || name.contains("incoming") {
            no
        } else if name.contains("outbound") {
            yes
        } else {
            return None;
        };
        return Some(ours.map(str::to_owned).to_vec());
    }
    let plain_words: Vec<(String, &str)> = words.iter().map(|word| (plain(word), *word)).collect();
    let is_ours = |word: &str| is_usual(OUTBOUND, word);
    let known = |word: &str| is_ours(word) || is_usual(INBOUND, word);
    if !plain_words.iter().all(|(word, _)| known(word)) {
        return None;
    }
    let ours: Vec<String> = plain_words.iter().filter(|(word, _)| is_ours(word)).map(|(_, word)| (*word).to_owned()).collect();
    // A table of what was received may meet one of what was sent.
    Some(if ours.is_empty() { vec!["outbound".to_owned()] } else { ours })
}

/// The columns of numbers whose names are those of counts; in a table of days, any that are counts.
fn metrics(grid: &Grid, names: &[String], places: &Places, is_of_days: bool) -> BTreeMap<usize, String> {
    let free = (0..names.len()).filter(|column| !places.values().any(|taken| taken == column) && !names[*column].is_empty());
    let columns: Vec<usize> = free.collect();
    let is_count = |cell: &str| signed(cell, Mark::Point).is_ok() || signed(cell, Mark::Comma).is_ok();
    let mut metrics: BTreeMap<usize, String> = BTreeMap::new();
    for column in columns {
        let (numbers, all) = grid.cells(column).fold((0, 0), |(numbers, all), cell| (numbers + usize::from(is_count(cell)), all + 1));
        if all == 0 || 2 * numbers <= all {
            continue;
        }
        let name = &names[column];
        let known = COUNTS.iter().find(|(_, theirs)| {
            // `public_metrics.like_count`
            listed(theirs).any(|known| known == name || known.contains(' ') && name.ends_with(known))
        });
        let ours = match known {
            Some((ours, _)) => (*ours).to_owned(),
            None if is_of_days => name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect(),
            None => continue,
        };
        if !metrics.values().any(|other| *other == ours) {
            metrics.insert(column, ours);
        }
    }
    metrics
}

/// Whether a table has days, and nothing that was said on them.
fn is_of_days(grid: &Grid, places: &Places) -> bool {
    let says_something = [Role::Text, Role::Title, Role::Id].iter().any(|role| places.contains_key(role));
    let is_day = |cell: &str| moment_of(cell, None).is_none_or(|written| written.precision == 86_400);
    !says_something && places.get(&Role::Time).is_some_and(|time| grid.cells(*time).all(is_day))
}

fn rows_are(is_of_days: bool, places: &Places, metrics: &BTreeMap<usize, String>) -> RowsAre {
    let has = |role| places.contains_key(&role);
    if is_of_days && !metrics.is_empty() {
        RowsAre::Days
    } else if has(Role::Title) && !has(Role::Author) && !has(Role::Direction) && !has(Role::Parent) && metrics.is_empty() {
        RowsAre::Releases
    } else {
        RowsAre::Messages
    }
}

/// Where the links of the first rows lead.
fn platform(grid: &Grid, places: &Places) -> Platform {
    let Some(links) = places.get(&Role::Permalink) else { return Platform::Conversation };
    let host = |link: &str| {
        let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
        rest.split(['/', '?']).next().unwrap_or_default().to_lowercase()
    };
    let found: BTreeSet<Option<Platform>> = grid
        .cells(*links)
        .map(|link| {
            let host = host(link);
            let known = HOSTS.iter().find(|(known, _)| host == *known || host.ends_with(&format!(".{known}")));
            known.map(|(_, platform)| *platform)
        })
        .collect();
    match found.first() {
        Some(Some(platform)) if found.len() == 1 => *platform,
        _ => Platform::Conversation,
    }
}
