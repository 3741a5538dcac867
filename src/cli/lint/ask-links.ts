import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { LintFacts } from '../../lint/facts.ts';
import { listPages } from '../../runbook/book.ts';
import type { Book } from '../../runbook/book.ts';
import { checkLinks } from '../../tools/links/check-links.ts';
import { openLinkCache } from '../../tools/links/link-cache.ts';
import { cachePath } from '../../tools/cache-folder.ts';
import type { Terminal } from '../command.ts';
import { progressLine } from './progress-line.ts';
import { count } from '../../runbook/words/count.ts';
import type { ProgressLine } from './progress-line.ts';

type Asker = (book: Book, paths: ReadonlySet<string> | undefined) => Promise<LintFacts['external']>;

/** Asks other sites whether the links of a book to them still answer, with a bar for whoever waits. */
export function linkAsker(root: string, terminal: Terminal): Asker {
  return async (book, paths) => {
    const settings = book.settings.links;
    const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
    const cache = await openLinkCache(cachePath(`links-${name}.json`), settings.cache, Date.now());
    warnOfMissing(book, terminal);
    let progress: ProgressLine | undefined;
    const answers = await checkLinks(listUrls(book, paths), {
      settings,
      environment: terminal.environment,
      cache,
      wait: setTimeout,
      onStart: (total) => (progress = progressLine(terminal, total, 'links')),
      onStep: () => progress?.step(),
    });
    progress?.clear();
    const skipped = [...answers.values()].filter(({ kind }) => kind === 'private').length;
    if (skipped > 0)
      terminal.warn(
        `${count(skipped, 'link')} into a private network not asked: \`links.allow\` in opsbook.yaml opens hosts.\n`,
      );
    return answers;
  };
}

/** The addresses of pages, and of services where all of a book is looked at. */
function* listUrls(book: Book, paths: ReadonlySet<string> | undefined): Generator<string> {
  const isWanted = ({ path }: { path: string }): boolean => !paths || paths.has(path);
  for (const page of listPages(book).filter(isWanted)) for (const { url } of page.links) yield url;
  for (const service of [...book.services.values()].filter(isWanted))
    for (const { url } of [...(service.health ?? []), ...(service.dashboards ?? [])])
      if (url !== undefined) yield url;
}

/** The names of variables that the settings ask for and the environment has not; never what one holds. */
function warnOfMissing({ settings: { links } }: Book, { environment, warn }: Terminal): void {
  const names = Object.values(links.headers).flatMap((headers) => Object.values(headers));
  for (const name of new Set(names))
    if (!environment[name]) warn(`${name} is not set: the hosts that it is for are asked without it.\n`);
}
