//! What the account says to nobody in particular, and what it says first: releases said again, notices, repeats, mentions, reposts.

use chrono::{Days, NaiveDate};

use super::bulletins::{bulletin, flood_bulletin};
use super::clock::{DAY, HOUR, MINUTE, Seconds, date, london, midnight};
use super::draw::Draw;
use super::months::{FLOOD_DAYS, FLOOD_NOTICES as FLOOD_COUNT, FLOOD_REPEATS, LONG_NOTE_MONTHS, MONTHS, Month};
use super::notices::{FLOOD_NOTICES, FLOOD_REPOSTS, LONG_NOTES, MENTIONS, NOTICES, PARTNER_TALKS, REPOSTS, THREADS};
use super::places::{HANDLE, PARTNERS, SIGNATURES, SITE};
use super::releases::{Newsroom, month_end, posting_day};
use super::rewording::{edited, quoting, verbatim};
use super::shingles::Shelf;
use super::timeline::{Band, Kind, Said, Timeline, snowflake};
use super::words::Slots;

/// How often a text is drafted again before the script is taken to be wrong.
const PATIENCE: usize = 4_000;

/// Signs of a notice that nobody would post again weeks later.
const FLEETING: &[&str] = &[
    "oday",
    "onight",
    "morning",
    "esterday",
    "omorrow",
    " now",
    "All clear",
    "cones",
    "Roadworks",
    "Works to",
    "not emptied",
    "to get in",
    "fixed",
    "down across",
    "Burst",
    "out of order",
    "taped off",
    "Heating",
    "out of use",
    "settling",
];

#[derive(Debug)]
struct Desk<'a> {
    timeline: &'a mut Timeline,
    newsroom: &'a Newsroom,
    draw: Draw,
    /// Every broadcast so far.
    said: Shelf,
    /// Pieces of releases that have been posted: release and piece.
    used: Vec<(usize, usize)>,
    /// Posts that may be said again: index and how often they were.
    repeatable: Vec<(usize, usize)>,
}

/// Writes all of it into the timeline; `PARTNERS` become its first people.
pub(super) fn tell(timeline: &mut Timeline, newsroom: &Newsroom) {
    let mut draw = Draw::new("broadcasts");
    for (handle, _) in PARTNERS {
        let id = 800_000_000_000_000_000 + draw.between(1, 99_999_999_999) as u64 * 1_000_003;
        timeline.person((*handle).to_owned(), id, false);
    }
    let mut desk = Desk { timeline, newsroom, draw, said: Shelf::default(), used: Vec::new(), repeatable: Vec::new() };
    let mut next_trailer = 2;
    for (number, month) in MONTHS.iter().enumerate() {
        // Once in four months at most.
        if number >= next_trailer && desk.trailer(month) {
            next_trailer = number + 4;
        }
        desk.releases(month);
        desk.notices(month);
        desk.repeats(month);
        desk.mentions(month, number);
        desk.reposts(month);
    }
}

impl Desk<'_> {
    fn broadcast(&mut self, at: Seconds, kind: Kind, carries: Option<(usize, Band)>, said: Said) -> usize {
        self.said.put(&said.text);
        let index = self.timeline.speak(at, kind, None, &[], said);
        self.timeline.posts[index].carries = carries;
        index
    }

    /// Not like anything that was broadcast before.
    fn is_fresh(&self, text: &str) -> bool {
        self.said.similarity(text).into_iter().all(|share| share < 65)
    }

    /// A moment of this month after the release came out, within a fortnight.
    fn after(&mut self, release: usize, month: &Month) -> Seconds {
        let at = self.newsroom.releases[release].at;
        let last = (at + 14 * DAY).min(midnight(month_end(month.year, month.month)) - 6 * HOUR);
        if self.draw.chance(45) {
            return at + self.draw.between(12, 150) * MINUTE + self.draw.between(0, 59);
        }
        let day = super::clock::local(at).0 + Days::new(self.draw.between(1, ((last - at) / DAY).max(1)) as u64);
        london(day, self.draw.between(8, 18), self.draw.between(0, 59), self.draw.between(0, 59))
    }

    /// Releases of this month, and which of their pieces have not been posted.
    fn unused(&mut self, month: &Month) -> Vec<(usize, usize)> {
        let (from, to) = (midnight(date(month.year, month.month, 1)), midnight(month_end(month.year, month.month)));
        let mut free = Vec::new();
        for (number, release) in self.newsroom.releases.iter().enumerate() {
            if (from..to).contains(&release.at) {
                free.extend((0..release.pieces.len()).map(|piece| (number, piece)).filter(|piece| !self.used.contains(piece)));
            }
        }
        self.draw.shuffle(&mut free);
        free
    }

    /// A release in its own words, days before it is out, so that it is no copy of it. True when the month had one to trail.
    fn trailer(&mut self, month: &Month) -> bool {
        for (release, piece) in self.unused(month) {
            let text = self.newsroom.releases[release].pieces[piece].clone();
            let at = self.newsroom.releases[release].at - 4 * DAY + 25 * MINUTE;
            let shares = self.newsroom.shelf.containment(&text);
            let alone = shares.iter().enumerate().all(|(other, share)| other == release || *share < 15);
            if piece != 0 && text.chars().count() < 270 && at > midnight(date(month.year, month.month, 2)) && alone && self.is_fresh(&text)
            {
                self.used.push((release, piece));
                self.broadcast(at, Kind::Announcement, None, Said::plain(text));
                return true;
            }
        }
        false
    }

    fn releases(&mut self, month: &Month) {
        // A quotation uses up no piece, so that it has the choice of all releases.
        for (kind, count) in [(Kind::Quote, month.quotes), (Kind::Verbatim, month.verbatim), (Kind::Edited, month.edited)] {
            for _ in 0..count {
                assert!(self.carry(month, kind), "too few releases in {}-{} for {kind:?}", month.year, month.month);
            }
        }
    }

    fn carry(&mut self, month: &Month, kind: Kind) -> bool {
        let mut pieces = self.unused(month);
        if kind == Kind::Verbatim && self.draw.chance(60) {
            pieces.sort_by_key(|(_, piece)| *piece != 0);
        }
        if kind == Kind::Edited {
            pieces.retain(|(_, piece)| *piece != 0);
        }
        for (number, piece) in pieces {
            let at = self.after(number, month);
            let release = &self.newsroom.releases[number];
            for _ in 0..40 {
                let (text, band, range) = match kind {
                    Kind::Verbatim => (verbatim(&mut self.draw, &release.pieces[piece]), Band::Verbatim, 88..=100),
                    Kind::Edited => (edited(&mut self.draw, &release.pieces[piece], &release.slots), Band::Mostly, 58..=72),
                    _ => (quoting(&mut self.draw, &release.quote, &release.slots), Band::Quotes, 27..=43),
                };
                if text.chars().count() <= 280 && self.newsroom.lies_in(&text, number, at, range) && self.is_fresh(&text) {
                    let said = Said::linked(&mut self.draw, &text, &release.link);
                    let index = self.broadcast(at, kind, Some((number, band)), said);
                    if kind != Kind::Quote {
                        self.used.push((number, piece));
                        self.repeatable.push((index, 0));
                    }
                    return true;
                }
            }
        }
        false
    }

    /// A text of the account's own that is fresh, from the first draft that is.
    fn own(&mut self, day: NaiveDate, mut template: impl FnMut(&mut Draw) -> String) -> Said {
        for _ in 0..PATIENCE {
            let template = template(&mut self.draw);
            let speaker = self.draw.index(6);
            let text = Slots::new(&mut self.draw, day, speaker).fill(&template);
            if self.newsroom.is_own(&text) && self.is_fresh(&text) {
                let target = format!("{SITE}/go/{}", self.draw.token().to_lowercase());
                return Said::linked(&mut self.draw, &text, &target);
            }
        }
        panic!("nothing fresh is left to say on {day}");
    }

    fn notices(&mut self, month: &Month) {
        let fitting: Vec<&str> =
            NOTICES.iter().filter(|(months, _)| months.is_empty() || months.contains(&month.month)).map(|(_, text)| *text).collect();
        let seasonal: Vec<&str> = NOTICES.iter().filter(|(months, _)| months.contains(&month.month)).map(|(_, text)| *text).collect();
        for place in 0..month.notices {
            let day = posting_day(&mut self.draw, month.year, month.month);
            let said = self.own(day, |draw| match place {
                0 | 1 if !seasonal.is_empty() && draw.chance(70) => draw.pick(&seasonal).to_owned(),
                _ if draw.chance(40) => bulletin(draw),
                _ => draw.pick(&fitting).to_owned(),
            });
            let at = self.daytime(day);
            let passing = FLEETING.iter().any(|word| said.text.contains(word));
            let index = self.broadcast(at, Kind::Announcement, None, said);
            if !passing {
                self.repeatable.push((index, 0));
            }
        }
        for _ in 0..month.threads {
            let day = posting_day(&mut self.draw, month.year, month.month);
            self.thread(day);
        }
        if let Some(which) = LONG_NOTE_MONTHS.iter().position(|when| *when == (month.year, month.month)) {
            let day = posting_day(&mut self.draw, month.year, month.month);
            let said = self.own(day, |_| LONG_NOTES[which].to_owned());
            let at = self.daytime(day);
            self.broadcast(at, Kind::Announcement, None, said);
        }
        if (month.year, month.month) == (2026, 2) {
            for place in 0..FLOOD_COUNT {
                let at = self.flood_moment(place, FLOOD_COUNT);
                let said = self.own(super::clock::local(at).0, |draw| {
                    if draw.chance(45) { flood_bulletin(draw) } else { draw.pick(FLOOD_NOTICES).to_owned() }
                });
                let index = self.broadcast(at, Kind::Announcement, None, said);
                self.repeatable.push((index, 0));
            }
        }
    }

    fn thread(&mut self, day: NaiveDate) {
        let mut at = self.daytime(day);
        for _ in 0..PATIENCE {
            let speaker = self.draw.index(6);
            let slots = Slots::new(&mut self.draw, day, speaker);
            let parts = self.draw.pick(THREADS);
            let opening = slots.fill(parts[0]);
            if self.newsroom.is_own(&opening) && self.said.similarity(&opening).into_iter().all(|share| share < 72) {
                let root = self.broadcast(at, Kind::Announcement, None, Said::plain(opening));
                let mut parent = root;
                for part in &parts[1..] {
                    at += self.draw.between(70, 260);
                    parent = self.timeline.speak(at, Kind::Continuation, Some(parent), &[], Said::plain(slots.fill(part)));
                }
                return;
            }
        }
        panic!("every thread has been told before {day}");
    }

    fn repeats(&mut self, month: &Month) {
        for _ in 0..month.repeats {
            // In the story's first days there is little to say again: another day is drawn then.
            let told = (0..30).any(|_| {
                let day = posting_day(&mut self.draw, month.year, month.month);
                let at = self.daytime(day);
                self.repeat(at, 4 * DAY)
            });
            assert!(told, "nothing to say again in {}-{}", month.year, month.month);
        }
        if (month.year, month.month) == (2026, 2) {
            for place in 0..FLOOD_REPEATS {
                let told = (0..30).any(|_| {
                    let at = self.flood_moment(place + 2, FLOOD_REPEATS + 2);
                    self.repeat(at, 8 * HOUR)
                });
                assert!(told, "nothing to say again in the flood week");
            }
        }
    }

    /// Says something again that is at least `pause` and at most ten weeks old, if there is such a thing.
    fn repeat(&mut self, at: Seconds, pause: Seconds) -> bool {
        for _ in 0..PATIENCE {
            let which = self.draw.index(self.repeatable.len());
            let (source, times) = self.repeatable[which];
            let post = &self.timeline.posts[source];
            let carries = post.carries;
            let age = at - post.at;
            let wanted = carries.is_some() || self.draw.chance(45);
            // In the flood week it is the flood that is said again.
            let in_flood = pause < DAY;
            if !wanted || times >= 2 || age < pause || age > if in_flood { 4 * DAY } else { 70 * DAY } || (in_flood && carries.is_some()) {
                continue;
            }
            let text = post.text.clone();
            let links = post.links.clone();
            let said = again(&mut self.draw, &text, &links);
            let fits = match carries {
                Some((release, Band::Verbatim)) => self.newsroom.lies_in(&said.text, release, at, 86..=100),
                Some((release, _)) => self.newsroom.lies_in(&said.text, release, at, 56..=74),
                None => self.newsroom.is_own(&said.text),
            };
            let mut pair = Shelf::default();
            pair.put(&text);
            if fits && said.text.chars().count() <= 280 && pair.similarity(&said.text)[0] >= 88 {
                self.repeatable[which].1 += 1;
                let index = self.broadcast(at, Kind::Repeat, carries, said);
                self.timeline.posts[index].repeat_of = Some(source);
                return true;
            }
        }
        false
    }

    fn mentions(&mut self, month: &Month, number: usize) {
        for place in 0..month.mentions {
            let day = posting_day(&mut self.draw, month.year, month.month);
            let at = self.daytime(day);
            let (partner, template, talk) = MENTIONS[(number * 5 + place * 3) % MENTIONS.len()];
            let slots = Slots::new(&mut self.draw, day, 0);
            let text = slots.fill(&template.replace("{partner}", PARTNERS[partner].0));
            let root = self.timeline.speak(at, Kind::Mention, None, &[partner], Said::plain(text));
            if let Some(talk) = talk.filter(|_| number < 10) {
                let [they, we, they_again] = PARTNER_TALKS[talk];
                let first = self.timeline.hear(partner, at + 37 * MINUTE, Some(root), format!("@{HANDLE} {}", slots.fill(they)));
                let answer = Said::plain(format!("@{} {}", PARTNERS[partner].0, slots.fill(we)));
                let second = self.timeline.speak(at + 55 * MINUTE, Kind::Reply, Some(first), &[partner], answer);
                self.timeline.hear(partner, at + 80 * MINUTE, Some(second), format!("@{HANDLE} {}", slots.fill(they_again)));
            }
        }
        // Now and then it thanks a partner for something that is in none of the files.
        if number.is_multiple_of(2) {
            let day = posting_day(&mut self.draw, month.year, month.month);
            let at = self.daytime(day);
            let partner = self.draw.index(PARTNERS.len());
            let thanks = self.draw.pick(&[
                "thanks for sharing this 👍",
                "great to see, well done all round",
                "thank you for passing this on, we've told our teams",
            ]);
            let text = format!("@{} {thanks} {}", PARTNERS[partner].0, self.draw.pick(SIGNATURES));
            let theirs = snowflake((at - self.draw.between(20, 300) * MINUTE) * 1000, self.draw.bits());
            let index = self.timeline.speak(at, Kind::Reply, None, &[partner], Said::plain(text));
            self.timeline.posts[index].elsewhere = Some((theirs, partner));
        }
    }

    fn reposts(&mut self, month: &Month) {
        let fitting: Vec<(usize, &str)> = REPOSTS
            .iter()
            .filter(|(_, months, _)| months.is_empty() || months.contains(&month.month))
            .map(|(who, _, text)| (*who, *text))
            .collect();
        for _ in 0..month.reposts {
            let day = posting_day(&mut self.draw, month.year, month.month);
            let at = self.daytime(day);
            let (partner, text) = self.draw.pick(&fitting);
            self.repost(at, day, partner, text);
        }
        if (month.year, month.month) == (2026, 2) {
            for (place, (partner, text)) in FLOOD_REPOSTS.iter().copied().enumerate() {
                let at = self.flood_moment(place + 1, FLOOD_REPOSTS.len() + 1);
                self.repost(at, super::clock::local(at).0, partner, text);
            }
        }
    }

    /// As the archive holds it: cut at 140 characters.
    fn repost(&mut self, at: Seconds, day: NaiveDate, partner: usize, text: &str) {
        let text = format!("RT @{}: {}", PARTNERS[partner].0, Slots::new(&mut self.draw, day, 0).fill(text));
        let cut = if text.chars().count() > 140 { text.chars().take(139).chain(['…']).collect() } else { text };
        self.timeline.speak(at, Kind::Repost, None, &[], Said::plain(cut));
    }

    fn daytime(&mut self, day: NaiveDate) -> Seconds {
        london(day, self.draw.between(8, 18), self.draw.between(0, 59), self.draw.between(0, 59))
    }

    /// Spreads `count` moments over the flood week, by day and evening.
    fn flood_moment(&mut self, place: usize, count: usize) -> Seconds {
        let days = FLOOD_DAYS.1 - FLOOD_DAYS.0 + 1;
        let day = FLOOD_DAYS.0 + (place * days as usize / count) as u32;
        london(date(2026, 2, day), self.draw.between(7, 21), self.draw.between(0, 59), self.draw.between(0, 59))
    }
}

/// The same text once more: as it was, with another link, with `ICYMI`, or with a hashtag.
fn again(draw: &mut Draw, text: &str, links: &[(String, String)]) -> Said {
    let (mut text, mut target) = (text.to_owned(), None);
    if let Some((short, leads_to)) = links.first() {
        text = text.replace(short.as_str(), "{link}");
        target = Some(leads_to.clone());
    }
    let text = match draw.index(4) {
        0 if !text.starts_with("NEW: ") && !text.starts_with("In case") => format!("ICYMI: {text}"),
        1 => format!("{text} #Wexcombe"),
        _ => text,
    };
    Said::linked(draw, &text, &target.unwrap_or_default())
}
