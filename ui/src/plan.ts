// A plan while it is edited: what was guessed, and what the user makes of it before anything is written.

import type { AccountName, Failure, FilePlan, Overrides, Plan, Problem } from './platform/api';
import { lastName } from './words';

/** A file of the plan as it was guessed, and beside it what the user says. */
export type Entry = {
  file: FilePlan;
  /** What stands in the account's field, as typed. */
  handle: string;
  include: boolean;
  /** What the file was read with. */
  overrides: Overrides;
  /** Why it could not be read the way that was asked for last. */
  failure: Failure | null;
};

export type Draft = { entries: Entry[]; refused: Problem[] };

export const NO_DRAFT: Draft = { entries: [], refused: [] };
export const NO_OVERRIDES: Overrides = { account: null, format: null, zone: null };

export function draftOf(plan: Plan): Draft {
  return { entries: plan.files.map((file) => entryOf(file, NO_OVERRIDES)), refused: plan.refused };
}

/** The draft as the plan that is imported; what is unticked stays in it, unticked. */
export function planOf(draft: Draft): Plan {
  const files = draft.entries.map(({ file, handle, include }) => ({
    ...file,
    include,
    account: file.account_from_rows ? file.account : accountNamed(file.account, handle),
  }));
  return { files, refused: draft.refused };
}

/** How a file is named to people: the last name of what was opened, and where in it. */
export function shown(file: FilePlan): string {
  const root = lastName(file.root);
  return file.path === '' ? root : `${root}/${file.path}`;
}

/** The account under the handle that was typed. What else was guessed about it holds only for the handle it was guessed with. */
export function accountNamed(guess: AccountName | null, typed: string): AccountName | null {
  const handle = typed.trim().replace(/^@/, '');
  if (handle === '') return null;
  if (guess !== null && guess.handle.toLowerCase() === handle.toLowerCase()) return guess;
  return { platform: guess?.platform ?? 'x', handle, native_id: null, display_name: null };
}

/** The file is to be imported, and nobody has said whose it is. */
export function lacksAccount(entry: Entry): boolean {
  return entry.include && !entry.file.account_from_rows && accountNamed(entry.file.account, entry.handle) === null;
}

/** The draft with one entry changed. */
export function edited(draft: Draft, entry: Entry, change: Partial<Entry>): Draft {
  return { ...draft, entries: draft.entries.map((other) => (isSame(other.file, entry.file) ? { ...other, ...change } : other)) };
}

/** What one file says when it is read with other overrides: the entry anew, or why it can't be read that way. */
export function rereadAs(entry: Entry, overrides: Overrides, fresh: Plan): Partial<Entry> {
  const file = fresh.files.find((candidate) => isSame(candidate, entry.file));
  if (file === undefined) return { failure: refusal(fresh) };
  const typed = entry.handle !== (entry.file.account?.handle ?? '');
  return { ...entryOf(file, overrides), include: entry.include, ...(typed ? { handle: entry.handle } : {}) };
}

/** A plan over more paths, with what was said already about the files that were in the old one. */
export function widened(old: Draft, fresh: Plan): Draft {
  const entries = fresh.files.map((file) => old.entries.find((entry) => isSame(entry.file, file)) ?? entryOf(file, NO_OVERRIDES));
  return { entries, refused: fresh.refused };
}

function entryOf(file: FilePlan, overrides: Overrides): Entry {
  return { file, handle: file.account?.handle ?? '', include: file.include, overrides, failure: null };
}

function isSame(a: FilePlan, b: FilePlan): boolean {
  return a.root === b.root && a.path === b.path;
}

function refusal(plan: Plan): Failure {
  const problem = plan.refused[0];
  return {
    code: 'refused',
    message: problem?.message ?? 'the file can’t be read this way',
    detail: '',
    hint: problem?.hint ?? 'It stays as it was read before.',
  };
}
