//! Several curves on one: two periods, or a few accounts.

use super::{FEW, Plot, READINGS, Waiting, words};
use crate::label::{Align, Area, Label};
use crate::page::{Page, Words};
use crate::theme::{BAND, Colour, Palette};
use crate::words::{capital, caption, count, counted, duration, list, percent, round_duration};
use crate::{About, Chart, Frame, Part};

/// Up to four curves, all followed to the same horizon.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    pub about: About,
    pub curves: Vec<Curve>,
}

/// Whose curve, or of when, and the curve.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Curve {
    pub name: String,
    pub waiting: Waiting,
}

/// More could not be told apart.
pub const MOST_CURVES: usize = 4;

/// How each curve is drawn: its colour, and the dashes that tell it apart without one, in strokes.
fn strokes(palette: &Palette) -> [(Colour, &'static [f64]); MOST_CURVES] {
    [(palette.accent, &[]), (palette.warning, &[4.0, 2.0]), (palette.ladder[4], &[1.5, 1.5]), (palette.mute, &[6.0, 2.0, 1.5, 2.0])]
}

impl Beside {
    /// Those that can be drawn.
    fn drawn(&self) -> Vec<&Curve> {
        self.curves.iter().filter(|curve| curve.waiting.opportunities >= FEW).take(MOST_CURVES).collect()
    }
}

/// Draws the curves, each with its name at its end; of two, with their bands.
pub fn waiting_beside(data: &Beside, frame: &Frame) -> Chart {
    let drawn = data.drawn();
    let mut page = Page::new(said(data, &drawn), frame);
    if drawn.len() < 2 {
        return page.empty(&why_empty(data));
    }
    let plots: Vec<Plot> = drawn.iter().map(|curve| Plot::new(&curve.waiting, &page)).collect();
    plots[0].draw_axes(&mut page);
    let (sizes, palette) = (page.sizes, page.palette);
    let strokes = strokes(palette);
    if let [_, _] = plots.as_slice() {
        page.sheet.layer("band", "", |layer| {
            for (plot, (colour, _)) in plots.iter().zip(strokes) {
                plot.bands().iter().for_each(|outline| layer.polygon(outline, colour, BAND));
            }
        });
    }
    let curves: Vec<Vec<(f64, f64)>> = plots.iter().map(Plot::curve).collect();
    for (curve, (colour, dashes)) in curves.iter().zip(strokes) {
        let dashes: Vec<String> = dashes.iter().map(|dash| format!("{:.1}", dash * sizes.stroke)).collect();
        let dashed = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", dashes.join(" ")) };
        page.sheet.layer("curve", &format!("stroke-linejoin=\"round\"{dashed}"), |layer| layer.path(curve, colour, sizes.stroke));
    }
    let labels = labels(&page, &drawn, &plots, &curves);
    page.sheet.texts("labels", &labels);
    let marks = marks(&page, &drawn, &plots, &labels);
    page.finish(marks)
}

/// Each curve's name and what it says: where it is highest above or lowest below the others, else wherever there is room.
fn labels(page: &Page, drawn: &[&Curve], plots: &[Plot], curves: &[Vec<(f64, f64)>]) -> Vec<Label> {
    let (sizes, area) = (page.sizes, plots[0].area);
    let mut taken: Vec<Area> = curves.iter().flat_map(|curve| Plot::taken_by(curve)).collect();
    taken.extend(plots[0].grid());
    let bounds = Area::new(area.left, page.plot.top, page.plot.right, area.bottom);
    let mut order: Vec<usize> = (0..drawn.len()).collect();
    order.sort_by(|&a, &b| drawn[b].waiting.left().total_cmp(&drawn[a].waiting.left()));
    let mut placed: Vec<Option<Label>> = vec![None; drawn.len()];
    for (rank, &which) in order.iter().enumerate() {
        let (colour, _) = strokes(page.palette)[which];
        let text = crate::label::wrap(&at_end(drawn[which]), sizes.strong, area.width() * 0.5, 1).remove(0);
        let label = Label { text, x: 0.0, baseline: 0.0, align: Align::Left, face: sizes.strong, ink: colour };
        let wide = label.area().width();
        let end = plots[which].x(drawn[which].waiting.end());
        let line = plots[which].y(drawn[which].waiting.left());
        let (above, below) = (line - sizes.gap, line + sizes.gap + sizes.strong.size);
        let beside = |x: f64| (x - wide - sizes.padding).max(area.left + sizes.gap);
        let spots: Vec<(f64, f64)> = [1.0, 0.85, 0.7]
            .into_iter()
            .flat_map(|part| {
                let x = beside(area.left + (end - area.left) * part);
                if rank == 0 { [(x, above), (x, below)] } else { [(x, below), (x, above)] }
            })
            .collect();
        let label = label.place(&spots, &taken, &bounds);
        taken.push(label.area());
        placed[which] = Some(label);
    }
    placed.into_iter().flatten().collect()
}

fn marks(page: &Page, drawn: &[&Curve], plots: &[Plot], labels: &[Label]) -> Vec<(Area, String, Option<Part>)> {
    let (first, room) = (&plots[0], page.sizes.padding);
    let times = readings(drawn);
    let mut marks: Vec<(Area, String, Option<Part>)> = Vec::new();
    for (i, &time) in times.iter().enumerate() {
        let between = |a: f64, b: f64| (first.x(a) + first.x(b)) / 2.0;
        let left = if i == 0 { first.area.left } else { between(times[i - 1], time) };
        let right = times.get(i + 1).map_or(first.x(time), |&next| between(time, next));
        let said: Vec<String> = drawn.iter().map(|curve| format!("{} {}", curve.name, still(curve, time))).collect();
        let area = Area { left, right, ..first.area };
        marks.push((area, format!("after {}, still waiting: {}", round_duration(time), said.join(", ")), None));
    }
    for (label, curve) in labels.iter().zip(drawn) {
        let Area { left, top, right, bottom } = label.area();
        let half = words::half_label(&curve.waiting);
        marks.push((Area::new(left - room, top - room, right + room, bottom + room), format!("{}: {half}", curve.name), None));
    }
    marks
}

/// The times at which any of them still has something to say.
fn readings(drawn: &[&Curve]) -> Vec<f64> {
    let end = drawn.iter().map(|curve| curve.waiting.end()).fold(0.0, f64::max);
    READINGS.into_iter().filter(|&time| time <= end).collect()
}

fn still(curve: &Curve, time: f64) -> String {
    if time > curve.waiting.end() { "not known".to_owned() } else { percent(curve.waiting.at(time).surviving) }
}

/// `half by 3.0 h`, or that it was never reached.
fn half(curve: &Curve) -> String {
    curve.waiting.median.map_or_else(|| "half not reached".to_owned(), |median| format!("half by {}", duration(median)))
}

fn at_end(curve: &Curve) -> String {
    format!("{}: {}", curve.name, half(curve))
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
        return "Nowhere were half of those who wrote answered".to_owned();
    };
    if high.is_none_or(|high| low.is_none_or(|low| low <= high)) {
        return "No clear difference in how long people wait".to_owned();
    }
    match worst.waiting.median {
        Some(slowest) => format!("Half answered by {} at best, {} at worst", duration(quickest), duration(slowest)),
        None => format!("Half answered by {} at best, never at worst", duration(quickest)),
    }
}

fn said(data: &Beside, drawn: &[&Curve]) -> Words {
    let n: u64 = drawn.iter().map(|curve| curve.waiting.opportunities).sum();
    let is_drawn = drawn.len() > 1;
    let names: Vec<String> = drawn.iter().map(|curve| curve.name.clone()).collect();
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
    let row = |time: f64| std::iter::once(round_duration(time)).chain(drawn.iter().map(|curve| still(curve, time))).collect();
    let each: Vec<String> = drawn.iter().map(|curve| format!("{} in {}", count(curve.waiting.opportunities), curve.name)).collect();
    let each = if is_drawn { format!(": {}", list(&each)) } else { String::new() };
    Words {
        id: "waiting-beside",
        title: if is_drawn { title(drawn) } else { "Too few messages to compare".to_owned() },
        subtitle: if drawn.len() == 2 { "Share still waiting over time. Bands: 95% intervals." } else { "Share still waiting over time." }
            .to_owned(),
        caption: caption(&data.about, &format!("{}{each}", words::opportunities(n)), ""),
        alt,
        columns: std::iter::once("After".to_owned()).chain(names).collect(),
        table: if is_drawn { readings(drawn).into_iter().map(row).collect() } else { Vec::new() },
    }
}
