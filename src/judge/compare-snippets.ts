import type { LintFacts } from '../lint/facts.ts';
import { listRisks } from '../lint/snippet-risk.ts';
import type { SnippetRisk } from '../lint/snippet-risk.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Risk, Snippet } from '../runbook/read/snippet.ts';

/** One command of a changed page: new, changed, or gone. */
export interface SnippetChange {
  readonly kind: 'new' | 'changed' | 'gone';
  readonly name: string | undefined;
  readonly env: string | undefined;
  readonly language: string;
  /** Where it stands in the page, of one that is gone in the old page, from 1. */
  readonly line: number | undefined;
  readonly risk: Risk;
  /** Only where it was another one before. */
  readonly riskBefore?: Risk;
  /** Undefined where it holds a credential: that is not written a second time. */
  readonly code: string | undefined;
  readonly codeBefore?: string | undefined;
}

/** One of the two pages that are compared; a new page has nothing before it. */
export interface Side {
  readonly page: Page | undefined;
  readonly facts: LintFacts;
  /** Whether a credential was found between two lines of it. */
  readonly isSecret: (line: number, endLine: number) => boolean;
}

/** What a change does to the commands that a person runs, in the order they stand. */
export function compareSnippets(before: Side, after: Side): SnippetChange[] {
  const old = before.page ? listRisks(before.page, before.facts) : [];
  const now = after.page ? listRisks(after.page, after.facts) : [];
  const left = new Set(old);
  const take = (isTwin: (one: SnippetRisk) => boolean): SnippetRisk | undefined => {
    const twin = [...left].find(isTwin);
    if (twin) left.delete(twin);
    return twin;
  };
  // The same text first, so that a snippet which has moved is not taken for another one with its name.
  const same = new Map(now.map((one) => [one, take((other) => isSameText(other, one))]));
  const changes = now.flatMap((one): SnippetChange[] => {
    const unchanged = same.get(one);
    if (unchanged && unchanged.risk === one.risk) return [];
    const twin = unchanged ?? take((other) => isSameStep(other.snippet, one.snippet));
    const isHidden = hasSecret(one, after);
    const isTwinShown = twin && !unchanged && !isHidden && !hasSecret(twin, before);
    return [
      {
        kind: twin ? 'changed' : 'new',
        ...describe(one, isHidden),
        ...(twin && twin.risk !== one.risk ? { riskBefore: twin.risk } : {}),
        ...(isTwinShown ? { codeBefore: twin.snippet.code } : {}),
      },
    ];
  });
  const gone = [...left].map((one): SnippetChange => {
    return { kind: 'gone', ...describe(one, hasSecret(one, before)) };
  });
  return [...changes, ...gone];
}

function describe({ snippet, risk }: SnippetRisk, isHidden: boolean) {
  const { name, env, language, range, code } = snippet;
  return { name, env, language, line: range?.start.line, risk, code: isHidden ? undefined : code };
}

function isSameText({ snippet: a }: SnippetRisk, { snippet: b }: SnippetRisk): boolean {
  return a.code === b.code && a.language === b.language && a.env === b.env;
}

/** By name; without one, the first of its language in the section that is left. */
function isSameStep(a: Snippet, b: Snippet): boolean {
  if (a.env !== b.env || a.name !== b.name) return false;
  return a.name !== undefined || (a.section === b.section && a.language === b.language);
}

function hasSecret({ snippet: { range } }: SnippetRisk, { isSecret }: Side): boolean {
  return range !== undefined && isSecret(range.start.line, range.end.line);
}
