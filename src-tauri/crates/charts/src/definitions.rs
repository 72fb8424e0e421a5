//! The same data under each rule: how long an answer took, by whoever is asked.

use crate::label::{Align, Label};
use crate::page::{Page, Words};
use crate::rows::Rows;
use crate::scale::Scale;
use crate::sheet::width;
use crate::words::{self, counted, duration, round_duration};
use crate::{About, Chart, Frame, Part};

/// One set of opportunities under the rules in use.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Definitions {
    pub about: About,
    pub opportunities: u64,
    pub rules: Vec<Rule>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rule {
    /// The figure's id.
    pub id: String,
    pub name: String,
    /// Seconds; `None`: not reached, or none was answered.
    pub seconds: Option<f64>,
    /// How many of the opportunities it looks at.
    pub n: u64,
    /// It is the one that this program uses.
    pub ours: bool,
}

const TICKS: [f64; 7] = [60.0, 900.0, 3_600.0, 14_400.0, 86_400.0, 604_800.0, 2_592_000.0];

/// Draws a row for each rule, on one axis of time.
pub fn definitions(data: &Definitions, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    if data.rules.iter().all(|rule| rule.seconds.is_none()) {
        return page.empty(if data.about.why_empty.is_empty() { "Nobody was answered in this selection." } else { &data.about.why_empty });
    }
    let (sizes, palette) = (page.sizes, page.palette);
    let names: Vec<String> = data.rules.iter().map(|rule| rule.name.clone()).collect();
    let value = |rule: &Rule| format!("{} · n = {}", rule.seconds.map_or_else(|| "not reached".to_owned(), duration), words::count(rule.n));
    let right = data.rules.iter().map(|rule| width(&value(rule), sizes.strong)).fold(0.0, f64::max) + sizes.gap;
    let rows = Rows::new(&page, &names, sizes.note.leading() + sizes.padding, right);
    let known = || data.rules.iter().filter_map(|rule| rule.seconds);
    let low = TICKS.into_iter().rev().find(|tick| known().all(|seconds| seconds >= *tick)).unwrap_or(TICKS[0]);
    let high = TICKS.into_iter().find(|tick| known().all(|seconds| seconds <= *tick)).unwrap_or(TICKS[6]);
    let scale = Scale::log((low, high), (rows.plot.left, rows.plot.right));
    let ticks: Vec<f64> = TICKS.into_iter().filter(|tick| (low..=high).contains(tick)).collect();
    rows.draw_axis(&mut page, &scale, &ticks, round_duration);
    let ink = |rule: &Rule| if rule.ours { palette.accent } else { palette.warning };
    page.sheet.layer("rules", "", |layer| {
        for (row, rule) in data.rules[..rows.shown].iter().enumerate() {
            let Some(x) = rule.seconds.map(|seconds| scale.at(seconds)) else { continue };
            layer.path(&[(rows.plot.left, rows.y(row)), (x, rows.y(row))], ink(rule), sizes.hairline);
            layer.dot((x, rows.y(row)), sizes.dot * if rule.ours { 1.4 } else { 1.0 }, ink(rule));
        }
    });
    rows.draw_names(&mut page, &names);
    let values: Vec<Label> = data.rules[..rows.shown]
        .iter()
        .enumerate()
        .map(|(row, rule)| {
            let face = if rule.ours { sizes.strong } else { sizes.label };
            Label::centred_on(rows.y(row), value(rule), page.plot.right, Align::Right, face, ink(rule))
        })
        .collect();
    page.sheet.texts("values", &values);
    let marks = data.rules[..rows.shown].iter().enumerate().map(|(row, rule)| {
        let label = format!("{}: {}", rule.name, value(rule));
        (rows.bar(row, rows.plot.left, rows.plot.right, 1.0), label, Some(Part::Figure { id: rule.id.clone(), month: None }))
    });
    let marks = marks.collect();
    page.finish(marks)
}

fn said(data: &Definitions) -> Words {
    let known: Vec<f64> = data.rules.iter().filter_map(|rule| rule.seconds).collect();
    let (least, most) = (known.iter().copied().fold(f64::INFINITY, f64::min), known.iter().copied().fold(0.0, f64::max));
    let title = match (known.len(), data.rules.iter().any(|rule| rule.ours && rule.seconds.is_none())) {
        (0, _) => "No response time is known".to_owned(),
        (_, true) => format!("From {} to never reached: same messages, six rules", duration(least)),
        _ => format!("From {} to {}: same messages, {} rules", duration(least), duration(most), data.rules.len()),
    };
    let row = |rule: &Rule| {
        let seconds = rule.seconds.map_or_else(|| "not reached".to_owned(), duration);
        vec![rule.name.clone(), seconds, words::count(rule.n), if rule.ours { "yes" } else { "no" }.to_owned()]
    };
    let sentences: Vec<String> = data
        .rules
        .iter()
        .map(|rule| {
            format!(
                "{}: {}, of {}.",
                rule.name,
                rule.seconds.map_or_else(|| "not reached".to_owned(), duration),
                counted(rule.n, "message")
            )
        })
        .collect();
    Words {
        id: "definitions",
        title,
        subtitle: "Response time of the same opportunities under each rule in use; n is how many it looks at.".to_owned(),
        caption: words::caption(&data.about, &counted_opportunities(data.opportunities), ""),
        alt: if known.is_empty() {
            "An empty chart. No response time is known.".to_owned()
        } else {
            format!("A dot for each rule on a logarithmic axis of time. {}", sentences.join(" "))
        },
        columns: ["Rule", "Response time", "n", "This program's"].map(str::to_owned).to_vec(),
        table: data.rules.iter().map(row).collect(),
    }
}

pub(crate) fn counted_opportunities(n: u64) -> String {
    format!("{} {}", words::count(n), if n == 1 { "opportunity to answer" } else { "opportunities to answer" })
}
