import { json } from './parsers/json.ts';
import { parserOf } from '../runbook/languages.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { readArguments } from '../shell/arguments.ts';
import { listInvocations } from '../shell/invocations.ts';
import { listCommands } from './shell-snippets.ts';
import type { ToolFacts } from './shell-snippets.ts';

/** A jq program in a snippet: offsets into its code. */
export interface JqProgram {
  readonly snippet: Snippet;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The jq programs of a page: a `jq` fence is one, and a `jq '…'` in a shell fence names one. */
export function listJqPrograms(page: Page, facts: ToolFacts): JqProgram[] {
  const fences = page.snippets.filter(
    (snippet) =>
      parserOf(snippet.language) === 'jq' &&
      snippet.attributes['ignore'] !== 'true' &&
      !isData(snippet.code) &&
      !PIPED.test(snippet.code),
  );
  return [
    ...fences.map((snippet) => ({ snippet, text: snippet.code, start: 0, end: snippet.code.length })),
    ...listCommands(page, facts).flatMap(({ snippet, script }) =>
      listInvocations(script).flatMap(({ name, words }) => {
        if (name !== 'jq' && name !== 'gojq') return [];
        const { operands, flags } = readArguments(words, facts.tools.find('jq'));
        const [program] = operands;
        // A program in a file, or one that needs names from the command line, cannot be compiled by itself.
        const isElsewhere = flags.some(({ name: flag }) =>
          /^(-f|--from-file|--(slurp|raw)?(arg|argjson|file|args|jsonargs))$/.test(flag),
        );
        return !program || program.isDynamic || isElsewhere
          ? []
          : [{ snippet, text: program.value, ...program.range }];
      }),
    ),
  ];
}

// Matches `curl -s host | jq -r '.a'`: the command that runs a program, not the program.
const PIPED = /\|[ \t]{0,9}(?:jq|gojq)[ \t]{1,9}['"-]/;

/** JSON with parts left out: what a program prints, not the program. */
function isData(code: string): boolean {
  return (
    /^\s*[[{]/.test(code) && /^[ \t]{0,99}"[^"\n]{0,200}"[ \t]{0,9}:/m.test(code) && json(code) === undefined
  );
}
