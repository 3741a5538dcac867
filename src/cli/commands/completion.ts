import { defineCommand, UsageError } from '../command.ts';
import type { Command, CommandTable } from '../command.ts';
import { renderBash } from '../completion/bash.ts';
import { renderFish } from '../completion/fish.ts';
import { listNodes } from '../completion/list-nodes.ts';
import type { CommandNode } from '../completion/list-nodes.ts';
import { renderZsh } from '../completion/zsh.ts';

const SHELLS: Readonly<Record<string, (nodes: readonly CommandNode[]) => string>> = {
  bash: renderBash,
  zsh: renderZsh,
  fish: renderFish,
};

/** The command that prints completions of all commands; the table hands itself in, as it names this one too. */
export const completionOf = (commands: CommandTable): Command =>
  defineCommand({
    name: 'completion',
    words: Object.keys(SHELLS).join('|'),
    flags: {},
    examples: [
      'source <(opsbook completion bash)   # in ~/.bashrc',
      'source <(opsbook completion zsh)    # in ~/.zshrc, after compinit',
      'opsbook completion fish > ~/.config/fish/completions/opsbook.fish',
    ],
    async run({ words }, terminal) {
      const [shell = '', ...more] = words;
      const render = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
      if (!render || more.length > 0)
        throw new UsageError(`completion takes one of ${Object.keys(SHELLS).join(', ')}.`);
      terminal.print(render(await listNodes(commands)));
      return 0;
    },
  });
