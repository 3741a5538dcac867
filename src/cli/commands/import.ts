import { basename, dirname, join, resolve } from 'node:path';
import { isPageFile, PAGE_ENDINGS } from '../../runbook/links/page-file.ts';
import { assembleBook } from '../../runbook/book.ts';
import type { Book } from '../../runbook/book.ts';
import { lazyParsers } from '../../runbook/read/lazy-pages.ts';
import { loadBook } from '../../runbook/read/load.ts';
import type { Layout, Settings } from '../../runbook/schema/settings.ts';
import { decodeText, LARGEST_FILE } from '../../runbook/read/source-text.ts';
import type { SourceText } from '../../runbook/read/source-text.ts';
import { isFile, isFolder } from '../../tools/find-root.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { readIfThere } from '../../tools/write-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { fillPlaceholders, settingsOf } from '../import/fill-placeholders.ts';
import { moveLinks } from '../import/move-links.ts';
import { DEFAULT_FOLDER, insideBook, readerOf } from '../import/book-place.ts';
import { planImport } from '../import/plan-import.ts';
import type { ImportPlan } from '../import/plan-import.ts';
import { renderImport } from '../import/render-import.ts';
import { supportFiles, UNRATED } from '../import/support-files.ts';
import { tellDialects } from '../import/tell-dialects.ts';
import { compareFiles, refuseOverwriting, writeCompared } from '../import/write-compared.ts';
import { chooseRoot } from '../book-flags.ts';
import { readBytes, readNamed } from '../../tools/named-file.ts';

export const importBook = defineCommand({
  name: 'import',
  words: '<folder or file>',
  flags: {
    ...ROOT_FLAG,
    into: {
      type: 'string',
      value: 'DIR',
      meaning: 'The folder of the book that pages are written into (default: as opsbook.yaml says)',
    },
    'split-at': { type: 'string', choices: ['h2'], meaning: 'Make a runbook of every ## heading' },
    force: { type: 'boolean', meaning: 'Overwrite files that exist already and differ' },
    'dry-run': { type: 'boolean', meaning: 'Say what would be written, and write nothing' },
  },
  examples: [
    'opsbook import ../old-runbooks',
    'opsbook import ../wiki/RUNBOOK.md --split-at h2 --dry-run',
    'opsbook import ../old-runbooks --into content --force',
  ],
  async run({ flags, words }, terminal) {
    const [word, ...more] = words;
    if (word === undefined || more.length > 0)
      throw new UsageError('import takes one folder or file, as in opsbook import ../old-runbooks.');
    const root = chooseRoot(flags.root, terminal);
    const book = await loadBook(readerOf(root, insideBook(flags.into ?? DEFAULT_FOLDER)));
    const layout = layoutIn(flags.into, book.settings.layout);
    const { folder, paths, texts, passedOver } = await readForeign(resolve(terminal.folder, word), word);
    const severity = [...book.severities.keys()].at(-1) ?? UNRATED;
    const plan = planImport({
      texts,
      paths: new Set(paths),
      name: basename(folder),
      book,
      runbooks: layout.runbooks,
      severity,
      isSplit: flags['split-at'] !== undefined,
    });
    if (plan.pages.length === 0)
      throw new UsageError(`\`${word}\` holds no Markdown that could be a runbook.`);
    const told = tellDialects(plan.pages);
    const hasSettings = book.settings.isAdopted;
    const dialects = hasSettings ? book.settings.dialects : told.length > 0 ? told : undefined;
    const filled = await fillPlaceholders(plan.pages, dialects);
    const books = {
      from: bookOf(texts, paths),
      to: bookOf(
        filled.map(({ to, text }) => ({ path: to, text, faults: [] })),
        [...book.paths, ...plan.copies.map(({ to }) => to)],
        dialects,
      ),
    };
    const { pages, copies: pictures } = moveLinks(filled, books, (file) => plan.placeOf(file));
    const copies = [...plan.copies, ...pictures];
    const known = await readAll(root, ['opsbook.yaml', layout.teams, layout.severities]);
    const support = supportFiles({ pages, book, layout, dialects, textOf: (path) => known.get(path) });
    const files = new Map<string, Buffer>(pages.map(({ to, text }) => [to, Buffer.from(text)]));
    for (const { from, to } of copies) files.set(to, await readNamed(join(folder, from)));
    const state = await compareFiles(root, files);
    if (!flags['dry-run']) refuseOverwriting(state.different, flags.force ?? false);
    const before = new Map(state.before);
    for (const [path, text] of support) {
      files.set(path, Buffer.from(text));
      before.set(path, await readBytes(join(root, path)));
    }
    if (!flags['dry-run']) await writeCompared(root, files, before);
    const leftOut = [
      ...plan.leftOut,
      ...passedOver.map((path) => ({ path, why: `it is none of ${PAGE_ENDINGS}` })),
    ];
    const done: ImportPlan = { ...plan, pages, copies, leftOut };
    terminal.print(
      renderImport(done, {
        ...state,
        support: [...support.keys()],
        unread: hasSettings ? told.filter((id) => !(dialects ?? []).includes(id)) : [],
        isDry: flags['dry-run'] ?? false,
        isForced: flags.force ?? false,
      }),
    );
    return 0;
  },
});

/** A book of pages that no settings are known for. */
function bookOf(
  texts: readonly SourceText[],
  paths: readonly string[],
  dialects?: Settings['dialects'],
): Book {
  const all = [...new Set([...paths, ...texts.map(({ path }) => path)])];
  return assembleBook({ reading: settingsOf(dialects), texts, paths: all, refused: [] }, lazyParsers());
}

function layoutIn(into: string | undefined, layout: Layout): Layout {
  if (into === undefined) return layout.runbooks === '' ? layoutIn(DEFAULT_FOLDER, layout) : layout;
  const folder = insideBook(into);
  const inside = (name: string): string => `${folder}/${name}`;
  return {
    ...layout,
    runbooks: inside('runbooks'),
    services: inside('services'),
    guides: inside('guides'),
    templates: inside('templates'),
    teams: inside('teams.yaml'),
    severities: inside('severities.yaml'),
  };
}

interface Foreign {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly texts: readonly SourceText[];
  /** Pages in forms that are not read. */
  readonly passedOver: readonly string[];
}

const OTHER_TEXT = /\.(rst|adoc|asciidoc|org|textile|wiki|html?)$/i;

async function readForeign(path: string, word: string): Promise<Foreign> {
  if (!isFolder(path) && !isFile(path)) throw new UsageError(`\`${word}\` is not a folder or file.`);
  const folder = isFolder(path) ? path : dirname(path);
  const reader = folderReader(folder);
  const { paths } = await reader.list();
  const wanted = folder === path ? paths.filter(isPageFile) : paths.filter((one) => one === basename(path));
  const texts: SourceText[] = [];
  // What reads like text and is no Markdown is named, so that nobody thinks it came along.
  const passedOver = folder === path ? paths.filter((one) => OTHER_TEXT.test(one) && !isPageFile(one)) : [];
  for (const one of wanted) {
    const bytes = await reader.read(one, LARGEST_FILE + 1);
    if (bytes instanceof Uint8Array) texts.push(decodeText(one, bytes));
  }
  return { folder, paths, texts, passedOver };
}

async function readAll(root: string, paths: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const text = await readIfThere(join(root, path));
    if (text !== undefined) found.set(path, text);
  }
  return found;
}
