import { compareBaseline, makeBaseline, parseBaseline } from '../../lint/baseline.ts';
import type { Baseline } from '../../lint/baseline.ts';
import type { Finding } from '../../runbook/finding.ts';
import { readIfThere, rewriteText, writeNew } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';

interface Baselining {
  readonly file: string;
  readonly found: readonly Finding[];
  /** Whether the whole book was judged by every rule: only then is a finding that is not there fixed. */
  readonly isWhole: boolean;
}

/** Findings that the baseline file does not hold. The first time it is written; what is fixed leaves it. */
export async function withBaseline(
  { file, found, isWhole }: Baselining,
  terminal: Terminal,
): Promise<readonly Finding[]> {
  const text = await readIfThere(file);
  if (text === undefined) {
    if (!isWhole)
      throw new UsageError(`--baseline \`${file}\` is not there: lint the whole book once to write it.`);
    if (!(await writeNew(file, render(makeBaseline(found)))))
      throw new UsageError(`--baseline \`${file}\` was written by somebody else just now: lint again.`);
    terminal.warn(`${found.length} findings written to ${file}: from now on only new ones count.\n`);
    return [];
  }
  const baseline = parseBaseline(text);
  if (!baseline) throw new UsageError(`--baseline \`${file}\` is not a baseline that opsbook wrote.`);
  const { fresh, rest, fixed } = compareBaseline(baseline, found);
  if (fixed > 0 && isWhole) {
    // Two lints at once may both see what was fixed: each takes away what it saw, from what is there.
    await rewriteText(file, (now) => (now === text ? render(rest) : undefined));
    terminal.warn(`${fixed} fixed findings left ${file}.\n`);
  }
  return fresh;
}

function render(baseline: Baseline): string {
  return `${JSON.stringify(baseline, undefined, 2)}\n`;
}
