// How figures, dates and names are written: British, and the same on every machine.

import type { Span } from './platform/api';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const DAY = 86_400_000;
const KINDS: Record<string, string> = {
  outbound: 'from us',
  inbound: 'to us',
  day: 'figures for a day',
  release: 'press release',
  response: 'response time',
};

/** `12,345`. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 file`, `3 files`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** `three`, `12`. */
export function inWords(n: number): string {
  return SMALL[n] ?? count(n);
}

/** `4 Oct 2026`, of `2026-10-04`. */
export function day(date: string): string {
  const [year, month, of] = date.slice(0, 10).split('-').map(Number);
  return `${of} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** `4 Oct 2026, 14:05 UTC`, of RFC 3339 in UTC; only the day where only the day is known. */
export function moment(when: string): string {
  return when.length > 10 ? `${day(when)}, ${when.slice(11, 16)} UTC` : day(when);
}

/** Days, the last included, as shortly as they can be written: `Jul – Sep 2026`, `9 – 13 Aug 2026`, `28 Dec 2025 – 3 Jan 2026`. */
export function days(first: string, last: string): string {
  const a = parts(first);
  const b = parts(last);
  const sameYear = a.year === b.year;
  const sameMonth = sameYear && a.month === b.month;
  const whole = a.day === 1 && nextDay(last).endsWith('-01');
  if (whole && sameMonth) return `${b.name} ${b.year}`;
  if (whole) return sameYear ? `${a.name} – ${b.name} ${b.year}` : `${a.name} ${a.year} – ${b.name} ${b.year}`;
  if (first === last) return day(first);
  if (sameMonth) return `${a.day} – ${day(last)}`;
  return sameYear ? `${a.day} ${a.name} – ${day(last)}` : `${day(first)} – ${day(last)}`;
}

/** A span of moments as the days in UTC that it touches. */
export function span(covers: Span): string {
  return days(isoDay(covers.from), isoDay(Math.max(covers.from, covers.to - 1)));
}

/** `640 bytes`, `1.2 MB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`;
}

/** `45 s`, `12 min`, `3 h 10 min`, `19 days`: never more than two units. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return counted(Math.round(minutes / 1440), 'day');
}

/** A line as the program writes it, lower case and without a full stop, as a sentence. */
export function sentence(line: string): string {
  if (line === '') return '';
  const first = line.split(' ', 1)[0] ?? '';
  const word = /^[a-z’']+,?$/.test(first) ? line[0]?.toUpperCase() + line.slice(1) : line;
  return /[.!?]$/.test(word) ? word : `${word}.`;
}

/** A hint as a sentence. Who is at the window has no use for a command, only for what it would list. */
export function advice(hint: string): string {
  const clauses = hint.split('; ').map((clause) => (clause.includes('`earshot formats`') ? '“Imports” lists what can be read' : clause));
  return sentence(clauses.join('; '));
}

/** A figure's note, with the page instead of the command where something is done about it. */
export function inWindow(note: string): string {
  return note.replace('`earshot promise` says one', 'say one under “Accounts”');
}

/** `£1,234`; with pence where they matter: `£2.90`. */
export function pounds(amount: number, pence = false): string {
  const [whole = '', rest] = Math.abs(amount).toFixed(pence ? 2 : 0).split('.');
  const digits = `£${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest === undefined ? '' : `.${rest}`}`;
  return amount < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits;
}

/** The last name of a path on any system. */
export function lastName(path: string): string {
  return names(path).pop() ?? path;
}

/** What each path is called: as many of its last names as tell it from the others, three at most. */
export function namesAmong(paths: string[]): Map<string, string> {
  const called = new Map<string, string>();
  let open = [...new Set(paths)];
  for (const n of [1, 2, 3]) {
    const bearers = new Map<string, number>();
    for (const path of open) {
      const name = names(path).slice(-n).join('/') || path;
      called.set(path, name);
      bearers.set(name, (bearers.get(name) ?? 0) + 1);
    }
    open = open.filter((path) => (bearers.get(called.get(path) ?? '') ?? 0) > 1);
  }
  return called;
}

/** `time, author and text`. */
export function listed(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** What a row is, as the engine calls it, to people. */
export function kind(what: string): string {
  return KINDS[what] ?? what;
}

/** `2026-10-05`, of `2026-10-04`. */
export function nextDay(date: string): string {
  return isoDay(Date.parse(`${date}T00:00:00Z`) + DAY);
}

/** `2026-10-03`, of `2026-10-04`. */
export function dayBefore(date: string): string {
  return isoDay(Date.parse(`${date}T00:00:00Z`) - DAY);
}

function names(path: string): string[] {
  return path.split(/[/\\]/).filter((part) => part !== '');
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function parts(date: string) {
  const [year, month, of] = date.split('-').map(Number);
  return { year, month, day: of, name: MONTHS[(month ?? 1) - 1] };
}
