import { defineMiddleware } from 'astro:middleware';
import { openBook } from '../judge/open-book.ts';
import { decodeAddress } from '../runbook/links/link-paths.ts';
import { dayOf } from '../review/day.ts';
import { drawTexts } from './draw.ts';
import { openSite } from './open-site.ts';
import { listPlaces } from './places.ts';

/**
 * For whoever works on the site itself: `npm run dev:site` shows the book in `OPSBOOK_ROOT`, else in the working
 * folder, with Astro's own server. The book is read for each page.
 */
export const onRequest = defineMiddleware(async (context, next) => {
  const root = process.env['OPSBOOK_ROOT'] ?? process.cwd();
  const { book, pages, commandsOf } = await openSite(await openBook(root), dayOf(new Date()));
  const places = new Map([...listPlaces(book)].map(([address, place]) => [decodeAddress(address), place]));
  const place = places.get(decodeAddress(context.url.pathname)) ?? places.get('/404');
  if (!place) return next();
  const base = '/';
  const at = (address: string): string => address;
  const draw = drawTexts({ book, base, pages, commandsOf, onFile: () => undefined });
  const { address, shown, twin } = place;
  const told: App.Locals = { base, url: undefined, isPreview: false, address, shown, twin, at, book, draw };
  Object.assign(context.locals, told);
  return address === '/404' ? next('/404') : next();
});
