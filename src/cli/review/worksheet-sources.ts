import { posix } from 'node:path';
import { readAlertRules } from '../../alerts/read-rules.ts';
import { glanceAt } from '../../review/glance.ts';
import type { Glance } from '../../review/glance.ts';
import type { Commit } from '../../review/history.ts';
import { pageRisk } from '../../review/page-risk.ts';
import type { RunbookReview } from '../../review/review-book.ts';
import { snippetSummary } from '../../review/sign.ts';
import type { KnownOfRunbook } from '../../review/worksheet-facts.ts';
import type { Finding } from '../../runbook/finding.ts';
import { encodePath } from '../../runbook/links/links.ts';
import type { Evidence } from '../../runbook/records/evidence.ts';
import type { SourceText } from '../../runbook/read/source-text.ts';
import { catalogueFor } from '../../shell/specs/catalogue.ts';
import type { OpenReview } from './open-review.ts';

interface Sources {
  readonly open: OpenReview;
  readonly alertRules: readonly SourceText[];
  /** By path; undefined where the linter was not asked. */
  readonly findings: ReadonlyMap<string, readonly Finding[]> | undefined;
  /** By path, where other sites were asked. */
  readonly links: ReadonlyMap<string, NonNullable<KnownOfRunbook['links']>> | undefined;
  readonly evidence: Evidence | undefined;
}

/** Gathers what the machine knows of runbooks, for worksheets in a folder. Pages are looked over, not parsed. */
export async function gatherKnown(
  asked: readonly RunbookReview[],
  { open, alertRules, findings, links, evidence }: Sources,
): Promise<(review: RunbookReview, folder: string) => KnownOfRunbook> {
  const { history, byPath, isAfter } = open.trace;
  const ruleFiles = new Map(
    alertRules.flatMap((source) =>
      readAlertRules(source).rules.map(({ name, path }) => [name, path] as const),
    ),
  );
  const glances = new Map(asked.map(({ runbook }) => [runbook.id, glanceAt(runbook.text)]));
  const codes = [...glances.values()].flatMap(({ commands }) => commands.map(({ code }) => code));
  const catalogue = await catalogueFor(codes.join('\n'));
  const known = new Map([...glances].map(([id, glance]) => [id, pageRisk(glance, catalogue)]));
  const commitsOf = (path: string): readonly Commit[] => byPath.get(history.prefix + path) ?? [];
  return (review, folder) => {
    const { id, path } = review.runbook;
    const { last } = review;
    const since = last ? isAfter(last) : () => true;
    const glance = glances.get(id);
    return {
      findings: findings?.get(path),
      snippets: snippetSummary(evidence, review) ?? currentRun(review),
      verified: glance?.verified ?? 0,
      links: links?.get(path),
      risk: known.get(id) ?? 'read',
      changes: last ? commitsOf(path).filter(since) : [],
      alerts: review.runbook.alerts.flatMap((name) => {
        const file = ruleFiles.get(name);
        const commits = file === undefined || !last ? [] : commitsOf(file).filter(since);
        return commits.length > 0 ? [{ name, commits }] : [];
      }),
      oldPictures: (last && glance ? picturesOf(glance, path) : []).flatMap((picture) => {
        const changed = commitsOf(picture)[0]?.at.slice(0, 10);
        return changed !== undefined && last && changed < last.on ? [{ path: picture, changed }] : [];
      }),
      href: encodePath(posix.relative(folder, path)),
    };
  };
}

/** What the last sign-off saw, while it is about this text. */
function currentRun({ last, content }: RunbookReview): KnownOfRunbook['snippets'] {
  return last?.signOff?.content === content ? last.signOff.snippets : undefined;
}

function picturesOf({ pictures }: Glance, path: string): string[] {
  const local = pictures.filter((url) => /^[^:#?]+\.(png|jpe?g|gif|webp|avif|svg)$/i.test(url));
  return local.map((url) => posix.join(posix.dirname(path), decoded(url)));
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
