// The places of the ladder, in its order, as people call them.

import type { Verdict } from './platform/api';

/** Where a person may put a message. Whether a reply became a dialogue is for who was replied to. */
export const VERDICTS: [Verdict, string][] = [
  ['release', 'Press release'],
  ['repeat', 'Said before'],
  ['announcement', 'Announcement'],
  ['mention', 'Mention'],
  ['reply', 'Reply'],
  ['repost', 'Repost'],
];

const NAMES = new Map<string, string>([...VERDICTS, ['dialogue', 'Dialogue']]);

export function rungName(rung: string): string {
  return NAMES.get(rung) ?? rung;
}
