// The day from which something holds, as people type it.

import { parseDay } from './period';
import { day } from './words';

export const WRITE_A_DAY = 'Write a day as 4 Oct 2026, 4/10/2026 or 2026-10-04.';

export type From = { from: string | null } | { wrong: string };

/** The day that is typed (nothing: from ever), where something may begin: not before `now`, from which the newest holds. */
export function fromDay(typed: string, now: string | null): From {
  const from = typed.trim() === '' ? null : parseDay(typed);
  if (from === null && typed.trim() !== '') return { wrong: WRITE_A_DAY };
  if (now !== null && (from === null || from < now)) {
    return { wrong: `From ${day(now)} on something else is kept already. To take that back, empty it and save.` };
  }
  return { from };
}
