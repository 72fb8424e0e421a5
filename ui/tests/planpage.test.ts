import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { NO_OVERRIDES } from '../src/plan';
import type { Format, Question } from '../src/platform/api';
import { journey, leave } from '../src/state/journey.svelte';
import { session } from '../src/state/session.svelte';
import { answers, asked, askedFor, failure, file, forget, machine, mapping, overview, person, plan, planning, report, status } from './fake';
import { click, close, field, find, options, press, put, said, settled, show, tickOff } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const formats: Format[] = [
  { id: 'x-posts-2014', name: 'X by post', platform: 'x', both_sides: false, files: '', carries: [], limits: [] },
  { id: 'feed', name: 'RSS feed', platform: 'feed', both_sides: false, files: '', carries: [], limits: [] },
];

beforeEach(() => {
  leave();
  session.page = 'overview';
  answers.status = () => status();
  answers.formats = () => formats;
  answers.overview = () => overview();
  answers.import = () => [report()];
});

afterEach(async () => {
  await close();
  forget();
});

async function drop() {
  await show();
  machine.drop(['/exports/posts.csv']);
  await settled();
}

function importButton(): HTMLButtonElement {
  return find('button', 'Import ') as HTMLButtonElement;
}

test('a zone that the file does not say is one click away, and the file is read again in it', async () => {
  answers.plan = planning({ asks: ['zone'] });
  await drop();
  expect(said()).toContain('The file does not say in which zone its times are.');
  expect(said()).toContain('posts.csv: say in which zone its times are, or untick it.');
  expect(importButton().disabled).toBe(true);
  await click('button', 'Europe/London');
  expect(askedFor('plan').at(-1)).toEqual({ paths: ['/exports/posts.csv'], overrides: { ...NO_OVERRIDES, zone: 'Europe/London' } });
  expect(said()).not.toContain('The file does not say');
  expect(field('Times are in').value).toBe('Europe/London');
  expect(document.activeElement, 'the button is gone, and the keys go on from the field').toBe(field('Times are in'));
  await click('button', 'Import 1 file');
  expect(askedFor('import')[0]?.plan.files[0]?.overrides.zone).toBe('Europe/London');
});

test('UTC is called nothing else; another zone is said to be the one of the figures', async () => {
  answers.plan = planning({ asks: ['zone'] });
  answers.status = () => status({ zone: 'UTC' });
  await drop();
  expect(find('button', 'UTC').textContent).toBe('UTC');
  await close();
  leave();
  answers.status = () => status();
  await drop();
  expect(find('button', 'Europe/London').textContent).toBe('Europe/London, as in your figures');
});

test('an answer can be changed after it was given', async () => {
  answers.plan = planning({ asks: ['zone'] });
  await drop();
  await put('Times are in', 'Europe/Paris');
  await put('Times are in', 'Asia/Tokyo');
  expect(askedFor('plan').at(-1)?.overrides.zone).toBe('Asia/Tokyo');
  await put('Times are in', '');
  expect(importButton().disabled).toBe(true);
});

test('a year that the file does not say is four digits', async () => {
  answers.plan = planning({ asks: ['year'], evidence: [{ what: 'year', value: 'unknown', why: 'nothing has one' }] });
  await drop();
  expect(said()).toContain('posts.csv: say in which year its last day is, or untick it.');
  expect(under('Its last day is in the year')).toBe('Its days have no year: in which one is the last? Write it as 2026.');
  await put('Its last day is in the year', 'last');
  expect(askedFor('plan'), 'no file is read in such a year').toHaveLength(1);
  expect(field('Its last day is in the year').value).toBe('last');
  expect(under('Its last day is in the year')).toBe('Write four digits, as in 2026.');
  expect(importButton().disabled).toBe(true);
  await put('Its last day is in the year', '2026');
  expect(askedFor('plan').at(-1)?.overrides.year).toBe(2026);
  expect(field('Its last day is in the year').value).toBe('2026');
  expect(importButton().disabled).toBe(false);
});

test('a year from the name of a file can be overruled', async () => {
  answers.plan = planning({ evidence: [{ what: 'year', value: '2025', why: 'the name has it' }] });
  await drop();
  await put('year', '2024');
  expect(askedFor('plan').at(-1)?.overrides).toEqual({ ...NO_OVERRIDES, year: 2024 });
  await click('button', 'Take back the year');
  expect(askedFor('plan').at(-1)?.overrides.year).toBeNull();
});

/** An engine that knows no `Copenhagen`. */
function knowing(change: Parameters<typeof planning>[0]): typeof answers.plan {
  const engine = planning(change);
  return (request) => {
    if (request.overrides.zone !== 'Copenhagen') return engine(request);
    throw failure('bad-request', 'there is no time zone `Copenhagen`', 'did you mean Europe/Copenhagen?');
  };
}

/** What stands under a field. */
function under(label: string): string {
  return document.getElementById(field(label).getAttribute('aria-describedby') ?? '')?.textContent ?? '';
}

test('a zone that there is not stays in its field, with the reason under it', async () => {
  answers.plan = knowing({ asks: ['zone', 'ours'], preview: [person('Press desk')] });
  await drop();
  await put('Times are in', 'Copenhagen');
  expect(field('Times are in').value).toBe('Copenhagen');
  expect(field('Times are in').getAttribute('aria-invalid')).toBe('true');
  expect(under('Times are in')).toBe('There is no time zone `Copenhagen`. Did you mean Europe/Copenhagen?');
  expect(said()).not.toContain('The file does not say in which zone');
  expect(document.querySelector('.failure'), 'it is said once').toBeNull();
  await tickOff('Press desk');
  expect(field('Times are in').value, 'another answer leaves it there').toBe('Copenhagen');
  expect(importButton().disabled).toBe(true);
  await put('Times are in', 'Europe/Copenhagen');
  expect(field('Times are in').getAttribute('aria-describedby')).toBeNull();
  expect(importButton().disabled).toBe(false);
});

test('nothing is imported in a zone other than the one in the field, and the message leads there', async () => {
  answers.plan = knowing({ evidence: [{ what: 'zone', value: 'UTC', why: 'X counts in UTC' }] });
  await drop();
  await put('zone', 'Copenhagen');
  expect(field('zone').value).toBe('Copenhagen');
  expect(under('zone')).toContain('Did you mean Europe/Copenhagen?');
  expect(importButton().disabled).toBe(true);
  await click('button', 'Go to it');
  expect(document.activeElement).toBe(field('zone'));
  expect(field('zone').closest('details')?.open).toBe(true);
  await put('zone', '');
  expect(importButton().disabled).toBe(false);
});

test('a failure that is not about what was typed stands with the file', async () => {
  answers.plan = planning({ asks: ['zone'] });
  await drop();
  answers.plan = () => {
    throw failure('internal', 'the file is gone', 'Put it back.');
  };
  await put('Times are in', 'Europe/Paris');
  expect(document.querySelector('.failure')?.textContent).toContain('The file is gone.');
});

test('what nobody has answered yet is asked calmly; what was refused is not', async () => {
  answers.plan = knowing({ account: null, asks: ['account', 'zone', 'ours'], preview: [person('Jo')] });
  await drop();
  expect(document.querySelectorAll('.questions .warning, .questions [aria-invalid="true"]')).toHaveLength(0);
  expect(field('Account').getAttribute('aria-required')).toBe('true');
  expect(under('Account')).toBe('Whose export is this? The file does not say.');
  await put('Times are in', 'Copenhagen');
  expect(document.querySelectorAll('.questions .warning')).toHaveLength(1);
});

test('names that are ours are ticked or typed, and several can be', async () => {
  answers.plan = planning({ asks: ['ours'], preview: [person('@jo'), person('Press desk')] });
  await drop();
  expect(said()).toContain('Which of these names are yours? The file does not say.');
  await tickOff('Press desk');
  expect(askedFor('plan').at(-1)?.overrides.ours).toEqual(['Press desk']);
  field('Another name').value = '@roads';
  field('Another name').dispatchEvent(new Event('input', { bubbles: true }));
  field('Another name').focus();
  await press('Enter');
  expect(askedFor('plan').at(-1)?.overrides.ours).toEqual(['Press desk', 'roads']);
  expect(importButton().disabled).toBe(false);
  await tickOff('Press desk');
  await tickOff('roads');
  expect(importButton().disabled).toBe(true);
  expect(field('roads').checked, 'a name that was typed stays on offer').toBe(false);
});

test('an account that is typed goes with the file that is read again', async () => {
  answers.plan = planning({ account: null, asks: ['account', 'ours'] });
  await drop();
  await put('Account', '@roads');
  expect(askedFor('plan').at(-1)?.overrides.account).toBe('roads');
  expect(said()).toContain('posts.csv: say which of its names are yours');
});

test('who types the account and goes straight to the button imports the file as it was read with it', async () => {
  answers.plan = planning({ account: null, asks: ['account'] });
  await drop();
  let answer = () => {};
  const engine = answers.plan;
  answers.plan = (request) => new Promise((resolve) => (answer = () => resolve(engine(request))));
  await put('Account', 'roads');
  importButton().click();
  await settled();
  expect(askedFor('import')).toEqual([]);
  answer();
  await settled();
  expect(askedFor('import')[0]?.plan.files[0]).toMatchObject({ account: { handle: 'roads' }, overrides: { account: 'roads' } });
});

test('an answer is given to all files that ask the same', async () => {
  const files = ['a', 'b', 'c'].map((name) => file({ root: `/exports/${name}.csv`, asks: ['zone'] }));
  answers.plan = ({ paths, overrides }) =>
    plan(
      ...files
        .filter((of) => paths.includes(of.root))
        .map((of) => ({ ...of, overrides, asks: overrides.zone === null ? of.asks : [] })),
    );
  await show();
  machine.drop(files.map((of) => of.root));
  await settled();
  await click('button', 'Europe/London');
  await click('button', 'The same for 2 other files that ask this');
  expect(askedFor('plan').slice(-2).map(({ paths, overrides }) => [paths, overrides.zone])).toEqual([
    [['/exports/b.csv'], 'Europe/London'],
    [['/exports/c.csv'], 'Europe/London'],
  ]);
  expect(importButton().disabled).toBe(false);
});

test('an account, a zone and a year are offered to files of every format, names only to those of the same', async () => {
  const asks: Question[] = ['account', 'zone', 'year', 'ours'];
  const others = [file({ account: null, asks, root: '/exports/b.csv' }), file({ account: null, asks, root: '/exports/c.xml', format: 'feed' })];
  const engine = planning({ account: null, asks, preview: [person('Jo')] });
  answers.plan = (request) => {
    const { overrides } = request;
    return overrides === NO_OVERRIDES ? plan(...engine(request).files, ...others) : engine(request);
  };
  await drop();
  const offers = () => [...document.querySelectorAll('.same')].map((offer) => offer.textContent);
  await put('Account', 'roads');
  await put('Its last day is in the year', '2026');
  await put('Times are in', 'Europe/Paris');
  expect(offers()).toEqual(Array(3).fill('The same for 2 other files that ask this'));
  await tickOff('Jo');
  expect(offers().at(-1)).toBe('The same for 1 other file that asks this');
});

test('a file that asks can be unticked instead', async () => {
  answers.plan = () => plan(file({ asks: ['zone'] }), file({ root: '/exports/b.csv' }));
  await drop();
  expect(importButton().disabled).toBe(true);
  await tickOff('posts.csv');
  expect(importButton().disabled).toBe(false);
  expect(importButton().textContent).toContain('Import 1 file');
  expect(said()).not.toContain('say in which zone');
});

test('the message leads to the field that is missing', async () => {
  answers.plan = () => plan(file({ root: '/exports/b.csv' }), file({ account: null, asks: ['account'] }));
  await drop();
  await click('button', 'Go to it');
  expect(document.activeElement).toBe(field('Account'));
});

test('every guess can be overruled in its place, and taken back', async () => {
  const evidence = [
    { what: 'encoding', value: 'UTF-8', why: 'the beginning is plain ASCII' },
    { what: 'dates', value: 'day first', why: 'a date shows it' },
    { what: 'zone', value: 'UTC', why: 'X counts in UTC' },
    { what: 'account', value: '@Millbrook', why: 'the name of the file' },
  ];
  answers.plan = planning({ evidence });
  await drop();
  expect(options('delimiter')[0]).toBe('comma ,');
  await put('encoding', 'windows-1252');
  await put('delimiter', ';');
  await put('dates', 'month-first');
  await put('zone', 'Europe/Paris');
  await put('account', '@roads');
  expect(askedFor('plan').at(-1)?.overrides).toEqual({
    ...NO_OVERRIDES,
    encoding: 'windows-1252',
    delimiter: ';',
    dates: 'month-first',
    zone: 'Europe/Paris',
    account: 'roads',
  });
  expect(said()).toContain('Chosen by hand.');
  await click('button', 'Take back the account');
  await click('button', 'Take back the encoding');
  expect(askedFor('plan').at(-1)?.overrides).toMatchObject({ account: null, encoding: null, delimiter: ';' });
  expect(field('account').value).toBe('Millbrook');
  expect(document.activeElement, 'the link is gone, and the keys go on from the field').toBe(field('encoding'));
});

test('another format is a guess overruled like any other', async () => {
  answers.plan = planning({});
  await drop();
  await put('read as', 'feed');
  expect(askedFor('plan').at(-1)?.overrides.format).toBe('feed');
  await click('button', 'Take back the format');
  expect(askedFor('plan').at(-1)?.overrides.format).toBeNull();
});

test('names that were guessed to be ours can be overruled', async () => {
  answers.plan = planning({ evidence: [{ what: 'ours', value: 'Millbrook', why: 'it is in every conversation' }], preview: [person('Jo')] });
  await drop();
  await click('button', 'Change which names are yours');
  await tickOff('Jo');
  expect(askedFor('plan').at(-1)?.overrides.ours).toEqual(['Jo']);
});

test('only the newest of two changes counts, whichever answer comes last', async () => {
  answers.plan = planning({ asks: ['zone'] });
  await drop();
  const engine = answers.plan;
  const late: (() => void)[] = [];
  answers.plan = (request) => new Promise((resolve) => late.push(() => resolve(engine(request))));
  await put('Times are in', 'Europe/Paris');
  await put('Times are in', 'Asia/Tokyo');
  late[1]?.();
  await settled();
  late[0]?.();
  await settled();
  expect(field('Times are in').value).toBe('Asia/Tokyo');
});

test('columns that are not used are named, and many of them are folded', async () => {
  const many = Array.from({ length: 30 }, (_, i) => `Column ${i}`);
  answers.plan = () => plan(file({ unused: ['Ads', 'Cost'] }), file({ root: '/exports/b.csv', unused: many }));
  await drop();
  expect(said()).toContain('Columns not used: Ads · Cost');
  expect(find('summary', '30 columns not used').closest('details')?.open).toBe(false);
});

test('pseudonyms are chosen for the whole import', async () => {
  answers.plan = planning({});
  await drop();
  expect(field('Replace people’s names').checked).toBe(false);
  await tickOff('Replace people’s names');
  await click('button', 'Import 1 file');
  expect(askedFor('import')[0]?.plan.pseudonyms).toBe(true);
});

test('in a store that has pseudonyms they are on, and to do without is said to divide people', async () => {
  answers.plan = () => ({ ...plan(file()), pseudonyms: true });
  await drop();
  expect(field('Replace people’s names').checked).toBe(true);
  expect(said()).not.toContain('in it twice');
  await tickOff('Replace people’s names');
  expect(said()).toContain('without them, the same people would be in it twice');
  await click('button', 'Import 1 file');
  expect(askedFor('import')[0]?.plan.pseudonyms).toBe(false);
});

test('a saved mapping that knew the file is named', async () => {
  answers.plan = () => plan(file({ format: 'mapped', mapping: mapping({ name: 'Visits' }) }));
  await drop();
  expect(said()).toContain('Read by the mapping Visits, which was saved before.');
  expect(find('button', 'Change what its columns mean…')).toBeDefined();
});

test('a strange table among exports waits, unticked, and keeps nothing from being imported', async () => {
  const budget = file({ root: '/exports', path: 'budget.csv', format: 'mapped', account: null, asks: ['columns', 'account'] });
  answers.plan = () => plan(file({ root: '/exports', path: 'a.csv' }), budget);
  await drop();
  expect(field('exports/budget.csv').checked).toBe(false);
  expect(said()).toContain('It is left out until then.');
  expect(importButton().textContent).toContain('Import 1 file');
  expect(importButton().disabled).toBe(false);
});

const LONG = `${'a very long name of an export of the council '.repeat(6)}.csv`;

/** A folder of two hundred: some ask, one has a long name. */
function folder() {
  return Array.from({ length: 200 }, (_, i) =>
    file({
      root: '/exports',
      path: i === 199 ? LONG : `file ${i}.csv`,
      format: i % 2 ? 'feed' : 'x-posts-2014',
      asks: i < 60 && i % 2 === 0 ? ['zone'] : [],
      account_from_rows: i % 2 === 1,
    }),
  );
}

test('of many files, those that ask come first, and the others are a line a format', async () => {
  answers.plan = () => plan(...folder());
  await drop();
  expect(said()).toContain('200 files to import');
  expect([...document.querySelectorAll('.group h2')].map((group) => group.textContent?.trim())).toEqual([
    'X by post: 30 files',
    'RSS feed: 100 files',
    'X by post: 70 files',
  ]);
  expect(said()).toContain('30 need an answer');
  expect(document.querySelectorAll('.plan section'), 'no file is shown before its group is opened').toHaveLength(0);
  await click('button', 'Show 100 files of RSS feed');
  expect(document.querySelectorAll('.plan section')).toHaveLength(100);
  expect(said()).toContain(LONG);
  await click('button', `Show exports/${LONG}`);
  expect(said()).toContain('releases, of no account');
  await click('button', 'Hide 100 files of RSS feed');
  expect(document.querySelectorAll('.plan section')).toHaveLength(0);
});

test('a group is answered at once, by reading its folder once', async () => {
  answers.plan = ({ overrides }) => plan(...folder().map((of) => ({ ...of, overrides, asks: overrides.zone === null ? of.asks : [] })));
  await drop();
  expect(importButton().disabled).toBe(true);
  const before = askedFor('plan').length;
  await click('button', 'Europe/London');
  expect(askedFor('plan').length - before).toBe(1);
  expect(said()).not.toContain('need an answer');
  expect([...document.querySelectorAll('.group h2')][0]?.textContent, 'who answers does not see the group jump away').toContain('X by post: 30 files');
  await click('button', 'Import 200 files');
  const { files } = askedFor('import')[0]?.plan ?? plan();
  expect(files.filter((of) => of.overrides.zone === 'Europe/London')).toHaveLength(30);
});

test('a group is left out, and taken in again, at once', async () => {
  answers.plan = () => plan(...folder());
  await drop();
  await tickOff('X by post: 30 files');
  expect(importButton().textContent).toContain('Import 170 files');
  expect(importButton().disabled).toBe(false);
  await tickOff('X by post: 30 files');
  expect(importButton().textContent).toContain('Import 200 files');
});

test('an answer that comes when the plan is gone changes nothing', async () => {
  answers.plan = planning({ asks: ['zone'] });
  await drop();
  let answer = () => {};
  answers.plan = () => new Promise((resolve) => (answer = () => resolve(plan())));
  await click('button', 'Europe/London');
  await click('button', 'Cancel');
  answer();
  await settled();
  expect(journey.stage).toBe('idle');
  expect(asked.some(([cmd]) => cmd === 'import')).toBe(false);
});

test('among many files, a strange table is a click away from its columns, and the message leads to what is folded', async () => {
  const strange = Array.from({ length: 30 }, (_, i) => file({ root: `/exports/table ${i}.csv`, format: 'mapped', account: null, asks: ['columns'] }));
  answers.plan = () => plan(...strange);
  answers.table = () => ({ sheets: [], header: ['Sent'], rows: [], guess: mapping() });
  await drop();
  await click('button', 'Go to it');
  expect(document.activeElement).toBe(find('button', 'Show 30 files of mapped'));
  await click('button', 'Show 30 files of mapped');
  await click('button', 'Go to it');
  expect(document.activeElement).toBe(find('button', 'Say what the columns of table 0.csv mean…'));
  await click('button', 'Say what the columns of table 0.csv mean…');
  expect(find('h1', 'What the columns of table 0.csv mean')).toBe(document.activeElement);
  await press('Escape');
  expect(document.activeElement).toBe(find('button', 'Say what its columns mean…'));
});
