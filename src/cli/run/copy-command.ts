import { findLanguage } from '../../runbook/languages.ts';
import { printable } from '../../runbook/words/printable.ts';
import { deliverStep, psqlQuote } from '../../run/command-of.ts';
import type { Step } from '../../run/plan.ts';
import { sayUnfit } from '../../shell/put-values.ts';
import { shellWord } from '../../runbook/values/shell-word.ts';
import { plainValues } from './context.ts';
import type { RunContext } from './context.ts';

/**
 * Puts a step's command into the clipboard as it is run, with its values set in lines before it, by the sequence
 * that most terminals know (OSC 52), over SSH too. Secrets are not in it.
 */
export function copyCommand(context: RunContext, step: Step): void {
  const { terminal, colours, runbook } = context;
  const secrets = new Set(runbook.params.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  const values = new Map([...plainValues(context)].filter(([name]) => !secrets.has(name)));
  const { code, unfit } = deliverStep(step, { params: runbook.params, values });
  if (unfit.length > 0) {
    terminal.print(colours.yellow(`  not copied: ${printable(sayUnfit(unfit))}\n`));
    return;
  }
  const isShell = step.way.kind === 'shell';
  const settings = step.params.flatMap((name) => {
    const value = values.get(name);
    if (secrets.has(name)) return isShell ? [`read -rs ${name} && export ${name}`] : [];
    if (value === undefined) return [];
    return [isShell ? `export ${name}=${shellWord(value)}` : `\\set ${name} ${psqlQuote(value)}`];
  });
  const isForPsql = findLanguage(step.snippet.language)?.runBy === 'psql';
  const text = [...(isShell || isForPsql ? settings : []), code].join('\n');
  terminal.print(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
  terminal.print(colours.dim('  copied, if your terminal allows it\n'));
}
