import { newCommand } from './command.ts';
import { newDialect } from './dialect.ts';
import type { Kind, Planned, ReadFile } from './planned.ts';
import { newRule } from './rule.ts';

/** What can be begun so. Add yours here. */
export const NEW: Readonly<Record<string, Kind>> = {
  rule: newRule,
  command: newCommand,
  dialect: newDialect,
};

/** Plans the files of something new, or says why it cannot be: nothing that is there is written over. */
export function planNew(
  [kind = '', id = '', ...more]: readonly string[],
  read: ReadFile,
): Planned | { readonly reason: string } {
  const make = Object.hasOwn(NEW, kind) ? NEW[kind] : undefined;
  const usage = `npm run new -- ${Object.keys(NEW).join('|')} <id>`;
  if (!make || id === '' || more.length > 0) return { reason: `Say what is new: ${usage}` };
  if (!/^[a-z][a-z\d]*(-[a-z\d]+)*$/.test(id))
    return {
      reason: `Choose another id than \`${id}\`: small letters, digits and \`-\`, as in \`no-placeholder\`.`,
    };
  const planned = make(id, read);
  const taken = Object.keys(planned.created).find((path) => read(path) !== undefined);
  if (taken !== undefined) return { reason: `Choose another id than \`${id}\`: ${taken} is there already.` };
  return planned;
}
