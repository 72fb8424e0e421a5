import { expect, test } from 'vitest';

import { advice, count, counted, day, days, duration, inWords, kind, lastName, listed, moment, namesAmong, nextDay, sentence, size, span } from '../src/words';

test('counts have commas at the thousands', () => {
  expect([0, 999, 1000, 1204, 2811774].map(count)).toEqual(['0', '999', '1,000', '1,204', '2,811,774']);
  expect([0, 1, 2000].map((n) => counted(n, 'file'))).toEqual(['0 files', '1 file', '2,000 files']);
  expect(counted(2, 'person', 'people')).toBe('2 people');
  expect([3, 12].map(inWords)).toEqual(['three', '12']);
});

test('a day is written as in Britain', () => {
  expect(day('2026-10-04')).toBe('4 Oct 2026');
  expect(day('2026-09-30')).toBe('30 Sep 2026');
});

test('a moment is written as precisely as it is known, and says that it is UTC', () => {
  expect(moment('2017-10-31T22:10:47Z')).toBe('31 Oct 2017, 22:10 UTC');
  expect(moment('2017-10-31T22:10Z')).toBe('31 Oct 2017, 22:10 UTC');
  expect(moment('2017-10-31')).toBe('31 Oct 2017');
});

test('days are written no longer than they must be', () => {
  expect(days('2026-07-01', '2026-09-30')).toBe('Jul – Sep 2026');
  expect(days('2026-02-01', '2026-02-28')).toBe('Feb 2026');
  expect(days('2024-02-01', '2024-02-28')).toBe('1 – 28 Feb 2024');
  expect(days('2025-10-01', '2026-09-30')).toBe('Oct 2025 – Sep 2026');
  expect(days('2026-08-09', '2026-08-13')).toBe('9 – 13 Aug 2026');
  expect(days('2026-07-05', '2026-09-09')).toBe('5 Jul – 9 Sep 2026');
  expect(days('2025-12-28', '2026-01-03')).toBe('28 Dec 2025 – 3 Jan 2026');
  expect(days('2026-08-09', '2026-08-09')).toBe('9 Aug 2026');
});

test('a span ends before its end', () => {
  expect(span({ from: Date.UTC(2026, 6, 1), to: Date.UTC(2026, 9, 1) })).toBe('Jul – Sep 2026');
  expect(span({ from: Date.UTC(2026, 6, 1), to: Date.UTC(2026, 6, 1) })).toBe('1 Jul 2026');
});

test('sizes keep two figures below ten and none above', () => {
  expect([1, 640, 1000, 9940, 9960, 1834211, 999_400, 999_600, 48_200_311, 5e9].map(size)).toEqual([
    '1 byte',
    '640 bytes',
    '1.0 kB',
    '9.9 kB',
    '10 kB',
    '1.8 MB',
    '999 kB',
    '1.0 MB',
    '48 MB',
    '5.0 GB',
  ]);
});

test('durations use at most two units', () => {
  expect([45, 60, 719, 3600, 11400, 47 * 3600, 48 * 3600, 19 * 86400].map(duration)).toEqual([
    '45 s',
    '1 min',
    '12 min',
    '1 h',
    '3 h 10 min',
    '47 h',
    '2 days',
    '19 days',
  ]);
});

test('a line becomes a sentence, and names in it stay as they are', () => {
  expect(sentence('the store is in use')).toBe('The store is in use.');
  expect(sentence('tweets.js is cut off')).toBe('tweets.js is cut off.');
  expect(sentence('is it yours?')).toBe('Is it yours?');
  expect(sentence('')).toBe('');
});

test('a hint names no command to who is at the window', () => {
  expect(advice('see `earshot formats`')).toBe('“Imports” lists what can be read.');
  expect(advice('export again; `earshot formats` says what is needed')).toBe('Export again; “Imports” lists what can be read.');
  expect(advice('write it as in Europe/London')).toBe('Write it as in Europe/London.');
  expect(advice('')).toBe('');
});

test('paths of any system have a last name', () => {
  expect(lastName('/home/ada/exports/')).toBe('exports');
  expect(lastName('C:\\Users\\Ada\\posts.csv')).toBe('posts.csv');
});

test('a path has as many of its last names as tell it from others', () => {
  const paths = ['/a/meta/messages', '/a/linkedin/messages', '/a/posts.csv', '/x/1/inbox/chat', '/x/2/inbox/chat'];
  expect([...namesAmong(paths).values()]).toEqual([
    'meta/messages',
    'linkedin/messages',
    'posts.csv',
    '1/inbox/chat',
    '2/inbox/chat',
  ]);
  expect([...namesAmong(['/a/posts.csv', '/a/posts.csv'])], 'the same file twice').toEqual([['/a/posts.csv', 'posts.csv']]);
});

test('words are listed, and what the engine calls a row is said to people', () => {
  expect([[], ['time'], ['time', 'text'], ['time', 'author', 'text']].map(listed)).toEqual(['', 'time', 'time and text', 'time, author and text']);
  expect(['inbound', 'outbound', 'day', 'something new'].map(kind)).toEqual(['to us', 'from us', 'figures for a day', 'something new']);
});

test('the next day is found over the ends of months and in leap years', () => {
  expect(nextDay('2026-12-31')).toBe('2027-01-01');
  expect(nextDay('2024-02-28')).toBe('2024-02-29');
});
