import { judgeCommands } from '../../src/shell/doubts/find-doubts.ts';
import { listInvocations, type Invocation } from '../../src/shell/invocations.ts';
import { parseScript } from '../../src/shell/parse.ts';
import type { Word } from '../../src/shell/script.ts';
import type { Catalogue } from '../../src/shell/specs/catalogue.ts';

/** How a right command is made wrong. */
export const TWINS = ['subcommand misspelt', 'flag misspelt', 'flag invented'] as const;
type TwinKind = (typeof TWINS)[number];

/** A wrong command made of a right one. */
export interface Twin {
  readonly kind: TwinKind;
  readonly tool: string;
  readonly text: string;
  readonly isCaught: boolean;
}

/**
 * Wrong twins of a right command, made from its text alone: nothing of what is known of the tool decides what is
 * broken, so that a gap in the data counts as a miss. Of tools that nobody knows there are none.
 */
export function twinsOf(text: string, catalogue: Catalogue): readonly Twin[] {
  const script = parseScript(text);
  if (script.errors.length > 0 || judgeCommands(script, catalogue).length > 0) return [];
  return listInvocations(script).flatMap((invocation) => {
    const { name } = invocation;
    if (catalogue.find(name) === undefined) return [];
    return breaks(invocation, catalogue).flatMap(({ kind, word, put }): Twin[] => {
      const broken = text.slice(0, word.range.start) + put + text.slice(word.range.end);
      const twin = parseScript(broken);
      if (put === word.value || twin.errors.length > 0) return [];
      return [{ kind, tool: name, text: broken, isCaught: judgeCommands(twin, catalogue).length > 0 }];
    });
  });
}

interface Break {
  readonly kind: TwinKind;
  readonly word: Word;
  readonly put: string;
}

function breaks({ name, words, ownWords }: Invocation, catalogue: Catalogue): readonly Break[] {
  // What stands after `--` is handed on: no flag of this program is broken there.
  const end = words.findIndex(({ value }) => value === '--');
  const own = words.slice(1, end < 0 ? ownWords : Math.min(end, ownWords));
  const found: Break[] = [];
  const [first] = own;
  const takesSubcommands = (catalogue.find(name)?.children.size ?? 0) > 0;
  if (first && takesSubcommands && isPlain(first) && /^[a-z][a-z-]{2,}$/.test(first.value))
    found.push({ kind: 'subcommand misspelt', word: first, put: slip(first.value) });
  const flag = own.find((word) => isPlain(word) && /^--?[a-z][a-z-]{3,}/.test(word.value));
  if (flag) {
    const [flagName = ''] = flag.value.split('=');
    // Letters in one word behind one dash are often flags of their own, in any order: `ss -tlupn` is right too.
    if (flagName.startsWith('--') || catalogue.find(name)?.traits.has('single-dash'))
      found.push({
        kind: 'flag misspelt',
        word: flag,
        put: slip(flagName) + flag.value.slice(flagName.length),
      });
    found.push({ kind: 'flag invented', word: flag, put: `--frobnicate ${flag.value}` });
  }
  return found;
}

function isPlain({ text, value, isDynamic }: Word): boolean {
  return text === value && !isDynamic;
}

/** Two letters in the middle swapped; one doubled where they are alike. */
function slip(word: string): string {
  const at = word.search(/[a-z]/) + Math.max(1, Math.floor(word.replace(/^-+/, '').length / 2) - 1);
  const [one = '', two = ''] = [word[at], word[at + 1]];
  return one === two || two === ''
    ? `${word.slice(0, at)}${one}${word.slice(at)}`
    : `${word.slice(0, at)}${two}${one}${word.slice(at + 2)}`;
}
