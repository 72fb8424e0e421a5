import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { PresenceView, PublishedView } from '../src/platform/api';
import { presences, session } from '../src/state/session.svelte';
import { answers, askedFor, failure, figure, forget, presence, status } from './fake';
import { click, close, said, settled, show } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const coded: PublishedView = {
  beside: 'broadcast_share',
  of: 'Scottish councils',
  country: 'Scotland',
  year: 2011,
  value: '88 % broadcast',
  low: 0.88,
  high: 0.88,
  unit: 'of 800 tweets',
  method: 'tweets coded by hand',
  source: 'a survey of councils',
  note: 'hand-coded, not the same measure',
};
let known: PresenceView[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(session, { page: 'beside', accounts: [], period: { preset: 'all' }, behind: null });
  presences.answer = null;
  known = [presence({ account: 'Millbrook' }), presence({ account: 'Roads', peer: true })];
  answers.status = () => status();
  answers.formats = () => [];
  answers.explain = () => [];
  answers.presences = () => known;
  answers.published = () => [coded];
  answers.rows = () => ({ total: 0, rows: [] });
  answers.figures = ({ ids, filter }) =>
    ids.map((id) => figure({ id, label: `Figure ${id}`, value: filter.accounts[0] === 'Roads' ? '40%' : '55%', rows: { id, month: null, title: '' } }));
});

afterEach(async () => {
  await close();
  forget();
  vi.useRealTimers();
});

function heads(): string[] {
  return [...document.querySelectorAll('[aria-label="Ours beside peers"] thead th')].map((head) => head.textContent ?? '');
}

test('the same figures are asked of ours together and of each peer, under one period', async () => {
  session.period = { preset: 'quarter' };
  await show();
  const asked = askedFor('figures');
  const window = { from: '2026-07-01', to: '2026-10-01' };
  expect(asked.map(({ filter }) => filter)).toEqual([
    { accounts: [], window, as_of: null },
    { accounts: ['Roads'], window, as_of: null },
  ]);
  expect(asked[0]?.ids).toEqual(asked[1]?.ids);
  expect(asked[0]?.ids).toHaveLength(10);
  expect(heads()).toEqual(['Figure', 'Ours', 'Roads']);
  expect(said()).toContain('Beside one peer');
});

test('a figure of a peer opens the messages of that peer', async () => {
  await show();
  await click('button', 'Figure reply_share of Roads: 40%');
  expect(askedFor('rows')[0]).toMatchObject({ id: 'reply_share', filter: { accounts: ['Roads'] } });
  expect(said()).toContain('Figure reply_share: Roads');
});

test('a figure of ours opens the messages of ours', async () => {
  await show();
  await click('button', 'Figure reply_share of Ours: 55%');
  expect(askedFor('rows')[0]?.filter.accounts).toEqual([]);
});

test('a peer that is chosen on another page is not taken for one of ours', async () => {
  session.accounts = ['Roads'];
  await show();
  expect(askedFor('figures').map(({ filter }) => filter.accounts)).toEqual([[], ['Roads']]);
});

test('without peers ours stand alone, and the page says how to mark one', async () => {
  known = [presence({ account: 'Millbrook' })];
  await show();
  expect(heads()).toEqual(['Figure', 'Ours']);
  await click('button', 'mark it as a peer on Accounts');
  expect(session.page).toBe('accounts');
});

test('what can’t be known of a peer says why', async () => {
  answers.figures = ({ ids }) => ids.map((id) => figure({ id, value: '–', detail: '', note: 'nobody wrote', rows: null }));
  await show();
  expect(said()).toContain('nobody wrote');
});

test('a published value stands with all that tells it from a measured one', async () => {
  await show();
  const cells = [...document.querySelectorAll('[aria-label="Published by others"] tbody tr > *')].map((cell) => cell.textContent);
  expect(cells).toEqual([
    'Figure broadcast_share ours 55%',
    '88 % broadcast of 800 tweets',
    'Scottish councilsScotland, 2011',
    'tweets coded by handhand-coded, not the same measure',
    'a survey of councils',
  ]);
});

test('one that can’t answer leaves none standing as if it were all', async () => {
  answers.figures = ({ ids, filter }) => {
    if (filter.accounts[0] === 'Roads') throw failure('internal', 'the figures could not be computed', 'Try a shorter period.');
    return ids.map((id) => figure({ id }));
  };
  await show();
  expect(said()).toContain('Try a shorter period.');
  expect(heads()).toEqual([]);
});

test('columns keep the names of those whose figures they show while others are asked for', async () => {
  await show();
  answers.figures = () => new Promise(() => {});
  known = [presence({ account: 'Millbrook', peer: true }), presence({ account: 'Roads' })];
  session.period = { preset: 'month' };
  await settled();
  expect(heads()).toEqual(['Figure', 'Ours', 'Roads']);
});
