// The rules of this house, held on the source itself.

import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('../src/**/*.{ts,svelte,css}', { query: '?raw', import: 'default', eager: true });
const tokens = sources['../src/style/tokens.css'] ?? '';

function naming(pattern: RegExp): string[] {
  return Object.entries(sources)
    .filter(([, text]) => pattern.test(text))
    .map(([path]) => path.replace('../src/', ''));
}

test('only the platform module knows the host', () => {
  expect(naming(/@tauri-apps|__TAURI/)).toEqual(['platform/index.ts']);
});

test('only the engine’s charts come in as mark-up', () => {
  expect(naming(/\{@html|innerHTML|insertAdjacentHTML/)).toEqual(['parts/Picture.svelte']);
});

test('only the tokens name a colour', () => {
  expect(naming(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(|:\s*(white|black)\b/i)).toEqual(['style/tokens.css']);
});

test('nothing in the window reaches for the network or for the time of day', () => {
  expect(naming(/\bfetch\(|XMLHttpRequest|WebSocket|https?:\/\/|Date\.now|new Date\(\)/)).toEqual([]);
});

test('what has the focus shows it, also after a click that led there, and is not under a bar', () => {
  expect(sources['../src/style/base.css']).toMatch(/:focus-visible,\s*\[data-missing\]:focus \{\s*outline: 2px/);
  expect(sources['../src/App.svelte']).toMatch(/scroll-padding-block: var\(--bar-above\) var\(--bar-below\)/);
});

const THEMES = { light: tokens.split("[data-theme='dark']")[0] ?? '', dark: tokens.split("[data-theme='dark']")[1] ?? '' };

test.each(Object.entries(THEMES))('words can be read on everything they stand on: %s', (_, css) => {
  for (const ground of ['page', 'side', 'chosen']) {
    for (const ink of ['ink', 'mute', 'accent', 'warning']) {
      expect(contrast(css, ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  }
  expect(contrast(css, 'on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(css, 'edge', 'page'), 'the edge of a field or a box').toBeGreaterThanOrEqual(3);
});

/** As WCAG 2.2 defines it. */
function contrast(css: string, a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(css, a), luminance(css, b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(css: string, token: string): number {
  const hex = new RegExp(`--${token}: #([0-9a-f]{6});`).exec(css)?.[1];
  if (hex === undefined) throw new Error(`no token --${token}`);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((i) => {
    const part = parseInt(hex.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
