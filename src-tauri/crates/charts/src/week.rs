//! When people write and when the account answers: the hours of a week, one picture beside the other.

use crate::label::{Align, Area, Label, wrap};
use crate::page::{Page, Words};
use crate::sheet::width;
use crate::theme::Colour;
use crate::words::{self, count, counted, percent};
use crate::{About, Chart, Frame};

/// Messages by hour of the week, Monday first, on the reporting zone's clock.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Week {
    pub about: About,
    pub written: [[u64; 24]; 7],
    pub answered: [[u64; 24]; 7],
    /// When the office is open, in hours since midnight; none on a day on which it is closed.
    pub open: [Vec<(f64, f64)>; 7],
    /// Nobody has set these hours: they are assumed.
    pub assumed: bool,
}

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Under this many messages an hour of the week says nothing.
const FEW: u64 = 10;
/// How faint the smallest number is that is not zero.
const FAINTEST: f64 = 0.12;

fn sum(hours: &[[u64; 24]; 7]) -> u64 {
    hours.iter().flatten().sum()
}

fn most(hours: &[[u64; 24]; 7]) -> u64 {
    hours.iter().flatten().copied().max().unwrap_or(0)
}

impl Week {
    /// How many were written while the office was closed.
    fn closed(&self) -> u64 {
        let closed = |day: usize, hour: usize| {
            let middle = hour as f64 + 0.5;
            !self.open[day].iter().any(|&(from, to)| (from..to).contains(&middle))
        };
        (0..7)
            .flat_map(|day| (0..24).map(move |hour| (day, hour)))
            .filter(|&(day, hour)| closed(day, hour))
            .map(|(day, hour)| self.written[day][hour])
            .sum()
    }
}

/// Draws two weeks, hour by hour, with the office's hours outlined.
pub fn week(data: &Week, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    if sum(&data.written) < FEW {
        return page.empty(if data.about.why_empty.is_empty() {
            "Too few messages to say when people write."
        } else {
            &data.about.why_empty
        });
    }
    let plot = page.plot;
    let space = page.sizes.space;
    let [first, second] = plot.halves(1.5, space);
    let (warning, accent) = (page.palette.warning, page.palette.accent);
    let mut marks = draw(&mut page, &first, "People write", &data.written, warning, &data.open);
    marks.extend(draw(&mut page, &second, "The account answers", &data.answered, accent, &data.open));
    page.finish(marks.into_iter().map(|(area, label)| (area, label, None)).collect())
}

fn draw(page: &mut Page, room: &Area, name: &str, hours: &[[u64; 24]; 7], ink: Colour, open: &[Vec<(f64, f64)>; 7]) -> Vec<(Area, String)> {
    let (sizes, palette) = (page.sizes, page.palette);
    let line = sizes.note.leading();
    let left = room.left + width("Mon", sizes.note) + sizes.gap;
    let grid = Area::new(left, room.top + sizes.strong.leading(), room.right - width("24", sizes.note) / 2.0, room.bottom - line);
    let (wide, tall) = (grid.width() / 24.0, grid.height() / 7.0);
    let place = |day: usize, from: f64, to: f64| {
        let top = grid.top + day as f64 * tall;
        Area::new(grid.left + from * wide, top, grid.left + to * wide, top + tall)
    };
    let most = most(hours).max(1) as f64;
    let mut marks = Vec::new();
    let class = if name.starts_with("People") { "written" } else { "answered" };
    page.sheet.layer(class, "", |layer| {
        for (day, of_day) in hours.iter().enumerate() {
            for (hour, &n) in of_day.iter().enumerate() {
                let cell = place(day, hour as f64, hour as f64 + 1.0);
                let shown = Area { right: cell.right - sizes.seam / 2.0, bottom: cell.bottom - sizes.seam / 2.0, ..cell };
                match n {
                    0 => layer.fill(&shown, palette.rule),
                    n => layer.tint(&shown, ink, FAINTEST + (1.0 - FAINTEST) * n as f64 / most),
                }
                let label = format!("{name}: {} {hour:02}–{:02}: {}", DAYS[day], hour + 1, counted(n, "message"));
                marks.push((cell, label));
            }
        }
    });
    page.sheet.layer("open", "", |layer| {
        for (day, intervals) in open.iter().enumerate() {
            for &(from, to) in intervals {
                let area = place(day, from, to);
                layer.path(&area.outline(), palette.ink, sizes.hairline);
            }
        }
    });
    let mut labels =
        vec![Label::below(room.top, format!("{name}, up to {} an hour", count(most as u64)), grid.left, Align::Left, sizes.strong, ink)];
    if labels[0].area().right > room.right {
        labels[0].text = wrap(name, sizes.strong, room.right - grid.left, 1).remove(0);
    }
    let thin = if tall < line { 2 } else { 1 };
    labels.extend((0..7).step_by(thin).map(|day| {
        let middle = grid.top + (day as f64 + 0.5) * tall;
        Label::centred_on(middle, DAYS[day], grid.left - sizes.gap, Align::Right, sizes.note, palette.mute)
    }));
    let step = if wide * 6.0 < width("24", sizes.note) + sizes.gap { 12 } else { 6 };
    labels.extend((0..=24).step_by(step).map(|hour| {
        let x = grid.left + f64::from(hour) * wide;
        Label::below(grid.bottom + sizes.padding / 2.0, hour.to_string(), x, Align::Centre, sizes.note, palette.mute)
    }));
    page.sheet.texts("labels", &labels);
    marks
}

/// The hour of the week with the most messages, as people say it.
fn peak(hours: &[[u64; 24]; 7]) -> String {
    let all = (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour)));
    let best = all.rev().max_by_key(|&(day, hour)| hours[day][hour]);
    best.map_or_else(String::new, |(day, hour)| format!("{} {hour:02}:00", DAYS[day]))
}

fn said(data: &Week) -> Words {
    let (written, answered) = (sum(&data.written), sum(&data.answered));
    let closed = data.closed();
    let title = if written < FEW {
        "Too few messages to say".to_owned()
    } else if closed * 4 >= written {
        format!("{} of messages come while the office is closed", percent(closed as f64 / written as f64))
    } else {
        format!("People write most on {}", peak(&data.written))
    };
    let hours = if data.assumed { "Outlined: assumed opening hours." } else { "Outlined: opening hours." };
    let row = |(day, hour): (usize, usize)| {
        vec![DAYS[day].to_owned(), format!("{hour:02}:00"), count(data.written[day][hour]), count(data.answered[day][hour])]
    };
    let closed_said = if written > 0 {
        format!(" {} of {} were written while the office was closed.", count(closed), count(written))
    } else {
        String::new()
    };
    Words {
        id: "week",
        title,
        subtitle: format!("Public messages by hour of the week. {hours}"),
        caption: words::caption(
            &data.about,
            &format!("{} from people and {} of the account", counted(written, "message"), counted_replies(answered)),
            "",
        ),
        alt: if written < FEW {
            "An empty chart. Too few messages to say when people write.".to_owned()
        } else {
            format!(
                "Two pictures of a week, a row a day and a column an hour: the darker, the more messages. People write most on {}, the account answers most on {}.{closed_said}",
                peak(&data.written),
                if answered > 0 { peak(&data.answered) } else { "no day".to_owned() },
            )
        },
        columns: ["Day", "Hour", "People write", "The account answers"].map(str::to_owned).to_vec(),
        table: (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour))).map(row).collect(),
    }
}

fn counted_replies(n: u64) -> String {
    format!("{} {}", count(n), if n == 1 { "answer" } else { "answers" })
}
