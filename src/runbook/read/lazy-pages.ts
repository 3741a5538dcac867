import { once } from '../words/once.ts';
import type { PageParsers } from '../book.ts';
import { readFields } from '../schema/fields.ts';
import { frontmatterPlace } from '../yaml/frontmatter-place.ts';
import { outlineOf } from './outline.ts';
import { parseGuide, parseRunbook } from './parse.ts';
import type { Guide, Page, Runbook } from './parse.ts';
import type { PageHead, PageHeads } from './page-head.ts';
import { CLAIM_NAMES, claimsOf } from '../schema/claims.ts';
import type { Claims } from '../schema/claims.ts';
import { runbookSchema } from '../schema/page-schemas.ts';
import type { RunbookFrontmatter } from '../schema/page-schemas.ts';
import type { SourceText } from './source-text.ts';
import { withoutParams } from '../yaml/without-params.ts';
import { readYaml } from '../yaml/yaml.ts';

/** For each property, what makes it. */
export type Getters<T> = { readonly [K in keyof T]: () => T[K] };

/**
 * Parsers that read of a page what is asked for, when it is: of most pages of a large book only the claims in
 * their frontmatter are, and these take a tenth of the time. The same text at the same path is one page, so
 * that two books which share it share its reading.
 * @param heads what is known of texts that were seen before
 */
export function lazyParsers(heads: PageHeads = NO_HEADS): PageParsers {
  const runbooks: Remembered<Runbook> = new Map();
  const guides: Remembered<Guide> = new Map();
  return {
    runbook: (source, id) =>
      remembered(runbooks, source, () =>
        heads.with(source, 'runbook', (head) => lazyRunbook(source, id, head)),
      ),
    guide: (source, id) =>
      remembered(guides, source, () => heads.with(source, 'guide', (head) => lazyGuide(source, id, head))),
  };
}

const NO_HEADS: PageHeads = { with: (_source, _as, make) => make(undefined) };

/** The latest readings of each path, with the text that was read. */
type Remembered<T> = Map<string, readonly { readonly source: SourceText; readonly page: T }[]>;

/** As many as the two sides of a change: of a file that is written all day, not every state is kept. */
const MOST_READINGS = 2;

function remembered<T>(known: Remembered<T>, source: SourceText, make: () => T): T {
  const { path, text } = source;
  const readings = known.get(path) ?? [];
  const form = String(source.dialects);
  const same = readings.find(
    (reading) => reading.source.text === text && String(reading.source.dialects) === form,
  );
  if (same) return same.page;
  const page = make();
  known.set(path, [{ source, page }, ...readings].slice(0, MOST_READINGS));
  return page;
}

function lazyRunbook(source: SourceText, id: string, head: PageHead | undefined): Runbook {
  const whole = once(() => parseRunbook(source, id));
  const front = once(() => readFront(source.text));
  const claims = once(() => head?.runbook?.claims ?? (front() ? claimsOf(front() ?? {}) : whole()));
  const claim = <K extends keyof Claims>(field: K): Claims[K] => claims()[field];
  return withGetters<Runbook>({
    ...pageGetters(source, { id, whole }),
    title: () => head?.title ?? front()?.title ?? whole().title,
    summary: () => head?.summary ?? front()?.summary ?? whole().summary,
    kind: () => head?.runbook?.kind ?? front()?.kind ?? whole().kind,
    isKindDeclared: () => whole().isKindDeclared,
    isForOpsbook: () => whole().isForOpsbook,
    params: () => whole().params,
    ...claimGetters(claim),
    aliases: once(() => (mayHaveAliases(source.text) ? claim('aliases') : [])),
  });
}

function claimGetters(claim: <K extends keyof Claims>(name: K) => Claims[K]): Getters<Claims> {
  // Each name has the getter of its own claim.
  return Object.fromEntries(CLAIM_NAMES.map((name) => [name, () => claim(name)])) as Getters<Claims>;
}

function lazyGuide(source: SourceText, id: string, head: PageHead | undefined): Guide {
  const whole = once(() => parseGuide(source, id));
  return withGetters<Guide>({
    ...pageGetters(source, { id, whole }),
    title: () => head?.title ?? whole().title,
    summary: () => head?.summary ?? whole().summary,
    order: () => head?.order ?? whole().order,
  });
}

function pageGetters(
  { path, text }: SourceText,
  { id, whole }: { id: string; whole: () => Page },
): Getters<Page> {
  return {
    path: () => path,
    id: () => id,
    text: () => text,
    outline: once(() => outlineOf({ path, text }, whole)),
    isMdx: () => /\.mdx$/i.test(path),
    title: () => whole().title,
    summary: () => whole().summary,
    tree: () => whole().tree,
    unread: () => whole().unread,
    locate: () => whole().locate,
    hasFrontmatter: () => whole().hasFrontmatter,
    headings: () => whole().headings,
    sections: () => whole().sections,
    snippets: () => whole().snippets,
    headingOf: () => whole().headingOf,
    snippetOf: () => whole().snippetOf,
    links: () => whole().links,
    components: () => whole().components,
    html: () => whole().html,
    programs: () => whole().programs,
    suppressions: () => (text.includes('opsbook-ignore') ? whole().suppressions : []),
    faults: () => whole().faults,
  };
}

/** An object whose every property is made when it is read. */
export function withGetters<T extends object>(getters: Getters<T>): T {
  const made = {};
  // One by one: all at once took three times as long, and a book makes some for each page.
  for (const [key, get] of Object.entries<() => unknown>(getters))
    Object.defineProperty(made, key, { get, enumerable: true });
  // Each property of `T` has its getter, by the type of the argument.
  return made as T;
}

/** The older addresses that a runbook's text claims: read without reading the page. */
export function readAliases(text: string): readonly string[] {
  return mayHaveAliases(text) ? (readFront(text)?.aliases ?? []) : [];
}

/** What a runbook says of itself in its frontmatter, and its title there: read without reading the page. */
export function readClaims(text: string): Claims & { readonly title: string | undefined } {
  const front = readFront(text) ?? {};
  return { ...claimsOf(front), title: front.title };
}

/** Few pages have moved: of the others, not even the frontmatter is read for this. */
function mayHaveAliases(text: string): boolean {
  return text.includes('aliases');
}

/** The fields of a text's frontmatter; undefined where only a whole reading can tell. */
function readFront(text: string): Partial<RunbookFrontmatter> | undefined {
  const place = frontmatterPlace(text);
  if (!place) return undefined;
  const yaml = readYaml({
    ruleId: 'frontmatter-valid',
    text: withoutParams(text.slice(place.start, place.end)),
  });
  return readFields(runbookSchema, yaml, { ruleId: 'frontmatter-valid', what: 'a runbook' }).value;
}
