import { expect, test } from 'vitest';

import { accountNamed, draftOf, edited, lacksAccount, NO_OVERRIDES, planOf, rereadAs, shown, widened, type Entry } from '../src/plan';
import { file } from './fake';

function draft(...files: Parameters<typeof file>[0][]) {
  return draftOf({ files: files.map(file), refused: [] });
}

function only(of: { entries: Entry[] }): Entry {
  const [entry] = of.entries;
  if (entry === undefined) throw new Error('the draft is empty');
  return entry;
}

test('a plan that nobody touches goes back as it came', () => {
  const plan = { files: [file(), file({ path: 'b.csv', account: null, account_from_rows: true })], refused: [] };
  expect(planOf(draftOf(plan))).toEqual(plan);
});

test('another handle is another account, of which nothing else is known', () => {
  const guess = file().account;
  expect(accountNamed(guess, ' @Roads ')).toEqual({ platform: 'x', handle: 'Roads', native_id: null, display_name: null });
  expect(accountNamed(guess, '@millbrook')).toEqual(guess);
  expect(accountNamed(guess, ' @ ')).toBeNull();
  expect(accountNamed(null, 'roads')?.platform).toBe('x');
});

test('the account that is typed is the one that is imported', () => {
  const before = draft({ account: null });
  expect(lacksAccount(only(before))).toBe(true);
  const after = edited(before, only(before), { handle: '@roads' });
  expect(lacksAccount(only(after))).toBe(false);
  expect(planOf(after).files[0]?.account?.handle).toBe('roads');
});

test('nobody asks for the account of a file that is left out or that names its accounts in its rows', () => {
  expect(lacksAccount(only(draft({ account: null, include: false })))).toBe(false);
  expect(lacksAccount(only(draft({ account: null, account_from_rows: true })))).toBe(false);
});

test('an unticked file stays in the plan, unticked', () => {
  const before = draft({});
  expect(planOf(edited(before, only(before), { include: false })).files[0]?.include).toBe(false);
});

test('reading a file in another zone keeps what was typed and ticked', () => {
  const entry = { ...only(draft({ zone: 'Europe/London' })), handle: 'roads', include: false };
  const overrides = { ...NO_OVERRIDES, zone: 'Europe/Paris' };
  const change = rereadAs(entry, overrides, { files: [file({ path: 'other' }), file({ zone: 'Europe/Paris' })], refused: [] });
  expect(change).toMatchObject({ handle: 'roads', include: false, overrides, failure: null });
  expect(change.file?.zone).toBe('Europe/Paris');
});

test('a guess that nobody changed gives way to a newer one', () => {
  const change = rereadAs(only(draft({})), NO_OVERRIDES, { files: [file({ account: null })], refused: [] });
  expect(change.handle).toBe('');
});

test('a file that can’t be read that way stays as it was, with the reason', () => {
  const problem = {
    severity: 'refused' as const,
    code: 'missing-column' as const,
    file: 'posts.csv',
    line: 1,
    column: 'Tweet id',
    message: 'there is no column Tweet id',
    hint: 'Choose another format.',
    raw: null,
  };
  const change = rereadAs(only(draft({})), NO_OVERRIDES, { files: [], refused: [problem] });
  expect(change).toEqual({ failure: { code: 'refused', message: 'there is no column Tweet id', hint: 'Choose another format.', detail: '' } });
});

test('adding files keeps what was said about the others', () => {
  const before = draft({});
  const said = edited(before, only(before), { handle: 'roads' });
  const after = widened(said, { files: [file(), file({ path: 'new.csv' })], refused: [] });
  expect(after.entries.map((entry) => entry.handle)).toEqual(['roads', 'Millbrook']);
});

test('a file is named by what was opened and where in it', () => {
  expect(shown(file())).toBe('posts.csv');
  expect(shown(file({ root: 'C:\\exports\\all.zip', path: 'data/tweets.js' }))).toBe('all.zip/data/tweets.js');
});
