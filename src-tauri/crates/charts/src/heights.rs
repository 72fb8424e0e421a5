//! Values up a plot: lines across it, named at the left.

use crate::label::{Align, Area, Label};
use crate::page::Page;
use crate::scale::Scale;
use crate::sheet::width;

/// How wide the names of these values are, with the space behind them.
pub(crate) fn gutter(page: &Page, names: &[String]) -> f64 {
    names.iter().map(|name| width(name, page.sizes.note)).fold(0.0, f64::max) + page.sizes.gap
}

/// Draws a line at each value, and its name before the plot.
pub(crate) fn draw(page: &mut Page, area: &Area, scale: &Scale, ticks: &[f64], name: impl Fn(f64) -> String) {
    let (sizes, palette) = (page.sizes, page.palette);
    page.sheet.layer("grid", "", |layer| {
        for &tick in ticks {
            layer.path(&[(area.left, scale.at(tick)), (area.right, scale.at(tick))], palette.rule, sizes.hairline);
        }
    });
    let mut labels: Vec<Label> = Vec::new();
    for &tick in ticks {
        let label = Label::centred_on(scale.at(tick), name(tick), area.left - sizes.gap, Align::Right, sizes.note, palette.mute);
        let apart = |other: &Label| other.area().bottom <= label.area().top || label.area().bottom <= other.area().top;
        if labels.iter().all(apart) {
            labels.push(label);
        }
    }
    page.sheet.texts("axis", &labels);
}
