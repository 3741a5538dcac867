import type { Book } from '../runbook/book.ts';
import { addressOf } from '../runbook/links/site-paths.ts';
import type { Guide, Page, Runbook } from '../runbook/read/parse.ts';
import { contentHash } from '../tools/content-hash.ts';
import { askedBy } from './asked-values.ts';
import type { PageEntry, RunbookClaims, RunbookEntry, WholePage } from './entries.ts';

/** A page as lists show it. */
export function pageEntry(
  { id, path, title, summary }: Page,
  folder: PageEntry['folder'],
  { settings }: Book,
): PageEntry {
  return { folder, id, path, address: addressOf(path, settings.layout) ?? '', title, summary };
}

/** A runbook as lists show it. */
export function runbookEntry(page: Runbook, book: Book): RunbookEntry {
  return { ...pageEntry(page, 'runbooks', book), runbook: claimsOf(page) };
}

function claimsOf(page: Runbook): RunbookClaims {
  const { kind, services, owner, severity, symptoms, errors, alerts } = page;
  const { status, related, aliases, tags } = page;
  return { kind, services, owner, severity, symptoms, errors, alerts, status, related, aliases, tags };
}

/** A page with what only its own page shows. */
export function wholePage(page: Runbook | Guide, folder: PageEntry['folder'], book: Book): WholePage {
  return {
    ...pageEntry(page, folder, book),
    digest: contentHash(page.text),
    headings: page.headings.map(({ depth, text, anchor }) => ({ depth, text, anchor })),
    steps: listSteps(page),
    environments: [
      ...new Set(page.snippets.flatMap(({ env, isRunnable }) => (isRunnable && env ? [env] : []))),
    ],
    runbook: 'kind' in page ? { ...claimsOf(page), params: askedBy(page).params } : undefined,
  };
}

/** Named commands, each once, under the heading before them that the outline shows. */
function listSteps({ snippets, headings }: Page): WholePage['steps'] {
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
