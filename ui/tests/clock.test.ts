import { expect, test } from 'vitest';

import { knownZone, onClock, parseMoment, stretch } from '../src/clock';

test('a moment stands on the clock of its zone, in summer and in winter', () => {
  expect(onClock('2026-02-09T07:00:00Z', 'Europe/London')).toEqual({ date: '2026-02-09', time: '07:00' });
  expect(onClock('2026-07-09T23:30:00Z', 'Europe/London')).toEqual({ date: '2026-07-10', time: '00:30' });
});

test('a stretch is written no longer than it must be', () => {
  expect(stretch('2026-02-09T07:00:00Z', '2026-02-09T22:00:00Z', 'Europe/London')).toBe('9 Feb 2026, 07:00 – 22:00');
  expect(stretch('2026-02-09T22:00:00Z', '2026-02-10T00:00:00Z', 'UTC')).toBe('9 Feb 2026, 22:00 – 24:00');
  expect(stretch('2026-02-09T22:00:00Z', '2026-02-10T03:00:00Z', 'UTC')).toBe('9 Feb 2026, 22:00 – 10 Feb 2026, 03:00');
});

test('whole days are days, and the end is not one of them', () => {
  expect(stretch('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', 'UTC')).toBe('1 Mar 2026');
  expect(stretch('2026-07-08T23:00:00Z', '2026-07-12T23:00:00Z', 'Europe/London')).toBe('9 – 12 Jul 2026');
});

test('a zone that this machine does not know is UTC', () => {
  expect([knownZone('Europe/London'), knownZone('Europe/Wexcombe')]).toEqual(['Europe/London', 'UTC']);
});

test('a moment is read as people type it, and a day alone as an end is part of it', () => {
  expect(parseMoment('9 Feb 2026', false)).toBe('2026-02-09');
  expect(parseMoment('9 Feb 2026', true)).toBe('2026-02-10');
  expect(parseMoment('9 Feb 2026, 7:30', false)).toBe('2026-02-09T07:30');
  expect(parseMoment('9/2/2026 14.00', true)).toBe('2026-02-09T14:00');
  expect(parseMoment('9 Feb 2026 24:00', true)).toBe('2026-02-10');
  expect(['', 'noon', '9 Feb 2026 25:00', '14:00', '30 Feb 2026 10:00'].map((text) => parseMoment(text, false))).toEqual([null, null, null, null, null]);
});
