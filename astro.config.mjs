import mdx from '@astrojs/mdx';
import { dirname } from 'node:path';
import { defineConfig } from 'astro/config';
import { siteOptions } from './src/site/site-options.ts';
import { ASTRO, PROGRAM } from './src/tools/workspace.ts';

const { out, cache, base, url } = siteOptions();

export default defineConfig({
  srcDir: `${PROGRAM}src/site`,
  publicDir: `${PROGRAM}public`,
  outDir: out,
  cacheDir: cache,
  base,
  ...(url ? { site: url } : {}),
  trailingSlash: 'always',
  integrations: [mdx()],
  // The manual's fences are drawn by a component of ours, without inline styles.
  markdown: { syntaxHighlight: false },
  // A strict Content-Security-Policy: nothing inline, ever.
  build: { inlineStylesheets: 'never', assets: 'assets', concurrency: 8 },
  vite: {
    build: { assetsInlineLimit: 0 },
    cacheDir: `${cache}/vite`,
    server: { fs: { allow: [PROGRAM, dirname(ASTRO)] } },
  },
  devToolbar: { enabled: false },
  server: { host: '127.0.0.1' },
});
