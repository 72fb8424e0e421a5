//! Followers of each account over time, as they were counted: what was not counted is a gap.

use crate::calendar::{self, At, Calendar, Note, draw_notes, notes_said};
use crate::heights;
use crate::label::{Align, Area, Label, spread, wrap};
use crate::page::{Page, Words};
use crate::scale::{Scale, round_step};
use crate::sheet::width;
use crate::words::{self, count, counted, day};
use crate::{About, Chart, Frame};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Followers {
    pub about: About,
    pub accounts: Vec<Followed>,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Followed {
    pub name: String,
    /// Ascending in time.
    pub counted: Vec<(At, u64)>,
    /// A week's growth, as a fraction; `None`: not known.
    pub growth: Option<f64>,
}

/// Counts farther apart than this are not joined.
const GAP: f64 = 31.0;
/// More lines than this could not be told apart.
const LINES: usize = 6;

/// Draws a line for each account, named where it ends.
pub fn followers(data: &Followers, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    // The most followed have lines; the table has all.
    let mut order: Vec<&Followed> = data.accounts.iter().filter(|account| !account.counted.is_empty()).collect();
    order.sort_by_key(|account| std::cmp::Reverse(account.counted.last().map(|(_, followers)| *followers)));
    order.truncate(LINES);
    if order.is_empty() {
        return page.empty(if data.about.why_empty.is_empty() {
            "No export in this selection counts followers."
        } else {
            &data.about.why_empty
        });
    }
    let (sizes, palette) = (page.sizes, page.palette);
    let inks = [palette.accent, palette.warning, palette.ladder[4], palette.mute, palette.ladder[1], palette.ink];
    let points = || order.iter().flat_map(|account| account.counted.iter().copied());
    let (first, last) = points().fold((f64::INFINITY, 0.0_f64), |(first, last), (at, _)| (first.min(at), last.max(at)));
    let (least, most) = points().fold((u64::MAX, 0), |(least, most), (_, n)| (least.min(n), most.max(n)));
    let room = page.plot.width() * 0.3;
    let end = |account: &&Followed| {
        let short = || format!("{} {}", count(account.counted.last().map_or(0, |(_, n)| *n)), account.name);
        let text = Some(ending(account)).filter(|text| width(text, sizes.label) <= room).unwrap_or_else(short);
        wrap(&text, sizes.label, room, 1).remove(0)
    };
    let ends: Vec<String> = order.iter().map(end).collect();
    let right = page.plot.right - ends.iter().map(|end| width(end, sizes.label)).fold(0.0, f64::max) - sizes.gap;
    let over = if data.notes.is_empty() { sizes.note.size } else { sizes.note.leading() + sizes.padding };
    let axis = page.plot.bottom - sizes.note.leading() - sizes.padding - sizes.tick;
    let left = page.plot.left + heights::gutter(&page, &[count(most.saturating_mul(2))]);
    let area = Area::new(left, page.plot.top + over, right, axis);
    // A line need not begin at zero; where it nearly does, it shall.
    let below = least as f64 * 0.98;
    let step = round_step(most as f64 - below, 4);
    let floor = if least * 3 < most { 0.0 } else { (below / step).floor() * step };
    let scale = Floor { floor, scale: Scale::linear((0.0, (most as f64 - floor).max(1.0)), (area.bottom, area.top)) };
    let ticks: Vec<f64> = scale.scale.ticks(4);
    heights::draw(&mut page, &area, &scale.scale, &ticks, |tick| count((tick + floor).round() as u64));
    let time = Calendar::new((first, last + 1.0), (left, right));
    for (account, ink) in order.iter().zip(inks) {
        page.sheet.layer("line", "stroke-linejoin=\"round\"", |layer| {
            for run in account.counted.chunk_by(|a, b| b.0 - a.0 <= GAP) {
                let line: Vec<(f64, f64)> = run.iter().map(|&(at, n)| (time.x(at), scale.y(n))).collect();
                match line.as_slice() {
                    [one] => layer.dot(*one, sizes.dot * 0.75, ink),
                    _ => layer.path(&line, ink, sizes.stroke),
                }
            }
        });
    }
    let last_y = |account: &Followed| account.counted.last().map_or(area.bottom, |&(_, n)| scale.y(n));
    // Named from the top down, as the lines end.
    let mut named: Vec<(f64, usize)> = order.iter().enumerate().map(|(i, account)| (last_y(account), i)).collect();
    named.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut centres: Vec<f64> = named.iter().map(|(y, _)| *y).collect();
    spread(&mut centres, sizes.label.leading(), area.top, area.bottom);
    let labels: Vec<Label> = named
        .iter()
        .zip(&centres)
        .filter(|(_, y)| **y >= area.top - 1.0)
        .map(|(&(_, i), &y)| Label::centred_on(y, ends[i].clone(), right + sizes.gap, Align::Left, sizes.label, palette.word(inks[i])))
        .collect();
    page.sheet.texts("names", &labels);
    draw_notes(&data.notes, |at| time.x(at), &Area { top: area.top - sizes.padding, ..area }, &mut page);
    time.draw(&mut page, axis);
    let marks = order.iter().flat_map(|account| {
        let mut end = f64::NEG_INFINITY;
        // Of those that lie on one another, the first.
        let apart = account.counted.iter().filter(move |(at, _)| {
            let is_apart = time.x(*at) - end >= sizes.dot;
            end = if is_apart { time.x(*at) } else { end };
            is_apart
        });
        apart.map(|&(at, n)| {
            let (x, y) = (time.x(at), scale.y(n));
            let area = Area::new(x - sizes.dot, y - sizes.dot, x + sizes.dot, y + sizes.dot);
            (area, format!("{}, {}: {}", account.name, day(calendar::date(at)), counted(n, "follower")), None)
        })
    });
    let marks = marks.collect();
    page.finish(marks)
}

/// Values from a floor that is not zero.
struct Floor {
    floor: f64,
    scale: Scale,
}

impl Floor {
    fn y(&self, n: u64) -> f64 {
        self.scale.at(n as f64 - self.floor)
    }
}

fn ending(account: &Followed) -> String {
    let last = account.counted.last().map_or(0, |(_, n)| *n);
    match account.growth {
        Some(growth) => format!("{} {} ({:+.1}% a week)", count(last), account.name, growth * 100.0),
        None => format!("{} {}", count(last), account.name),
    }
}

fn said(data: &Followers) -> Words {
    let known: Vec<&Followed> = data.accounts.iter().filter(|account| !account.counted.is_empty()).collect();
    let change = |account: &Followed| -> Option<f64> {
        let ((_, first), (_, last)) = (account.counted.first()?, account.counted.last()?);
        (*first > 0).then(|| *last as f64 / *first as f64 - 1.0)
    };
    let title = match known.as_slice() {
        [] => "No followers are known".to_owned(),
        [one] => match change(one) {
            Some(change) if change > 0.005 => format!("{:.0}% more followers than at the beginning", change * 100.0),
            Some(change) if change < -0.005 => format!("{:.0}% fewer followers than at the beginning", -change * 100.0),
            _ => "As many followers as at the beginning".to_owned(),
        },
        several => {
            let grew = several.iter().filter(|account| change(account).is_some_and(|change| change > 0.0)).count();
            format!("{grew} of {} accounts gained followers", several.len())
        }
    };
    let row = |account: &Followed| {
        account.counted.iter().map(|&(at, n)| vec![account.name.clone(), day(calendar::date(at)), count(n)]).collect::<Vec<_>>()
    };
    let sentences: Vec<String> = known
        .iter()
        .filter_map(|account| {
            let ((from, first), (to, last)) = (account.counted.first()?, account.counted.last()?);
            Some(format!(
                "{}: {} on {}, {} on {}.",
                account.name,
                count(*first),
                day(calendar::date(*from)),
                count(*last),
                day(calendar::date(*to))
            ))
        })
        .collect();
    let n: usize = known.iter().map(|account| account.counted.len()).sum();
    Words {
        id: "followers",
        title,
        subtitle: "Followers as the platforms counted them; one person may follow several accounts. The axis need not begin at zero."
            .to_owned(),
        caption: words::caption(&data.about, &counted(n as u64, "count"), &notes_said(&data.notes)),
        alt: if known.is_empty() {
            "An empty chart. No export counts followers.".to_owned()
        } else {
            format!("A line for each account over time. {}", sentences.join(" "))
        },
        columns: ["Account", "Day", "Followers"].map(str::to_owned).to_vec(),
        table: known.into_iter().flat_map(row).collect(),
    }
}
