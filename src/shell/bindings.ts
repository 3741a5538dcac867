import type { Binding, BindingKind, Word } from './script.ts';

const declarers = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);
const name = /^[A-Za-z_]\w*$/;

/** Variables that a builtin gives a value to by name: `read A`, `printf -v A`, `getopts x A`. */
export function bindingsOfWords(words: readonly Word[]): readonly Binding[] {
  const [program, ...args] = words;
  switch (program?.value) {
    case 'read':
      return readNames(args, 'read', program);
    case 'mapfile':
    case 'readarray':
      return readNames(args, 'mapfile', program);
    case 'printf':
      return bind(
        [args[args.findIndex(({ value }) => value === '-v') + 1]],
        'printf',
        args[0]?.value === '-v',
      );
    case 'getopts':
      return bind([args[1]], 'getopts');
    case 'let':
      return bindLet(args);
    default:
      return declarers.has(program?.value ?? '') ? bind(args, 'declaration') : [];
  }
}

function bind(words: readonly (Word | undefined)[], kind: BindingKind, holds = true): readonly Binding[] {
  return words.flatMap((word) =>
    holds && word && name.test(word.value) ? [{ name: word.value, range: word.range, kind }] : [],
  );
}

function bindLet(words: readonly Word[]): readonly Binding[] {
  return words.flatMap((word) => {
    const found = /^([A-Za-z_]\w*)\s*[-+*/%]?=/.exec(word.value)?.[1];
    return found === undefined ? [] : [{ name: found, range: word.range, kind: 'arithmetic' as const }];
  });
}

function readNames(args: readonly Word[], kind: 'read' | 'mapfile', unnamed: Word): readonly Binding[] {
  const named = args.filter((word, index) => {
    const before = args[index - 1]?.value ?? '';
    const isArray = kind === 'read' && /^-\w*a$/.test(before);
    return !word.value.startsWith('-') && (isArray || !takesNext(before, kind));
  });
  const bound = bind(named, kind);
  if (bound.length > 0) return bound;
  return [{ name: kind === 'read' ? 'REPLY' : 'MAPFILE', range: unnamed.range, kind }];
}

// `-rp` bundles: the last letter is the one that takes the next word.
function takesNext(flag: string, kind: 'read' | 'mapfile'): boolean {
  return (kind === 'read' ? /^-\w*[adinNptu]$/ : /^-\w*[dnOsuCc]$/).test(flag);
}
