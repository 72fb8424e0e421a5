// A stand-in for the machine: it answers what a test tells it to, and remembers what it was asked.

import type { Command, Request, Response } from '../src/platform';
import { NO_OVERRIDES } from '../src/plan';
import type {
  ChartView,
  Failure,
  Figure,
  FilePlan,
  ImportReport,
  Mapping,
  Overview,
  Plan,
  PlanRequest,
  PresenceView,
  PreviewRow,
  Progress,
  RowView,
  Status,
} from '../src/platform/api';

type Answers = { [C in Command]?: (payload: Request<C>) => Response<C> | Promise<Response<C>> };

export const asked: [Command, unknown][] = [];
export const answers: Answers = {};
export const machine = {
  progress: (_: Progress) => {},
  drop: (_: string[]) => {},
};

export const platform = {
  async call<C extends Command>(cmd: C, payload: Request<C>): Promise<Response<C>> {
    asked.push([cmd, payload]);
    const answer = answers[cmd] as ((payload: Request<C>) => Response<C> | Promise<Response<C>>) | undefined;
    if (answer === undefined) throw failure('internal', `the test has no answer to ${cmd}`);
    return answer(payload);
  },
  onProgress(hear: (progress: Progress) => void) {
    machine.progress = hear;
    return () => {};
  },
  onDrop(_: (over: boolean) => void, drop: (paths: string[]) => void) {
    machine.drop = drop;
    return () => {};
  },
};

export function forget() {
  asked.length = 0;
  for (const cmd of Object.keys(answers)) delete answers[cmd as Command];
}

/** The payloads of every question of one kind. */
export function askedFor<C extends Command>(cmd: C): Request<C>[] {
  return asked.filter(([other]) => other === cmd).map(([, payload]) => payload as Request<C>);
}

export function failure(code: string, message = 'it did not work', hint = 'Do something else.', detail = 'errno 5'): Failure {
  return { code, message, detail, hint };
}

export function file(change: Partial<FilePlan> = {}): FilePlan {
  return {
    root: '/exports/posts.csv',
    path: '',
    parts: [''],
    bytes: 1200,
    format: 'x-posts-2014',
    why: 'its header says so',
    confidence: 90,
    account: { platform: 'x', handle: 'Millbrook', native_id: '42', display_name: 'Millbrook Council' },
    account_from_rows: false,
    zone: null,
    asks: [],
    overrides: NO_OVERRIDES,
    mapping: null,
    unused: [],
    evidence: [],
    covers: null,
    preview: [],
    limits: [],
    problems: [],
    already: null,
    include: true,
    ...change,
  };
}

/** A plan of these files. */
export function plan(...files: FilePlan[]): Plan {
  return { files, refused: [], pseudonyms: false };
}

/** An engine for which one file asks: what is said is no longer asked, and stands in the file. */
export function planning(change: Partial<FilePlan>): (request: PlanRequest) => Plan {
  return ({ overrides }) => {
    const { account, zone, year, ours, mapping } = overrides;
    const said = { account: account !== null, zone: zone !== null, year: year !== null, ours: ours.length > 0, columns: mapping !== null };
    const of = file({ ...change, overrides });
    return plan({
      ...of,
      asks: of.asks.filter((question) => !said[question]),
      zone: zone ?? of.zone,
      account: account === null ? of.account : { platform: 'x', handle: account, native_id: null, display_name: null },
      mapping: mapping ?? of.mapping,
      format: overrides.format ?? of.format,
    });
  };
}

export function person(who: string, text = 'When will the bins be emptied?'): PreviewRow {
  return { when: '2026-08-11T09:00:00Z', who, what: 'inbound', text, counts: '' };
}

export function mapping(change: Partial<Mapping> = {}): Mapping {
  return {
    name: 'chat',
    header: ['Sent', 'Side', 'Name', 'Words', 'Thumbs'],
    platform: 'inbox',
    rows: 'messages',
    columns: { time: 'Sent', text: 'Words' },
    metrics: {},
    outbound: [],
    ours: [],
    zone: null,
    dates: null,
    decimal: null,
    sheet: null,
    rows_at: null,
    ...change,
  };
}

export function report(change: Partial<ImportReport> = {}): ImportReport {
  return {
    id: 2,
    path: '/exports/posts.csv',
    sha256: '',
    format: 'x-posts-2014',
    account: 'Millbrook',
    rows: 12,
    added: 10,
    updated: 1,
    unchanged: 0,
    rejected: 1,
    problems: [],
    covers: null,
    unused: [],
    limits: [],
    gaps: [],
    ...change,
  };
}

export function status(change: Partial<Status> = {}): Status {
  const account = { platform: 'x', outbound: 10, inbound: 20, as_of: null };
  return {
    store: '/data/earshot.db',
    demo: false,
    messages: 30,
    imports: 1,
    accounts: [
      { ...account, name: 'Millbrook', handle: 'millbrook' },
      { ...account, name: 'Roads', handle: 'roads' },
    ],
    first_day: '2025-04-01',
    last_day: '2026-10-04',
    zone: 'Europe/London',
    ...change,
  };
}

/** A message behind a figure: what somebody wrote to us, which has no place on the ladder. */
export function row(change: Partial<RowView> = {}): RowView {
  return {
    id: '1',
    when: '2026-08-11',
    account: null,
    who: '@jo',
    direction: 'inbound',
    class: null,
    why: 'a run of 2',
    text: 'When will the bins be emptied?',
    answered_after: null,
    matched: null,
    permalink: null,
    import: 1,
    origins: [{ import: 1, path: '/exports/conversation.csv', fields: ['time', 'text'] }],
    can_be_overruled: false,
    verdict: null,
    reason: null,
    ...change,
  };
}

/** An account that was written to and says nothing. */
export function presence(change: Partial<PresenceView> = {}): PresenceView {
  return {
    account: 'Roads',
    state: 'unattended',
    outbound: 0,
    people: 2,
    last_said: '2026-03-01T09:00:00Z',
    last_answered: null,
    followers: 1200,
    followers_on: '2026-09-30',
    as_of: '2026-10-01T00:00:00Z',
    promise: null,
    promise_from: null,
    hours: null,
    hours_from: null,
    zone: null,
    nation: null,
    peer: false,
    owner: null,
    purpose: null,
    house_rules: null,
    opened_on: null,
    ...change,
  };
}

export function figure(change: Partial<Figure> = {}): Figure {
  return {
    id: 'unanswered',
    label: 'Unanswered',
    value: '3 of 7',
    detail: '16–75%',
    change: null,
    beside: null,
    note: null,
    definition: 'Nobody has answered.',
    rows: { id: 'unanswered', month: null, title: 'Not answered' },
    ...change,
  };
}

export function overview(): Overview {
  return {
    sentence: [
      { text: 'One in nine was ', rows: null },
      { text: 'dialogue', rows: { id: 'dialogue_share', month: null, title: 'Dialogue' } },
      { text: '.', rows: null },
    ],
    subtitle: '10 outbound and 20 inbound messages',
    ladder: chart('ladder'),
    ladder_count: chart('ladder-count'),
    waiting: chart('waiting'),
    figures: [figure()],
    attention: [],
  };
}

export function chart(id: string): ChartView {
  const mark = { x: 10, y: 10, width: 20, height: 20 };
  return {
    id,
    title: `The ${id} chart`,
    subtitle: '',
    caption: 'Source: a test.',
    alt: '',
    svg: '<svg viewBox="0 0 100 50"></svg>',
    width: 100,
    height: 50,
    marks: [{ ...mark, label: 'Apr 2026 · Dialogue: 3 of 20', rows: { id: 'rung(dialogue)', month: '2026-04', title: 'Dialogue, Apr 2026' } }],
    columns: ['Month', 'Dialogue'],
    table: [['Apr 2026', '3 of 20']],
  };
}
