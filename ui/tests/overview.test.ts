import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { session } from '../src/state/session.svelte';
import { answers, asked, askedFor, failure, forget, overview, row, status } from './fake';
import { click, close, find, later, said, settled, show } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(session, { page: 'overview', accounts: [], period: { preset: 'all' }, against: 'before', behind: null });
  answers.status = () => status();
  answers.formats = () => [];
  answers.overview = () => overview();
  answers.rows = () => ({ total: 0, rows: [] });
});

afterEach(async () => {
  await close();
  forget();
  vi.useRealTimers();
});

test('a link in the sentence opens the messages behind it, under the filter that it was computed with', async () => {
  Object.assign(session, { accounts: ['Roads'], period: { preset: 'quarter' } });
  await show();
  await click('a', 'dialogue');
  const filter = { accounts: ['Roads'], window: { from: '2026-07-01', to: '2026-10-01' }, as_of: null };
  expect(askedFor('overview').at(-1)?.filter).toEqual(filter);
  expect(askedFor('rows')).toEqual([{ id: 'dialogue_share', month: null, filter, offset: 0, limit: 100 }]);
  expect(find('h2', 'Dialogue').closest('dialog')?.open).toBe(true);
});

test('a part of a bar opens its rung in its month', async () => {
  await show();
  await click('button', 'Apr 2026 · Dialogue');
  expect(askedFor('rows')[0]).toMatchObject({ id: 'rung(dialogue)', month: '2026-04' });
});

test('a figure says what it means in the words that the command prints', async () => {
  const meaning = { unit: 'count', version: 1, definition: '', formula: '', unknown: '', reading: '', source: '' };
  answers.explain = () => [{ id: 'unanswered', ...meaning, page: 'unanswered\n\nUnknown when: nobody wrote.\n' }];
  await show();
  expect(askedFor('explain')).toEqual([{ ids: [] }]);
  expect(said()).toContain('Unknown when: nobody wrote.');
});

test('a figure opens its messages and says what it is', async () => {
  await show();
  expect(said()).toContain('Nobody has answered.');
  await click('button', 'Unanswered: 3 of 7');
  expect(askedFor('rows')[0]?.id).toBe('unanswered');
});

test('more messages are asked for from where the last ones ended', async () => {
  const first = row({ text: '<b>not bold</b>' });
  const origins = [
    { import: 4, path: '/exports/posts.csv', fields: ['text', 'likes', 'impressions'] },
    { import: 3, path: 'tweets.js', fields: ['parent'] },
    { import: 2, path: 'old.csv', fields: [] },
  ];
  answers.rows = () => ({ total: 3, rows: [first, { ...first, id: '2', origins }] });
  await show();
  await click('a', 'dialogue');
  expect(said()).toContain('3 messages, the first 2 shown');
  expect(said(), 'a message’s text is text').toContain('<b>not bold</b>');
  expect(said(), 'the direction is told from here').toContain('@jo to us');
  expect(said(), 'what has no link has an id').toContain('id 1');
  expect(find('summary', 'Where this is from').closest('details')?.open).toBe(false);
  expect([...document.querySelectorAll('details li')].map((line) => line.textContent)).toEqual([
    'From conversation.csv (import 1)',
    'Text, likes and impressions from posts.csv (import 4)',
    'Parent from tweets.js (import 3)',
    'The same in old.csv (import 2)',
  ]);
  expect(find('li', 'From conversation.csv').title).toBe('/exports/conversation.csv');
  await click('button', 'Show more');
  expect(askedFor('rows')[1]?.offset).toBe(2);
});

test('another period asks for other figures', async () => {
  await show();
  await click('button', 'Last month');
  expect(askedFor('overview').at(-1)?.filter.window).toEqual({ from: '2026-09-01', to: '2026-10-01' });
});

test('counts instead of shares need no other answer', async () => {
  await show();
  const before = asked.length;
  await click('button', 'Count');
  expect(said()).toContain('The ladder-count chart');
  expect(asked.length).toBe(before);
});

test('an account that an undo took away is no longer asked for', async () => {
  Object.assign(session, { accounts: ['Roads', 'Gone'] });
  await show();
  expect(askedFor('overview').at(-1)?.filter.accounts).toEqual(['Roads']);
});

test('only an answer that takes its time is waited for in words', async () => {
  answers.overview = () => new Promise(() => {});
  await show();
  await later(199);
  expect(said()).not.toContain('Reading…');
  await later(2);
  expect(said()).toContain('Reading…');
});

test('the answer to an older question does not overwrite a newer one', async () => {
  let release = (_: ReturnType<typeof overview>) => {};
  answers.overview = () => new Promise((answer) => (release = answer));
  await show();
  const old = release;
  answers.overview = () => ({ ...overview(), subtitle: 'the newer one' });
  await click('button', 'Last month');
  old({ ...overview(), subtitle: 'the older one' });
  await settled();
  expect(said()).toContain('the newer one');
});

test('figures that can’t be had say why, and can be asked for again', async () => {
  answers.overview = () => {
    throw failure('internal', 'the figures could not be computed', 'Try a shorter period.', 'overflow');
  };
  await show();
  expect(said()).toContain('The figures could not be computed. Try a shorter period.');
  answers.overview = () => overview();
  await click('button', 'Try again');
  expect(said()).toContain('One in nine was dialogue.');
});

test('the figures are compared with the period before, or with the same a year before', async () => {
  session.period = { preset: 'quarter' };
  await show();
  expect(askedFor('overview').at(-1)?.against).toBe('before');
  expect(said()).toContain('The period before Apr – Jun 2026');
  await click('button', 'A year before');
  expect(askedFor('overview').at(-1)?.against).toBe('year-before');
  expect(find('button', 'A year before').getAttribute('aria-pressed')).toBe('true');
  expect(find('button', 'Against a year before'), 'and it is said beside the other filters').toBeDefined();
});

test('who compares with days of which there is no data is told so', async () => {
  session.period = { first: '2025-05-01', last: '2025-05-31' };
  await show();
  expect(said()).toContain('A year before before the data begins');
});

test('all of the data has nothing to be compared with', async () => {
  await show();
  expect(find('button', 'Against nothing')).toBeDefined();
  expect(said()).toContain('Nothing lies before all of the data.');
});
