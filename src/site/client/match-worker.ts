import type { Almanac } from '../../almanac/almanac.ts';
import type { IndexFront, Labels } from '../../search/index-files.ts';
import { match } from '../../search/match.ts';
import { openIndex } from '../../search/open-index.ts';
import type { OpenIndex } from '../../search/open-index.ts';
import { openAlmanac } from '../../search/recognise.ts';
import type { OpenAlmanac } from '../../search/recognise.ts';
import type { Result } from '../../search/results.ts';
import { unpackNames } from '../../search/packed-names.ts';
import type { PackedNames } from '../../search/packed-names.ts';
import type { BodyShard, SymptomShard } from '../../search/shards.ts';
import { languageOf, stemmerModule } from '../../search/language.ts';
import type { Language } from '../../search/language.ts';
import { loadStemmer } from './load-stemmer.ts';
import { MARK } from './with-values.ts';
import { hitLine } from '../../search/hit-line.ts';
import type { Hit, WorkerAnswer, WorkerMessage, WorkerQuery, WorkerReply } from './answer.ts';
import { lookUp } from '../../shell/look-up.ts';

/**
 * Matches off the main thread, so that typing never waits. The index comes in three files and what errors mean in
 * a fourth, each making the answer better; a query that was asked before the next one came is answered again.
 */

const MOST = 30;

interface Opened {
  readonly index: OpenIndex;
  readonly labels: Labels;
  readonly isWhole: boolean;
}

let opened: Opened | undefined;
let almanac: OpenAlmanac | undefined;
let latest: WorkerQuery | undefined;

let base = '/';

/** Under way; nothing once it has failed, so that the next question tries again. */
let loading: Promise<void> | undefined;

self.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
  if ('base' in data) base = data.base;
  else {
    latest = data;
    answer();
    void start();
  }
});

const say = (reply: WorkerReply): void => self.postMessage(reply);

/** Loads what is not there yet. A network that is gone for a moment gets a second try by itself. */
function start(): Promise<void> {
  if (opened?.isWhole) return Promise.resolve();
  return (loading ??= loadIndex()
    .catch(async () => {
      await new Promise((settle) => setTimeout(settle, SECOND_TRY_MS));
      await loadIndex();
    })
    .catch(() => {
      // With a part of it there is an answer, which stays.
      if (!opened) say({ failed: true });
    })
    .finally(() => (loading = undefined)));
}

const SECOND_TRY_MS = 1_000;

async function loadIndex(): Promise<void> {
  // Asked for anew each time; what it names is kept for good.
  const { name, language: tag, ...labels } = await load<IndexFront>('index', 'no-cache');
  const names = load<PackedNames>(`${name}.names`);
  const symptom = load<SymptomShard>(`${name}.symptom`);
  // In another language than it was built in, the index would be read wrongly.
  const language = await loadLanguage(tag, `${base}search/${name}.stemmer.js`);
  const first = unpackNames(await names);
  open({ index: openIndex({ names: first }, language), labels, isWhole: false });
  const second = await symptom;
  open({ index: openIndex({ names: first, symptom: second }, language), labels, isWhole: false });
  const third = await load<BodyShard>(`${name}.body`);
  const whole = openIndex({ names: first, symptom: second, body: third }, language);
  open({ index: whole, labels, isWhole: false });
  // Without what errors mean there is still an answer.
  almanac = await load<Almanac>(`${name}.almanac`).then(openAlmanac, () => undefined);
  open({ index: whole, labels, isWhole: true });
}

async function loadLanguage(tag: string, address: string): Promise<Language> {
  return languageOf(tag, stemmerModule(tag) === undefined ? undefined : await loadStemmer(address));
}

async function load<T>(file: string, cache: RequestCache = 'default'): Promise<T> {
  const response = await fetch(`${base}search/${file}.json`, { cache });
  if (!response.ok) throw new Error(`The search index is not there: ${file} (${response.status}).`);
  // Written by the build that wrote this program.
  return (await response.json()) as T;
}

function open(next: Opened): void {
  opened = next;
  answer();
}

function answer(): void {
  if (!latest || !opened) return;
  const { index, isWhole } = opened;
  const { text } = latest;
  const options = { limit: MOST, almanac, hasOthers: true };
  const { verdict, results, meanings, groups = [] } = match(index, text, options);
  const toHit = (result: Result): Hit => withLine(hitOf(result), text);
  const said: WorkerAnswer = {
    number: latest.number,
    verdict,
    hits: results.map(toHit),
    meanings: meanings.map(({ text, meaning }) => ({ text, meaning })),
    groups: groups.map(({ alert, results }) => ({
      alert,
      url: `${base}alerts/${encodeURIComponent(alert.replaceAll('/', '-'))}/`,
      hits: results.map(toHit),
    })),
    isWhole,
  };
  say(said);
}

/** With the line of the paste that it was found in. */
function withLine(hit: Hit, paste: string): Hit {
  const line = hitLine(paste, hit.why);
  return line === undefined ? hit : { ...hit, line };
}

function hitOf({ id, address, title, anchor, kind, verdict, differs, why, values, refused }: Result): Hit {
  const page = opened?.index.pages.find((page) => page.id === id);
  const labels = opened?.labels;
  const query = new URLSearchParams(values);
  // The page says what is open; an address never holds what may not be taken.
  for (const name of Object.keys(refused)) query.set(name, '');
  // An alert that brings no values still ends what an earlier one brought.
  if (query.size > 0 || why.kind === 'alert') query.set(MARK, 'paste');
  const path = id.split('/').map(encodeURIComponent).join('/');
  return {
    title,
    url:
      address === undefined
        ? `${base}runbooks/${path}/${query.size > 0 ? `?${query}` : ''}${anchor && `#${anchor}`}`
        : `${base}${address}`,
    why,
    services: (page?.services ?? []).map((service) => named(labels?.services, service)),
    owner: page?.owner === undefined ? '' : named(labels?.owners, page.owner),
    severity: page?.severity === undefined ? '' : named(labels?.severities, page.severity),
    kind,
    isRunbook: address === undefined,
    verdict,
    ...(differs === undefined ? {} : { differs }),
    values,
    refused,
  };
}

/** The name of what a page names by its id; the id itself where nothing describes it. */
function named(names: Readonly<Record<string, string>> | undefined, id: string): string {
  return (names && lookUp(names, id)) ?? id;
}
