import { listInvocations, type Invocation } from '../invocations.ts';
import type { Script } from '../script.ts';
import type { Catalogue } from '../specs/catalogue.ts';
import type { CommandSpec } from '../specs/spec.ts';
import { words } from '../words.ts';

/** How many commands were judged whole, in part, and not at all. */
export interface Coverage {
  readonly commands: number;
  /** Every subcommand and flag of the tool is known. */
  readonly whole: number;
  /** Only some of what the tool takes is known, by tool. */
  readonly part: ReadonlyMap<string, number>;
  /** Nobody knows the tool, by its name. */
  readonly unknown: ReadonlyMap<string, number>;
}

/** What of a script's commands can be judged. Shell builtins, functions and what only carries another command do not count. */
export function coverageOf(script: Script, catalogue: Catalogue): Coverage {
  const functions = new Set(script.functions);
  const part = new Map<string, number>();
  const unknown = new Map<string, number>();
  let commands = 0;
  let whole = 0;
  for (const invocation of listInvocations(script)) {
    const { name } = invocation;
    if (
      name === '' ||
      functions.has(name) ||
      shell.has(name) ||
      interpreters.has(name) ||
      isMereWrapper(invocation)
    )
      continue;
    commands += 1;
    const spec = catalogue.find(name);
    if (spec === undefined) unknown.set(name, (unknown.get(name) ?? 0) + 1);
    else if (isJudgedWhole(invocation, spec)) whole += 1;
    else part.set(name, (part.get(name) ?? 0) + 1);
  }
  return { commands, whole, part, unknown };
}

/** Several coverages as one. */
export function joinCoverage(all: readonly Coverage[]): Coverage {
  const part = new Map<string, number>();
  const unknown = new Map<string, number>();
  for (const one of all) {
    for (const [name, times] of one.part) part.set(name, (part.get(name) ?? 0) + times);
    for (const [name, times] of one.unknown) unknown.set(name, (unknown.get(name) ?? 0) + times);
  }
  return {
    commands: all.reduce((sum, one) => sum + one.commands, 0),
    whole: all.reduce((sum, one) => sum + one.whole, 0),
    part,
    unknown,
  };
}

// What the shell itself does: it takes words of any kind, and there is no tool to know.
const shell = words(
  '. : [ [[ alias bg bind break builtin caller case cd command compgen complete continue declare dirs disown do done echo elif else ' +
    'enable esac eval exec exit export false fc fg fi for function getopts hash help history if in jobs let local logout mapfile popd ' +
    'printf pushd pwd read readarray readonly return select set shift shopt source suspend test then time times trap true type typeset ' +
    'ulimit umask unalias unset until wait while',
);

/** `sudo`, `timeout 5`, `xargs`: the command that they carry is counted, they are not. */
export const wrappers: ReadonlySet<string> = words(
  'sudo doas env time nohup setsid chronic unbuffer watch xargs timeout nice ionice stdbuf parallel flock',
);

/** Programs that run a script: what stands after the script is not theirs, so there is nothing to judge. */
export const interpreters: ReadonlySet<string> = words(
  'bash sh dash zsh ksh ash fish python python2 python3 perl ruby php lua Rscript tclsh',
);

function isMereWrapper({ ownWords, words, name }: Invocation): boolean {
  return ownWords < words.length && wrappers.has(name);
}

function isJudgedWhole({ words }: Invocation, root: CommandSpec): boolean {
  if (root.about?.completeness !== 'whole') return false;
  let node = root;
  for (const { value } of words.slice(1)) {
    if (node.traits.has('open') || node.traits.has('dated') || node.traits.has('unverified')) return false;
    node = node.children.get(value) ?? node;
  }
  return !node.traits.has('open');
}
