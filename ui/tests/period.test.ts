import { expect, test } from 'vitest';

import { choiceLabel, parseDay, presets, windowAgainst, windowOf } from '../src/period';

test('the last quarter is the last one that the data covers to its end', () => {
  expect(windowOf({ preset: 'quarter' }, '2026-10-04')).toEqual({ from: '2026-07-01', to: '2026-10-01' });
  expect(windowOf({ preset: 'quarter' }, '2026-09-30')).toEqual({ from: '2026-07-01', to: '2026-10-01' });
  expect(windowOf({ preset: 'quarter' }, '2026-09-29')).toEqual({ from: '2026-04-01', to: '2026-07-01' });
  expect(windowOf({ preset: 'quarter' }, '2026-01-15')).toEqual({ from: '2025-10-01', to: '2026-01-01' });
});

test('the last month and the last twelve are whole months too', () => {
  expect(windowOf({ preset: 'month' }, '2026-10-04')).toEqual({ from: '2026-09-01', to: '2026-10-01' });
  expect(windowOf({ preset: 'month' }, '2026-10-31')).toEqual({ from: '2026-10-01', to: '2026-11-01' });
  expect(windowOf({ preset: 'year' }, '2026-10-04')).toEqual({ from: '2025-10-01', to: '2026-10-01' });
});

test('all is open at both ends', () => {
  expect(windowOf({ preset: 'all' }, '2026-10-04')).toEqual({ from: null, to: null });
  expect(windowOf({ preset: 'month' }, null)).toEqual({ from: null, to: null });
});

test('chosen days take in the last one', () => {
  expect(windowOf({ first: '2026-08-09', last: '2026-08-13' }, '2026-10-04')).toEqual({ from: '2026-08-09', to: '2026-08-14' });
});

test('a preset that would be empty is not offered', () => {
  expect(presets('2025-04-01', '2026-10-04').map(({ label, days }) => [label, days])).toEqual([
    ['All', '1 Apr 2025 – 4 Oct 2026'],
    ['Last 12 months', 'Oct 2025 – Sep 2026'],
    ['Last quarter', 'Jul – Sep 2026'],
    ['Last month', 'Sep 2026'],
  ]);
  expect(presets('2026-10-01', '2026-10-04').map(({ label }) => label)).toEqual(['All']);
  expect(presets(null, null)).toEqual([]);
});

test('a choice is named in few words', () => {
  expect(choiceLabel({ preset: 'all' }, '2026-10-04')).toBe('All');
  expect(choiceLabel({ preset: 'quarter' }, '2026-10-04')).toBe('Jul – Sep 2026');
  expect(choiceLabel({ first: '2026-08-09', last: '2026-08-13' }, null)).toBe('9 – 13 Aug 2026');
});

test('days are read as people type them', () => {
  for (const typed of ['2026-10-04', '2026-10-4', '4/10/2026', '04.10.2026', '4 Oct 2026', ' 4 october 2026 ']) {
    expect(parseDay(typed)).toBe('2026-10-04');
  }
});

test('what is no day is not read as one', () => {
  for (const typed of ['', 'yesterday', '2026-02-30', '31/4/2026', '4 Okt 2026', '2026-13-01', '10/4/26']) {
    expect(parseDay(typed)).toBeNull();
  }
});

test('whole months are compared with as many before them, other days with as many days', () => {
  expect(windowAgainst({ from: '2026-07-01', to: '2026-10-01' }, 'before')).toEqual({ from: '2026-04-01', to: '2026-07-01' });
  expect(windowAgainst({ from: '2025-10-01', to: '2026-10-01' }, 'before')).toEqual({ from: '2024-10-01', to: '2025-10-01' });
  expect(windowAgainst({ from: '2026-08-09', to: '2026-08-14' }, 'before')).toEqual({ from: '2026-08-04', to: '2026-08-09' });
});

test('a year before is the same days, or the last of a month that is too short', () => {
  expect(windowAgainst({ from: '2026-07-01', to: '2026-10-01' }, 'year-before')).toEqual({ from: '2025-07-01', to: '2025-10-01' });
  expect(windowAgainst({ from: '2024-02-29', to: '2024-03-31' }, 'year-before')).toEqual({ from: '2023-02-28', to: '2023-03-31' });
});

test('nothing lies before all', () => {
  expect(windowAgainst({ from: null, to: null }, 'before')).toBeNull();
});
