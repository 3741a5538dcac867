import type { Param } from '../runbook/schema/params.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { listSnippetPlaces } from '../runbook/values/value-places.ts';
import { putValues, stoppingHole } from '../shell/put-values.ts';
import type { Unfit } from '../shell/put-values.ts';

/** A command with values in it, and what of them it could not take. */
export interface ShownCommand {
  readonly code: string;
  readonly unfit: readonly Unfit[];
}

/** Every command with the values in place, quoted as on the page; secrets stay variables. */
export function shownCommands(
  params: readonly Param[],
  values: ReadonlyMap<string, string>,
): (snippet: Snippet) => ShownCommand {
  const secrets = new Set(params.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  const shown = new Map([...values].filter(([name]) => !secrets.has(name)));
  return (snippet) => {
    const isGrave = snippet.risk === 'change' || snippet.risk === 'destroy';
    const hole = (variable: string, code: string): string => holeOf(variable, { code, isGrave });
    const places = listSnippetPlaces(snippet, params);
    const { text, assignments, unfit } = putValues(snippet.code, places, { values: shown, hole });
    return { code: [...assignments, text].join('\n'), unfit };
  };

  /** What nobody has given a value yet is set above the commands; but nothing is changed with an empty one. */
  function holeOf(variable: string, { code, isGrave }: { code: string; isGrave: boolean }): string {
    const name = /\w+/.exec(variable)?.[0] ?? '';
    const isOpen = shown.has(name) || (isGrave && !secrets.has(name));
    return isOpen ? stoppingHole(variable, code) : variable;
  }
}
