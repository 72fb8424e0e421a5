//! What researchers collect: twarc and 4CAT on X, CrowdTangle on Facebook and Instagram. They hold many people's posts, and whose are
//! ours only the user knows.

mod tweets;
mod csv;
mod four_cat;
mod crowdtangle;

pub(crate) use crowdtangle::CrowdTangle;
pub(crate) use csv::TwarcCsv;
pub(crate) use four_cat::FourCat;
pub(crate) use tweets::Twarc;

use std::ops::ControlFlow;

use chrono_tz::Tz;
use earshot_model::{Author, Certainty, Counts, Person, Stamp};

use crate::count::{self, CountColumn, Naming};
use crate::ours::Ours;
use crate::table::Cells;
use crate::{Sink, id, moment};

/// How X's API calls its counts.
const COUNTS: [Naming; 6] = [
    ("impression_count", "impressions"),
    ("like_count", "likes"),
    ("reply_count", "replies"),
    ("retweet_count", "reposts"),
    ("bookmark_count", "saves"),
    ("quote_count", "quotes"),
];

/// The counts of a row. X gives 0 impressions for posts from before it showed them, which are unknown.
fn counts(columns: &[CountColumn], cells: &Cells<'_>, sink: &mut dyn Sink) -> ControlFlow<(), Option<Box<Counts>>> {
    let mut counts = count::counts(columns, cells, sink)?;
    counts.impressions = counts.impressions.filter(|&count| count > 0);
    ControlFlow::Continue(Some(Box::new(counts)))
}

/// A post's author on X: one of our accounts, or a person.
fn author(ours: &Ours, handle: Option<String>, name: Option<String>, id: Option<String>) -> Author {
    let handle = handle.map(|handle| handle.trim().trim_start_matches('@').to_owned());
    if ours.has(&[handle.as_deref().unwrap_or_default(), id.as_deref().unwrap_or_default()]) {
        return Author::Account(handle.or(id).unwrap_or_default());
    }
    Author::Person(Person { native_id: id, handle, display_name: name })
}

/// When a post was made: as written, in UTC, or else by its id.
fn stamp(written: &str, id: &str) -> Option<Stamp> {
    if written.trim().is_empty() {
        return id::made_at(id).map(|at| Stamp { at, precision: 1, certainty: Certainty::FromId });
    }
    moment::written(written, None).map(|written| written.stamp(Tz::UTC, Certainty::ZoneAssumed))
}
