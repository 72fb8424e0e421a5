import { expect, test } from 'vitest';

import { asksDates, asksDecimal, asksOurs, countNamed, lacks, settled, useOf, usesIn, withUse, wordsIn } from '../src/mapping';
import { mapping } from './fake';

const head = {
  sheets: [],
  header: ['Sent', 'Side', 'Name', 'Words', 'Thumbs'],
  rows: [
    ['3/4/2026', 'desk', 'Town Hall', 'On Tuesday.', '1,5'],
    ['4/4/2026', 'visitor', ' Jo ', 'When?', ''],
    ['5/4/2026', 'desk', 'Town Hall', 'Sorry.', '2'],
  ],
  guess: mapping(),
};

test('one column is the time: who makes another one it frees the first', () => {
  const other = withUse(mapping(), 'Side', 'time');
  expect(other.columns).toEqual({ time: 'Side', text: 'Words' });
  expect(useOf(other, 'Sent')).toBe('unused');
});

test('a column is one thing', () => {
  const counted = withUse(mapping(), 'Words', 'count');
  expect(counted.columns).toEqual({ time: 'Sent' });
  expect(counted.metrics).toEqual({ Words: 'words' });
  expect(withUse(counted, 'Words', 'text')).toEqual(mapping());
  expect(withUse(mapping({ metrics: { Thumbs: 'likes' } }), 'Thumbs', 'count').metrics, 'with the name it had').toEqual({ Thumbs: 'likes' });
  expect(withUse(mapping(), 'Words', 'unused').columns).toEqual({ time: 'Sent' });
});

test('counts are named as the engine takes them', () => {
  expect(['Link clicks', 'Réactions (total)', '3-second views', '赞', '  '].map(countNamed)).toEqual([
    'link_clicks',
    'reactions_total',
    '3_second_views',
    '',
    '',
  ]);
});

test('words are offered as they stand, each once', () => {
  expect(wordsIn(head, 'Side')).toEqual(['desk', 'visitor']);
  expect(wordsIn(head, 'Name')).toEqual(['Town Hall', 'Jo']);
  expect(wordsIn(head, undefined)).toEqual([]);
  expect(wordsIn(head, 'Gone')).toEqual([]);
  expect(wordsIn({ ...head, rows: [] }, 'Side')).toEqual([]);
});

test('only what such rows have is offered', () => {
  expect(usesIn('days')).toEqual(['unused', 'time', 'account', 'count']);
  expect(usesIn('releases')).not.toContain('count');
  expect(usesIn('messages')).not.toContain('title');
});

test('what is missing is said field by field', () => {
  expect(lacks(mapping())).toEqual([]);
  const of = (change: Parameters<typeof mapping>[0]) => lacks(mapping(change)).map(({ of, words }) => `${of}: ${words}`);
  expect(of({ columns: {} })).toEqual(['columns: Say which column is the time.', 'columns: Say which column is the text, or a count.']);
  expect(of({ rows: 'days' })).toEqual(['columns: Say which columns are counts.']);
  expect(of({ rows: 'releases', columns: { time: 'Sent' } })).toEqual(['columns: Say which column is the title, or the text.']);
  expect(of({ columns: { time: 'Sent', text: 'Words', direction: 'Side' } })).toEqual([
    'direction: Tick at least one word, or make the column something else.',
  ]);
  expect(of({ metrics: { Thumbs: '' } })).toEqual(['counts: Every count needs a name.']);
  expect(of({ metrics: { Thumbs: 'likes', Hearts: 'likes' } })).toEqual([
    'counts: Two columns are counted as likes: give each a name of its own.',
  ]);
  expect(of({ name: '  ' })).toEqual(['name: Give files like this a name.']);
});

test('names matter only where no column tells who speaks; dates and decimals where they can be read in two ways', () => {
  expect(asksOurs(mapping())).toBe(false);
  expect(asksOurs(mapping({ columns: { author: 'Name' } }))).toBe(true);
  expect(asksOurs(mapping({ columns: { author: 'Name', direction: 'Side' } }))).toBe(false);
  expect(asksDates(mapping(), head)).toBe(true);
  expect(asksDates(mapping(), { ...head, rows: [['2026-04-03T10:00:00Z']] })).toBe(false);
  expect(asksDecimal(mapping(), head)).toBe(false);
  expect(asksDecimal(mapping({ metrics: { Thumbs: 'likes' } }), head)).toBe(true);
});

test('what is used is what such rows have a use for', () => {
  const columns = { time: 'Sent', text: 'Words', author: 'Name', direction: 'Side' };
  const draft = mapping({ rows: 'days', columns, metrics: { Thumbs: 'likes' }, outbound: ['desk'], ours: ['Jo'], name: ' chat ', rows_at: '' });
  expect(settled(draft, head.header)).toMatchObject({
    name: 'chat',
    header: head.header,
    columns: { time: 'Sent' },
    metrics: { Thumbs: 'likes' },
    outbound: [],
    ours: [],
    rows_at: null,
  });
  expect(settled({ ...draft, rows: 'messages' }, []).outbound).toEqual(['desk']);
  expect(settled({ ...draft, rows: 'messages' }, []).ours).toEqual([]);
});
