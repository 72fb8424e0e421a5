import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { NO_OVERRIDES } from '../src/plan';
import type { FilePlan, TableHead } from '../src/platform/api';
import { journey, leave } from '../src/state/journey.svelte';
import { session } from '../src/state/session.svelte';
import { answers, askedFor, failure, file, forget, machine, mapping, overview, person, plan, planning, report, status } from './fake';
import { click, close, field, find, later, options, press, put, said, settled, show, tickOff } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const HEADER = ['Sent', 'Side', 'Name', 'Words', 'Thumbs'];
const ROWS = [
  ['3/4/2026 10:00', 'desk', 'Town Hall', 'On Tuesday, and <b>sorry</b>.', '1,5'],
  ['4/4/2026 11:00', 'visitor', 'Jo', 'When?', '2'],
];
const strange: Partial<FilePlan> = {
  root: '/exports/chat.csv',
  format: 'mapped',
  account: null,
  asks: ['columns', 'account', 'zone'],
  mapping: mapping(),
  unused: ['Side'],
};

function head(change: Partial<TableHead> = {}): TableHead {
  return { sheets: [], header: HEADER, rows: ROWS, guess: mapping(), ...change };
}

beforeEach(() => {
  vi.useFakeTimers();
  leave();
  session.page = 'overview';
  answers.status = () => status();
  answers.formats = () => [{ id: 'mapped', name: 'Any other table', platform: 'conversation', both_sides: false, files: '', carries: [], limits: [] }];
  answers.overview = () => overview();
  answers.plan = planning({ ...strange, preview: [person('Jo', 'As it would be read')] });
  answers.table = ({ overrides }) => head(overrides.mapping === null ? {} : { guess: overrides.mapping });
  answers.import = () => [report()];
});

afterEach(async () => {
  await close();
  forget();
  vi.useRealTimers();
});

async function explain() {
  await show();
  machine.drop(['/exports/chat.csv']);
  await settled();
  await click('button', 'Say what its columns mean…');
  await later(300);
}

function use(): HTMLButtonElement {
  return find('button', 'Use this') as HTMLButtonElement;
}

test('the table is asked for, and stands there with what its columns seem to mean', async () => {
  await explain();
  expect(askedFor('table')).toEqual([{ root: '/exports/chat.csv', path: '', overrides: NO_OVERRIDES }]);
  expect(find('h1', 'What the columns of chat.csv mean')).toBe(document.activeElement);
  expect(HEADER.map((column) => field(column).value)).toEqual(['time', 'unused', 'unused', 'text', 'unused']);
  expect(said(), 'a cell is text').toContain('<b>sorry</b>');
  expect(said()).toContain('As it would be read');
  expect(said()).toContain('Columns not used: Side');
});

test('each change is read again, a moment after the last one', async () => {
  await explain();
  const before = askedFor('plan').length;
  await put('Name', 'author');
  await put('Thumbs', 'count');
  await later(299);
  expect(askedFor('plan').length).toBe(before);
  await later(1);
  expect(askedFor('plan').length).toBe(before + 1);
  expect(askedFor('plan').at(-1)?.overrides.mapping).toMatchObject({
    header: HEADER,
    columns: { time: 'Sent', text: 'Words', author: 'Name' },
    metrics: { Thumbs: 'thumbs' },
  });
});

test('what is used is what the file is read with, and nothing is asked twice', async () => {
  await explain();
  await put('Name for files like this', 'Chat of the town hall');
  await put('Times are in', 'Europe/Stockholm');
  use().click();
  await settled();
  const { overrides } = askedFor('plan').at(-1) ?? { overrides: NO_OVERRIDES };
  expect(overrides).toMatchObject({ zone: null, ours: [], mapping: { name: 'Chat of the town hall', zone: 'Europe/Stockholm' } });
  expect(said()).toContain('Read by the mapping Chat of the town hall, chosen by hand.');
  expect(document.activeElement, 'the focus is back where it was').toBe(find('button', 'Change what its columns mean…'));
  await put('Account', 'townhall');
  await put('Times are in', 'Europe/Stockholm');
  await click('button', 'Import 1 file');
  expect(askedFor('import')[0]?.plan.files[0]).toMatchObject({ account: { handle: 'townhall' }, mapping: { name: 'Chat of the town hall' } });
});

test('a mapping that was used can be changed, and taken back', async () => {
  await explain();
  use().click();
  await settled();
  await click('button', 'Change what its columns mean…');
  await later(300);
  expect(askedFor('table').at(-1)?.overrides.mapping?.name).toBe('chat');
  await press('Escape');
  await click('button', 'Take back the mapping chat');
  expect(askedFor('plan').at(-1)?.overrides.mapping).toBeNull();
  expect(said()).toContain('chat.csv: say what its columns mean');
});

test('Escape goes back to the button, and what was said is there again', async () => {
  answers.table = () => head();
  await explain();
  await put('Name', 'author');
  await put('Sent', 'unused');
  await press('Escape', field('Name'));
  expect(find('h1', '1 file to import').closest('[hidden]')).toBeNull();
  expect(document.activeElement).toBe(find('button', 'Say what its columns mean…'));
  expect(find('button', 'Import 1 file')).toHaveProperty('disabled', true);
  await click('button', 'Say what its columns mean…');
  await later(300);
  expect(field('Name').value).toBe('author');
  expect(field('Sent').value).toBe('unused');
});

test('what was said stays while somebody looks at another page', async () => {
  await explain();
  await put('Name', 'author');
  await click('button', 'Overview');
  session.page = 'open';
  await settled();
  await later(300);
  expect(field('Name').value).toBe('author');
});

test('words of the direction are offered from the cells, and one is needed', async () => {
  await explain();
  await put('Side', 'direction');
  expect(said()).toContain('Which words in “Side” mean that you said it?');
  expect(said()).toContain('Tick at least one word, or make the column something else.');
  expect(use().disabled).toBe(true);
  await tickOff('desk');
  expect(use().disabled).toBe(false);
  await later(300);
  expect(askedFor('plan').at(-1)?.overrides.mapping).toMatchObject({ columns: { direction: 'Side' }, outbound: ['desk'] });
});

test('where no column tells who speaks, names do; with none, every row is ours, and that is said', async () => {
  await explain();
  await put('Name', 'author');
  expect(said()).toContain('With none ticked, every row is read as yours');
  await tickOff('Town Hall');
  await later(300);
  expect(askedFor('plan').at(-1)?.overrides.mapping?.ours).toEqual(['Town Hall']);
});

test('what is missing is said, and nothing is read meanwhile', async () => {
  await explain();
  const before = askedFor('plan').length;
  await put('Sent', 'unused');
  await later(300);
  expect(said()).toContain('Say which column is the time.');
  expect(said()).toContain('The first rows stand here as soon as nothing is missing');
  expect(use().disabled).toBe(true);
  await put('Sent', 'time');
  await put('Name for files like this', ' ');
  expect(said()).toContain('Give files like this a name.');
  await later(300);
  expect(askedFor('plan').length).toBe(before);
});

test('a column that takes the place of another says so', async () => {
  await explain();
  await put('Side', 'time');
  expect(field('Sent').value).toBe('unused');
  expect(said()).toContain('“Sent” is not used any more: “Side” is the time now.');
});

test('what the keyboard passes over in one select keeps its column', async () => {
  await explain();
  field('Side').focus();
  for (const use of ['time', 'text', 'author']) await put('Side', use);
  expect(HEADER.map((column) => field(column).value)).toEqual(['time', 'author', 'unused', 'text', 'unused']);
  expect(said()).not.toContain('is not used any more');
  await put('Side', 'text');
  expect(said()).toContain('“Words” is not used any more: “Side” is the text now.');
  expect(HEADER.map((column) => field(column).value)).toEqual(['time', 'text', 'unused', 'unused', 'unused']);
});

test('who comes back to a select starts from what it was left with', async () => {
  await explain();
  field('Side').focus();
  await put('Side', 'time');
  field('Name').focus();
  field('Side').focus();
  await put('Side', 'unused');
  expect(field('Sent').value).toBe('unused');
});

test('a count has a name, made fit for the engine', async () => {
  await explain();
  await put('Thumbs', 'count');
  await put('Thumbs is counted as', 'Thumbs up!');
  expect(field('Thumbs is counted as').value).toBe('thumbs_up');
  await put('Thumbs is counted as', '!');
  expect(said()).toContain('Every count needs a name.');
});

test('dates and decimals are asked for only where they can be read in two ways', async () => {
  await explain();
  expect(options('In dates')).toHaveLength(3);
  expect(said()).not.toContain('Decimals have');
  await put('Thumbs', 'count');
  await put('Decimals have', ',');
  await put('In dates', 'day-first');
  await later(300);
  expect(askedFor('plan').at(-1)?.overrides.mapping).toMatchObject({ decimal: ',', dates: 'day-first' });
});

test('figures of days and releases have other columns', async () => {
  await explain();
  await put('Each row is', 'days');
  expect(options('Words')).toEqual(['not used', 'time', 'our account', 'a count']);
  expect(said()).toContain('Say which columns are counts.');
  await put('Each row is', 'releases');
  expect(options('Words')).not.toContain('a count');
  await put('Platform', 'feed');
  await later(300);
  expect(askedFor('plan').at(-1)?.overrides.mapping).toMatchObject({ rows: 'releases', platform: 'feed', columns: { time: 'Sent', text: 'Words' } });
});

test('another sheet is another table', async () => {
  const sheets = ['Chat', 'Notes'];
  const notes = head({ sheets, header: ['When', 'What'], guess: mapping({ columns: { time: 'When' }, header: ['When', 'What'] }) });
  answers.table = ({ overrides }) => (overrides.mapping?.sheet === 'Notes' ? notes : head({ sheets }));
  await explain();
  await put('Sheet', 'Notes');
  expect(field('When').value).toBe('time');
  await put('What', 'text');
  await later(300);
  expect(askedFor('plan').at(-1)?.overrides.mapping).toMatchObject({ sheet: 'Notes', columns: { time: 'When', text: 'What' } });
});

test('in a document the rows are looked for where somebody says', async () => {
  answers.plan = planning({ ...strange, root: '/exports/chat.json' });
  await explain();
  await put('The rows are at', 'data.items');
  expect(askedFor('table').at(-1)?.overrides.mapping?.rows_at).toBe('data.items');
  answers.table = () => {
    throw failure('refused', 'there are no rows there', 'Say where they are.');
  };
  await put('The rows are at', 'data.itemz');
  expect(said()).toContain('There are no rows there. Say where they are.');
  answers.table = () => head();
  await put('The rows are at', 'data.items');
  expect(said(), 'the field stays, to be put right').not.toContain('There are no rows there.');
});

test('columns of one name, or of none, say so, and a table without rows too', async () => {
  answers.table = () => head({ header: ['Sent', 'Sent', ''], rows: [] });
  await explain();
  expect(said()).toContain('same name as before');
  expect(said()).toContain('has no name');
  expect(said()).toContain('The table has no row below its names.');
});

test('long names and cells stay whole for those who ask', async () => {
  const long = 'a name that goes on and on '.repeat(12);
  answers.table = () => head({ header: [long], rows: [[long]], guess: mapping({ columns: {} }) });
  await explain();
  expect(document.querySelector('th label')?.getAttribute('title')).toBe(long);
  expect(document.querySelector('td')?.getAttribute('title')).toBe(long);
});

test('rows that can’t be read that way say why', async () => {
  await explain();
  answers.plan = () => ({
    ...plan(),
    refused: [
      { severity: 'note', code: 'not-recognised', file: 'other.txt', line: null, column: null, message: 'it is a picture', hint: '', raw: null },
      { severity: 'refused', code: 'no-mapping', file: 'chat.csv', line: null, column: null, message: 'the zone is no zone', hint: 'Choose another.', raw: null },
    ],
  });
  await put('Name', 'author');
  await later(300);
  expect(said()).toContain('The zone is no zone. Choose another.');
  answers.plan = planning({ ...strange, preview: [] });
  await put('Name', 'unused');
  await later(300);
  expect(said()).toContain('Not one of the first rows can be read this way.');
});

test('a zone that there is not has the reason under its field', async () => {
  await explain();
  const problem = { severity: 'refused' as const, code: 'no-zone' as const, line: null, column: null, raw: null };
  answers.plan = () => ({
    ...plan(),
    refused: [{ ...problem, file: 'chat.csv', message: 'there is no time zone `Copenhagen`', hint: 'did you mean Europe/Copenhagen?' }],
  });
  await put('Times are in', 'Copenhagen');
  await later(300);
  const note = document.getElementById(field('Times are in').getAttribute('aria-describedby') ?? '');
  expect(note?.textContent).toBe('There is no time zone `Copenhagen`. Did you mean Europe/Copenhagen?');
  expect(field('Times are in').value).toBe('Copenhagen');
  expect(document.querySelector('.columns .failure')).toBeNull();
});

test('a table that can’t be looked into says why, and can be tried again', async () => {
  answers.table = () => {
    throw failure('refused', 'the file is gone', 'Put it back.');
  };
  await explain();
  expect(said()).toContain('The file is gone. Put it back.');
  answers.table = () => head();
  await click('button', 'Try again');
  await later(300);
  expect(field('Sent').value).toBe('time');
});

test('files that are dropped meanwhile lead back to the plan', async () => {
  await explain();
  machine.drop(['/exports/more.csv']);
  await settled();
  expect(journey.columnsOf).toBeNull();
  expect(find('h1', '1 file to import').closest('[hidden]')).toBeNull();
});

test('in a folder only the file itself is meant', async () => {
  const inside = { ...strange, root: '/exports', path: 'chat.csv' };
  answers.plan = ({ overrides }) => {
    const { mapping } = overrides;
    return plan(file({ root: '/exports', path: 'a.csv' }), file({ ...inside, overrides, mapping, asks: mapping ? [] : ['columns'] }));
  };
  await explain();
  use().click();
  await settled();
  expect(askedFor('table')[0]).toMatchObject({ root: '/exports', path: 'chat.csv' });
  expect(field('exports/chat.csv').checked, 'who says what it is wants it').toBe(true);
  expect(journey.draft.entries.find((entry) => entry.file.path === 'a.csv')?.overrides.mapping).toBeNull();
});
