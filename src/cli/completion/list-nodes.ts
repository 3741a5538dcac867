import type { CommandTable, Flags } from '../command.ts';

/** What may follow some words of the command line: names of commands, or the flags of one. */
export interface CommandNode {
  /** The words before, as in `review status`; empty for opsbook itself. */
  readonly path: string;
  /** Commands that may come next, each with its sentence. */
  readonly names: readonly (readonly [name: string, summary: string])[];
  readonly flags: Flags;
}

/** Every place of the command line at which something can be completed, opsbook itself first. */
export async function listNodes(commands: CommandTable, path = ''): Promise<readonly CommandNode[]> {
  const below = await Promise.all(
    Object.entries(commands).map(async ([name, { load }]) => {
      const command = await load();
      const own = path === '' ? name : `${path} ${name}`;
      if ('commands' in command) return listNodes(command.commands, own);
      // What a command takes first, where it is one of a few words: `completion bash`.
      const words = /^[a-z]+(?:\|[a-z]+)+$/.exec(command.words ?? '')?.[0].split('|') ?? [];
      return [{ path: own, names: words.map((word) => [word, ''] as const), flags: command.flags }];
    }),
  );
  const names = Object.entries(commands).map(([name, { summary }]) => [name, summary] as const);
  return [{ path, names, flags: {} }, ...below.flat()];
}

/** The values that a flag takes, where they are known: `lint --format` takes `pretty`, `json`, …. */
export function listChoices(
  nodes: readonly CommandNode[],
): readonly (readonly [string, readonly string[]])[] {
  return nodes.flatMap(({ path, flags }) =>
    Object.entries(flags).flatMap(([flag, { choices }]) =>
      choices ? [[`${path} --${flag}`, choices] as const] : [],
    ),
  );
}

/** Flags that want a text of their own: after one of them a shell completes file names. */
export function listTextFlags(nodes: readonly CommandNode[]): readonly string[] {
  return nodes.flatMap(({ path, flags }) =>
    Object.entries(flags)
      .filter(([, { type, choices }]) => type === 'string' && !choices)
      .map(([flag]) => `${path} --${flag}`),
  );
}

/** A text as one word of a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
