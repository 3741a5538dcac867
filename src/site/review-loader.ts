import type { Loader, LoaderContext } from 'astro/loaders';
import { answeredQuestions, sectionIds } from '../review/worksheet.ts';
import { parseGuide } from '../runbook/read/parse.ts';
import { isInside } from '../runbook/schema/settings.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { readFacts, reloading } from './loader.ts';
import { readBook } from './read-book.ts';
import { readReviews } from './read-reviews.ts';
import { createHighlight } from './render/highlight.ts';
import { renderPage } from './render/render-page.ts';
import type { WorksheetEntry } from './review-entries.ts';
import { siteOptions } from './site-options.ts';

/** Brings the state of every review into the data store, as one entry. */
export function reviewLoader(): Loader {
  return { name: 'opsbook-reviews', load: (context) => reloading(context, loadReviews) };
}

/** Brings the worksheets of all quarters into the data store. */
export function worksheetLoader(): Loader {
  return { name: 'opsbook-worksheets', load: (context) => reloading(context, loadWorksheets) };
}

async function loadReviews(context: LoaderContext): Promise<void> {
  const { store, parseData } = context;
  const files = await readBook(context);
  const data = await parseData({ id: 'reviews', data: await readReviews(files, siteOptions().root) });
  store.set({ id: 'reviews', data });
}

async function loadWorksheets(context: LoaderContext): Promise<void> {
  const { store, parseData } = context;
  const files = await readBook(context);
  const { reviews } = files.reading.settings.layout;
  const sheets = files.texts.flatMap((source) => {
    const id = worksheetId(source.path, reviews);
    return id === undefined ? [] : [{ id, source }];
  });
  store.clear();
  if (sheets.length === 0) return;
  const facts = readFacts(files, new Map());
  const highlight = await createHighlight([]);
  for (const { id, source } of sheets) {
    const page = parseGuide(source, id);
    const { html } = renderPage(page, facts, highlight);
    const data = await parseData({ id, data: toEntry(id, source, page.title) });
    store.set({ id, data, rendered: { html } });
  }
}

/** `2026-Q4/platform` of `content/reviews/2026-Q4/platform.md`. */
function worksheetId(path: string, folder: string): string | undefined {
  if (!isInside(path, folder)) return undefined;
  return /^(\d{4}-Q[1-4]\/[^/]+)\.md$/.exec(path.slice(folder === '' ? 0 : folder.length + 1))?.[1];
}

function toEntry(id: string, { path, text }: SourceText, title: string): WorksheetEntry {
  const [quarter = '', owner = ''] = id.split('/');
  const asked = sectionIds(text);
  const answers = asked.flatMap((runbook) => answeredQuestions(text, runbook) ?? []);
  return {
    quarter,
    owner,
    path,
    title,
    asked: asked.length,
    answered: answers.reduce((sum, one) => sum + one.answered, 0),
    questions: answers.reduce((sum, one) => sum + one.of, 0),
  };
}
