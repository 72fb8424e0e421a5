// Where the user is and what they look at.

import type { Choice } from '../period';
import { windowOf } from '../period';
import type { Against, Filter, RowsRef, Status } from '../platform/api';
import { Question } from './question.svelte';

export type Page = 'overview' | 'charts' | 'waiting' | 'moments' | 'beside' | 'accounts' | 'imports' | 'open';

/** The messages behind a figure; of these accounts, where they are not those of the filter, and between these moments. */
export type Behind = RowsRef & { accounts?: string[]; between?: [string, string] };

export const status = new Question('status');
export const formats = new Question('formats');
/** Every account at the end of its data, and what the register knows of it. */
export const presences = new Question('presences');
/** Every chart that can be drawn. */
export const charts = new Question('charts');
/** What figures mean: the same pages as the command and the reports print. */
export const meanings = new Question('explain');

export const session = $state({
  page: 'overview' as Page,
  /** Names of accounts; none is all. */
  accounts: [] as string[],
  period: { preset: 'all' } as Choice,
  /** What the figures of the overview are compared with. */
  against: 'before' as Against,
  /** The figure whose messages are open. */
  behind: null as Behind | null,
  /** The chart that is open on the page of charts; none is all of them. */
  chart: null as string | null,
});

/** Goes to a page, and there to its beginning. */
export function go(page: Page) {
  session.page = page;
  session.chart = null;
}

/** Goes to a chart, to pull it. */
export function openChart(id: string) {
  session.page = 'charts';
  session.chart = id;
}

/** The accounts that are chosen and still there: an undo may have taken one away. */
export function chosenAccounts(): string[] {
  return session.accounts.filter((name) => status.answer?.accounts.some((account) => account.name === name));
}

/** The accounts that say anything: a feed holds releases and says nothing itself. */
export function speaking(status: Status): string[] {
  return status.accounts.filter((account) => account.platform !== 'feed').map((account) => account.name);
}

/** An account of others, that ours are compared with: figures of all accounts leave it out. */
export function isPeer(name: string): boolean {
  return presences.answer?.some((presence) => presence.account === name && presence.peer) ?? false;
}

/** The filter that every figure and every list of messages is asked with. */
export function filter(): Filter {
  return {
    accounts: chosenAccounts(),
    window: windowOf(session.period, status.answer?.last_day ?? null),
    as_of: null,
  };
}
