import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { MomentView } from '../src/platform/api';
import { session } from '../src/state/session.svelte';
import { answers, askedFor, failure, forget, status } from './fake';
import { click, close, find, press, put, said, show } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const rain: MomentView = {
  start: '2026-07-09T07:00:00Z',
  end: '2026-07-09T22:00:00Z',
  found: true,
  known: true,
  name: null,
  note: null,
  named: null,
  peak: '2026-07-09T21:00:00Z',
  peak_count: 6,
  inbound: 45,
  times: 18.4,
  outbound_per_hour: 1.0667,
  outbound_per_hour_before: 0.275,
  replies: [6, 15],
  replies_before: [18, 28],
  opportunities: 33,
  unanswered: 27,
  response_median: null,
  silence: 8481,
};
let known: MomentView[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(session, { page: 'moments', accounts: [], period: { preset: 'all' }, behind: null });
  known = [rain];
  answers.status = () => status();
  answers.formats = () => [];
  answers.explain = () => [];
  answers.moments = () => known;
  answers.name_moment = () => ({});
});

afterEach(async () => {
  await close();
  forget();
  vi.useRealTimers();
});

test('a moment says when it was on the zone’s clock, and what the public and the account did', async () => {
  await show();
  expect(said()).toContain('The public spoke up once');
  for (const words of [
    '9 Jul 2026, 08:00 – 23:00',
    'busiest in the hour from 22:00, with 6',
    'Messages to you 45 18 times the usual',
    'You said 1.1 an hour 0.3 before',
    'Of that, replies 6 of 15 18 of 28 before',
    'Unanswered 27 of 33 fewer than half answered',
    'Until your first word 2 h 21 min',
  ]) {
    expect(said()).toContain(words);
  }
});

test('what can’t be known of a moment says why', async () => {
  known = [{ ...rain, times: null, replies: [0, 0], replies_before: [0, 0], opportunities: 0, unanswered: 0, silence: null }];
  await show();
  for (const words of ['none is usual then', 'Of that, replies – nothing said before', 'nobody asked anything', 'none by the end of the data']) {
    expect(said()).toContain(words);
  }
});

test('the newest stands first, under the same filter as the overview', async () => {
  Object.assign(session, { accounts: ['Roads'], period: { preset: 'quarter' } });
  known = [rain, { ...rain, start: '2026-08-01T07:00:00Z', end: '2026-08-01T08:00:00Z' }];
  await show();
  expect([...document.querySelectorAll('article h2')].map((title) => title.textContent)).toEqual([
    '1 Aug 2026, 08:00 – 09:00',
    '9 Jul 2026, 08:00 – 23:00',
  ]);
  expect(askedFor('moments').at(-1)).toEqual({ filter: { accounts: ['Roads'], window: { from: '2026-07-01', to: '2026-10-01' }, as_of: null } });
});

test('a found moment gets a name and a note, and keys go on from it', async () => {
  answers.name_moment = ({ account, from, to, name, note }) => {
    known = [{ ...rain, name, note, named: { account, from, to } }];
    return {};
  };
  await show();
  await click('button', 'Name it…');
  await put('Name', ' Flood ');
  await put('Note', 'Heavy rain');
  await click('button', 'Save');
  expect(askedFor('name_moment')).toEqual([{ account: null, from: rain.start, to: rain.end, name: 'Flood', note: 'Heavy rain' }]);
  expect(said()).toContain('It is called “Flood”.');
  expect(find('h2', 'Flood').textContent).toBe('Flood');
  expect(document.activeElement?.textContent).toBe('Rename…');
});

test('a name that is given while one account is looked at is that account’s', async () => {
  session.accounts = ['Roads'];
  await show();
  await click('button', 'Name it…');
  await put('Name', 'Flood');
  await click('button', 'Save');
  expect(askedFor('name_moment')[0]?.account).toBe('Roads');
});

test('a moment is renamed and forgotten where its name is kept, not where it was found', async () => {
  const named = { account: 'Roads', from: '2026-07-09T00:00:00Z', to: '2026-07-12T00:00:00Z' };
  known = [{ ...rain, name: 'Flood', note: 'Heavy rain', named }];
  await show();
  await click('button', 'Rename…');
  await put('Name', 'Storm');
  await click('button', 'Save');
  await click('button', 'Rename…');
  await click('button', 'Forget the name');
  expect(askedFor('name_moment')).toEqual([
    { ...named, name: 'Storm', note: 'Heavy rain' },
    { ...named, name: null, note: null },
  ]);
});

test('the messages of a moment open from its figures, and no others', async () => {
  answers.rows = () => ({ total: 0, rows: [] });
  await show();
  await click('a', '45');
  expect(session.behind?.title).toContain('Messages to you');
  const [asked] = askedFor('rows') as { id: string; between: [string, string] }[];
  expect([asked?.id, asked?.between]).toEqual(['inbound', [rain.start, rain.end]]);
});

test('of a time that is not in the data no figure is shown', async () => {
  known = [{ ...rain, found: false, known: false, name: 'Long ago', named: { account: null, from: rain.start, to: rain.end } }];
  await show();
  expect(said()).toContain('Nothing of this time is in the data.');
  expect(document.querySelector('article dl')).toBeNull();
});

test('a moment that only a person says is one is marked, and forgetting it leaves the focus in the page', async () => {
  known = [{ ...rain, found: false, name: 'Budget day', named: { account: null, from: rain.start, to: rain.end } }];
  answers.name_moment = () => {
    known = [];
    return {};
  };
  await show();
  expect(said()).toContain('Added by hand: nothing stands out here.');
  expect(said()).toContain('No moment stands out');
  await click('button', 'Rename…');
  await click('button', 'Forget this moment');
  expect(said()).toContain('“Budget day” is forgotten.');
  expect(document.activeElement?.getAttribute('role')).toBe('status');
});

test('one’s own is added from day to day, of one account or all', async () => {
  await show();
  await click('button', 'Add a moment');
  await put('Name', 'Budget day');
  await put('From', '1 Mar 2026');
  await put('Of', 'Roads');
  await click('button', 'Save');
  expect(askedFor('name_moment')).toEqual([{ account: 'Roads', from: '2026-03-01', to: '2026-03-02', name: 'Budget day', note: null }]);
  expect(said(), 'who does not see it is told why').toContain('It is not among these: it lies outside what is chosen above.');
});

test.each([
  ['', '1 Mar 2026', '', 'Give it a name.'],
  ['Budget day', 'in spring', '', 'Write a day as 9 Feb 2026'],
  ['Budget day', '2 Mar 2026', '1 Mar 2026', 'It ends before it begins.'],
])('what can’t be kept says why under its field: %s %s %s', async (name, from, to, why) => {
  await show();
  await click('button', 'Add a moment');
  await put('Name', name);
  await put('From', from);
  await put('To', to);
  await click('button', 'Save');
  expect(said()).toContain(why);
  expect(askedFor('name_moment')).toEqual([]);
});

test('Escape leaves the form', async () => {
  await show();
  await click('button', 'Add a moment');
  await press('Escape');
  expect(document.activeElement?.textContent).toBe('Add a moment of your own…');
});

test('without moments the page says what one is and what it needs', async () => {
  known = [];
  await show();
  expect(said()).toContain('No moment stands out');
  expect(said()).toContain('Where fewer than four weeks lie before it, none can be told.');
});

test('moments that can’t be read say why, and can be asked for again', async () => {
  answers.moments = () => {
    throw failure('internal', 'the moments could not be found', 'Try a shorter period.');
  };
  await show();
  expect(said()).toContain('Try a shorter period.');
  answers.moments = () => known;
  await click('button', 'Try again');
  expect(said()).toContain('9 Jul 2026');
});

test('another page begins at its top', async () => {
  await show();
  const page = document.querySelector('.page');
  expect(page).not.toBeNull();
  if (page) page.scrollTop = 300;
  await click('button', 'Imports');
  expect(page?.scrollTop).toBe(0);
});
