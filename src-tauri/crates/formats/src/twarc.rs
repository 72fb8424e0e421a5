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

use chrono_tz::Tz;
use earshot_model::{Author, Certainty, Person, Stamp};

use crate::ours::Ours;
use crate::{id, moment};

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
