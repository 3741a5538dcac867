import { isSql } from '../runbook/languages.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Range } from '../runbook/finding.ts';
import type { Risk, Snippet } from '../runbook/read/snippet.ts';
import { assessRisk } from '../shell/risk/risk.ts';
import type { LintFacts } from './facts.ts';
import { listCommands } from './shell-snippets.ts';

/** What a snippet does to the world, by its own words and by its author's. */
export interface SnippetRisk {
  readonly snippet: Snippet;
  /** What its commands do at worst, as far as they are known. */
  readonly inferred: Risk;
  readonly declared: Risk | undefined;
  /** The graver of the two. */
  readonly risk: Risk;
  /** The command that does it. */
  readonly because: { readonly words: string; readonly range: Range | undefined } | undefined;
}

const ORDER: readonly Risk[] = ['read', 'change', 'destroy'];

/** Whether one risk is graver than another. */
export function isGraver(one: Risk, other: Risk): boolean {
  return ORDER.indexOf(one) > ORDER.indexOf(other);
}

/** The risk of every snippet of a page that a person runs, in order. */
export function listRisks(page: Page, facts: LintFacts): readonly SnippetRisk[] {
  const commands = new Map(listCommands(page, facts).map((one) => [one.snippet, one]));
  return page.snippets.flatMap((snippet) => {
    if (!snippet.isRunnable) return [];
    if (isSql(snippet.language)) return [join(snippet, facts.gradeSql(snippet.code), undefined)];
    const one = commands.get(snippet);
    if (!one) return [];
    const { grade, reasons } = assessRisk(one.script, one.text, {
      catalogue: facts.tools,
      gradeSql: facts.gradeSql,
    });
    const reason = reasons.find((each) => each.grade === grade);
    const words = reason && short(one.text.slice(reason.range.start, reason.range.end));
    return [
      join(
        snippet,
        grade,
        reason && words !== undefined ? { words, range: one.place(reason.range) } : undefined,
      ),
    ];
  });
}

function join(snippet: Snippet, inferred: Risk, because: SnippetRisk['because']): SnippetRisk {
  const declared = snippet.risk;
  return {
    snippet,
    inferred,
    declared,
    risk: declared && isGraver(declared, inferred) ? declared : inferred,
    because,
  };
}

function short(text: string): string {
  const line = text.replace(/\\?\s*\n\s*/g, ' ').replaceAll('`', "'");
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line;
}
