import type { Attachment } from 'svelte/attachments';

/** Gives the focus to what stands beside something that is about to go: keys go on from there. */
export function focusNear(gone: HTMLElement, around: string, field: string) {
  gone.closest(around)?.querySelector<HTMLElement>(field)?.focus();
}

/** Takes the focus when it appears in the place of something else, so that keys and a screen reader go on from there. */
export const takesFocus: Attachment<HTMLElement> = (element) => element.focus({ preventScroll: true });
