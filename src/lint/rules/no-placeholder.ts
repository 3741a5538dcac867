import type { Placeholder } from '../../shell/script.ts';
import { fillIn, paramName, type FilledIn } from '../placeholder-fix.ts';
import type { Rule } from '../rule.ts';
import { listCommands } from '../shell-snippets.ts';

export const noPlaceholder: Rule = {
  id: 'no-placeholder',
  summary: 'Ask for values with params instead of placeholders',
  level: 'error',
  check({ page, runbook, facts }, report) {
    const found = listCommands(page, facts).flatMap((one) =>
      one.script.placeholders.map((placeholder) => ({ one, placeholder })),
    );
    const fixes = runbook ? fillIn(runbook, found) : new Map<Placeholder, FilledIn>();
    // One placeholder is one value to ask for, however often it stands there.
    for (const same of Map.groupBy(found, ({ placeholder }) => placeholder.text).values()) {
      const [first] = same;
      if (!first) continue;
      const edits = same.flatMap(({ placeholder }) => fixes.get(placeholder)?.edits ?? []);
      const fix = [...new Map(edits.map((edit) => [`${edit.start} ${edit.end}`, edit])).values()];
      report(say(first.placeholder), first.one.place(first.placeholder.range), fix.length > 0 ? { fix } : {});
    }
  },
};

function say(placeholder: Placeholder): string {
  const { form, text } = placeholder;
  const name = paramName(placeholder);
  if (form === 'ellipsis')
    return `Write out what \`${text}\` leaves out: the command cannot be run as it stands.`;
  if (form === 'square' && text.startsWith('[-'))
    return `Choose: write \`${text.slice(1, -1)}\` or leave it out, brackets are not for the shell.`;
  const variable = name === undefined ? 'a variable' : `\`"$${name}"\``;
  return `Replace \`${text}\` with a param, as ${variable}: pasted as it is, the command does something else.`;
}
