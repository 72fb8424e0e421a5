//! What the public says to the account in the open, and what comes of it.

use chrono::{Datelike, Days, NaiveDate};

use super::clock::{HOUR, MINUTE, Seconds, date, end, in_office, local, london};
use super::draw::Draw;
use super::enquiries::{ENQUIRIES, Enquiry};
use super::months::{Exchanges, FLOOD_DAYS, FLOOD_EXCHANGES, MONTHS, Month};
use super::places::{HANDLE, SIGNATURES, SITE};
use super::releases::posting_day;
use super::remarks::{CHATTER, CHIMES, COMMENTS, FLOODED, LATER, NAMED, THANKS};
use super::timeline::{Kind, Said, Timeline};
use super::words::Slots;

/// People who write again and again.
const REGULARS: usize = 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    Once,
    Thanks,
    Talk,
    Long,
    Run,
    Named,
    Joint,
    TwoPart,
    Silent,
    SilentRun,
    Chatter,
}

#[derive(Debug)]
struct Square<'a> {
    timeline: &'a mut Timeline,
    draw: Draw,
    regulars: Vec<usize>,
}

/// Writes them all into the timeline, which holds the account's broadcasts already.
pub(super) fn tell(timeline: &mut Timeline) {
    let mut draw = Draw::new("conversations");
    let regulars = (0..REGULARS).map(|_| timeline.meet(&mut draw, false)).collect();
    let mut square = Square { timeline, draw, regulars };
    for month in &MONTHS {
        for course in courses(&month.exchanges) {
            let day = posting_day(&mut square.draw, month.year, month.month);
            let start = square.waking_hour(day);
            square.exchange(month, course, start, false);
        }
        if (month.year, month.month) == (2026, 2) {
            for course in courses(&FLOOD_EXCHANGES) {
                let day = square.draw.between(i64::from(FLOOD_DAYS.0), i64::from(FLOOD_DAYS.1) - 1) as u32;
                let start = square.waking_hour(date(2026, 2, day));
                square.exchange(month, course, start, true);
            }
        }
    }
}

fn courses(counts: &Exchanges) -> Vec<Course> {
    let counted = [
        (Course::Once, counts.once),
        (Course::Thanks, counts.thanks),
        (Course::Talk, counts.talk),
        (Course::Long, counts.long),
        (Course::Run, counts.run),
        (Course::Named, counts.named),
        (Course::Joint, counts.joint),
        (Course::TwoPart, counts.two_part),
        (Course::Silent, counts.silent),
        (Course::SilentRun, counts.silent_run),
        (Course::Chatter, counts.chatter),
    ];
    counted.into_iter().flat_map(|(course, count)| std::iter::repeat_n(course, count)).collect()
}

/// What is said in one exchange: by whom, about what, and how fast the council is.
#[derive(Debug)]
struct Exchange {
    person: usize,
    enquiry: &'static Enquiry,
    slots: Slots,
    pace: i64,
    flood: bool,
    /// Sentences that have been said, so that nobody says the same thing twice.
    said: Vec<&'static str>,
}

impl Square<'_> {
    fn exchange(&mut self, month: &Month, course: Course, start: Seconds, flood: bool) {
        let speaker = self.draw.index(6);
        let slots = Slots::new(&mut self.draw, local(start).0, speaker);
        let (under, start) = self.place(month, course, start, flood);
        let subjects = match under {
            _ if flood => FLOODED,
            Some(_) => COMMENTS,
            None => ENQUIRIES,
        };
        let fitting: Vec<&Enquiry> = subjects.iter().filter(|one| one.months.is_empty() || one.months.contains(&month.month)).collect();
        let enquiry = self.draw.pick(&fitting);
        let person = self.somebody(under, flood);
        let pace = if flood { 900 } else { month.pace };
        let mut it = Exchange { person, enquiry, slots, pace, flood, said: Vec::new() };
        if course == Course::Named {
            self.by_name(&mut it, start, under);
            return;
        }
        let ask = self.ask(&mut it, start, under, enquiry.asks);
        match course {
            Course::Once => _ = self.answer(&mut it, ask, enquiry.answers),
            Course::Thanks => {
                if let Some(answer) = self.answer(&mut it, ask, enquiry.answers) {
                    self.back(&mut it, answer, THANKS);
                }
            }
            Course::Talk | Course::Long => {
                let second = self.answer(&mut it, ask, enquiry.answers).and_then(|answer| self.again(&mut it, answer, enquiry.returns));
                if let Some(second) = second.filter(|_| course == Course::Long) {
                    self.again(&mut it, second, LATER);
                }
            }
            Course::Run => {
                let last = self.nudges(&mut it, ask);
                self.answer(&mut it, last, enquiry.answers);
            }
            Course::Joint => self.joint(&mut it, ask),
            Course::TwoPart => {
                if let Some(answer) = self.answer(&mut it, ask, enquiry.answers) {
                    let at = self.timeline.posts[answer].at + self.draw.between(65, 170);
                    let words = self.answering(&mut it, at, SECOND_PARTS);
                    let text = format!("@{} {words}", self.timeline.people[person].handle);
                    self.timeline.speak(at, Kind::Continuation, Some(answer), &[person], Said::plain(text));
                }
            }
            Course::Silent | Course::Named => {}
            Course::SilentRun => _ = self.nudges(&mut it, ask),
            Course::Chatter => {
                let other = self.somebody(Some(ask), flood);
                let at = self.timeline.posts[ask].at + self.draw.between(9, 400) * MINUTE;
                let words = self.sentence(&mut it, CHATTER);
                let text = format!("@{} {words}", self.timeline.people[person].handle);
                self.timeline.overhear(other, at, ask, text);
            }
        }
    }

    /// Under which of the account's posts it begins, and when; `None`: under none.
    fn place(&mut self, month: &Month, course: Course, start: Seconds, flood: bool) -> (Option<usize>, Seconds) {
        let repeated: Vec<usize> = self.timeline.posts.iter().filter_map(|post| post.repeat_of).collect();
        let mut open: Vec<usize> = Vec::new();
        for (index, post) in self.timeline.posts.iter().enumerate() {
            let Some(kind) = post.kind.filter(|kind| kind.is_broadcast()) else { continue };
            let fits = match course {
                // A continuation must not make a post differ from one that repeats it.
                Course::Named => {
                    let (day, ..) = local(post.at);
                    kind == Kind::Announcement && !repeated.contains(&index) && same_month(day, month) && post.text.chars().count() <= 280
                }
                _ => (start - 20 * HOUR..start - 4 * MINUTE).contains(&post.at),
            };
            if fits {
                open.push(index);
            }
        }
        if course == Course::Named {
            let post = self.draw.pick(&open);
            return (Some(post), self.timeline.posts[post].at + self.draw.between(20, 200) * MINUTE);
        }
        let comments = course != Course::Joint && course != Course::Chatter && self.draw.chance(if flood { 45 } else { 40 });
        if comments && !open.is_empty() { (Some(self.draw.pick(&open)), start) } else { (None, start) }
    }

    /// Somebody who has not spoken in that conversation.
    fn somebody(&mut self, under: Option<usize>, flood: bool) -> usize {
        let present = under.map(|post| self.timeline.present(self.timeline.posts[post].root)).unwrap_or_default();
        if self.draw.chance(if flood { 12 } else { 38 }) {
            let regular = self.draw.pick(&self.regulars);
            if !present.contains(&regular) {
                return regular;
            }
        }
        self.timeline.meet(&mut self.draw, false)
    }

    fn ask(&mut self, it: &mut Exchange, at: Seconds, under: Option<usize>, from: &[&'static str]) -> usize {
        let words = self.sentence(it, from);
        let words = self.human(&words);
        let text = match (under, self.draw.index(5)) {
            (None, 0) => format!("{words} @{HANDLE}"),
            (None, 1) => format!("Hi @{HANDLE}, {words}"),
            _ => format!("@{HANDLE} {words}"),
        };
        self.timeline.hear(it.person, at, under, text)
    }

    /// The account answers a message, unless the story ends first.
    fn answer(&mut self, it: &mut Exchange, to: usize, from: &[&'static str]) -> Option<usize> {
        let at = self.answered_at(it, self.timeline.posts[to].at);
        if at >= end() - HOUR {
            return None;
        }
        let words = self.answering(it, at, from);
        let text = format!("@{} {words}", self.timeline.people[it.person].handle);
        let target = format!("{SITE}/help/{}", self.draw.between(100, 999));
        let said = Said::linked(&mut self.draw, &text, &target);
        Some(self.timeline.speak(at, Kind::Reply, Some(to), &[it.person], said))
    }

    /// The person comes back within a day.
    fn back(&mut self, it: &mut Exchange, to: usize, from: &[&'static str]) -> Option<usize> {
        let minutes = if self.draw.chance(70) { self.draw.between(3, 90) } else { self.draw.between(90, 1_000) };
        let pause = minutes * MINUTE + self.draw.between(0, 59);
        let at = self.awake(self.timeline.posts[to].at + pause);
        if at >= end() - HOUR {
            return None;
        }
        let words = self.sentence(it, from);
        let words = self.human(&words);
        Some(self.timeline.hear(it.person, at, Some(to), format!("@{HANDLE} {words}")))
    }

    /// The person comes back with something more, and has an answer to that too.
    fn again(&mut self, it: &mut Exchange, answer: usize, from: &'static [(&'static str, &'static str)]) -> Option<usize> {
        let (they, we) = self.draw.pick(from);
        let back = self.back(it, answer, &[they])?;
        self.answer(it, back, &[we])
    }

    /// One or two more messages of the same person, under their own.
    fn nudges(&mut self, it: &mut Exchange, ask: usize) -> usize {
        let mut last = ask;
        for _ in 0..self.draw.between(1, 2) {
            let minutes = self.draw.between(3, if it.flood { 50 } else { 240 });
            let pause = minutes * MINUTE + self.draw.between(0, 59);
            let at = self.awake(self.timeline.posts[last].at + pause);
            if at >= end() - HOUR {
                break;
            }
            let words = self.sentence(it, it.enquiry.nudges);
            last = self.timeline.hear(it.person, at, Some(last), format!("@{HANDLE} {words}"));
        }
        last
    }

    /// Asked under a post; the account goes on under its own post and names the person: no child of what they wrote.
    fn by_name(&mut self, it: &mut Exchange, start: Seconds, under: Option<usize>) {
        let (they, we) = self.draw.pick(NAMED);
        let ask = self.ask(it, start, under, &[they]);
        let at = self.answered_at(it, self.timeline.posts[ask].at);
        if at >= end() - HOUR {
            return;
        }
        let words = self.answering(it, at, &[we]);
        let text = words.replace("@@", &format!("@{}", self.timeline.people[it.person].handle));
        self.timeline.speak(at, Kind::Continuation, under, &[it.person], Said::plain(text));
    }

    /// A second person joins in; the account answers them and names the first, or, one time in three, only the first.
    fn joint(&mut self, it: &mut Exchange, ask: usize) {
        let other = self.somebody(Some(ask), it.flood);
        let at = self.timeline.posts[ask].at + self.draw.between(4, 50) * MINUTE;
        let words = self.sentence(it, CHIMES);
        let text = format!("@{} @{HANDLE} {words}", self.timeline.people[it.person].handle);
        let chime = self.timeline.hear(other, at, Some(ask), text);
        let answered = self.answered_at(it, self.timeline.posts[chime].at);
        if answered >= end() - HOUR {
            return;
        }
        if self.draw.chance(33) {
            self.answer(it, ask, it.enquiry.answers);
            return;
        }
        let handles = [other, it.person].map(|person| self.timeline.people[person].handle.clone());
        let words = self.answering(it, answered, TO_BOTH);
        let text = format!("@{} @{} {words}", handles[0], handles[1]);
        self.timeline.speak(answered, Kind::Reply, Some(chime), &[other, it.person], Said::plain(text));
    }

    /// When somebody at the council gets round to it.
    fn answered_at(&mut self, it: &Exchange, asked: Seconds) -> Seconds {
        let pace = it.pace;
        let minutes = match self.draw.between(1, 100) {
            1..=30 => self.draw.between(pace / 8 + 2, pace / 2),
            31..=60 => self.draw.between(pace / 2, pace),
            61..=88 => self.draw.between(pace, pace * 4),
            89..=97 => self.draw.between(1_500, 5_800),
            _ => self.draw.between(9_000, if it.flood { 47_000 } else { 16_000 }),
        };
        let at = asked + minutes * MINUTE + self.draw.between(0, 59);
        // One answer in eight is written outside hours, and in the flood week every second one.
        let at = if self.draw.chance(if it.flood { 50 } else { 12 }) { self.awake(at) } else { in_office(at) };
        at.max(asked + 70)
    }

    /// A sentence of the council's, whose dates lie after the day on which it is said.
    fn answering(&mut self, it: &mut Exchange, at: Seconds, from: &[&'static str]) -> String {
        it.slots.redate(&mut self.draw, local(at).0);
        self.sentence(it, from)
    }

    /// A sentence that has not been said in this exchange, with its slots filled.
    fn sentence(&mut self, it: &mut Exchange, from: &[&'static str]) -> String {
        let fresh: Vec<&'static str> = from.iter().copied().filter(|one| !it.said.contains(one)).collect();
        let template = self.draw.pick(if fresh.is_empty() { from } else { &fresh });
        it.said.push(template);
        it.slots.fill(&template.replace("{sign}", self.draw.pick(SIGNATURES)))
    }

    /// As people type: without capitals, with slips, with a face.
    fn human(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        if self.draw.chance(22) {
            let mut letters = text.chars();
            text = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
        }
        if self.draw.chance(9) {
            let (right, wrong) = self.draw.pick(SLIPS);
            text = text.replacen(right, wrong, 1);
        }
        if self.draw.chance(10) {
            text.push_str(self.draw.pick(&[" 🙄", " 😡", " 🤦", " 🙏", " Thanks", " ???", " 😤"]));
        }
        text
    }

    fn waking_hour(&mut self, day: NaiveDate) -> Seconds {
        london(day, self.draw.between(6, 22), self.draw.between(0, 59), self.draw.between(0, 59))
    }

    /// Nobody writes between eleven at night and six in the morning.
    fn awake(&mut self, at: Seconds) -> Seconds {
        let (day, hour, _) = local(at);
        match hour {
            0..6 => london(day, 6, self.draw.between(20, 59), self.draw.between(0, 59)),
            23 => london(day + Days::new(1), 7, self.draw.between(0, 59), self.draw.between(0, 59)),
            _ => at,
        }
    }
}

fn same_month(day: NaiveDate, month: &Month) -> bool {
    (day.year(), day.month()) == (month.year, month.month)
}

const SLIPS: &[(&str, &str)] = &[
    ("the ", "teh "),
    ("you're", "your"),
    ("n't ", "nt "),
    ("their", "there"),
    ("they ", "thye "),
    ("again", "agian"),
    ("collection", "colection"),
    ("council", "counsil"),
    ("and ", "adn "),
    ("What", "Waht"),
    ("street", "stret"),
    ("open", "opne"),
    ("has ", "hsa "),
];
const SECOND_PARTS: &[&str] = &[
    "(2/2) If that doesn't work, call 01632 960100 and quote {ref}, they can see what I've written. {sign}",
    "PS: it's also worth looking at the map on our website, which shows what's planned near {road}. {sign}",
    "One more thing, sorry: the office is closed on {soon}, so best before then. {sign}",
];
const TO_BOTH: &[&str] = &[
    "Thanks both. It's the same fault, and an engineer is due at {hour} tomorrow. We'll post here when it's fixed. {sign}",
    "Sorry to you both. I've added {road2} to the report, ref {ref}. {sign}",
    "You're both right, and we should have said so sooner. A crew will do the whole lot on {soon}. {sign}",
];
