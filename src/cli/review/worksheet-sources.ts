import { posix } from 'node:path';
import { readAlertRules } from '../../alerts/read-rules.ts';
import type { Commit } from '../../review/history.ts';
import type { RunbookReview } from '../../review/review-book.ts';
import { snippetSummary } from '../../review/sign.ts';
import type { KnownOfRunbook } from '../../review/worksheet-facts.ts';
import type { Book } from '../../runbook/book.ts';
import type { Evidence } from '../../runbook/records/evidence.ts';
import type { Finding } from '../../runbook/finding.ts';
import { encodePath } from '../../runbook/links/links.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import type { OpenReview } from './open-review.ts';

interface Sources {
  readonly open: OpenReview;
  readonly book: Book;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** By path, where other sites were asked. */
  readonly links: ReadonlyMap<string, NonNullable<KnownOfRunbook['links']>> | undefined;
  readonly evidence: Evidence | undefined;
  /** The folder of the worksheet, for ways from there. */
  readonly folder: string;
}

/** Gathers what the machine knows of runbooks, for a worksheet. */
export function gatherKnown({ open, book, findings, links, evidence, folder }: Sources) {
  const { trace } = open;
  const { history, byPath } = trace;
  const ruleFiles = new Map(
    book.alertRules.flatMap((source) =>
      readAlertRules(source).rules.map(({ name, path }) => [name, path] as const),
    ),
  );
  const commitsOf = (path: string): readonly Commit[] => byPath.get(history.prefix + path) ?? [];
  return (review: RunbookReview): KnownOfRunbook => {
    const { id, path } = review.runbook;
    const page = book.runbooks.get(id);
    const since = review.last ? trace.isAfter(review.last) : () => true;
    return {
      findings: findings.get(path) ?? [],
      snippets: snippetSummary(evidence, review) ?? currentRun(review),
      snippetCount:
        page?.snippets.filter(({ language }) => language !== '' && language !== 'text').length ?? 0,
      links: links?.get(path),
      external: page ? externalLinks(page) : [],
      changes: review.last ? commitsOf(path).filter(since) : [],
      alerts: review.runbook.alerts.flatMap((name) => {
        const file = ruleFiles.get(name);
        const commits = file === undefined || !review.last ? [] : commitsOf(file).filter(since);
        return commits.length > 0 ? [{ name, commits }] : [];
      }),
      pictures: (page ? picturesOf(page) : []).map((picture) => ({
        path: picture,
        changed: commitsOf(picture)[0]?.at.slice(0, 10),
      })),
      href: encodePath(posix.relative(folder, path)),
      hasHistory: history.kind !== 'none',
    };
  };
}

/** What the last sign-off saw, while it is about this text. */
function currentRun({ last, content }: RunbookReview): KnownOfRunbook['snippets'] {
  return last?.signOff?.content === content ? last.signOff.snippets : undefined;
}

/** Addresses outside the book, each once. */
export function externalLinks({ links }: Pick<Runbook, 'links'>): string[] {
  return [...new Set(links.map(({ url }) => url).filter((url) => /^https?:\/\//i.test(url)))];
}

function picturesOf({ links, path }: Runbook): string[] {
  const local = links.filter(({ url }) => /^[^:#?]+\.(png|jpe?g|gif|webp|avif|svg)$/i.test(url));
  return [...new Set(local.map(({ url }) => posix.join(posix.dirname(path), decoded(url))))];
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
