import * as z from 'zod';
import type { Finding } from '../runbook/finding.ts';

const entrySchema = z.object({
  path: z.string(),
  ruleId: z.string(),
  message: z.string(),
  count: z.int().positive(),
});
const baselineSchema = z.object({ version: z.literal(1), findings: z.array(entrySchema) });

/**
 * Findings that a team has agreed to live with for now. They are known by file, rule and message, not by line,
 * so that text may move above them.
 */
export type Baseline = z.infer<typeof baselineSchema>;

/** Reads a baseline file; undefined when it is none. */
export function parseBaseline(text: string): Baseline | undefined {
  try {
    return baselineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A baseline of everything that is found now. */
export function makeBaseline(findings: readonly Finding[]): Baseline {
  const groups = Map.groupBy(findings, keyOf);
  const entries = [...groups.values()].flatMap(([first, ...more]) =>
    first ? [{ path: first.path, ruleId: first.ruleId, message: first.message, count: more.length + 1 }] : [],
  );
  return { version: 1, findings: entries.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}

export interface Compared {
  /** Findings that the baseline does not hold. */
  readonly fresh: readonly Finding[];
  /** The baseline without what has been fixed. */
  readonly rest: Baseline;
  readonly fixed: number;
}

/** Takes out what the baseline holds, and from the baseline what is no longer found. */
export function compareBaseline(baseline: Baseline, findings: readonly Finding[]): Compared {
  const left = new Map(baseline.findings.map((entry) => [keyOf(entry), entry.count]));
  const held: Finding[] = [];
  const fresh: Finding[] = [];
  for (const finding of findings) {
    const count = left.get(keyOf(finding)) ?? 0;
    if (count > 0) left.set(keyOf(finding), count - 1);
    (count > 0 ? held : fresh).push(finding);
  }
  const fixed = [...left.values()].reduce((sum, count) => sum + count, 0);
  return { fresh, rest: makeBaseline(held), fixed };
}

function keyOf({ path, ruleId, message }: Pick<Finding, 'path' | 'ruleId' | 'message'>): string {
  return JSON.stringify([path, ruleId, message]);
}
