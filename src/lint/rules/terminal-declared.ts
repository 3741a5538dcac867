import { isShell } from '../../runbook/languages.ts';
import { findWaits } from '../../shell/find-waits.ts';
import type { Wait } from '../../shell/find-waits.ts';
import { isForeign } from '../foreign.ts';
import type { Rule } from '../rule.ts';
import { listCommands } from '../shell-snippets.ts';

export const terminalDeclared: Rule = {
  id: 'terminal-declared',
  summary: 'Say which steps need a terminal, and which go on in the background',
  level: 'warning',
  check({ page, book, facts }, report) {
    // A folder of another system is not run with opsbook.
    if (isForeign(page, book)) return;
    for (const { snippet, script, isSession, place } of listCommands(page, facts)) {
      const { attributes, isRunnable, language } = snippet;
      if (!isRunnable || isSession || !isShell(language)) continue;
      const said = new Set<string>();
      for (const wait of findWaits(script)) {
        const isDeclared = attributes['interactive'] === 'true' || attributes['background'] === 'true';
        if (wait.for === 'stop' || isDeclared || said.has(wait.call)) continue;
        said.add(wait.call);
        report(say(wait), place(wait.range));
      }
    }
  },
};

function say({ for: kind, call }: Wait): string {
  if (kind === 'background')
    return `Add \`wait\`, or move \`${call}\` to a step of its own with \`background\`: what \`&\` starts ends with its step.`;
  if (call === 'sudo')
    return 'Add `interactive` to this step, or `-n` to `sudo`: without a terminal it cannot ask for a password.';
  return `Add \`interactive\` to this step: \`${call}\` waits for a person, and without it the step has no terminal.`;
}
