import { getCollection, getEntry } from 'astro:content';
import type { CollectionEntry } from 'astro:content';
import type { FactsEntry, PageEntry } from './entries.ts';

/** What the pages of the site ask of the book. */

export type StoredPage = CollectionEntry<'pages'>;
/** The data of a page that is a runbook. */
export type RunbookEntry = PageEntry & { readonly runbook: NonNullable<PageEntry['runbook']> };

let facts: Promise<FactsEntry> | undefined;

export function getFacts(): Promise<FactsEntry> {
  // In dev the book changes under the site; in a build it is read once.
  if (import.meta.env.DEV) return readFacts();
  return (facts ??= readFacts());
}

async function readFacts(): Promise<FactsEntry> {
  const entry = await getEntry('facts', 'facts');
  if (!entry) throw new Error('The book was not loaded: the facts entry is missing from the data store.');
  return entry.data;
}

let runbooks: Promise<RunbookEntry[]> | undefined;

/** Every runbook, by title. */
export function listRunbooks(): Promise<RunbookEntry[]> {
  if (import.meta.env.DEV) return readRunbooks();
  return (runbooks ??= readRunbooks());
}

async function readRunbooks(): Promise<RunbookEntry[]> {
  const pages = await getCollection('pages', ({ data }) => data.folder === 'runbooks');
  return pages
    .flatMap(({ data }) => (data.runbook ? [{ ...data, runbook: data.runbook }] : []))
    .sort(byTitle);
}

/** Guides or templates, in their own order. */
export async function listGuides(folder: 'guides' | 'templates'): Promise<PageEntry[]> {
  const pages = await getCollection('pages', ({ data }) => data.folder === folder);
  return pages.map(({ data }) => data).sort((a, b) => a.order - b.order || byTitle(a, b));
}

function byTitle(a: { title: string }, b: { title: string }): number {
  return a.title.localeCompare(b.title, 'en');
}

/** The address of something on the site, with the path it is published under. */
export function at(address: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}${address}`;
}

/** The system of a runbook: that of its first service, else its first folder. */
export function systemOf(page: RunbookEntry, facts: FactsEntry): string {
  const service = facts.services.find(({ id }) => id === page.runbook.services[0]);
  if (service) return service.system;
  return page.id.includes('/') ? (page.id.split('/')[0] ?? '') : '';
}

/** What people call a system. */
export function systemName(id: string, { systems }: FactsEntry): string {
  return systems[id] ?? inWords(id);
}

/** `serotonin-script` as people write it: `Serotonin script`. */
export function inWords(id: string): string {
  const words = id.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Groups in the order of their first member. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Where a file can be edited, when the book names its repository. */
export function editAddress(path: string, facts: FactsEntry): string | undefined {
  const { repository, branch, prefix } = facts;
  return repository && `${repository}/edit/${branch}/${prefix}${path}`;
}
