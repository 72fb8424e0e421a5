//! Columns that stand on a line, each of one or two parts.

use crate::heights;
use crate::label::{Align, Area, Label};
use crate::page::Page;
use crate::scale::Scale;
use crate::sheet::width;
use crate::theme::{BAR, Colour};
use crate::words::count;

/// One column: its name below, and its parts from the line up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    /// Empty: not named.
    pub name: String,
    /// `None`: no data, drawn as a gap.
    pub parts: Option<Vec<u64>>,
}

/// Draws the columns into an area, names below them; returns each one's place from the top of the area to its bottom.
pub(crate) fn draw(page: &mut Page, room: &Area, columns: &[Column], inks: &[Colour], classes: &[&str]) -> Vec<Area> {
    let (sizes, palette) = (page.sizes, page.palette);
    let total = |column: &Column| column.parts.as_ref().map_or(0, |parts| parts.iter().sum::<u64>());
    let most = columns.iter().map(total).max().unwrap_or(0).max(1) as f64;
    let bottom = room.bottom - sizes.note.leading() - sizes.gap;
    let top = room.top + sizes.note.size / 2.0;
    let scale = Scale::linear((0.0, most), (bottom, top));
    let ticks: Vec<f64> = scale.ticks(4).into_iter().filter(|tick| tick.fract() == 0.0).collect();
    let left = room.left + heights::gutter(page, &ticks.iter().map(|tick| count(*tick as u64)).collect::<Vec<_>>());
    let area = Area::new(left, top, room.right, bottom);
    heights::draw(page, &area, &scale, &ticks, |tick| count(tick as u64));
    let pitch = (area.width() / columns.len().max(1) as f64).min(sizes.pitch);
    let places: Vec<Area> =
        (0..columns.len()).map(|i| Area::new(left + i as f64 * pitch, area.top, left + (i + 1) as f64 * pitch, bottom)).collect();
    for (part, (ink, class)) in inks.iter().zip(classes).enumerate() {
        page.sheet.layer(class, "", |layer| {
            for (column, place) in columns.iter().zip(&places) {
                let Some(parts) = column.parts.as_ref().filter(|parts| parts.get(part).is_some_and(|n| *n > 0)) else { continue };
                let below: u64 = parts[..part].iter().sum();
                let inset = pitch * (1.0 - BAR) / 2.0;
                let seam = if below > 0 { sizes.seam.min(inset) } else { 0.0 };
                let (from, to) = (scale.at(below as f64) - seam, scale.at((below + parts[part]) as f64));
                layer.fill(&Area::new(place.left + inset, to.min(from), place.right - inset, from), *ink);
            }
        });
    }
    // Every name, or every second, third …, so that none covers another.
    let widest = columns.iter().map(|column| width(&column.name, sizes.note)).fold(0.0, f64::max) + sizes.gap;
    let every = (widest / pitch).ceil().max(1.0) as usize;
    let mut labels: Vec<Label> = Vec::new();
    for (column, place) in columns.iter().zip(&places).step_by(every) {
        let half = width(&column.name, sizes.note) / 2.0;
        let middle = place.middle().max(page.plot.left + half).min(page.plot.right - half);
        let label = Label::below(bottom + sizes.gap, column.name.clone(), middle, Align::Centre, sizes.note, palette.mute);
        if labels.last().is_none_or(|last| last.area().right + sizes.gap <= label.area().left) {
            labels.push(label);
        }
    }
    page.sheet.texts("axis", &labels);
    places
}
