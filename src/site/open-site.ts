import { once } from '../runbook/words/once.ts';
import type { AboutPages } from '../judge/about-pages.ts';
import type { rules } from '../lint/rules/index.ts';
import { pageLinks } from '../judge/page-links.ts';
import { isOfSameForm } from '../judge/same-form.ts';
import type { LinkResolver } from '../runbook/links/links.ts';
import { isPageName } from '../runbook/links/page-names.ts';
import { TEMPLATE_NAMES, templateOf } from '../judge/book-templates.ts';
import type { TemplateName } from '../judge/book-templates.ts';
import type { OpenBook } from '../judge/open-book.ts';
import type { ReadFacts } from '../judge/run-facts.ts';
import { listPages } from '../runbook/book.ts';
import type { Book } from '../runbook/book.ts';
import type { Page } from '../runbook/read/parse.ts';
import { isBackgroundSection } from '../runbook/read/sections.ts';
import { listUnfinished } from '../runbook/read/unfinished.ts';
import { linkWords } from '../runbook/links/link-words.ts';
import type { Target } from '../runbook/links/target.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { lastChanges } from '../tools/git-dates.ts';
import type { GitChanges } from '../tools/git-dates.ts';
import { openSources } from './answer-sources.ts';
import type { SourceOf } from './answer-sources.ts';
import { listAlertEntries, outlineAlerts } from './alert-entries.ts';
import type { AlertOutline } from './alert-entries.ts';
import { openAlike } from './alike-alerts.ts';
import { readDrawings } from './drawings.ts';
import type { RunbookEntry } from './entries.ts';
import type { errorMeanings } from './error-meanings.ts';
import { openLists } from './lists/open-lists.ts';
import { pageEntry, runbookEntry, wholePage } from './page-entries.ts';
import { readReviews } from './read-reviews.ts';
import type { ReviewsEntry } from './review-entries.ts';
import { secretNames } from './secret-names.ts';
import type { SiteBook } from './site-book.ts';
import { byTitle, inWords } from './words.ts';
import { readWorksheets } from './worksheets.ts';
import type { Worksheet } from './worksheets.ts';
import { lookUp } from '../shell/look-up.ts';

/** A book as its site is made of it. */
export interface OpenSite {
  readonly root: string;
  /** The book itself, for what is made of it beside its pages. */
  readonly opened: OpenBook;
  readonly book: SiteBook;
  /** The pages themselves, by their paths: those of the book, and the worksheets. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Judges the commands of a page, once for the page and all that is written beside it. */
  readonly commandsOf: ReadFacts;
  readonly sourceOf: SourceOf;
  readonly form: SiteForm;
  /** Learns what the home page does not ask for: before any other page is drawn, and before addresses are listed. */
  finish(): Promise<void>;
  /** Keeps what took time to work out, for the next time. */
  remember(): Promise<void>;
}

/** What hangs on no page's own words, and takes the most of opening a site: the first page of a preview asks for little of it. */
interface SiteForm {
  readonly runbooks: readonly RunbookEntry[];
  readonly alerts: () => readonly AlertOutline[];
  readonly links: () => LinkResolver;
}

/**
 * Gathers what the pages of a book's site may ask.
 * @param today the day that reviews are counted on
 * @param earlier the site of the same book before somebody wrote in it
 */
export async function openSite(opened: OpenBook, today: string, earlier?: OpenSite): Promise<OpenSite> {
  const site = await beginSite(opened, today, earlier);
  await site.finish();
  return site;
}

/** The same, as far as its home page asks: the rest is there when it was finished. */
export async function beginSite(opened: OpenBook, today: string, earlier?: OpenSite): Promise<OpenSite> {
  const { root, files } = opened;
  const [git, reviews, drawings, templates] = await Promise.all([
    lastChanges(root),
    readReviews(opened, today),
    readDrawings(files, folderReader(root)),
    readTemplates(opened.book),
  ]);
  let rest: Rest | undefined;
  const learnt = (): Rest => {
    if (!rest) throw new Error('Of a site that is not finished, only the home page is drawn.');
    return rest;
  };
  const finish = once(async () => {
    // Where somebody waits for the home page alone, neither the linter nor the repository is read for it.
    const [{ aboutPages }, linter, errors] = await Promise.all([
      import('../judge/about-pages.ts'),
      import('../lint/rules/index.ts'),
      import('./error-meanings.ts'),
    ]);
    rest = { about: await aboutPages(opened), rules: linter.rules, errorMeanings: errors.errorMeanings };
  });
  const sheets = readWorksheets(files);
  const pages = new Map<string, Page>(
    [...sheets.map(({ page }) => page), ...listPages(opened.book)].map((page) => [page.path, page]),
  );
  const form = earlier && isOfSameForm(earlier.opened, opened) ? earlier.form : formOf(opened, learnt);
  const answering = answers({ opened, form, git, reviews, drawings, learnt, templates, sheets, pages });
  const risks = once(async () => (await import('../judge/run-facts.ts')).openSnippetFacts(opened.book));
  const commandsOf: ReadFacts = async (page) => (await risks())(page);
  const sourceOf = openSources(files, opened.book);
  return {
    ...{ root, opened, book: answering, pages, commandsOf, sourceOf, form, finish },
    remember: async () => rest?.about.remember(),
  };
}

function formOf(opened: OpenBook, learnt: () => Rest): SiteForm {
  const { book } = opened;
  return {
    runbooks: [...book.runbooks.values()].map((page) => runbookEntry(page, book)).sort(byTitle),
    alerts: once(() => outlineAlerts(book, opened.contract)),
    links: once(() =>
      pageLinks(
        opened,
        learnt().rules.map(({ id }) => id),
      ),
    ),
  };
}

/** What takes a while to learn. */
interface Rest {
  readonly about: AboutPages;
  readonly rules: typeof rules;
  readonly errorMeanings: typeof errorMeanings;
}

interface Known {
  readonly opened: OpenBook;
  readonly form: SiteForm;
  readonly git: GitChanges;
  readonly reviews: ReviewsEntry;
  readonly drawings: ReadonlyMap<string, string>;
  readonly learnt: () => Rest;
  readonly templates: ReadonlyMap<TemplateName, string>;
  readonly sheets: readonly Worksheet[];
  readonly pages: ReadonlyMap<string, Page>;
}

function answers({
  opened,
  form,
  git,
  reviews,
  drawings,
  learnt,
  templates,
  sheets,
  pages,
}: Known): SiteBook {
  const { book } = opened;
  const { settings } = book;
  const rulesByName = once(() => Map.groupBy(opened.alertRules, ({ name }) => name));
  const { runbooks, links } = form;
  const runbooksById = new Map(runbooks.map((page) => [page.id, page]));
  const runbooksByPath = new Map([...book.runbooks.values()].map((page) => [page.path, page]));
  const byService = pagesByService(runbooks);
  const systems = new Map<string, string>();
  const services = [...book.services.values()].map(withoutMethods);
  const alerts = once(() => listAlertEntries(form.alerts(), book));
  const alertsByName = once(() => new Map(alerts().map((alert) => [alert.name, alert])));
  const reviewsById = new Map(reviews.reviews.map((review) => [review.id, review]));
  const folders = { runbooks: book.runbooks, guides: book.guides, templates: book.templates };
  const ruleEntries = once(() =>
    learnt().rules.map(({ id, summary, level, isFirm = false }) => ({ id, summary, level, isFirm })),
  );
  const found = <T extends { locate: unknown }>(entry: T | undefined) => entry && withoutMethods(entry);
  const targetOf = (path: string, url: string): Target => links().resolve(pages.get(path) ?? { path }, url);
  const site: SiteBook = {
    title: () => settings.title,
    notice: () => settings.notice,
    manual: () => settings.manual,
    isKeptOffline: () => settings.offline !== 'off',
    isStepsFirst: () => settings.order === 'steps',
    language: () => settings.language,
    isBackground: (title) => settings.order === 'steps' && isBackgroundSection(title, settings.sectionWords),
    editAddress: (path) =>
      settings.repository && `${settings.repository}/edit/${settings.branch}/${git.prefix}${path}`,
    changed: (path) => git.changes.get(path),
    runbooks: () => runbooks,
    runbook: (id) => runbooksById.get(id),
    runbookLine: (id) => lineOf(runbooksById.get(id)),
    unfinished(id) {
      const page = book.runbooks.get(id);
      return page ? listUnfinished(page, settings.sectionWords) : [];
    },
    runbooksOfService: (id) => byService.get(id) ?? [],
    latestRunbooks: (most) =>
      runbooks
        .flatMap((page) => {
          const date = git.changes.get(page.path);
          return date === undefined ? [] : [{ page, date }];
        })
        .sort((a, b) => b.date.localeCompare(a.date))
        .slice(0, most),
    guides: (folder) =>
      [...book[folder].values()]
        .sort((a, b) => a.order - b.order || byTitle(a, b))
        .map((page) => pageEntry(page, folder, book)),
    templateAsWritten: (id) => book.templates.get(id)?.text,
    page(folder, id) {
      const page = folders[folder].get(id);
      return page && wholePage(page, folder, book);
    },
    templateText: (name) => templates.get(name) ?? '',
    secretNames(path) {
      const asked =
        path === undefined ? [...book.runbooks.values()] : [runbooksByPath.get(path) ?? []].flat();
      return secretNames(asked);
    },
    services: () => services,
    service: (id) => found(book.services.get(id)),
    systemOf(id) {
      // Lists are sorted by it.
      const known = systems.get(id);
      if (known !== undefined) return known;
      const service = book.services.get(book.runbooks.get(id)?.services[0] ?? '');
      const system = service?.system ?? (id.includes('/') ? (id.split('/')[0] ?? '') : '');
      systems.set(id, system);
      return system;
    },
    systemName: (id) => lookUp(settings.systems, id) ?? inWords(id),
    teams: () => [...book.teams.values()].map(withoutMethods),
    team: (id) => found(book.teams.get(id)),
    severities: () => [...book.severities.values()].map(withoutMethods),
    severity: (id) => found(book.severities.get(id)),
    severityOfLabel: (label) =>
      found(book.severities.get(lookUp(settings.alerts.severities, label) ?? label)),
    alerts,
    alert: (name) => alertsByName().get(name),
    alertsOfService: (id) =>
      alerts().flatMap(({ rules: own }) => own.filter(({ labels }) => labels['service'] === id)),
    ...openAlike(alerts),
    alertRules: (name) => rulesByName().get(name) ?? [],
    reviews: () => reviews,
    review: (id) => reviewsById.get(id),
    commands: () => settings.commands,
    errorMeanings(id) {
      const page = opened.book.runbooks.get(id);
      if (!page) return [];
      return learnt().errorMeanings(page);
    },
    about(id) {
      const page = book.runbooks.get(id);
      return page ? learnt().about.of(page) : [];
    },
    quarters: () => listQuarters(reviews, sheets),
    calendarOwners: () =>
      reviews.owners.flatMap(({ owner }) =>
        owner !== undefined && OWN_FILE.test(owner) && isPageName(owner) ? [owner] : [],
      ),
    worksheets: (quarter) => sheets.map(({ entry }) => entry).filter((entry) => entry.quarter === quarter),
    worksheet: (quarter, owner) =>
      sheets.find(({ entry }) => entry.quarter === quarter && entry.owner === owner)?.entry,
    list: (name) => lists(name),
    rules: ruleEntries,
    rule: (id) => ruleEntries().find((rule) => rule.id === id),
    target: targetOf,
    linkWords: (path, url) => linkWords(url, targetOf(path, url), (path) => pages.get(path)),
    drawing: (path) => drawings.get(path),
  };
  const lists = openLists(site);
  return site;
}

async function readTemplates(book: Book): Promise<ReadonlyMap<TemplateName, string>> {
  const texts = TEMPLATE_NAMES.map(async (name) => [name, await templateOf(book, name)] as const);
  return new Map(await Promise.all(texts));
}

function pagesByService(runbooks: readonly RunbookEntry[]): Map<string, RunbookEntry[]> {
  const byService = new Map<string, RunbookEntry[]>();
  for (const page of runbooks)
    for (const id of new Set(page.runbook.services)) byService.set(id, [...(byService.get(id) ?? []), page]);
  return byService;
}

/** An owner's name that can stand in an address as it is. */
const OWN_FILE = /^[\w][\w.-]*$/;

function listQuarters({ quarter, signOffs }: ReviewsEntry, sheets: readonly Worksheet[]): string[] {
  const known = [
    quarter.id,
    ...signOffs.map((one) => one.quarter),
    ...sheets.map(({ entry }) => entry.quarter),
  ];
  return [...new Set(known)]
    .filter((id) => /^\d{4}-Q[1-4]$/.test(id))
    .sort()
    .reverse();
}

function withoutMethods<T extends { locate: unknown }>({ locate: _, ...entry }: T): Omit<T, 'locate'> {
  return entry;
}

function lineOf(entry: RunbookEntry | undefined): ReturnType<SiteBook['runbookLine']> {
  return entry && { address: entry.address, title: entry.title, summary: entry.summary };
}
