import { stringify } from 'yaml';
import type { Book } from '../../runbook/book.ts';
import type { Layout, Settings } from '../../runbook/schema/settings.ts';
import { SETTINGS_FILE } from '../../runbook/schema/settings.ts';
import type { ImportedPage } from './plan-import.ts';
import { NOBODY } from './convert-page.ts';

/** The severity of incidents in a book that has none yet. */
export const UNRATED = 'unrated';

export interface Support {
  readonly pages: readonly ImportedPage[];
  readonly book: Book;
  readonly layout: Layout;
  /** The systems whose Markdown the pages are written in. */
  readonly dialects: Settings['dialects'];
  /** The text of a file of the book as it is; undefined when it is not there. */
  textOf(path: string): string | undefined;
}

/** The services, teams and severities that imported runbooks name and the book lacks, as whole files. */
export function supportFiles({ pages, book, layout, dialects, textOf }: Support): Map<string, string> {
  const files = new Map<string, string>();
  if (textOf(SETTINGS_FILE) === undefined) files.set(SETTINGS_FILE, settingsText(layout, dialects));
  for (const page of pages) {
    const path = `${layout.services}/${page.service}.yaml`;
    if (book.services.has(page.service) || files.has(path)) continue;
    const description = 'Imported: say here what it does.';
    files.set(path, stringify({ name: page.service, system: page.service, owner: page.owner, description }));
  }
  const append = (path: string, id: string, entry: unknown): void => {
    const before = files.get(path) ?? textOf(path) ?? '';
    const gap = before === '' || before.endsWith('\n') ? '' : '\n';
    files.set(path, `${before}${gap}${stringify({ [id]: entry })}`);
  };
  const owners = new Map(pages.toReversed().map((page) => [page.owner, page]));
  for (const [owner, { contact }] of owners) {
    if (book.teams.has(owner)) continue;
    const name = owner === NOBODY ? 'Nobody yet' : owner;
    append(layout.teams, owner, { name, ...(contact === undefined ? {} : { contact: [contact] }) });
  }
  const severities = new Set(pages.flatMap(({ severity }) => (severity === undefined ? [] : [severity])));
  for (const severity of severities) {
    if (book.severities.has(severity)) continue;
    append(layout.severities, severity, {
      title: 'Unrated',
      meaning: 'Imported: nobody has said yet how bad it is.',
    });
  }
  return files;
}

function settingsText(
  { runbooks, services, teams, severities, guides, templates }: Layout,
  dialects: Settings['dialects'] = [],
): string {
  const isStandard = runbooks === 'content/runbooks';
  const folders = isStandard ? {} : { runbooks, services, guides, templates, teams, severities };
  const written = dialects.length === 0 ? {} : { dialect: dialects.length === 1 ? dialects[0] : dialects };
  return stringify({ site: { title: 'Runbooks' }, ...written, ...folders });
}
