//! Chart data in, SVG and PNG out.
//!
//! This is the only crate that knows plotters. A chart is one SVG document with everything that a reader, a screen reader and
//! a mouse need beside it: title, caption, alt text, the table of its numbers, and where its parts are. The window shows that
//! SVG; a PNG is made of it. The same data and frame give the same bytes.

mod ladder;
mod accounts;
mod waiting;
mod definitions;
mod response;
mod moments;
mod week;
mod people;
mod conversations;
mod presences;
mod followers;
mod reach;
mod against;
mod traces;
mod shift;
mod columns;
mod calendar;
mod scale;
mod heights;
mod rows;
mod page;
mod sheet;
mod label;
mod theme;
mod words;
mod font;
mod png;

pub use accounts::{Accounts, Known, accounts};
pub use against::{Against, Point, against};
pub use calendar::{At, Note};
pub use conversations::{Conversations, conversations};
pub use definitions::{Definitions, Rule, definitions};
pub use followers::{Followed, Followers, followers};
pub use font::{FONTS, Font};
pub use ladder::{Ladder, LadderMonth, Show, Tally, ladder};
pub use moments::{Moments, Spoken, moments};
pub use people::{People, PeopleMonth, people};
pub use png::{ChartError, Pixels, pixels, png};
pub use presences::{Presences, Present, presences};
pub use reach::{Reach, Reached, reach};
pub use response::{Response, ResponseMonth, response};
pub use shift::{Shift, shift};
pub use theme::{Surroundings, surroundings};
pub use traces::{Said, Traced, Traces, releases, repeats};
pub use waiting::{Beside, Curve, MOST_CURVES, Step, Waiting, waiting, waiting_beside};
pub use week::{Week, week};
pub use words::{capital, count, counted, duration};

use earshot_model::Rung;

/// A chart and all that belongs to it. Lengths are in the SVG's own units, which are CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub id: String,
    /// What the data says, in at most ten words.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// Source, period, n, what was inferred, as-of.
    pub caption: String,
    /// The picture in sentences, with the numbers.
    pub alt: String,
    pub svg: String,
    pub width: u32,
    pub height: u32,
    pub marks: Vec<Mark>,
    pub columns: Vec<String>,
    pub table: Vec<Vec<String>>,
}

/// A part of the picture that can be pointed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub label: String,
    pub part: Option<Part>,
}

/// What a mark stands for. Months are written `2026-04`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Rung {
        month: String,
        rung: Rung,
    },
    Month {
        month: String,
    },
    Reposts {
        month: String,
    },
    Waiting,
    Median,
    AnsweredOnly,
    Unanswered,
    /// The messages behind a figure, of a month or of all.
    Figure {
        id: String,
        month: Option<String>,
    },
}

/// How large a chart is, in CSS pixels, and where it is shown.
///
/// Charts are drawn at 480 × 400 or more with titles and 320 × 240 or more without: below that, labels have no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    pub width: u32,
    pub height: u32,
    pub theme: Theme,
    /// Draw title and caption and let the type grow with the size, for a slide or a file. The window, which sets both as
    /// text of its own, says no.
    pub titles: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// What a chart has to say about its data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Whose data: `County of Meresby on X and 2 more`.
    pub source: String,
    /// Of when: `Jul–Sep 2026`.
    pub period: String,
    /// Up to when the data is complete: `4 Oct 2026`. Empty if nobody knows.
    pub as_of: String,
    /// How many of the messages were inferred, not observed.
    pub inferred: u64,
    /// Why the picture is empty, as a sentence, for when it is.
    pub why_empty: String,
}
