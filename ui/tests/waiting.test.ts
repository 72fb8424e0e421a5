import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Explanation } from '../src/platform/api';
import { costsOf } from '../src/shift';
import { session } from '../src/state/session.svelte';
import { shift } from '../src/state/shift.svelte';
import { answers, askedFor, failure, figure, forget, status } from './fake';
import { click, close, field, find, put, said, settled, show } from './screen';

vi.mock('../src/platform', async () => (await import('./fake')).platform);

const filter = { accounts: [], window: { from: null, to: null }, as_of: null };
const values: Record<string, string> = {
  'response_definition(kaplan-meier)': '2.6 days',
  'response_definition(median-answered)': '12 h',
  promise_kept: '62%',
  promise_due: '7',
  response_median_business: '7.2 h',
};
let promised = true;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(session, { page: 'waiting', accounts: [], period: { preset: 'all' }, behind: null });
  Object.assign(shift, costsOf('county'), { low: '', central: '', high: '' });
  promised = true;
  answers.status = () => status();
  answers.formats = () => [];
  answers.rows = () => ({ total: 0, rows: [] });
  answers.explain = () => Object.keys(values).map((id) => ({ id, definition: `the rule of ${id}: hides someone`, source: 'a test', page: id }) as Explanation);
  answers.figures = ({ ids }) =>
    ids.map((id) => {
      const unknown = id.startsWith('promise') && !promised;
      const change = unknown ? { value: '–', note: 'no promise of an answer is known: `earshot promise` says one', rows: null } : {};
      return figure({ id, label: `Figure ${id}`, value: values[id] ?? '1 h', rows: { id, month: null, title: '' }, ...change });
    });
  answers.shift = ({ shares, phone, reply }) => ({
    answered: 1000,
    phone: phone ?? 2.9,
    reply: reply ?? 0.32,
    costs: phone === null ? 'a county council’s own figures' : 'as given',
    shares,
    avoidable_cost: [258, 516, -774],
    note: 'estimated avoidable cost; an average cost is not a marginal one: fewer calls',
  });
});

afterEach(async () => {
  await close();
  forget();
  vi.useRealTimers();
});

async function estimate(low: string, central: string, high: string) {
  await put('Low', low);
  await put('Likely', central);
  await put('High', high);
  await click('button', 'Estimate');
}

test('six rules are asked of one set of messages, and each says what it hides', async () => {
  await show();
  const asked = askedFor('figures').filter(({ ids }) => ids.includes('promise_due'));
  expect(asked).toHaveLength(1);
  expect(asked[0]?.ids.filter((id) => id.startsWith('response_definition'))).toHaveLength(6);
  expect(document.querySelectorAll('button.rule')).toHaveLength(6);
  expect(find('button', 'Figure response_definition(kaplan-meier)').textContent).toContain('Earshot’s own');
  expect(said()).toContain('The rule of response_definition(median-answered): hides someone.');
});

test('this program’s own rule is the headline until another is chosen', async () => {
  await show();
  expect(find('h1', '“Figure response_definition(kaplan-meier)” says 2.6 days')).toBeDefined();
  await click('button', 'Figure response_definition(median-answered)');
  expect(find('h1', '“Figure response_definition(median-answered)” says 12 h')).toBeDefined();
  expect(find('button', 'Figure response_definition(median-answered)').getAttribute('aria-pressed')).toBe('true');
  await click('button', 'Show the messages');
  expect(askedFor('rows')[0]?.id).toBe('response_definition(median-answered)');
});

test('who is still to be answered in time opens soonest first', async () => {
  await show();
  await click('button', 'Figure promise_due: 7');
  expect(askedFor('rows')[0]?.id).toBe('promise_due');
  expect(find('h2', 'Due by promise, soonest first')).toBeDefined();
});

test('without a promise the page says where one is said, and leads there', async () => {
  promised = false;
  await show();
  expect(said()).toContain('no promise of an answer is known: say one under “Accounts”');
  expect(said(), 'who is at the window has no use for a command').not.toContain('`earshot');
  await click('button', 'Say what an account promises');
  expect(session.page).toBe('accounts');
  expect(document.activeElement?.tagName, 'the link has gone with its page, and keys go on from the next').toBe('MAIN');
});

test('the shares have no default, and nothing is estimated without them', async () => {
  await show();
  expect(['Low', 'Likely', 'High'].map((label) => field(label).value)).toEqual(['', '', '']);
  await click('button', 'Estimate');
  expect(said()).toContain('Write three shares in percent');
  expect(askedFor('shift')).toEqual([]);
});

test('an estimate is called one, with its range, what it is made of and what it is not', async () => {
  await show();
  await estimate('10', '20 %', '30');
  expect(askedFor('shift')).toEqual([{ filter, preset: 'county', phone: null, reply: null, shares: [0.1, 0.2, 0.3] }]);
  for (const words of [
    'Estimated avoidable cost £516 £258 – −£774',
    '1,000 answered messages × 20% (10% – 30%) who would otherwise have phoned, as you assume × £2.58',
    'a county council’s own figures',
    'An average cost is not a marginal one: fewer calls.',
  ]) {
    expect(said()).toContain(words);
  }
});

test('other published costs fill the fields, and one’s own are told as given', async () => {
  await show();
  await put('Published by', 'nwegg-2008');
  expect([field('A phone call').value, field('A reply').value]).toEqual(['4.00', '0.17']);
  await put('A reply', '£0.50');
  await estimate('1', '2', '3');
  expect(askedFor('shift')[0]).toMatchObject({ preset: 'nwegg-2008', phone: 4, reply: 0.5 });
});

test.each([
  ['10', '5', '30', 'The low share comes first'],
  ['10', '20', '130', 'at most 100 percent'],
  ['few', '20', '30', 'Write three shares in percent'],
])('shares that are none are refused: %s %s %s', async (low, central, high, why) => {
  await show();
  await estimate(low, central, high);
  expect(said()).toContain(why);
  expect(field('Low').getAttribute('aria-invalid')).toBe('true');
  expect(askedFor('shift')).toEqual([]);
});

test('an estimate follows the period, and goes when what it was made of changes', async () => {
  await show();
  await estimate('10', '20', '30');
  await click('button', 'Last month');
  expect(askedFor('shift').at(-1)?.filter.window).toEqual({ from: '2026-09-01', to: '2026-10-01' });
  await put('High', '40');
  expect(said()).not.toContain('Estimated avoidable cost');
});

test('an estimate that can’t be made says why', async () => {
  answers.shift = () => {
    throw failure('bad-request', 'what people asked is not in this data', 'Import conversations.');
  };
  await show();
  await estimate('10', '20', '30');
  expect(said()).toContain('What people asked is not in this data. Import conversations.');
});

test('what is typed stays while other pages are looked at', async () => {
  await show();
  await put('Low', '10');
  session.page = 'accounts';
  await settled();
  session.page = 'waiting';
  await settled();
  expect(field('Low').value).toBe('10');
});

test('figures that can’t be had say why, and can be asked for again', async () => {
  answers.figures = () => {
    throw failure('internal', 'the figures could not be computed', 'Try a shorter period.');
  };
  await show();
  expect(said()).toContain('Try a shorter period.');
});
