import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { RowView } from '../src/platform/api';
import { session } from '../src/state/session.svelte';
import { answers, askedFor, failure, figure, forget, overview, row, status } from './fake';
import { click, close, find, options, press, put, said, show } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const said_in_public = row({ id: '7', who: 'Roads', account: 'Roads', direction: 'outbound', class: 'release', text: 'New bins.', can_be_overruled: true });
let rows: RowView[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(session, { page: 'overview', accounts: [], period: { preset: 'all' }, behind: null });
  rows = [said_in_public, row({ id: '8' })];
  answers.status = () => status();
  answers.formats = () => [];
  answers.explain = () => [];
  answers.overview = () => overview();
  answers.figures = () => [figure({ id: 'overruled', value: '0' })];
  answers.rows = () => ({ total: rows.length, rows });
  answers.overrule = ({ verdict, reason }) => {
    rows = rows.map((of) => (of.id === '7' ? { ...of, verdict, reason } : of));
    return {};
  };
});

afterEach(async () => {
  await close();
  forget();
  vi.useRealTimers();
});

async function open() {
  await show();
  await click('a', 'dialogue');
}

test('only what an account has said in public can be put elsewhere', async () => {
  await open();
  expect([...document.querySelectorAll('dialog button')].filter((button) => button.textContent === 'Put elsewhere…')).toHaveLength(1);
});

test('a message is put elsewhere with a reason, and the list and the figures are read again', async () => {
  await open();
  const [figures, lists] = [askedFor('overview').length, askedFor('rows').length];
  await click('button', 'Put elsewhere…');
  expect(options('Where it belongs')).toEqual(['Choose…', 'Press release', 'Said before', 'Announcement', 'Mention', 'Reply', 'Repost']);
  await put('Where it belongs', 'announcement');
  await put('Why', 'the release came later');
  await click('button', 'Save');
  expect(askedFor('overrule')).toEqual([{ id: '7', account: 'Roads', verdict: 'announcement', reason: 'the release came later' }]);
  expect(said()).toContain('Put here by hand. The release came later.');
  expect(said()).toContain('Put under “Announcement”, by hand.');
  expect(askedFor('rows').length).toBe(lists + 1);
  expect(askedFor('overview').length).toBeGreaterThan(figures);
  expect(document.activeElement?.textContent, 'keys go on from the message').toBe('Put elsewhere…');
});

test('who puts a message out of the list is told so where the list is counted', async () => {
  answers.overrule = () => {
    rows = rows.slice(1);
    return {};
  };
  await open();
  await click('button', 'Put elsewhere…');
  await put('Where it belongs', 'repost');
  await click('button', 'Save');
  expect(said()).toContain('1 message Put under “Repost”, by hand.');
  expect(document.activeElement?.getAttribute('role')).toBe('status');
});

test('a place has to be chosen', async () => {
  await open();
  await click('button', 'Put elsewhere…');
  await click('button', 'Save');
  expect(said()).toContain('Say where it belongs.');
  expect(askedFor('overrule')).toEqual([]);
});

test('Escape leaves the question and not the list', async () => {
  await open();
  await click('button', 'Put elsewhere…');
  await press('Escape');
  expect(find('h2', 'Dialogue').closest('dialog')?.open).toBe(true);
  expect(document.activeElement?.textContent).toBe('Put elsewhere…');
});

test('what was put by hand is left to the rules again', async () => {
  rows = [{ ...said_in_public, verdict: 'reply', reason: null }];
  await open();
  await click('button', 'Leave it to the rules');
  expect(askedFor('overrule')).toEqual([{ id: '7', account: 'Roads', verdict: null, reason: null }]);
  expect(said()).toContain('Left to the rules again.');
  expect(said()).not.toContain('Put here by hand');
});

test('a word that can’t be kept says why, and what was typed stays', async () => {
  answers.overrule = () => {
    throw failure('store-read-only', 'the store can’t be written to', 'Close what else has it open.');
  };
  await open();
  await click('button', 'Put elsewhere…');
  await put('Where it belongs', 'reply');
  await click('button', 'Save');
  expect(said()).toContain('Close what else has it open.');
  expect(document.querySelector('select')?.value).toBe('reply');
});

test('how many stand by hand is said under the figures, and opens them', async () => {
  answers.figures = () => [figure({ id: 'overruled', value: '3', rows: { id: 'overruled', month: null, title: 'Behind “Overruled”' } })];
  await show();
  await click('a', '3 messages put elsewhere by hand');
  expect(askedFor('rows')[0]?.id).toBe('overruled');
});
