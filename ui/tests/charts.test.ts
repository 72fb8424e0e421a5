import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { ChartRequest, ChartView } from '../src/platform/api';
import { costsOf } from '../src/shift';
import { gallery } from '../src/state/gallery.svelte';
import { pulled, pulling } from '../src/state/pulling.svelte';
import { charts, session } from '../src/state/session.svelte';
import { shift } from '../src/state/shift.svelte';
import { SIZES } from '../src/charts';
import { answers, askedFor, chart, failure, forget, overview, status } from './fake';
import { click, close, find, press, said, settled, show } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const filter = { accounts: [], window: { from: null, to: null }, as_of: null };
const slide = { filter, width: 1600, height: 900, theme: 'light', shift: null, against: null };
const names = [
  { id: 'ladder', name: 'Ladder', about: 'what was said', assumes: false },
  { id: 'followers', name: 'Followers', about: 'followers over time', assumes: false },
  { id: 'waiting-beside', name: 'Compared', about: 'who waits', assumes: false },
  { id: 'people', name: 'People', about: 'who wrote', assumes: false },
  { id: 'shift', name: 'Channel shift', about: 'what it may have saved', assumes: true },
];

function drawn({ id, width, height }: ChartRequest): ChartView {
  const empty = id === 'followers' ? { alt: 'An empty chart. No export counts followers.', marks: [], table: [] } : { alt: `In words, ${id}.` };
  return { ...chart(id), width, height, ...empty };
}

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(session, { page: 'charts', chart: null, accounts: [], period: { preset: 'all' }, behind: null });
  Object.assign(shift, costsOf('county'), { low: '', central: '', high: '' });
  Object.assign(pulled, { size: SIZES[0], theme: 'light', against: null, scale: 2 });
  pulling.forget();
  charts.answer = null;
  answers.status = () => status();
  answers.formats = () => [];
  answers.presences = () => [];
  answers.explain = () => [];
  answers.overview = () => overview();
  answers.figures = () => [];
  answers.rows = () => ({ total: 0, rows: [] });
  answers.charts = () => names;
  answers.chart = drawn;
  answers.copy_chart = () => ({});
  answers.save_chart = () => true;
});

afterEach(async () => {
  await close();
  forget();
  vi.useRealTimers();
});

async function open(name: string) {
  await show();
  await click('button', name);
}

function tiles(): (string | undefined)[] {
  return [...document.querySelectorAll<HTMLElement>('[data-chart]')].map((tile) => tile.dataset.chart);
}

function heading(): string | null | undefined {
  return document.querySelector('h1')?.textContent;
}

/** What stands in the live region beside the buttons. */
function told(): string | null | undefined {
  return document.querySelector('.done')?.textContent;
}

function ofSize(width: number): string[] {
  return askedFor('chart')
    .filter((request) => request.width === width)
    .map(({ id }) => id);
}

test('charts are asked for in order, each when the one before has come', async () => {
  const waiting: (() => void)[] = [];
  answers.chart = (request) => new Promise((arrive) => waiting.push(() => arrive(drawn(request))));
  await show();
  expect(ofSize(480)).toEqual(['ladder']);
  expect(tiles(), 'each has its place while it is drawn').toEqual(['ladder', 'followers', 'waiting-beside', 'people']);
  expect(document.querySelector('[data-chart] svg')).toBeNull();
  waiting[0]?.();
  await settled();
  expect(ofSize(480)).toEqual(['ladder', 'followers']);
  expect(document.querySelectorAll('[data-chart] svg')).toHaveLength(1);
  waiting[1]?.();
  await settled();
  expect(ofSize(480)).toEqual(['ladder', 'followers', 'waiting-beside']);
  for (const arrive of [2, 3]) {
    waiting[arrive]?.();
    await settled();
  }
  expect(ofSize(480)).toEqual(['ladder', 'followers', 'waiting-beside', 'people']);
});

test('what is drawn already is not asked for again; another selection is', async () => {
  await show();
  await click('button', 'Waiting');
  await click('button', 'Charts');
  expect(ofSize(480)).toEqual(['ladder', 'followers', 'waiting-beside', 'people']);
  session.accounts = ['Roads'];
  await settled();
  expect(askedFor('chart').slice(4).map((request) => request.filter.accounts)).toEqual(Array(4).fill(['Roads']));
});

test('a chart with nothing to show stands at the end, and says why', async () => {
  await show();
  expect(tiles()).toEqual(['ladder', 'waiting-beside', 'people']);
  const section = find('h2', 'Nothing to show in this selection').parentElement;
  expect(section?.textContent?.replace(/\s+/g, ' ')).toContain('Followers No export counts followers.');
});

test('a tile says its title, and one that could not be drawn says why', async () => {
  answers.chart = (request) => {
    if (request.id === 'people') throw failure('internal', 'no people today');
    return drawn(request);
  };
  await show();
  expect(find('button', 'Ladder: The ladder chart.').textContent).toContain('What was said.');
  expect(find('button', 'No people today.').dataset.chart).toBe('people');
  expect(gallery.drawn.people?.chart).toBeNull();
});

test('what needs an assumption is asked for when it is made, and else leads to where it is', async () => {
  await show();
  expect(ofSize(480)).not.toContain('shift');
  expect(said()).toContain('which are your assumption');
  await click('button', 'Say them on Waiting');
  expect(session.page).toBe('waiting');
  Object.assign(shift, { low: '10', central: '20', high: '30' });
  await click('button', 'Charts');
  expect(askedFor('chart').at(-1)).toMatchObject({ id: 'shift', shift: { preset: 'county', shares: [0.1, 0.2, 0.3] } });
  expect(tiles()).toContain('shift');
});

test('a chart opens as it will be pulled: a light slide, whatever the window is', async () => {
  await open('Ladder');
  expect(askedFor('chart').at(-1)).toEqual({ id: 'ladder', ...slide });
  expect(heading()).toBe('Ladder');
  expect(document.activeElement).toBe(document.querySelector('h1'));
  await click('button', 'Square');
  find('[aria-label="Theme of the picture"] button', 'Dark').click();
  await settled();
  expect(askedFor('chart').at(-1)).toMatchObject({ width: 1080, height: 1080, theme: 'dark' });
  expect(find('button', 'Square').getAttribute('aria-pressed')).toBe('true');
  expect(find('p', '2160 × 2160 pixels')).toBeDefined();
});

test('its parts open their messages, and its words and its table stand below', async () => {
  await open('Ladder');
  expect(said()).toContain('In words, ladder.');
  expect(find('th', 'Month').closest('[role=region]')?.getAttribute('aria-label')).toBe('The ladder chart: table');
  await click('button', 'Apr 2026 · Dialogue');
  expect(askedFor('rows')[0]).toMatchObject({ id: 'rung(dialogue)', month: '2026-04' });
});

test('only waits are compared', async () => {
  await open('Ladder');
  expect(said()).not.toContain('Compared with');
  await click('button', 'All charts');
  await click('button', 'Compared');
  expect(askedFor('chart').at(-1)).toEqual({ ...slide, id: 'waiting-beside' });
  await click('button', 'The year before');
  expect(askedFor('chart').at(-1)).toEqual({ ...slide, id: 'waiting-beside', against: 'year-before' });
});

test.each([
  ['Copy picture', 'copy_chart', 'png', 4, 'Copied.'],
  ['Copy SVG', 'copy_chart', 'svg', 1, 'Copied.'],
  ['Save PNG', 'save_chart', 'png', 4, 'Saved.'],
  ['Save SVG', 'save_chart', 'svg', 1, 'Saved.'],
  ['Save numbers', 'save_chart', 'csv', 1, 'Saved.'],
  ['Save as page', 'save_chart', 'html', 1, 'Saved.'],
] as const)('%s', async (button, command, file, scale, done) => {
  await open('Ladder');
  await click('button', '4×');
  expect(said()).toContain('6400 × 3600 pixels');
  await click('button', button);
  expect(askedFor(command)).toEqual([{ chart: { id: 'ladder', ...slide }, file, scale }]);
  expect(told()).toBe(done);
  await click('button', 'Tile');
  expect(told(), 'another picture has not been pulled yet').toBe('');
});

test('who dismisses the question is told nothing', async () => {
  answers.save_chart = () => false;
  await open('Ladder');
  await click('button', 'Save PNG');
  expect(askedFor('save_chart')).toHaveLength(1);
  expect(told()).toBe('');
  expect(document.querySelector('[role=alert]')).toBeNull();
});

test('what fails says what to do instead', async () => {
  answers.copy_chart = () => {
    throw failure('uncopied', 'the clipboard can’t be written', 'save a file instead');
  };
  await open('Ladder');
  await click('button', 'Copy picture');
  expect(told()).toBe('');
  expect(find('[role=alert]', 'Nothing was copied.').textContent).toContain('Save a file instead.');
  await click('button', 'Save SVG');
  expect(document.querySelector('[role=alert]'), 'the next attempt takes it away').toBeNull();
});

test('one is pulled at a time', async () => {
  let dismiss = () => {};
  answers.save_chart = () => new Promise((answer) => (dismiss = () => answer(false)));
  await open('Ladder');
  await click('button', 'Save PNG');
  await click('button', 'Save SVG');
  expect(askedFor('save_chart')).toHaveLength(1);
  dismiss();
  await settled();
  await click('button', 'Save SVG');
  expect(askedFor('save_chart')).toHaveLength(2);
  dismiss();
  await settled();
});

test('Escape leads back to the tile, and not past what is open', async () => {
  await open('People');
  await click('button', 'Period');
  await press('Escape', find('button', 'Period'));
  expect(heading(), 'it closed the periods').toBe('People');
  await press('Escape');
  expect(heading()).toBe('Charts to pull onto a slide');
  expect((document.activeElement as HTMLElement).dataset.chart).toBe('people');
  await click('button', 'People');
  await click('button', 'All charts');
  expect((document.activeElement as HTMLElement).dataset.chart).toBe('people');
});

test('Escape closes the messages behind a part before the chart', async () => {
  await open('Ladder');
  await click('button', 'Apr 2026 · Dialogue');
  await press('Escape', document.querySelector('dialog'));
  await press('ArrowRight', document.body);
  expect(heading()).toBe('Ladder');
});

test('from one chart to the next, past those that are empty, and round', async () => {
  await open('Ladder');
  expect(find('p', '1 of 4').getAttribute('role')).toBe('status');
  await click('button', 'Next');
  expect(heading()).toBe('Compared');
  await press('ArrowRight', document.querySelector('h1'));
  expect(heading()).toBe('People');
  await press('ArrowLeft', document.body);
  await click('button', 'Previous');
  expect(heading()).toBe('Ladder');
  await click('button', 'Previous');
  expect(heading()).toBe('Channel shift');
  expect(said(), 'what it lacks is said here too').toContain('which are your assumption');
});

test('arrows in the drawing, in the table and in a field stay there', async () => {
  await open('Ladder');
  for (const place of ['.mark', '.scroll', 'input']) {
    await press('ArrowRight', document.querySelector(place));
    expect(heading(), place).toBe('Ladder');
  }
});

async function control(key: string, held: KeyboardEventInit) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held });
  document.body.dispatchEvent(event);
  await settled();
}

test('Ctrl+C and Cmd+C copy the picture, unless words are selected', async () => {
  await open('Ladder');
  await control('c', { ctrlKey: true });
  await control('c', { metaKey: true });
  expect(askedFor('copy_chart')).toEqual(Array(2).fill({ chart: { id: 'ladder', ...slide }, file: 'png', scale: 2 }));
  expect(told()).toBe('Copied.');
  const selection = vi.spyOn(window, 'getSelection').mockReturnValue({ toString: () => 'words' } as Selection);
  await control('c', { ctrlKey: true });
  selection.mockRestore();
  await click('button', 'All charts');
  await control('c', { ctrlKey: true });
  expect(askedFor('copy_chart')).toHaveLength(2);
});

test('of two pictures copied one after another the second is on the clipboard, and said to be', async () => {
  await open('Ladder');
  const ends: ((nothing: Record<string, never>) => void)[] = [];
  answers.copy_chart = () => new Promise((end) => ends.push(end));
  await control('c', { ctrlKey: true });
  await click('button', 'Next');
  await control('c', { ctrlKey: true });
  ends[0]?.({});
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  expect(told(), 'the first is no longer asked for').toBe('');
  ends[1]?.({});
  await vi.waitFor(() => expect(told()).toBe('Copied.'));
  const ids = askedFor('copy_chart').map((request) => request.chart.id);
  expect(ids[0]).toBe('ladder');
  expect(ids[1]).not.toBe('ladder');
});

test('a chart of the overview leads here', async () => {
  session.page = 'overview';
  await show();
  await click('button', 'Pull…');
  expect(heading()).toBe('Ladder');
  expect(askedFor('chart').map(({ id, width }) => [id, width]), 'it alone is asked for').toEqual([['ladder', 1600]]);
  await click('button', 'Charts');
  expect(heading(), 'the page begins with all of them').toBe('Charts to pull onto a slide');
});

test('a chart that can not be drawn says so and can be tried again', async () => {
  await show();
  answers.chart = () => {
    throw failure('store-locked');
  };
  await click('button', 'Ladder');
  expect(find('[role=alert]', 'The store is in use')).toBeDefined();
  answers.chart = drawn;
  await click('button', 'Try again');
  expect(document.querySelector('.mark')).not.toBeNull();
});
