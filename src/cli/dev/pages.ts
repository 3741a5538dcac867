import { openLiveBook } from '../../judge/live-book.ts';
import type { OpenBook } from '../../judge/open-book.ts';
import { decodeAddress } from '../../runbook/links/link-paths.ts';
import type { Settings } from '../../runbook/schema/settings.ts';
import { openDrawing } from '../../site/draw-place.ts';
import type { Published } from '../../site/draw-place.ts';
import { beginSite } from '../../site/open-site.ts';
import type { OpenSite } from '../../site/open-site.ts';
import { HOME, listPlaces } from '../../site/places.ts';
import type { Place } from '../../site/places.ts';
import { digestAnswers } from '../../site/questions.ts';
import { hasSamePlaces } from '../../site/same-places.ts';
import type { Question } from '../../site/questions.ts';
import { once } from '../../runbook/words/once.ts';
import { isPublished } from '../../runbook/links/published-files.ts';
import type { Answer, News, PreviewPages } from '../../tools/serve-preview.ts';
import { readPublished } from '../../tools/site-files.ts';

/** The pages of a book that somebody is writing. */
export interface Pages extends PreviewPages {
  /** The book as it stands. */
  read(): Promise<OpenBook>;
  close(): Promise<void>;
}

/** A book that is written, and where its site is shown. */
export interface Opening {
  readonly root: string;
  readonly today: string;
  /** Whether alert rules outside the book may be read. */
  readonly isOutsideAllowed: boolean;
  /** Where the settings of the book, as they are now, have it published. */
  readonly publish: (settings: Settings) => Published;
}

/** The book as it stands, ready to be drawn. */
interface State {
  readonly opened: OpenBook;
  readonly site: OpenSite;
  readonly digestOf: (question: Question) => string;
}

/** The addresses of a site: for its home page nobody needs to know them. */
interface Listed {
  readonly site: OpenSite;
  readonly listed: ReadonlyMap<string, Place>;
  /** The same by addresses as a browser may ask for them. */
  readonly places: ReadonlyMap<string, Place>;
}

interface Follower {
  readonly address: string;
  readonly tell: (news: News) => void;
}

/** Opens a book's pages: each is drawn when it is asked for, of the book as it stands. */
export async function openPages({ root, today, publish, isOutsideAllowed }: Opening): Promise<Pages> {
  const followers = new Set<Follower>();
  const live = openLiveBook({ root, isOutsideAllowed, watchAfter: WATCH_AFTER }, () => {
    // What cannot be read any more, a page says when it is loaded again.
    tellAll().catch(() => followers.forEach(({ tell }) => tell({ event: 'change' })));
  });
  /** The questions and answers of each page that was drawn. */
  const drawn = new Map<string, () => ReadonlyMap<Question, string>>();
  /** Files that drawn pages show. */
  const published = new Set<string>();
  const states = new WeakMap<OpenBook, Promise<State>>();
  let latest: State | undefined;
  let latestListed: Listed | undefined;
  const { base, url } = publish((await live.read()).files.reading.settings);
  const draw = await openDrawing({ base, url, isPreview: true });

  async function state(): Promise<State> {
    const opened = await live.read();
    const known = states.get(opened) ?? toState(opened, today, latest?.site);
    states.set(opened, known);
    return (latest = await known);
  }

  function list({ site }: State): Listed {
    const earlier = latestListed;
    if (earlier?.site === site) return earlier;
    const listed = earlier && hasSamePlaces(earlier.site, site) ? earlier.listed : listPlaces(site.book);
    const places = new Map([...listed.values()].map((place) => [decodeAddress(place.address), place]));
    return (latestListed = { site, listed, places });
  }

  function placeAt(address: string, now: State): Place | undefined {
    return address === HOME.address ? HOME : list(now).places.get(decodeAddress(address));
  }

  async function show(place: Place, { site, digestOf }: State): Promise<Answer> {
    const { status, type, body, questions, files } = await draw(place, site);
    for (const file of files) published.add(file);
    // Nobody waits for the digests of a page's answers.
    const answers = once(() => new Map([...questions].map((one) => [one, digestOf(one)])));
    drawn.set(place.address, answers);
    setImmediate(answers);
    return { status, type, body };
  }

  async function tellAll(): Promise<void> {
    const now = await state();
    await now.site.finish();
    for (const { address, tell } of followers) if (hasChanged(address, now)) tell({ event: 'change' });
    for (const { address, tell } of followers) tell(await newsOf(address, now));
  }

  function hasChanged(address: string, now: State): boolean {
    const place = placeAt(address, now);
    const answers = place && drawn.get(place.address)?.();
    // A page that is gone, or one that was not there when its address was asked for.
    if (!place || !answers) return place !== undefined || drawn.has(address);
    return [...answers].some(([question, answer]) => now.digestOf(question) !== answer);
  }

  async function newsOf(address: string, now: State): Promise<News> {
    const path = sourceOf(placeAt(address, now), now.site);
    if (path === undefined) return { event: 'findings', findings: [] };
    const { judgePage } = await import('./judge-page.ts');
    return { event: 'findings', ...(await judgePage(path, now.opened, { root, today })) };
  }

  /** What nobody waits for, once the first page was answered. */
  const afterFirst = once(() => {
    setImmediate(() => live.watch());
    // Where it cannot be kept, the next start reads it anew.
    setTimeout(() => void live.remember().catch(() => undefined), REMEMBER_AFTER).unref();
  });

  // Begun while somebody opens the browser. What cannot be read, the page says that is asked for.
  setImmediate(() => void state().catch(() => undefined));
  return {
    base,
    async draw(address) {
      const now = await state();
      afterFirst();
      if (address === HOME.address) return show(HOME, now);
      const file = SEARCH.exec(address)?.[1];
      if (file !== undefined) return (await import('./search-file.ts')).searchFile(now.opened, file);
      await now.site.finish();
      const { listed, places } = list(now);
      if (IS_FOR_AGENTS.test(decodeAddress(address))) {
        const { answerAgents } = await import('./answer-agents.ts');
        const answer = await answerAgents(address, now.site, listed);
        if (answer) return answer;
      }
      if (address.startsWith(FILES)) {
        const path = decodeAddress(address.slice(FILES.length));
        // A site has only the files that its pages show; so has its preview.
        return published.has(path) ? bookFile(now.opened, path) : NOT_THERE;
      }
      const place = places.get(decodeAddress(address));
      if (place) return show(place, now);
      if (places.has(decodeAddress(`${address}/`)))
        return { status: 301, type: 'text/plain', body: '', location: `${base}${address.slice(1)}/` };
      const lost = places.get('/404');
      return lost ? { ...(await show(lost, now)), status: 404 } : NOT_THERE;
    },
    follow(address, tell) {
      const follower = { address, tell };
      followers.add(follower);
      state()
        .then(async (now) => {
          if (address !== HOME.address) await now.site.finish();
          if (hasChanged(address, now)) tell({ event: 'change' });
          tell(await newsOf(address, now));
        })
        .catch(() => undefined); // the page itself says that the book cannot be read
      return () => void followers.delete(follower);
    },
    read: () => live.read(),
    close: () => live.close(),
  };
}

/** Milliseconds until the book is watched where nobody asks for a page, and from the first page until it is remembered. */
const WATCH_AFTER = 1_000;
const REMEMBER_AFTER = 1_000;

/** The search index, made when it is asked for: matches `/search/index.json` and `/search/preview.stemmer.js`. */
const SEARCH = /^\/search\/(index\.json|preview\.\w+\.js(?:on)?)$/;
const FILES = '/files/';
const NOT_THERE: Answer = { status: 404, type: 'text/plain; charset=utf-8', body: 'There is no such file.' };

/** What is made for assistants: pages as Markdown, and what a site has for other programs. */
const IS_FOR_AGENTS = /\.(?:md|txt|json)$/;

async function toState(opened: OpenBook, today: string, earlier: OpenSite | undefined): Promise<State> {
  const site = await beginSite(opened, today, earlier);
  return { opened, site, digestOf: digestAnswers(site.book) };
}

/** A file of the book that pages may show. What it is, a browser sees from its name; nothing of it may run. */
function bookFile({ root, book }: OpenBook, path: string): Answer {
  const body = book.paths.has(path) && isPublished(path) ? readPublished(root, path) : undefined;
  return body ? { status: 200, type: '', body } : NOT_THERE;
}

/** The file that a page of the site is written in. */
function sourceOf(place: Place | undefined, { book }: OpenSite): string | undefined {
  const folder = /^\/(runbooks|guides|templates)\/\[/.exec(place?.route ?? '')?.[1];
  // One of the three by the expression above.
  return folder && book.page(folder as 'runbooks', place?.shown['id'] ?? '')?.path;
}
