/** One flag of a command, as `--help` shows it. */
export interface Flag {
  readonly type: 'boolean' | 'string';
  readonly meaning: string;
  readonly short?: string;
  /** What the value stands for, as in `DIR`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** The value of the flag where it stands without one. */
  readonly whenAlone?: string;
}

export type Flags = Readonly<Record<string, Flag>>;

/** The flags that were given: text, or true, or every text of a repeated flag. */
export interface Given<F extends Flags> {
  readonly flags: { readonly [K in keyof F]?: GivenFlag<F[K]> };
  readonly words: readonly string[];
}

type GivenFlag<F extends Flag> = F extends { multiple: true }
  ? readonly string[]
  : F['type'] extends 'boolean'
    ? boolean
    : string;

/** Where a command reads from and writes to; a test hands in its own. */
export interface Terminal {
  readonly folder: string;
  readonly hasColour: boolean;
  readonly isInteractive: boolean;
  /** Columns and rows of the window, where somebody looks at one. */
  readonly width?: number | undefined;
  readonly rows?: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  print(text: string): void;
  warn(text: string): void;
  /** Whether what is printed still reaches somebody; `| head` closes early. Left out, it does. */
  isRead?(): boolean;
  /** Settles when what was printed has left: for whoever prints without end. */
  drained?(): Promise<void> | undefined;
  readInput(): Promise<string>;
  /** Settles when somebody presses Ctrl-C, the process is told to end, or nobody reads what is printed any more. */
  interrupted(): Promise<undefined>;
}

/** 0 clean, 1 findings at error level, 2 wrong usage, 3 our fault. */
export type ExitStatus = 0 | 1 | 2 | 3;

export interface Command<F extends Flags = Flags> {
  readonly name: string;
  /** What it takes besides flags, as in `[paths…]`. */
  readonly words?: string;
  readonly flags: F;
  readonly examples: readonly string[];
  run(given: Given<F>, terminal: Terminal): Promise<ExitStatus>;
}

/** Commands under one name, as in `opsbook review status`. */
export interface CommandGroup {
  readonly name: string;
  readonly commands: CommandTable;
}

/** Commands by name, in the order help lists them: each file is read only when it is called. */
export type CommandTable = Readonly<
  Record<string, { readonly summary: string; readonly load: () => Promise<Command | CommandGroup> }>
>;

/** Keeps the types of a command's flags for its own `run`. */
export function defineCommand<const F extends Flags>(command: Command<F>): Command {
  // The dispatcher parses by this very command's flags, so `run` gets what its type says.
  return command as unknown as Command;
}

/** The flag that every command on a book has. */
export const ROOT_FLAG = {
  root: {
    type: 'string',
    value: 'DIR',
    meaning: 'The book (default: the nearest folder upward with opsbook.yaml)',
  },
} as const satisfies Flags;

/** The caller's mistake in calling: exit status 2, with one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
