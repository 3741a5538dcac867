import type { Snippet } from '../runbook/snippet.ts';
import { readArguments } from '../shell/arguments.ts';
import { listInvocations } from '../shell/invocations.ts';
import type { Catalogue } from '../shell/specs/catalogue.ts';
import { readShell } from './shell-snippets.ts';

/** A jq program in a snippet: offsets into its code. */
export interface JqProgram {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The jq programs of a snippet: a `jq` fence is one, and a `jq '…'` in a shell fence names one. */
export function listJqPrograms(snippet: Snippet, catalogue: Catalogue): JqProgram[] {
  if (snippet.attributes['ignore'] === 'true') return [];
  if (snippet.language === 'jq') return [{ text: snippet.code, start: 0, end: snippet.code.length }];
  const shell = readShell(snippet, catalogue);
  if (!shell) return [];
  return listInvocations(shell.script).flatMap(({ name, words }) => {
    if (name !== 'jq' && name !== 'gojq') return [];
    const { operands, flags } = readArguments(words, catalogue.find('jq'));
    const [program] = operands;
    const isInFile = flags.some((flag) => /^(-f|--from-file)$/.test(flag.name));
    const hasNames = flags.some((flag) => /^--(slurp|raw)?(arg|argjson|file|args|jsonargs)$/.test(flag.name));
    if (!program || program.isDynamic || isInFile || hasNames) return [];
    return [{ text: program.value, ...program.range }];
  });
}
