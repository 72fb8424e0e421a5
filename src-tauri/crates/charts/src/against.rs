//! Does talking reach further? The share of replies against what posts reach, a dot a month or an account.

use crate::heights;
use crate::label::{Align, Area, Label};
use crate::page::{Page, Words};
use crate::scale::Scale;
use crate::words::{self, count, counted, percent};
use crate::{About, Chart, Frame, Part};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Against {
    pub about: About,
    /// Unique people; else times shown, which is not reach.
    pub people: bool,
    /// The points are accounts, not months.
    pub accounts: bool,
    pub points: Vec<Point>,
}

/// A month or an account.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Point {
    pub name: String,
    /// `2026-04`, where it is a month.
    pub month: Option<String>,
    /// Replies of what was said: k and n.
    pub replies: (u64, u64),
    /// The median of its posts, and of how many.
    pub reach: f64,
    pub posts: u64,
}

/// Under this many messages or posts a dot would say nothing.
const FEW: u64 = 10;

const NO_MONTH: &str = "No month has both ten messages and ten broadcasts with a count.";
const NO_ACCOUNT: &str = "No account has both ten messages and ten broadcasts with a count.";

/// Draws a dot for each, as far to the right as it replies and as high as it reaches.
pub fn against(data: &Against, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    let able = able(data);
    if able.is_empty() {
        return page.empty(if data.about.why_empty.is_empty() {
            if data.accounts { NO_ACCOUNT } else { NO_MONTH }
        } else {
            &data.about.why_empty
        });
    }
    let (sizes, palette) = (page.sizes, page.palette);
    let (low, high) = able.iter().fold((f64::INFINITY, 1.0_f64), |(low, high), point| (low.min(point.reach), high.max(point.reach)));
    let left = page.plot.left + heights::gutter(&page, &[count(high as u64 * 10)]);
    let top = page.plot.top + sizes.label.leading() + sizes.gap;
    let bottom = page.plot.bottom - 2.0 * sizes.note.leading() - sizes.gap;
    let area = Area::new(left, top, page.plot.right - sizes.space, bottom);
    let up = Scale::log_round((low.max(1.0), high), (area.bottom, area.top));
    let most = able.iter().map(|point| share(point)).fold(0.0, f64::max);
    let along = Scale::linear((0.0, most.max(0.1)), (area.left, area.right));
    heights::draw(&mut page, &area, &up, &up.ticks(9), |tick| count(tick as u64));
    let mut labels: Vec<Label> = Vec::new();
    for tick in along.ticks(5) {
        let label = Label::below(area.bottom + sizes.gap, percent(tick), along.at(tick), Align::Centre, sizes.note, palette.mute);
        if labels.iter().all(|other| other.area().right + sizes.gap <= label.area().left) && label.area().right <= page.plot.right {
            labels.push(label);
        }
    }
    let across = Label::below(
        area.bottom + sizes.padding + sizes.note.leading(),
        "reply share →",
        area.right,
        Align::Right,
        sizes.note,
        palette.ink,
    );
    let upward = if data.people { "↑ median reach of a broadcast" } else { "↑ median impressions of a broadcast" };
    labels.extend([across, Label::below(page.plot.top, upward, page.plot.left, Align::Left, sizes.note, palette.ink)]);
    page.sheet.texts("axis", &labels);
    let at = |point: &Point| (along.at(share(point)), up.at(point.reach));
    page.sheet.layer("points", "", |layer| able.iter().for_each(|point| layer.dot(at(point), sizes.dot, palette.accent)));
    let taken: Vec<Area> =
        able.iter().map(|point| at(point)).map(|(x, y)| Area::new(x - sizes.dot, y - sizes.dot, x + sizes.dot, y + sizes.dot)).collect();
    // Named as far as there is room: the table has all.
    let mut names: Vec<Label> = Vec::new();
    for point in &able {
        let (x, y) = at(point);
        let label = Label::centred_on(y, point.name.clone(), x + sizes.dot + sizes.padding, Align::Left, sizes.note, palette.ink);
        let mirrored = Label { x: x - sizes.dot - sizes.padding, align: Align::Right, ..label.clone() };
        let free = |label: &Label| {
            let area = label.area();
            let apart =
                |other: &Area| area.right <= other.left || other.right <= area.left || area.bottom <= other.top || other.bottom <= area.top;
            area.left >= left && area.right <= page.plot.right && taken.iter().all(apart) && names.iter().all(|other| apart(&other.area()))
        };
        if let Some(label) = [label, mirrored].into_iter().find(|label| free(label)) {
            names.push(label);
        }
    }
    page.sheet.texts("names", &names);
    let marks = able.iter().zip(taken).map(|(point, area)| {
        let part = point.month.clone().map(|month| Part::Figure { id: "reply_share".to_owned(), month: Some(month) });
        (area, told(data, point), part)
    });
    let marks = marks.collect();
    page.finish(marks)
}

fn able(data: &Against) -> Vec<&Point> {
    data.points.iter().filter(|point| point.replies.1 >= FEW && point.posts >= FEW && point.reach > 0.0).collect()
}

fn share(point: &Point) -> f64 {
    point.replies.0 as f64 / point.replies.1.max(1) as f64
}

fn told(data: &Against, point: &Point) -> String {
    let what = if data.people { "median reach" } else { "median impressions" };
    format!(
        "{}: reply share {} ({} of {}), {what} {} of {}",
        point.name,
        percent(share(point)),
        count(point.replies.0),
        count(point.replies.1),
        count(point.reach.round() as u64),
        counted(point.posts, "broadcast")
    )
}

/// Kendall's tau-b: how often of two points the one that replies more reaches more.
fn tau(points: &[&Point]) -> Option<f64> {
    let (mut sum, mut tied) = (0.0, (0.0, 0.0));
    let pairs = points.len() * points.len().saturating_sub(1) / 2;
    for (i, a) in points.iter().enumerate() {
        for b in &points[i + 1..] {
            let (x, y) = (share(b) - share(a), b.reach - a.reach);
            tied.0 += f64::from(u8::from(x == 0.0));
            tied.1 += f64::from(u8::from(y == 0.0));
            sum += if x == 0.0 || y == 0.0 { 0.0 } else { x.signum() * y.signum() };
        }
    }
    let whole = ((pairs as f64 - tied.0) * (pairs as f64 - tied.1)).sqrt();
    (whole > 0.0).then(|| sum / whole)
}

/// Whether chance alone would give such a τ in fewer than one of twenty samples (Kendall 1938, the normal approximation).
fn is_clear(tau: f64, points: usize) -> bool {
    let n = points as f64;
    (3.0 * tau * (n * (n - 1.0)).sqrt() / (2.0 * (2.0 * n + 5.0)).sqrt()).abs() > 1.96
}

fn said(data: &Against) -> Words {
    let able = able(data);
    let noun = if data.accounts { "account" } else { "month" };
    // Under ten points, or where chance could have made it, nothing is claimed; and nothing here is a cause.
    let more = if data.accounts { "Where more is replied" } else { "When more is replied" };
    let title = match tau(&able).filter(|_| able.len() as u64 >= FEW) {
        None => format!("Too few {noun}s to say"),
        Some(tau) if is_clear(tau, able.len()) && tau > 0.0 => {
            format!("{more}, broadcasts {}", if data.people { "reach further" } else { "are shown more" })
        }
        Some(tau) if is_clear(tau, able.len()) => {
            format!("{more}, broadcasts {}", if data.people { "reach less" } else { "are shown less" })
        }
        Some(_) => "Replies and reach show no clear relation".to_owned(),
    };
    let known = tau(&able)
        .filter(|_| able.len() as u64 >= FEW)
        .map_or_else(String::new, |tau| format!("Kendall’s τ = {tau:.2}; a relation is no cause."));
    let row = |point: &Point| {
        vec![
            point.name.clone(),
            format!("{} of {} ({})", count(point.replies.0), count(point.replies.1), percent(share(point))),
            count(point.reach.round() as u64),
            count(point.posts),
        ]
    };
    let sentences: Vec<String> = able.iter().map(|point| format!("{}.", told(data, point))).collect();
    Words {
        id: if data.accounts { "against-accounts" } else { "against" },
        title,
        subtitle: format!(
            "Reply share against the median {} of a broadcast, by {noun}; under ten messages or broadcasts left out.",
            if data.people { "reach" } else { "impressions" }
        ),
        caption: words::caption(&data.about, &counted(able.len() as u64, noun), &known),
        alt: if able.is_empty() {
            format!("An empty chart. {}", if data.accounts { NO_ACCOUNT } else { NO_MONTH })
        } else {
            format!(
                "A dot for each {noun}. {}",
                std::iter::once(known.clone()).filter(|known| !known.is_empty()).chain(sentences).collect::<Vec<_>>().join(" ")
            )
        },
        columns: [
            if data.accounts { "Account" } else { "Month" },
            "Replies",
            if data.people { "Median reach" } else { "Median impressions" },
            "Broadcasts",
        ]
        .map(str::to_owned)
        .to_vec(),
        table: able.iter().map(|point| row(point)).collect(),
    }
}
