import type { Snippet } from '../runbook/snippet.ts';
import type { Risk } from '../runbook/snippet.ts';
import { assessRisk } from '../shell/risk/risk.ts';
import type { LintFacts } from './facts.ts';
import { languageOf } from './facts.ts';
import { readShell } from './shell-snippets.ts';

/** What a snippet does to the world, read from its commands. */
export interface SeenRisk {
  readonly risk: Risk;
  /** The program or statement that does it, and where in the code it stands. */
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/** The gravest thing that a snippet does; undefined where nothing in it changes anything. */
export function seenRisk(snippet: Snippet, { catalogue, gradeSql }: LintFacts): SeenRisk | undefined {
  const { code } = snippet;
  if (languageOf(snippet) === 'sql' && snippet.isRunnable) {
    const risk = gradeSql(code);
    return risk === 'read' ? undefined : { risk, what: 'this SQL', start: 0, end: code.length };
  }
  const shell = readShell(snippet, catalogue);
  if (!shell) return undefined;
  const { grade, reasons } = assessRisk(shell.script, shell.source, { catalogue, gradeSql });
  const reason = reasons.find((one) => one.grade === grade);
  if (grade === 'read' || !reason) return undefined;
  const { start, end } = reason.range;
  return { risk: grade, what: shown(code.slice(start, end)), start, end };
}

/** What a snippet does, as declared or, where that says less or nothing, as seen. */
export function riskOf(snippet: Snippet, facts: LintFacts): Risk {
  const seen = seenRisk(snippet, facts)?.risk ?? 'read';
  return ORDER[seen] > ORDER[snippet.risk ?? 'read'] ? seen : (snippet.risk ?? 'read');
}

const ORDER: Readonly<Record<Risk, number>> = { read: 0, change: 1, destroy: 2 };

/** Whether one risk is graver than another. */
export function isGraver(risk: Risk, than: Risk): boolean {
  return ORDER[risk] > ORDER[than];
}

const LONGEST = 60;

/** A command in a message: on one line, shortened. */
function shown(command: string): string {
  const line = command.replace(/\\\n\s*/g, ' ').replace(/\s+/g, ' ');
  return `\`${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}\``;
}
