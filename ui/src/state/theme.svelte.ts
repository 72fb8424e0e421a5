import type { Theme } from '../platform/api';

const KEY = 'earshot-theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');

/** Light or dark: the system's, until the user chooses the other one. */
export const theme = $state({ current: chosen() ?? ofSystem() });

system.addEventListener('change', () => {
  if (chosen() === null) show(ofSystem());
});
show(theme.current);

export function switchTheme() {
  const other: Theme = theme.current === 'dark' ? 'light' : 'dark';
  if (other === ofSystem()) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, other);
  show(other);
}

function show(next: Theme) {
  theme.current = next;
  document.documentElement.dataset.theme = next;
}

function chosen(): Theme | null {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : null;
}

function ofSystem(): Theme {
  return system.matches ? 'dark' : 'light';
}
