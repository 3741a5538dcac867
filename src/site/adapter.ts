import type { AstroIntegration } from 'astro';

/**
 * Has Astro compile the site to the function in server.ts, which `opsbook build` and `dev` draw pages with. In
 * Astro's own server, where nobody hands a book to the pages, own-server.ts does.
 */
export function renderFunction(): AstroIntegration {
  return {
    name: 'opsbook',
    hooks: {
      'astro:config:setup': ({ command, addMiddleware }) => {
        const entrypoint = new URL('./own-server.ts', import.meta.url);
        if (command === 'dev') addMiddleware({ order: 'pre', entrypoint });
      },
      'astro:config:done': ({ setAdapter }) =>
        setAdapter({
          name: 'opsbook',
          entrypointResolution: 'auto',
          serverEntrypoint: new URL('./server.ts', import.meta.url),
          supportedAstroFeatures: { serverOutput: 'stable', staticOutput: 'unsupported' },
        }),
    },
  };
}
