use serde::{Deserialize, Serialize};

/// One figure, as `measure --json` prints it.
///
/// Shares are fractions 0–1, durations seconds, counts integers. What can't be known is `None`, and `note` says why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub id: String,
    pub group: Option<String>,
    #[serde(serialize_with = "number")]
    pub value: Option<f64>,
    #[serde(serialize_with = "number")]
    pub low: Option<f64>,
    #[serde(serialize_with = "number")]
    pub high: Option<f64>,
    pub k: Option<i64>,
    pub n: Option<i64>,
    pub unit: Unit,
    /// How many of its messages were inferred, not observed.
    pub inferred: Option<i64>,
    /// How many could not be judged and are left out.
    pub missing: Option<i64>,
    pub note: Option<String>,
    pub definition: String,
    pub version: u32,
}

impl Measure {
    /// A time by which some part is answered was never reached: it is longer than could be measured, which is known.
    pub fn is_not_reached(&self) -> bool {
        self.value.is_none() && self.note.as_deref().is_some_and(|note| note.starts_with("not reached"))
    }
}

/// Whole numbers are written without a fraction: a count is an integer.
pub fn number<S: serde::Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2⁵³: up to here a float holds every integer
    match value {
        Some(value) if value.fract() == 0.0 && value.abs() <= EXACT => serializer.serialize_some(&(*value as i64)),
        value => value.serialize(serializer),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    Count,
    Share,
    Seconds,
    Ratio,
}

impl Unit {
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Count => "count",
            Unit::Share => "share",
            Unit::Seconds => "seconds",
            Unit::Ratio => "ratio",
        }
    }
}

/// The rungs of the ladder, from churn to dialogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    Release,
    Repeat,
    Announcement,
    Mention,
    Reply,
    Dialogue,
}

impl Rung {
    pub const ALL: [Rung; 6] = [Rung::Release, Rung::Repeat, Rung::Announcement, Rung::Mention, Rung::Reply, Rung::Dialogue];

    pub fn as_str(self) -> &'static str {
        match self {
            Rung::Release => "release",
            Rung::Repeat => "repeat",
            Rung::Announcement => "announcement",
            Rung::Mention => "mention",
            Rung::Reply => "reply",
            Rung::Dialogue => "dialogue",
        }
    }

    /// As charts and sentences call it.
    pub fn label(self) -> &'static str {
        match self {
            Rung::Release => "Press release",
            Rung::Repeat => "Said before",
            Rung::Announcement => "Announcement",
            Rung::Mention => "Mention",
            Rung::Reply => "Reply",
            Rung::Dialogue => "Dialogue",
        }
    }
}
