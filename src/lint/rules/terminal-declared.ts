import { isShell } from '../../runbook/languages.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import { findWaits } from '../../shell/find-waits.ts';
import type { Wait } from '../../shell/find-waits.ts';
import { addToFence } from '../add-to-fence.ts';
import { isForeign } from '../foreign.ts';
import { UNSAID } from '../gather-unsaid.ts';
import type { Rule } from '../rule.ts';
import { listCommands } from '../shell-snippets.ts';

export const terminalDeclared: Rule = {
  id: 'terminal-declared',
  summary: 'Say which steps need a terminal, and which go on in the background',
  level: 'warning',
  check({ page, book, facts }, report) {
    // A folder of another system is not run with opsbook.
    if (isForeign(page, book)) return;
    const isUnsaid = !page.snippets.some(({ attributes }) => isDeclared(attributes));
    const kind = isUnsaid ? { kind: UNSAID } : {};
    for (const { snippet, script, isSession, place } of listCommands(page, facts)) {
      const { attributes, isRunnable, language } = snippet;
      if (!isRunnable || isSession || !isShell(language)) continue;
      const said = new Set<string>();
      for (const wait of findWaits(script)) {
        if (wait.for === 'stop' || isDeclared(attributes) || said.has(wait.call)) continue;
        said.add(wait.call);
        // Which of two answers fits what runs in the background is its author's to say.
        if (wait.for === 'background') report(say(wait), place(wait.range));
        else report(say(wait), place(wait.range), { ...kind, fix: addToFence(page, snippet, 'interactive') });
      }
    }
  },
};

function isDeclared({ interactive, background }: Snippet['attributes']): boolean {
  return interactive === 'true' || background === 'true';
}

function say({ for: kind, call }: Wait): string {
  if (kind === 'background')
    return `Add \`wait\`, or move \`${call}\` to a step of its own with \`background\`: what \`&\` starts ends with its step.`;
  if (call === 'sudo')
    return 'Add `interactive` to this step, or `-n` to `sudo`: without a terminal it cannot ask for a password.';
  return `Add \`interactive\` to this step: \`${call}\` waits for a person, and without it the step has no terminal.`;
}
