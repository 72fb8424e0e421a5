// Moments on the clock of a zone, and as people type them.

import { parseDay } from './period';
import { day, dayBefore, days, nextDay } from './words';

/** The zone, or UTC where this machine does not know it. */
export function knownZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}

/** The day and the time of a moment (RFC 3339) on the clock of a zone: `2026-02-09` and `07:00`. */
export function onClock(at: string, zone: string): { date: string; time: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

/** From a moment to another, which is not part of it: `9 Feb 2026, 07:00 – 22:00`; whole days as days. */
export function stretch(start: string, end: string, zone: string): string {
  const [a, b] = [onClock(start, zone), onClock(end, zone)];
  if (a.time === '00:00' && b.time === '00:00' && a.date < b.date) return days(a.date, dayBefore(b.date));
  // Midnight is the end of a day, not the beginning of the next.
  if (b.time === '00:00' && nextDay(a.date) === b.date) return `${day(a.date)}, ${a.time} – 24:00`;
  if (a.date === b.date) return `${day(a.date)}, ${a.time} – ${b.time}`;
  return `${day(a.date)}, ${a.time} – ${day(b.date)}, ${b.time}`;
}

/** A day with a time, or without, as people type it: `9 Feb 2026 14:00`. As an end, a day alone is part of it. `null`: it is none. */
export function parseMoment(text: string, isEnd: boolean): string | null {
  const timed = /^(.*?),?\s+(\d{1,2})[:.](\d{2})$/.exec(text.trim());
  const of = parseDay(timed?.[1] ?? text);
  if (of === null) return null;
  if (timed === null) return isEnd ? nextDay(of) : of;
  const [hour, minute] = [Number(timed[2]), Number(timed[3])];
  if (hour === 24 && minute === 0) return nextDay(of);
  return hour < 24 && minute < 60 ? `${of}T${String(hour).padStart(2, '0')}:${timed[3]}` : null;
}
