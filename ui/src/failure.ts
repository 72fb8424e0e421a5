// What went wrong, decided by its code: the text is for people.

import type { Failure } from './platform/api';

/** With these, nothing can be shown until something outside the window is put right. */
const STORE = {
  'store-missing': 'The store is not there',
  'store-locked': 'The store is in use',
  'store-newer': 'The store is from a newer Earshot',
  'store-read-only': 'The store can’t be written to',
  'not-a-store': 'This file is not an Earshot store',
  'store-damaged': 'The store is damaged',
} as const;

const OTHERS: Record<string, string> = {
  cancelled: 'Stopped',
  busy: 'Something else is still running',
  refused: 'That can’t be done',
  uncopied: 'Nothing was copied',
  unwritten: 'Nothing was saved',
};

export function isOfStore(failure: Failure): boolean {
  return failure.code in STORE;
}

/** Somebody asked for it to stop; nothing is wrong. */
export function isCancelled(failure: Failure): boolean {
  return failure.code === 'cancelled';
}

export function headline(failure: Failure): string {
  return STORE[failure.code as keyof typeof STORE] ?? OTHERS[failure.code] ?? 'Something went wrong';
}
