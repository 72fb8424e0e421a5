//! The council's own forum: lively in its first spring, answered less and less, and in the end left alone.

use chrono::Days;

use super::clock::{DAY, MINUTE, date, days_of_month, in_office, local, london};
use super::draw::Draw;
use super::enquiries::ENQUIRIES;
use super::places::{FORUM, SIGNATURES};
use super::remarks::THANKS;
use super::timeline::{Kind, Said, Timeline};
use super::words::Slots;

/// Year and month, questions of the public, and how many in a hundred are answered.
const MONTHS: [(i32, u32, usize, i64); 12] = [
    (2025, 4, 40, 88),
    (2025, 5, 38, 82),
    (2025, 6, 34, 70),
    (2025, 7, 30, 52),
    (2025, 8, 22, 30),
    (2025, 9, 18, 18),
    (2025, 10, 14, 0),
    (2025, 11, 11, 0),
    (2025, 12, 7, 0),
    (2026, 1, 6, 0),
    (2026, 2, 3, 0),
    (2026, 3, 2, 0),
];

/// What the council opens a thread with; the last is its last word.
const OPENINGS: [(i32, u32, u32, &str); 6] = [
    (
        2025,
        4,
        2,
        "Welcome to the Wexcombe Forum! This is a place to ask us anything and to talk to each other. We read every post, and you'll have an answer within two working days. Start here: what should we fix first?",
    ),
    (
        2025,
        4,
        24,
        "Ask us about: the new bin rounds. {name} from the waste team is online until {evening} and will answer whatever you throw at her.",
    ),
    (2025, 5, 20, "Ask us about: potholes, how we choose which to fill, and why it takes so long. Fire away."),
    (2025, 6, 18, "Ask us about: parks this summer. Events, toilets, barbecues, that goose. All questions are welcome."),
    (2025, 7, 16, "Ask us about: school places. Please don't post your child's name here; everything else is fair game."),
    (
        2025,
        9,
        24,
        "We're looking at how best to use this forum and would like your views. Please bear with us if answers take a little longer for now.",
    ),
];

const UNHEARD: &[&str] = &[
    "Is this forum still going?",
    "Hello? Anyone from the council here?",
    "nobody's answered anything on here since the autumn",
    "asked about {road} in the summer, still waiting",
    "are we just talking to each other now?",
    "Might as well write to Father Christmas",
];

pub(super) fn tell() -> Timeline {
    let mut draw = Draw::new("forum");
    let mut timeline = Timeline::new(FORUM);
    let members: Vec<usize> = (0..70).map(|_| timeline.meet(&mut draw, false)).collect();
    let mut threads = Vec::new();
    for (year, month, day, text) in OPENINGS {
        let day = date(year, month, day);
        let slots = Slots::new(&mut draw, day, 0);
        let at = london(day, 10, draw.between(0, 50), draw.between(0, 59));
        threads.push(timeline.speak(at, Kind::Announcement, None, &[], Said::plain(slots.fill(text))));
    }
    for (year, month, questions, answered) in MONTHS {
        for _ in 0..questions {
            let day = draw.pick(&days_of_month(year, month));
            let at = london(day, draw.between(7, 22), draw.between(0, 59), draw.between(0, 59));
            let person = draw.pick(&members);
            let mut slots = Slots::new(&mut draw, day, 0);
            let fitting: Vec<_> = ENQUIRIES.iter().filter(|one| one.months.is_empty() || one.months.contains(&month)).collect();
            let enquiry = draw.pick(&fitting);
            // Under the newest of the council's threads, where it is fresh; else in a thread of their own, addressed by name.
            let newest = threads.iter().copied().rfind(|thread| (0..12 * DAY).contains(&(at - timeline.posts[*thread].at)));
            let under = newest.filter(|thread| !timeline.present(*thread).contains(&person) && draw.chance(45));
            let words = if answered == 0 && draw.chance(25) { draw.pick(UNHEARD) } else { draw.pick(enquiry.asks) };
            let words = slots.fill(words);
            let text = if under.is_some() { words } else { format!("@{FORUM} {words}") };
            let ask = timeline.hear(person, at, under, text);
            if !draw.chance(answered) {
                continue;
            }
            let replied = in_office(at + draw.between(40, 4_000) * MINUTE);
            slots.redate(&mut draw, local(replied).0);
            let text =
                slots.fill(&draw.pick(enquiry.answers).replace("{sign}", draw.pick(SIGNATURES)).replace("{link}", "see our website."));
            let answer = timeline.speak(replied, Kind::Reply, Some(ask), &[person], Said::plain(text));
            if draw.chance(40) {
                let (day, ..) = local(replied);
                let at = london(day + Days::new(1), draw.between(7, 21), draw.between(0, 59), draw.between(0, 59));
                let words = if draw.chance(50) { draw.pick(THANKS) } else { draw.pick(enquiry.returns).0 };
                timeline.hear(person, at, Some(answer), slots.fill(words));
            }
        }
    }
    timeline
}
