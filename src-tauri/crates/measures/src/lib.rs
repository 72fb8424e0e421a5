//! Columns in, measures out. MEASURES.md is the contract; the only crate that knows polars.
//!
//! A [`Builder`] takes the store's messages and derives a [`Corpus`]; [`Corpus::measure`] answers every id of [`DEFINITIONS`], and
//! [`Corpus::rows`] gives the messages behind each answer.

mod cache;
mod churn;
mod clock;
mod compare;
mod corpus;
mod counts;
mod days;
mod definitions;
mod measure;
mod moments;
mod office;
mod posts;
mod presences;
mod published;
mod response;
mod rows;
mod select;
mod series;
mod shift;
mod statistics;
mod threads;

pub use cache::Kept;
pub use churn::{
    MOSTLY, Match, Matches, Post, QUOTES, Release, VERBATIM, find_matches, find_matches_apart, longest_common_words, normalise,
};
pub use clock::{
    Calendar, bluesky_id_micros, date, day_of, linkedin_id_time, mastodon_id_time, month_name, month_of, week_name, week_of, x_id_time,
};
pub use compare::{Change, change};
pub use corpus::{Account, Builder, Class, Corpus, Glossary, Parsed, Platform, Raw, Run};
pub use days::Days;
pub use definitions::{DEFINITIONS, Definition, definition};
pub use measure::MeasureError;
pub use moments::{Moment, Spoken};
pub use office::{OfficeClock, OfficeHours, holidays};
pub use posts::Counted;
pub use presences::{Presence, State};
pub use published::{PUBLISHED, Published};
pub use response::Waiting;
pub use rows::Hit;
pub use select::Selection;
pub use series::{Hours, Trace, day_on_clock};
pub use shift::{Costs, PRESETS, SHIFT_NOTE, avoidable_cost, readings};
pub use statistics::{
    Draws, Step, TimeByWhich, Wait, kaplan_meier, mean, median, newcombe, poisson_tail, quantile, robust_z, time_by_which, wilson,
};
