//! How conversations go: how often the speaker changes, and how deep the replies stand.

use crate::columns::{self, Column};
use crate::label::{Align, Area, Label, wrap};
use crate::page::{Page, Words};
use crate::words::{self, count, counted, in_ten, list, percent};
use crate::{About, Chart, Frame, Part};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Conversations {
    pub about: About,
    /// How many conversations have so many changes of speaker, from none on; the last are those and more.
    pub turns: Vec<u64>,
    /// How many messages stand so deep below the first, which is at 0; the last are those and deeper. Empty: not known.
    pub depth: Vec<u64>,
}

/// Under this many conversations a share says nothing.
const FEW: u64 = 10;

/// Draws both distributions, one beside the other or below.
pub fn conversations(data: &Conversations, frame: &Frame) -> Chart {
    let mut page = Page::new(said(data), frame);
    if data.turns.iter().sum::<u64>() == 0 {
        return page.empty(if data.about.why_empty.is_empty() { "No conversation is in this selection." } else { &data.about.why_empty });
    }
    let (plot, space) = (page.plot, page.sizes.space);
    let accent = page.palette.accent;
    if data.depth.is_empty() {
        let marks = panel(&mut page, &plot, "Changes of speaker", &data.turns, accent, "turns", "conversation");
        return page.finish(marks);
    }
    let [first, second] = plot.halves(1.4, space);
    let reply = page.palette.ladder[4];
    let mut marks = panel(&mut page, &first, "Changes of speaker", &data.turns, accent, "turns", "conversation");
    marks.extend(panel(&mut page, &second, "Depth below the first message", &data.depth, reply, "depth", "message"));
    page.finish(marks)
}

fn panel(
    page: &mut Page,
    room: &Area,
    name: &str,
    values: &[u64],
    ink: crate::theme::Colour,
    class: &str,
    noun: &str,
) -> Vec<(Area, String, Option<Part>)> {
    let sizes = page.sizes;
    let columns: Vec<Column> =
        values.iter().enumerate().map(|(i, &n)| Column { name: called(i, values.len()), parts: Some(vec![n]) }).collect();
    let below = Area { top: room.top + sizes.strong.leading() + sizes.padding, ..*room };
    let plot = std::mem::replace(&mut page.plot, *room);
    let places = columns::draw(page, &below, &columns, &[ink], &[class]);
    page.plot = plot;
    page.sheet.texts(
        "names",
        &[Label::below(
            room.top,
            wrap(name, sizes.strong, room.width(), 1).remove(0),
            room.left,
            Align::Left,
            sizes.strong,
            page.palette.word(ink),
        )],
    );
    let part = |i: usize| (class == "turns" && i > 0).then(|| Part::Figure { id: "conversations".to_owned(), month: None });
    places
        .into_iter()
        .enumerate()
        .map(|(i, place)| (place, format!("{name} {}: {}", called(i, values.len()), counted(values[i], noun)), part(i)))
        .collect()
}

fn called(i: usize, all: usize) -> String {
    if i + 1 == all { format!("{i}+") } else { i.to_string() }
}

fn said(data: &Conversations) -> Words {
    let n: u64 = data.turns.iter().sum();
    let none = data.turns.first().copied().unwrap_or(0);
    let title = match n {
        0 => "No conversation in this period".to_owned(),
        n if n < FEW => "Too few conversations to say".to_owned(),
        n => format!("{} conversations have only one speaker", in_ten(none as f64 / n as f64)),
    };
    let rows = data.turns.len().max(data.depth.len());
    let of = |values: &[u64], i: usize| values.get(i).map_or_else(|| "–".to_owned(), |n| count(*n));
    let below = match data.depth.iter().sum::<u64>() {
        0 => String::new(),
        messages => format!("Depth: {} of the conversations in which the data tells what answers what.", counted(messages, "message")),
    };
    Words {
        id: "conversations",
        title,
        subtitle: match data.depth.is_empty() {
            true => "Conversations with a message from people: how often the speaker changes.",
            false => "Conversations with a message from people: how often the speaker changes, and how deep messages stand.",
        }
        .to_owned(),
        caption: words::caption(&data.about, &counted(n, "conversation"), &below),
        alt: if n == 0 {
            "An empty chart. No conversation is in this selection.".to_owned()
        } else {
            format!(
                "Columns by how often the speaker changes. Of {}, {} ({}) have one speaker only.{}",
                counted(n, "conversation"),
                count(none),
                percent(none as f64 / n as f64),
                if data.depth.is_empty() {
                    String::new()
                } else {
                    let each: Vec<String> = data
                        .depth
                        .iter()
                        .enumerate()
                        .filter(|(_, n)| **n > 0)
                        .map(|(i, n)| format!("{} at {}", count(*n), called(i, data.depth.len())))
                        .collect();
                    format!(" Columns by depth below the first message, which is at 0: {}. {below}", list(&each))
                },
            )
        },
        columns: ["Number", "Conversations with so many changes of speaker", "Messages so deep"].map(str::to_owned).to_vec(),
        table: if n == 0 { Vec::new() } else { (0..rows).map(|i| vec![called(i, rows), of(&data.turns, i), of(&data.depth, i)]).collect() },
    }
}
