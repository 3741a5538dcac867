import { createHash } from 'node:crypto';
import type { Loader, LoaderContext } from 'astro/loaders';
import { landingPlaces } from '../alerts/contract.ts';
import { listAlertRules } from '../alerts/read-rules.ts';
import { resolveRunbookUrl } from '../alerts/runbook-url.ts';
import { alertAnchor } from '../runbook/links/alert-anchor.ts';
import { assembleBook } from '../runbook/book.ts';
import type { Book, BookFiles } from '../runbook/book.ts';
import { alertAddress } from '../runbook/links/alert-names.ts';
import { aliasesOf } from '../runbook/links/book-links.ts';
import { readAliases, readClaims } from '../runbook/read/lazy-pages.ts';
import { linkResolver } from '../runbook/links/links.ts';
import type { LinkResolver } from '../runbook/links/links.ts';
import { parseGuide, parseRunbook } from '../runbook/read/parse.ts';
import type { Guide, Page, Runbook } from '../runbook/read/parse.ts';
import { addressOf, folderOf, idOf, shownFiles, sitePaths } from '../runbook/links/site-paths.ts';
import { exemptAlerts, isInside } from '../runbook/schema/settings.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { rules } from '../lint/rules/index.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { lastChanges } from '../tools/git-dates.ts';
import { manualPages } from '../tools/manual-pages.ts';
import { readDrawings } from './drawings.ts';
import type { FactsEntry, PageEntry } from './entries.ts';
import type { Facts } from './render/facts.ts';
import { isOfBook, readBook } from './read-book.ts';
import { createHighlight } from './render/highlight.ts';
import type { Highlight } from './render/highlight.ts';
import { programDigest } from './program-digest.ts';
import { renderPage } from './render/render-page.ts';
import { siteOptions } from './site-options.ts';

/** A page's folder, where it is shown, and its text. */
interface Source extends SourceText {
  readonly folder: PageEntry['folder'];
  readonly id: string;
  readonly address: string;
}

/**
 * Brings runbooks, guides and templates into Astro's data store. A page is parsed and rendered only when its
 * text, the program, or a fact it shows has changed.
 */
export function pageLoader(): Loader {
  return { name: 'opsbook-pages', load: (context) => reloading(context, loadPages) };
}

/** Brings services, teams, severities and alerts into the data store, as one entry. */
export function factsLoader(): Loader {
  return { name: 'opsbook-facts', load: (context) => reloading(context, loadFacts) };
}

/** Loads, and in `opsbook dev` loads again whenever a file of the book changes. */
export async function reloading(
  context: LoaderContext,
  load: (context: LoaderContext) => Promise<void>,
): Promise<void> {
  await load(context);
  const again = (path: string): void => {
    if (isOfBook(path)) load(context).catch((error: unknown) => context.logger.error(String(error)));
  };
  for (const event of ['add', 'change', 'unlink'] as const) context.watcher?.on(event, again);
}

async function loadPages(context: LoaderContext): Promise<void> {
  const { store, generateDigest, parseData } = context;
  const files = await readBook(context);
  const sources = listSources(files);
  const drawings = await readDrawings(files, folderReader(siteOptions().root));
  const shared = sharedDigest(files, drawings);
  const digests = new Map(
    sources.map((source) => [keyOf(source), generateDigest(`${shared}\n${source.path}\n${source.text}`)]),
  );
  for (const key of store.keys()) if (!digests.has(key)) store.delete(key);
  const known = new Set(files.paths);
  const stale = sources.filter((source) => {
    const stored = store.get<PageEntry>(keyOf(source));
    return (
      stored?.digest !== digests.get(keyOf(source)) || stored?.data.files.some((path) => !known.has(path))
    );
  });
  if (stale.length === 0) return;
  const facts = readFacts(files, drawings);
  const pages = stale.map((source) => ({ source, page: parse(source, files.memory) }));
  const languages = pages.flatMap(({ page }) => page.snippets.map(({ language }) => language));
  const highlight = await createHighlight(languages);
  for (const { source, page } of pages) {
    const { html, entry } = toEntry({ source, page }, facts, highlight);
    const id = keyOf(source);
    const data = await parseData({ id, data: entry });
    store.set({ id, data, digest: digests.get(id) ?? '', rendered: { html } });
  }
}

function keyOf({ folder, id }: Source): string {
  return `${folder}/${id}`;
}

function listSources({ reading, texts }: BookFiles): Source[] {
  const { layout } = reading.settings;
  const seen = new Set<string>();
  return texts.flatMap((text) => {
    const folder = folderOf(text.path, layout);
    if (!/\.mdx?$/i.test(text.path) || folder === undefined || folder === 'services') return [];
    const id = idOf(text.path, layout[folder]);
    if (seen.has(`${folder}/${id}`)) return []; // `a.md` beside `a.mdx`: the linter says so
    seen.add(`${folder}/${id}`);
    return [{ ...text, folder, id, address: addressOf(text.path, layout) ?? '' }];
  });
}

/** What every page may show besides its own text: facts of the book, addresses, and the program itself. */
function sharedDigest(files: BookFiles, drawings: Facts['drawings']): string {
  const { reading, texts, paths } = files;
  const aliases = withAliases(listSources(files));
  const { reviews } = reading.settings.layout;
  const facts = texts
    .filter(({ path }) => /\.ya?ml$/i.test(path) && !isInside(path, reviews))
    .map(({ path, text }) => [path, text]);
  const shown = paths.filter((path) => folderOf(path, reading.settings.layout) !== undefined);
  return createHash('sha256')
    .update(
      JSON.stringify([reading.settings.layout, siteOptions().base, facts, shown, aliases, [...drawings]]),
    )
    .update(programDigest())
    .digest('hex');
}

export function readFacts(files: BookFiles, drawings: Facts['drawings']): Facts {
  const { services, alertRules } = assembleBook({
    ...files,
    texts: files.texts.filter(({ path }) => !/\.mdx?$/i.test(path)),
  });
  const alerts = listAlertRules(alertRules);
  const links = linksWithoutAnchors(files, alerts);
  const base = siteOptions().base;
  return {
    services,
    alertRules: alerts,
    links,
    drawings,
    base,
  };
}

/** The runbooks that claim older addresses, which only runbooks do. */
function withAliases(sources: readonly Source[]): { path: string; aliases: readonly string[] }[] {
  return sources
    .filter(({ folder }) => folder === 'runbooks')
    .map(({ path, text }) => ({ path, aliases: readAliases(text) }))
    .filter(({ aliases }) => aliases.length > 0);
}

/** Links by addresses only: headings are known to no loader, and the linter has judged them. */
function linksWithoutAnchors(files: BookFiles, alerts: readonly { readonly name: string }[]): LinkResolver {
  const { layout } = files.reading.settings;
  const sources = listSources(files);
  return linkResolver({
    places: sources.map(({ path, address }) => ({ path, address, anchors: () => undefined })),
    paths: new Set(files.paths),
    shown: shownFiles(files.paths, layout),
    sitePaths: sitePaths(rules.map(({ id }) => id)),
    aliases: () => aliasesOf(withAliases(sources), layout),
    moreSitePaths: () => [
      ...[...alerts.map(({ name }) => name), ...sources.flatMap(({ text }) => readClaims(text).alerts)].map(
        alertAddress,
      ),
      ...manualPages(),
    ],
  });
}

function parse(source: Source, memory: BookFiles['memory']): Runbook | Guide {
  const parsePage = source.folder === 'runbooks' ? parseRunbook : parseGuide;
  return parsePage(source, source.id, memory);
}

function toEntry(
  { source, page }: { source: Source; page: Runbook | Guide },
  facts: Facts,
  highlight: Highlight,
) {
  const { html, files } = renderPage(page, facts, highlight);
  const entry: PageEntry = {
    folder: source.folder,
    id: source.id,
    path: source.path,
    address: source.address,
    title: page.title,
    summary: page.summary,
    order: 'order' in page ? page.order : 0,
    headings: page.headings.map(({ depth, text, anchor }) => ({ depth, text, anchor })),
    steps: listSteps(page),
    files: [...files],
    ...('kind' in page ? { runbook: runbookFields(page) } : {}),
  };
  return { html, entry };
}

/** Named commands, each once, under the heading before them that the outline shows. */
function listSteps({ snippets, headings }: Page): PageEntry['steps'] {
  const shown = headings.filter(({ depth }) => depth === 2 || depth === 3);
  const steps = new Map<string, string>();
  for (const { isRunnable, name, range } of snippets) {
    if (!isRunnable || name === undefined || steps.has(name)) continue;
    const above = shown.findLast(
      (heading) => (heading.range?.start.offset ?? 0) < (range?.start.offset ?? 0),
    );
    steps.set(name, above?.anchor ?? '');
  }
  return [...steps].map(([name, section]) => ({ name, section }));
}

function runbookFields(page: Runbook): NonNullable<PageEntry['runbook']> {
  const { kind, services, owner, severity, symptoms, errors, alerts, params } = page;
  const { status, reviewed, reviewEvery, related, aliases, tags } = page;
  return {
    kind,
    services: [...services],
    owner,
    severity,
    symptoms: [...symptoms],
    errors: [...errors],
    alerts: [...alerts],
    alertAnchors: Object.fromEntries(
      alerts.flatMap((name) => {
        const anchor = alertAnchor(page, name);
        return anchor === undefined ? [] : [[name, anchor]];
      }),
    ),
    params: params.map((param) => ({ ...param, allow: [...param.allow] })),
    status,
    reviewed,
    reviewEvery,
    related: [...related],
    aliases: [...aliases],
    tags: [...tags],
  };
}

async function loadFacts(context: LoaderContext): Promise<void> {
  const { store, parseData } = context;
  const { root } = siteOptions();
  const files = await readBook(context);
  const book = assembleBook({ ...files, texts: files.texts.filter(({ path }) => !/\.mdx?$/i.test(path)) });
  const { settings } = book;
  const { changes, prefix } = await lastChanges(root);
  const facts: FactsEntry = {
    title: settings.title,
    repository: settings.repository,
    branch: settings.branch,
    systems: { ...settings.systems },
    services: [...book.services.values()].map(withoutMethods),
    teams: [...book.teams.values()].map(withoutMethods),
    severities: [...book.severities.values()].map(withoutMethods),
    alerts: alertEntries(book, files),
    changes: Object.fromEntries(changes),
    prefix,
  };
  store.set({ id: 'facts', data: await parseData({ id: 'facts', data: facts }) });
}

function alertEntries(book: Book, files: BookFiles): FactsEntry['alerts'] {
  const alerts = listAlertRules(book.alertRules);
  const places = landingPlaces(book, alerts, linksWithoutAnchors(files, alerts));
  const isExempt = exemptAlerts(book.settings.alerts);
  return alerts.map((rule) => {
    const { name, expression, duration, labels, annotations, group, path, range } = rule;
    const link = book.settings.alerts.annotations.map((key) => annotations[key] ?? '').find(Boolean);
    const landing = link === undefined ? undefined : resolveRunbookUrl(link, rule, places);
    return {
      name,
      expression,
      duration,
      labels: { ...labels },
      annotations: { ...annotations },
      group,
      path,
      line: range.start.line,
      leads: landing?.kind === 'page' ? landing.path : undefined,
      elsewhere: landing?.kind === 'elsewhere' ? link : undefined,
      isExempt: isExempt(name),
    };
  });
}

function withoutMethods<T extends { locate: unknown }>({ locate: _, ...entry }: T): Omit<T, 'locate'> {
  return entry;
}
