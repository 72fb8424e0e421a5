use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{AccountName, Mapping, Problem, Span};

/// What will be imported, before anything is written: every guess with its evidence, each of which can be overruled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Plan {
    pub files: Vec<FilePlan>,
    /// What was opened and is not in `files`, each with its reason.
    pub refused: Vec<Problem>,
    /// People's names are replaced before anything is stored.
    #[serde(default)]
    pub pseudonyms: bool,
}

/// One import to be: one file, or the several files of one archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilePlan {
    /// What was opened: a file, a folder or a zip on this machine.
    pub root: String,
    /// Where in that root, `/`-separated; empty when the root is the file. For an archive, the folder that holds its parts.
    pub path: String,
    /// The parts that will be read, each as `path`; at least one.
    pub parts: Vec<String>,
    pub bytes: u64,
    /// The reader's id, `x-posts-2014`.
    pub format: String,
    /// Why it is this format, in plain words.
    pub why: String,
    /// 0–100; the highest wins.
    pub confidence: u8,
    /// Whose export it is. `None`: the file does not say, and the format needs it.
    pub account: Option<AccountName>,
    /// The file holds several accounts, or (a feed) none; nothing to ask.
    pub account_from_rows: bool,
    /// An IANA zone that times without one are read in; `None` where the file's own times are complete, or where only the
    /// user can tell (then `asks` holds [`Question::Zone`]).
    pub zone: Option<String>,
    /// What the file can't tell and somebody must say before it is imported.
    pub asks: Vec<Question>,
    /// What was overruled by hand; the reader heeds it again when it reads.
    pub overrides: Overrides,
    /// What the columns of a table of no known format mean.
    pub mapping: Option<Mapping>,
    /// Columns (or fields) that are there and that nothing is made of, by name.
    pub unused: Vec<String>,
    /// The guesses that were made on the way: encoding, delimiter, header, id space, account, zone.
    pub evidence: Vec<Evidence>,
    /// What the export itself says it covers (file name, manifest).
    pub covers: Option<Span>,
    /// The first rows as they would be read.
    pub preview: Vec<PreviewRow>,
    /// What this format can't tell, one sentence each.
    pub limits: Vec<String>,
    /// Problems that are known already.
    pub problems: Vec<Problem>,
    /// The import that already holds this very file, filled in by the engine.
    pub already: Option<i64>,
    /// Unticked in the plan: left out.
    pub include: bool,
}

/// What only the user knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// Whose export it is.
    Account,
    /// In which zone its times are.
    Zone,
    /// In which year the last of its days is, which have none.
    Year,
    /// Which of the names in it are ours.
    Ours,
    /// What its columns mean.
    Columns,
}

/// One guess: what was guessed, what came out, and from what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Evidence {
    pub what: String,
    pub value: String,
    pub why: String,
}

impl Evidence {
    pub fn new(what: &str, value: impl Into<String>, why: impl Into<String>) -> Evidence {
        Evidence { what: what.to_owned(), value: value.into(), why: why.into() }
    }
}

/// One row as it would be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreviewRow {
    /// RFC 3339 UTC, to the precision that is known.
    pub when: String,
    pub who: String,
    /// `outbound`, `inbound`, `day`, `release` or `response`.
    pub what: String,
    pub text: String,
    /// Counts that are known, as `impressions 120 · likes 3`.
    pub counts: String,
}

/// Whether `3/4` is in March or in April.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    MonthFirst,
    DayFirst,
}

/// What a user overrules in a plan, by hand or by options of the command. `None` and empty: the reader's own guess stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Overrides {
    pub account: Option<String>,
    pub format: Option<String>,
    /// An IANA zone.
    pub zone: Option<String>,
    /// A label of the WHATWG list, `windows-1252`.
    pub encoding: Option<String>,
    /// One character.
    pub delimiter: Option<String>,
    /// `.` or `,`.
    pub decimal: Option<String>,
    pub dates: Option<DateOrder>,
    /// The year of the last day in a file whose days have none.
    pub year: Option<i32>,
    /// Names in the file that are ours: what they wrote is outbound.
    pub ours: Vec<String>,
    /// What the columns mean, for a table of no known format.
    pub mapping: Option<Mapping>,
    /// Mappings of earlier imports; a table whose header one of them has is read by it.
    pub saved: Vec<Mapping>,
}

/// A reader, as the list of formats shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Format {
    pub id: String,
    pub name: String,
    pub platform: String,
    /// It holds what people said to us in public as well as what we said, so that what went unanswered shows.
    pub both_sides: bool,
    /// How its files are called.
    pub files: String,
    /// What it carries, one phrase each: `own posts`, `replies to us`, `impressions`.
    pub carries: Vec<String>,
    /// What it can't tell, one sentence each.
    pub limits: Vec<String>,
}

impl FilePlan {
    /// How the file is named to people: the root's last name, and where in it.
    pub fn shown(&self) -> String {
        let root = self.root.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(&self.root);
        if self.path.is_empty() { root.to_owned() } else { format!("{root}/{}", self.path) }
    }
}
