// The window as a person meets it: found by what it says, worked by clicking.

import { flushSync, mount, tick, unmount } from 'svelte';
import { expect, vi } from 'vitest';

import App from '../src/App.svelte';

let app: ReturnType<typeof mount> | null = null;

export async function show() {
  document.body.innerHTML = '';
  app = mount(App, { target: document.body });
  await settled();
}

export async function close() {
  if (app) await unmount(app);
  app = null;
}

/** Waits until every answer that is under way has arrived and is drawn. */
export async function settled() {
  for (let i = 0; i < 10; i += 1) {
    flushSync();
    await tick();
    await Promise.resolve();
  }
  flushSync();
}

export function said(): string {
  return (document.body.textContent ?? '').replace(/\s+/g, ' ');
}

export function find(role: string, name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(role)].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().startsWith(name),
  );
  expect(found, `no ${role} called ${name} in: ${said()}`).toBeDefined();
  return found as HTMLElement;
}

export async function click(role: string, name: string) {
  find(role, name).click();
  await settled();
}

export async function type(selector: string, text: string) {
  const input = document.querySelector<HTMLInputElement>(selector);
  expect(input, `no ${selector}`).not.toBeNull();
  if (input === null) return;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

/** The field under a label that is in sight; of several, the one in the form that this button sends. */
export function field(label: string, sentBy = ''): HTMLInputElement {
  const nameOf = (element: HTMLInputElement) => {
    const labels = [...(element.labels ?? [])].map((of) => of.textContent).join(' ');
    return (element.getAttribute('aria-label') ?? labels).trim();
  };
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, select')];
  const isOf = (element: HTMLInputElement) => sentBy === '' || (element.form?.textContent ?? '').includes(sentBy);
  const found = fields.find((element) => nameOf(element).startsWith(label) && element.closest('[hidden]') === null && isOf(element));
  expect(found, `no field called ${label} in: ${said()}`).toBeDefined();
  return found as HTMLInputElement;
}

/** Chooses or types a value and leaves the field. */
export async function put(label: string, value: string, sentBy = '') {
  const found = field(label, sentBy);
  found.value = value;
  found.dispatchEvent(new Event('input', { bubbles: true }));
  found.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
}

/** Ticks a box, or takes the tick off. */
export async function tickOff(label: string) {
  field(label).click();
  await settled();
}

export async function press(key: string, on: Element | null = document.activeElement) {
  (on ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await settled();
}

export function options(label: string): string[] {
  return [...field(label).querySelectorAll('option')].map((option) => option.textContent ?? '');
}

export async function later(milliseconds: number) {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await settled();
}
