import type { Attachment } from 'svelte/attachments';

/** Gives the focus to what stands beside something that is about to go: keys go on from there. */
export function focusNear(gone: HTMLElement, around: string, field: string) {
  gone.closest(around)?.querySelector<HTMLElement>(field)?.focus();
}

/** Takes the focus when it appears in the place of something else, so that keys and a screen reader go on from there. */
export const takesFocus: Attachment<HTMLElement> = (element) => element.focus({ preventScroll: true });

/** Escape leaves this and nothing around it: what it was opened from stays open. */
export function onEscape(leave: () => void): Attachment<HTMLElement> {
  return (element) => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    };
    element.addEventListener('keydown', hear);
    return () => element.removeEventListener('keydown', hear);
  };
}
