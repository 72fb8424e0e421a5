import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { NO_OVERRIDES } from '../src/plan';
import { journey, leave } from '../src/state/journey.svelte';
import { session } from '../src/state/session.svelte';
import { answers, asked, askedFor, failure, file, forget, machine, overview, plan, report, status } from './fake';
import { click, close, find, said, settled, show, type } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

beforeEach(() => {
  leave();
  session.page = 'overview';
  answers.status = () => status();
  answers.formats = () => [];
  answers.overview = () => overview();
  answers.plan = () => plan(file());
  answers.choose = () => ['/exports/posts.csv'];
  answers.import = () => [report()];
  answers.imports = () => [];
  answers.cancel = () => ({});
});

afterEach(async () => {
  await close();
  forget();
});

test('files are chosen, planned, imported and reported, and the figures are asked for again', async () => {
  await show();
  await click('button', 'Open files…');
  expect(askedFor('choose')).toEqual([{ folder: false }]);
  expect(askedFor('plan')).toEqual([{ paths: ['/exports/posts.csv'], overrides: NO_OVERRIDES }]);
  expect(said()).toContain('1 file to import');
  await click('button', 'Import 1 file');
  expect(askedFor('import')).toEqual([{ plan: plan(file()) }]);
  expect(said()).toContain('10 rows added, 1 rejected');
  const before = askedFor('overview').length;
  await click('button', 'Go to the overview');
  expect(askedFor('overview').length).toBeGreaterThan(before);
});

test('a dismissed dialogue changes nothing', async () => {
  answers.choose = () => [];
  await show();
  await click('button', 'Open a folder…');
  expect(askedFor('choose')).toEqual([{ folder: true }]);
  expect(askedFor('plan')).toEqual([]);
  expect(session.page).toBe('overview');
});

test('a file without an account can’t be imported until somebody says whose it is', async () => {
  answers.plan = () => plan(file({ account: null, asks: ['account'] }));
  answers.formats = () => [{ id: 'x-posts-2014', name: 'X by post', platform: 'x', both_sides: false, files: '', carries: [], limits: [] }];
  await show();
  machine.drop(['/exports/posts.csv']);
  await settled();
  expect(find('button', 'Import 1 file')).toHaveProperty('disabled', true);
  await type('input[placeholder="@name"]', '@roads');
  await click('button', 'Import 1 file');
  expect(askedFor('import')[0]?.plan.files[0]?.account).toEqual({ platform: 'x', handle: 'roads', native_id: null, display_name: null });
});

test('files that can’t be read are named with the reason and what to do', async () => {
  answers.plan = () => ({
    ...plan(),
    refused: [
      {
        severity: 'refused',
        code: 'truncated-archive',
        file: '/exports/old.zip',
        line: null,
        column: null,
        message: 'the zip ends before its list of files',
        hint: 'Download it again.',
        raw: null,
      },
    ],
  });
  await show();
  machine.drop(['/exports/old.zip']);
  await settled();
  expect(said()).toContain('Nothing here can be imported');
  expect(said()).toContain('/exports/old.zip The zip ends before its list of files. Download it again.');
});

test('an import shows how far it is, and can be cancelled back to its plan', async () => {
  let reject = (_: unknown) => {};
  answers.import = () => new Promise((_, no) => (reject = no));
  await show();
  machine.drop(['/exports/posts.csv']);
  await settled();
  await click('button', 'Import 1 file');
  machine.progress({ file: 1, files: 1, name: 'posts.csv', bytes: 600, total_bytes: 1200, rows: 1500, rejected: 2 });
  await settled();
  expect(said()).toContain('50%');
  expect(said()).toContain('1,500 rows read · 2 rejected');
  await click('button', 'Cancel import');
  expect(asked.at(-1)?.[0]).toBe('cancel');
  reject(failure('cancelled'));
  await settled();
  expect(said()).toContain('The import was cancelled. The store is as it was.');
  expect(find('button', 'Import 1 file')).toHaveProperty('disabled', false);
});

test('nothing else is opened while an import runs', async () => {
  answers.import = () => new Promise(() => {});
  await show();
  machine.drop(['/exports/posts.csv']);
  await settled();
  await click('button', 'Import 1 file');
  machine.drop(['/exports/more.csv']);
  await settled();
  expect(askedFor('plan').length).toBe(1);
  expect(journey.stage).toBe('importing');
});

test('an import is undone only after a second word, and its report is shown', async () => {
  answers.imports = () => [{ ...report(), id: 2, imported_at: '2026-10-05T08:11:00Z' }];
  answers.undo = () => ({ import: 2, messages_removed: 10, messages_restored: 1, releases_removed: 0, people_removed: 1 });
  await show();
  await click('button', 'Imports');
  await click('button', 'Undo import 2');
  expect(askedFor('undo')).toEqual([]);
  answers.imports = () => [];
  const confirm = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Undo import 2');
  confirm?.click();
  await settled();
  expect(askedFor('undo')).toEqual([{ import: 2 }]);
  expect(said()).toContain('Import 2 is undone: 10 messages taken out, 1 message put back as it was, 1 person forgotten.');
  expect(said()).toContain('Nothing has been imported yet.');
});

test.each([
  [{ messages_restored: 209 }, 'Import 2 is undone: 209 messages put back as they were.'],
  [{ releases_removed: 3 }, 'Import 2 is undone: 3 releases taken out.'],
  [{}, 'Import 2 is undone: nothing of it was left in the store.'],
])('an undo counts only what there was of it: %o', async (what, words) => {
  answers.imports = () => [{ ...report(), id: 2, imported_at: '2026-10-05T08:11:00Z' }];
  answers.undo = () => ({ import: 2, messages_removed: 0, messages_restored: 0, releases_removed: 0, people_removed: 0, ...what });
  await show();
  await click('button', 'Imports');
  await click('button', 'Undo import 2');
  await click('.confirm button', 'Undo import 2');
  expect(said()).toContain(words);
});
