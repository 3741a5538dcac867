import { documentFiles } from './document-files.ts';
import { holds } from './own-bindings.ts';
import type { Command, Script } from './script.ts';

/** A command, with what becomes of its output. */
export interface Piped extends Command {
  /** Those that its output is piped to. */
  readonly after: readonly Command[];
  /** The files that it is written to, by the command or by a loop or a group around it, as they are named. */
  readonly outputs: readonly string[];
  /** A function of the script is called. */
  readonly isCall: boolean;
  /** The files that a command of the script is told to read as documents: `kubectl apply -f f`. */
  readonly documents: readonly string[];
}

/** Every command, those in scripts for other shells too. */
export function listCommands({ commands, pipelines, groups, functions }: Script): readonly Piped[] {
  const documents = documentFiles(commands);
  return commands.flatMap((command, index) => {
    const after = pipelines.flatMap((joined) => laterThan(joined, index)).flatMap((at) => commands[at] ?? []);
    const around = groups.filter(({ range }) => holds(range, command.range));
    const outputs = [command, ...around, ...after].flatMap(({ redirections }) =>
      redirections.flatMap(({ operator, target }) =>
        operator.includes('>') && target ? [target.value] : [],
      ),
    );
    return [
      { ...command, after, outputs, documents, isCall: functions.includes(command.words[0]?.value ?? '') },
      ...command.nested.flatMap(({ script }) => listCommands(script)),
    ];
  });
}

/**
 * The commands of a pipeline after the part that a command stands in: a part is known by its first command, and a
 * loop or a group holds those up to the next part.
 */
function laterThan(joined: readonly number[], index: number): readonly number[] {
  const [first = Infinity] = joined;
  if (index < first) return [];
  return joined.filter((at) => at > index);
}
