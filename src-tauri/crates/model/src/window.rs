use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Millis;

/// `[from, to)` in UTC milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Span {
    pub from: Millis,
    pub to: Millis,
}

/// `[from, to)` as days of the store's reporting zone; `None` is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Window {
    #[ts(type = "string | null")]
    pub from: Option<NaiveDate>,
    #[ts(type = "string | null")]
    pub to: Option<NaiveDate>,
}

/// How figures are split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grouping {
    /// Everything in the window, one row.
    Total,
    Account,
    Month,
    Week,
    Rung,
}

/// What to measure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Filter {
    /// Names of accounts, as `accounts` lists them; empty is all.
    pub accounts: Vec<String>,
    pub window: Window,
    /// RFC 3339; later messages are unknown. `None`: each account's own as-of.
    pub as_of: Option<String>,
}
