import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  server: {
    port: 1420,
    strictPort: true,
    // The fonts are the ones that the charts are measured with, and live beside them.
    fs: { allow: ['.', '../src-tauri/crates/charts/fonts'] },
  },
  build: {
    target: 'safari16',
    // The content security policy of the window has no room for inline scripts and data URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // Without this, vitest would take Svelte's server half.
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.ts'],
    // The tests of the house read the style sheets; without this they would be empty.
    css: true,
  },
});
