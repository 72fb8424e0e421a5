//! Still waiting: the share of those who wrote that has no answer yet, against time, with what the answered alone would hide.

mod beside;
mod words;

use plotters::coord::combinators::{IntoLogRange, LogCoord};
use plotters::coord::ranged1d::Ranged;

use crate::label::{Align, Area, Label};
use crate::page::Page;
use crate::sheet::{FINE, width};
use crate::theme::BAND;
use crate::words::{duration, percent};
use crate::{About, Chart, Frame, Part};
pub use beside::{Beside, Curve, MOST_CURVES, waiting_beside};

/// Who waited how long. Times are seconds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Waiting {
    pub about: About,
    /// Kaplan–Meier, ascending in time; before the first step everyone is waiting.
    pub steps: Vec<Step>,
    pub opportunities: u64,
    /// Of these, answered within the horizon.
    pub answered: u64,
    /// `None`: not reached.
    pub median: Option<f64>,
    pub median_low: Option<f64>,
    pub median_high: Option<f64>,
    /// The median over the answered ones alone.
    pub answered_only: Option<f64>,
    /// What was promised to those who wrote, in words, and after how long that is where it is on the wall's clock.
    pub promised: Option<(String, Option<f64>)>,
    /// Where counting stops.
    pub horizon: f64,
    /// The longest time that anyone was followed, at most the horizon: the curve ends there.
    pub followed: f64,
}

/// The curve from `seconds` on, until the next step.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Step {
    pub seconds: f64,
    /// 0–1.
    pub surviving: f64,
    /// The interval, where there is one.
    pub low: Option<f64>,
    pub high: Option<f64>,
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// The shares that the other axis names.
const SHARES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// The axis begins here; what is quicker is drawn at its edge.
const QUICKEST: f64 = MINUTE;

/// Under this many, a share of them says nothing.
const FEW: u64 = 10;
/// Under this many, a title gives the fraction.
const SOME: u64 = 30;

/// Times at which the curve is read: by the table and by the mouse.
const READINGS: [f64; 23] = [
    MINUTE,
    2.0 * MINUTE,
    5.0 * MINUTE,
    10.0 * MINUTE,
    15.0 * MINUTE,
    30.0 * MINUTE,
    HOUR,
    2.0 * HOUR,
    3.0 * HOUR,
    4.0 * HOUR,
    6.0 * HOUR,
    8.0 * HOUR,
    12.0 * HOUR,
    18.0 * HOUR,
    DAY,
    2.0 * DAY,
    3.0 * DAY,
    4.0 * DAY,
    7.0 * DAY,
    10.0 * DAY,
    14.0 * DAY,
    21.0 * DAY,
    30.0 * DAY,
];

impl Waiting {
    /// The curve at a time.
    fn at(&self, seconds: f64) -> Step {
        let reached = self.steps.iter().rev().find(|step| step.seconds <= seconds);
        reached.copied().unwrap_or(Step { seconds: 0.0, surviving: 1.0, low: None, high: None })
    }

    /// The share without an answer when the curve ends.
    fn left(&self) -> f64 {
        self.at(self.end()).surviving
    }

    fn end(&self) -> f64 {
        self.followed.min(self.horizon)
    }

    /// The times to read the curve at, up to its end, which is one of them.
    fn readings(&self) -> Vec<f64> {
        READINGS.into_iter().filter(|&time| time < self.end()).chain([self.end()]).collect()
    }
}

/// Draws the curve with its band, its median, and the answered-only median as what it hides.
pub fn waiting(data: &Waiting, frame: &Frame) -> Chart {
    let page = Page::new(words::all(data), frame);
    if data.opportunities < FEW {
        let why = words::why_empty(data);
        return page.empty(&why);
    }
    Plot::new(data, &page).draw(page)
}

struct Plot<'a> {
    data: &'a Waiting,
    area: Area,
    /// The axis' last second.
    last: f64,
    time: LogCoord<f64>,
}

impl<'a> Plot<'a> {
    fn new(data: &'a Waiting, page: &Page) -> Plot<'a> {
        let sizes = &page.sizes;
        let left = page.plot.left + width("100%", sizes.note) + sizes.gap;
        let overhang = width(&words::tick(data.horizon), sizes.note) / 2.0;
        let bottom = page.plot.bottom - sizes.note.leading() - sizes.gap - sizes.padding;
        // Half a line above for the top tick's label.
        let area = Area::new(left, page.plot.top + sizes.note.size / 2.0, page.plot.right - overhang, bottom);
        let last = data.horizon.max(2.0 * QUICKEST);
        Plot { data, area, last, time: (QUICKEST..last).log_scale().into() }
    }

    fn x(&self, seconds: f64) -> f64 {
        let ends = ((self.area.left * FINE).round() as i32, (self.area.right * FINE).round() as i32);
        f64::from(self.time.map(&seconds.clamp(QUICKEST, self.last), ends)) / FINE
    }

    fn y(&self, share: f64) -> f64 {
        self.area.bottom - share * self.area.height()
    }

    /// The steps as they are drawn: of those that fall on the same half pixel, the last.
    fn steps(&self) -> Vec<(f64, Step)> {
        let mut drawn: Vec<(f64, Step)> = Vec::new();
        for &step in self.data.steps.iter().filter(|step| step.seconds <= self.data.end()) {
            let x = self.x(step.seconds);
            match drawn.last_mut() {
                Some((last, merged)) if x - *last < 0.5 => *merged = step,
                _ => drawn.push((x, step)),
            }
        }
        drawn
    }

    /// A stair through the values, from the curve's beginning or the first value's place to its end.
    fn stair(&self, values: &[(f64, f64)], until: f64) -> Vec<(f64, f64)> {
        let mut points: Vec<(f64, f64)> = Vec::new();
        for &(x, value) in values {
            if let Some(&(_, before)) = points.last() {
                points.push((x, before));
            }
            points.push((x, self.y(value)));
        }
        if let Some(&(_, before)) = points.last() {
            points.push((until, before));
        }
        points
    }

    /// The curve as it is drawn.
    fn curve(&self) -> Vec<(f64, f64)> {
        let start = [(self.area.left, 1.0)];
        let curve: Vec<_> = start.into_iter().chain(self.steps().iter().map(|(x, step)| (*x, step.surviving))).collect();
        self.stair(&curve, self.x(self.data.end()))
    }

    /// The outlines of its band.
    fn bands(&self) -> Vec<Vec<(f64, f64)>> {
        let outline = |(run, until): (Banded, f64)| {
            let high: Vec<_> = run.iter().map(|&(x, _, high)| (x, high)).collect();
            let low: Vec<_> = run.iter().map(|&(x, low, _)| (x, low)).collect();
            self.stair(&high, until).into_iter().chain(self.stair(&low, until).into_iter().rev()).collect()
        };
        banded(&self.steps(), self.x(self.data.end())).into_iter().map(outline).collect()
    }

    /// Where a label would cover a curve.
    fn taken_by(curve: &[(f64, f64)]) -> Vec<Area> {
        let around = |pair: &[(f64, f64)]| {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            Area::new(x0.min(x1) - 1.0, y0.min(y1) - 1.0, x0.max(x1) + 1.0, y0.max(y1) + 1.0)
        };
        curve.windows(2).map(around).collect()
    }

    /// The lines of the grid: one through a text reads as a strike.
    fn grid(&self) -> [Area; 5] {
        SHARES.map(|share| Area::new(self.area.left, self.y(share), self.area.right, self.y(share)))
    }

    fn draw(self, mut page: Page) -> Chart {
        let (sizes, palette) = (page.sizes, page.palette);
        let curve = self.curve();
        self.draw_axes(&mut page);
        page.sheet.layer("band", "", |layer| {
            self.bands().iter().for_each(|outline| layer.polygon(outline, palette.accent, BAND));
        });

        let half = self.y(0.5);
        let median = self.data.median.filter(|&median| median <= self.data.end()).map(|median| self.x(median));
        if let Some(x) = median {
            let dashes = format!("stroke-dasharray=\"{:.1}\"", sizes.dash);
            page.sheet.layer("median", &dashes, |layer| layer.path(&[(x, half), (x, self.area.bottom)], palette.accent, sizes.hairline));
        }
        page.sheet.layer("curve", "stroke-linejoin=\"round\"", |layer| {
            layer.path(&curve, palette.accent, sizes.stroke);
            if let Some(x) = median {
                layer.dot((x, half), sizes.dot, palette.accent);
            }
        });
        let pin = self.data.answered_only.map(|time| self.x(time));
        if let Some(x) = pin {
            page.sheet.layer("answered-only", "", |layer| {
                layer.path(&[(x, self.area.bottom - sizes.pin), (x, self.area.bottom)], palette.warning, sizes.stroke);
            });
        }
        let promised = self.data.promised.as_ref().and_then(|(text, seconds)| Some((text, (*seconds)?)));
        if let Some((_, seconds)) = promised {
            let (x, dashes) = (self.x(seconds), format!("stroke-dasharray=\"{:.1} {:.1}\"", 2.0 * sizes.dash, sizes.dash));
            page.sheet.layer("promised", &dashes, |layer| {
                layer.path(&[(x, self.area.top), (x, self.area.bottom)], palette.ink, sizes.hairline);
            });
        }
        let labels = self.labels(&page, &curve, median, pin);
        page.sheet.texts("labels", &labels);
        let marks = self.marks(&labels, &page).into_iter().map(|(area, label, part)| (area, label, Some(part))).collect();
        page.finish(marks)
    }

    fn draw_axes(&self, page: &mut Page) {
        let (sizes, palette) = (page.sizes, page.palette);
        let mut labels: Vec<Label> = SHARES
            .map(|share| {
                Label::centred_on(self.y(share), percent(share), self.area.left - sizes.gap, Align::Right, sizes.note, palette.mute)
            })
            .to_vec();
        // The ends first, then what divides the axis best; what has no room is left out.
        let mut ticks: Vec<(f64, Label)> = Vec::new();
        for time in [QUICKEST, self.data.horizon, HOUR, DAY, 7.0 * DAY, 4.0 * HOUR, 15.0 * MINUTE] {
            if time > self.data.horizon {
                continue;
            }
            let quicker = time == QUICKEST && self.data.steps.first().is_some_and(|step| step.seconds < QUICKEST);
            let text = if quicker { format!("≤ {}", words::tick(time)) } else { words::tick(time) };
            let top = self.area.bottom + sizes.gap + sizes.padding;
            let label = Label::below(top, text, self.x(time), Align::Centre, sizes.note, palette.mute);
            let area = label.area();
            if ticks.iter().all(|(_, other)| area.right + sizes.gap <= other.area().left || other.area().right + sizes.gap <= area.left) {
                ticks.push((self.x(time), label));
            }
        }
        page.sheet.layer("grid", "", |layer| {
            for share in SHARES {
                layer.path(&[(self.area.left, self.y(share)), (self.area.right, self.y(share))], palette.rule, sizes.hairline);
            }
            for &(x, _) in &ticks {
                layer.path(&[(x, self.area.bottom), (x, self.area.bottom + sizes.tick)], palette.mute, sizes.hairline);
            }
        });
        labels.extend(ticks.into_iter().map(|(_, label)| label));
        page.sheet.texts("axis", &labels);
    }

    /// The median, what is left at the end, and the median of the answered alone: placed in this order, round what is drawn.
    fn labels(&self, page: &Page, curve: &[(f64, f64)], median: Option<f64>, pin: Option<f64>) -> Vec<Label> {
        let (sizes, palette) = (page.sizes, page.palette);
        let mut taken = Plot::taken_by(curve);
        taken.extend(self.grid());
        let half = self.y(0.5);
        taken.extend(median.map(|x| Area::new(x - 1.0, half - sizes.dot, x + 1.0, self.area.bottom)));
        taken.extend(pin.map(|x| Area::new(x - 1.0, self.area.bottom - sizes.pin, x + 1.0, self.area.bottom)));
        let promised = self.data.promised.as_ref().and_then(|(text, seconds)| Some((text, self.x((*seconds)?))));
        taken.extend(promised.map(|(_, x)| Area::new(x - 1.0, self.area.top, x + 1.0, self.area.bottom)));
        let bounds = Area::new(self.area.left, page.plot.top, page.plot.right, self.area.bottom);
        let mut placed = Vec::new();
        let mut put = |text: String, face, ink, spots: &dyn Fn(f64) -> Vec<(f64, f64)>| {
            let label = Label { text, x: 0.0, baseline: 0.0, align: Align::Left, face, ink };
            let label = label.clone().place(&spots(label.area().width()), &taken, &bounds);
            taken.push(label.area());
            placed.push(label);
        };

        let end = self.x(self.data.end());
        let anchor = median.unwrap_or(end);
        put(words::half(self.data), sizes.strong, palette.accent, &|wide| {
            let (under, over) = (half + sizes.gap + sizes.strong.size, half - sizes.gap);
            match median {
                Some(_) => vec![(anchor - sizes.gap - wide, under), (anchor + sizes.gap, over), (anchor + sizes.gap, under)],
                None => vec![(anchor - wide, under), (anchor - wide, over)],
            }
        });
        let last = self.data.at(self.data.end());
        let line = self.y(last.surviving);
        // Well inside the band or well outside: text across its edge is hard to read.
        let tall = sizes.strong.size + 2.0 * sizes.gap;
        let clear = |edge: Option<f64>| edge.map(|share| self.y(share)).filter(|y| (y - line).abs() < tall).unwrap_or(line);
        let (above, below) = (clear(last.high) - sizes.gap, clear(last.low) + sizes.gap + sizes.strong.size);
        put(words::left(self.data), sizes.strong, palette.ink, &|wide| {
            let x = (end - wide - sizes.padding).max(self.area.left + sizes.gap);
            // A little to the right, where the axis' last label hangs over, is still at the curve's end.
            let over = (page.plot.right - wide).min(x + sizes.space);
            let (higher, lower) = (above - sizes.gap, below + sizes.space);
            vec![(x, above), (x, below), (over, above), (over, below), (x, higher), (x, lower), (over, lower)]
        });
        if let (Some(x), Some(time)) = (pin, self.data.answered_only) {
            put(format!("answered only: {}", duration(time)), sizes.label, palette.warning, &|wide| {
                let middle = self.area.bottom - sizes.pin / 2.0;
                vec![(x - sizes.gap - wide, middle), (x + sizes.gap, middle), (x - wide / 2.0, self.area.bottom - sizes.pin - sizes.gap)]
            });
        }
        if let Some((text, x)) = promised {
            let label = Label { text: words::promised(text), x, baseline: 0.0, align: Align::Left, face: sizes.label, ink: palette.ink };
            let (before, after) = (x - sizes.gap - label.area().width(), x + sizes.gap);
            let (top, lower) = (self.area.top + sizes.gap + sizes.label.size, self.area.top + 4.0 * sizes.label.size);
            // The line says it too, to the mouse: in a small picture it may stand alone.
            let spots = [(after, top), (before, top), (after, lower), (before, lower)];
            placed.extend(label.place_where_free(&spots, &taken, &bounds));
        }
        placed
    }

    /// Each reading with the stretch of the axis that is nearest to it.
    fn stretches(&self, times: &[f64]) -> Vec<(f64, Area)> {
        let between = |a: f64, b: f64| (self.x(a) + self.x(b)) / 2.0;
        let stretch = |(i, &time): (usize, &f64)| {
            let left = if i == 0 { self.area.left } else { between(times[i - 1], time) };
            let right = times.get(i + 1).map_or(self.x(time), |&next| between(time, next));
            (time, Area { left, right, ..self.area })
        };
        times.iter().enumerate().map(stretch).collect()
    }

    fn marks(&self, labels: &[Label], page: &Page) -> Vec<(Area, String, Part)> {
        let mut marks = Vec::new();
        for (time, area) in self.stretches(&self.data.readings()) {
            marks.push((area, words::reading(self.data, time), Part::Waiting));
        }
        let parts = [(Part::Median, words::half_label(self.data)), (Part::Unanswered, words::left_label(self.data))];
        let answered_only = self.data.answered_only.map(|_| (Part::AnsweredOnly, words::answered_only_label(self.data)));
        let promised = self.data.promised.as_ref().and_then(|(text, seconds)| Some(words::promised_label(self.data, text, (*seconds)?)));
        let parts = parts.into_iter().chain(answered_only).chain(promised.map(|text| (Part::Waiting, text)));
        for (label, (part, text)) in labels.iter().zip(parts) {
            let Area { left, top, right, bottom } = label.area();
            let room = page.sizes.padding;
            marks.push((Area::new(left - room, top - room, right + room, bottom + room), text, part));
        }
        marks
    }
}

/// A stretch of the curve that has an interval, as `(x, low, high)`.
type Banded = Vec<(f64, f64, f64)>;

/// The stretches that have an interval, each with where it ends.
fn banded(steps: &[(f64, Step)], end: f64) -> Vec<(Banded, f64)> {
    let mut runs: Vec<(Banded, f64)> = Vec::new();
    let mut open = false;
    for (i, &(x, step)) in steps.iter().enumerate() {
        let (Some(low), Some(high)) = (step.low, step.high) else {
            open = false;
            continue;
        };
        let until = steps.get(i + 1).map_or(end, |&(next, _)| next);
        match runs.last_mut().filter(|_| open) {
            Some((run, reaches)) => {
                run.push((x, low, high));
                *reaches = until;
            }
            None => runs.push((vec![(x, low, high)], until)),
        }
        open = true;
    }
    runs
}
