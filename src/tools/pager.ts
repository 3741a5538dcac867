import { spawn } from 'node:child_process';

/** What shows a text page by page where nobody named a program: it ends by itself when all fits on the screen. */
const USUAL = 'less';
/** Of `less`: end when all fits, keep colours, leave the text on the screen; as git has it. */
const LESS = 'FRX';

/**
 * Shows a text in the pager that the environment names in `OPSBOOK_PAGER` or `PAGER`, as a command line of the
 * shell; an empty name, or `cat`, is none.
 * @returns whether a pager showed it; without one the caller prints it
 */
export async function showInPager(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const pager = environment['OPSBOOK_PAGER'] ?? environment['PAGER'] ?? USUAL;
  if (pager.trim() === '' || pager.trim() === 'cat') return false;
  // `exec`, so that its status is its own; 127 is the shell's word for a program that is not there.
  const child = spawn('/bin/sh', ['-c', `exec ${pager}`], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...environment, LESS: environment['LESS'] ?? LESS },
  });
  // Ctrl-C belongs to the pager, which may only end a search by it.
  const hold = (): void => undefined;
  process.on('SIGINT', hold);
  try {
    const status = await new Promise<number | null>((settle, fail) => {
      child.on('error', fail);
      child.on('close', settle);
      // Leaving the pager early is no error: the reader has read enough.
      child.stdin.on('error', () => undefined);
      child.stdin.end(text);
    });
    return status !== 127;
  } catch {
    return false;
  } finally {
    process.off('SIGINT', hold);
  }
}
