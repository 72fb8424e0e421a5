//! Hootsuite: the reports on Facebook pages that it exports, posts, received messages and figures by day.

mod posts;
mod inbound;
mod days;
mod name;

pub(crate) use days::Days;
pub(crate) use inbound::Inbound;
pub(crate) use posts::Posts;

use chrono_tz::Tz;
use earshot_model::{Certainty, Stamp};

use crate::moment;

/// Hootsuite's clock, by the name of the column.
const DATE: &str = "Date (GMT)";

/// `2018-09-11 21:30:11`.
fn stamp(written: &str) -> Option<Stamp> {
    moment::written(written, None).map(|written| written.stamp(Tz::UTC, Certainty::Stated))
}
