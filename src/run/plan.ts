import { findLanguage, findShell, SHELLS } from '../runbook/languages.ts';
import type { Runner, Shell } from '../runbook/languages.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { Risk, Snippet } from '../runbook/read/snippet.ts';
import { paramsOf } from '../runbook/values/value-places.ts';
import { readDuration } from './duration.ts';

/** What is known of a snippet from reading its commands. */
export interface SnippetFacts {
  /** The graver of what its author says and what its commands do. */
  readonly risk: Risk;
  /** Neither its author nor opsbook knows what it does: so it is taken for a change. */
  readonly isGuess?: boolean;
  /** Where the risk comes from, where its author does not say it: see `risk-source.ts`. */
  readonly source?: string;
  /** The command that makes it so, where one does. */
  readonly because?: string;
  /** What is run: of a session with prompts, only what was typed. */
  readonly code: string;
}

/** How a snippet is run; `none` for one that only a person can take somewhere. */
export type Way =
  | { readonly kind: 'shell'; readonly shell: Shell }
  | { readonly kind: 'redis' }
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
  /** Whether redis-cli is told its server: `REDIS_URL` is set. */
  readonly hasRedis?: boolean;
}

/** The steps of a runbook, in its order: every snippet that a person runs, in the variant that is wanted. */
export function planRun(runbook: Runbook, settings: PlanSettings): readonly Step[] {
  const { facts, env } = settings;
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
        way: wayOf(snippet, settings),
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

type Known = Pick<PlanSettings, 'hasDatabase' | 'hasRedis'>;

function wayOf({ language, attributes }: Snippet, known: Known): Way {
  const { via, interpreter } = attributes;
  const { runBy, gradedBy, kind } = findLanguage(language) ?? {};
  if (kind === 'program') return none(`${language} is shown and not run: no value could be quoted into it`);
  if (via) return { kind: 'pipe', via, isPsql: runBy === 'psql' && /\bpsql\b/.test(via) };
  if (gradedBy === 'shell') return shellWay(runBy, interpreter);
  if (runBy === 'psql')
    return known.hasDatabase
      ? { kind: 'psql' }
      : none('psql does not know the database: set DATABASE_URL or PGHOST, or give the fence `via`');
  if (runBy === 'redis-cli')
    return known.hasRedis
      ? { kind: 'redis' }
      : none('redis-cli does not know the server: set REDIS_URL, or give the fence `via`');
  if (kind === 'query') return none(`${language} runs elsewhere; a fence with \`via\` says through what`);
  return none(
    `${language === '' ? 'text' : language} is shown and not run; a fence with \`via\` says through what it runs`,
  );
}

/** A fence runs in the shell that it is called by, or in the one that its author names; in no other. */
function shellWay(runBy: Runner | undefined, interpreter: string | undefined): Way {
  const shell = findShell(interpreter ?? runBy ?? 'bash');
  if (shell) return { kind: 'shell', shell };
  return none(`opsbook runs commands in ${SHELLS.join(', ')}, not in \`${interpreter ?? ''}\``);
}

function none(reason: string): Way {
  return { kind: 'none', reason };
}
