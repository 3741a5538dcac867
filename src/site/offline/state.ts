/** What a page is told of what its browser keeps. */
export interface KeptState {
  /** Pages that can be read without the network, and how many the site has. */
  readonly pages: number;
  readonly ofPages: number;
  /** When the kept site was built, ISO 8601 in UTC; undefined where nothing is kept. */
  readonly made: string | undefined;
  readonly isWorking: boolean;
  /** What ended the keeping: no room, or a server that sends other content than was built. */
  readonly trouble?: 'full' | 'changed' | undefined;
  /** During an incident: the page that is shown is not the newest, which was built then. */
  readonly newer?: string | undefined;
}

/** What a page asks of the worker. */
export type WorkerRequest =
  /** Keep the site. @param path the page's address, without the site's own */
  | { readonly ask: 'keep'; readonly path: string; readonly isSparing: boolean }
  /** Whether an incident is going on: what is kept then stays as it is. */
  | { readonly ask: 'incident'; readonly isOpen: boolean }
  /** Show the newest of one page, once; it is answered when that is noted. */
  | { readonly ask: 'newest'; readonly path: string };

/** Day and minute, in UTC: `2026-11-28 10:02 UTC`. @param iso as `Date.toISOString` writes it */
export function sayMade(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** What is kept, in words. */
export function sayKept({ pages, ofPages, made, isWorking, trouble }: KeptState): string {
  if (made === undefined || pages === 0)
    return isWorking ? 'Keeping this book for use without the network.' : '';
  const what = pages >= ofPages ? 'the whole book' : `${pages} of ${ofPages} pages`;
  const more = isWorking && pages < ofPages ? ', more are coming' : '';
  const why = {
    full: ' This browser has no more room.',
    changed: ' The server changes some pages, so they are not kept.',
  };
  return `Here without the network: ${what}, as of ${sayMade(made)}${more}.${trouble ? why[trouble] : ''}`;
}
