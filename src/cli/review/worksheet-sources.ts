import { posix } from 'node:path';
import { readAlertRules } from '../../alerts/read-rules.ts';
import type { Glance } from '../../review/glance.ts';
import type { Commit } from '../../review/history.ts';
import { pageRisk } from '../../review/page-risk.ts';
import type { RunbookReview } from '../../review/review-book.ts';
import { snippetSummary } from '../../review/sign.ts';
import type { KnownOfRunbook } from '../../review/worksheet-facts.ts';
import type { Finding } from '../../runbook/finding.ts';
import { encodePath } from '../../runbook/links/link-paths.ts';
import type { Evidence } from '../../runbook/records/evidence.ts';
import type { SourceText } from '../../runbook/read/source-text.ts';
import { catalogueFor } from '../../shell/specs/catalogue.ts';
import type { OpenReview } from './open-review.ts';

interface Sources {
  readonly open: OpenReview;
  readonly alertRules: readonly SourceText[];
  /** By id. */
  readonly glances: ReadonlyMap<string, Glance>;
  /** By path; undefined where the linter was not asked. */
  readonly findings: ReadonlyMap<string, readonly Finding[]> | undefined;
  /** By path, where other sites were asked. */
  readonly links: ReadonlyMap<string, NonNullable<KnownOfRunbook['links']>> | undefined;
  readonly evidence: Evidence | undefined;
}

/** Gathers what the machine knows of runbooks, for worksheets in a folder. Pages are looked over, not parsed. */
export async function gatherKnown(
  asked: readonly RunbookReview[],
  { open, alertRules, glances, findings, links, evidence }: Sources,
): Promise<(review: RunbookReview, folder: string) => KnownOfRunbook> {
  const { history, byPath, isAfter } = open.trace;
  const paths = new Set(open.files.paths);
  const isThere = (path: string): boolean => history.kind === 'complete' && paths.has(path);
  const commitsOf = (path: string): readonly Commit[] => byPath.get(history.prefix + path) ?? [];
  const oldest = Math.min(...asked.flatMap(({ last }) => (last ? [Date.parse(last.at)] : [])));
  // There is nothing to say of rule files that nobody has touched since the oldest review.
  const touched = alertRules.filter(({ path }) => commitsOf(path).some(({ at }) => Date.parse(at) > oldest));
  const ruleFiles = new Map(
    touched.flatMap((source) => readAlertRules(source).rules.map(({ name, path }) => [name, path] as const)),
  );
  const codes = [...glances.values()].flatMap(({ commands }) =>
    commands.flatMap(({ code, risk }) => (risk === undefined ? [code] : [])),
  );
  // What is known of all tools is large: where every author has declared the risk, nobody asks for it.
  const catalogue = codes.length === 0 ? undefined : await catalogueFor(codes.join('\n'));
  const known = new Map([...glances].map(([id, glance]) => [id, pageRisk(glance, catalogue)]));
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
        // The history that is read begins half a year before the oldest review.
        const isOld = changed === undefined ? isThere(picture) : last !== undefined && changed < last.on;
        return isOld ? [{ path: picture, changed }] : [];
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
