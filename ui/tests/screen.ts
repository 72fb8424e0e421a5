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

export async function later(milliseconds: number) {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await settled();
}
