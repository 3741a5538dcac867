import { isAway } from './carried.ts';
import type { Command, HereDocument, NestedScript, Script, Word } from './script.ts';
import { programName, unwrap } from './unwrap.ts';

/** One program call, whoever makes it: a command of the text, or what `sudo`, `ssh` or `kubectl exec` run. */
export interface Invocation {
  /** Without its folder; empty when it is known only at run time. */
  readonly name: string;
  /** The program first. */
  readonly words: readonly Word[];
  /** How many of the words are its own: those from there on are a command that it runs. */
  readonly ownWords: number;
  /** The wrappers around it, outermost first. */
  readonly via: readonly string[];
  readonly isElsewhere: boolean;
  /** The command of the text that it stands in. */
  readonly command: Command;
  /** What it reads from a here-document, if it is the last in its chain of wrappers. */
  readonly hereDocuments: readonly HereDocument[];
}

const known = new WeakMap<Script, readonly Invocation[]>();

/** Every program call of a script and of the scripts inside it, wrappers followed, in source order. */
export function listInvocations(script: Script): readonly Invocation[] {
  // Rules ask for each pipeline of a script, which may have thousands.
  const found = known.get(script) ?? listWithin(script, []);
  known.set(script, found);
  return found;
}

function listWithin(script: Script, via: readonly string[]): readonly Invocation[] {
  return script.commands.flatMap((command) => [
    ...follow(command, command.words, via),
    ...command.nested.flatMap((nested) => listWithin(nested.script, chain(via, nested))),
  ]);
}

function chain(via: readonly string[], nested: NestedScript): readonly string[] {
  return nested.isElsewhere && !isAway(nested.via) ? [...via, 'ssh', nested.via] : [...via, nested.via];
}

function follow(command: Command, words: readonly Word[], via: readonly string[]): readonly Invocation[] {
  const name = programName(words[0]);
  const inners = unwrap(words);
  const isLast = inners.length === 0;
  const hereDocuments = isLast ? command.hereDocuments : [];
  const isElsewhere = via.some(isAway);
  const [first] = inners.flatMap((inner) => ('words' in inner ? inner.words.slice(0, 1) : []));
  const ownWords = first === undefined || name === 'find' ? words.length : words.indexOf(first);
  const own: Invocation = { name, words, ownWords, via, isElsewhere, command, hereDocuments };
  const carried = inners.flatMap((inner) =>
    'words' in inner ? follow(command, inner.words, [...via, inner.via]) : [],
  );
  return words.length === 0 ? [] : [own, ...carried];
}
