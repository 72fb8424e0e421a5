//! What a surface may ask, and what it gets: requests and responses as plain types.

use earshot_model::{Filter, Nation, Origin, Overrides, Plan};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request without arguments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Status {
    /// The store's file.
    pub store: String,
    /// The store is the demo that ships with the program, not the user's own.
    pub demo: bool,
    pub messages: u64,
    pub imports: u64,
    pub accounts: Vec<AccountRow>,
    /// The first and last day of the data, `YYYY-MM-DD`, in the reporting zone; `last` is inclusive.
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    pub zone: String,
}

/// An account, as it is shown and as `--account` takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccountRow {
    pub name: String,
    pub platform: String,
    pub handle: String,
    pub outbound: u64,
    pub inbound: u64,
    /// RFC 3339 UTC: the moment up to which its data is known to be complete.
    pub as_of: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanRequest {
    pub paths: Vec<String>,
    #[serde(default)]
    pub overrides: Overrides,
}

/// A table of a plan: its `root` and `path`, and what was overruled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableRequest {
    pub root: String,
    pub path: String,
    #[serde(default)]
    pub overrides: Overrides,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRequest {
    pub plan: Plan,
}

/// How far an import is. It arrives as an event while `import` runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// The file that is being read, counted from 1.
    pub file: usize,
    pub files: usize,
    pub name: String,
    pub bytes: u64,
    pub total_bytes: u64,
    pub rows: u64,
    pub rejected: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportId {
    pub import: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    Light,
    Dark,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OverviewRequest {
    pub filter: Filter,
    pub theme: Theme,
}

/// The answer: one sentence, two charts, four figures, what needs attention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Overview {
    pub sentence: Vec<Segment>,
    /// Counts, as-of and what was inferred, in one line.
    pub subtitle: String,
    pub ladder: ChartView,
    /// Counts instead of shares.
    pub ladder_count: ChartView,
    pub waiting: ChartView,
    pub figures: Vec<Figure>,
    pub attention: Vec<Attention>,
}

/// A run of text; with `rows`, a link to the messages behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Segment {
    pub text: String,
    pub rows: Option<RowsRef>,
}

/// The messages behind a figure: `rows` takes it with the same filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowsRef {
    /// A measure's id.
    pub id: String,
    /// A month (`2017-10`) to narrow it to.
    pub month: Option<String>,
    /// What to call it above the list.
    pub title: String,
}

/// One account at the end of its data, and what is said of its office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PresenceView {
    pub account: String,
    /// `in conversation`, `answering`, `broadcasting`, `unattended`, `silent`, `abandoned`.
    pub state: String,
    /// Messages that it sent, and people that it heard from, in the last 30 days.
    pub outbound: u64,
    pub people: u64,
    /// RFC 3339 UTC.
    pub last_said: Option<String>,
    pub last_answered: Option<String>,
    /// As last counted, and on which day.
    pub followers: Option<i64>,
    pub followers_on: Option<String>,
    pub as_of: String,
    /// What it promises now, `1 working day`, and from which day; `None`: from ever.
    pub promise: Option<String>,
    pub promise_from: Option<String>,
    /// Opening hours of its own, `Mon-Fri 09:00-17:00`, and from which day; `None`: those of all, or the assumed ones.
    pub hours: Option<String>,
    pub hours_from: Option<String>,
    pub zone: Option<String>,
    pub nation: Option<Nation>,
}

/// What an account promises from a day on; `None`: nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PromiseRequest {
    pub account: String,
    /// `YYYY-MM-DD`; `None`: from ever.
    pub from: Option<String>,
    pub within: Option<String>,
}

/// An account's opening hours from a day on; `None`: none of its own any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HoursRequest {
    pub account: String,
    /// `YYYY-MM-DD`; `None`: from ever.
    pub from: Option<String>,
    pub hours: Option<String>,
    /// `None`: the reporting zone.
    pub zone: Option<String>,
    pub nation: Option<Nation>,
}

/// What a figure means, part by part and as one page of plain text. A part that has nothing to say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Explanation {
    pub id: String,
    pub unit: String,
    pub version: u32,
    pub definition: String,
    pub formula: String,
    /// When there is no value.
    pub unknown: String,
    /// What was chosen where the definition leaves a choice.
    pub reading: String,
    pub source: String,
    pub page: String,
}

/// Which figures to explain; none: all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExplainRequest {
    pub ids: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Figure {
    pub id: String,
    pub label: String,
    /// `10.9%`, `3 of 7`, `10 h`, `not reached`, `–`.
    pub value: String,
    /// The interval and k of n.
    pub detail: String,
    /// The change against the period before with its interval, or `no clear change`.
    pub change: Option<String>,
    /// What stands beside it: `answered only: 3.0 h`.
    pub beside: Option<String>,
    /// Why there is no value.
    pub note: Option<String>,
    pub definition: String,
    pub rows: Option<RowsRef>,
}

/// One line at the foot: what needs attention, and where to do it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Attention {
    pub strong: String,
    pub text: String,
    pub action: String,
    /// Opens these messages; `None`: opens the list of imports.
    pub rows: Option<RowsRef>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChartRequest {
    /// `ladder`, `ladder-count` or `waiting`.
    pub id: String,
    pub filter: Filter,
    pub width: u32,
    pub height: u32,
    pub theme: Theme,
}

/// A chart with everything that a reader, a screen reader and a mouse need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChartView {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub caption: String,
    /// In sentences, with the numbers.
    pub alt: String,
    pub svg: String,
    pub width: u32,
    pub height: u32,
    pub marks: Vec<Mark>,
    pub columns: Vec<String>,
    pub table: Vec<Vec<String>>,
}

/// A part of a chart that can be pointed at, in the SVG's own units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Mark {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub label: String,
    pub rows: Option<RowsRef>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowsRequest {
    pub id: String,
    pub month: Option<String>,
    pub filter: Filter,
    pub offset: u64,
    pub limit: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowsPage {
    pub total: u64,
    pub rows: Vec<RowView>,
}

/// One message behind a figure, and why it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowView {
    pub id: String,
    /// RFC 3339 UTC, to the precision that is known.
    pub when: String,
    pub account: Option<String>,
    pub who: String,
    pub direction: String,
    /// The class or rung that the message is in.
    pub class: Option<String>,
    /// The rule that put it there, in one line.
    pub why: String,
    pub text: String,
    /// For an opportunity: how long until the answer, in seconds; `None` when there is none.
    pub answered_after: Option<i64>,
    /// The release or the earlier message it repeats.
    pub matched: Option<Matched>,
    pub permalink: Option<String>,
    /// The newest import that holds it.
    pub import: i64,
    /// All imports that hold it, newest first, and which of its fields are from each.
    pub origins: Vec<Origin>,
}

/// What a message was found to repeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Matched {
    /// `release` or `message`.
    pub kind: String,
    pub title: String,
    pub when: String,
    /// Containment or Jaccard, in percent.
    pub percent: u8,
    /// The longest run of words that both have.
    pub words: String,
    pub link: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChooseRequest {
    /// A folder instead of files.
    pub folder: bool,
}

/// An error at a surface: the window decides by `code`, never by text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// `store-missing`, `store-locked`, `store-newer`, `store-read-only`, `not-a-store`, `store-damaged`, `cancelled`,
    /// `busy`, `bad-request`, `refused`, `internal`.
    pub code: String,
    /// One line, lower case, no full stop.
    pub message: String,
    /// What the machine said; may be empty.
    pub detail: String,
    /// What to do next; may be empty.
    pub hint: String,
}
