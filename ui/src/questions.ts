// What a file can't tell, in words, and in which order its files are shown.

import { missing, shown, type Entry } from './plan';
import type { Question } from './platform/api';
import { counted } from './words';

/** Beyond so many files the plan shows groups. */
export const MANY = 20;

export const ASKS: Record<Question, string> = {
  account: 'Whose export is this? The file does not say.',
  zone: 'The file does not say in which zone its times are.',
  year: 'Its days have no year: in which one is the last? Write it as 2026.',
  ours: 'Which of these names are yours? The file does not say.',
  columns: 'It is a table of no known format: say what its columns mean.',
};

const LACKS: Record<Question, string> = {
  account: 'whose export it is',
  zone: 'in which zone its times are',
  year: 'in which year its last day is',
  ours: 'which of its names are yours',
  columns: 'what its columns mean',
};

export type Group = { format: string; entries: Entry[] };

/** Files that asked something when they were opened, and the others. */
export function arranged(entries: Entry[]): { asking: Entry[]; rest: Entry[] } {
  return { asking: entries.filter((entry) => entry.first), rest: entries.filter((entry) => !entry.first) };
}

/** Files of one format together, in the order in which the formats come first. */
export function grouped(entries: Entry[]): Group[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(entry.file.format, [...(groups.get(entry.file.format) ?? []), entry]);
  return [...groups].map(([format, of]) => ({ format, entries: of }));
}

/** Why the import can't start, in one sentence; `null` when it can. */
export function whatIsMissing(entries: Entry[]): string | null {
  const lacking = entries.filter((entry) => missing(entry).length > 0);
  const [first] = lacking;
  if (first === undefined) return null;
  const what = missing(first).map((question) => LACKS[question]);
  const others = lacking.length > 1 ? ` ${counted(lacking.length - 1, 'more file')} need${lacking.length === 2 ? 's' : ''} an answer.` : '';
  return `${shown(first.file)}: say ${what.join(', and ')}, or untick it.${others}`;
}
