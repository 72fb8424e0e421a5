//! A row for each thing: its name at the left, what there is to say of it at the right.

use crate::label::{Align, Area, Label, wrap};
use crate::page::Page;
use crate::scale::Scale;
use crate::sheet::width;

/// Where the rows stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    /// What is drawn, between the names and whatever stands at the right.
    pub plot: Area,
    left: f64,
    /// From one row to the next.
    pub step: f64,
    /// How many have room; the table has all.
    pub shown: usize,
    more: usize,
}

/// A row is no taller than this many lines of its name.
const TALLEST: f64 = 3.2;

impl Rows {
    /// With so much room below for an axis and at the right for values.
    pub(crate) fn new(page: &Page, names: &[String], below: f64, right: f64) -> Rows {
        let sizes = &page.sizes;
        let widest = names.iter().map(|name| width(name, sizes.label)).fold(0.0, f64::max);
        let names_wide = widest.min(page.plot.width() * 0.34);
        let line = sizes.label.leading();
        let room = page.plot.height() - below;
        let fit = (room / (line * 1.15)).floor().max(1.0) as usize;
        // Where not all fit, the last line says how many more there are.
        let shown = if names.len() <= fit { names.len() } else { fit.saturating_sub(1).max(1) };
        let more = names.len() - shown;
        let lines = shown + usize::from(more > 0);
        let step = (room / lines.max(1) as f64).min(line * TALLEST);
        let left = page.plot.left + names_wide + sizes.gap * 1.5;
        let plot = Area::new(left, page.plot.top, page.plot.right - right, page.plot.top + step * shown as f64);
        Rows { plot, left: page.plot.left, step, shown, more }
    }

    /// Below the last line: what stands under the rows begins here.
    pub(crate) fn foot(&self) -> f64 {
        self.plot.bottom + if self.more > 0 { self.step } else { 0.0 }
    }

    /// The middle of a row.
    pub(crate) fn y(&self, row: usize) -> f64 {
        self.plot.top + (row as f64 + 0.5) * self.step
    }

    /// The area of a row's bar, between two places.
    pub(crate) fn bar(&self, row: usize, from: f64, to: f64, thick: f64) -> Area {
        let half = self.step * thick / 2.0;
        Area::new(from.min(to), self.y(row) - half, from.max(to), self.y(row) + half)
    }

    pub(crate) fn draw_names(&self, page: &mut Page, names: &[String]) {
        let (sizes, palette) = (page.sizes, page.palette);
        let room = self.plot.left - self.left - sizes.gap;
        // As many lines as a row has room for.
        let leading = sizes.label.leading();
        let most = ((self.step - sizes.padding) / leading).floor().clamp(1.0, 3.0) as usize;
        let mut labels: Vec<Label> = Vec::new();
        for (row, name) in names[..self.shown].iter().enumerate() {
            let lines = wrap(name, sizes.label, room, most);
            let first = self.y(row) - (lines.len() - 1) as f64 * leading / 2.0;
            labels.extend(lines.into_iter().enumerate().map(|(line, text)| {
                Label::centred_on(first + line as f64 * leading, text, self.left, Align::Left, sizes.label, palette.ink)
            }));
        }
        if self.more > 0 {
            let text = format!("and {} more in the table", self.more);
            labels.push(Label::centred_on(self.y(self.shown), text, self.left, Align::Left, sizes.note, palette.mute));
        }
        page.sheet.texts("names", &labels);
    }

    /// Lines across the rows at round values, named below them.
    pub(crate) fn draw_axis(&self, page: &mut Page, scale: &Scale, ticks: &[f64], name: impl Fn(f64) -> String) {
        let (sizes, palette) = (page.sizes, page.palette);
        let bottom = self.foot();
        let top = bottom + sizes.padding;
        let mut labels: Vec<Label> = Vec::new();
        // The ends first, then those between them that have room.
        let mut order: Vec<usize> = (0..ticks.len()).collect();
        order.sort_by_key(|&i| (i != 0 && i + 1 != ticks.len(), i));
        let mut named = Vec::new();
        for i in order {
            let label = Label::below(top, name(ticks[i]), scale.at(ticks[i]), Align::Centre, sizes.note, palette.mute);
            let area = label.area();
            let inside = area.left >= page.plot.left && area.right <= page.plot.right;
            if inside && label.is_apart(&labels, sizes.gap) {
                labels.push(label);
                named.push(ticks[i]);
            }
        }
        page.sheet.layer("grid", "", |layer| {
            for tick in named {
                let x = scale.at(tick);
                layer.path(&[(x, self.plot.top), (x, bottom)], palette.rule, sizes.hairline);
            }
        });
        page.sheet.texts("axis", &labels);
    }
}
