//! The council's page on Facebook, run by the press office: releases as they are, a few words of its own, and nobody answered.

use chrono::{Days, NaiveDate};

use super::clock::{DAY, HOUR, MINUTE, Seconds, date, local, london, midnight};
use super::draw::Draw;
use super::leaflets::{FLOOD_LEAFLETS, LEAFLETS, SHARED};
use super::months::FLOOD_DAYS;
use super::places::PAGE;
use super::releases::{Newsroom, Release, month_end, posting_day};
use super::rewording::{edited, quoting};
use super::shingles::Shelf;
use super::timeline::{Band, Kind, Said, Timeline};
use super::words::Slots;

/// Year and month, releases as they are, edited and quoted from, posts said again, announcements, and posts of others.
const MONTHS: [(i32, u32, [usize; 6]); 18] = [
    (2025, 4, [3, 1, 1, 0, 3, 1]),
    (2025, 5, [3, 1, 0, 1, 2, 0]),
    (2025, 6, [3, 1, 1, 1, 2, 0]),
    (2025, 7, [2, 1, 0, 1, 2, 1]),
    (2025, 8, [2, 1, 0, 1, 2, 0]),
    (2025, 9, [2, 1, 1, 1, 2, 0]),
    (2025, 10, [3, 1, 0, 1, 2, 1]),
    (2025, 11, [3, 1, 1, 1, 2, 0]),
    (2025, 12, [2, 1, 0, 1, 2, 0]),
    (2026, 1, [2, 1, 1, 1, 2, 1]),
    (2026, 2, [2, 1, 0, 1, 1, 0]),
    (2026, 3, [3, 1, 1, 1, 2, 0]),
    (2026, 4, [2, 1, 0, 1, 1, 1]),
    (2026, 5, [3, 1, 1, 1, 1, 0]),
    (2026, 6, [3, 1, 0, 1, 1, 0]),
    (2026, 7, [3, 2, 1, 2, 1, 1]),
    (2026, 8, [3, 1, 0, 2, 1, 0]),
    (2026, 9, [4, 2, 1, 2, 1, 0]),
];

const FLOOD_REPEATS: usize = 2;

/// How often a text is drafted again before the script is taken to be wrong.
const PATIENCE: usize = 2_000;

#[derive(Debug)]
struct Desk<'a> {
    timeline: Timeline,
    newsroom: &'a Newsroom,
    draw: Draw,
    /// Every broadcast so far, and every one of the other accounts, whenever it was made.
    said: Shelf,
    /// Releases that have been posted.
    used: Vec<usize>,
    /// Announcements that have been made, by their place in the list.
    told: Vec<usize>,
    /// Posts that may be said again.
    repeatable: Vec<usize>,
}

/// `others` are the council's other accounts, whose words it leaves to them.
pub(super) fn tell(newsroom: &Newsroom, others: &[&Timeline]) -> Timeline {
    let mut said = Shelf::default();
    for post in others.iter().flat_map(|other| &other.posts).filter(|post| post.kind.is_some_and(Kind::is_broadcast)) {
        said.put(&post.text);
    }
    let mut desk = Desk {
        timeline: Timeline::new(PAGE),
        newsroom,
        draw: Draw::new("page"),
        said,
        used: Vec::new(),
        told: Vec::new(),
        repeatable: Vec::new(),
    };
    for (number, (year, month, [verbatim, mostly, quotes, repeats, leaflets, shared])) in MONTHS.into_iter().enumerate() {
        if (year, month) == (2026, 2) {
            desk.flood();
        }
        for (kind, count) in [(Kind::Verbatim, verbatim), (Kind::Edited, mostly), (Kind::Quote, quotes)] {
            for _ in 0..count {
                assert!(desk.carry(year, month, kind), "too few releases in {year}-{month} for {kind:?}");
            }
        }
        for _ in 0..leaflets {
            desk.leaflet(year, month);
        }
        for _ in 0..repeats {
            let told = (0..30).any(|_| {
                let at = desk.some_time(year, month);
                desk.repeat(at, 6 * DAY)
            });
            assert!(told, "nothing to say again in {year}-{month}");
        }
        for _ in 0..shared {
            let at = desk.some_time(year, month);
            desk.timeline.speak(at, Kind::Repost, None, &[], Said::plain(SHARED[number / 3].to_owned()));
        }
    }
    desk.timeline
}

impl Desk<'_> {
    fn post(&mut self, at: Seconds, kind: Kind, carries: Option<(usize, Band)>, text: String) -> usize {
        self.said.put(&text);
        let index = self.timeline.speak(at, kind, None, &[], Said::plain(text));
        self.timeline.posts[index].carries = carries;
        index
    }

    fn is_fresh(&self, text: &str) -> bool {
        self.said.similarity(text).into_iter().all(|share| share < 65)
    }

    /// A minute of the working day in which nothing else is posted: exports know no seconds.
    fn daytime(&mut self, day: NaiveDate) -> Seconds {
        loop {
            let at = london(day, self.draw.between(8, 18), self.draw.between(0, 59), 0);
            if self.is_free(at) {
                return at;
            }
        }
    }

    /// In the flood week there is talk of nothing else.
    fn some_time(&mut self, year: i32, month: u32) -> Seconds {
        loop {
            let day = posting_day(&mut self.draw, year, month);
            if !in_flood(day) {
                return self.daytime(day);
            }
        }
    }

    fn is_free(&self, at: Seconds) -> bool {
        self.timeline.posts.iter().all(|post| post.at != at)
    }

    /// The press office posts what it has just sent out, within the hour or in the days after.
    fn after(&mut self, release: &Release) -> Seconds {
        let (day, ..) = local(release.at);
        loop {
            let at = match self.draw.chance(60) {
                true => release.at + self.draw.between(5, 110) * MINUTE,
                false => london(day + Days::new(self.draw.between(1, 3) as u64), self.draw.between(8, 18), self.draw.between(0, 59), 0),
            };
            if self.is_free(at) {
                return at;
            }
        }
    }

    fn carry(&mut self, year: i32, month: u32, kind: Kind) -> bool {
        let (from, to) = (midnight(date(year, month, 1)), midnight(month_end(year, month)));
        let mut releases: Vec<usize> = (0..self.newsroom.releases.len()).collect();
        releases.retain(|release| (from..to).contains(&self.newsroom.releases[*release].at));
        // Nothing else is posted in the flood week.
        releases.retain(|release| {
            let (day, ..) = local(self.newsroom.releases[*release].at);
            !in_flood(day) && !in_flood(day + Days::new(3))
        });
        // A quotation uses up no release, so that it has the choice of all.
        releases.retain(|release| kind == Kind::Quote || !self.used.contains(release));
        self.draw.shuffle(&mut releases);
        releases.into_iter().any(|release| self.carry_this(release, kind))
    }

    fn carry_this(&mut self, number: usize, kind: Kind) -> bool {
        let newsroom = self.newsroom;
        let release = &newsroom.releases[number];
        let at = self.after(release);
        for _ in 0..40 {
            let (text, band, range) = match kind {
                Kind::Verbatim => (pasted(&mut self.draw, release), Band::Verbatim, 88..=100),
                Kind::Edited => {
                    let piece = self.draw.between(1, release.pieces.len() as i64 - 1) as usize;
                    (edited(&mut self.draw, &release.pieces[piece], &release.slots), Band::Mostly, 58..=72)
                }
                _ => (quoting(&mut self.draw, &release.quote, &release.slots), Band::Quotes, 27..=43),
            };
            let text = text.replace("{link}", &release.link);
            if newsroom.lies_in(&text, number, at, range) && self.is_fresh(&text) {
                let index = self.post(at, kind, Some((number, band)), text);
                if kind != Kind::Quote {
                    self.used.push(number);
                    self.repeatable.push(index);
                }
                return true;
            }
        }
        false
    }

    fn leaflet(&mut self, year: i32, month: u32) {
        let at = self.some_time(year, month);
        let mut fitting: Vec<usize> = (0..LEAFLETS.len()).filter(|which| !self.told.contains(which)).collect();
        fitting.retain(|which| LEAFLETS[*which].0.is_empty() || LEAFLETS[*which].0.contains(&month));
        self.draw.shuffle(&mut fitting);
        // What fits any month waits until nothing else is left.
        fitting.sort_by_key(|which| LEAFLETS[*which].0.is_empty());
        let which = *fitting.first().unwrap_or_else(|| panic!("every announcement of {year}-{month} has been made"));
        let (_, lasts, words) = LEAFLETS[which];
        let index = self.announce(at, words);
        self.told.push(which);
        if lasts {
            self.repeatable.extend([index, index]);
        }
    }

    fn announce(&mut self, at: Seconds, words: &str) -> usize {
        for _ in 0..PATIENCE {
            let text = Slots::new(&mut self.draw, local(at).0, 0).fill(words);
            if self.newsroom.is_own(&text) && self.is_fresh(&text) {
                return self.post(at, Kind::Announcement, None, text);
            }
        }
        panic!("not the page's own words: {words}");
    }

    /// The releases about it as they come, and plain words between them.
    fn flood(&mut self) {
        let newsroom = self.newsroom;
        for (number, release) in newsroom.releases.iter().enumerate() {
            let tells = in_flood(local(release.at).0) && ["Averil", "flood"].iter().any(|word| release.headline.contains(word));
            assert!(!tells || self.carry_this(number, Kind::Verbatim), "{} can't be posted", release.headline);
        }
        let from = date(2026, 2, FLOOD_DAYS.0);
        let mut lasting = Vec::new();
        for ((lasts, words), day) in FLOOD_LEAFLETS.iter().zip(from.iter_days()) {
            let at = self.daytime(day);
            let index = self.announce(at, words);
            if *lasts {
                lasting.push(index);
            }
        }
        let others = std::mem::replace(&mut self.repeatable, lasting);
        for place in 0..FLOOD_REPEATS {
            let said = (0..30).any(|_| {
                let at = self.daytime(from + Days::new(2 * place as u64 + 2));
                self.repeat(at, 8 * HOUR)
            });
            assert!(said, "nothing to say again in the flood week");
        }
        self.repeatable = others;
    }

    /// Says something again that is at least `pause` old, if there is such a thing: news for six weeks, its own words for three months.
    fn repeat(&mut self, at: Seconds, pause: Seconds) -> bool {
        let mut aged: Vec<usize> = self.repeatable.clone();
        aged.retain(|index| {
            let post = &self.timeline.posts[*index];
            (pause..if post.carries.is_some() { 42 * DAY } else { 91 * DAY }).contains(&(at - post.at))
        });
        if aged.is_empty() {
            return false;
        }
        let own: Vec<usize> = aged.iter().copied().filter(|index| self.timeline.posts[*index].carries.is_none()).collect();
        let source = if own.is_empty() || self.draw.chance(30) { self.draw.pick(&aged) } else { self.draw.pick(&own) };
        let (earlier, carries) = (self.timeline.posts[source].text.clone(), self.timeline.posts[source].carries);
        let text = again(&mut self.draw, &earlier);
        let fits = match carries {
            Some((release, Band::Verbatim)) => self.newsroom.lies_in(&text, release, at, 86..=100),
            Some((release, _)) => self.newsroom.lies_in(&text, release, at, 56..=74),
            None => self.newsroom.is_own(&text),
        };
        let mut pair = Shelf::default();
        pair.put(&earlier);
        if !fits || pair.similarity(&text)[0] < 88 {
            return false;
        }
        // Each stands in the list as often as it may be said again.
        if let Some(place) = self.repeatable.iter().position(|index| *index == source) {
            self.repeatable.remove(place);
        }
        let index = self.post(at, Kind::Repeat, carries, text);
        self.timeline.posts[index].repeat_of = Some(source);
        true
    }
}

pub(super) fn in_flood(day: NaiveDate) -> bool {
    (date(2026, 2, FLOOD_DAYS.0)..=date(2026, 2, FLOOD_DAYS.1)).contains(&day)
}

/// A release's headline and its first paragraphs, as they came.
fn pasted(draw: &mut Draw, release: &Release) -> String {
    let opening = draw.pick(&["📢 ", "📰 ", "NEWS | ", "", "", ""]);
    let paragraphs = draw.between(2, release.pieces.len().min(4) as i64) as usize;
    let hashtag = draw.pick(&["", "", "", "\n\n#WexcombeVale"]);
    format!("{opening}{}\n\n{{link}}{hashtag}", release.pieces[..paragraphs].join("\n\n"))
}

/// The same text once more: with a word in front, with a hashtag, or as it was.
fn again(draw: &mut Draw, text: &str) -> String {
    match draw.index(4) {
        0 => format!("In case you missed it: {text}"),
        1 => format!("{text}\n\n#InTheVale"),
        2 => format!("📌 {text}"),
        _ => text.to_owned(),
    }
}
