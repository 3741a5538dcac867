import { compareBaseline, makeBaseline, parseBaseline } from '../../lint/baseline.ts';
import type { Baseline } from '../../lint/baseline.ts';
import type { Finding } from '../../runbook/finding.ts';
import { readIfThere, writeWhole } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';

interface Baselining {
  readonly file: string;
  readonly found: readonly Finding[];
  /** Whether the whole book was judged by every rule: only then is a finding that is not there mended. */
  readonly isWhole: boolean;
}

/** Findings that the baseline file does not hold. The first time it is written; what is mended leaves it. */
export async function withBaseline(
  { file, found, isWhole }: Baselining,
  terminal: Terminal,
): Promise<readonly Finding[]> {
  const text = await readIfThere(file);
  if (text === undefined) {
    if (!isWhole)
      throw new UsageError(`--baseline \`${file}\` is not there: lint the whole book once to write it.`);
    await write(file, makeBaseline(found));
    terminal.warn(`${found.length} findings written to ${file}: from now on only new ones count.\n`);
    return [];
  }
  const baseline = parseBaseline(text);
  if (!baseline) throw new UsageError(`--baseline \`${file}\` is not a baseline that opsbook wrote.`);
  const { fresh, rest, mended } = compareBaseline(baseline, found);
  if (mended > 0 && isWhole) {
    await write(file, rest);
    terminal.warn(`${mended} mended findings left ${file}.\n`);
  }
  return fresh;
}

function write(file: string, baseline: Baseline): Promise<void> {
  return writeWhole(file, `${JSON.stringify(baseline, undefined, 2)}\n`);
}
