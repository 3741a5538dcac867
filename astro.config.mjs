import mdx from '@astrojs/mdx';
import { defineConfig, passthroughImageService } from 'astro/config';
import { renderFunction } from './src/site/adapter.ts';

// What several pages draw is one piece, so that its styles are one file: not a request for each small component.
const SHARED = { name: 'shared', test: /src\/site\/(?:components|layouts)\//, minShareCount: 2 };

// The site is compiled once, by `npm run compile`, and knows no book: see src/site/server.ts.
export default defineConfig({
  srcDir: './src/site',
  publicDir: './public',
  outDir: './dist-program/site',
  cacheDir: './node_modules/.cache/astro',
  output: 'server',
  trailingSlash: 'ignore',
  adapter: renderFunction(),
  integrations: [mdx()],
  // The manual's fences are drawn by a component of ours, without inline styles.
  markdown: { syntaxHighlight: false },
  image: { service: passthroughImageService() },
  // A strict Content-Security-Policy: nothing inline, ever.
  build: { inlineStylesheets: 'never', assets: 'assets' },
  vite: {
    build: { assetsInlineLimit: 0 },
    environments: {
      ssr: { build: { rolldownOptions: { output: { codeSplitting: { groups: [SHARED] } } } } },
    },
    // Scripts find each other wherever the site is published, and styles their faces, which are beside them.
    experimental: {
      renderBuiltUrl(file, { hostType }) {
        if (hostType === 'css') return `./${file.replace(/^assets\//, '')}`;
        return hostType === 'js' ? { relative: true } : undefined;
      },
    },
  },
  devToolbar: { enabled: false },
  server: { host: '127.0.0.1' },
});
