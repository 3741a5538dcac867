import { answeredQuestions, sectionIds } from '../review/worksheet.ts';
import type { BookFiles } from '../runbook/book.ts';
import { parseGuide } from '../runbook/read/parse.ts';
import type { Page } from '../runbook/read/parse.ts';
import { isInside } from '../runbook/schema/settings.ts';
import { contentHash } from '../tools/content-hash.ts';
import type { WorksheetEntry } from './review-entries.ts';

/** A worksheet as its page shows it, and as lists count it. */
export interface Worksheet {
  readonly entry: WorksheetEntry;
  readonly page: Page;
}

/** The worksheets of all quarters. */
export function readWorksheets({ reading, texts }: BookFiles): Worksheet[] {
  const { reviews } = reading.settings.layout;
  return texts.flatMap((source) => {
    const id = worksheetId(source.path, reviews);
    if (id === undefined) return [];
    const page = parseGuide(source, id);
    return [{ page, entry: toEntry(id, page) }];
  });
}

/** `2026-Q4/platform` of `content/reviews/2026-Q4/platform.md`. */
function worksheetId(path: string, folder: string): string | undefined {
  if (!isInside(path, folder)) return undefined;
  return /^(\d{4}-Q[1-4]\/[^/]+)\.md$/.exec(path.slice(folder === '' ? 0 : folder.length + 1))?.[1];
}

function toEntry(id: string, { path, text, title }: Page): WorksheetEntry {
  const [quarter = '', owner = ''] = id.split('/');
  const asked = sectionIds(text);
  const answers = asked.flatMap((runbook) => answeredQuestions(text, runbook) ?? []);
  return {
    quarter,
    owner,
    path,
    digest: contentHash(text),
    title,
    asked: asked.length,
    answered: answers.reduce((sum, one) => sum + one.answered, 0),
    questions: answers.reduce((sum, one) => sum + one.of, 0),
  };
}
