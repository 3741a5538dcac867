import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { siteOptions } from './src/site/site-options.ts';

const { out, cache, base, url } = siteOptions();

export default defineConfig({
  srcDir: './src/site',
  publicDir: './public',
  outDir: out,
  cacheDir: cache,
  base,
  ...(url ? { site: url } : {}),
  trailingSlash: 'always',
  integrations: [mdx()],
  // A strict Content-Security-Policy: nothing inline, ever.
  build: { inlineStylesheets: 'never', assets: 'assets' },
  vite: { build: { assetsInlineLimit: 0 }, cacheDir: `${cache}/vite` },
  devToolbar: { enabled: false },
  server: { host: '127.0.0.1' },
});
