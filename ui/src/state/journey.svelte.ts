// The way of files into the store: opened, planned, imported, reported.

import { isCancelled } from '../failure';
import { overruling, yearIn, type Overruled } from '../guesses';
import {
  draftOf,
  edited,
  isSame,
  missing,
  NO_DRAFT,
  NO_OVERRIDES,
  overruledBy,
  planOf,
  rereadAs,
  unread,
  widened,
  type Draft,
  type Entry,
} from '../plan';
import { call } from '../platform';
import type { Failure, FilePlan, ImportReport, Overrides, Plan, Progress } from '../platform/api';
import { formats, session, status } from './session.svelte';

export type Stage = 'idle' | 'planning' | 'plan' | 'importing' | 'report';

class Journey {
  stage = $state<Stage>('idle');
  paths = $state.raw<string[]>([]);
  draft = $state.raw<Draft>(NO_DRAFT);
  /** The file whose columns are being explained. */
  columnsOf = $state.raw<FilePlan | null>(null);
  progress = $state.raw<Progress | null>(null);
  reports = $state.raw<ImportReport[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** The user has asked the running work to stop, and it has not stopped yet. */
  stopping = $state(false);
  /** The import begins as soon as what is being read again is read. */
  starting = $state(false);
}

export const journey = new Journey();

/** Asks for files or a folder, and plans them. */
export async function choose(folder: boolean) {
  if (isBusy()) return;
  try {
    await open(await call('choose', { folder }));
  } catch (failure) {
    journey.failure = failure as Failure;
    journey.stage = 'plan';
    session.page = 'open';
  }
}

/** Plans what was opened or dropped; to a plan that is open already, it adds. */
export async function open(paths: string[]) {
  if (paths.length === 0 || isBusy()) return;
  const before = journey.stage === 'plan' ? journey.draft : NO_DRAFT;
  const adding = before.entries.length > 0;
  journey.paths = adding ? [...new Set([...journey.paths, ...paths])] : paths;
  journey.columnsOf = null;
  begin('planning');
  session.page = 'open';
  session.behind = null;
  try {
    const plan = await call('plan', { paths: journey.paths, overrides: NO_OVERRIDES });
    journey.draft = adding ? widened(before, plan) : draftOf(plan);
    journey.stage = 'plan';
  } catch (failure) {
    if (isCancelled(failure as Failure) && !adding) return leave();
    journey.failure = failure as Failure;
    journey.draft = before;
    journey.stage = 'plan';
  }
}

/** Changes what is said about one file. */
export function edit(entry: Entry, change: Partial<Entry>) {
  journey.draft = edited(journey.draft, entry, change);
}

/** Ticks files, or leaves them out. */
export function include(entries: Entry[], on: boolean) {
  for (const entry of entries) edit(entry, { include: on });
}

/** Goes to the page on which somebody says what a table's columns mean. */
export function explain(entry: Entry) {
  journey.columnsOf = entry.file;
}

/** Whether people's names are replaced. */
export function usePseudonyms(pseudonyms: boolean) {
  journey.draft = { ...journey.draft, pseudonyms };
}

/** Reads files of the plan again, with something overruled. Those that are to be read alike are read at once. */
export async function reread(entries: Entry[], overruled: Partial<Overrides>) {
  const reads = new Map<string, Read>();
  for (const { file } of entries) {
    const entry = current(file);
    if (entry === undefined) continue;
    const overrides = overruledBy(entry, overruled);
    const key = JSON.stringify([file.root, overrides]);
    const read = reads.get(key) ?? { root: file.root, overrides, files: [] };
    read.files.push(file);
    reads.set(key, read);
    const mistyped = entry.mistyped !== null && entry.mistyped.of in overruled ? null : entry.mistyped;
    edit(entry, { overrides: read.overrides, reading: true, failure: null, mistyped });
  }
  const reading = Promise.all([...reads.values()].map((read) => readAgain(read, overruled))).then(() => {});
  rereading.add(reading);
  await reading;
  rereading.delete(reading);
}

/** Reads files again with what was typed in the place of a guess; with what can be no year, nobody has to try. */
export async function say(entries: Entry[], by: Overruled, typed: string) {
  if (by !== 'year' || typed.trim() === '' || yearIn(typed) !== null) return reread(entries, overruling(by, typed));
  for (const entry of entries) edit(entry, { mistyped: { of: 'year', typed, why: 'Write four digits, as in 2026.' } });
}

type Read = { root: string; overrides: Overrides; files: FilePlan[] };
const rereading = new Set<Promise<void>>();

async function readAgain({ root, overrides, files }: Read, overruled: Partial<Overrides>) {
  let settle: (entry: Entry) => Partial<Entry>;
  try {
    const plan: Plan = await call('plan', { paths: [root], overrides });
    settle = (entry) => rereadAs(entry, overrides, plan);
  } catch (failure) {
    settle = (entry) => unread(entry, failure as Failure, overruled);
  }
  for (const file of files) {
    const entry = current(file);
    // Whoever has overruled something else meanwhile waits for that answer.
    if (entry !== undefined && entry.overrides === overrides) edit(entry, settle(entry));
  }
}

/** What the draft has of a file by now. */
function current(file: FilePlan): Entry | undefined {
  return journey.draft.entries.find((entry) => isSame(entry.file, file));
}

/** Imports the plan as it stands. */
export async function start() {
  // Who types an account and goes straight to the button has the file read once more on the way.
  if (journey.starting) return;
  journey.starting = true;
  await Promise.all(rereading);
  journey.starting = false;
  if (journey.stage !== 'plan' || journey.draft.entries.some((entry) => missing(entry).length > 0)) return;
  begin('importing');
  journey.progress = null;
  try {
    journey.reports = await call('import', { plan: planOf(journey.draft, formats.answer ?? []) });
    journey.stage = 'report';
    await status.ask({});
  } catch (failure) {
    journey.failure = failure as Failure;
    journey.stage = 'plan';
  }
}

/** Asks the running plan or import to stop; its own answer says when it has. */
export async function stop() {
  journey.stopping = true;
  try {
    await call('cancel', {});
  } catch (failure) {
    journey.stopping = false;
    journey.failure = failure as Failure;
  }
}

/** Forgets the plan or the report; who looked at it goes to the overview. */
export function leave() {
  journey.stage = 'idle';
  journey.columnsOf = null;
  journey.failure = null;
  if (session.page === 'open') session.page = 'overview';
}

/** Planning or importing: nothing else can be opened meanwhile. */
export function isBusy(): boolean {
  return journey.stage === 'planning' || journey.stage === 'importing';
}

function begin(stage: Stage) {
  journey.stage = stage;
  journey.failure = null;
  journey.stopping = false;
}
