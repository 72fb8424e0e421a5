//! One figure of two windows, and whether it has changed (MEASURES §9).
//!
//! Two shares are compared by Newcombe's interval; other figures that have an interval each by the same construction from those two
//! (MOVER: Zou and Donner 2008); counts of messages and people as Poisson counts, whose interval is Byar's.

use earshot_model::{Measure, Unit};

/// A difference, now minus before. Without an interval nothing is claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub before: Option<f64>,
    pub difference: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// `up`, `down`, `no clear change`, or why nothing can be said.
    pub words: &'static str,
}

const Z: f64 = 1.959_964;

/// What has changed between a figure and the same one of another window. Counts are compared only where the data holds the `whole` of
/// both windows: fewer messages of which half are not known are not fewer.
pub fn change(now: &Measure, before: &Measure, whole: bool) -> Change {
    let (Some(value), Some(earlier)) = (now.value, before.value) else {
        let words = match (now.value, before.value) {
            _ if now.is_not_reached() && before.is_not_reached() => "not reached, now as before",
            _ if now.is_not_reached() => "not reached now",
            (Some(_), _) if before.is_not_reached() => "reached now, and not before",
            (None, _) => "not known now",
            _ => "not known before",
        };
        return Change { before: before.value, difference: None, low: None, high: None, words };
    };
    let is_count = now.unit == Unit::Count && COUNTS.contains(&now.id.as_str());
    if is_count && !whole {
        let words = "not the whole of both windows is in the data";
        return Change { before: Some(earlier), difference: None, low: None, high: None, words };
    }
    let interval = match (of(now), of(before)) {
        (Some(now), Some(before)) => {
            Some((value - earlier - (value - now.0).hypot(before.1 - earlier), value - earlier + (now.1 - value).hypot(earlier - before.0)))
        }
        _ => None,
    };
    let words = match interval {
        None => "no interval, so nothing is claimed",
        Some((low, high)) if low <= 0.0 && high >= 0.0 => "no clear change",
        Some((low, _)) if low > 0.0 => "up",
        Some(_) => "down",
    };
    Change {
        before: Some(earlier),
        difference: Some(value - earlier),
        low: interval.map(|(low, _)| low),
        high: interval.map(|(_, high)| high),
        words,
    }
}

/// The interval of a figure: its own, or that of a count of things that happen one by one.
fn of(measure: &Measure) -> Option<(f64, f64)> {
    let counted = measure.unit == Unit::Count && COUNTS.contains(&measure.id.as_str());
    measure.low.zip(measure.high).or_else(|| counted.then(|| byar(measure.value?)).flatten())
}

/// What comes one by one, and independently enough.
const COUNTS: [&str; 11] = [
    "inbound",
    "outbound",
    "repost",
    "reply",
    "mention_start",
    "broadcast",
    "conversations",
    "people",
    "people_answered",
    "opportunities",
    "unanswered",
];

/// The 95 % interval of a Poisson count (Byar, as in Rothman and Boice 1979).
fn byar(count: f64) -> Option<(f64, f64)> {
    let cube = |at: f64, z: f64| at * (1.0 - 1.0 / (9.0 * at) + z / (3.0 * at.sqrt())).powi(3);
    (count >= 0.0).then(|| (if count == 0.0 { 0.0 } else { cube(count, -Z) }, cube(count + 1.0, Z)))
}
