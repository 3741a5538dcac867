import { holdsAWord } from './holds-a-word.ts';

/** One page that holds the words, with the line that holds them. */
export interface Result {
  readonly url: string;
  readonly title: string;
  readonly kind: string;
  readonly excerpt: readonly { readonly text: string; readonly isHit: boolean }[];
}

/** What this module uses of Pagefind's own module, which is written beside the site when it is built. */
interface Pagefind {
  init(): Promise<void>;
  search(query: string): Promise<{ results: readonly { data(): Promise<Fragment> }[] }>;
}

interface Fragment {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly filters?: Readonly<Record<string, readonly string[]>>;
}

const MOST = 10;
/** Pages about opsbook itself come after those of the book. */
const ABOUT_OPSBOOK = /^(rule|manual)$/;
/** Pagefind wants every word to hit: a paste is cut to what can still be asked. */
const LONGEST_QUERY = 300;

let loading: Promise<Pagefind> | undefined;

/** Full text over everything on the site. @throws when the index is not there */
export async function findPages(query: string): Promise<Result[]> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined; // the next question tries again
    throw error;
  });
  const pagefind = await loading;
  const { results } = await pagefind.search(query.slice(0, LONGEST_QUERY));
  const fragments = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
  return fragments
    .map(({ url, meta, filters, excerpt }) => ({
      url,
      title: meta['title'] ?? url,
      kind: filters?.['kind']?.[0] ?? '',
      excerpt: splitMarks(excerpt),
    }))
    .filter(({ title, excerpt }) =>
      holdsAWord(query, [title, ...excerpt.filter(({ isHit }) => isHit).map(({ text }) => text)]),
    )
    .sort((a, b) => Number(ABOUT_OPSBOOK.test(a.kind)) - Number(ABOUT_OPSBOOK.test(b.kind)));
}

async function load(): Promise<Pagefind> {
  const base = document.documentElement.dataset['base'] ?? '/';
  const address = new URL(`${base}pagefind/pagefind.js`, location.href).href;
  // Written by Pagefind at build time; the shape above is what its documentation promises.
  const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
  await pagefind.init();
  return pagefind;
}

/** `a <mark>b</mark>` with `&lt;` and the like, as plain pieces: nothing is put in the page as HTML. */
function splitMarks(excerpt: string): Result['excerpt'] {
  return excerpt
    .split(/(<mark>[^<]*<\/mark>)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: decode(piece.replace(/<\/?mark>/g, '')), isHit: piece.startsWith('<mark>') }));
}

function decode(html: string): string {
  // Inside `pre`, so that the spaces between words stay.
  return new DOMParser().parseFromString(`<pre>${html}</pre>`, 'text/html').body.textContent;
}
