// What the columns of a table mean, while somebody says so.

import type { Mapping, Platform, Role, RowsAre, TableHead } from './platform/api';

/** What one column is. */
export type Use = Role | 'count' | 'unused';

export const ROWS: Record<RowsAre, string> = {
  messages: 'a message or a post',
  days: 'a day’s figures',
  releases: 'a press release',
};

export const USES: Record<Use, string> = {
  unused: 'not used',
  time: 'time',
  text: 'text',
  title: 'title',
  author: 'author',
  direction: 'direction',
  id: 'id',
  parent: 'parent: the id it answers',
  conversation: 'conversation',
  permalink: 'link to it',
  account: 'our account',
  count: 'a count',
};

export const PLATFORMS: Record<Platform, string> = {
  conversation: 'another platform',
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  reddit: 'Reddit',
  discourse: 'Discourse',
  yammer: 'Viva Engage',
  wordpress: 'WordPress',
  blogger: 'Blogger',
  disqus: 'Disqus',
  mediawiki: 'MediaWiki',
  inbox: 'an inbox or help desk',
  feed: 'a newsroom',
};

/** Counts that every platform has a word for; others keep their own names. */
export const COUNTS = [
  'reach',
  'impressions',
  'engagements',
  'likes',
  'replies',
  'reposts',
  'shares',
  'saves',
  'follows',
  'profile_visits',
  'url_clicks',
  'media_views',
];

const ROLES: Record<RowsAre, Role[]> = {
  messages: ['time', 'text', 'author', 'direction', 'id', 'parent', 'conversation', 'permalink', 'account'],
  days: ['time', 'account'],
  releases: ['time', 'title', 'text', 'id', 'permalink'],
};

/** What a column can be in such a table. */
export function usesIn(rows: RowsAre): Use[] {
  return ['unused', ...ROLES[rows], ...(rows === 'releases' ? [] : (['count'] as const))];
}

export function useOf(mapping: Mapping, column: string): Use {
  const role = ROLES[mapping.rows].find((candidate) => mapping.columns[candidate] === column);
  if (role !== undefined) return role;
  return mapping.rows !== 'releases' && mapping.metrics[column] !== undefined ? 'count' : 'unused';
}

/** The mapping with a column put to another use. Nothing but counts can be two columns, so the one that was it before is free. */
export function withUse(mapping: Mapping, column: string, use: Use): Mapping {
  const columns = Object.fromEntries(Object.entries(mapping.columns).filter(([role, of]) => of !== column && role !== use));
  const metrics = Object.fromEntries(Object.entries(mapping.metrics).filter(([of]) => of !== column));
  if (use === 'count') return { ...mapping, columns, metrics: { ...metrics, [column]: mapping.metrics[column] ?? countNamed(column) } };
  if (use !== 'unused') return { ...mapping, columns: { ...columns, [use]: column }, metrics };
  return { ...mapping, columns, metrics };
}

/** A name as counts have them: `Link clicks` is `link_clicks`. */
export function countNamed(typed: string): string {
  return typed
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

/** Different words of a column among the first rows, as they stand. */
export function wordsIn(head: TableHead, column: string | undefined): string[] {
  const at = column === undefined ? -1 : head.header.indexOf(column);
  if (at < 0) return [];
  return [...new Set(head.rows.map((row) => (row[at] ?? '').trim()).filter((word) => word !== ''))];
}

/** The mapping as it is used: without what such rows have no use for. */
export function settled(mapping: Mapping, header: string[]): Mapping {
  const columns = Object.fromEntries(Object.entries(mapping.columns).filter(([role]) => ROLES[mapping.rows].includes(role as Role)));
  const talks = mapping.rows === 'messages';
  return {
    ...mapping,
    name: mapping.name.trim(),
    header,
    columns,
    metrics: mapping.rows === 'releases' ? {} : mapping.metrics,
    outbound: talks && mapping.columns.direction !== undefined ? mapping.outbound : [],
    ours: asksOurs(mapping) ? mapping.ours : [],
    rows_at: mapping.rows_at === '' ? null : mapping.rows_at,
  };
}

/** Only where no column tells who speaks do the authors' names. */
export function asksOurs(mapping: Mapping): boolean {
  return mapping.rows === 'messages' && mapping.columns.direction === undefined && mapping.columns.author !== undefined;
}

/** `3/4/2026` can be read in two ways. */
export function asksDates(mapping: Mapping, head: TableHead): boolean {
  return mapping.dates !== null || wordsIn(head, mapping.columns.time).some((time) => /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/.test(time));
}

/** So can `1.234`. */
export function asksDecimal(mapping: Mapping, head: TableHead): boolean {
  const counts = mapping.rows === 'releases' ? [] : Object.keys(mapping.metrics);
  return mapping.decimal !== null || counts.some((column) => wordsIn(head, column).some((cell) => /\d[.,]\d/.test(cell)));
}

export type Lack = { of: 'columns' | 'counts' | 'direction' | 'name'; words: string };

/** What must still be said before anything can be read, each with the field that it belongs to. */
export function lacks(mapping: Mapping): Lack[] {
  const has = (role: Role) => mapping.columns[role] !== undefined;
  const counts = mapping.rows === 'releases' ? [] : Object.values(mapping.metrics);
  const lacking: Lack[] = [];
  const lack = (of: Lack['of'], words: string) => lacking.push({ of, words });
  if (!has('time')) lack('columns', mapping.rows === 'days' ? 'Say which column is the day: its time.' : 'Say which column is the time.');
  if (mapping.rows === 'messages' && !has('text') && counts.length === 0) lack('columns', 'Say which column is the text, or a count.');
  if (mapping.rows === 'days' && counts.length === 0) lack('columns', 'Say which columns are counts.');
  if (mapping.rows === 'releases' && !has('title') && !has('text')) lack('columns', 'Say which column is the title, or the text.');
  if (counts.includes('')) lack('counts', 'Every count needs a name.');
  const twice = counts.find((name, i) => name !== '' && counts.indexOf(name) !== i);
  if (twice !== undefined) lack('counts', `Two columns are counted as ${twice}: give each a name of its own.`);
  if (mapping.rows === 'messages' && has('direction') && mapping.outbound.length === 0) {
    lack('direction', 'Tick at least one word, or make the column something else.');
  }
  if (mapping.name.trim() === '') lack('name', 'Give files like this a name.');
  return lacking;
}
