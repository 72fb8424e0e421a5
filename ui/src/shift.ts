// What answering may save: published costs, and what a person enters.

import type { Filter, ShiftRequest } from './platform/api';

export type Costs = { id: string; label: string; phone: number; reply: number };

/** What a phone call and a reply cost, in pounds, by those who published it. */
export const COSTS: Costs[] = [
  { id: 'county', label: 'A county council’s own figures', phone: 2.9, reply: 0.32 },
  { id: 'socitm-2009', label: 'Socitm 2009', phone: 3.22, reply: 0.27 },
  { id: 'socitm-2012', label: 'Socitm 2012', phone: 2.83, reply: 0.15 },
  { id: 'nwegg-2008', label: 'NWEGG 2008', phone: 4, reply: 0.17 },
];

/** What is typed. The shares have no default: nobody has published one that holds for others. */
export type Typed = { preset: string; phone: string; reply: string; low: string; central: string; high: string };

export function costsOf(id: string): Pick<Typed, 'preset' | 'phone' | 'reply'> {
  const costs = COSTS.find((costs) => costs.id === id);
  return { preset: id, phone: costs?.phone.toFixed(2) ?? '', reply: costs?.reply.toFixed(2) ?? '' };
}

export type Asked = { request: ShiftRequest } | { wrong: string; at: 'costs' | 'shares' };

/** The question that is typed, or what is wrong with it. */
export function shiftAsked(typed: Typed, filter: Filter): Asked {
  const [phone, reply] = [number(typed.phone.replace('£', '')), number(typed.reply.replace('£', ''))];
  if (phone === null || reply === null) return { at: 'costs', wrong: 'Write what each costs in pounds, such as 2.90.' };
  const shares = [typed.low, typed.central, typed.high].map((share) => number(share.replace('%', '')));
  const [low, central, high] = shares;
  if (low == null || central == null || high == null) return { at: 'shares', wrong: 'Write three shares in percent, such as 10, 20 and 30.' };
  if (high > 100) return { at: 'shares', wrong: 'A share is at most 100 percent.' };
  if (low > central || central > high) return { at: 'shares', wrong: 'The low share comes first and the high one last.' };
  const costs = COSTS.find((costs) => costs.id === typed.preset);
  // Costs that are those of the preset keep its name as their source.
  const own = costs?.phone !== phone || costs.reply !== reply;
  return {
    request: {
      filter,
      preset: typed.preset,
      phone: own ? phone : null,
      reply: own ? reply : null,
      shares: [low / 100, central / 100, high / 100],
    },
  };
}

function number(text: string): number | null {
  return /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null;
}
