//! Where words came back: releases with the posts that carry them, and texts with the accounts that said them again.

use std::collections::BTreeMap;

use crate::calendar::{self, At, Calendar, Note, draw_notes, notes_said};
use crate::label::Area;
use crate::page::{Page, Words};
use crate::rows::Rows;
use crate::words::{self, count, counted, day, percent};
use crate::{About, Chart, Frame, Part};

/// Releases and the posts that carry their words, or texts that were said more than once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traces {
    pub about: About,
    /// The one that was said most often first.
    pub texts: Vec<Traced>,
    pub notes: Vec<Note>,
}

/// A text and where it was said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traced {
    /// A headline, or how the text begins.
    pub name: String,
    /// When a release was published.
    pub published: Option<At>,
    pub said: Vec<Said>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    pub at: At,
    pub account: String,
    /// How much of the post stands in the release, or how alike the texts are: 0–1.
    pub overlap: f64,
}

/// Draws a row for each release: when it was published, and when its words came back, the wider the more of them.
pub fn releases(data: &Traces, frame: &Frame) -> Chart {
    let back: usize = data.texts.iter().map(|release| release.said.len()).sum();
    let title = match data.texts.first() {
        None => "No release came back".to_owned(),
        Some(first) if first.said.len() > 1 => format!("One press release came back {} times", count(first.said.len() as u64)),
        Some(_) => format!("{} came back", counted(data.texts.len() as u64, "press release")),
    };
    let words = Words {
        id: "releases",
        title,
        subtitle: "Press releases (bar) and the posts that repeat their words (dots): the larger, the more of the post.".to_owned(),
        caption: words::caption(
            &data.about,
            &format!("{} that repeat {}", counted(back as u64, "post"), counted(data.texts.len() as u64, "press release")),
            &notes_said(&data.notes),
        ),
        ..told(&data.texts, "release", "No post repeats a press release in this selection.")
    };
    draw(words, data, "churn_index", frame)
}

/// Draws a row for each text that was said again: when, and by how many accounts.
pub fn repeats(data: &Traces, frame: &Frame) -> Chart {
    let said: usize = data.texts.iter().map(|text| text.said.len()).sum();
    let title = match data.texts.first() {
        None => "Nothing was said twice".to_owned(),
        Some(first) => match accounts(first) {
            1 => format!("One text was said {} times", count(first.said.len() as u64)),
            accounts => format!("One text was said {} times by {accounts} accounts", count(first.said.len() as u64)),
        },
    };
    let words = Words {
        id: "repeats",
        title,
        subtitle: "Posts with the same words (at least 80 % alike), a row for each text.".to_owned(),
        caption: words::caption(
            &data.about,
            &format!("{} of {}", counted(said as u64, "post"), counted(data.texts.len() as u64, "text")),
            &notes_said(&data.notes),
        ),
        ..told(&data.texts, "text", "No post repeats an earlier one in this selection.")
    };
    draw(words, data, "repeat_share", frame)
}

/// More dots than this in one row lie on one another.
const MANY: usize = 400;

fn accounts(traced: &Traced) -> usize {
    let mut names: Vec<&str> = traced.said.iter().map(|said| said.account.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

fn draw(words: Words, data: &Traces, id: &str, frame: &Frame) -> Chart {
    let Traces { about, texts: rows_of, notes } = data;
    let why =
        if about.why_empty.is_empty() { words.alt.trim_start_matches("An empty chart. ").to_owned() } else { about.why_empty.clone() };
    let mut page = Page::new(words, frame);
    if rows_of.iter().all(|traced| traced.said.is_empty()) {
        return page.empty(&why);
    }
    let (sizes, palette) = (page.sizes, page.palette);
    if !notes.is_empty() {
        page.plot.top += sizes.note.leading() + sizes.padding;
    }
    let names: Vec<String> = rows_of.iter().map(|traced| traced.name.clone()).collect();
    let rows = Rows::new(&page, &names, sizes.note.leading() + sizes.padding + sizes.tick, sizes.dot);
    let times = rows_of[..rows.shown].iter().flat_map(|traced| traced.said.iter().map(|said| said.at).chain(traced.published));
    let (first, last) = times.fold((f64::INFINITY, 0.0_f64), |(first, last), at| (first.min(at), last.max(at)));
    let time = Calendar::new((first.floor(), last.floor() + 1.0), (rows.plot.left + sizes.dot, rows.plot.right));
    let shown = || rows_of[..rows.shown].iter().enumerate();
    page.sheet.layer("spans", "", |layer| {
        for (row, traced) in shown() {
            let ends = traced.said.iter().map(|said| said.at).chain(traced.published);
            let (from, to) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), at| (from.min(at), to.max(at)));
            layer.path(&[(time.x(from), rows.y(row)), (time.x(to), rows.y(row))], palette.rule, sizes.stroke);
        }
    });
    // No dot is larger than its row.
    let largest = (rows.step / 2.2).min(sizes.dot * 1.6);
    page.sheet.layer("said", "", |layer| {
        for (row, traced) in shown() {
            // Of dots so near that they can't be told apart the largest is drawn.
            let near = if traced.said.len() > MANY { sizes.dot / 2.0 } else { 0.5 };
            let mut dots: BTreeMap<i64, f64> = BTreeMap::new();
            for said in &traced.said {
                let overlap = dots.entry((time.x(said.at) / near).round() as i64).or_default();
                *overlap = overlap.max(said.overlap);
            }
            for (place, overlap) in dots {
                layer.dot((place as f64 * near, rows.y(row)), largest * overlap.clamp(0.2, 1.0), palette.mark(palette.ladder[1]));
            }
        }
    });
    page.sheet.layer("published", "", |layer| {
        for (row, at) in shown().filter_map(|(row, traced)| Some((row, traced.published?))) {
            let (x, half) = (time.x(at), (rows.step / 2.4).min(sizes.pin / 2.0));
            layer.fill(
                &Area::new(x - sizes.stroke / 2.0, rows.y(row) - half, x + sizes.stroke / 2.0, rows.y(row) + half),
                palette.ladder[0],
            );
        }
    });
    rows.draw_names(&mut page, &names);
    if !notes.is_empty() {
        draw_notes(notes, |at| time.x(at), &Area { top: rows.plot.top - sizes.padding, bottom: rows.plot.bottom, ..rows.plot }, &mut page);
    }
    time.draw(&mut page, rows.foot());
    let open = |part: &str| Some(Part::Figure { id: part.to_owned(), month: None });
    let marks = shown().map(|(row, traced)| (rows.bar(row, rows.plot.left, rows.plot.right, 1.0), sentence(traced), open(id))).collect();
    page.finish(marks)
}

fn sentence(traced: &Traced) -> String {
    let published = traced.published.map_or_else(String::new, |at| format!(", published {}", day(calendar::date(at))));
    let n = traced.said.len() as u64;
    let (first, last) =
        traced.said.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(first, last), said| (first.min(said.at), last.max(said.at)));
    let span = if n == 0 { String::new() } else { format!(", {} to {}", day(calendar::date(first)), day(calendar::date(last))) };
    let times = if n == 1 { "once".to_owned() } else { format!("{} times", count(n)) };
    let by = accounts(traced);
    let by = if by > 1 { format!(" by {by} accounts") } else { String::new() };
    format!("“{}”{published}: said {times}{by}{span}", traced.name)
}

/// Alt text and table.
fn told(rows: &[Traced], what: &str, why_empty: &str) -> Words {
    let mut table = Vec::new();
    for traced in rows {
        for said in &traced.said {
            let published = traced.published.map_or_else(|| "–".to_owned(), |at| day(calendar::date(at)));
            table.push(vec![traced.name.clone(), published, day(calendar::date(said.at)), said.account.clone(), percent(said.overlap)]);
        }
    }
    let sentences: Vec<String> = rows.iter().take(5).map(|traced| format!("{}.", sentence(traced))).collect();
    let more = rows.len().saturating_sub(5);
    let more = if more > 0 { format!(" {more} more are in the table.") } else { String::new() };
    Words {
        id: "",
        title: String::new(),
        subtitle: String::new(),
        caption: String::new(),
        alt: if rows.is_empty() {
            format!("An empty chart. {why_empty}")
        } else {
            format!("A row for each {what} on an axis of time, with a dot for each time its words were said. {}{more}", sentences.join(" "))
        },
        columns: [words::capital(what).as_str(), "Published", "Said on", "By", "Overlap"].map(str::to_owned).to_vec(),
        table,
    }
}
