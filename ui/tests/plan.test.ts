import { expect, test } from 'vitest';

import { accountNamed, draftOf, edited, missing, NO_OVERRIDES, overruledBy, planOf, rereadAs, shown, widened, type Entry } from '../src/plan';
import { file, person, plan } from './fake';

function draft(...files: Parameters<typeof file>[0][]) {
  return draftOf(plan(...files.map(file)));
}

function only(of: { entries: Entry[] }): Entry {
  const [entry] = of.entries;
  if (entry === undefined) throw new Error('the draft is empty');
  return entry;
}

test('a plan that nobody touches goes back as it came', () => {
  const before = plan(file(), file({ path: 'b.csv', account: null, account_from_rows: true }));
  expect(planOf(draftOf(before), [])).toEqual(before);
  expect(planOf(draftOf({ ...before, pseudonyms: true }), []).pseudonyms).toBe(true);
});

test('another handle is another account, of which nothing else is known', () => {
  const guess = file().account;
  expect(accountNamed(guess, ' @Roads ', 'x')).toEqual({ platform: 'x', handle: 'Roads', native_id: null, display_name: null });
  expect(accountNamed(guess, '@millbrook', 'x')).toEqual(guess);
  expect(accountNamed(guess, ' @ ', 'x')).toBeNull();
  expect(accountNamed(null, 'roads', 'linkedin')?.platform).toBe('linkedin');
});

test('the account that is typed is the one that is imported', () => {
  const before = draft({ account: null });
  expect(missing(only(before))).toEqual(['account']);
  const after = edited(before, only(before), { handle: '@roads' });
  expect(missing(only(after))).toEqual([]);
  expect(planOf(after, []).files[0]?.account?.handle).toBe('roads');
});

test('nobody asks for the account of a file that is left out or that names its accounts in its rows', () => {
  expect(missing(only(draft({ account: null, include: false })))).toEqual([]);
  expect(missing(only(draft({ account: null, account_from_rows: true })))).toEqual([]);
});

test('an unticked file stays in the plan, unticked', () => {
  const before = draft({});
  expect(planOf(edited(before, only(before), { include: false }), []).files[0]?.include).toBe(false);
});

test('reading a file in another zone keeps what was typed and ticked', () => {
  const entry = { ...only(draft({ zone: 'Europe/London' })), handle: 'roads', include: false };
  const overrides = overruledBy(entry, { zone: 'Europe/Paris' });
  expect(overrides).toEqual({ ...NO_OVERRIDES, account: 'roads', zone: 'Europe/Paris' });
  const after = { ...entry, ...rereadAs(entry, overrides, plan(file({ path: 'other' }), file({ zone: 'Europe/Paris' }))) };
  expect(after).toMatchObject({ handle: 'roads', include: false, overrides, failure: null });
  expect(after.file.zone).toBe('Europe/Paris');
});

test('a guess that nobody changed gives way to a newer one', () => {
  const change = rereadAs(only(draft({})), NO_OVERRIDES, plan(file({ account: null })));
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
  const change = rereadAs(only(draft({})), NO_OVERRIDES, { ...plan(), refused: [problem] });
  expect(change).toMatchObject({ overrides: NO_OVERRIDES, reading: false, failure: { code: 'refused', message: 'there is no column Tweet id', hint: 'Choose another format.', detail: '' } });
});

test('adding files keeps what was said about the others', () => {
  const before = draft({});
  const said = edited(before, only(before), { handle: 'roads' });
  const after = widened(said, plan(file(), file({ path: 'new.csv' })));
  expect(after.entries.map((entry) => entry.handle)).toEqual(['roads', 'Millbrook']);
});

test('a file is named by what was opened and where in it', () => {
  expect(shown(file())).toBe('posts.csv');
  expect(shown(file({ root: 'C:\\exports\\all.zip', path: 'data/tweets.js' }))).toBe('all.zip/data/tweets.js');
});

test('until its columns are known, a table asks for nothing else', () => {
  expect(missing(only(draft({ account: null, asks: ['columns', 'zone'] })))).toEqual(['columns']);
});

test('a strange table among exports is left out until somebody says what it is; one that was opened itself is meant', () => {
  expect(only(draft({ asks: ['columns'], root: '/exports', path: 'budget.csv' })).include).toBe(false);
  expect(only(draft({ asks: ['columns'] })).include).toBe(true);
});

test('an answered question can still be answered otherwise, and the people that were seen stay on offer', () => {
  const entry = only(draft({ asks: ['ours'], preview: [person('@jo'), person('Press desk'), person('@jo')] }));
  expect(entry.names).toEqual(['jo', 'Press desk']);
  const answered = rereadAs(entry, { ...NO_OVERRIDES, ours: ['Press desk'] }, plan(file({ preview: [person('@jo')] })));
  expect(answered).toMatchObject({ asked: ['ours'], names: ['jo', 'Press desk'] });
});

test('what is typed while a file is read again stays', () => {
  const entry = only(draft({}));
  const typing = { ...entry, handle: 'roa' };
  expect(rereadAs(typing, { ...NO_OVERRIDES, zone: 'UTC' }, plan(file())).handle).toBe('roa');
});

test('an account that is taken back gives way to the guess', () => {
  const chosen = { ...only(draft({ account: { platform: 'x', handle: 'roads', native_id: null, display_name: null } })), handle: 'roads' };
  expect(rereadAs(chosen, NO_OVERRIDES, plan(file())).handle).toBe('Millbrook');
});
