import type { Attachment } from 'svelte/attachments';

/** Takes the focus when it appears in the place of something else, so that keys and a screen reader go on from there. */
export const takesFocus: Attachment<HTMLElement> = (element) => element.focus({ preventScroll: true });
