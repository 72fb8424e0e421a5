import { expect, test } from 'vitest';

import { choicesOf, guessesOf, overruling } from '../src/guesses';
import { draftOf, NO_OVERRIDES, type Entry } from '../src/plan';
import type { Evidence, Overrides } from '../src/platform/api';
import { file, plan } from './fake';

function entry(evidence: Evidence[], overrides: Partial<Overrides> = {}): Entry {
  const [only] = draftOf(plan(file({ evidence, overrides: { ...NO_OVERRIDES, ...overrides } }))).entries;
  if (only === undefined) throw new Error('the draft is empty');
  return only;
}

function guess(what: string, value: string, why = 'because') {
  return { what, value, why };
}

test('each guess that has an override can be changed, the others are shown', () => {
  const guesses = guessesOf(entry([guess('decimal mark', ','), guess('ids', 'X’s own'), guess('zone', 'UTC'), guess('format', 'x')]));
  expect(guesses.map(({ what, by }) => [what, by])).toEqual([
    ['decimal mark', 'decimal'],
    ['ids', null],
    ['zone', 'zone'],
  ]);
});

test('a comma between columns, for which no evidence is given, can be overruled too', () => {
  expect(guessesOf(entry([guess('encoding', 'UTF-8')])).map(({ what, value }) => [what, value])).toEqual([
    ['encoding', 'UTF-8'],
    ['delimiter', ','],
  ]);
  expect(guessesOf(entry([guess('encoding', 'UTF-8'), guess('delimiter', ';')])).length).toBe(2);
});

test('the guess stands first among the choices, and once', () => {
  const [mark] = guessesOf(entry([guess('decimal mark', ',')]));
  expect(mark && choicesOf(mark)?.map(({ value, label }) => [value, label])).toEqual([
    ['', 'comma, as in 1.234,5'],
    ['.', 'point, as in 1,234.5'],
  ]);
  const [encoding] = guessesOf(entry([guess('encoding', 'x-mac-cyrillic')]));
  expect(encoding && choicesOf(encoding)?.[0]).toEqual({ value: '', label: 'x-mac-cyrillic' });
  const [dates] = guessesOf(entry([guess('dates', 'day first')]));
  expect(dates && choicesOf(dates)?.map(({ label }) => label)).toEqual(['day first', 'month first']);
});

test('what was chosen is chosen, and can be taken back', () => {
  const [delimiter] = guessesOf(entry([guess('delimiter', 'tab')], { delimiter: '\t' }));
  expect(delimiter?.chosen).toBe(true);
  expect(delimiter && choicesOf(delimiter)?.map(({ value }) => value)).toEqual([',', ';', '\t', '|']);
  expect(overruling('delimiter', '')).toEqual({ delimiter: null });
  expect(overruling('zone', 'UTC')).toEqual({ zone: 'UTC' });
  expect(overruling('ours', '')).toEqual({ ours: [] });
});

test('a file without evidence has no guesses', () => {
  expect(guessesOf(entry([]))).toEqual([]);
});
