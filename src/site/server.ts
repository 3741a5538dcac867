import { App as AstroApp } from 'astro/app';
import { createApp } from 'astro/app/entrypoint';
import { once } from '../runbook/words/once.ts';

/** Draws a page: the route's pattern, as in `/runbooks/[...id]`, and what the page is told. */
export type Render = (route: string, locals: App.Locals) => Promise<Response>;

/**
 * What the site is compiled to: a function that draws any of its pages, published under a path that is known
 * only now.
 */
export function openRender(base: string): Render {
  const { manifest } = createApp();
  // Each file of a page is imported once: for every page again, that took longer than drawing a small one.
  const pageMap = new Map([...(manifest.pageMap ?? [])].map(([file, load]) => [file, once(load)]));
  const app = new AstroApp({ ...manifest, pageMap, base }, false);
  const routes = new Map(manifest.routes.map(({ routeData }) => [routeData.route, routeData]));
  return async (route, locals) => {
    const routeData = routes.get(route);
    if (!routeData) throw new Error(`The site has no page for ${route}.`);
    // Everything that a page shows comes with its locals: the request is a formality that must fit the route.
    const path = route.replace(/\[[^[\]]+\]/g, 'x').slice(1);
    return app.render(new Request(`http://localhost${base}${path}`), { routeData, locals });
  };
}
