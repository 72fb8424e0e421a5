// Charts as they are pulled: how large, and what one says when there is nothing to draw.

import type { ChartView } from './platform/api';

export type Size = { id: string; label: string; width: number; height: number };

export const SIZES: [Size, ...Size[]] = [
  { id: 'slide', label: 'Slide 16:9', width: 1600, height: 900 },
  { id: 'page', label: 'Page width', width: 1200, height: 900 },
  { id: 'square', label: 'Square', width: 1080, height: 1080 },
  { id: 'tile', label: 'Tile', width: 640, height: 480 },
];

/** The smallest that a chart with titles is drawn at. */
export const SMALLEST = { width: 480, height: 400 };

/** `1600 × 900`; of a picture with more than a pixel for each unit, its pixels. */
export function pixels({ width, height }: Pick<Size, 'width' | 'height'>, scale = 1): string {
  return `${width * scale} × ${height * scale}`;
}

/** Why there is nothing to draw; `null` where there is something. */
export function whyEmpty(chart: ChartView): string | null {
  const empty = /^An empty chart\.\s*/.exec(chart.alt);
  return empty && chart.alt.slice(empty[0].length);
}

export type Way = 'close' | 'copy' | 'previous' | 'next';

/** Where a key leads from an open chart; `null` where it is meant for something else. */
export function wayOf(event: KeyboardEvent): Way | null {
  const at = event.target instanceof Element ? event.target : null;
  if (event.defaultPrevented || event.altKey || event.shiftKey || at?.closest('input, select, textarea, dialog')) return null;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'c' && !window.getSelection()?.toString() ? 'copy' : null;
  if (event.key === 'Escape') return 'close';
  // What scrolls is scrolled by arrows.
  if (at?.closest('.scroll, .marks')) return null;
  return event.key === 'ArrowLeft' ? 'previous' : event.key === 'ArrowRight' ? 'next' : null;
}
