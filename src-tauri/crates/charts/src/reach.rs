//! How far posts go, rung by rung: every post a dot, medians with their intervals.

use earshot_model::Rung;

use crate::label::{Align, Label};
use crate::page::{Page, Words};
use crate::rows::Rows;
use crate::scale::Scale;
use crate::sheet::width;
use crate::theme::BAND;
use crate::words::{self, count, counted, list};
use crate::{About, Chart, Frame, Part};

/// What each post reached.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reach {
    pub about: About,
    /// Unique people; else times shown, which is not reach.
    pub people: bool,
    /// As `Rung::ALL`.
    pub rungs: [Reached; 6],
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reached {
    /// One a post.
    pub posts: Vec<f64>,
    pub median: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// Under this many posts a median says nothing.
const FEW: usize = 10;
/// More posts than this are drawn as a shape: dots could not be told apart.
const MANY: usize = 1_500;
/// How finely such a shape is reckoned.
const SLICES: usize = 60;

/// Draws a row for each rung on a logarithmic axis.
pub fn reach(data: &Reach, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    let known = || data.rungs.iter().flat_map(|rung| &rung.posts).copied().filter(|value| *value > 0.0);
    let (low, high) = known().fold((f64::INFINITY, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        let why = format!("No post in this selection has {} in an export.", if data.people { "a reach" } else { "impressions" });
        return page.empty(if data.about.why_empty.is_empty() { &why } else { &data.about.why_empty });
    }
    let (sizes, palette) = (page.sizes, page.palette);
    let names = Rung::ALL.map(|rung| rung.label().to_owned());
    let values = data.rungs.each_ref().map(value);
    let right = values.iter().map(|text| width(text, sizes.strong)).fold(0.0, f64::max) + sizes.gap;
    let rows = Rows::new(&page, &names, sizes.note.leading() + sizes.padding, right);
    let power = |value: f64, to: fn(f64) -> f64| 10_f64.powf(to(value.log10()));
    let scale = Scale::log((power(low, f64::floor), power(high, f64::ceil)), (rows.plot.left, rows.plot.right));
    rows.draw_axis(&mut page, &scale, &scale.ticks(9), |tick| count(tick as u64));
    for (row, (rung, reached)) in Rung::ALL.into_iter().zip(&data.rungs).enumerate().take(rows.shown) {
        let fill = palette.mark(palette.ladder[row]);
        page.sheet.layer(&format!("rung {}", rung.as_str()), "", |layer| {
            if reached.posts.len() > MANY {
                layer.polygon(&shape(&reached.posts, &scale, &rows, row), fill, 1.0);
                return;
            }
            for (i, value) in reached.posts.iter().enumerate().filter(|(_, value)| **value > 0.0) {
                // Apart by the golden ratio: no chance, and no two beside each other.
                let off = ((i as f64 * 0.618_034).fract() - 0.5) * rows.step * 0.62;
                layer.dot((scale.at(*value), rows.y(row) + off), sizes.dot * 0.6, fill);
            }
        });
        let (Some(median), true) = (reached.median, reached.posts.len() >= FEW) else { continue };
        page.sheet.layer("median", "", |layer| {
            if let Some((low, high)) = reached.low.zip(reached.high) {
                layer.tint(&rows.bar(row, scale.at(low), scale.at(high), 0.86), palette.ink, BAND);
            }
            let x = scale.at(median);
            let bar = rows.bar(row, x - sizes.stroke / 2.0, x + sizes.stroke / 2.0, 0.86);
            layer.fill(&bar, palette.ink);
        });
    }
    rows.draw_names(&mut page, &names);
    let labels: Vec<Label> = values
        .iter()
        .enumerate()
        .take(rows.shown)
        .map(|(row, text)| Label::centred_on(rows.y(row), text.clone(), page.plot.right, Align::Right, sizes.label, palette.ink))
        .collect();
    page.sheet.texts("values", &labels);
    let marks = Rung::ALL.into_iter().enumerate().take(rows.shown).map(|(row, rung)| {
        let part = Part::Figure { id: format!("rung({})", rung.as_str()), month: None };
        (rows.bar(row, rows.plot.left, rows.plot.right, 1.0), told(rung, &data.rungs[row]), Some(part))
    });
    let marks = marks.collect();
    page.finish(marks)
}

/// How densely a row's posts lie, as an outline round its middle.
fn shape(posts: &[f64], scale: &Scale, rows: &Rows, row: usize) -> Vec<(f64, f64)> {
    let (left, wide) = (rows.plot.left, rows.plot.width());
    let mut slices = [0_u32; SLICES];
    for value in posts.iter().filter(|value| **value > 0.0) {
        let slice = ((scale.at(*value) - left) / wide * SLICES as f64) as usize;
        slices[slice.min(SLICES - 1)] += 1;
    }
    let most = f64::from(slices.iter().copied().max().unwrap_or(1).max(1));
    let at = |slice: usize| left + (slice as f64 + 0.5) / SLICES as f64 * wide;
    let half = |n: u32| f64::from(n) / most * rows.step * 0.4;
    let upper = slices.iter().enumerate().map(|(slice, &n)| (at(slice), rows.y(row) - half(n)));
    let lower = slices.iter().enumerate().rev().map(|(slice, &n)| (at(slice), rows.y(row) + half(n)));
    upper.chain(lower).collect()
}

fn number(value: f64) -> String {
    count(value.round() as u64)
}

fn value(reached: &Reached) -> String {
    match (reached.posts.len(), reached.median) {
        (0, _) => "no posts".to_owned(),
        (n, Some(median)) if n >= FEW => number(median),
        (n, _) => format!("{n}: too few"),
    }
}

fn told(rung: Rung, reached: &Reached) -> String {
    let posts = counted(reached.posts.len() as u64, "post");
    match (reached.median, reached.low.zip(reached.high)) {
        (Some(median), Some((low, high))) if reached.posts.len() >= FEW => {
            format!("{}: median {} ({}–{}) of {posts}", rung.label(), number(median), number(low), number(high))
        }
        (Some(median), None) if reached.posts.len() >= FEW => format!("{}: median {} of {posts}", rung.label(), number(median)),
        _ => format!("{}: {posts}{}", rung.label(), if reached.posts.is_empty() { "" } else { ", too few to say" }),
    }
}

fn several(rung: Rung) -> &'static str {
    match rung {
        Rung::Release => "Press releases",
        Rung::Repeat => "Posts said before",
        Rung::Announcement => "Announcements",
        Rung::Mention => "Mentions",
        Rung::Reply => "Replies",
        Rung::Dialogue => "Posts in dialogue",
    }
}

fn said(data: &Reach) -> Words {
    let n: u64 = data.rungs.iter().map(|rung| rung.posts.len() as u64).sum();
    let able: Vec<(Rung, &Reached)> =
        Rung::ALL.into_iter().zip(&data.rungs).filter(|(_, reached)| reached.posts.len() >= FEW && reached.median.is_some()).collect();
    let best = able.iter().max_by(|a, b| a.1.median.unwrap_or(0.0).total_cmp(&b.1.median.unwrap_or(0.0)));
    let clear = best.is_some_and(|best| {
        let low = best.1.low;
        able.iter().filter(|other| other.0 != best.0).all(|other| low.zip(other.1.high).is_some_and(|(low, high)| low > high))
    });
    let far = if data.people { "reach furthest" } else { "are shown most" };
    let title = match best {
        None => "Too few posts to say".to_owned(),
        Some((rung, _)) if clear && able.len() > 1 => format!("{} {far}", several(*rung)),
        Some(_) => format!("No kind of post clearly {}", if data.people { "reaches further" } else { "is shown more" }),
    };
    let what = if data.people { "People reached" } else { "Impressions (times shown, not people)" };
    let sentences: Vec<String> = Rung::ALL.into_iter().zip(&data.rungs).map(|(rung, reached)| told(rung, reached)).collect();
    let row = |(rung, reached): (Rung, &Reached)| {
        let of = |value: Option<f64>| value.filter(|_| reached.posts.len() >= FEW).map_or_else(|| "–".to_owned(), number);
        vec![rung.label().to_owned(), count(reached.posts.len() as u64), of(reached.median), of(reached.low), of(reached.high)]
    };
    Words {
        id: if data.people { "reach" } else { "impressions" },
        title,
        subtitle: format!("{what} by each post, to date, by rung. Line: median; band: 95% interval. Logarithmic axis."),
        caption: words::caption(&data.about, &counted(n, "post"), ""),
        alt: if n == 0 {
            "An empty chart. No post has such a count.".to_owned()
        } else {
            format!("Dots on a logarithmic axis, a row for each rung. {}.", list(&sentences))
        },
        columns: ["Rung", "Posts", "Median", "95% from", "95% to"].map(str::to_owned).to_vec(),
        table: if n == 0 { Vec::new() } else { Rung::ALL.into_iter().zip(&data.rungs).map(row).collect() },
    }
}
