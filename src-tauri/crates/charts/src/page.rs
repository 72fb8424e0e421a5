//! What stands round every plot: title and subtitle above, caption below; or, instead of a plot, why there is none.

use crate::font::{ASCENT, DESCENT};
use crate::label::{Align, Area, Label, wrap};
use crate::sheet::Sheet;
use crate::theme::{Face, Palette, Sizes};
use crate::{Chart, Frame, Mark, Part};

/// The words of a chart.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub id: &'static str,
    pub title: String,
    pub subtitle: String,
    pub caption: String,
    pub alt: String,
    pub columns: Vec<String>,
    pub table: Vec<Vec<String>>,
}

/// A sheet with its words on it and an area left for the plot.
pub(crate) struct Page {
    pub sheet: Sheet,
    pub palette: &'static Palette,
    pub sizes: Sizes,
    pub plot: Area,
    words: Words,
}

impl Page {
    pub(crate) fn new(words: Words, frame: &Frame) -> Page {
        let (least_width, least_height) = if frame.titles { (480, 400) } else { (320, 240) };
        let frame = Frame { width: frame.width.max(least_width), height: frame.height.max(least_height), ..*frame };
        let (palette, sizes) = (Palette::of(frame.theme), Sizes::of(&frame));
        let mut sheet = Sheet::new(frame.width, frame.height, palette);
        let (width, height) = (f64::from(frame.width), f64::from(frame.height));
        let mut plot = Area::new(sizes.margin, sizes.margin, width - sizes.margin, height - sizes.margin);
        let room = plot.width();
        let block = |text: &str, face: Face, most, top: f64, ink| -> Vec<Label> {
            let lines = wrap(text, face, room, most).into_iter().enumerate();
            lines.map(|(i, line)| Label::below(top + i as f64 * face.leading(), line, sizes.margin, Align::Left, face, ink)).collect()
        };
        let foot = |labels: &[Label], top: f64| labels.last().map_or(top, |last| last.area().bottom);
        if frame.titles {
            let title = block(&words.title, sizes.title, 2, plot.top, palette.ink);
            plot.top = foot(&title, plot.top) + sizes.gap;
            sheet.texts("title", &title);
        }
        let subtitle = block(&words.subtitle, sizes.subtitle, 3, plot.top, palette.mute);
        plot.top = foot(&subtitle, plot.top) + sizes.space;
        sheet.texts("subtitle", &subtitle);
        if frame.titles {
            let lines = wrap(&words.caption, sizes.note, room, 4).len();
            let tall = (lines - 1) as f64 * sizes.note.leading() + (ASCENT + DESCENT) * sizes.note.size;
            sheet.texts("caption", &block(&words.caption, sizes.note, 4, plot.bottom - tall, palette.mute));
            plot.bottom -= tall + sizes.space;
        }
        Page { sheet, palette, sizes, plot, words }
    }

    /// Says in the middle of the plot why it is empty.
    pub(crate) fn empty(mut self, why: &str) -> Chart {
        let face = self.sizes.label;
        let lines = wrap(why, face, self.plot.width() * 0.8, 6);
        let top = (self.plot.top + self.plot.bottom - lines.len() as f64 * face.leading()) / 2.0;
        let labels: Vec<_> = lines
            .into_iter()
            .enumerate()
            .map(|(i, line)| Label::below(top + i as f64 * face.leading(), line, self.plot.middle(), Align::Centre, face, self.palette.ink))
            .collect();
        self.sheet.texts("empty", &labels);
        self.finish(Vec::new())
    }

    /// The chart, with marks over these areas as far as they are in the picture; each says what it is, and may open what is behind it.
    pub(crate) fn finish(self, parts: Vec<(Area, String, Option<Part>)>) -> Chart {
        let Page { sheet, palette, words, .. } = self;
        let (width, height) = (sheet.width, sheet.height);
        // In tenths of a pixel, like the SVG.
        let tenth = |length: f64, most: u32| (length.clamp(0.0, f64::from(most)) * 10.0).round() / 10.0;
        let marks = parts.into_iter().map(|(area, label, part)| {
            let (x, y) = (tenth(area.left, width), tenth(area.top, height));
            let (right, bottom) = (tenth(area.right, width), tenth(area.bottom, height));
            Mark { x, y, width: tenth(right - x, width), height: tenth(bottom - y, height), label, part }
        });
        let marks = marks.collect();
        let svg = sheet.finish(words.id, &words.title, &words.alt, palette);
        let Words { id, title, subtitle, caption, alt, columns, table } = words;
        Chart { id: id.to_owned(), title, subtitle, caption, alt, svg, width, height, marks, columns, table }
    }
}
