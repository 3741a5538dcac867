import { didYouMean } from '../../runbook/words/nearest.ts';
import { isForeign } from '../foreign.ts';
import type { Range } from '../../runbook/finding.ts';
import type { Report, Rule } from '../rule.ts';
import { listCommands } from '../shell-snippets.ts';
import { boundIn, undeclaredIn } from '../../shell/undeclared.ts';

export const variableDeclared: Rule = {
  id: 'variable-declared',
  summary: 'Give every variable a value before it is used',
  level: 'error',
  check({ runbook, book, facts }, report) {
    if (!runbook) return;
    const params = runbook.params.map(({ name }) => name);
    const assigned = new Set(params);
    const isOther = isForeign(runbook, book);
    const found: Undeclared[] = [];
    for (const one of listCommands(runbook, facts)) {
      if (one.script.loadsVariables) break;
      for (const use of undeclaredIn(one.script, assigned)) {
        found.push({ name: use.name, at: one.place(use.range) });
        // Once is enough: the param that it asks for is there for the whole page.
        assigned.add(use.name);
      }
      for (const name of boundIn(one.script)) assigned.add(name);
    }
    if (isOther) reportOnce(found, report);
    else
      for (const { name, at } of found)
        report(
          `Declare \`${name}\` under \`params\`, or assign it first: nothing gives it a value.${didYouMean(name, params)}`,
          at,
        );
  },
};

interface Undeclared {
  readonly name: string;
  readonly at: Range | undefined;
}

/** More are counted. */
const MOST_NAMED = 5;

/** Where params are not known yet, a page is told once of all the values that its reader has to have. */
function reportOnce(found: readonly Undeclared[], report: Report): void {
  const [first] = found;
  if (!first) return;
  const names = found.slice(0, MOST_NAMED).map(({ name }) => `\`${name}\``);
  const more = found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : '';
  const message =
    found.length === 1
      ? `Declare \`${first.name}\` under \`params\`, or assign it first: nothing gives it a value.`
      : `Declare what the reader has to give under \`params\`, or assign it first: ${names.join(', ')}${more}.`;
  report(message, first.at, { level: 'warning' });
}
