import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { session } from '../src/state/session.svelte';
import { answers, failure, forget, overview, status } from './fake';
import { click, close, find, said, show } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

beforeEach(() => {
  session.page = 'overview';
  answers.formats = () => [];
  answers.overview = () => overview();
});

afterEach(async () => {
  await close();
  forget();
});

test.each([
  ['store-missing', 'The store is not there'],
  ['store-locked', 'The store is in use'],
  ['store-newer', 'The store is from a newer Earshot'],
  ['store-read-only', 'The store can’t be written to'],
  ['not-a-store', 'This file is not an Earshot store'],
  ['store-damaged', 'The store is damaged'],
])('%s takes the whole window and says what to do', async (code, headline) => {
  answers.status = () => {
    throw failure(code, 'this is what happened', 'This is what to do.', 'errno 5');
  };
  await show();
  expect(find('h1', headline)).toBeDefined();
  expect(said()).toContain('This is what happened.');
  expect(said()).toContain('This is what to do.');
  expect(said()).toContain('errno 5');
  expect(document.querySelector('nav')).toBeNull();
  answers.status = () => status();
  await click('button', 'Try again');
  expect(said()).toContain('One in nine was dialogue.');
});

test('what is not about the store leaves the rest of the window', async () => {
  answers.status = () => {
    throw failure('internal', 'something broke');
  };
  await show();
  expect(said()).toContain('Something went wrong. Something broke.');
  expect(document.querySelector('nav')).not.toBeNull();
});

test('an empty store says what Earshot does and what it can read', async () => {
  answers.status = () => status({ messages: 0, imports: 0, accounts: [], first_day: null, last_day: null });
  answers.formats = () => [{ id: 'feed', name: 'RSS feed', platform: 'feed', both_sides: false, files: '*.xml', carries: ['releases'], limits: [] }];
  await show();
  expect(said()).toContain('See how much of what you say is press releases said again');
  expect(said()).toContain('RSS feed');
  expect(said()).toContain('Nothing leaves this machine');
});

test('the demo says that it is one', async () => {
  answers.status = () => status({ demo: true });
  await show();
  expect(said()).toContain('Demo data of an invented council.');
});
