/** What a note says of one step: `open` is one that began, and whose end nobody wrote. */
export interface NotedStep {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'open';
}

/** What a note says of the runs of one runbook, in their order. */
export interface NotedRun {
  readonly runbook: string;
  readonly steps: readonly NotedStep[];
  /** Values that somebody gave, the last of each; secrets and defaults are not among them. */
  readonly values: ReadonlyMap<string, string>;
  /** What stood in brackets after the names of its steps: risks and variants. */
  readonly facts: ReadonlySet<string>;
}

// Matches `## Steps of worker/queue, run 2026-11-29 10:03:07 UTC by Mia`.
const RUN = /^## Steps of (\S+), run \d{4}-\d\d-\d\d /;
// Matches `### 10:03:07 queue-depth (read, docker)`.
const STEP = /^### \d\d:\d\d:\d\d (.+) \(([^()]*)\)$/;
// Matches the end of `` `depth`: exit status 0, after 0.4 s. `` and of `Exit status 0, after 3 min 5 s.`
const ENDED = /, after (?:\d+\.\d s|\d+ min \d+ s)\.$/;
// Matches `` - 10:03:07 UTC: `depth` was skipped. ``
const SKIPPED = /^- \d\d:\d\d:\d\d UTC: `([^`]+)` was skipped\.$/;
// Matches `` `QUEUE=tasks (typed)` ``.
const VALUE = /`([A-Z_][A-Z0-9_]*)=([^`]*) \((--set|--values|environment|typed|note|link)\)`/g;
/** As `MASK` of mask.ts; a value that holds it was a secret. */
const SECRET = '[secret]';

/**
 * Reads what `opsbook run` wrote into a note, in this version or an earlier one, whose endings named no step.
 * @returns the runs of the runbook that is asked for, or of the last one in it; undefined where there are none
 */
export function readNote(text: string, runbook?: string): NotedRun | undefined {
  const lines = outsideFences(text);
  const wanted = runbook ?? lines.flatMap((line) => RUN.exec(line)?.[1] ?? []).at(-1);
  if (wanted === undefined) return undefined;
  const steps: { name: string; outcome: NotedStep['outcome'] }[] = [];
  const values = new Map<string, string>();
  const facts = new Set<string>();
  let isWanted = false;
  let isFound = false;
  for (const line of lines) {
    const run = RUN.exec(line)?.[1];
    if (run !== undefined) isWanted = run === wanted;
    else if (/^## /.test(line)) isWanted = false;
    if (!isWanted) continue;
    isFound = true;
    const [, begun, bracket = ''] = STEP.exec(line) ?? [];
    const skipped = SKIPPED.exec(line)?.[1];
    if (begun !== undefined) {
      steps.push({ name: begun, outcome: 'open' });
      for (const fact of bracket.split(', ')) facts.add(fact);
    } else if (skipped !== undefined) steps.push({ name: skipped, outcome: 'skipped' });
    else if (ENDED.test(line)) end(steps, line);
    else if (line.startsWith('With ')) takeValues(values, line);
  }
  return isFound ? { runbook: wanted, steps, values, facts } : undefined;
}

/** An ending belongs to the last open step of the name that it says; the first version said none. */
function end(steps: { name: string; outcome: NotedStep['outcome'] }[], line: string): void {
  const name = /^`([^`]+)`: /.exec(line)?.[1];
  const step = steps.findLast((one) => one.outcome === 'open' && (name === undefined || one.name === name));
  if (step) step.outcome = /^(?:`[^`]+`: )?\*\*failed\*\*/i.test(line) ? 'failed' : 'passed';
}

function takeValues(values: Map<string, string>, line: string): void {
  for (const [, name, value] of line.matchAll(VALUE))
    if (name !== undefined && value !== undefined && !value.includes(SECRET)) values.set(name, value);
}

/** What programs printed may look like anything. */
function outsideFences(text: string): readonly string[] {
  let fence = '';
  return text.split(/\r?\n/).filter((line) => {
    const mark = /^(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== '') {
      if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = '';
      return false;
    }
    if (mark !== undefined) fence = mark;
    return mark === undefined;
  });
}
