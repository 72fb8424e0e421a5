use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Problem, Span};

/// What one import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// `None` when nothing was written (the same file is in the store already).
    pub id: Option<i64>,
    pub path: String,
    pub sha256: String,
    pub format: String,
    /// The account's name; `None` when the file holds several or none.
    pub account: Option<String>,
    /// Rows found: added + updated + unchanged + rejected.
    pub rows: u64,
    pub added: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub rejected: u64,
    /// The first 1,000; the store keeps them all.
    pub problems: Vec<Problem>,
    pub covers: Option<Span>,
    /// Columns that are in the file and that nothing was made of.
    pub unused: Vec<String>,
    /// What this format can't tell, one sentence each.
    pub limits: Vec<String>,
    /// Where the account's exports of this format leave a hole, as of this import.
    pub gaps: Vec<Span>,
}

/// A row of the list of imports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRow {
    pub id: i64,
    pub path: String,
    pub sha256: String,
    pub format: String,
    pub account: Option<String>,
    /// RFC 3339 UTC.
    pub imported_at: String,
    pub rows: u64,
    pub added: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub rejected: u64,
    pub covers: Option<Span>,
}

/// An import that holds a message, and which of the message's fields are as this import says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Origin {
    pub import: i64,
    /// What was opened, and where in it.
    pub path: String,
    /// In words: `text`, `time`, `profile visits`. Empty: other imports say all that this one does, and newer or better.
    pub fields: Vec<String>,
}

/// What an undo took back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UndoReport {
    pub import: i64,
    pub messages_removed: u64,
    pub messages_restored: u64,
    pub releases_removed: u64,
    pub people_removed: u64,
}
