import { expect, test } from 'vitest';

import { markAfter } from '../src/marks';

/** Two columns of two, in reading order: 0 above 1, and beside them 2 above 3. */
const marks = [
  [0, 0],
  [0, 50],
  [40, 5],
  [40, 60],
].map(([x = 0, y = 0]) => ({ x, y, width: 20, height: 30, label: '', rows: null }));

test('arrows move between columns and within one', () => {
  expect(markAfter(marks, 0, 'ArrowRight')).toBe(2);
  expect(markAfter(marks, 1, 'ArrowRight')).toBe(3);
  expect(markAfter(marks, 3, 'ArrowLeft')).toBe(1);
  expect(markAfter(marks, 0, 'ArrowDown')).toBe(1);
  expect(markAfter(marks, 3, 'ArrowUp')).toBe(2);
});

test('at the edge they stay', () => {
  expect(markAfter(marks, 0, 'ArrowLeft')).toBe(0);
  expect(markAfter(marks, 1, 'ArrowDown')).toBe(1);
});

test('Home and End lead to the ends, other keys nowhere', () => {
  expect(markAfter(marks, 2, 'Home')).toBe(0);
  expect(markAfter(marks, 2, 'End')).toBe(3);
  expect(markAfter(marks, 2, 'Enter')).toBeNull();
});
