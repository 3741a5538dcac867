import type { Fix } from '../../runbook/finding.ts';
import { isChoice, paramName } from '../../shell/placeholder-name.ts';
import type { Placeholder } from '../../shell/script.ts';
import { isForeign } from '../foreign.ts';
import { fillIn, type FilledIn, type Found } from '../placeholder-fix.ts';
import type { Report, Rule } from '../rule.ts';
import { listCommands } from '../shell-snippets.ts';

export const noPlaceholder: Rule = {
  id: 'no-placeholder',
  summary: 'Ask for values with params instead of placeholders',
  level: 'error',
  check({ page, runbook, book, facts }, report) {
    const found = listCommands(page, facts).flatMap((one) =>
      one.script.placeholders.map((placeholder) => ({ one, placeholder })),
    );
    const fixes = runbook ? fillIn(runbook, found) : new Map<Placeholder, FilledIn>();
    // One placeholder is one value to ask for, however often it stands there.
    const values = [...Map.groupBy(found, ({ placeholder }) => placeholder.text).values()];
    if (isForeign(page, book)) reportOnce(values, fixes, report);
    else for (const same of values) reportOne(same, fixes, report);
  },
};

type Fixes = ReadonlyMap<Placeholder, FilledIn>;

function reportOne(same: readonly Found[], fixes: Fixes, report: Report): void {
  const [first] = same;
  if (first) report(say(first.placeholder), first.one.place(first.placeholder.range), fixOf(same, fixes));
}

/** More are counted. */
const MOST_NAMED = 5;

/** Where params are not known yet, a placeholder is how a page asks for a value: the page is told once. */
function reportOnce(values: readonly (readonly Found[])[], fixes: Fixes, report: Report): void {
  const firsts = values.flatMap((same) => same.slice(0, 1));
  const [first] = firsts;
  if (!first) return;
  const names = firsts.slice(0, MOST_NAMED).map(({ placeholder }) => `\`${placeholder.text}\``);
  const more = firsts.length > MOST_NAMED ? ` and ${firsts.length - MOST_NAMED} more` : '';
  const message =
    firsts.length === 1
      ? say(first.placeholder)
      : `Replace what the reader has to fill in with params: ${names.join(', ')}${more}. Pasted as they are, the commands do something else.`;
  report(message, first.one.place(first.placeholder.range), {
    level: 'warning',
    ...fixOf(values.flat(), fixes),
  });
}

function fixOf(same: readonly Found[], fixes: Fixes): { readonly fix?: readonly Fix[] } {
  const edits = same.flatMap(({ placeholder }) => fixes.get(placeholder)?.edits ?? []);
  const fix = [...new Map(edits.map((edit) => [`${edit.start} ${edit.end}`, edit])).values()];
  return fix.length > 0 ? { fix } : {};
}

function say(placeholder: Placeholder): string {
  const { form, text } = placeholder;
  const name = paramName(placeholder);
  if (form === 'ellipsis')
    return `Write out what \`${text}\` leaves out: the command cannot be run as it stands.`;
  if (form === 'square' && isChoice(text))
    return `Choose: write \`${text.slice(1, -1)}\` or leave it out: the brackets are not part of the command.`;
  const variable = name === undefined ? 'a variable' : `\`"$${name}"\``;
  return `Replace \`${text}\` with a param, as ${variable}: pasted as it is, the command does something else.`;
}
