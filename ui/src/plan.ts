// A plan while it is edited: what was guessed, and what the user makes of it before anything is written.

import type { AccountName, Failure, FilePlan, Format, Mapping, Overrides, Plan, Platform, Problem, Question } from './platform/api';
import { advice, lastName, sentence } from './words';

/** What was typed and can't be, and why: it stays in its field, to be put right. */
export type Mistyped = { of: 'zone' | 'year'; typed: string; why: string };

/** A file of the plan as it was guessed, and beside it what the user says. */
export type Entry = {
  file: FilePlan;
  /** What stands in the account's field, as typed. */
  handle: string;
  include: boolean;
  /** Everything that it has asked so far: an answered question stays where it was, so that the answer can be changed. */
  asked: Question[];
  /** It asked something when it was opened: it stands before the others, and stays there when it is answered. */
  first: boolean;
  /** The people that its first rows name, however it was read. */
  names: string[];
  /** What the file is read with; while it is read again, ahead of what `file` was read with. */
  overrides: Overrides;
  reading: boolean;
  /** Why it could not be read the way that was asked for last. */
  failure: Failure | null;
  mistyped: Mistyped | null;
  /** What is being said of its columns, before it is used. */
  mapping: Mapping | null;
};

export type Draft = {
  entries: Entry[];
  refused: Problem[];
  pseudonyms: boolean;
  /** The store has pseudonyms already. */
  pseudonymsSoFar: boolean;
};

export const NO_DRAFT: Draft = { entries: [], refused: [], pseudonyms: false, pseudonymsSoFar: false };
export const NO_OVERRIDES: Overrides = {
  account: null,
  format: null,
  zone: null,
  encoding: null,
  delimiter: null,
  decimal: null,
  dates: null,
  year: null,
  ours: [],
  mapping: null,
  saved: [],
};

export function draftOf(plan: Plan): Draft {
  return { entries: plan.files.map(begun), refused: plan.refused, pseudonyms: plan.pseudonyms, pseudonymsSoFar: plan.pseudonyms };
}

/** The draft as the plan that is imported; what is unticked stays in it, unticked. */
export function planOf(draft: Draft, formats: Format[]): Plan {
  const files = draft.entries.map((entry) => ({ ...entry.file, include: entry.include, account: accountOf(entry, formats) }));
  return { files, refused: draft.refused, pseudonyms: draft.pseudonyms };
}

/** How a file is named to people: the last name of what was opened, and where in it. */
export function shown(file: FilePlan): string {
  const root = lastName(file.root);
  return file.path === '' ? root : `${root}/${file.path}`;
}

/** One line a file of the plan, whatever it is read as. */
export function keyOf(file: FilePlan): string {
  return `${file.root}\n${file.path}`;
}

/** The account under the handle that was typed. What else was guessed about it holds only for the handle it was guessed with. */
export function accountNamed(guess: AccountName | null, typed: string, platform: Platform): AccountName | null {
  const handle = bare(typed);
  if (handle === '') return null;
  if (guess !== null && guess.handle.toLowerCase() === handle.toLowerCase()) return guess;
  return { platform: guess?.platform ?? platform, handle, native_id: null, display_name: null };
}

/** What somebody must still say before the file can be imported. Until its columns are known, nothing else can be asked. */
export function unanswered(entry: Entry): Question[] {
  const { mistyped } = entry;
  const { asks, account_from_rows } = entry.file;
  if (asks.includes('columns')) return ['columns'];
  const lacksAccount = !account_from_rows && bare(entry.handle) === '';
  const open: Question[] = [...(lacksAccount ? (['account'] as const) : []), ...asks.filter((question) => question !== 'account')];
  // The file would be imported with something else than what stands in the field.
  return mistyped === null || open.includes(mistyped.of) ? open : [...open, mistyped.of];
}

/** The same of a file that is to be imported: what keeps the import from starting. */
export function missing(entry: Entry): Question[] {
  return entry.include ? unanswered(entry) : [];
}

/** The draft with one entry changed. */
export function edited(draft: Draft, entry: Entry, change: Partial<Entry>): Draft {
  return { ...draft, entries: draft.entries.map((other) => (isSame(other.file, entry.file) ? { ...other, ...change } : other)) };
}

/** What a file is read with when something more is overruled; an account that was typed goes along. */
export function overruledBy(entry: Entry, change: Partial<Overrides>): Overrides {
  const typed = bare(entry.handle);
  const isGuess = typed === '' || typed.toLowerCase() === entry.file.account?.handle.toLowerCase();
  return { ...entry.overrides, account: isGuess ? entry.overrides.account : typed, ...change };
}

/** What one file says when it is read with other overrides: the entry anew, or why it can't be read that way. */
export function rereadAs(entry: Entry, overrides: Overrides, fresh: Plan): Partial<Entry> {
  const file = fresh.files.find((candidate) => isSame(candidate, entry.file));
  if (file === undefined) return unread(entry, refusal(fresh, entry.file));
  const asked = [...entry.asked, ...file.asks.filter((question) => !entry.asked.includes(question))];
  const names = [...new Set([...entry.names, ...peopleIn(file)])];
  const typed = bare(entry.handle);
  const isTypedSince = typed !== '' && typed !== overrides.account && typed !== entry.file.account?.handle;
  const handle = isTypedSince ? entry.handle : (overrides.account ?? file.account?.handle ?? '');
  return { file, overrides, asked, names, handle, reading: false, failure: null };
}

/** The entry as it was before it was tried to be read in another way. */
export function unread(entry: Entry, failure: Failure, overruled: Partial<Overrides> = {}): Partial<Entry> {
  const before = { overrides: entry.file.overrides, reading: false };
  const typed = overruled.zone ?? null;
  if (failure.code !== 'bad-request' || typed === null) return { ...before, failure };
  // Nothing is wrong with the file, only with what was typed.
  return { ...before, mistyped: { of: 'zone', typed, why: inOneLine(failure) } };
}

/** What went wrong and what to do, as it stands under a field. */
export function inOneLine({ message, hint }: Failure): string {
  return `${sentence(message)} ${advice(hint)}`.trim();
}

/** What is wrong with what stands in a field; empty when nothing is. */
export function wrongIn(entry: Entry, field: Mistyped['of']): string {
  return entry.mistyped?.of === field ? entry.mistyped.why : '';
}

/** A plan over more paths, with what was said already about the files that were in the old one. */
export function widened(old: Draft, fresh: Plan): Draft {
  const entries = fresh.files.map((file) => old.entries.find((entry) => isSame(entry.file, file)) ?? begun(file));
  return { entries, refused: fresh.refused, pseudonyms: old.pseudonyms, pseudonymsSoFar: fresh.pseudonyms };
}

/** Why a plan does not have a file: what it says of the file itself, or else what it says first. */
export function refusal(plan: Plan, file: FilePlan): Failure {
  const problem = plan.refused.find((candidate) => candidate.file === shown(file)) ?? plan.refused[0];
  return {
    code: 'refused',
    message: problem?.message ?? 'the file can’t be read this way',
    detail: '',
    hint: problem?.hint ?? 'It stays as it was read before.',
  };
}

export function isSame(a: FilePlan, b: FilePlan): boolean {
  return a.root === b.root && a.path === b.path;
}

function begun(file: FilePlan): Entry {
  // A table that merely lies among exports is left out until somebody says what it is; one that was opened itself is meant.
  const strange = file.asks.includes('columns') && file.path !== '';
  return {
    file,
    handle: file.account?.handle ?? '',
    include: file.include && !strange,
    asked: file.asks,
    first: file.asks.length > 0,
    names: peopleIn(file),
    overrides: file.overrides,
    reading: false,
    failure: null,
    mistyped: null,
    mapping: null,
  };
}

function accountOf({ file, handle }: Entry, formats: Format[]): AccountName | null {
  if (file.account_from_rows) return file.account;
  const platform = file.mapping?.platform ?? (formats.find((format) => format.id === file.format)?.platform as Platform | undefined);
  return accountNamed(file.account, handle, platform ?? 'conversation');
}

function bare(handle: string): string {
  return handle.trim().replace(/^@/, '');
}

/** Whom the first rows name; ours, once they are known, stand there under the account's name. */
function peopleIn(file: FilePlan): string[] {
  const people = file.preview.filter((row) => row.what === 'inbound').map((row) => bare(row.who));
  return [...new Set(people.filter((name) => name !== ''))];
}
