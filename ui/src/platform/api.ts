// Written by `cargo xtask types` from the engine's requests and responses. Don't edit.

export type AccountName = { platform: Platform, handle: string, native_id: string | null, display_name: string | null, };

export type AccountRow = { name: string, platform: string, handle: string, outbound: number, inbound: number, 
/**
 * RFC 3339 UTC: the moment up to which its data is known to be complete.
 */
as_of: string | null, };

export type Against = "before" | "year-before";

export type Attention = { strong: string, text: string, action: string, 
/**
 * Opens these messages; `None`: opens the list of imports.
 */
rows: RowsRef | null, };

export type ChartFile = "svg" | "png" | "csv" | "html";

export type ChartName = { id: string, name: string, 
/**
 * What it shows.
 */
about: string, 
/**
 * It is drawn from assumptions that a person makes, and from nothing without them.
 */
assumes: boolean, };

export type ChartRequest = { 
/**
 * As `charts` lists them.
 */
id: string, filter: Filter, width: number, height: number, theme: Theme, 
/**
 * What `shift` is made with; its filter is the chart's.
 */
shift: ShiftRequest | null, 
/**
 * What `waiting-beside` draws beside the window; nothing: the accounts, each by itself, or where there is one, the window before.
 */
against: Against | null, };

export type ChartView = { id: string, title: string, subtitle: string, caption: string, 
/**
 * In sentences, with the numbers.
 */
alt: string, svg: string, width: number, height: number, marks: Array<Mark>, columns: Array<string>, table: Array<Array<string>>, };

export type ChooseRequest = { 
/**
 * A folder instead of files.
 */
folder: boolean, };

export type DateOrder = "month-first" | "day-first";

export type Evidence = { what: string, value: string, why: string, };

export type ExplainRequest = { ids: Array<string>, };

export type Explanation = { id: string, unit: string, version: number, definition: string, formula: string, 
/**
 * When there is no value.
 */
unknown: string, 
/**
 * What was chosen where the definition leaves a choice.
 */
reading: string, source: string, page: string, };

export type Failure = { 
/**
 * `store-missing`, `store-locked`, `store-newer`, `store-read-only`, `not-a-store`, `store-damaged`, `cancelled`,
 * `busy`, `bad-request`, `refused`, `internal`.
 */
code: string, 
/**
 * One line, lower case, no full stop.
 */
message: string, 
/**
 * What the machine said; may be empty.
 */
detail: string, 
/**
 * What to do next; may be empty.
 */
hint: string, };

export type Figure = { id: string, label: string, 
/**
 * `10.9%`, `3 of 7`, `10 h`, `not reached`, `–`.
 */
value: string, 
/**
 * The interval and k of n.
 */
detail: string, 
/**
 * The change against the period before with its interval, or `no clear change`.
 */
change: string | null, 
/**
 * What stands beside it: `answered only: 3.0 h`.
 */
beside: string | null, 
/**
 * Why there is no value.
 */
note: string | null, definition: string, rows: RowsRef | null, };

export type FiguresRequest = { ids: Array<string>, filter: Filter, against: Against | null, };

export type FilePlan = { 
/**
 * What was opened: a file, a folder or a zip on this machine.
 */
root: string, 
/**
 * Where in that root, `/`-separated; empty when the root is the file. For an archive, the folder that holds its parts.
 */
path: string, 
/**
 * The parts that will be read, each as `path`; at least one.
 */
parts: Array<string>, bytes: number, 
/**
 * The reader's id, `x-posts-2014`.
 */
format: string, 
/**
 * Why it is this format, in plain words.
 */
why: string, 
/**
 * 0–100; the highest wins.
 */
confidence: number, 
/**
 * Whose export it is. `None`: the file does not say, and the format needs it.
 */
account: AccountName | null, 
/**
 * The file holds several accounts, or (a feed) none; nothing to ask.
 */
account_from_rows: boolean, 
/**
 * An IANA zone that times without one are read in; `None` where the file's own times are complete, or where only the
 * user can tell (then `asks` holds [`Question::Zone`]).
 */
zone: string | null, 
/**
 * What the file can't tell and somebody must say before it is imported.
 */
asks: Array<Question>, 
/**
 * What was overruled by hand; the reader heeds it again when it reads.
 */
overrides: Overrides, 
/**
 * What the columns of a table of no known format mean.
 */
mapping: Mapping | null, 
/**
 * Columns (or fields) that are there and that nothing is made of, by name.
 */
unused: Array<string>, 
/**
 * The guesses that were made on the way: encoding, delimiter, header, id space, account, zone.
 */
evidence: Array<Evidence>, 
/**
 * What the export itself says it covers (file name, manifest).
 */
covers: Span | null, 
/**
 * The first rows as they would be read.
 */
preview: Array<PreviewRow>, 
/**
 * What this format can't tell, one sentence each.
 */
limits: Array<string>, 
/**
 * Problems that are known already.
 */
problems: Array<Problem>, 
/**
 * The import that already holds this very file, filled in by the engine.
 */
already: number | null, 
/**
 * Unticked in the plan: left out.
 */
include: boolean, };

export type Filter = { 
/**
 * Names of accounts, as `accounts` lists them; empty is all.
 */
accounts: Array<string>, window: Window, 
/**
 * RFC 3339; later messages are unknown. `None`: each account's own as-of.
 */
as_of: string | null, };

export type Format = { id: string, name: string, platform: string, 
/**
 * It holds what people said to us in public as well as what we said, so that what went unanswered shows.
 */
both_sides: boolean, 
/**
 * How its files are called.
 */
files: string, 
/**
 * What it carries, one phrase each: `own posts`, `replies to us`, `impressions`.
 */
carries: Array<string>, 
/**
 * What it can't tell, one sentence each.
 */
limits: Array<string>, };

export type HoursRequest = { account: string, 
/**
 * `YYYY-MM-DD`; `None`: from ever.
 */
from: string | null, hours: string | null, 
/**
 * `None`: the reporting zone.
 */
zone: string | null, nation: Nation | null, };

export type ImportId = { import: number, };

export type ImportReport = { 
/**
 * `None` when nothing was written (the same file is in the store already).
 */
id: number | null, path: string, sha256: string, format: string, 
/**
 * The account's name; `None` when the file holds several or none.
 */
account: string | null, 
/**
 * Rows found: added + updated + unchanged + rejected.
 */
rows: number, added: number, updated: number, unchanged: number, rejected: number, 
/**
 * The first 1,000; the store keeps them all.
 */
problems: Array<Problem>, covers: Span | null, 
/**
 * Columns that are in the file and that nothing was made of.
 */
unused: Array<string>, 
/**
 * What this format can't tell, one sentence each.
 */
limits: Array<string>, 
/**
 * Where the account's exports of this format leave a hole, as of this import.
 */
gaps: Array<Span>, };

export type ImportRequest = { plan: Plan, };

export type ImportRow = { id: number, path: string, sha256: string, format: string, account: string | null, 
/**
 * RFC 3339 UTC.
 */
imported_at: string, rows: number, added: number, updated: number, unchanged: number, rejected: number, covers: Span | null, };

export type Mapping = { 
/**
 * What the user calls such files.
 */
name: string, 
/**
 * The names of the columns when it was made: a table that has all of those that are used is recognised by it.
 */
header: Array<string>, platform: Platform, rows: RowsAre, 
/**
 * Which column is what, by the column's name; a field within a field of JSON as `author.username`.
 */
columns: { [key in Role]?: string }, 
/**
 * Which columns are counts, and under which name (a field of [`Counts`](crate::Counts), or the platform's own).
 */
metrics: { [key in string]: string }, 
/**
 * The words in the direction column that say that we wrote it.
 */
outbound: Array<string>, 
/**
 * Names in the author column that are ours, where no column tells the direction. Empty: every row is ours.
 */
ours: Array<string>, 
/**
 * An IANA zone, for times that state none.
 */
zone: string | null, dates: DateOrder | null, 
/**
 * `.` or `,`.
 */
decimal: string | null, 
/**
 * The sheet of a workbook; `None`: the first that has the header.
 */
sheet: string | null, 
/**
 * Where in a JSON document its rows are, as `data.items`; `None`: the document or its lines are the rows.
 */
rows_at: string | null, };

export type Mark = { x: number, y: number, width: number, height: number, label: string, rows: RowsRef | null, };

export type Matched = { 
/**
 * `release` or `message`.
 */
kind: string, title: string, when: string, 
/**
 * Containment or Jaccard, in percent.
 */
percent: number, 
/**
 * The longest run of words that both have.
 */
words: string, link: string | null, };

export type MomentView = { start: string, end: string, 
/**
 * It stands out of its baseline; else only a person says so.
 */
found: boolean, 
/**
 * The data holds its time; else its numbers mean nothing.
 */
known: boolean, name: string | null, note: string | null, 
/**
 * The name as it is kept: of which account (`None`: of all), from when to when.
 */
named: NamedView | null, peak: string, peak_count: number, inbound: number, 
/**
 * How many times what the hours had in the eight weeks before; `None`: nothing was to be expected.
 */
times: number | null, outbound_per_hour: number, 
/**
 * `None`: no week before is known.
 */
outbound_per_hour_before: number | null, 
/**
 * Of replies, mention starts and broadcasts, those that are replies: k and n.
 */
replies: [number, number], replies_before: [number, number], opportunities: number, unanswered: number, response_median: number | null, 
/**
 * From its start to the account's first message; `None`: none by the end of the data.
 */
silence: number | null, };

export type MomentsRequest = { filter: Filter, };

export type NameMomentRequest = { 
/**
 * `None`: of all accounts.
 */
account: string | null, 
/**
 * `2026-03-01` or `2026-03-01T14:00` on the reporting zone's clock, or RFC 3339. The end is not part of it.
 */
from: string, to: string, name: string | null, note: string | null, };

export type NamedView = { account: string | null, 
/**
 * RFC 3339 UTC.
 */
from: string, to: string, };

export type Nation = "england-and-wales" | "scotland" | "northern-ireland";

export type Nothing = Record<symbol, never>;

export type Origin = { import: number, 
/**
 * What was opened, and where in it.
 */
path: string, 
/**
 * In words: `text`, `time`, `profile visits`. Empty: other imports say all that this one does, and newer or better.
 */
fields: Array<string>, };

export type Overrides = { account: string | null, format: string | null, 
/**
 * An IANA zone.
 */
zone: string | null, 
/**
 * A label of the WHATWG list, `windows-1252`.
 */
encoding: string | null, 
/**
 * One character.
 */
delimiter: string | null, 
/**
 * `.` or `,`.
 */
decimal: string | null, dates: DateOrder | null, 
/**
 * The year of the last day in a file whose days have none.
 */
year: number | null, 
/**
 * Names in the file that are ours: what they wrote is outbound.
 */
ours: Array<string>, 
/**
 * What the columns mean, for a table of no known format.
 */
mapping: Mapping | null, 
/**
 * Mappings of earlier imports; a table whose header one of them has is read by it.
 */
saved: Array<Mapping>, };

export type OverruleRequest = { id: string, 
/**
 * Whose it is, where several messages have this id.
 */
account: string | null, verdict: Verdict | null, reason: string | null, };

export type Overview = { sentence: Array<Segment>, 
/**
 * Counts, as-of and what was inferred, in one line.
 */
subtitle: string, ladder: ChartView, 
/**
 * Counts instead of shares.
 */
ladder_count: ChartView, waiting: ChartView, figures: Array<Figure>, attention: Array<Attention>, };

export type OverviewRequest = { filter: Filter, theme: Theme, 
/**
 * What the figures are compared with.
 */
against: Against | null, };

export type Plan = { files: Array<FilePlan>, 
/**
 * What was opened and is not in `files`, each with its reason.
 */
refused: Array<Problem>, 
/**
 * People's names are replaced before anything is stored.
 */
pseudonyms: boolean, };

export type PlanRequest = { paths: Array<string>, overrides: Overrides, };

export type Platform = "x" | "facebook" | "instagram" | "threads" | "linkedin" | "youtube" | "tiktok" | "mastodon" | "bluesky" | "reddit" | "discourse" | "yammer" | "wordpress" | "blogger" | "disqus" | "mediawiki" | "inbox" | "feed" | "conversation";

export type PresenceView = { account: string, 
/**
 * `in conversation`, `answering`, `broadcasting`, `unattended`, `silent`, `abandoned`.
 */
state: string, 
/**
 * Messages that it sent, and people that it heard from, in the last 30 days.
 */
outbound: number, people: number, 
/**
 * RFC 3339 UTC.
 */
last_said: string | null, last_answered: string | null, 
/**
 * As last counted, and on which day.
 */
followers: number | null, followers_on: string | null, as_of: string, 
/**
 * What it promises now, `1 working day`, and from which day; `None`: from ever.
 */
promise: string | null, promise_from: string | null, 
/**
 * Opening hours of its own, `Mon-Fri 09:00-17:00`, and from which day; `None`: those of all, or the assumed ones.
 */
hours: string | null, hours_from: string | null, zone: string | null, nation: Nation | null, 
/**
 * Not ours, but one that ours are compared with.
 */
peer: boolean, 
/**
 * What the register knows of it.
 */
owner: string | null, purpose: string | null, house_rules: string | null, opened_on: string | null, };

export type PreviewRow = { 
/**
 * RFC 3339 UTC, to the precision that is known.
 */
when: string, who: string, 
/**
 * `outbound`, `inbound`, `day`, `release` or `response`.
 */
what: string, text: string, 
/**
 * Counts that are known, as `impressions 120 · likes 3`.
 */
counts: string, };

export type Problem = { severity: Severity, code: ProblemCode, 
/**
 * Where in the tree of what was opened, `exports.zip/data/tweets.js`.
 */
file: string, 
/**
 * Counted from 1; the line on which the row begins.
 */
line: number | null, column: string | null, 
/**
 * One line, lower case, no full stop.
 */
message: string, 
/**
 * What to do next; may be empty.
 */
hint: string, 
/**
 * The row as it stood in the file, cut at 4,000 characters.
 */
raw: string | null, };

export type ProblemCode = "empty-file" | "header-only" | "not-recognised" | "unreadable" | "truncated-archive" | "unsafe-path" | "nested-archive" | "line-too-long" | "too-few-fields" | "bad-encoding" | "bad-json" | "bad-xml" | "missing-column" | "missing-id" | "damaged-id" | "duplicate-id" | "missing-date" | "bad-date" | "bad-number" | "bad-value" | "missing-part" | "parent-absent" | "reply-before-parent" | "no-account" | "no-zone" | "no-mapping" | "too-large" | "already-imported";

export type Progress = { 
/**
 * The file that is being read, counted from 1.
 */
file: number, files: number, name: string, bytes: number, total_bytes: number, rows: number, rejected: number, };

export type PromiseRequest = { account: string, 
/**
 * `YYYY-MM-DD`; `None`: from ever.
 */
from: string | null, within: string | null, };

export type PublishedView = { 
/**
 * The id that it may stand beside.
 */
beside: string, of: string, country: string, year: number, 
/**
 * As published: `88 % broadcast`.
 */
value: string, 
/**
 * As a fraction; `low` is 0 where only an upper bound is known.
 */
low: number, high: number, unit: string, method: string, source: string, note: string, };

export type PullRequest = { chart: ChartRequest, file: ChartFile, 
/**
 * How many pixels of a PNG a unit of the chart has: 1 to 4.
 */
scale: number, };

export type Question = "account" | "zone" | "year" | "ours" | "columns";

export type RegisterRequest = { account: string, 
/**
 * Not ours, but one that ours are compared with.
 */
peer: boolean, 
/**
 * Who answers for it.
 */
owner: string | null, purpose: string | null, 
/**
 * The address of its house rules.
 */
house_rules: string | null, 
/**
 * `YYYY-MM-DD`.
 */
opened_on: string | null, };

export type Role = "id" | "parent" | "conversation" | "author" | "direction" | "time" | "text" | "title" | "permalink" | "account";

export type RowView = { id: string, 
/**
 * RFC 3339 UTC, to the precision that is known.
 */
when: string, account: string | null, who: string, direction: string, 
/**
 * The class or rung that the message is in.
 */
class: string | null, 
/**
 * The rule that put it there, in one line.
 */
why: string, text: string, 
/**
 * For an opportunity: how long until the answer, in seconds; `None` when there is none.
 */
answered_after: number | null, 
/**
 * The release or the earlier message it repeats.
 */
matched: Matched | null, permalink: string | null, 
/**
 * The newest import that holds it.
 */
import: number, 
/**
 * All imports that hold it, newest first, and which of its fields are from each.
 */
origins: Array<Origin>, 
/**
 * It is what an account has said in public: a person may say where it belongs.
 */
can_be_overruled: boolean, 
/**
 * Where a person says that it belongs.
 */
verdict: Verdict | null, 
/**
 * Why, in the person's words.
 */
reason: string | null, };

export type RowsAre = "messages" | "days" | "releases";

export type RowsPage = { total: number, rows: Array<RowView>, };

export type RowsRef = { 
/**
 * A measure's id.
 */
id: string, 
/**
 * A month (`2017-10`) to narrow it to.
 */
month: string | null, 
/**
 * What to call it above the list.
 */
title: string, };

export type RowsRequest = { id: string, month: string | null, 
/**
 * Narrows it to between two moments, RFC 3339; the end is not part of it.
 */
between?: [string, string], filter: Filter, offset: number, limit: number, };

export type Segment = { text: string, rows: RowsRef | null, };

export type Severity = "refused" | "rejected" | "note";

export type ShiftRequest = { filter: Filter, 
/**
 * `county`, `socitm-2009`, `socitm-2012`, `nwegg-2008`.
 */
preset: string, phone: number | null, reply: number | null, shares: [number, number, number], };

export type ShiftView = { answered: number, 
/**
 * Pounds.
 */
phone: number, reply: number, costs: string, 
/**
 * The shares that would otherwise have phoned: low, central, high.
 */
shares: [number, number, number], 
/**
 * The estimated avoidable cost for each of them, in pounds.
 */
avoidable_cost: [number, number, number], note: string, };

export type Span = { from: number, to: number, };

export type Status = { 
/**
 * The store's file.
 */
store: string, 
/**
 * The store is the demo that ships with the program, not the user's own.
 */
demo: boolean, messages: number, imports: number, accounts: Array<AccountRow>, 
/**
 * The first and last day of the data, `YYYY-MM-DD`, in the reporting zone; `last` is inclusive.
 */
first_day: string | null, last_day: string | null, zone: string, };

export type TableHead = { 
/**
 * The sheets of a workbook, in its order; empty for other files.
 */
sheets: Array<string>, 
/**
 * The names of the columns, as a mapping calls them.
 */
header: Array<string>, 
/**
 * The first twenty rows as text, each as long as the header.
 */
rows: Array<Array<string>>, 
/**
 * What the columns seem to mean, or what the mapping says that was given.
 */
guess: Mapping, };

export type TableRequest = { root: string, path: string, overrides: Overrides, };

export type Theme = "light" | "dark";

export type UndoReport = { import: number, messages_removed: number, messages_restored: number, releases_removed: number, people_removed: number, };

export type Verdict = "release" | "repeat" | "announcement" | "mention" | "reply" | "repost";

export type Window = { from: string | null, to: string | null, };

/** Each command with its request and its response. */
export interface Commands {
  /** The store at a glance. */
  status: [Nothing, Status];
  /** What files are, and what importing them would do. */
  plan: [PlanRequest, Plan];
  /** The beginning of a table of no known format, to say what its columns mean. */
  table: [TableRequest, TableHead];
  /** Imports a plan's ticked files, in one transaction. */
  import: [ImportRequest, Array<ImportReport>];
  /** Stops a running import; the store stays as it was. */
  cancel: [Nothing, Nothing];
  /** All imports, newest first. */
  imports: [Nothing, Array<ImportRow>];
  /** What an import could not take in. */
  problems: [ImportId, Array<Problem>];
  /** What an import did, with every problem. */
  report: [ImportId, ImportReport];
  /** Writes an import's report where the person says; `false` when they dismiss the question. */
  save_report: [ImportId, boolean];
  /** Takes an import back. */
  undo: [ImportId, UndoReport];
  /** Every format that can be read. */
  formats: [Nothing, Array<Format>];
  /** The answer: a sentence, two charts, four figures, what needs attention. */
  overview: [OverviewRequest, Overview];
  /** Every account at the end of its data. */
  presences: [Nothing, Array<PresenceView>];
  /** Says what an account promises to those who write. */
  promise: [PromiseRequest, Nothing];
  /** Says when an account's office is open. */
  hours: [HoursRequest, Nothing];
  /** Keeps what the register is to know of an account. */
  register: [RegisterRequest, Nothing];
  /** When the public spoke, and what people have named. */
  moments: [MomentsRequest, Array<MomentView>];
  /** Gives a stretch of time a name, or forgets it. */
  name_moment: [NameMomentRequest, Nothing];
  /** Says where a message belongs, or leaves it to the rules again. */
  overrule: [OverruleRequest, Nothing];
  /** What the answered enquiries may have saved. */
  shift: [ShiftRequest, ShiftView];
  /** What others have published. */
  published: [Nothing, Array<PublishedView>];
  /** Every chart that can be drawn. */
  charts: [Nothing, Array<ChartName>];
  /** One chart, with titles of its own. */
  chart: [ChartRequest, ChartView];
  /** Writes a chart where the person says; `false` when they dismiss the question. */
  save_chart: [PullRequest, boolean];
  /** Puts a chart on the clipboard. */
  copy_chart: [PullRequest, Nothing];
  /** Figures in words. */
  figures: [FiguresRequest, Array<Figure>];
  /** What figures mean. */
  explain: [ExplainRequest, Array<Explanation>];
  /** The messages behind a figure. */
  rows: [RowsRequest, RowsPage];
  /** Lets the person choose files or a folder. */
  choose: [ChooseRequest, Array<string>];
}
