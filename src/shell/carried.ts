import type { Command, Range, Word } from './script.ts';
import { programName, unwrap } from './unwrap.ts';
import { isOneOf } from './words.ts';

/** Where a script stands in a command: one of its words, or one of its here-documents. */
export interface Carried {
  readonly kind: 'word' | 'here-document';
  readonly index: number;
  readonly via: string;
  readonly isElsewhere: boolean;
}

type Body = Pick<Command, 'words' | 'hereDocuments'>;

const away =
  /^(ssh|su|docker|docker-compose|podman|nerdctl|crictl|kubectl|oc|flyctl|gcloud|heroku|chroot|nsenter)\b/;
const shells = new Set(['bash', 'rbash', 'sh', 'zsh', 'dash', 'ksh', 'ash']);

/** Whether a wrapper runs its command where the variables are not those of the text. */
export function isAway(via: string): boolean {
  return away.test(via);
}

/** The scripts that a command hands to another shell, as a word or as its standard input. */
export function carriedScripts({ words, hereDocuments }: Body): readonly Carried[] {
  const found: Carried[] = [];
  const readers = walk(words, false, (via, script, isElsewhere) =>
    found.push({ kind: 'word', index: words.indexOf(script), via, isElsewhere }),
  );
  if (hereDocuments.length > 0 && readers)
    found.push({ kind: 'here-document', index: hereDocuments.length - 1, ...readers });
  return found;
}

type Visit = (via: string, script: Word, isElsewhere: boolean) => void;
type Reader = { readonly via: string; readonly isElsewhere: boolean };

/** Follows wrappers inwards; gives the shell that would read standard input, if the last one is a shell. */
function walk(words: readonly Word[], isElsewhere: boolean, visit: Visit): Reader | undefined {
  const inners = unwrap(words);
  const name = programName(words[0]);
  if (inners.length === 0 && readsInput(name, words))
    return { via: name, isElsewhere: isElsewhere || isAway(name) };
  let reader: Reader | undefined;
  for (const inner of inners) {
    const outside = isElsewhere || isAway(inner.via);
    if ('script' in inner) {
      visit(inner.via, inner.script, outside);
      if (isShell(inner.script.value)) reader = { via: inner.via, isElsewhere: outside };
    } else reader = walk(inner.words, outside, visit);
  }
  return reader;
}

/** A script that is a shell reading its input: `bash`, `sudo -u x bash -s`, `A=1 sh -e`; not `bash f`, `bash -c x`. */
function isShell(script: string): boolean {
  const words = script.trim().split(/\s+/);
  const at = words.findIndex((word) =>
    isOneOf(word.slice(word.lastIndexOf('/') + 1), 'sh bash zsh dash ksh ash'),
  );
  const [before, flags] = [words.slice(0, at), words.slice(at + 1)];
  const isLed =
    before.every((word) => /^\w+=/.test(word)) ||
    (before[0] === 'sudo' && before.slice(1).every((word) => /^(?:-?\w+|\w+=.*)$/s.test(word)));
  return at >= 0 && isLed && flags.every((flag) => /^-[a-z]*$/.test(flag) && !flag.endsWith('c'));
}

/** `bash`, `bash -s arg` and `ssh host` read a script from standard input; `bash file` does not. */
function readsInput(name: string, words: readonly Word[]): boolean {
  if (name === 'ssh') return words.length > 1;
  const args = words.slice(1);
  return (
    shells.has(name) &&
    (args.some(({ value }) => value === '-s') || args.every(({ value }) => /^[-+]/.test(value)))
  );
}

/** Words that a wrapper joins and gives to another shell to read again. */
export interface RereadWords {
  readonly words: readonly Word[];
  readonly range: Range;
  readonly isElsewhere: boolean;
}

/** What of a command's words is joined and read again. */
export function rereadWords({ words }: Pick<Command, 'words'>): readonly RereadWords[] {
  const found: RereadWords[] = [];
  follow(words, false);
  return found;

  function follow(from: readonly Word[], isElsewhere: boolean): void {
    for (const inner of unwrap(from)) {
      if (!('words' in inner)) continue;
      const outside = isElsewhere || isAway(inner.via);
      const [first, last] = [inner.words[0], inner.words.at(-1)];
      const range = first && last && { start: first.range.start, end: last.range.end };
      if (inner.rereads && range) found.push({ words: inner.words, range, isElsewhere: outside });
      follow(inner.words, outside);
    }
  }
}
