import { holds } from './own-bindings.ts';
import type { VariableUse } from './script.ts';
import { listSqlPlaces } from './sql-places.ts';
import { wantsNumber } from './sql-words.ts';
import type { Surroundings } from './surroundings.ts';
import { programName } from './unwrap.ts';
import { isOneOf } from './words.ts';

/**
 * `psql -v x="$V" <<< 'SELECT :x'`: what the SQL of the command does with psql's variable, it does with the value. psql
 * quotes it in `:'x'` and `:"x"` alone; a shell gets it in backquotes, and `\gexec` runs what comes of it.
 */
export function psqlVariableGuards(use: VariableUse, { commands, source }: Surroundings): string {
  return commands.map((command) => guardsIn(command, use, source)).join('');
}

function guardsIn(
  { words, hereDocuments, redirections }: Surroundings['commands'][number],
  use: VariableUse,
  source: string,
): string {
  const word = words.find(({ range }) => holds(range, use.range));
  if (!word || !words.some((one) => programName(one) === 'psql')) return '';
  const name = /^(?:-v|--(?:set|variable)=)?["']?(\w{1,60})=["']?$/.exec(
    source.slice(word.range.start, use.range.start),
  )?.[1];
  if (name === undefined) return '';
  const texts = [
    ...words.filter((one) => one !== word).map(({ value }) => value),
    ...hereDocuments.map(({ bodyRange }) => source.slice(bodyRange.start, bodyRange.end)),
    ...redirections.flatMap(({ operator, target }) => (operator === '<<<' && target ? [target.value] : [])),
  ].filter((text) => text.includes(`:${name}`) || /:["']/.test(text));
  const found = texts.flatMap((text) =>
    listSqlPlaces(text, new Set([name])).map(({ code, range: { start } }) => ({
      code,
      before: text.slice(0, start),
    })),
  );
  if (texts.some((text) => RUNS.test(text))) return 'c';
  const bare = found.filter(({ code }) => !isOneOf(code, 'Q Qg I Ig'));
  if (bare.some(({ before }) => wantsNumber(before))) return 'w';
  return bare.length > 0 ? 't' : '';
}

// What psql gives to a shell, or runs as SQL again.
const RUNS = /`|\\(?:gexec|copy|o|g|w|!)\b|\\!|\bprogram\b/i;
