//! Who writes: people heard from for the first time, and people who have written before, month by month.

use crate::calendar::{self, Note, draw_notes, notes_said};
use crate::columns::{self, Column};
use crate::label::{Align, Area, Label};
use crate::page::{Page, Words};
use crate::words::{self, count, counted, in_ten, percent};
use crate::{About, Chart, Frame, Part};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct People {
    pub about: About,
    /// Ascending; a month that is left out has no data.
    pub months: Vec<PeopleMonth>,
    /// Of those who wrote in a moment, how many had written before it: k, n, and what the moment is called.
    pub known_before: Option<(u64, u64, String)>,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PeopleMonth {
    pub year: i32,
    /// 1–12.
    pub month: u32,
    /// Heard from for the first time in the data.
    pub new: u64,
    /// Heard from before.
    pub returning: u64,
}

/// Under this many people a share says nothing.
const FEW: u64 = 10;

impl PeopleMonth {
    fn number(&self) -> i32 {
        self.year * 12 + self.month as i32 - 1
    }
}

fn name(number: i32) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(number.div_euclid(12), number.rem_euclid(12) as u32 + 1, 1);
    first.map_or_else(String::new, |first| first.format("%b %Y").to_string())
}

/// Draws a column a month.
pub fn people(data: &People, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    let (Some(first), Some(last)) = (data.months.first(), data.months.last()) else {
        return page.empty(if data.about.why_empty.is_empty() { "Nobody wrote in this selection." } else { &data.about.why_empty });
    };
    let (sizes, palette) = (page.sizes, page.palette);
    let numbers: Vec<i32> = (first.number()..=last.number()).collect();
    let month = |number: i32| data.months.iter().find(|month| month.number() == number);
    let of = |number: &i32| Column { name: name(*number), parts: month(*number).map(|month| vec![month.returning, month.new]) };
    let all: Vec<Column> = numbers.iter().map(of).collect();
    let mut x = page.plot.left;
    let mut names = Vec::new();
    for (text, ink) in [("■ written before", palette.accent), ("■ first time", palette.ladder[3])] {
        let swatch = Label::below(page.plot.top, "■", x, Align::Left, sizes.label, palette.word(ink));
        let label = Label::below(
            page.plot.top,
            text.trim_start_matches("■ "),
            x + sizes.swatch + sizes.gap / 2.0,
            Align::Left,
            sizes.label,
            palette.ink,
        );
        x = label.area().right + sizes.space;
        names.extend([swatch, label]);
    }
    let noted = if data.notes.is_empty() { 0.0 } else { sizes.note.leading() + sizes.padding };
    let top = page.plot.top + sizes.label.leading() + sizes.gap + noted;
    let room = Area { top, ..page.plot };
    let places = columns::draw(&mut page, &room, &all, &[palette.accent, palette.ladder[3]], &["returning", "new"]);
    page.sheet.texts("names", &names);
    let at = |at: calendar::At| -> f64 {
        // A month's column is as wide as any other's, however many days it has.
        let date = calendar::date(at);
        let number = chrono::Datelike::year(&date) * 12 + chrono::Datelike::month0(&date) as i32;
        let place = (number - first.number()).clamp(0, places.len() as i32 - 1) as usize;
        places[place].left + (f64::from(chrono::Datelike::day0(&date)) / 31.0) * places[place].width()
    };
    let area =
        Area { top: room.top - sizes.padding, bottom: places[0].bottom, left: places[0].left, right: places[places.len() - 1].right };
    draw_notes(&data.notes, at, &area, &mut page);
    let marks = numbers.iter().zip(places).filter_map(|(&number, place)| {
        let found = month(number)?;
        let key = format!("{:04}-{:02}", found.year, found.month);
        Some((place, told(found), Some(Part::Figure { id: "people".to_owned(), month: Some(key) })))
    });
    let marks = marks.collect();
    page.finish(marks)
}

fn told(month: &PeopleMonth) -> String {
    format!("{}: {} for the first time, {} had written before", name(month.number()), count(month.new), count(month.returning))
}

fn said(data: &People) -> Words {
    let (new, returning) = data.months.iter().fold((0, 0), |(new, returning), month| (new + month.new, returning + month.returning));
    let n = new + returning;
    let title = match n {
        0 => "Nobody wrote in this period".to_owned(),
        n if n < FEW => "Too few people to say".to_owned(),
        n => {
            let share = in_ten(returning as f64 / n as f64);
            format!("{} people each month had written before", if share.ends_with("the") { share.trim_end_matches(" the") } else { share })
        }
    };
    let before = data.known_before.as_ref().map_or_else(String::new, |(k, n, what)| {
        let share = if *n < FEW { String::new() } else { format!(" ({})", percent(*k as f64 / *n as f64)) };
        format!("Of those who wrote in {what}, {} of {}{share} had written before it.", count(*k), count(*n))
    });
    let more = [before.clone(), notes_said(&data.notes)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    let sentences: Vec<String> = data.months.iter().map(|month| format!("{}.", told(month))).collect();
    let row =
        |month: &PeopleMonth| vec![name(month.number()), count(month.new), count(month.returning), count(month.new + month.returning)];
    Words {
        id: "people",
        title,
        subtitle: "People heard from by month; “before” means in an earlier month of the data.".to_owned(),
        caption: words::caption(&data.about, &format!("{} by month", counted(n, "person").replace("persons", "people")), &more),
        alt: if n == 0 {
            "An empty chart. Nobody wrote in this selection.".to_owned()
        } else {
            format!("A column a month. {} {before}", sentences.join(" ")).trim_end().to_owned()
        },
        columns: ["Month", "First time", "Written before", "People"].map(str::to_owned).to_vec(),
        table: data.months.iter().map(row).collect(),
    }
}
