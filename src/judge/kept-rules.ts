import { hash } from 'node:crypto';
import type { KeptRules } from '../alerts/kept-rules.ts';
import { recallAlertRules, whatWasRead } from '../alerts/read-rules.ts';
import type { BookFiles } from '../runbook/book.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { matchAlertRules } from '../runbook/schema/settings.ts';
import { keepData, readKeptData } from '../tools/kept-data.ts';
import { findingsPath } from './findings-file.ts';

/** Readings of rule files, by the digests of these. */
type RuleFiles = ReadonlyMap<string, KeptRules>;

/**
 * Has the rule files of a book that are what they were read as the last call read them: reading a thousand alert rules
 * as YAML takes longer than all else that a page asks of a book.
 * @returns what keeps the readings for the next call; undefined where all files were recalled before
 */
export async function recallRuleFiles(
  root: string,
  { reading, texts }: BookFiles,
): Promise<(() => Promise<void>) | undefined> {
  const isRules = matchAlertRules(reading.settings.layout);
  const files = texts.filter(({ path }) => isRules(path));
  if (files.every((source) => recalled.has(source))) return undefined;
  for (const source of files) recalled.add(source);
  const sources = new Map(files.map((source) => [digestOf(source), source]));
  const path = findingsPath(root, 'rules');
  // Under this name only this function of this very program writes.
  const known = ((await readKeptData(path)) ?? new Map()) as RuleFiles;
  const wereRead = countExpressions(known);
  for (const [digest, source] of sources) {
    const kept = known.get(digest);
    if (kept) recallAlertRules(source, kept);
  }
  return async () => {
    const now: RuleFiles = new Map(
      [...sources].flatMap(([digest, source]): [string, KeptRules][] => {
        const kept = known.get(digest) ?? whatWasRead(source);
        return kept ? [[digest, kept]] : [];
      }),
    );
    const isMore = countExpressions(now) > wereRead;
    if (isMore || now.size !== known.size || [...now.keys()].some((digest) => !known.has(digest)))
      await keepData(path, now);
  };
}

const recalled = new WeakSet<SourceText>();

function countExpressions(files: RuleFiles): number {
  return files.values().reduce((sum, { expressions }) => sum + (expressions?.size ?? 0), 0);
}

function digestOf({ path, text, faults }: SourceText): string {
  return hash('sha256', JSON.stringify([path, text, faults]));
}
