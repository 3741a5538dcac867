import { findLanguage } from '../../runbook/languages.ts';
import type { Step } from '../../run/plan.ts';
import { quote } from '../render-runbook.ts';
import type { RunContext } from './context.ts';

/**
 * Puts a step's command into the clipboard, with its values set in lines before it, by the sequence that most
 * terminals know (OSC 52), over SSH too. Secrets are not in it.
 */
export function copyCommand({ terminal, colours, runbook, values }: RunContext, step: Step): void {
  const isShell = step.way.kind === 'shell';
  const settings = step.params.flatMap((name) => {
    const isSecret = runbook.params.some((param) => param.name === name && param.isSecret);
    const value = values.get(name)?.value;
    if (isSecret) return isShell ? [`read -rs ${name} && export ${name}`] : [];
    if (value === undefined) return [];
    return [isShell ? `export ${name}=${quote(value)}` : `\\set ${name} '${value.replaceAll("'", "''")}'`];
  });
  const isForPsql = findLanguage(step.snippet.language)?.runBy === 'psql';
  const text = [...(isShell || isForPsql ? settings : []), step.code].join('\n');
  terminal.print(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
  terminal.print(colours.dim('  copied, if your terminal allows it\n'));
}
