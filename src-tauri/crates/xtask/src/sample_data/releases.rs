//! The press office's releases over the eighteen months.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};

use super::clock::{DAY, Seconds, date, days_of_month, is_weekend, london};
use super::draw::Draw;
use super::months::MONTHS;
use super::places::SITE;
use super::press::{CLOSINGS, FLOOD_STORIES, STORIES, Story};
use super::shingles::Shelf;
use super::words::Slots;

#[derive(Debug)]
pub(super) struct Release {
    pub(super) guid: String,
    pub(super) at: Seconds,
    pub(super) headline: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) link: String,
    /// The headline and the paragraphs that are not quotes: what posts are made of.
    pub(super) pieces: Vec<String>,
    pub(super) quote: String,
    pub(super) slots: Slots,
}

/// All releases, oldest first.
#[derive(Debug)]
pub(super) struct Newsroom {
    pub(super) releases: Vec<Release>,
    /// Their texts, by index.
    pub(super) shelf: Shelf,
}

impl Newsroom {
    /// Not out of any release.
    pub(super) fn is_own(&self, text: &str) -> bool {
        self.shelf.containment(text).into_iter().all(|share| share < 12)
    }

    /// In this release by a share within `band`, and by far less in every other one that is out by then.
    pub(super) fn lies_in(&self, text: &str, release: usize, by: Seconds, band: RangeInclusive<usize>) -> bool {
        let shares = self.shelf.containment(text);
        let own = shares[release];
        let is_out = |other: usize| self.releases[other].at <= by + 2 * DAY;
        band.contains(&own) && (0..shares.len()).all(|other| other == release || !is_out(other) || shares[other] + 12 <= own)
    }
}

/// For each headline's template, how often it was used and when last.
type Worn = BTreeMap<&'static str, (usize, Seconds)>;

pub(super) fn newsroom() -> Newsroom {
    let mut draw = Draw::new("releases");
    let mut dated: Vec<(Seconds, Slots, &'static Story)> = Vec::new();
    for month in &MONTHS {
        // Nothing in the last three days of a month, so that there is time to post about it.
        let days: Vec<NaiveDate> =
            days_of_month(month.year, month.month).into_iter().filter(|day| day.day() < 27 && !is_weekend(*day)).collect();
        for _ in 0..month.releases {
            let day = draw.pick(&days);
            let fitting: Vec<&'static Story> =
                STORIES.iter().filter(|story| story.months.is_empty() || story.months.contains(&month.month)).collect();
            let story = draw.pick(&fitting);
            let slots = Slots::new(&mut draw, day, story.speaker);
            dated.push((office_hour(&mut draw, day), slots, story));
        }
    }
    for (day, story) in FLOOD_STORIES {
        let day = date(2026, 2, *day);
        let slots = Slots::new(&mut draw, day, story.speaker);
        dated.push((london(day, 9, draw.between(5, 50), 0), slots, story));
    }
    dated.sort_by_key(|(at, ..)| *at);

    let mut worn = Worn::new();
    let mut newsroom = Newsroom { releases: Vec::new(), shelf: Shelf::default() };
    for (number, (at, slots, story)) in dated.into_iter().enumerate() {
        let (release, template) = write(&mut draw, &newsroom.shelf, &worn, number, at, slots, story);
        let (times, last) = worn.entry(template).or_default();
        (*times, *last) = (*times + 1, at);
        newsroom.shelf.put(&format!("{}\n{}", release.headline, release.paragraphs.join("\n")));
        newsroom.releases.push(release);
    }
    newsroom
}

/// A release whose headline and opening are not those of an earlier one.
fn write(
    draw: &mut Draw,
    earlier: &Shelf,
    worn: &Worn,
    number: usize,
    at: Seconds,
    mut slots: Slots,
    mut story: &'static Story,
) -> (Release, &'static str) {
    let day = super::clock::local(at).0;
    loop {
        let headline = slots.fill(draw.pick(story.headlines));
        // Headline and opening of the same kind of news stand at the same place in their lists.
        let which = story.headlines.iter().position(|template| slots.fill(template) == headline).unwrap_or(0);
        let lead = slots.fill(story.leads[which.min(story.leads.len() - 1)]);
        let is_new = |text: &str| earlier.containment(text).into_iter().all(|share| share < 72);
        let worn = worn.get(story.headlines[which]).is_some_and(|(times, last)| *times >= 5 || at - last < 40 * DAY);
        if worn || !is_new(&headline) || !is_new(&lead) {
            if draw.chance(50) {
                let fitting: Vec<&'static Story> =
                    STORIES.iter().filter(|story| story.months.is_empty() || story.months.contains(&day.month())).collect();
                story = draw.pick(&fitting);
            }
            slots = Slots::new(draw, day, story.speaker);
            continue;
        }
        let mut details: Vec<String> = story.details.iter().map(|detail| slots.fill(detail)).collect();
        // The detail that belongs to the headline comes first; the rest are about the same scheme.
        if details.len() > which {
            details.swap(0, which);
        }
        details.truncate(draw.between(1, 3) as usize);
        let quote = slots.fill(draw.pick(story.quotes));
        let mut pieces = vec![headline.clone(), lead.clone()];
        pieces.extend(details.iter().cloned());
        let mut paragraphs = vec![lead];
        paragraphs.append(&mut details);
        paragraphs.insert(draw.between(1, paragraphs.len() as i64) as usize, quote.clone());
        if paragraphs.len() < 4 || draw.chance(60) {
            paragraphs.push(draw.pick(CLOSINGS).to_owned());
        }
        let slug: String =
            headline.to_lowercase().replace(' ', "-").chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
        let release = Release {
            guid: format!("{SITE}/?newsroom={}", 4_100 + number * 3),
            at,
            link: format!("{SITE}/news/{}/{slug}", day.year()),
            headline,
            paragraphs,
            pieces,
            quote,
            slots,
        };
        return (release, story.headlines[which]);
    }
}

fn office_hour(draw: &mut Draw, day: NaiveDate) -> Seconds {
    london(day, draw.between(9, 15), draw.between(0, 11) * 5, 0)
}

/// Days of a month as they are posted on: a weekend day one time in four.
pub(super) fn posting_day(draw: &mut Draw, year: i32, month: u32) -> NaiveDate {
    let days = days_of_month(year, month);
    loop {
        let day = draw.pick(&days);
        if !is_weekend(day) || draw.chance(25) {
            return day;
        }
    }
}

/// The day after the month's last.
pub(super) fn month_end(year: i32, month: u32) -> NaiveDate {
    days_of_month(year, month).last().map_or(date(year, month, 28), |day| *day) + Days::new(1)
}
