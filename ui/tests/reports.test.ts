import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { ImportReport, Problem } from '../src/platform/api';
import { leave } from '../src/state/journey.svelte';
import { session } from '../src/state/session.svelte';
import { answers, askedFor, failure, file, forget, machine, overview, plan, report, status } from './fake';
import { click, close, find, said, settled, show } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const rejected: Problem = {
  severity: 'rejected',
  code: 'bad-date',
  file: 'posts.csv',
  line: 1288,
  column: 'time',
  message: '2026-02-30 is not a date',
  hint: 'Correct the row.',
  raw: null,
};
const whole: Partial<ImportReport> = {
  problems: [rejected],
  covers: { from: Date.UTC(2026, 6, 1), to: Date.UTC(2026, 9, 1) },
  unused: ['Ads', 'Cost'],
  limits: ['no inbound messages: no response time from this file'],
  gaps: [{ from: Date.UTC(2026, 4, 3), to: Date.UTC(2026, 4, 20) }],
};

beforeEach(() => {
  leave();
  session.page = 'overview';
  answers.status = () => status();
  answers.formats = () => [];
  answers.overview = () => overview();
  answers.plan = () => plan(file());
  answers.imports = () => [{ ...report(), id: 2, imported_at: '2026-10-05T08:11:00Z' }];
  answers.report = () => report(whole);
  answers.save_report = () => true;
});

afterEach(async () => {
  await close();
  forget();
});

async function bring(...reports: ImportReport[]) {
  answers.import = () => reports;
  await show();
  machine.drop(['/exports/posts.csv']);
  await settled();
  await click('button', 'Import 1 file');
}

async function open() {
  await show();
  await click('button', 'Imports');
  await click('button', 'Report of import 2');
}

const WHOLE = [
  'Found12',
  'Added10',
  'Updated1',
  'Unchanged0',
  'Rejected1',
  'No data 3 – 19 May 2026',
  'posts.csv, line 1,288, time',
  '2026-02-30 is not a date. Correct the row.',
  'Columns not used: Ads · Cost',
  'No inbound messages: no response time from this file.',
];

test('after an import each report is whole', async () => {
  await bring(report(whole));
  for (const words of [...WHOLE, 'Jul – Sep 2026']) expect(said().replace(/ (?=\d+ ?(Added|Updated|Unchanged|Rejected))/g, '')).toContain(words);
});

test('a line of the list of imports opens the same report', async () => {
  await open();
  expect(askedFor('report')).toEqual([{ import: 2 }]);
  for (const words of WHOLE) expect(said()).toContain(words);
  expect(find('button', 'Report of import 2').getAttribute('aria-expanded')).toBe('true');
  await click('button', 'Report of import 2');
  expect(said()).not.toContain('No data');
});

test('a report that can’t be had says why, and can be asked for again', async () => {
  answers.report = () => {
    throw failure('store-damaged', 'the store can’t be read', 'Run a check.');
  };
  await open();
  expect(said()).toContain('The store can’t be read. Run a check.');
  answers.report = () => report(whole);
  await click('button', 'Try again');
  expect(said()).toContain('No data 3 – 19 May 2026');
});

test('a report is saved where the person says, and a dismissed question saves nothing', async () => {
  await open();
  await click('button', 'Save the report of import 2');
  expect(askedFor('save_report')).toEqual([{ import: 2 }]);
  expect(said()).toContain('Saved.');
  answers.save_report = () => false;
  await click('button', 'Save the report of import 2');
  expect(said()).not.toContain('Saved.');
});

test('a report that can’t be written says why', async () => {
  answers.save_report = () => {
    throw failure('internal', 'the disk is full', 'Make room.');
  };
  await bring(report(whole));
  await click('button', 'Save the report of import 2');
  expect(said()).toContain('The disk is full. Make room.');
});

test('of more rejected rows than come along, the others are listed when they are asked for', async () => {
  answers.problems = () => [rejected, { ...rejected, line: 7 }];
  await bring(report({ ...whole, rejected: 2 }));
  expect(said()).toContain('The first 1 thing to know');
  await click('button', 'List every rejected row');
  expect(askedFor('problems')).toEqual([{ import: 2 }]);
  expect(said()).toContain('posts.csv, line 7, time');
  expect(said()).toContain('2 things to know');
});

test('a report without anything to say is short', async () => {
  await bring(report({ rejected: 0 }));
  expect(said()).toContain('Every row was taken in.');
  expect(said()).not.toContain('No data');
  expect(said()).not.toContain('not used');
});

test('a file that was in the store already has nothing to save', async () => {
  await bring(report({ id: null, added: 0, rejected: 0 }));
  expect(said()).toContain('This very file is in the store already. Nothing was written.');
  expect(said()).not.toContain('Save the report');
});

test('of two hundred reports those with something to look at come first, and the others are a line each', async () => {
  const gapped = (i: number) => (i === 9 ? (whole.gaps ?? []) : []);
  const reports = Array.from({ length: 200 }, (_, i) =>
    report({ id: i, path: `/exports/file ${i}.csv`, rejected: i === 150 ? 1 : 0, gaps: gapped(i) }),
  );
  await bring(...reports);
  expect([...document.querySelectorAll('.report h2')].map((heading) => heading.textContent)).toEqual([
    'file 9.csv',
    'file 150.csv',
    '198 other files without a rejected row or a gap',
  ]);
  expect(document.querySelectorAll('.report li > details')).toHaveLength(198);
});

test('files of one name are told apart, in the report and in the list of imports', async () => {
  const reports = ['/exports/meta/messages', '/exports/linkedin/messages', '/exports/posts.csv'].map((path, id) => report({ id, path }));
  await bring(...reports);
  const names = ['meta/messages', 'linkedin/messages', 'posts.csv'];
  expect([...document.querySelectorAll('.report h2')].map((heading) => heading.textContent)).toEqual(names);
  answers.imports = () => reports.map((of, id) => ({ ...of, id, imported_at: '2026-10-05T08:11:00Z' }));
  await click('button', 'Imports');
  expect([...document.querySelectorAll('tbody th span:first-child')].map((name) => name.textContent)).toEqual(names);
});
