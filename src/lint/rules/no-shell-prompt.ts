import type { Fix } from '../../runbook/finding.ts';
import { isSession } from '../../runbook/languages.ts';
import { readConsole } from '../../shell/console.ts';
import { isForeign } from '../foreign.ts';
import type { Rule } from '../rule.ts';
import { listShellSnippets, type ShellSnippet } from '../shell-snippets.ts';

export const noShellPrompt: Rule = {
  id: 'no-shell-prompt',
  summary: 'Keep prompts out of commands that are copied',
  level: 'error',
  check({ page, book, facts }, report) {
    const isOther = isForeign(page, book);
    for (const one of listShellSnippets(page, facts)) {
      if (!one.isSession || isSession(one.snippet.language)) continue;
      // `data-prompt="$"`: the site takes the prompt out of what is copied.
      if (isOther && isTakenOut(page.text, one.snippet.range?.start.offset)) continue;
      const { commands, outputs } = readConsole(one.snippet.code, () => true);
      const [first] = commands.flatMap(({ prompts }) => prompts);
      if (!first) continue;
      const prompt = one.snippet.code.slice(first.start, first.end).trim();
      const rest = outputs.length > 0 ? ' and move the output to an `output` fence' : '';
      const message = `Remove the prompt \`${prompt}\`${rest}, or call the fence \`console\`: pasted, it is taken for a command.`;
      const fix =
        outputs.length > 0
          ? []
          : commands.flatMap(({ prompts }) => prompts.flatMap((at) => removal(one, at)));
      report(message, one.place(first), {
        ...(fix.length > 0 ? { fix } : {}),
        ...(isOther ? { level: 'warning' } : {}),
        kind: outputs.length > 0 ? 'session' : 'prompt',
      });
      // A book that writes prompts writes them everywhere.
      if (isOther) return;
    }
  },
};

function isTakenOut(text: string, at = text.length): boolean {
  return (text.slice(at, at + 400).split('\n', 1)[0] ?? '').includes('data-prompt=');
}

function removal({ edit }: ShellSnippet, prompt: { start: number; end: number }): readonly Fix[] {
  const at = edit(prompt);
  return at ? [{ ...at, text: '' }] : [];
}
