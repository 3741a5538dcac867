import { DEFAULT_PATTERN } from '../../runbook/schema/params.ts';
import type { Param } from '../../runbook/schema/params.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { listSnippetPlaces } from '../../runbook/values/value-places.ts';
import { UNSAID } from '../gather-unsaid.ts';
import type { Rule } from '../rule.ts';

export const paramNeedsPattern: Rule = {
  id: 'param-needs-pattern',
  summary: 'Say what a value may look like where more than a name could do harm',
  level: 'warning',
  check({ runbook }, report) {
    if (!runbook) return;
    const codes = placesByParam(runbook);
    const isUnsaid = runbook.params.every(({ pattern }) => pattern === DEFAULT_PATTERN);
    const kind = isUnsaid ? { kind: UNSAID } : {};
    for (const param of runbook.params) {
      const message = judge(param, codes.get(param.name) ?? []);
      if (message)
        report(message, runbook.locate(['params', param.name], 'key'), { ...kind, subject: param.name });
    }
  },
};

/** The places of each param, as if it allowed nothing. */
function placesByParam({ snippets, params }: Runbook): Map<string, string[]> {
  const bare = params.map(({ name }) => ({ name, allow: [] }));
  const codes = new Map<string, string[]>();
  for (const { name, code } of snippets.flatMap((snippet) => listSnippetPlaces(snippet, bare)))
    codes.set(name, [...(codes.get(name) ?? []), code]);
  return codes;
}

/** Where the usual letters are not narrow enough, by what a place's code holds. */
const PLACES: readonly { readonly is: RegExp; readonly where: string }[] = [
  { is: /c/, where: 'it is the name of the command that runs' },
  { is: /[wW]/, where: 'it stands in SQL without quotes' },
  { is: /D/, where: 'it stands where some tools read `@name` as a file' },
  // A URL's path is encoded, and what it means is the server's to say.
  { is: /^[^uo]*f/, where: 'it is part of a path, or of what is removed' },
];

function judge({ name, pattern, allow }: Param, codes: readonly string[]): string | undefined {
  const isRun = codes.some((code) => code.includes('c')) && !allow.includes('command');
  const found = PLACES.find(({ is }) => codes.some((code) => is.test(code)));
  if (!found) return undefined;
  const permission = isRun ? ' and `allow: [command]`' : '';
  if (pattern === DEFAULT_PATTERN)
    return `Give \`${name}\` a \`pattern\` of its own${permission}: ${found.where}.`;
  return isRun
    ? `Add \`allow: [command]\` to \`${name}\`: it is the name of the command that runs, and is not filled in without it.`
    : undefined;
}
