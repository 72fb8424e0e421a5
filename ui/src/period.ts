// The periods that a filter offers. "Last" counts from the last day of the data, never from today.

import type { Against, Window } from './platform/api';
import { dayBefore, days, nextDay } from './words';

/** What is chosen: a preset, which moves with the data, or days (the last one included), which do not. */
export type Choice = { preset: PresetId } | { first: string; last: string };

export type Preset = { choice: Choice; label: string; days: string };

type PresetId = 'all' | 'year' | 'quarter' | 'month';

const LABELS: Record<PresetId, string> = { all: 'All', year: 'Last 12 months', quarter: 'Last quarter', month: 'Last month' };

export const AGAINST: Record<Against, string> = { before: 'the period before', 'year-before': 'a year before' };

/** The presets that hold any data, each with the days that it stands for. */
export function presets(first: string | null, last: string | null): Preset[] {
  if (first === null || last === null) return [];
  return (Object.keys(LABELS) as PresetId[]).flatMap((preset) => {
    const { from, to } = windowOf({ preset }, last);
    const end = to ?? nextDay(last);
    return end > first ? [{ choice: { preset }, label: LABELS[preset], days: days(from ?? first, dayBefore(end)) }] : [];
  });
}

/** The window `[from, to)` of a choice. Months and quarters are the last that the data covers to their end. */
export function windowOf(choice: Choice, last: string | null): Window {
  if ('first' in choice) return { from: choice.first, to: nextDay(choice.last) };
  if (choice.preset === 'all' || last === null) return { from: null, to: null };
  const end = `${nextDay(last).slice(0, 7)}-01`;
  if (choice.preset === 'month') return { from: addMonths(end, -1), to: end };
  if (choice.preset === 'year') return { from: addMonths(end, -12), to: end };
  const quarter = addMonths(end, -((Number(end.slice(5, 7)) - 1) % 3));
  return { from: addMonths(quarter, -3), to: quarter };
}

/** The window that another is compared with, as the engine takes it; `null` where one is open at an end: nothing lies before all. */
export function windowAgainst({ from, to }: Window, against: Against): Window | null {
  if (from === null || to === null) return null;
  if (against === 'year-before') return { from: addMonths(from, -12), to: addMonths(to, -12) };
  if (!from.endsWith('-01') || !to.endsWith('-01')) return { from: addDays(from, daysBetween(to, from)), to: from };
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return { from: addMonths(from, -months), to: from };
}

/** The choice in few words: `All`, `Jul – Sep 2026`. */
export function choiceLabel(choice: Choice, last: string | null): string {
  const { from, to } = windowOf(choice, last);
  return from === null || to === null ? LABELS.all : days(from, dayBefore(to));
}

export function sameChoice(a: Choice, b: Choice): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A day as people type it: `2026-10-04`, `4/10/2026`, `4 Oct 2026`, `4 October 2026`; `null` when it is none. */
export function parseDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (iso) return realDay(iso[1], iso[2], iso[3]);
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text.trim());
  if (slashed) return realDay(slashed[3], slashed[2], slashed[1]);
  const named = /^(\d{1,2})\s+([a-z]{3,})\s+(\d{4})$/i.exec(text.trim());
  if (!named) return null;
  const names = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
  const month = names.findIndex((name) => name.startsWith(named[2]?.toLowerCase() ?? ''));
  return realDay(named[3], String(month + 1), named[1]);
}

function realDay(year = '', month = '', of = ''): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${of.padStart(2, '0')}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? date : null;
}

/** In a month that is too short for the day, its last one. */
function addMonths(day: string, months: number): string {
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + months + 1, 0);
  const last = first.getUTCDate();
  return `${first.toISOString().slice(0, 7)}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function daysBetween(a: string, b: string): number {
  return (Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000;
}
