import { assembleBook } from '../book.ts';
import type { Book, BookFiles, Refused } from '../book.ts';
import type { CodeownersText } from '../owners/book-owners.ts';
import type { PageMemory } from './page-memory.ts';
import { isInside, matchAlertRules, SETTINGS_FILE } from '../schema/settings.ts';
import { isStandard } from '../schema/layouts.ts';
import { isOutside } from '../schema/settings-paths.ts';
import { readSettings } from '../schema/read-settings.ts';
import type { Settings } from '../schema/settings.ts';
import type { SettingsReading } from '../schema/read-settings.ts';
import { decodeText, LARGEST_FILE } from './source-text.ts';
import type { SourceText } from './source-text.ts';
import { isPageFile } from '../links/page-file.ts';

/** The edge that a book is read through: a folder on disk, a commit, or a few texts in a test. */
export interface BookReader {
  /** Every file of the book, relative to its root, with `/`, sorted; and what was left out, with the reason. */
  list(): Promise<{ readonly paths: readonly string[]; readonly refused: readonly Refused[] }>;
  /** The bytes of a file, at most `limit`, or why it cannot be read. */
  read(path: string, limit: number): Promise<Uint8Array | Refused>;
  /** Whether globs like `../rules/*.yaml` are a fault, as nobody allowed them. */
  readonly isOutsideRefused?: boolean;
  /** Files outside the root that globs like `../rules/*.yaml` name (default: nothing outside it is read). */
  listOutside?(
    globs: readonly string[],
  ): Promise<{ readonly paths: readonly string[]; readonly refused: readonly Refused[] }>;
  /** The CODEOWNERS of the repository, which may lie above the root; asked for where the settings want it. */
  readOwners?(): Promise<CodeownersText | undefined>;
  /** Opens the readings of texts seen before, where the reader has a place to keep them. */
  remember?(): Promise<PageMemory>;
}

/** Reads a whole book and parses it. */
export async function loadBook(reader: BookReader): Promise<Book> {
  const files = await readBookFiles(reader);
  const book = assembleBook(files);
  await files.memory?.save();
  return book;
}

/** Reads the files of a book: its settings first, then only what these call part of it. */
export async function readBookFiles(reader: BookReader): Promise<BookFiles> {
  const { paths, refused } = await reader.list();
  const readText = async (path: string): Promise<SourceText | Refused> => {
    const bytes = await reader.read(path, LARGEST_FILE + 1);
    return bytes instanceof Uint8Array ? textOf(path, bytes) : bytes;
  };
  const settingsText = paths.includes(SETTINGS_FILE) ? await readText(SETTINGS_FILE) : undefined;
  const source = settingsText && 'text' in settingsText ? settingsText : undefined;
  const asked = readSettings(source, isStandard(paths));
  const reading = reader.isOutsideRefused ? refuseOutside(asked) : asked;
  const outside = await listOutside(reader, reading);
  const [owners, texts, memory] = await Promise.all([
    reading.settings.hasCodeowners ? reader.readOwners?.() : undefined,
    readInTurns([...paths.filter(isPartOf(reading)), ...outside.paths], readText),
    reader.remember?.(),
  ]);
  const isWanted = isNear(reading);
  return {
    reading,
    texts: texts.filter((text) => 'text' in text),
    paths,
    owners,
    memory,
    refused: [
      ...refused.filter(({ path }) => isWanted(path)),
      ...outside.refused,
      ...texts.filter((text) => 'message' in text),
    ],
  };
}

/**
 * Of the very same bytes, as a live book holds them, the same text: what was made of one is known by it, as the
 * rules of a file are.
 */
function textOf(path: string, bytes: Uint8Array): SourceText {
  const known = decoded.get(bytes);
  if (known?.path === path) return known;
  const text = decodeText(path, bytes);
  decoded.set(bytes, text);
  return text;
}

const decoded = new WeakMap<Uint8Array, SourceText>();

/** A pull request may write the settings: that they lead out of the book is for the caller to allow. */
function refuseOutside({ settings, faults }: SettingsReading): SettingsReading {
  const globs = outsideGlobs(settings);
  const added = settings.layout.alertRules.flatMap((glob, index) => {
    if (!globs.includes(glob)) return [];
    const message = `Give \`--allow-outside\` to read \`${glob}\`, or move these rules into the book: \`alerts.rules\` may not leave it by itself.`;
    return [{ ruleId: 'settings-valid', message, range: settings.locate(['alerts', 'rules', index]) }];
  });
  return { settings, faults: [...faults, ...added] };
}

/** Globs of alert rules that leave the book. */
export function outsideGlobs({ layout }: Pick<Settings, 'layout'>): readonly string[] {
  return layout.alertRules.filter(isOutside);
}

/** Alert rules often live beside the book: of all that a book has, only they may be read from outside it. */
async function listOutside(reader: BookReader, { settings }: SettingsReading) {
  const { layout } = settings;
  const globs = outsideGlobs(settings);
  if (globs.length === 0 || !reader.listOutside) return { paths: [], refused: [] };
  const { paths, refused } = await reader.listOutside(globs);
  const isRules = matchAlertRules(layout);
  return { paths: paths.filter((path) => RULE_FILE.test(path) && isRules(path)), refused };
}

/** What alert rules are written in, and what they are built from. */
const RULE_FILE = /\.(ya?ml|json|rules|tpl|tf|jsonnet|libsonnet)$/i;

/** A system lets a program have a few hundred files open, and a book may have thousands. */
const MOST_OPEN = 32;

async function readInTurns<T>(paths: readonly string[], read: (path: string) => Promise<T>): Promise<T[]> {
  const texts: T[] = [];
  for (let start = 0; start < paths.length; start += MOST_OPEN)
    texts.push(...(await Promise.all(paths.slice(start, start + MOST_OPEN).map(read))));
  return texts;
}

/** Tells which unread paths matter: those that could be of the book, or hold some of it. */
function isNear({ settings: { layout } }: SettingsReading): (path: string) => boolean {
  const { runbooks, services, guides, templates, reviews, incidents, teams, severities } = layout;
  const isRules = matchAlertRules(layout);
  const pages = [runbooks, services, guides, templates, reviews, incidents];
  const known = [SETTINGS_FILE, ...pages, teams, severities];
  return (path) =>
    isRules(path) || known.some((place) => isInside(`${path}/`, place) || isInside(place, path));
}

/** Tells which paths the settings call part of the book. */
function isPartOf({ settings: { layout, alerts } }: SettingsReading): (path: string) => boolean {
  const folders = [layout.runbooks, layout.guides, layout.templates, layout.reviews, layout.incidents];
  const data = [layout.services, layout.reviews];
  const isRules = matchAlertRules(layout);
  return (path) =>
    path === layout.teams ||
    path === layout.severities ||
    alerts.nameFiles.includes(path) ||
    (isPageFile(path) && folders.some((folder) => isInside(path, folder))) ||
    (/\.ya?ml$/i.test(path) && data.some((folder) => isInside(path, folder))) ||
    (layout.dashboards !== undefined && /\.json$/i.test(path) && isInside(path, layout.dashboards)) ||
    (RULE_FILE.test(path) && isRules(path));
}
