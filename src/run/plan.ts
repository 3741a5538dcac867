import { findLanguage } from '../runbook/languages.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { Risk, Snippet } from '../runbook/read/snippet.ts';
import { paramsOf } from '../runbook/values/value-places.ts';
import { readDuration } from './duration.ts';

/** What is known of a snippet from reading its commands. */
export interface SnippetFacts {
  /** The graver of what its author says and what its commands do. */
  readonly risk: Risk;
  /** The command that makes it so, where one does. */
  readonly because?: string;
  /** What is run: of a session with prompts, only what was typed. */
  readonly code: string;
}

/** How a snippet is run; `none` for one that only a person can take somewhere. */
export type Way =
  | { readonly kind: 'shell' }
  | { readonly kind: 'psql' }
  | { readonly kind: 'pipe'; readonly via: string; readonly isPsql: boolean }
  | { readonly kind: 'none'; readonly reason: string };

/** One snippet of a runbook as a run meets it. */
export interface Step {
  /** The snippet's name; `line 43` where it has none. */
  readonly name: string;
  readonly snippet: Snippet;
  /** The title of its section; `''` before the first. */
  readonly section: string;
  readonly code: string;
  readonly risk: Risk;
  readonly because: string | undefined;
  readonly way: Way;
  /** Names of the params that it uses. */
  readonly params: readonly string[];
  /** Those of them without whose values it is not run. */
  readonly needed: readonly string[];
  /** Milliseconds. */
  readonly timeout: number | undefined;
  /** It undoes something: a run does not come here by itself. */
  readonly isRollback: boolean;
  /** Its author leaves it out of runs that ask nothing. */
  readonly isExcluded: boolean;
}

export interface PlanSettings {
  readonly facts: ReadonlyMap<Snippet, SnippetFacts>;
  /** The variant to take where a step has several. */
  readonly env?: string | undefined;
  /** Whether `psql` knows where its database is: `DATABASE_URL` or one of its own variables is set. */
  readonly hasDatabase: boolean;
}

/** The steps of a runbook, in its order: every snippet that a person runs, in the variant that is wanted. */
export function planRun(runbook: Runbook, { facts, env, hasDatabase }: PlanSettings): readonly Step[] {
  const runnable = runbook.snippets.filter(({ isRunnable }) => isRunnable);
  const undoing = new Set(runnable.flatMap(({ attributes }) => attributes['rollback'] ?? []));
  const titles = new Map(runbook.sections.map(({ anchor, title }) => [anchor, title]));
  return runnable
    .filter((snippet) => snippet.env === undefined || env === undefined || snippet.env === env)
    .map((snippet) => {
      const section = titles.get(snippet.section) ?? '';
      const known = facts.get(snippet);
      const code = known?.code ?? snippet.code;
      const used = paramsOf(snippet, runbook.params);
      return {
        name: stepName(snippet),
        snippet,
        section,
        code,
        // What nobody could judge may do anything.
        risk: known?.risk ?? snippet.risk ?? 'change',
        because: known?.because,
        way: wayOf(snippet, hasDatabase),
        params: used.map(({ name }) => name),
        needed: used.filter(({ isNeeded }) => isNeeded).map(({ name }) => name),
        timeout: readDuration(snippet.attributes['timeout']),
        isRollback: /^(rollback|roll back)$/i.test(section) || undoing.has(snippet.name ?? ''),
        isExcluded: snippet.attributes['excludeFromRunAll'] === 'true',
      };
    });
}

/** What a snippet is called where it must be called something. */
export function stepName({ name, range }: Snippet): string {
  return name ?? `line ${range?.start.line ?? 0}`;
}

/** The variants that a runbook's snippets have, in the order they appear. */
export function listEnvs(runbook: Runbook): readonly string[] {
  const envs = runbook.snippets.filter(({ isRunnable }) => isRunnable).flatMap(({ env }) => env ?? []);
  return [...new Set(envs)];
}

function wayOf({ language, attributes }: Snippet, hasDatabase: boolean): Way {
  const via = attributes['via'];
  const runBy = findLanguage(language)?.runBy;
  if (runBy === 'bash') return { kind: 'shell' };
  if (via) return { kind: 'pipe', via, isPsql: runBy === 'psql' && /\bpsql\b/.test(via) };
  if (runBy === 'psql') {
    const reason = 'psql does not know the database: set DATABASE_URL or PGHOST, or give the fence `via`';
    return hasDatabase ? { kind: 'psql' } : { kind: 'none', reason };
  }
  return { kind: 'none', reason: `${language} runs elsewhere; a fence with \`via\` says through what` };
}
