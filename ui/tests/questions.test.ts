import { expect, test } from 'vitest';

import { draftOf } from '../src/plan';
import { arranged, grouped, whatIsMissing } from '../src/questions';
import { file, plan } from './fake';

function entries(...files: Parameters<typeof file>[0][]) {
  return draftOf(plan(...files.map(file))).entries;
}

test('the sentence names the first file and what is missing, and counts the others', () => {
  expect(whatIsMissing(entries({}))).toBeNull();
  expect(whatIsMissing(entries({ asks: ['zone'] }))).toBe('posts.csv: say in which zone its times are, or untick it.');
  expect(whatIsMissing(entries({ account: null, asks: ['ours', 'account'] }, { path: 'b', asks: ['zone'] }))).toBe(
    'posts.csv: say whose export it is, and which of its names are yours, or untick it. 1 more file needs an answer.',
  );
  expect(whatIsMissing(entries({ asks: ['columns'] }, { path: 'b', asks: ['zone'] }, { path: 'c', asks: ['zone'] }))).toBe(
    'posts.csv: say what its columns mean, or untick it. 2 more files need an answer.',
  );
});

test('a file that is left out misses nothing', () => {
  expect(whatIsMissing(entries({ asks: ['zone'], include: false }))).toBeNull();
});

test('files that ask stand before the others, each kind in its own order', () => {
  const { asking, rest } = arranged(entries({ path: 'a' }, { path: 'b', asks: ['zone'] }, { path: 'c' }));
  expect(asking.map(({ file }) => file.path)).toEqual(['b']);
  expect(rest.map(({ file }) => file.path)).toEqual(['a', 'c']);
});

test('files of one format are one group', () => {
  const groups = grouped(entries({ path: 'a' }, { path: 'b', format: 'feed' }, { path: 'c' }));
  expect(groups.map(({ format, entries }) => [format, entries.length])).toEqual([
    ['x-posts-2014', 2],
    ['feed', 1],
  ]);
  expect(grouped([])).toEqual([]);
});
