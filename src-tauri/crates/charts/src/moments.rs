//! A moment: what people wrote hour by hour against what those hours usually have, and what the account said meanwhile.

use crate::calendar::{self, At, Calendar, Note, draw_notes, notes_said};
use crate::heights;
use crate::label::{Align, Area, Label};
use crate::page::{Page, Words};
use crate::scale::Scale;
use crate::theme::BAND;
use crate::words::{self, count, counted, duration};
use crate::{About, Chart, Frame, Part};

/// The largest moment of a selection, with the days round it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moments {
    pub about: About,
    /// How long each of `spoken` is, in days: an hour, or a day.
    pub unit: f64,
    /// One after another, without gaps.
    pub spoken: Vec<Spoken>,
    pub start: At,
    pub end: At,
    /// The account's first message from the start on; `None`: none by the end of the data.
    pub first_word: Option<At>,
    /// How many times what its hours usually have; `None`: nothing was to be expected.
    pub times: Option<f64>,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Spoken {
    pub at: At,
    pub inbound: u64,
    /// The mean of the same hour in the weeks before; `None`: too few weeks are known.
    pub expected: Option<f64>,
    pub outbound: u64,
}

impl Moments {
    fn within(&self) -> impl Iterator<Item = &Spoken> {
        self.spoken.iter().filter(|spoken| (self.start..self.end).contains(&spoken.at))
    }

    fn inbound(&self) -> u64 {
        self.within().map(|spoken| spoken.inbound).sum()
    }

    /// Seconds from its start to the account's first word.
    fn silence(&self) -> Option<f64> {
        self.first_word.map(|word| (word - self.start) * 86_400.0)
    }

    fn hours(&self) -> bool {
        self.unit < 1.0
    }
}

/// Draws what people wrote upwards and what the account said downwards from one line of time.
pub fn moments(data: &Moments, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    let (Some(first), Some(last)) = (data.spoken.first(), data.spoken.last()) else {
        let why = "No hour stands out from the same hours of the eight weeks before.";
        return page.empty(if data.about.why_empty.is_empty() { why } else { &data.about.why_empty });
    };
    let (sizes, palette) = (page.sizes, page.palette);
    let most_in = data.spoken.iter().map(|spoken| spoken.inbound as f64).fold(1.0, f64::max);
    let most_in = data.spoken.iter().filter_map(|spoken| spoken.expected).fold(most_in, f64::max);
    let most_out = data.spoken.iter().map(|spoken| spoken.outbound as f64).fold(0.0, f64::max);
    let name = |value: f64| count(value as u64);
    let left = page.plot.left + heights::gutter(&page, &[name(most_in * 10.0)]);
    let over = 2.0 * (sizes.note.leading() + sizes.padding);
    let axis = page.plot.bottom - sizes.note.leading() - sizes.padding - sizes.tick;
    let area = Area::new(left, page.plot.top + over, page.plot.right, axis);
    // One unit up is one unit down: a reply weighs as much as a question.
    let up = area.height() * most_in / (most_in + most_out.max(most_in * 0.25));
    let zero = area.top + up;
    let scale = Scale::linear((0.0, most_in), (zero, area.top));
    let per_message = (zero - scale.at(1.0)).max(0.0);
    let time = Calendar::new((first.at, last.at + data.unit), (left, page.plot.right));
    let ticks: Vec<f64> = scale.ticks(4).into_iter().filter(|tick| tick.fract() == 0.0).collect();
    heights::draw(&mut page, &Area { bottom: zero, ..area }, &scale, &ticks, name);
    let span = Area::new(time.x(data.start), area.top, time.x(data.end), zero);
    page.sheet.layer("moment", "", |layer| layer.tint(&span, palette.warning, BAND));
    let column = |spoken: &Spoken, y: f64| {
        let (from, to) = (time.x(spoken.at), time.x(spoken.at + data.unit));
        let seam = sizes.seam.min((to - from) / 4.0);
        Area::new(from, zero.min(y), to - seam, zero.max(y))
    };
    page.sheet.layer("inbound", "", |layer| {
        for spoken in data.spoken.iter().filter(|spoken| spoken.inbound > 0) {
            layer.fill(&column(spoken, scale.at(spoken.inbound as f64)), palette.warning);
        }
    });
    page.sheet.layer("outbound", "", |layer| {
        for spoken in data.spoken.iter().filter(|spoken| spoken.outbound > 0) {
            layer.fill(&column(spoken, (zero + spoken.outbound as f64 * per_message).min(axis)), palette.accent);
        }
    });
    page.sheet.layer("expected", "", |layer| {
        for run in data.spoken.chunk_by(|a, b| a.expected.is_some() == b.expected.is_some()) {
            let stair = run.iter().filter_map(|spoken| Some((spoken.at, scale.at(spoken.expected?))));
            let line: Vec<(f64, f64)> = stair.flat_map(|(at, y)| [(time.x(at), y), (time.x(at + data.unit), y)]).collect();
            if !line.is_empty() {
                layer.path(&line, palette.ink, sizes.hairline);
            }
        }
    });
    page.sheet.layer("zero", "", |layer| layer.path(&[(left, zero), (page.plot.right, zero)], palette.mute, sizes.hairline));
    let inbound = data.spoken.iter().map(|spoken| column(spoken, scale.at(spoken.inbound as f64)));
    let outbound = data.spoken.iter().map(|spoken| column(spoken, (zero + spoken.outbound as f64 * per_message).min(axis)));
    let taken: Vec<Area> = inbound.chain(outbound).filter(|column| column.height() > 0.0).collect();
    draw_silence(data, &time, &area, zero, &taken, &mut page);
    // What goes up, what goes down, and the line: in their colours, one after another.
    let mut x = left;
    let mut names: Vec<Label> = Vec::new();
    for (text, ink) in [("▲ people wrote", palette.warning), ("▼ the account said", palette.accent), ("— usual", palette.ink)] {
        let label = Label::below(page.plot.top, text, x, Align::Left, sizes.label, ink);
        if label.area().right <= page.plot.right {
            x = label.area().right + sizes.space;
            names.push(label);
        }
    }
    page.sheet.texts("names", &names);
    let notes_top = page.plot.top + over - sizes.padding;
    draw_notes(&data.notes, |at| time.x(at), &Area { top: notes_top, bottom: zero, ..area }, &mut page);
    time.draw(&mut page, axis);
    let marks = data.spoken.iter().filter(|spoken| spoken.inbound + spoken.outbound > 0).map(|spoken| {
        let place = Area::new(time.x(spoken.at), area.top, time.x(spoken.at + data.unit), axis);
        (place, told(data, spoken), Some(Part::Figure { id: "inbound".to_owned(), month: None }))
    });
    let marks = marks.collect();
    page.finish(marks)
}

/// From the moment's start to the account's first word, on the account's side of the line.
fn draw_silence(data: &Moments, time: &Calendar, area: &Area, zero: f64, taken: &[Area], page: &mut Page) {
    let (sizes, palette) = (page.sizes, page.palette);
    let (from, to) = (time.x(data.start), data.first_word.map_or(area.right, |word| time.x(word)));
    let y = zero + sizes.gap;
    page.sheet.layer("silence", "", |layer| {
        layer.path(&[(from, y - sizes.tick), (from, y + sizes.tick)], palette.ink, sizes.hairline);
        layer.path(&[(from, y), (to, y)], palette.ink, sizes.hairline);
        layer.path(&[(to, y - sizes.tick), (to, y + sizes.tick)], palette.ink, sizes.hairline);
    });
    let text =
        data.silence().map_or_else(|| "silent to the end of the data".to_owned(), |silence| format!("silent for {}", duration(silence)));
    let label = Label { text, x: 0.0, baseline: 0.0, align: Align::Left, face: sizes.strong, ink: palette.ink };
    let wide = label.area().width();
    let below = y + sizes.gap + sizes.strong.size;
    let spots = [(from, below), (to + sizes.gap, below), (from - wide - sizes.gap, below)];
    // The title and the table say it, too: where it would cover a column, it is left out.
    page.sheet.texts("labels", &label.place_where_free(&spots, taken, area).into_iter().collect::<Vec<_>>());
}

fn when(data: &Moments, at: At) -> String {
    let day = words::day(calendar::date(at));
    if data.hours() { format!("{day}, {:02}:00", ((at.fract() * 24.0).round() as u32) % 24) } else { day }
}

fn told(data: &Moments, spoken: &Spoken) -> String {
    let usual = spoken.expected.map_or_else(String::new, |expected| format!(", usually {expected:.1}"));
    format!("{}: {} from people{usual}; {} from the account", when(data, spoken.at), count(spoken.inbound), count(spoken.outbound))
}

fn said(data: &Moments) -> Words {
    if data.spoken.is_empty() {
        return Words {
            id: "moments",
            title: "No moment stands out".to_owned(),
            subtitle: "Messages from people, hour by hour, against the same hours of the eight weeks before.".to_owned(),
            caption: words::caption(&data.about, "no moment", ""),
            alt: format!("An empty chart. {}", data.about.why_empty),
            columns: Vec::new(),
            table: Vec::new(),
        };
    }
    let title = match (data.times, data.silence()) {
        (Some(times), Some(silence)) => format!("{times:.0} times the usual; first word after {}", duration(silence)),
        (None, Some(silence)) => format!("People wrote out of nowhere; first word after {}", duration(silence)),
        (_, None) => "The public spoke; the account said nothing".to_owned(),
    };
    let unit = if data.hours() { "hour" } else { "day" };
    let row = |spoken: &Spoken| {
        let expected = spoken.expected.map_or_else(|| "–".to_owned(), |expected| format!("{expected:.1}"));
        vec![when(data, spoken.at), count(spoken.inbound), expected, count(spoken.outbound)]
    };
    let said: u64 = data.within().map(|spoken| spoken.outbound).sum();
    let times = data.times.map_or_else(String::new, |times| format!(", {times:.1} times the usual"));
    let silence = match data.silence() {
        Some(silence) => format!("The account's first message came {} after it began.", duration(silence)),
        None => "The account said nothing by the end of the data.".to_owned(),
    };
    let peak = data.within().max_by_key(|spoken| spoken.inbound);
    let peak = peak.map_or_else(String::new, |peak| format!(" Its peak: {}.", told(data, peak)));
    Words {
        id: "moments",
        title,
        subtitle: format!(
            "Messages by {unit}: from people upwards, from the account downwards. Line: mean of the same {unit} in eight weeks before."
        ),
        caption: words::caption(&data.about, &format!("{} in the moment", counted(data.inbound(), "message")), &notes_said(&data.notes)),
        alt: format!(
            "Columns {unit} by {unit} round a moment from {} to {}: {} from people{times}, {} from the account.{peak} {silence}",
            when(data, data.start),
            when(data, data.end),
            counted(data.inbound(), "message"),
            count(said),
        ),
        columns: [if data.hours() { "Hour" } else { "Day" }, "From people", "Usual", "From the account"].map(str::to_owned).to_vec(),
        table: data.spoken.iter().map(row).collect(),
    }
}
