import { spawnSync } from 'node:child_process';
import { quoted } from './other-shell.ts';
import { SESSION_COMMAND } from './session-driver.ts';
import { programPath } from './program-path.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The descriptor on which `script` writes what the terminal shows. */
export const SHOWN = 5;

/**
 * Whether what a program shows on the terminal can be recorded: there is a terminal, and `script` of util-linux, at
 * least 2.35. Those of BSD and BusyBox take other flags.
 */
export function canRecordTerminal(environment: Environment): boolean {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const program = programPath('script', environment);
  if (program === undefined) return false;
  const { stdout } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [, major = '0', minor = '0'] = /\butil-linux (\d{1,3})\.(\d{1,3})/.exec(stdout ?? '') ?? [];
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 35);
}

/** bash as in every step, but with its driver from descriptor 3: `script` writes its own command into the record. */
const BASH = `exec bash --noprofile --norc -c ${quoted(`IFS= read -r -d '' __opsbook_driver <&3; set -- "$__opsbook_driver"; unset __opsbook_driver; ${SESSION_COMMAND}`)} bash`;

/**
 * Starts `script` for a step in a terminal of its own, which is shown in the person's; `$1` is what it runs. Node's
 * pipes are sockets, which no name opens: it writes into a pipe of bash's. What passes that on is no child of
 * `script`, which waits for all that it has, and has no mark, since it is to outlive the step.
 */
const RECORD_COMMAND = `exec 6> >(unset OPSBOOK_STEP; exec cat >&${SHOWN}); script --quiet --flush --return --force --command "$1" /dev/fd/6; exit $?`;

/** The arguments of the bash that starts `script`. */
export const RECORD_ARGUMENTS: readonly string[] = [
  '--noprofile',
  '--norc',
  '-c',
  RECORD_COMMAND,
  'bash',
  BASH,
];

/** What `script` is started with: it asks the person's shell to start its command, and any shell of POSIX can. */
export function recordEnvironment(environment: Environment): Environment {
  return { ...environment, SHELL: '/bin/sh' };
}

/** What stands before the driver in a recorded step: nothing but `script` holds the record, and SHELL is as it was. */
export function recordPreface({ SHELL }: Environment): string {
  const restored = SHELL === undefined ? 'unset SHELL' : `export SHELL=${quoted(SHELL)}`;
  return `exec ${SHOWN}>&- 6>&-; ${restored}; `;
}

/** The last line of `script`: `Script done on 2026-11-29 10:30:02+00:00 [COMMAND_EXIT_CODE="130"]`, in any language. */
const LAST = /\n[^\n]{0,200}\[COMMAND_EXIT_CODE="\d{1,3}"\]\n$/;
const LONGEST_LAST = 240;

/** Takes the first and the last line, which are `script`'s own, off what it wrote. */
export function withoutOwnLines(): (chunk: Buffer) => Buffer {
  let isBegun = false;
  let held = Buffer.alloc(0);
  return (chunk) => {
    let all = Buffer.concat([held, chunk]);
    held = Buffer.alloc(0);
    if (!isBegun) {
      const end = all.indexOf('\n');
      if (end < 0) {
        held = all;
        return Buffer.alloc(0);
      }
      isBegun = true;
      all = all.subarray(end + 1);
    }
    // It is the last only if nothing follows; what looks like it and is not comes with what follows.
    const tail = all.subarray(Math.max(0, all.length - LONGEST_LAST)).toString('latin1');
    const last = LAST.exec(tail);
    if (!last) return all;
    held = all.subarray(all.length - last[0].length);
    return all.subarray(0, all.length - last[0].length);
  };
}
