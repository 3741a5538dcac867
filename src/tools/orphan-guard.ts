import { spawn } from 'node:child_process';
import { STEP_MARK } from './session-process.ts';

/** Ends what opsbook has started, if opsbook itself is killed and cannot. */
export interface OrphanGuard {
  /** A process group that must not outlive opsbook. */
  watch(group: number): void;
  unwatch(group: number): void;
  /** Nothing runs any more: the guard ends. */
  close(): void;
}

/**
 * What the guard runs: it reads the groups that run, and where its input ends without a word, opsbook has died. Then
 * it ends them, and on Linux every process that bears the mark, also one that has left its group: SIGINT first, as
 * clients of databases stop their servers' work by it.
 */
const GUARD = `
trap '' HUP INT TERM
groups=' '
while read -r sign id; do
  case $sign in
    +) groups="$groups$id " ;;
    -) groups="\${groups/ $id / }" ;;
    q) exit 0 ;;
  esac
done
for ((round = 0; round < 60; round += 1)); do
  signal=INT; [ "$round" -lt 20 ] || signal=TERM; [ "$round" -lt 40 ] || signal=KILL
  left=
  for id in $groups; do kill -s "$signal" -- "-$id" 2>/dev/null && left=1; done
  for file in $(grep -lsz "^$1" /proc/[0-9]*/environ 2>/dev/null); do
    id=\${file#/proc/}; kill -s "$signal" "\${id%/environ}" 2>/dev/null && left=1
  done
  [ -n "$left" ] || exit 0
  sleep 0.1
done
`;

/** Starts a guard for the sessions of an owner. @param owner as the sessions have it: letters, digits, `-` */
export function openOrphanGuard(
  owner: string,
  environment: Readonly<Record<string, string | undefined>>,
): OrphanGuard {
  const { PATH } = environment;
  const child = spawn(
    'bash',
    ['--noprofile', '--norc', '-c', GUARD, 'opsbook-guard', `${STEP_MARK}=${owner}[.]`],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true, // what ends opsbook's group must not end it
      env: { PATH },
    },
  );
  child.on('error', () => undefined); // without bash no snippet runs either, and that is said where one is started
  child.stdin.on('error', () => undefined);
  child.unref();
  const say = (words: string): void => void child.stdin.write(`${words}\n`);
  return {
    watch: (group) => say(`+ ${group}`),
    unwatch: (group) => say(`- ${group}`),
    close() {
      say('q');
      child.stdin.end();
    },
  };
}
