import { describe, expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { TOO_DEEP } from '../../src/shell/shell-bounds.ts';

const nest = (open: string, inner: string, close: string, levels: number): string =>
  open.repeat(levels) + inner + close.repeat(levels);

describe('a shell text that goes deeper than anybody writes', () => {
  test.each([
    ['substitutions', `echo ${nest('$(echo ', 'a', ')', 500)}`],
    ['substitutions in quotes', `echo "${nest('$(echo "', 'a', '")', 500)}"`],
    ['subshells', nest('(', 'date', ')', 3000)],
    ['groups', nest('{ ', 'date; ', '}; ', 2000)],
    ['conditions', nest('if true; then ', 'date; ', 'fi; ', 2000)],
    ['loops over lines', nest('for a in b\ndo\n', 'date\n', 'done\n', 500)],
    ['defaults', `echo ${nest('${a:-', 'b', '}', 2000)}`],
    ['arithmetic', `echo $((${nest('(', '1', ')', 2000)}))`],
    ['tests', `[[ ${nest('( ', 'a', ' )', 2000)} ]]`],
    ['what is never closed', '$('.repeat(5000)],
  ])('is an error in one place, and is not read: %s', (_, text) => {
    const { errors, commands } = parseScript(text);
    expect(errors.map(({ message }) => message)).toEqual([TOO_DEEP]);
    expect(commands).toEqual([]);
  });

  test.each([
    ['wrappers', `${'sudo '.repeat(2000)}date`],
    ['negations', `${'! '.repeat(2000)}true`],
    ['quotes in quotes', `${'bash -c \'sh -c "'.repeat(300)}date`],
  ])('of another kind ends nothing: %s', (_, text) => {
    expect(parseScript(text).range).toEqual({ start: 0, end: text.length });
  });

  test.each([
    ['twelve levels', `echo ${nest('$(echo ', 'a', ')', 12)}`],
    ['hundreds of groups side by side', '(date)\n{ date; }\nif true; then date; fi\n'.repeat(300)],
    ['hundreds of cases', `case a in\n${'a) date ;;\n'.repeat(300)}esac`],
    ['words that are no keywords', 'echo if for while\necho "for you"\n'.repeat(200)],
  ])('is none: %s', (_, text) => {
    expect(parseScript(text).errors).toEqual([]);
  });
});
