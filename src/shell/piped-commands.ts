import type { Command, Script } from './script.ts';

/** A command and those that its output is piped to. */
export interface Piped extends Command {
  readonly after: readonly Command[];
}

/** Every command, those in scripts for other shells too. */
export function listCommands({ commands, pipelines }: Script): readonly Piped[] {
  return commands.flatMap((command, index) => {
    const after = pipelines.flatMap((joined) => laterThan(joined, index)).flatMap((at) => commands[at] ?? []);
    return [{ ...command, after }, ...command.nested.flatMap(({ script }) => listCommands(script))];
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
