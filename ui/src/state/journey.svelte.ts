// The way of files into the store: opened, planned, imported, reported.

import { isCancelled } from '../failure';
import { draftOf, edited, NO_DRAFT, NO_OVERRIDES, planOf, rereadAs, widened, type Draft, type Entry } from '../plan';
import { call } from '../platform';
import type { Failure, ImportReport, Overrides, Progress } from '../platform/api';
import { session, status } from './session.svelte';

export type Stage = 'idle' | 'planning' | 'plan' | 'importing' | 'report';

class Journey {
  stage = $state<Stage>('idle');
  paths = $state.raw<string[]>([]);
  draft = $state.raw<Draft>(NO_DRAFT);
  progress = $state.raw<Progress | null>(null);
  reports = $state.raw<ImportReport[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** The user has asked the running work to stop, and it has not stopped yet. */
  stopping = $state(false);
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

/** Reads one file of the plan again, as another format or in another zone. */
export async function reread(entry: Entry, overruled: Partial<Overrides>) {
  const overrides = { ...entry.overrides, ...overruled };
  try {
    const plan = await call('plan', { paths: [entry.file.root], overrides });
    edit(entry, rereadAs(entry, overrides, plan));
  } catch (failure) {
    edit(entry, { failure: failure as Failure });
  }
}

/** Imports the plan as it stands. */
export async function start() {
  begin('importing');
  journey.progress = null;
  try {
    journey.reports = await call('import', { plan: planOf(journey.draft) });
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
