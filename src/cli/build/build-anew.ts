import { firmRuleIds } from '../../lint/firm.ts';
import { gatherFacts } from '../../lint/facts.ts';
import { lintBook } from '../../lint/lint.ts';
import { rules } from '../../lint/rules/index.ts';
import { listPages } from '../../runbook/book.ts';
import type { Book, BookFiles } from '../../runbook/book.ts';
import type { Finding } from '../../runbook/finding.ts';
import { sayPassedOver } from '../../runbook/read/no-page.ts';
import { printable } from '../../runbook/words/printable.ts';
import { isAdopted } from '../../runbook/read/adopted.ts';
import { saysUnfinished } from '../../runbook/read/unfinished.ts';
import { freshFolder, removeFolder, replaceFolder, writeSearch } from '../../tools/build-site.ts';
import { copyAssets } from '../../tools/site-files.ts';
import { unignored } from '../../tools/unignored.ts';
import { SITE_ASSETS } from '../../site/compiled.ts';
import { openSite } from '../../site/open-site.ts';
import { indexFiles } from '../../search/index-files.ts';
import { openSiteIndex } from '../../tools/index-site.ts';
import type { ExitStatus, Terminal } from '../command.ts';
import { refuseEmpty } from '../open-book.ts';
import { count } from '../../runbook/words/count.ts';
import { reporters } from '../reporters/index.ts';
import { openSiteMemory } from './site-memory.ts';
import { writeOffline } from './write-offline.ts';
import { writePages } from './write-pages.ts';
import { writeHeaders } from '../../tools/hosting-headers.ts';
import { bookLanguage } from '../../judge/book-language.ts';
import { openKeptFindings } from '../../judge/kept-findings.ts';
import type { KeptJudging } from '../../judge/kept-findings.ts';
import { bookOf } from '../../judge/open-book.ts';
import { bookFacts } from '../../judge/lint-facts.ts';

/** A book that was read, and the site that it has not got yet. */
export interface Building {
  readonly files: BookFiles;
  readonly site: { readonly root: string; readonly base: string; readonly url: string | undefined };
  readonly out: string;
  /** Digests of all that the site is made of, and of what the folder holds now. */
  readonly digest: string;
  readonly built: string | undefined;
  readonly today: string;
  /** The moment, as the site says it. */
  readonly at: string;
  /** In milliseconds, as `performance.now()` says it. */
  readonly started: number;
  readonly allowsEmpty: boolean | undefined;
  /** Whether errors stop nothing; without it, where the book has not adopted the format. */
  readonly keepsGoing: boolean | undefined;
}

/** Lints a book, builds its site, and puts it in the place of the older one. */
export async function buildAnew(building: Building, terminal: Terminal): Promise<ExitStatus> {
  const { files, site, out, digest, built, today, at, started, allowsEmpty, keepsGoing } = building;
  const { root } = site;
  const kept = await openKeptFindings(root, files, { by: 'build' });
  const opened = bookOf(root, files, kept.parsers);
  const memory = openSiteMemory(out, site);
  const before = await memory.recall(built);
  const fresh = await freshFolder(out);
  try {
    const { book } = opened;
    refuseEmpty(book, allowsEmpty);
    const mayGoOn = keepsGoing ?? !book.settings.isAdopted;
    const stopping = await stopOnFindings({ book, kept, terminal, mayGoOn });
    if (stopping) {
      await kept.save();
      return stopping;
    }
    await copyAssets(SITE_ASSETS, fresh);
    await writeHeaders(fresh, site.base);
    const language = await bookLanguage(book.settings.language);
    const shown = await openSite(opened, today);
    const index = openSiteIndex(fresh);
    const { base, url } = site;
    const search = (): Promise<void> =>
      writeSearch(fresh, indexFiles(book, opened.alertRules, { ...language, partOf: kept.partOf }));
    const writing = { base, url, fresh, out, index, meanwhile: search };
    const written = await writePages(shown, writing, before).finally(() => index.close());
    const { offline } = book.settings;
    await writeOffline({ fresh, pages: written.pages, limit: offline, made: at });
    const meanwhile = async (): Promise<void> => {
      await memory.remember(digest, written);
      await kept.save();
      // Half of the readings would push out the others.
      if (kept.isAllRead()) await opened.remember();
    };
    const { left } = await replaceFolder(out, fresh, { digest, meanwhile });
    if (left !== undefined)
      terminal.warn(`The older site could not be removed, as files of another user are in it: ${left}\n`);
    for (const address of written.unwritten)
      terminal.warn(`Nothing stands at ${address}: this file system has no such name. Rename its file.\n`);
    const passed = sayPassedOver(book.passedOver);
    if (passed !== '') terminal.warn(`${printable(passed)}\n`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    terminal.print(`Built ${count(listPages(book).length, 'page')} into ${out} in ${seconds} s.\n`);
    // Said at the first build alone: whoever keeps sites in git knows it by then.
    const line = built === undefined ? await unignored(out) : undefined;
    if (line !== undefined)
      terminal.warn(`git does not ignore this folder: put ${printable(line)} into .gitignore.\n`);
    return written.unwritten.length > 0 ? 1 : 0;
  } finally {
    await removeFolder(fresh);
  }
}

interface Judging {
  readonly book: Book;
  readonly kept: KeptJudging;
  readonly terminal: Terminal;
  readonly mayGoOn: boolean;
}

/** Lints, and says whether the build must stop: a page that the renderer refuses always stops it. */
async function stopOnFindings({ book, kept, terminal, mayGoOn }: Judging): Promise<ExitStatus | undefined> {
  // Whether another runbook is found first only warns, and takes a search for every symptom: lint asks that.
  const about = await bookFacts(book, kept);
  const search = { ...about.search, outranked: () => new Map<string, string>() };
  const fresh = kept.settle([]);
  const gathered = await kept.aside(() => gatherFacts(book, fresh, kept.named()));
  const findings = lintBook(book, { rules, facts: { ...gathered, ...about, search }, kept });
  // What was written for another system is shown as well as it can be.
  const foreign = new Set(listPages(book).flatMap((page) => (isAdopted(page) ? [] : [page.path])));
  const errors = findings.filter(({ level, path }) => level === 'error' && !foreign.has(path));
  const refused = errors.filter(({ ruleId }) => firmRuleIds.has(ruleId));
  const stopping = mayGoOn ? refused : errors;
  if (stopping.length > 0 && isFirstBook(book) && stopping.every(saysUnfinished)) {
    terminal.print(render(stopping, book, terminal));
    terminal.print('A first book may be unfinished: its pages say what is missing.\n');
    return undefined;
  }
  if (stopping.length > 0) {
    terminal.print(render(stopping, book, terminal));
    terminal.warn('Nothing was built: fix the errors above.\n');
    return 1;
  }
  if (findings.length > 0) terminal.print(`${summary(findings)}: opsbook lint shows them.\n`);
  return undefined;
}

/** A book of so few runbooks is being begun: its author wants to see it. */
const FIRST_BOOK = 3;

function isFirstBook({ runbooks }: Book): boolean {
  return runbooks.size <= FIRST_BOOK;
}

function render(findings: readonly Finding[], book: Book, { hasColour }: Terminal): string {
  const texts = new Map(listPages(book).map(({ path, text }) => [path, text]));
  return reporters.pretty({ findings, files: texts.size, hasColour, textOf: (path) => texts.get(path) });
}

function summary(findings: readonly Finding[]): string {
  const errors = findings.filter(({ level }) => level === 'error').length;
  return `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`;
}
