//! Direct messages: each person's sessions with the account.

use std::collections::BTreeMap;

use super::clock::{DAY, HOUR, MINUTE, Seconds, date, end, in_office, london};
use super::draw::Draw;
use super::months::{FLOOD_DAYS, FLOOD_DIRECTS, MONTHS};
use super::places::{PARTNERS, SIGNATURES};
use super::releases::posting_day;
use super::remarks::{DIRECT, THANKS};
use super::timeline::{Place, Timeline};
use super::words::Slots;

const NUDGES: &[&str] = &["Also, after {evening} is best for me", "Sorry, forgot to say: it's the flat at the back", "Hello?"];

/// Writes them all into the timeline, which holds the public conversations already.
pub(super) fn tell(timeline: &mut Timeline) {
    let mut draw = Draw::new("directs");
    // The end of everybody's last session.
    let mut last: BTreeMap<usize, (usize, Seconds)> = BTreeMap::new();
    for month in &MONTHS {
        let flood = if (month.year, month.month) == (2026, 2) { FLOOD_DIRECTS } else { 0 };
        for place in 0..month.directs + flood {
            let day = if place < month.directs {
                posting_day(&mut draw, month.year, month.month)
            } else {
                date(2026, 2, draw.between(i64::from(FLOOD_DAYS.0), i64::from(FLOOD_DAYS.1)) as u32)
            };
            let start = london(day, draw.between(8, 20), draw.between(0, 59), draw.between(0, 59));
            let person = who(timeline, &mut draw, &last, start);
            let session = last.get(&person).map_or(0, |(session, _)| session + 1);
            let finish = talk(timeline, &mut draw, Place::Direct { person, session }, start);
            last.insert(person, (session, finish));
        }
    }
}

/// Somebody who has written before, at least a week ago; somebody whom the account has answered in the open; or a stranger.
fn who(timeline: &mut Timeline, draw: &mut Draw, last: &BTreeMap<usize, (usize, Seconds)>, start: Seconds) -> usize {
    let rested: Vec<usize> = last.iter().filter(|(_, (_, finish))| finish + 7 * DAY < start).map(|(person, _)| *person).collect();
    if draw.chance(20) && !rested.is_empty() {
        return draw.pick(&rested);
    }
    let mut answered: Vec<usize> =
        timeline.posts.iter().filter(|post| post.author.is_none()).flat_map(|post| post.to.iter().copied()).collect();
    answered.retain(|person| *person >= PARTNERS.len() && !last.contains_key(person));
    if draw.chance(50) && !answered.is_empty() { draw.pick(&answered) } else { timeline.meet(draw, true) }
}

/// One session. Pauses in it are far shorter than the three days that would cut it in two.
fn talk(timeline: &mut Timeline, draw: &mut Draw, place: Place, start: Seconds) -> Seconds {
    let mut slots = Slots::new(draw, super::clock::local(start).0, 3);
    let mut at = start;
    let enquiry = &DIRECT[draw.index(DIRECT.len())];
    let mut say = |timeline: &mut Timeline, draw: &mut Draw, ours: bool, from: &[&str]| {
        at = if ours { in_office(at + draw.between(6, 300) * MINUTE) } else { at + draw.between(1, 25) * MINUTE };
        if at < end() - HOUR {
            slots.redate(draw, super::clock::local(at).0);
            let text = slots.fill(&draw.pick(from).replace("{sign}", draw.pick(SIGNATURES)));
            let milliseconds = draw.between(0, 999);
            at = timeline.direct(place, at, milliseconds, ours, text);
        }
    };
    say(timeline, draw, false, enquiry.asks);
    if draw.chance(35) {
        say(timeline, draw, false, NUDGES);
    }
    let course = draw.between(1, 100);
    if course <= 74 {
        say(timeline, draw, true, enquiry.answers);
    }
    match course {
        1..=18 => say(timeline, draw, false, THANKS),
        19..=36 => {
            let (they, we) = draw.pick(enquiry.returns);
            say(timeline, draw, false, &[they]);
            say(timeline, draw, true, &[we]);
        }
        _ => {}
    }
    at
}
