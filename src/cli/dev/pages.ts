import { isPartial, sayCoverage } from '../../lint/coverage.ts';
import { bookLanguage } from '../../judge/book-language.ts';
import { judgeBook } from '../../judge/judge-book.ts';
import { openLiveBook } from '../../judge/live-book.ts';
import type { OpenBook } from '../../judge/open-book.ts';
import { decodeAddress } from '../../runbook/links/link-paths.ts';
import type { Settings } from '../../runbook/schema/settings.ts';
import { indexFiles } from '../../search/index-files.ts';
import { openDrawing } from '../../site/draw-place.ts';
import type { Published } from '../../site/draw-place.ts';
import { openSite } from '../../site/open-site.ts';
import type { OpenSite } from '../../site/open-site.ts';
import { listPlaces } from '../../site/places.ts';
import type { Place } from '../../site/places.ts';
import { digestAnswers } from '../../site/questions.ts';
import { hasSamePlaces } from '../../site/same-places.ts';
import type { Question } from '../../site/questions.ts';
import { once } from '../../runbook/words/once.ts';
import { isPublished } from '../../runbook/links/published-files.ts';
import { isTwinned, openForAgents } from '../build/site-for-agents.ts';
import type { SiteForAgents, Twinned } from '../build/site-for-agents.ts';
import type { RunbookDocument } from '../../machine/book-document.ts';
import { nameIndex } from '../../tools/build-site.ts';
import type { Answer, News, PreviewPages, ShownFinding } from '../../tools/serve-preview.ts';
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
  /** Where the settings of the book, as they are now, have it published. */
  /** Whether alert rules outside the book may be read. */
  readonly isOutsideAllowed: boolean;
  readonly publish: (settings: Settings) => Published;
}

/** The book as it stands, ready to be drawn. */
interface State {
  readonly opened: OpenBook;
  readonly site: OpenSite;
  readonly listed: ReadonlyMap<string, Place>;
  readonly places: ReadonlyMap<string, Place>;
  readonly digestOf: (question: Question) => string;
  readonly agents: SiteForAgents;
  /** Pages that have a twin, by its address. */
  readonly twins: ReadonlyMap<string, Twinned>;
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
  const drawn = new Map<string, ReadonlyMap<Question, string>>();
  /** Files that drawn pages show. */
  const published = new Set<string>();
  const states = new WeakMap<OpenBook, Promise<State>>();
  let latest: State | undefined;
  const { base, url } = publish((await live.read()).files.reading.settings);
  const draw = await openDrawing({ base, url, isPreview: true });

  async function state(): Promise<State> {
    const opened = await live.read();
    const known = states.get(opened) ?? toState(opened, today, latest);
    states.set(opened, known);
    return (latest = await known);
  }

  async function show(place: Place, { site, digestOf }: State): Promise<Answer> {
    const { status, type, body, questions, files } = await draw(place, site);
    for (const file of files) published.add(file);
    drawn.set(place.address, new Map([...questions].map((one) => [one, digestOf(one)])));
    return { status, type, body };
  }

  async function tellAll(): Promise<void> {
    const now = await state();
    for (const { address, tell } of followers) if (hasChanged(address, now)) tell({ event: 'change' });
    for (const { address, tell } of followers) tell(await newsOf(address, now));
  }

  function hasChanged(address: string, { places, digestOf }: State): boolean {
    const place = places.get(decodeAddress(address));
    const answers = place && drawn.get(place.address);
    // A page that is gone, or one that was not there when its address was asked for.
    if (!place || !answers) return place !== undefined || drawn.has(address);
    return [...answers].some(([question, answer]) => digestOf(question) !== answer);
  }

  async function newsOf(address: string, now: State): Promise<News> {
    return { event: 'findings', ...(await judgedOf(address, now, { root, today })) };
  }

  /** What nobody waits for, once the first page was answered. */
  const afterFirst = once(() => {
    setImmediate(() => live.watch());
    // Where it cannot be kept, the next start reads it anew.
    setTimeout(() => void live.remember().catch(() => undefined), REMEMBER_AFTER).unref();
  });

  return {
    base,
    async draw(address) {
      const now = await state();
      afterFirst();
      const file = SEARCH.exec(address)?.[1];
      if (file !== undefined) return searchFile(now.opened, file);
      const forAgents = await answerAgents(address, now);
      if (forAgents) return forAgents;
      if (address.startsWith(FILES)) {
        const path = decodeAddress(address.slice(FILES.length));
        // A site has only the files that its pages show; so has its preview.
        return published.has(path) ? bookFile(now.opened, path) : NOT_THERE;
      }
      const place = now.places.get(decodeAddress(address));
      if (place) return show(place, now);
      if (now.places.has(decodeAddress(`${address}/`)))
        return { status: 301, type: 'text/plain', body: '', location: `${base}${address.slice(1)}/` };
      const lost = now.places.get('/404');
      return lost ? { ...(await show(lost, now)), status: 404 } : NOT_THERE;
    },
    follow(address, tell) {
      const follower = { address, tell };
      followers.add(follower);
      state()
        .then(async (now) => {
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

async function toState(opened: OpenBook, today: string, earlier: State | undefined): Promise<State> {
  const site = await openSite(opened, today, earlier?.site);
  const listed = earlier && hasSamePlaces(earlier.site, site) ? earlier.listed : listPlaces(site.book);
  const places = [...listed.values()];
  return {
    opened,
    site,
    listed,
    agents: openForAgents(site, listed),
    twins: new Map(places.filter(isTwinned).map((place) => [decodeAddress(place.twin), place])),
    places: new Map(places.map((place) => [decodeAddress(place.address), place])),
    digestOf: digestAnswers(site.book),
  };
}

/** A page as Markdown, or what a site has for other programs: made of the book as it stands. */
async function answerAgents(address: string, { agents, twins }: State): Promise<Answer | undefined> {
  const place = twins.get(decodeAddress(address));
  if (place) return { status: 200, type: TYPES.md, body: (await agents.twin(place)).text };
  if (!FOR_AGENTS.test(address)) return undefined;
  const texts = new Map<string, string>();
  const documents = new Map<string, RunbookDocument>();
  for (const { twin, ...rest } of twins.values()) {
    const { text, runbook } = await agents.twin({ ...rest, twin });
    texts.set(twin, text);
    if (runbook) documents.set(runbook.id, runbook);
  }
  const files = agents.files(documents, (twin) => texts.get(twin) ?? '');
  const found = files.find(({ file }) => `/${file}` === decodeAddress(address));
  const ending = found?.file.endsWith('.json') ? TYPES.json : TYPES.txt;
  return found ? { status: 200, type: ending, body: found.text } : undefined;
}

const FOR_AGENTS = /^\/(?:llms(?:-full)?\.txt|book\.json|book\/[^/]+\.json)$/;
const TYPES = {
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
} as const;

async function searchFile({ book, alertRules }: OpenBook, file: string): Promise<Answer> {
  const language = await bookLanguage(book.settings.language);
  const { front, shards } = nameIndex(indexFiles(book, alertRules, language), 'preview');
  const body = file === 'index.json' ? front : shards.find(([name]) => name === file)?.[1];
  if (body === undefined) return NOT_THERE;
  return { status: 200, type: file.endsWith('.js') ? TYPES.js : TYPES.json, body };
}

/** A file of the book that pages may show. What it is, a browser sees from its name; nothing of it may run. */
function bookFile({ root, book }: OpenBook, path: string): Answer {
  const body = book.paths.has(path) && isPublished(path) ? readPublished(root, path) : undefined;
  return body ? { status: 200, type: '', body } : NOT_THERE;
}

/** What is found in a page, and which of its commands could not be judged. */
async function judgedOf(
  address: string,
  { opened, places, site }: State,
  { root, today }: { root: string; today: string },
): Promise<{ readonly findings: ShownFinding[]; readonly commands?: string }> {
  const path = sourceOf(places.get(decodeAddress(address)), site);
  if (path === undefined) return { findings: [] };
  const { found, coverage } = await judgeBook(
    {
      book: opened.book,
      paths: new Set([path]),
      only: undefined,
      isVerbose: false,
      root,
      askLinks: undefined,
      today,
    },
    { warn: () => undefined },
  );
  const findings = found.map(({ path: at, line, column, level, message, ruleId }) => {
    return { path: at, line, column, level, message, ruleId };
  });
  return isPartial(coverage.all) ? { findings, commands: sayCoverage(coverage.all) } : { findings };
}

/** The file that a page of the site is written in. */
function sourceOf(place: Place | undefined, { book }: OpenSite): string | undefined {
  const folder = /^\/(runbooks|guides|templates)\/\[/.exec(place?.route ?? '')?.[1];
  // One of the three by the expression above.
  return folder && book.page(folder as 'runbooks', place?.shown['id'] ?? '')?.path;
}
