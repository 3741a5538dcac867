import { spawn } from 'node:child_process';
import { programPath } from './program-path.ts';

/** What came of asking a tool for its help. */
export type Answer =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'missing' } | { readonly kind: 'late' };

const MOST_BYTES = 1_000_000;

interface Asking {
  readonly folder: string;
  readonly milliseconds: number;
  /** The words that ask; `--help` when absent. */
  readonly ask?: readonly string[];
}

/**
 * Runs `<words> --help` and nothing else, or what that help itself names as the longer one: no shell, nothing on its standard input, no pager. A tool that does not
 * end in time is ended with all that it started. A name is looked for where no file of a book is, see `programPath`.
 */
export function askHelp(
  words: readonly string[],
  { folder, milliseconds, ask = ['--help'] }: Asking,
): Promise<Answer> {
  const [named = '', ...rest] = words;
  const program = named.includes('/') ? named : programPath(named);
  if (program === undefined) return Promise.resolve({ kind: 'missing' });
  const child = spawn(program, [...rest, ...ask], {
    cwd: folder,
    // A group of its own, so that what it starts ends with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      LC_ALL: 'C',
      COLUMNS: '200',
      PAGER: 'cat',
      MANPAGER: 'cat',
      GIT_PAGER: 'cat',
      TERM: 'dumb',
    },
  });
  let text = '';
  const add = (bytes: Buffer): void => {
    if (text.length < MOST_BYTES) text += bytes.toString('utf8');
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return new Promise((settle) => {
    const timer = setTimeout(() => finish({ kind: 'late' }), milliseconds);
    child.on('error', () => finish({ kind: 'missing' }));
    child.on('close', () => finish({ kind: 'text', text }));

    function finish(answer: Answer): void {
      clearTimeout(timer);
      if (answer.kind === 'late') endGroup(child.pid);
      child.stdout.destroy();
      child.stderr.destroy();
      settle(answer);
    }
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended just now.
  }
}
