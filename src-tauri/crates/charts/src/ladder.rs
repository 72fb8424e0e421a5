//! The ladder by month: every outbound message on one rung, from churn at the top to dialogue at the bottom.

mod words;

use std::collections::BTreeMap;

use chrono::Datelike;
use earshot_model::Rung;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

use crate::calendar::{self, At, Note, draw_notes};
use crate::label::{Align, Area, Label, spread};
use crate::page::Page;
use crate::sheet::width;
use crate::theme::{BAR, Colour};
use crate::words::{count, percent};
use crate::{About, Chart, Frame, Part};

/// What was said, month by month.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ladder {
    pub about: About,
    /// Ascending. A month that is left out has no data and is drawn as a gap; one in which nothing was said is zeros.
    pub months: Vec<LadderMonth>,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct LadderMonth {
    pub year: i32,
    /// 1–12.
    pub month: u32,
    /// As `Rung::ALL`.
    pub rungs: [Tally; 6],
    /// They stand outside the ladder.
    pub reposts: u64,
}

/// `k` of the month's messages, and the interval of that share, 0–1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    pub k: u64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    Share,
    Count,
}

/// Below this many messages a share says nothing and is not drawn as one.
const FEW: u64 = 10;
/// Below this many a share is given with its fraction.
const SOME: u64 = 30;

impl LadderMonth {
    /// All messages of the month, reposts apart.
    pub fn n(&self) -> u64 {
        self.rungs.iter().map(|tally| tally.k).sum()
    }

    fn key(&self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }
}

/// One place on the axis: a month, with or without data.
struct Slot<'a> {
    year: i32,
    month: u32,
    data: Option<&'a LadderMonth>,
}

impl Slot<'_> {
    fn name(&self) -> &'static str {
        words::MONTHS[(self.month as usize + 11) % 12]
    }
}

impl Ladder {
    /// Every month from the first to the last, so that a month without data leaves its place empty.
    fn calendar(&self) -> Vec<Slot<'_>> {
        let at = |month: &LadderMonth| i64::from(month.year) * 12 + i64::from(month.month.clamp(1, 12)) - 1;
        let known: BTreeMap<i64, &LadderMonth> = self.months.iter().map(|month| (at(month), month)).collect();
        let (Some((&first, _)), Some((&last, _))) = (known.first_key_value(), known.last_key_value()) else { return Vec::new() };
        (first..=last)
            .map(|i| Slot { year: i.div_euclid(12) as i32, month: i.rem_euclid(12) as u32 + 1, data: known.get(&i).copied() })
            .collect()
    }

    /// Messages on each rung over all months, and all of them.
    fn total(&self) -> ([u64; 6], u64) {
        let rungs = std::array::from_fn(|r| self.months.iter().map(|month| month.rungs[r].k).sum());
        (rungs, self.months.iter().map(LadderMonth::n).sum())
    }

    fn reposts(&self) -> u64 {
        self.months.iter().map(|month| month.reposts).sum()
    }
}

/// Draws the ladder, as shares of each month or as numbers of messages.
pub fn ladder(data: &Ladder, show: Show, frame: &Frame) -> Chart {
    let slots = data.calendar();
    let page = Page::new(words::all(data, &slots, show), frame);
    if data.total().1 == 0 {
        return page.empty(words::why_empty(data));
    }
    let plan = Plan::new(slots, &data.notes, show, &page);
    plan.draw(page)
}

/// Where everything goes.
struct Plan<'a> {
    slots: Vec<Slot<'a>>,
    notes: &'a [Note],
    show: Show,
    /// The bars' own area; the rows of text hang below it and the rungs' names stand to its right.
    bars: Area,
    pitch: f64,
    /// The value at the top: 1 for shares.
    most: f64,
    /// Values inside the bars.
    inside: bool,
    /// An axis at the left, where bars are too narrow for their values.
    axis: Vec<f64>,
    rows: Rows,
}

/// What stands under the bars, as the baseline's or strip's top.
struct Rows {
    months: f64,
    /// `None`: a year stands beside its month.
    years: Option<f64>,
    messages: Option<f64>,
    reposts: Option<f64>,
    /// Numbers have no room: small bars instead.
    strips: bool,
    /// From one row to the next, for messages and reposts.
    tall: f64,
}

impl<'a> Plan<'a> {
    fn new(slots: Vec<Slot<'a>>, notes: &'a [Note], show: Show, page: &Page) -> Plan<'a> {
        let sizes = &page.sizes;
        let known = || slots.iter().filter_map(|slot| slot.data);
        let (most_messages, most_reposts) =
            (known().map(LadderMonth::n).max().unwrap_or(0), known().map(|month| month.reposts).max().unwrap_or(0));
        let widest_count = width(&count(most_messages.max(most_reposts)), sizes.note);
        let most = match show {
            Show::Share => 1.0,
            Show::Count => most_messages as f64,
        };
        let ticks: Vec<f64> = match show {
            Show::Share => vec![0.0, 0.25, 0.5, 0.75, 1.0],
            Show::Count => RangedCoordf64::from(0.0..most).key_points(6).into_iter().filter(|tick| tick.fract() == 0.0).collect(),
        };
        let gutter = ticks.iter().map(|&tick| width(&value(show, tick), sizes.note)).fold(0.0, f64::max) + sizes.gap;
        let names = Rung::ALL.map(|rung| width(rung.label(), sizes.label) + sizes.swatch + sizes.gap);
        let row_names = [rows_name("messages", most_messages), rows_name("reposts", most_reposts)].map(|name| width(&name, sizes.note));
        let right = sizes.space + names.into_iter().chain(row_names).fold(0.0, f64::max);

        let steps = slots.len() as f64;
        // The first bar begins and the last one ends with the plot: there is one space less than there are bars.
        let pitches = steps - 1.0 + BAR;
        let pitch_beside = |gutter: f64| ((page.plot.width() - gutter - right) / pitches).min(sizes.pitch);
        let widest_value = match show {
            Show::Share => width("100%", sizes.label),
            Show::Count => width(&count(most_messages), sizes.label),
        };
        let inside = |pitch: f64| pitch * BAR >= widest_value + sizes.padding;
        let with_axis = show == Show::Count || !inside(pitch_beside(0.0));
        let left = if with_axis { gutter } else { 0.0 };
        let pitch = pitch_beside(left);
        let strips = widest_count + sizes.padding > pitch;

        // From the bottom up: reposts, messages, years, months; the bars get what is left.
        let line = sizes.note.leading();
        let tall = if strips { sizes.strip + sizes.padding } else { line };
        let mut bottom = page.plot.bottom;
        let mut row = |wanted: bool| {
            wanted.then(|| {
                bottom -= tall;
                bottom
            })
        };
        let reposts = row(most_reposts > 0);
        // Bars of counts say themselves how many they are.
        let messages = row(!strips || show == Show::Share);
        bottom -= sizes.padding;
        let full = width("Mmm 2000", sizes.note) + sizes.padding;
        let years = (full > pitch).then_some(bottom - line);
        let months = years.unwrap_or(bottom) - line;
        // Notes have a line above the bars.
        let top = page.plot.top + if notes.is_empty() { 0.0 } else { line + sizes.padding };
        let bars = Area::new(page.plot.left + left, top, page.plot.left + left + pitch * pitches, months - sizes.gap);
        Plan {
            slots,
            notes,
            show,
            bars,
            pitch,
            most,
            inside: inside(pitch),
            axis: if with_axis { ticks } else { Vec::new() },
            rows: Rows { months, years, messages, reposts, strips, tall },
        }
    }

    fn middle(&self, i: usize) -> f64 {
        self.bars.left + (i as f64 + BAR / 2.0) * self.pitch
    }

    /// The place of a moment: in the bar of its month, however many days that has.
    fn x(&self, at: At) -> f64 {
        let date = calendar::date(at);
        let months = self.slots.first().map_or(0, |first| (date.year() - first.year) * 12 + date.month() as i32 - first.month as i32);
        let place = months.clamp(0, self.slots.len() as i32 - 1) as usize;
        let bar = self.column(place, 0.0, 0.0);
        bar.left + f64::from(date.day0()) / 31.0 * bar.width()
    }

    /// The place of slot `i` between two heights, as wide as a bar.
    fn column(&self, i: usize, top: f64, bottom: f64) -> Area {
        let half = self.pitch * BAR / 2.0;
        Area::new(self.middle(i) - half, top, self.middle(i) + half, bottom)
    }

    fn y(&self, value: f64) -> f64 {
        self.bars.bottom - value / self.most * self.bars.height()
    }

    /// The segments of a bar, release first; none where the month has nothing to show.
    fn segments(&self, i: usize) -> Option<[Area; 6]> {
        let month = self.slots[i].data.filter(|month| month.n() > 0 && !self.too_few(month))?;
        let whole = match self.show {
            Show::Share => month.n() as f64,
            Show::Count => 1.0,
        };
        let mut above = month.n();
        Some(month.rungs.map(|tally| {
            let top = self.y(above as f64 / whole);
            above -= tally.k;
            self.column(i, top, self.y(above as f64 / whole))
        }))
    }

    fn too_few(&self, month: &LadderMonth) -> bool {
        self.show == Show::Share && (1..FEW).contains(&month.n())
    }

    fn draw(self, mut page: Page) -> Chart {
        self.draw_axis(&mut page);
        self.draw_bars(&mut page);
        let above = Area { top: self.bars.top - page.sizes.padding, ..self.bars };
        draw_notes(self.notes, |at| self.x(at), &above, &mut page);
        self.draw_names(&mut page);
        self.draw_rows(&mut page);
        let marks = self.marks().into_iter().map(|(area, label, part)| (area, label, Some(part))).collect();
        page.finish(marks)
    }

    fn draw_axis(&self, page: &mut Page) {
        let (sizes, palette) = (page.sizes, page.palette);
        page.sheet.layer("grid", "", |layer| {
            for &tick in &self.axis {
                layer.path(&[(self.bars.left, self.y(tick)), (self.bars.right, self.y(tick))], palette.rule, sizes.hairline);
            }
        });
        let label = |&tick: &f64| {
            let text = value(self.show, tick);
            Label::centred_on(self.y(tick), text, self.bars.left - sizes.gap, Align::Right, sizes.note, palette.mute)
        };
        let labels: Vec<_> = self.axis.iter().map(label).collect();
        page.sheet.texts("axis", &labels);
    }

    fn draw_bars(&self, page: &mut Page) {
        let (sizes, palette) = (page.sizes, page.palette);
        let bars: Vec<_> = (0..self.slots.len()).filter_map(|i| Some((self.slots[i].data?, self.segments(i)?))).collect();
        let mut values = Vec::new();
        for (r, rung) in Rung::ALL.into_iter().enumerate() {
            let fill = palette.ladder[r];
            page.sheet.layer(&format!("rung {}", rung.as_str()), "", |layer| {
                for (_, segments) in &bars {
                    let mut segment = segments[r];
                    if segment.height() <= 0.0 {
                        continue;
                    }
                    // Between segments only, and it must not eat a thin one or fray a narrow bar.
                    if segment.bottom < self.bars.bottom {
                        segment.bottom -= sizes.seam.min(segment.height() / 3.0).min(segment.width() / 8.0);
                    }
                    layer.fill(&segment, fill);
                }
            });
            for (month, segments) in &bars {
                let segment = segments[r];
                if self.inside && segment.height() >= sizes.label.leading() {
                    let text = match self.show {
                        Show::Share => percent(month.rungs[r].k as f64 / month.n() as f64),
                        Show::Count => count(month.rungs[r].k),
                    };
                    let y = (segment.top + segment.bottom) / 2.0;
                    values.push(Label::centred_on(y, text, segment.middle(), Align::Centre, sizes.label, fill.ink()));
                }
            }
        }
        page.sheet.texts("values", &values);
        page.sheet.layer("too-few", "", |layer| {
            for i in 0..self.slots.len() {
                if self.slots[i].data.is_some_and(|month| self.too_few(month)) {
                    let area = self.column(i, self.bars.top, self.bars.bottom);
                    hatch(&area, sizes.hatch).into_iter().for_each(|line| layer.path(&line, palette.mute, sizes.hairline / 2.0));
                    layer.path(&area.outline(), palette.mute, sizes.hairline);
                }
            }
        });
    }

    /// The rungs' names, at the last bar's segments.
    fn draw_names(&self, page: &mut Page) {
        let (sizes, palette) = (page.sizes, page.palette);
        let step = sizes.label.leading();
        let last = (0..self.slots.len()).rev().find_map(|i| self.segments(i));
        let mut centres: [f64; 6] = match last {
            Some(segments) => segments.map(|segment| (segment.top + segment.bottom) / 2.0),
            // No bar at all: spread out like a key.
            None => std::array::from_fn(|r| self.bars.top + (r as f64 + 0.5) * self.bars.height() / 6.0),
        };
        spread(&mut centres, step, self.bars.top + step / 2.0, self.bars.bottom - step / 2.0);
        let left = self.bars.right + sizes.space / 2.0;
        let half = sizes.swatch / 2.0;
        page.sheet.layer("key", "", |layer| {
            for (r, &y) in centres.iter().enumerate() {
                layer.fill(&Area::new(left, y - half, left + sizes.swatch, y + half), palette.ladder[r]);
            }
        });
        let x = left + sizes.swatch + sizes.gap;
        let name = |(rung, &y): (Rung, &f64)| Label::centred_on(y, rung.label(), x, Align::Left, sizes.label, palette.ink);
        let names: Vec<_> = Rung::ALL.into_iter().zip(&centres).map(name).collect();
        page.sheet.texts("names", &names);
    }

    fn draw_rows(&self, page: &mut Page) {
        let (sizes, palette) = (page.sizes, page.palette);
        // What is wider than the first bar begins where the plot does.
        let text = |i: usize, y: f64, text: String, ink: Colour| {
            let mut label = Label::below(y, text, self.middle(i), Align::Centre, sizes.note, ink);
            label.x = label.x.max(page.plot.left + label.area().width() / 2.0);
            label
        };
        let mut labels: Vec<Label> = Vec::new();
        let step = self.month_step(page);
        for (i, slot) in self.slots.iter().enumerate() {
            if (slot.month - 1) % step == 0 && step <= 12 {
                let year = self.rows.years.is_none() && (i == 0 || slot.month == 1);
                let name = if year { format!("{} {}", slot.name(), slot.year) } else { slot.name().to_owned() };
                labels.push(text(i, self.rows.months, name, palette.ink));
            }
        }
        if let Some(y) = self.rows.years {
            labels.extend(self.years(|i, year| text(i, y, year, palette.mute), sizes.padding));
        }
        let left = self.bars.right + sizes.space / 2.0;
        let rows: [(&str, &str, Option<f64>, Number); 2] = [
            ("strip messages", "messages", self.rows.messages, LadderMonth::n),
            ("strip reposts", "reposts", self.rows.reposts, |month| month.reposts),
        ];
        for (class, noun, y, number) in rows {
            let Some(y) = y else { continue };
            let most = self.slots.iter().filter_map(|slot| slot.data).map(number).max().unwrap_or(0);
            if self.rows.strips {
                let floor = y + sizes.strip;
                page.sheet.layer(class, "", |layer| {
                    layer.path(&[(self.bars.left, floor), (self.bars.right, floor)], palette.rule, sizes.hairline);
                    for (i, n) in self.slots.iter().enumerate().filter_map(|(i, slot)| Some((i, number(slot.data?)))) {
                        if n > 0 {
                            let tall = (n as f64 / most as f64 * sizes.strip).max(sizes.hairline);
                            layer.fill(&self.column(i, floor - tall, floor), palette.mute);
                        }
                    }
                });
                let label = rows_name(noun, most);
                labels.push(Label::centred_on(y + sizes.strip / 2.0, label, left, Align::Left, sizes.note, palette.mute));
            } else {
                for (i, slot) in self.slots.iter().enumerate() {
                    labels.push(text(i, y, slot.data.map_or_else(|| "–".to_owned(), |month| count(number(month))), palette.mute));
                }
                labels.push(Label::below(y, noun, left, Align::Left, sizes.note, palette.mute));
            }
        }
        page.sheet.texts("rows", &labels);
    }

    /// Names every month, or every third from January, or January; or, where not even that fits, leaves it to the years.
    fn month_step(&self, page: &Page) -> u32 {
        let widest = words::MONTHS.iter().map(|name| width(name, page.sizes.note)).fold(0.0, f64::max) + page.sizes.padding;
        [1, 3, 6, 12].into_iter().find(|&step| widest <= self.pitch * f64::from(step)).unwrap_or(13)
    }

    /// The year under the first month and under each January, as many as fit; a January's goes before the first month's.
    fn years(&self, label: impl Fn(usize, String) -> Label, room: f64) -> Vec<Label> {
        let januaries: Vec<usize> = (0..self.slots.len()).filter(|&i| self.slots[i].month == 1).collect();
        let year = |i: usize| label(i, self.slots[i].year.to_string());
        let wide = year(0).area().width() + room;
        let every = (wide / (12.0 * self.pitch)).ceil().max(1.0) as i32;
        let mut labels: Vec<Label> = januaries.iter().filter(|&&i| self.slots[i].year.rem_euclid(every) == 0).map(|&i| year(i)).collect();
        if labels.first().is_none_or(|next| year(0).area().right + room <= next.area().left) {
            labels.insert(0, year(0));
        }
        labels
    }

    fn marks(&self) -> Vec<(Area, String, Part)> {
        let mut marks = Vec::new();
        for (i, slot) in self.slots.iter().enumerate() {
            let Some(month) = slot.data else { continue };
            let place = |top: f64, bottom: f64| {
                let half = self.pitch / 2.0;
                Area::new(self.middle(i) - half, top, self.middle(i) + half, bottom)
            };
            let key = month.key();
            match self.segments(i) {
                Some(segments) => {
                    for (r, rung) in Rung::ALL.into_iter().enumerate().filter(|&(r, _)| month.rungs[r].k > 0) {
                        let area = place(segments[r].top, segments[r].bottom);
                        let label = format!("{} {} · {}: {}", slot.name(), slot.year, rung.label(), words::share(month, r));
                        marks.push((area, label, Part::Rung { month: key.clone(), rung }));
                    }
                }
                None if month.n() > 0 => {
                    let area = place(self.bars.top, self.bars.bottom);
                    marks.push((area, words::too_few(slot, month), Part::Month { month: key.clone() }));
                }
                None => {}
            }
            let under = |y: f64| place(y, y + self.rows.tall);
            if let Some(y) = self.rows.messages {
                marks.push((under(y), words::month(slot, month), Part::Month { month: key.clone() }));
            }
            if let Some(y) = self.rows.reposts {
                marks.push((under(y), words::reposts(slot, month), Part::Reposts { month: key }));
            }
        }
        marks
    }
}

/// What a row counts.
type Number = fn(&LadderMonth) -> u64;

/// A value on the axis.
fn value(show: Show, value: f64) -> String {
    match show {
        Show::Share => percent(value),
        Show::Count => count(value as u64),
    }
}

/// What a strip of small bars shows, and how much its tallest one is.
fn rows_name(noun: &str, most: u64) -> String {
    format!("{noun}, up to {}", count(most))
}

/// Parallel lines that fall to the right, `step` apart, cut off at the area's edges.
fn hatch(area: &Area, step: f64) -> Vec<[(f64, f64); 2]> {
    let (wide, tall) = (area.width(), area.height());
    let lines = ((wide + tall) / step) as u32;
    (1..=lines)
        .map(|i| {
            // The line through all points whose way right plus way up from the bottom left is `reach`.
            let reach = f64::from(i) * step;
            let (x0, x1) = ((reach - tall).max(0.0), reach.min(wide));
            [(area.left + x0, area.bottom - (reach - x0)), (area.left + x1, area.bottom - (reach - x1))]
        })
        .collect()
}
