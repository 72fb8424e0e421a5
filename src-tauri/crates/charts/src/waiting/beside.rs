//! Several curves on one: two periods, or a few accounts.

use super::{FEW, Plot, READINGS, Step, Waiting, words};
use crate::label::{Align, Area, Label, spread, wrap};
use crate::page::{Page, Words};
use crate::sheet::width;
use crate::theme::{BAND, Colour, Palette};
use crate::words::{capital, caption, count, counted, duration, interval, list, percent, round_duration};
use crate::{About, Chart, Frame, Part};

/// Up to four curves, all followed to the same horizon.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    /// What was inferred is told by each curve.
    pub about: About,
    pub curves: Vec<Curve>,
    /// Accounts for which there was no room.
    pub left_out: u64,
}

/// Whose curve, or of when, and the curve.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Curve {
    pub name: String,
    pub waiting: Waiting,
}

/// More could not be told apart.
pub const MOST_CURVES: usize = 4;

/// The widest that names may be, as a part of the picture.
const SIDE: f64 = 0.3;

/// How each curve is drawn: its colour, and the dashes that tell it apart without one, in strokes.
fn strokes(palette: &Palette) -> [(Colour, &'static [f64]); MOST_CURVES] {
    [(palette.accent, &[]), (palette.ladder[4], &[4.0, 2.0]), (palette.warning, &[1.5, 1.5]), (palette.mute, &[6.0, 2.0, 1.5, 2.0])]
}

impl Beside {
    /// Those that can be drawn.
    fn drawn(&self) -> Vec<&Curve> {
        self.curves.iter().filter(|curve| curve.waiting.opportunities >= FEW).take(MOST_CURVES).collect()
    }
}

/// Draws the curves with their bands, each with its name at its end.
pub fn waiting_beside(data: &Beside, frame: &Frame) -> Chart {
    let drawn = data.drawn();
    let mut page = Page::new(said(data, &drawn), frame);
    if drawn.len() < 2 {
        return page.empty(&why_empty(data));
    }
    let words = drawn.iter().flat_map(|curve| [width(&curve.name, page.sizes.strong), width(&half(curve), page.sizes.strong)]);
    let side = words.fold(0.0, f64::max).min(page.plot.width() * SIDE);
    page.plot.right -= side + page.sizes.gap;
    let plots: Vec<Plot> = drawn.iter().map(|curve| Plot::new(&curve.waiting, &page)).collect();
    plots[0].draw_axes(&mut page);
    let (sizes, palette) = (page.sizes, page.palette);
    let strokes = strokes(palette);
    page.sheet.layer("band", "", |layer| {
        for (plot, (colour, _)) in plots.iter().zip(strokes) {
            plot.bands().iter().for_each(|outline| layer.polygon(outline, colour, BAND));
        }
    });
    let curves: Vec<Vec<(f64, f64)>> = plots.iter().map(Plot::curve).collect();
    for (curve, (colour, dashes)) in curves.iter().zip(strokes) {
        let dashes: Vec<String> = dashes.iter().map(|dash| format!("{:.1}", dash * sizes.stroke)).collect();
        let dashed = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", dashes.join(" ")) };
        page.sheet.layer("curve", &format!("stroke-linejoin=\"round\"{dashed}"), |layer| layer.path(curve, colour, sizes.stroke));
    }
    let labels = labels(&page, &drawn, &plots, side);
    page.sheet.texts("labels", &labels);
    let marks = marks(&drawn, &plots);
    page.finish(marks)
}

/// Beside the end of each curve its name, as far as there is room for it, and when half were answered.
fn labels(page: &Page, drawn: &[&Curve], plots: &[Plot], side: f64) -> Vec<Label> {
    let (face, left) = (page.sizes.strong, page.plot.right + page.sizes.gap);
    let mut order: Vec<usize> = (0..drawn.len()).collect();
    order.sort_by(|&a, &b| drawn[b].waiting.left().total_cmp(&drawn[a].waiting.left()));
    let mut middles: Vec<f64> = order.iter().map(|&which| plots[which].y(drawn[which].waiting.left())).collect();
    let area = plots[0].area;
    spread(&mut middles, LINES * face.leading() + page.sizes.padding, area.top + face.leading(), area.bottom - face.leading());
    let lines = |(&which, middle): (&usize, f64)| {
        let (ink, _) = strokes(page.palette)[which];
        let texts = [wrap(&drawn[which].name, face, side, 1).remove(0), wrap(&half(drawn[which]), face, side, 1).remove(0)];
        let top = middle - face.leading();
        [0.0, 1.0]
            .into_iter()
            .zip(texts)
            .map(move |(line, text)| Label::below(top + line * face.leading(), text, left, Align::Left, face, page.palette.word(ink)))
    };
    order.iter().zip(middles).flat_map(lines).collect()
}

/// Lines of a curve's label.
const LINES: f64 = 2.0;

fn marks(drawn: &[&Curve], plots: &[Plot]) -> Vec<(Area, String, Option<Part>)> {
    let mark = |(time, area): (f64, Area)| {
        let said: Vec<String> = drawn.iter().map(|curve| format!("{} {}", curve.name, still(curve, time))).collect();
        (area, format!("after {}, still waiting: {}", round_duration(time), said.join(", ")), None)
    };
    plots[0].stretches(&readings(drawn)).into_iter().map(mark).collect()
}

/// The times at which any of them still has something to say.
fn readings(drawn: &[&Curve]) -> Vec<f64> {
    let end = drawn.iter().map(|curve| curve.waiting.end()).fold(0.0, f64::max);
    READINGS.into_iter().filter(|&time| time <= end).collect()
}

/// The share still waiting, and its interval where there is one.
fn still(curve: &Curve, time: f64) -> String {
    if time > curve.waiting.end() {
        return "not known".to_owned();
    }
    let step = curve.waiting.at(time);
    let interval = step.low.zip(step.high).map_or_else(String::new, |(low, high)| format!(" ({})", interval(low, high)));
    format!("{}{interval}", percent(step.surviving))
}

/// `half by 3.0 h`, or that it was never reached.
fn half(curve: &Curve) -> String {
    curve.waiting.median.map_or_else(|| "half not reached".to_owned(), |median| format!("half by {}", duration(median)))
}

fn why_empty(data: &Beside) -> String {
    match data.curves.as_slice() {
        [] if !data.about.why_empty.is_empty() => data.about.why_empty.clone(),
        [] | [_] => "There is nothing to compare with: choose two accounts or more, or a window.".to_owned(),
        curves => {
            let n: Vec<String> = curves.iter().map(|curve| format!("{}: {}", curve.name, count(curve.waiting.opportunities))).collect();
            format!("Too few opportunities to answer to compare. {}.", list(&n))
        }
    }
}

fn title(drawn: &[&Curve]) -> String {
    let by_median = |a: &&&Curve, b: &&&Curve| {
        let median = |curve: &Curve| curve.waiting.median.unwrap_or(f64::INFINITY);
        median(a).total_cmp(&median(b))
    };
    let (Some(best), Some(worst)) = (drawn.iter().min_by(by_median), drawn.iter().max_by(by_median)) else {
        return "Too few messages to compare".to_owned();
    };
    let (Some(quickest), high, low) = (best.waiting.median, best.waiting.median_high, worst.waiting.median_low) else {
        let followed = drawn.iter().map(|curve| curve.waiting.end()).fold(f64::INFINITY, f64::min);
        return format!("Nowhere were half answered within {}", round_duration(followed));
    };
    // A limit that is not reached lies beyond all that was followed.
    let at_least = low.unwrap_or(worst.waiting.end());
    if high.is_none_or(|high| at_least <= high) {
        return "No clear difference in how long people wait".to_owned();
    }
    match worst.waiting.median {
        Some(slowest) if drawn.len() > 2 => format!("Waits differ: half answered by {} to {}", duration(quickest), duration(slowest)),
        Some(slowest) => format!("Waits differ: half answered by {} or {}", duration(quickest), duration(slowest)),
        None => format!("Half answered by {}, or not in {}", duration(quickest), round_duration(worst.waiting.end())),
    }
}

fn said(data: &Beside, drawn: &[&Curve]) -> Words {
    let n: u64 = drawn.iter().map(|curve| curve.waiting.opportunities).sum();
    let is_drawn = drawn.len() > 1;
    let alt = if is_drawn {
        let each = drawn.iter().map(|curve| {
            let waiting = &curve.waiting;
            let answered = format!("{}, {} answered", counted(waiting.opportunities, "message"), count(waiting.answered));
            format!(" {}: {answered}; {}; {}.", capital(&curve.name), words::half_label(waiting), words::left_label(waiting))
        });
        format!(
            "{} curves that fall in steps from 100%: the share still waiting for an answer.{}",
            count(drawn.len() as u64),
            each.collect::<String>()
        )
    } else {
        format!("An empty chart. {}", why_empty(data))
    };
    let cells = |curve: &&Curve, time: f64| {
        let step = (time <= curve.waiting.end()).then(|| curve.waiting.at(time));
        let limit = |limit: fn(&Step) -> Option<f64>| step.as_ref().and_then(limit).map_or_else(|| "–".to_owned(), percent);
        [
            step.as_ref().map_or_else(|| "not known".to_owned(), |step| percent(step.surviving)),
            limit(|step| step.low),
            limit(|step| step.high),
        ]
    };
    let row = |time: f64| std::iter::once(round_duration(time)).chain(drawn.iter().flat_map(|curve| cells(curve, time))).collect();
    let about = About { inferred: drawn.iter().map(|curve| curve.waiting.about.inferred).sum(), ..data.about.clone() };
    let left_out = match data.left_out + (data.curves.len().min(MOST_CURVES) - drawn.len()) as u64 {
        0 => String::new(),
        left_out => format!("{} with fewer messages left out.", counted(left_out, "account")),
    };
    let left_out = if is_drawn { left_out } else { String::new() };
    let each: Vec<String> = drawn.iter().map(|curve| format!("{} in {}", count(curve.waiting.opportunities), curve.name)).collect();
    let each = if is_drawn { format!(": {}", list(&each)) } else { String::new() };
    Words {
        id: "waiting-beside",
        title: if is_drawn { title(drawn) } else { "Too few messages to compare".to_owned() },
        subtitle: "Share still waiting over time. Bands: 95% intervals.".to_owned(),
        caption: caption(&about, &format!("{}{each}", words::opportunities(n)), &left_out),
        alt,
        columns: std::iter::once("After".to_owned())
            .chain(drawn.iter().flat_map(|curve| [curve.name.clone(), "95% from".to_owned(), "95% to".to_owned()]))
            .collect(),
        table: if is_drawn { readings(drawn).into_iter().map(row).collect() } else { Vec::new() },
    }
}
