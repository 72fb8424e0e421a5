import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { session } from '../src/state/session.svelte';
import { answers, askedFor, failure, forget, overview, presence, status } from './fake';
import { click, close, field, find, put, said, show, tickOff } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const roads = presence();
let known = roads;

beforeEach(() => {
  vi.useFakeTimers();
  known = roads;
  Object.assign(session, { page: 'accounts', accounts: [], period: { preset: 'all' }, behind: null });
  answers.status = () => status();
  answers.formats = () => [];
  answers.overview = () => overview();
  answers.presences = () => [known];
});

afterEach(async () => {
  await close();
  forget();
  vi.useRealTimers();
});

test('each account says whether anybody is there', async () => {
  await show();
  expect(said()).toContain('Roads');
  expect(said()).toContain('unattended');
  expect(said()).toContain('1,200');
});

test('a promise is kept when it is saved, and taken back when it is emptied', async () => {
  answers.promise = ({ within }) => {
    known = { ...known, promise: within };
    return {};
  };
  await show();
  await put('Promises an answer within', '1 working day');
  expect(askedFor('promise'), 'what is typed is not yet said').toEqual([]);
  await click('button', 'Save the promise');
  expect(askedFor('promise')).toEqual([{ account: 'Roads', from: null, within: '1 working day' }]);
  await put('Promises an answer within', '');
  await click('button', 'Save the promise');
  expect(askedFor('promise').at(-1)).toEqual({ account: 'Roads', from: null, within: null });
});

test('what holds now is corrected from its own day, and what is new begins on another', async () => {
  known = { ...roads, promise: '2 days', promise_from: '2026-05-01' };
  answers.promise = () => ({});
  await show();
  await put('Promises an answer within', '4 working hours');
  await click('button', 'Save the promise');
  await put('Promises an answer within', '1 working day');
  await put('Since', '1 July 2026');
  await click('button', 'Save the promise');
  expect(askedFor('promise')).toEqual([
    { account: 'Roads', from: '2026-05-01', within: '4 working hours' },
    { account: 'Roads', from: '2026-07-01', within: '1 working day' },
  ]);
  expect(said()).toContain('earlier answers keep what held then');
});

test.each([
  ['in spring', 'Write a day as 4 Oct 2026'],
  ['1 Apr 2026', 'From 1 May 2026 on something else is kept already.'],
  ['', 'From 1 May 2026 on something else is kept already.'],
])('a day on which nothing can begin is refused: “%s”', async (from, why) => {
  known = { ...roads, promise: '2 days', promise_from: '2026-05-01' };
  await show();
  await put('Since', from);
  await click('button', 'Save the promise');
  expect(said()).toContain(why);
  expect(askedFor('promise')).toEqual([]);
});

test('opening hours are kept with their zone, their holidays and the day from which they hold', async () => {
  answers.hours = ({ hours, zone, nation, from }) => {
    known = { ...known, hours, zone, nation, hours_from: from };
    return {};
  };
  await show();
  await put('Office hours', 'Mon-Fri 08:30-16:30');
  await put('Since', '1 Jul 2026', 'Save the hours');
  await put('In', 'Europe/London');
  await put('Bank holidays of', 'scotland');
  await click('button', 'Save the hours');
  expect(askedFor('hours')).toEqual([
    { account: 'Roads', from: '2026-07-01', hours: 'Mon-Fri 08:30-16:30', zone: 'Europe/London', nation: 'scotland' },
  ]);
  await put('Office hours', '');
  await click('button', 'Save the hours');
  expect(askedFor('hours').at(-1)).toEqual({ account: 'Roads', from: '2026-07-01', hours: null, zone: null, nation: null });
});

test('hours that are none are refused under their field', async () => {
  answers.hours = () => {
    throw failure('bad-request', '`9-17` are no hours', 'write the hours as `Mon-Fri 09:00-17:00`');
  };
  await show();
  await put('Office hours', 'Mon 9-17');
  await click('button', 'Save the hours');
  expect(said()).toContain('are no hours');
  expect(field('Office hours').getAttribute('aria-invalid')).toBe('true');
  expect(field('Office hours').value, 'what was typed stays').toBe('Mon 9-17');
});

test('the register keeps all that is said of an account, and what else was known of it', async () => {
  known = { ...roads, owner: 'Highways' };
  answers.register = (entry) => {
    known = { ...known, ...entry };
    return {};
  };
  await show();
  expect(said()).toContain('Highways · no purpose, house rules, day of opening or promise');
  await put('Purpose', 'Roadworks');
  await put('House rules', 'millbrook.example/rules');
  await put('Opened on', '4/3/2014');
  await click('button', 'Save the entry');
  expect(askedFor('register')).toEqual([
    { account: 'Roads', peer: false, owner: 'Highways', purpose: 'Roadworks', house_rules: 'millbrook.example/rules', opened_on: '2014-03-04' },
  ]);
  expect(said()).toContain('Highways · Roadworks');
});

test('a day of opening that is none is refused before anything is said', async () => {
  await show();
  await put('Opened on', 'long ago');
  await click('button', 'Save the entry');
  expect(said()).toContain('Write a day as 4 Oct 2026');
  expect(askedFor('register')).toEqual([]);
});

test('who calls an account a peer is told what that does, and it stands apart', async () => {
  answers.register = ({ peer }) => {
    known = { ...known, peer };
    return {};
  };
  await show();
  await put('Whose it is', 'peer');
  expect(said()).toContain('figures of all accounts leave it out');
  await click('button', 'Save the entry');
  expect(askedFor('register')[0]?.peer).toBe(true);
  expect(find('h2', 'Peers')).toBeDefined();
  expect(said()).toContain('All accounts here are peers');
  expect(said(), 'nobody knows what a peer promises').not.toContain('Promises an answer within');
});

test('filters keep peers apart from all of ours', async () => {
  known = { ...roads, peer: true };
  session.page = 'overview';
  await show();
  expect(said()).toContain('Accounts Millbrook');
  expect(said()).toContain('All of ours');
  expect(said()).toContain('Peers, which “all” leaves out Roads');
  await click('button', 'Accounts Millbrook');
  await tickOff('Roads');
  expect(session.accounts).toEqual(['Roads']);
  await tickOff('Millbrook');
  expect(session.accounts, 'ours and a peer are not all of ours').toEqual(['Millbrook', 'Roads']);
  await tickOff('Roads');
  expect(session.accounts).toEqual([]);
});

test('accounts that can’t be read say why', async () => {
  answers.presences = () => {
    throw failure('internal', 'the accounts could not be read', 'Try it again.');
  };
  await show();
  expect(said()).toContain('The accounts could not be read. Try it again.');
  answers.presences = () => [known];
  await click('button', 'Try again');
  expect(said()).toContain('unattended');
});
