//! What a surface may ask, and what it gets: requests and responses as plain types.

use earshot_model::{Filter, Nation, Origin, Overrides, Plan, Verdict};
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
    /// What the figures are compared with.
    #[serde(default)]
    pub against: Option<Against>,
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
    /// Not ours, but one that ours are compared with.
    pub peer: bool,
    /// What the register knows of it.
    pub owner: Option<String>,
    pub purpose: Option<String>,
    pub house_rules: Option<String>,
    pub opened_on: Option<String>,
}

/// What the register is to know of an account, in place of what it knew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RegisterRequest {
    pub account: String,
    /// Not ours, but one that ours are compared with.
    pub peer: bool,
    /// Who answers for it.
    pub owner: Option<String>,
    pub purpose: Option<String>,
    /// The address of its house rules.
    pub house_rules: Option<String>,
    /// `YYYY-MM-DD`.
    pub opened_on: Option<String>,
}

/// The public spoke, or a person has given the time a name. Shares are k of n, times RFC 3339 UTC, durations seconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MomentView {
    pub start: String,
    pub end: String,
    /// It stands out of its baseline; else only a person says so.
    pub found: bool,
    /// The data holds its time; else its numbers mean nothing.
    pub known: bool,
    pub name: Option<String>,
    pub note: Option<String>,
    /// The name as it is kept: of which account (`None`: of all), from when to when.
    pub named: Option<NamedView>,
    pub peak: String,
    pub peak_count: u64,
    pub inbound: u64,
    /// How many times what the hours had in the eight weeks before; `None`: nothing was to be expected.
    pub times: Option<f64>,
    pub outbound_per_hour: f64,
    /// `None`: no week before is known.
    pub outbound_per_hour_before: Option<f64>,
    /// Of replies, mention starts and broadcasts, those that are replies: k and n.
    pub replies: [u64; 2],
    pub replies_before: [u64; 2],
    pub opportunities: u64,
    pub unanswered: u64,
    pub response_median: Option<f64>,
    /// From its start to the account's first message; `None`: none by the end of the data.
    pub silence: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedView {
    pub account: Option<String>,
    /// RFC 3339 UTC.
    pub from: String,
    pub to: String,
}

/// Of which selection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MomentsRequest {
    pub filter: Filter,
}

/// A name for a stretch of time; `None`: none any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NameMomentRequest {
    /// `None`: of all accounts.
    pub account: Option<String>,
    /// `2026-03-01` or `2026-03-01T14:00` on the reporting zone's clock, or RFC 3339. The end is not part of it.
    pub from: String,
    pub to: String,
    pub name: Option<String>,
    pub note: Option<String>,
}

/// Where a message belongs; `None`: where the rules put it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OverruleRequest {
    pub id: String,
    /// Whose it is, where several messages have this id.
    pub account: Option<String>,
    pub verdict: Option<Verdict>,
    pub reason: Option<String>,
}

/// What an answered enquiry may save: every assumption and the estimate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ShiftView {
    pub answered: u64,
    /// Pounds.
    pub phone: f64,
    pub reply: f64,
    pub costs: String,
    /// The shares that would otherwise have phoned: low, central, high.
    pub shares: [f64; 3],
    /// The estimated avoidable cost for each of them, in pounds.
    pub avoidable_cost: [f64; 3],
    pub note: String,
}

/// What an estimate is made with; a cost that is not given is the preset's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ShiftRequest {
    pub filter: Filter,
    /// `county`, `socitm-2009`, `socitm-2012`, `nwegg-2008`.
    pub preset: String,
    pub phone: Option<f64>,
    pub reply: Option<f64>,
    pub shares: [f64; 3],
}

/// A value that somebody has published: context, and not the same measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PublishedView {
    /// The id that it may stand beside.
    pub beside: String,
    pub of: String,
    pub country: String,
    pub year: u16,
    /// As published: `88 % broadcast`.
    pub value: String,
    /// As a fraction; `low` is 0 where only an upper bound is known.
    pub low: f64,
    pub high: f64,
    pub unit: String,
    pub method: String,
    pub source: String,
    pub note: String,
}

/// Figures in words: which, of what, and against which other window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FiguresRequest {
    pub ids: Vec<String>,
    pub filter: Filter,
    pub against: Option<Against>,
}

/// Another window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    /// The window of the same length before: of as many months, where it is one of whole months.
    Before,
    /// The same window a year before.
    YearBefore,
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

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChartRequest {
    /// As `charts` lists them.
    pub id: String,
    pub filter: Filter,
    pub width: u32,
    pub height: u32,
    pub theme: Theme,
    /// What `shift` is made with; its filter is the chart's.
    #[serde(default)]
    pub shift: Option<ShiftRequest>,
    /// What `waiting-beside` draws beside the window; nothing: the accounts, each by itself, or where there is one, the window before.
    #[serde(default)]
    pub against: Option<Against>,
}

/// A chart that can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChartName {
    pub id: String,
    pub name: String,
    /// What it shows.
    pub about: String,
    /// It is drawn from assumptions that a person makes, and from nothing without them.
    pub assumes: bool,
}

/// A chart as it leaves the program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PullRequest {
    pub chart: ChartRequest,
    pub file: ChartFile,
    /// How many pixels of a PNG a unit of the chart has: 1 to 4.
    pub scale: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ChartFile {
    Svg,
    Png,
    /// Its numbers.
    Csv,
    /// A page of its own, with what its parts say and its numbers.
    Html,
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
    /// Narrows it to between two moments, RFC 3339; the end is not part of it.
    #[serde(default)]
    #[ts(optional)]
    pub between: Option<[String; 2]>,
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
    /// It is what an account has said in public: a person may say where it belongs.
    pub can_be_overruled: bool,
    /// Where a person says that it belongs.
    pub verdict: Option<Verdict>,
    /// Why, in the person's words.
    pub reason: Option<String>,
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
