export type Nothing = Record<string, never>;

export type Status = {
  store: string;
  demo: boolean;
  messages: number;
  imports: number;
  accounts: AccountRow[];
  first_day: string | null;
  last_day: string | null;
  zone: string;
};

export type AccountRow = {
  name: string;
  platform: string;
  handle: string;
  outbound: number;
  inbound: number;
  as_of: string | null;
};

export type PlanRequest = { paths: string[]; overrides: Overrides };

export type ImportRequest = { plan: Plan };

export type Progress = {
  file: number;
  files: number;
  name: string;
  bytes: number;
  total_bytes: number;
  rows: number;
  rejected: number;
};

export type ImportId = { import: number };

export type Theme = 'light' | 'dark';

export type OverviewRequest = { filter: Filter; theme: Theme };

export type Overview = {
  sentence: Segment[];
  subtitle: string;
  ladder: ChartView;
  ladder_count: ChartView;
  waiting: ChartView;
  figures: Figure[];
  attention: Attention[];
};

export type Segment = { text: string; rows: RowsRef | null };

export type RowsRef = { id: string; month: string | null; title: string };

export type Figure = {
  id: string;
  label: string;
  value: string;
  detail: string;
  change: string | null;
  beside: string | null;
  note: string | null;
  definition: string;
  rows: RowsRef | null;
};

export type Attention = { strong: string; text: string; action: string; rows: RowsRef | null };

export type ChartRequest = { id: string; filter: Filter; width: number; height: number; theme: Theme };

export type ChartView = {
  id: string;
  title: string;
  subtitle: string;
  caption: string;
  alt: string;
  svg: string;
  width: number;
  height: number;
  marks: Mark[];
  columns: string[];
  table: string[][];
};

export type Mark = { x: number; y: number; width: number; height: number; label: string; rows: RowsRef | null };

export type RowsRequest = { id: string; month: string | null; filter: Filter; offset: number; limit: number };

export type RowsPage = { total: number; rows: RowView[] };

export type RowView = {
  id: string;
  when: string;
  account: string | null;
  who: string;
  direction: string;
  class: string | null;
  why: string;
  text: string;
  answered_after: number | null;
  matched: Matched | null;
  permalink: string | null;
  import: number;
};

export type Matched = { kind: string; title: string; when: string; percent: number; words: string; link: string | null };

export type ChooseRequest = { folder: boolean };

export type Failure = { code: string; message: string; detail: string; hint: string };

export type Platform = 'x' | 'feed' | 'conversation';

export type AccountName = {
  platform: Platform;
  handle: string;
  native_id: string | null;
  display_name: string | null;
};

export type Span = { from: number; to: number };

export type Window = { from: string | null; to: string | null };

export type Filter = { accounts: string[]; window: Window; as_of: string | null };

export type Plan = { files: FilePlan[]; refused: Problem[] };

export type FilePlan = {
  root: string;
  path: string;
  parts: string[];
  bytes: number;
  format: string;
  why: string;
  confidence: number;
  account: AccountName | null;
  account_from_rows: boolean;
  zone: string | null;
  evidence: Evidence[];
  covers: Span | null;
  preview: PreviewRow[];
  limits: string[];
  problems: Problem[];
  already: number | null;
  include: boolean;
};

export type Evidence = { what: string; value: string; why: string };

export type PreviewRow = { when: string; who: string; what: string; text: string; counts: string };

export type Overrides = { account: string | null; format: string | null; zone: string | null };

export type Format = {
  id: string;
  name: string;
  platform: string;
  files: string;
  carries: string[];
  limits: string[];
};

export type Severity = 'refused' | 'rejected' | 'note';

export type ProblemCode =
  | 'empty-file'
  | 'header-only'
  | 'not-recognised'
  | 'unreadable'
  | 'truncated-archive'
  | 'unsafe-path'
  | 'nested-archive'
  | 'line-too-long'
  | 'too-few-fields'
  | 'bad-encoding'
  | 'bad-json'
  | 'bad-xml'
  | 'missing-column'
  | 'missing-id'
  | 'damaged-id'
  | 'duplicate-id'
  | 'missing-date'
  | 'bad-date'
  | 'bad-number'
  | 'bad-value'
  | 'missing-part'
  | 'parent-absent'
  | 'reply-before-parent'
  | 'no-account'
  | 'already-imported';

export type Problem = {
  severity: Severity;
  code: ProblemCode;
  file: string;
  line: number | null;
  column: string | null;
  message: string;
  hint: string;
  raw: string | null;
};

export type ImportReport = {
  id: number | null;
  path: string;
  sha256: string;
  format: string;
  account: string | null;
  rows: number;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  problems: Problem[];
  covers: Span | null;
};

export type ImportRow = {
  id: number;
  path: string;
  sha256: string;
  format: string;
  account: string | null;
  imported_at: string;
  rows: number;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  covers: Span | null;
};

export type UndoReport = {
  import: number;
  messages_removed: number;
  messages_restored: number;
  releases_removed: number;
  people_removed: number;
};

export interface Commands {
  status: [Nothing, Status];
  plan: [PlanRequest, Plan];
  import: [ImportRequest, ImportReport[]];
  cancel: [Nothing, Nothing];
  imports: [Nothing, ImportRow[]];
  problems: [ImportId, Problem[]];
  undo: [ImportId, UndoReport];
  accounts: [Nothing, AccountRow[]];
  formats: [Nothing, Format[]];
  overview: [OverviewRequest, Overview];
  chart: [ChartRequest, ChartView];
  rows: [RowsRequest, RowsPage];
  choose: [ChooseRequest, string[]];
}
