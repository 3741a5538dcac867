import { CLAIM_NAMES, keptClaims } from '../schema/claims.ts';
import type { Claims } from '../schema/claims.ts';
import { once } from '../words/once.ts';
import type { ComponentUse } from './component-use.ts';
import { withGetters } from './lazy-pages.ts';
import type { Getters } from './lazy-pages.ts';
import { outlineOf } from './outline.ts';
import type { PageOutline } from './outline.ts';
import type { PageHead } from './page-head.ts';
import type { Guide, Page, Runbook } from './parse.ts';
import type { SourceText } from './source-text.ts';

/** What is kept of a page, so that the pages beside it can be judged without reading it: plain data. */
export interface KeptPage extends Pick<Page, 'title' | 'summary' | 'hasFrontmatter' | 'unread'> {
  readonly outline: Omit<PageOutline, 'anchors' | 'urlsLike'> & { readonly anchors: readonly string[] };
  readonly components: readonly KeptUse[];
  readonly html: readonly KeptUse[];
  /** Of a runbook. */
  readonly runbook?: Pick<Runbook, 'kind' | 'isKindDeclared' | 'isForOpsbook'> & {
    readonly claims: Readonly<Record<string, string | readonly string[]>>;
  };
  /** Of a guide. */
  readonly order?: number;
}

/** As pairs: attributes are whatever somebody called them. */
interface KeptUse extends Pick<ComponentUse, 'name'> {
  readonly attributes: readonly (readonly [string, string])[];
  readonly range?: NonNullable<ComponentUse['range']>;
}

/** What other pages are told of a page. */
type OutwardPage = Omit<KeptPage, 'unread' | 'components' | 'html'>;

/** Plain data of a page that was read. */
export function keepPage(page: Page): KeptPage {
  return {
    ...outwardOf(page),
    unread: page.unread,
    components: page.components.map(keepUse),
    html: page.html.map(keepUse),
  };
}

/** Plain data of what other pages are told of a page. */
export function outwardOf(page: Page): OutwardPage {
  const { title, summary, hasFrontmatter, outline } = page;
  return {
    title,
    summary,
    hasFrontmatter,
    outline: {
      saysKind: outline.saysKind,
      hasTitleLine: outline.hasTitleLine,
      headingLines: [...outline.headingLines],
      headings: [...outline.headings],
      anchors: [...outline.anchors],
      labels: [...outline.labels],
      pullsIn: outline.pullsIn,
      formerAddresses: [...outline.formerAddresses],
      urls: [...outline.urls],
      escapedUrls: [...outline.escapedUrls],
    },
    ...('kind' in page ? { runbook: keepRunbook(page as Runbook) } : {}),
    ...('order' in page ? { order: (page as Guide).order } : {}),
  };
}

/** The head of a page that was kept. */
export function headOfKept({ title, summary, runbook, order }: KeptPage): PageHead {
  return {
    ...{ title, summary },
    ...(runbook ? { runbook: { kind: runbook.kind, claims: keptClaims(runbook.claims) } } : {}),
    ...(order === undefined ? {} : { order }),
  };
}

function keepUse({ name, attributes, range }: ComponentUse): KeptUse {
  return { name, attributes: Object.entries(attributes), ...(range ? { range } : {}) };
}

function useOf({ name, attributes, range }: KeptUse): ComponentUse {
  return { name, attributes: Object.fromEntries(attributes), range };
}

function keepRunbook(runbook: Runbook): NonNullable<KeptPage['runbook']> {
  const { kind, isKindDeclared, isForOpsbook } = runbook;
  const claims = CLAIM_NAMES.flatMap((name): [string, string | string[]][] => {
    const value = runbook[name];
    if (value === undefined) return [];
    return [[name, typeof value === 'string' ? value : [...value]]];
  });
  return { kind, isKindDeclared, isForOpsbook, claims: Object.fromEntries(claims) };
}

/** How a page stands for its text before anybody has read it. */
export interface Standing<T> {
  /** What is known of it without reading it: from an earlier call, or because it was read in this one. */
  readonly kept: () => KeptPage | undefined;
  /** Reads it. */
  readonly whole: () => T;
  /** Called whenever something is asked that is not kept: the page is read for it. */
  readonly onRead: () => void;
}

/** A runbook of which no more is read than is asked for. */
export function keptRunbook(source: SourceText, id: string, standing: Standing<Runbook>): Runbook {
  const { kept, whole } = standing;
  const told = () => kept()?.runbook;
  const claims = ofKept(told, ({ claims }) => keptClaims(claims));
  return withGetters<Runbook>({
    ...pageGetters(source, id, standing),
    kind: () => told()?.kind ?? whole().kind,
    isKindDeclared: () => told()?.isKindDeclared ?? whole().isKindDeclared,
    isForOpsbook: () => told()?.isForOpsbook ?? whole().isForOpsbook,
    params: () => read(standing).params,
    ...claimGetters((name) => (claims() ?? whole())[name]),
  });
}

/** A guide or a template, likewise. */
export function keptGuide(source: SourceText, id: string, standing: Standing<Guide>): Guide {
  const { kept, whole } = standing;
  return withGetters<Guide>({
    ...pageGetters(source, id, standing),
    order: () => kept()?.order ?? whole().order,
  });
}

/** What is made of what is kept, once something is. */
function ofKept<K, T>(kept: () => K | undefined, make: (kept: K) => T): () => T | undefined {
  let made: T | undefined;
  return () => {
    const known = made === undefined ? kept() : undefined;
    return known === undefined ? made : (made = make(known));
  };
}

function read<T>({ whole, onRead }: Standing<T>): T {
  onRead();
  return whole();
}

function claimGetters(claim: <K extends keyof Claims>(name: K) => Claims[K]): Getters<Claims> {
  // Each name has the getter of its own claim.
  return Object.fromEntries(CLAIM_NAMES.map((name) => [name, () => claim(name)])) as Getters<Claims>;
}

function pageGetters({ path, text }: SourceText, id: string, standing: Standing<Page>): Getters<Page> {
  const { kept, whole } = standing;
  const early = once(() => outlineOf({ path, text }, whole));
  const told = ofKept(kept, ({ outline: { urls, escapedUrls, anchors, ...rest } }) => ({
    ...rest,
    urls,
    escapedUrls,
    anchors: new Set(anchors),
    urlsLike: (pattern: RegExp) => urls.filter((url) => pattern.test(url) && !escapedUrls.includes(url)),
  }));
  const asked = (): Page => read(standing);
  return {
    path: () => path,
    id: () => id,
    isMdx: () => /\.mdx$/i.test(path),
    outline: () => told() ?? early(),
    title: () => kept()?.title ?? whole().title,
    summary: () => kept()?.summary ?? whole().summary,
    hasFrontmatter: () => kept()?.hasFrontmatter ?? whole().hasFrontmatter,
    text: () => {
      standing.onRead();
      return text;
    },
    // Read by rules of the whole book, which always run: so it is not part of the outline.
    unread: () => {
      standing.onRead();
      const known = kept();
      return known ? known.unread.map((one) => ({ ...one, range: one.range })) : whole().unread;
    },
    components: () => {
      standing.onRead();
      const known = kept();
      return known ? known.components.map(useOf) : whole().components;
    },
    html: () => {
      standing.onRead();
      const known = kept();
      return known ? known.html.map(useOf) : whole().html;
    },
    tree: () => asked().tree,
    locate: () => asked().locate,
    headings: () => asked().headings,
    sections: () => asked().sections,
    snippets: () => asked().snippets,
    headingOf: () => asked().headingOf,
    snippetOf: () => asked().snippetOf,
    links: () => asked().links,
    programs: () => asked().programs,
    suppressions: () => {
      standing.onRead();
      return text.includes('opsbook-ignore') ? whole().suppressions : [];
    },
    faults: () => asked().faults,
  };
}
