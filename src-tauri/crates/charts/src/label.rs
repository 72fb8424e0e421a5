//! Text that knows how much room it takes, and where to put it so that nothing is covered.

use crate::font::{ASCENT, DESCENT, MIDDLE};
use crate::sheet::width;
use crate::theme::{Colour, Face};

/// A rectangle, in pixels from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub(crate) fn new(left: f64, top: f64, right: f64, bottom: f64) -> Area {
        Area { left, top, right, bottom }
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(crate) fn middle(&self) -> f64 {
        (self.left + self.right) / 2.0
    }

    /// From corner to corner and back to the first.
    pub(crate) fn outline(&self) -> [(f64, f64); 5] {
        let Area { left, top, right, bottom } = *self;
        [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    }

    /// Two of one size, one beside the other where it is so many times as wide as high, else one below the other.
    pub(crate) fn halves(&self, wide: f64, space: f64) -> [Area; 2] {
        if self.width() > self.height() * wide {
            let middle = self.middle();
            return [Area { right: middle - space / 2.0, ..*self }, Area { left: middle + space / 2.0, ..*self }];
        }
        let middle = (self.top + self.bottom) / 2.0;
        [Area { bottom: middle - space / 4.0, ..*self }, Area { top: middle + space / 4.0, ..*self }]
    }

    fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn holds(&self, other: &Area) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Align {
    Left,
    Centre,
    Right,
}

/// One line of text on its baseline.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub text: String,
    /// Where the text begins, has its middle or ends, by `align`.
    pub x: f64,
    pub baseline: f64,
    pub align: Align,
    pub face: Face,
    pub ink: Colour,
}

impl Label {
    /// Text whose figures have their middle at `y`.
    pub(crate) fn centred_on(y: f64, text: impl Into<String>, x: f64, align: Align, face: Face, ink: Colour) -> Label {
        Label { text: text.into(), x, baseline: y + MIDDLE * face.size, align, face, ink }
    }

    /// Text whose tallest letters touch `y` from below.
    pub(crate) fn below(y: f64, text: impl Into<String>, x: f64, align: Align, face: Face, ink: Colour) -> Label {
        Label { text: text.into(), x, baseline: y + ASCENT * face.size, align, face, ink }
    }

    pub(crate) fn area(&self) -> Area {
        let width = width(&self.text, self.face);
        let left = match self.align {
            Align::Left => self.x,
            Align::Centre => self.x - width / 2.0,
            Align::Right => self.x - width,
        };
        Area::new(left, self.baseline - ASCENT * self.face.size, left + width, self.baseline + DESCENT * self.face.size)
    }

    /// Whether it stands so far to the left or the right of each of these.
    pub(crate) fn is_apart(&self, others: &[Label], gap: f64) -> bool {
        let area = self.area();
        let apart = |other: Area| other.right + gap <= area.left || area.right + gap <= other.left;
        others.iter().all(|other| apart(other.area()))
    }

    /// Moves the label to the first of the `spots` (the left end of its baseline) where it covers nothing that is in `taken` and stays
    /// inside `bounds`; if it fits at none, to the free place nearest to the first spot, and if there is none, to that spot.
    pub(crate) fn place(self, spots: &[(f64, f64)], taken: &[Area], bounds: &Area) -> Label {
        let first = spots.first().map_or(self.clone(), |&(x, baseline)| Label { x, baseline, align: Align::Left, ..self.clone() });
        self.place_where_free(spots, taken, bounds).unwrap_or(first)
    }

    /// As [`place`](Label::place); `None` where there is no room.
    pub(crate) fn place_where_free(mut self, spots: &[(f64, f64)], taken: &[Area], bounds: &Area) -> Option<Label> {
        self.align = Align::Left;
        let room = self.face.size / 4.0;
        let free = |label: &Label| {
            let area = label.area();
            let around = Area::new(area.left - room, area.top - room, area.right + room, area.bottom + room);
            bounds.holds(&area) && !taken.iter().any(|other| other.meets(&around))
        };
        for &(x, baseline) in spots {
            (self.x, self.baseline) = (x, baseline);
            if free(&self) {
                return Some(self);
            }
        }
        let &(x, baseline) = spots.first()?;
        let step = self.face.size / 2.0;
        let mut nearest = None;
        let (columns, rows) = ((bounds.width() / step) as i32, (bounds.height() / step) as i32);
        for (column, row) in (0..columns).flat_map(|column| (0..rows).map(move |row| (column, row))) {
            (self.x, self.baseline) = (bounds.left + f64::from(column) * step, bounds.top + f64::from(row) * step);
            let away = (self.x - x).hypot(self.baseline - baseline);
            if nearest.is_none_or(|(best, _, _)| away < best) && free(&self) {
                nearest = Some((away, self.x, self.baseline));
            }
        }
        nearest.map(|(_, x, baseline)| Label { x, baseline, ..self })
    }
}

/// Moves `centres`, which ascend, as little as needed so that neighbours are `step` apart and all stay within `low..=high`.
pub(crate) fn spread(centres: &mut [f64], step: f64, low: f64, high: f64) {
    let mut floor = low;
    for centre in centres.iter_mut() {
        *centre = centre.max(floor);
        floor = *centre + step;
    }
    let mut ceiling = high;
    for centre in centres.iter_mut().rev() {
        *centre = centre.min(ceiling);
        ceiling = *centre - step;
    }
}

/// Breaks a text into lines no wider than `room`: at spaces, and within a word only where a word alone is too wide.
/// What doesn't fit `most` lines ends in `…`.
pub(crate) fn wrap(text: &str, face: Face, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, face) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if width(&line, face) > room {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
    }
    lines.push(line);
    if lines.len() > most {
        // As much of what follows as there is room for, even if that is part of a word.
        let rest = lines.split_off(most).join(" ");
        if let Some(last) = lines.last_mut() {
            last.push(' ');
            for letter in rest.chars() {
                last.push(letter);
                if width(last, face) > room {
                    break;
                }
            }
            loop {
                last.pop();
                let kept = last.trim_end().len();
                last.truncate(kept);
                if kept == 0 || width(&format!("{last}…"), face) <= room {
                    break;
                }
            }
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Cut;

    const FACE: Face = Face { cut: Cut::Regular, size: 12.0 };

    #[test]
    fn crowded_labels_keep_their_order_and_their_distance() {
        let mut centres = [10.0, 11.0, 12.0, 50.0, 98.0, 99.0];
        spread(&mut centres, 10.0, 5.0, 95.0);
        assert_eq!(centres, [10.0, 20.0, 30.0, 50.0, 85.0, 95.0]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_nothing_is_lost() {
        let name = "@thesupercalifragilisticcountycouncilofmeresbyandsurroundings";
        let lines = wrap(&format!("Source: {name}."), FACE, 120.0, 20);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| width(line, FACE) <= 120.0));
        assert_eq!(lines[1..].concat(), format!("{name}."));
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = wrap("one two three four five six seven eight nine ten", FACE, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && width(&lines[1], FACE) <= 60.0);
        let lines = wrap("5,709 Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", FACE, 90.0, 1);
        assert!(lines[0].starts_with("5,709 Llanf") && lines[0].ends_with('…') && width(&lines[0], FACE) <= 90.0, "{lines:?}");
    }
}
