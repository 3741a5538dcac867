import type { Book } from '../runbook/book.ts';
import type { Fault } from '../runbook/finding.ts';
import { loadBook, readBookFiles } from '../runbook/read/load.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { isInside, matchAlertRules, SETTINGS_FILE } from '../runbook/schema/settings.ts';
import { isStandard } from '../runbook/schema/layouts.ts';
import type { Layout } from '../runbook/schema/settings.ts';
import { idOf } from '../runbook/links/site-paths.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { UsageError } from './command.ts';
import type { Terminal } from './command.ts';
import { nameRunbook } from './name-runbook.ts';
import { chooseRoot } from './book-flags.ts';
import { openNamedBook } from './open-book.ts';
import { alertRunbooks } from './alert-runbooks.ts';
import { isPageFile } from '../runbook/links/page-file.ts';

interface Opened {
  readonly root: string;
  readonly book: Book;
  readonly runbook: Runbook;
  /** What is wrong with the settings. */
  readonly settingsFaults: readonly Fault[];
}

/**
 * One runbook with what it refers to, by its id or in another way that `nameRunbook` knows: the other pages are left
 * unread, since somebody waits, unless only its alert names it.
 */
export async function openRunbook(
  named: string,
  given: string | undefined,
  terminal: Terminal,
): Promise<Opened> {
  const root = chooseRoot(given, terminal);
  const reader = folderReader(root);
  const list = await reader.list();
  const read = (isWanted: (path: string) => boolean) => ({
    ...reader,
    list: () => Promise.resolve({ ...list, paths: list.paths.filter(isWanted) }),
  });
  // The settings say where pages are; without settings, whether the standard folder has one does.
  const onePage = isStandard(list.paths)
    ? list.paths.find((path) => path.startsWith('content/runbooks/'))
    : undefined;
  const { reading } = await readBookFiles(read((path) => path === SETTINGS_FILE || path === onePage));
  const { layout } = reading.settings;
  const pages = list.paths.filter((path) => isPageFile(path) && isInside(path, layout.runbooks));
  const known = {
    ids: pages.map((path) => idOf(path, layout.runbooks)),
    ofAlert: async (name: string) => alertRunbooks(await openNamedBook(given, terminal), name),
    // Without a terminal nobody would see which runbook a few letters were taken for.
    isBeginEnough: terminal.isInteractive,
  };
  const id = await nameRunbook(named, known, terminal);
  const book = await loadBook(read((path) => isNeeded(path, id, layout)));
  const runbook = book.runbooks.get(id);
  if (runbook) return { root, book, runbook, settingsFaults: reading.faults };
  throw new UsageError(`no runbook has the id \`${named}\`.`);
}

function isNeeded(path: string, id: string, layout: Layout): boolean {
  if (!isPageFile(path)) return !matchAlertRules(layout)(path);
  return (
    isInside(path, layout.templates) ||
    (isInside(path, layout.runbooks) && idOf(path, layout.runbooks) === id)
  );
}
