import type { PrefixAssignment, Script } from '../../shell/script.ts';
import type { Rule } from '../rule.ts';
import { listCommands } from '../shell-snippets.ts';

export const prefixAssignment: Rule = {
  id: 'prefix-assignment',
  summary: 'Assign a variable on a line of its own before the command that reads it',
  level: 'error',
  check({ page, facts }, report) {
    for (const { script, place } of listCommands(page, facts)) {
      for (const { assignment, use } of all(script)) {
        const message = `Assign \`${assignment.name}\` on a line of its own: in this command the shell still fills in the value from before.`;
        report(message, place(use));
      }
    }
  },
};

function all(script: Script): readonly PrefixAssignment[] {
  const nested = script.commands.flatMap((command) => command.nested.flatMap((inner) => all(inner.script)));
  return [...script.prefixAssignments, ...nested];
}
