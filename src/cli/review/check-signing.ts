import { join } from 'node:path';
import { answersOf, linesFor } from '../../review/review-questions.ts';
import { quarterOf } from '../../review/quarter.ts';
import type { RunbookReview } from '../../review/review-book.ts';
import { snippetSummary } from '../../review/sign.ts';
import type { Checked } from '../../review/checked.ts';
import { sectionOf } from '../../review/worksheet.ts';
import { readTemplate, STANDARD_TEMPLATE } from '../../review/worksheet-template.ts';
import type { Book } from '../../runbook/book.ts';
import type { Evidence } from '../../runbook/records/evidence.ts';
import type { SignOff } from '../../runbook/records/sign-offs.ts';
import { lazyContract } from '../../judge/lazy-contract.ts';
import { countLevels, lintPages } from '../../judge/lint-counts.ts';
import { askedLinks } from '../../tools/links/asked-links.ts';
import { readIfThere } from '../../tools/write-file.ts';
import type { Terminal } from '../command.ts';
import { summarizeLinks } from './link-summaries.ts';
import type { OpenReview } from './open-review.ts';
import { worksheetPath } from './worksheet-path.ts';

/** What was brought to a signing besides the book. */
export interface Brought {
  readonly evidence: Evidence | undefined;
  /** Whether other sites are asked about links to them. */
  readonly asksLinks: boolean;
  /** Boxes that were ticked in another place than the worksheet. */
  readonly given?: string | undefined;
}

/** What the machine knows of a page, whoever signs it. */
export type PageChecked = Pick<Checked, 'findings' | 'links' | 'snippets' | 'alerts' | 'has' | 'answers'>;

/** Looks at runbooks that are about to be signed, all of them at once. */
export async function checkPages(
  reviews: readonly RunbookReview[],
  { open, evidence, asksLinks, given = '' }: Brought & { readonly open: OpenReview },
  terminal: Terminal,
): Promise<readonly { readonly review: RunbookReview; readonly checked: PageChecked }[]> {
  const paths = new Set(reviews.map(({ runbook }) => runbook.path));
  const book = open.book();
  const findings = await lintPages(book, paths, terminal);
  const links = asksLinks ? await summarizeLinks(open, paths, terminal) : undefined;
  return Promise.all(
    reviews.map(async (review) => {
      const { id, path } = review.runbook;
      const page = book.runbooks.get(id);
      const checked: PageChecked = {
        findings: countLevels(findings.get(path) ?? []),
        links: links?.get(path),
        snippets: snippetSummary(evidence, review),
        alerts: alertsOf(review, book),
        has: {
          verified: page?.snippets.filter(({ attributes }) => isOn(attributes['verify'])).length ?? 0,
          links: page ? askedLinks(page.links, book.settings.links).length : 0,
        },
        answers: answersOf({
          asked: linesFor(questionsOf(open), review.runbook),
          sheet: await sheetOf(review, open),
          given,
        }),
      };
      return { review, checked };
    }),
  );
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== 'false';
}

/** What the book's template asks of every runbook, with the conditions. */
export function questionsOf({ files }: Pick<OpenReview, 'files'>): string {
  const path = `${files.reading.settings.layout.templates}/review.md`;
  return readTemplate(files.texts.find((source) => source.path === path)?.text ?? STANDARD_TEMPLATE).each;
}

/** What people wrote for a runbook in this quarter's worksheet. */
async function sheetOf({ runbook }: RunbookReview, { root, files, facts }: OpenReview): Promise<string> {
  const quarter = quarterOf(facts.today, facts.settings.yearStart);
  const path = worksheetPath(files.reading.settings.layout.reviews, quarter.id, runbook.owner);
  return sectionOf((await readIfThere(join(root, path))) ?? '', runbook.id);
}

/** Whether rules raise the alerts of a page; undefined where nobody can tell, as where rules lie elsewhere. */
function alertsOf({ runbook }: RunbookReview, book: Book): SignOff['alerts'] {
  if (runbook.alerts.length === 0) return undefined;
  const { raised, isComplete, isElsewhere } = lazyContract(book);
  if (raised.size === 0 || !isComplete) return undefined;
  const known = runbook.alerts.filter((name) => raised.has(name) || isElsewhere(name)).length;
  return { raised: known, unknown: runbook.alerts.length - known };
}
