//! Time along a line: days of the calendar, and what is named under them.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::label::{Align, Area, Label};
use crate::page::Page;
use crate::sheet::width;
use crate::words::day;

/// A moment on the reporting zone's clock, in days since 1970 with their fraction.
pub type At = f64;

/// From one moment to another, along pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Calendar {
    first: At,
    last: At,
    left: f64,
    right: f64,
}

/// What is named under the line.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Days(u64),
    Months(u32),
}

const STEPS: [Step; 12] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
    Step::Months(600),
];

pub(crate) fn date(at: At) -> NaiveDate {
    NaiveDate::default().checked_add_days(Days::new(at.max(0.0) as u64)).unwrap_or_default()
}

/// The beginning of a day.
pub(crate) fn at(date: NaiveDate) -> At {
    (date - NaiveDate::default()).num_days() as f64
}

impl Calendar {
    pub(crate) fn new((first, last): (At, At), (left, right): (f64, f64)) -> Calendar {
        Calendar { first, last: last.max(first + 1.0 / 24.0), left, right }
    }

    pub(crate) fn x(&self, at: At) -> f64 {
        self.left + (at.clamp(self.first, self.last) - self.first) / (self.last - self.first) * (self.right - self.left)
    }

    /// Names days, months or years below the line, as many as have room, and marks them.
    pub(crate) fn draw(&self, page: &mut Page, top: f64) {
        let (sizes, palette) = (page.sizes, page.palette);
        let labels = STEPS
            .into_iter()
            .map(|step| self.labels(step, page, top + sizes.tick + sizes.padding))
            .find(|labels| labels.windows(2).all(|pair| pair[0].1.area().right + sizes.gap <= pair[1].1.area().left))
            .unwrap_or_default();
        page.sheet.layer("ticks", "", |layer| {
            for (x, _) in &labels {
                layer.path(&[(*x, top), (*x, top + sizes.tick)], palette.mute, sizes.hairline);
            }
        });
        let labels: Vec<Label> = labels.into_iter().map(|(_, label)| label).collect();
        page.sheet.texts("axis", &labels);
    }

    fn labels(&self, step: Step, page: &Page, top: f64) -> Vec<(f64, Label)> {
        let (sizes, palette) = (page.sizes, page.palette);
        let mut year = None;
        self.dates(step)
            .into_iter()
            .map(|date| {
                let new_year = year.replace(date.year()) != Some(date.year());
                let text = match step {
                    Step::Days(_) if new_year => day(date),
                    Step::Days(_) => date.format("%-d %b").to_string(),
                    Step::Months(12..) => date.format("%Y").to_string(),
                    Step::Months(_) if new_year => date.format("%b %Y").to_string(),
                    Step::Months(_) => date.format("%b").to_string(),
                };
                // A name at an end of the line stays over it.
                let half = width(&text, sizes.note) / 2.0;
                let x = self.x(at(date));
                let middle = x.max(page.plot.left + half).min((page.plot.right - half).max(page.plot.left + half));
                (x, Label::below(top, text, middle, Align::Centre, sizes.note, palette.mute))
            })
            .collect()
    }

    /// The dates at which the steps begin, from the first that is on the line.
    fn dates(&self, step: Step) -> Vec<NaiveDate> {
        let (first, last) = (date(self.first.ceil()), date(self.last));
        let begin = match step {
            Step::Days(1 | 2) => Some(first),
            Step::Days(_) => first.checked_add_days(Days::new(u64::from((7 - first.weekday().num_days_from_monday()) % 7))),
            Step::Months(months) => {
                let month = first.year() * 12 + first.month0() as i32 + i32::from(first.day() > 1);
                let round =
                    month.div_euclid(months as i32) * months as i32 + if month.rem_euclid(months as i32) > 0 { months as i32 } else { 0 };
                NaiveDate::from_ymd_opt(round.div_euclid(12), round.rem_euclid(12) as u32 + 1, 1)
            }
        };
        let next = |date: &NaiveDate| match step {
            Step::Days(days) => date.checked_add_days(Days::new(days)),
            Step::Months(months) => date.checked_add_months(Months::new(months)),
        };
        std::iter::successors(begin, next).take_while(|date| *date <= last).take(400).collect()
    }
}

/// Something that happened, as a person has noted it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Note {
    pub from: At,
    pub to: At,
    pub text: String,
}

impl Note {
    /// `The flood (9 Feb 2026 – 11 Feb 2026)`
    pub(crate) fn said(&self) -> String {
        let (from, to) = (date(self.from), date((self.to - 1.0 / 86_400.0).max(self.from)));
        if from == to { format!("{} ({})", self.text, day(from)) } else { format!("{} ({} – {})", self.text, day(from), day(to)) }
    }
}

/// Draws notes over a plot: a bracket as wide as each lasted, and its name where it has room. Every one is in the caption as well.
pub(crate) fn draw_notes(notes: &[Note], x: impl Fn(At) -> f64, area: &Area, page: &mut Page) {
    let (sizes, palette) = (page.sizes, page.palette);
    let mut labels: Vec<Label> = Vec::new();
    page.sheet.layer("notes", "", |layer| {
        for note in notes {
            let (left, right) = (x(note.from), x(note.to).max(x(note.from) + sizes.stroke));
            layer.fill(&Area::new(left, area.top, right, area.top + sizes.stroke), palette.warning);
            layer.path(&[(left, area.top), (left, area.bottom)], palette.warning, sizes.hairline / 2.0);
            let half = width(&note.text, sizes.note) / 2.0;
            let middle = ((left + right) / 2.0).max(area.left + half).min((area.right - half).max(area.left + half));
            let label = Label {
                text: note.text.clone(),
                x: middle,
                baseline: area.top - sizes.padding - sizes.note.size * 0.21,
                align: Align::Centre,
                face: sizes.note,
                ink: palette.warning,
            };
            if label.is_apart(&labels, sizes.gap) && half * 2.0 <= area.width() {
                labels.push(label);
            }
        }
    });
    page.sheet.texts("note-names", &labels);
}

/// What the notes say, for a caption; empty without any.
pub(crate) fn notes_said(notes: &[Note]) -> String {
    let said: Vec<String> = notes.iter().map(Note::said).collect();
    if said.is_empty() { String::new() } else { format!("Noted: {}.", said.join("; ")) }
}
