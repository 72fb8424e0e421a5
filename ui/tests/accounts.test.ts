import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { PresenceView } from '../src/platform/api';
import { session } from '../src/state/session.svelte';
import { answers, askedFor, failure, forget, overview, status } from './fake';
import { close, field, put, said, show } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const roads: PresenceView = {
  account: 'Roads',
  state: 'unattended',
  outbound: 0,
  people: 2,
  last_said: '2026-03-01T09:00:00Z',
  last_answered: null,
  followers: 1200,
  followers_on: '2026-09-30',
  as_of: '2026-10-01T00:00:00Z',
  promise: null,
  promise_from: null,
  hours: null,
  hours_from: null,
  zone: null,
  nation: null,
  peer: false,
  owner: null,
  purpose: null,
  house_rules: null,
  opened_on: null,
};
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

test('a promise is kept as it is typed, and taken back when it is emptied', async () => {
  answers.promise = ({ within }) => {
    known = { ...known, promise: within };
    return {};
  };
  await show();
  await put('Promises an answer within', '1 working day');
  expect(askedFor('promise')).toEqual([{ account: 'Roads', from: null, within: '1 working day' }]);
  await put('Promises an answer within', '');
  expect(askedFor('promise').at(-1)).toEqual({ account: 'Roads', from: null, within: null });
});

test('opening hours bring a zone and holidays with them', async () => {
  answers.hours = ({ hours, zone, nation }) => {
    known = { ...known, hours, zone: hours === null ? null : (zone ?? 'UTC'), nation };
    return {};
  };
  await show();
  await put('Open', 'Mon-Fri 08:30-16:30');
  await put('In', 'Europe/London');
  await put('Bank holidays of', 'scotland');
  expect(askedFor('hours').at(-1)).toEqual({ account: 'Roads', from: null, hours: 'Mon-Fri 08:30-16:30', zone: 'Europe/London', nation: 'scotland' });
});

test('what holds from a day on is changed from that day on', async () => {
  known = { ...roads, promise: '2 days', promise_from: '2026-05-01' };
  answers.promise = () => ({});
  await show();
  await put('Promises an answer within', '4 working hours');
  expect(askedFor('promise')).toEqual([{ account: 'Roads', from: '2026-05-01', within: '4 working hours' }]);
});

test('hours that are none are refused under their field', async () => {
  answers.hours = () => {
    throw failure('bad-request', '`9-17` are no hours', 'write the hours as `Mon-Fri 09:00-17:00`');
  };
  await show();
  await put('Open', 'Mon 9-17');
  expect(said()).toContain('are no hours');
  expect(field('Open').getAttribute('aria-invalid')).toBe('true');
});
