use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DateOrder, Platform};

/// What the columns of a table mean that is of no known format. A user makes it once; the next table with its header is read by it.
///
/// As a file, which `--map` takes, it is this value in JSON. `name`, `platform`, `rows` and `columns` must be there; the rest may be
/// left out, and a word that is none of these is an error:
///
#[doc = concat!("```json\n", include_str!("mapping-example.json"), "```")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What the user calls such files.
    pub name: String,
    /// The names of the columns when it was made: a table that has all of those that are used is recognised by it.
    #[serde(default)]
    pub header: Vec<String>,
    pub platform: Platform,
    pub rows: RowsAre,
    /// Which column is what, by the column's name; a field within a field of JSON as `author.username`.
    pub columns: BTreeMap<Role, String>,
    /// Which columns are counts, and under which name (a field of [`Counts`](crate::Counts), or the platform's own).
    #[serde(default)]
    pub metrics: BTreeMap<String, String>,
    /// The words in the direction column that say that we wrote it.
    #[serde(default)]
    pub outbound: Vec<String>,
    /// Names in the author column that are ours, where no column tells the direction. Empty: every row is ours.
    #[serde(default)]
    pub ours: Vec<String>,
    /// An IANA zone, for times that state none.
    #[serde(default)]
    pub zone: Option<String>,
    #[serde(default)]
    pub dates: Option<DateOrder>,
    /// `.` or `,`.
    #[serde(default)]
    pub decimal: Option<String>,
    /// The sheet of a workbook; `None`: the first that has the header.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Where in a JSON document its rows are, as `data.items`; `None`: the document or its lines are the rows.
    #[serde(default)]
    pub rows_at: Option<String>,
}

impl Mapping {
    /// The names of the columns that something is made of.
    pub fn used(&self) -> impl Iterator<Item = &str> {
        self.columns.values().chain(self.metrics.keys()).map(String::as_str)
    }
}

/// What a row of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RowsAre {
    Messages,
    /// Figures of an account and a day.
    Days,
    Releases,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Id,
    /// The id of the message that it answers.
    Parent,
    Conversation,
    Author,
    Direction,
    /// When it was said or published, or the day of figures.
    Time,
    Text,
    /// Of a release.
    Title,
    Permalink,
    /// Our account that the row belongs to.
    Account,
}

impl Role {
    /// The word that a mapping uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Id => "id",
            Role::Parent => "parent",
            Role::Conversation => "conversation",
            Role::Author => "author",
            Role::Direction => "direction",
            Role::Time => "time",
            Role::Text => "text",
            Role::Title => "title",
            Role::Permalink => "permalink",
            Role::Account => "account",
        }
    }
}

/// The beginning of a table of no known format, for the person who says what its columns mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableHead {
    /// The sheets of a workbook, in its order; empty for other files.
    pub sheets: Vec<String>,
    /// The names of the columns, as a mapping calls them.
    pub header: Vec<String>,
    /// The first twenty rows as text, each as long as the header.
    pub rows: Vec<Vec<String>>,
    /// What the columns seem to mean, or what the mapping says that was given.
    pub guess: Mapping,
}
