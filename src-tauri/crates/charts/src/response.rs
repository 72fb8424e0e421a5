//! How long an answer took, month by month: the median and the slowest tenth, and below them how many were never answered.

use crate::calendar::{self, Calendar, Note, draw_notes, notes_said};
use crate::definitions::counted_opportunities;
use crate::heights;
use crate::label::{Align, Area, Label, spread};
use crate::page::{Page, Words};
use crate::scale::Scale;
use crate::sheet::width;
use crate::theme::{BAND, BAR};
use crate::words::{self, count, duration, percent, round_duration};
use crate::{About, Chart, Frame, Part};

/// Waits by month.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    pub about: About,
    /// Ascending; a month that is left out has no data.
    pub months: Vec<ResponseMonth>,
    pub notes: Vec<Note>,
}

/// One month's opportunities. Seconds by Kaplan–Meier; `None`: not reached.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResponseMonth {
    pub year: i32,
    /// 1–12.
    pub month: u32,
    pub opportunities: u64,
    pub unanswered: u64,
    pub median: Option<f64>,
    pub p90: Option<f64>,
}

/// Under this many a median says nothing.
const FEW: u64 = 10;
/// What is slower was not followed.
const LONGEST: f64 = 30.0 * 86_400.0;
/// What is quicker than the first is drawn at the edge.
const TICKS: [f64; 5] = [60.0, 900.0, 3_600.0, 86_400.0, 604_800.0];

impl ResponseMonth {
    fn first(&self) -> f64 {
        chrono::NaiveDate::from_ymd_opt(self.year, self.month.clamp(1, 12), 1).map_or(0.0, calendar::at)
    }

    fn name(&self) -> String {
        calendar::date(self.first()).format("%b %Y").to_string()
    }

    fn key(&self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    fn number(&self) -> i32 {
        self.year * 12 + self.month as i32
    }

    fn says(&self) -> bool {
        self.opportunities >= FEW
    }
}

fn wait(seconds: Option<f64>) -> String {
    seconds.map_or_else(|| "not reached".to_owned(), duration)
}

/// Draws the months' medians with the slowest tenth above them, and a strip of what was never answered.
pub fn response(data: &Response, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    let (Some(first), Some(last)) = (data.months.first(), data.months.last()) else {
        return page.empty(if data.about.why_empty.is_empty() { "Nobody wrote in this selection." } else { &data.about.why_empty });
    };
    let (sizes, palette) = (page.sizes, page.palette);
    // From the last tick below the shortest wait on.
    let shortest = data.months.iter().filter(|month| month.says()).filter_map(|month| month.median).fold(TICKS[3], f64::min);
    let below = TICKS.iter().rposition(|tick| *tick <= shortest).unwrap_or(0);
    let ticks = &TICKS[below..];
    let names: Vec<String> = ticks.iter().copied().map(round_duration).chain(["not reached".to_owned()]).collect();
    let left = page.plot.left + heights::gutter(&page, &names);
    let over = if data.notes.is_empty() { sizes.note.size } else { sizes.note.leading() + sizes.padding };
    let axis = page.plot.bottom - sizes.note.leading() - sizes.padding - sizes.tick;
    let strip = (page.plot.height() * 0.2).max(sizes.strip);
    let floor = Area::new(left, axis - strip, page.plot.right, axis);
    let ends = line_names(data);
    let right = page.plot.right - ends.iter().map(|name| width(name, sizes.strong)).fold(0.0, f64::max) - sizes.gap;
    let floor = Area { right, ..floor };
    let area = Area::new(left, page.plot.top + over, right, floor.top - sizes.space - sizes.note.leading());
    let days = 31.0;
    let time = Calendar::new((first.first(), last.first() + days), (left, right));
    // What was never reached stands on a line of its own above the longest wait.
    let scale = Scale::log((ticks[0], LONGEST), (area.bottom, area.top + sizes.note.leading()));
    let y = |seconds: Option<f64>| seconds.map_or(area.top, |seconds| scale.at(seconds));
    heights::draw(&mut page, &area, &scale, ticks, round_duration);
    page.sheet.texts("axis", &[Label::centred_on(area.top, "not reached", left - sizes.gap, Align::Right, sizes.note, palette.mute)]);
    let middle = |month: &ResponseMonth| (time.x(month.first()) + time.x(month.first() + days)) / 2.0;
    let half = |month: &ResponseMonth| (time.x(month.first() + days) - time.x(month.first())) / 2.0;
    let able: Vec<&ResponseMonth> = data.months.iter().filter(|month| month.says()).collect();
    // A month without data, or too few, leaves a gap.
    let runs: Vec<&[&ResponseMonth]> = able.chunk_by(|a, b| a.number() + 1 == b.number()).collect();
    page.sheet.layer("band", "", |layer| {
        for run in &runs {
            let upper = run.iter().map(|month| (middle(month), y(month.p90)));
            let lower = run.iter().rev().map(|month| (middle(month), y(month.median)));
            layer.polygon(&upper.chain(lower).collect::<Vec<_>>(), palette.accent, BAND);
        }
    });
    page.sheet.layer("median", "stroke-linejoin=\"round\"", |layer| {
        for run in &runs {
            let line: Vec<(f64, f64)> = run.iter().map(|month| (middle(month), y(month.median))).collect();
            layer.path(&line, palette.accent, sizes.stroke);
            line.into_iter().for_each(|point| layer.dot(point, sizes.dot * 0.75, palette.accent));
        }
    });
    let most = data.months.iter().map(|month| month.unanswered).max().unwrap_or(0).max(1);
    page.sheet.layer("unanswered", "", |layer| {
        layer.path(&[(floor.left, floor.bottom), (floor.right, floor.bottom)], palette.rule, sizes.hairline);
        for month in data.months.iter().filter(|month| month.unanswered > 0) {
            let tall = (month.unanswered as f64 / most as f64 * floor.height()).max(sizes.hairline);
            let reach = half(month) * BAR;
            layer.fill(&Area::new(middle(month) - reach, floor.bottom - tall, middle(month) + reach, floor.bottom), palette.warning);
        }
    });
    let name = format!("Never answered, up to {} a month", count(most));
    page.sheet.texts(
        "names",
        &[Label::below(floor.top - sizes.note.leading() - sizes.padding, name, left, Align::Left, sizes.note, palette.warning)],
    );
    if let Some(last) = able.last() {
        let (x, line) = (middle(last) + sizes.gap, sizes.strong.leading());
        let mut centres = [y(last.p90), y(last.median)];
        spread(&mut centres, line, area.top, area.bottom);
        let [p90, median] = ends;
        let label = |y, text, face, ink| Label::centred_on(y, text, x, Align::Left, face, ink);
        page.sheet
            .texts("labels", &[label(centres[0], p90, sizes.label, palette.ink), label(centres[1], median, sizes.strong, palette.accent)]);
    }
    draw_notes(&data.notes, |at| time.x(at), &Area { top: page.plot.top + over - sizes.padding, ..area }, &mut page);
    time.draw(&mut page, floor.bottom);
    let marks = data.months.iter().map(|month| {
        let place = Area::new(middle(month) - half(month), area.top, middle(month) + half(month), floor.bottom);
        (place, told(month), Some(Part::Figure { id: "opportunities".to_owned(), month: Some(month.key()) }))
    });
    let marks = marks.collect();
    page.finish(marks)
}

/// What the lines are, as they end: at the right of the last month that says something.
fn line_names(data: &Response) -> [String; 2] {
    let last = data.months.iter().rev().find(|month| month.says());
    let said = |name: &str, value: fn(&ResponseMonth) -> Option<f64>| {
        last.map_or_else(String::new, |month| {
            value(month).map_or_else(|| format!("{name}: not reached"), |by| format!("{name} by {}", duration(by)))
        })
    };
    [said("90%", |month| month.p90), said("half", |month| month.median)]
}

fn told(month: &ResponseMonth) -> String {
    let name = month.name();
    if !month.says() {
        return format!("{name}: {}, too few to say", counted_opportunities(month.opportunities));
    }
    format!(
        "{name}: half {}, nine in ten {}; {} of {} never ({})",
        month.median.map_or_else(|| "not reached".to_owned(), |median| format!("answered by {}", duration(median))),
        month.p90.map_or_else(|| "not reached".to_owned(), |p90| format!("by {}", duration(p90))),
        count(month.unanswered),
        count(month.opportunities),
        percent(month.unanswered as f64 / month.opportunities as f64)
    )
}

fn said(data: &Response) -> Words {
    let able: Vec<&ResponseMonth> = data.months.iter().filter(|month| month.says()).collect();
    let n: u64 = data.months.iter().map(|month| month.opportunities).sum();
    // One month against another would need an interval: the best and the worst are what was seen.
    let longest = |month: &&&ResponseMonth| month.median.unwrap_or(f64::INFINITY);
    let by_median = |a: &&&ResponseMonth, b: &&&ResponseMonth| longest(a).total_cmp(&longest(b));
    let title = match (able.iter().min_by(by_median), able.iter().max_by(by_median)) {
        (Some(best), _) if best.median.is_none() => "In no month were half answered".to_owned(),
        (Some(best), Some(_)) if able.len() == 1 => format!("Half answered by {}", wait(best.median)),
        (Some(best), Some(worst)) => format!("Best month: half answered by {}; worst: {}", wait(best.median), wait(worst.median)),
        _ => "Too few messages to say".to_owned(),
    };
    let title = if data.months.is_empty() { "Nothing to answer in this period".to_owned() } else { title };
    let row = |month: &ResponseMonth| {
        let of = |value: Option<f64>| if month.says() { wait(value) } else { "too few to say".to_owned() };
        vec![month.name(), count(month.opportunities), of(month.median), of(month.p90), count(month.unanswered)]
    };
    let sentences: Vec<String> = data.months.iter().map(|month| format!("{}.", told(month))).collect();
    Words {
        id: "response",
        title,
        subtitle: "Wait for an answer by month of arrival: median, and up to the slowest tenth (Kaplan–Meier, 30 days). Gap: no data, or under 10."
            .to_owned(),
        caption: words::caption(&data.about, &counted_opportunities(n), &notes_said(&data.notes)),
        alt: if data.months.is_empty() {
            "An empty chart. Nobody wrote in this selection.".to_owned()
        } else {
            format!("A line of monthly medians with a band up to the slowest tenth, on a logarithmic axis of time. {}", sentences.join(" "))
        },
        columns: ["Month", "Opportunities", "Half answered by", "Nine in ten by", "Never answered"].map(str::to_owned).to_vec(),
        table: data.months.iter().map(row).collect(),
    }
}
