import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Shell } from '../runbook/languages.ts';
import { openHands } from './handed-values.ts';
import { OTHER_SHELL, otherShellArgs, quoted, readOtherState } from './other-shell.ts';
import { endMarked } from './process-tree.ts';
import type { Process } from './process-tree.ts';
import { requireBash } from './require-bash.ts';
import { driverInput, SESSION_COMMAND, sessionCommand, shownOptions } from './session-driver.ts';
import { startSnippet, STEP_MARK } from './session-process.ts';
import type { OutputSink, Running, Script, SessionSettings } from './session-process.ts';

/** A shell that remembers: folder, variables and functions of a snippet are there for the next one. */
export interface ShellSession {
  start(script: Script, sink: OutputSink): Running;
  /** Which of some names bash does not know as it is now: no function, builtin or program on its path. */
  missing(names: readonly string[]): Promise<readonly string[]>;
  /** A value that the next snippets find in their environment. */
  setValue(name: string, value: string): void;
  /** A variable that the next snippets do not have, whoever set it. */
  dropValue(name: string): void;
  /** The folder that it is in, and the variables that snippets have exported or changed. */
  place(): Promise<SessionPlace>;
  /** Ends whatever the session's snippets left behind, and says what it was. */
  close(): Promise<readonly Process[]>;
}

/** Where a session has come to. */
export interface SessionPlace {
  readonly folder: string;
  /** Names alone: what they hold may be secret. */
  readonly exports: readonly string[];
}

/**
 * Runs snippets one after the other in bash, each in a process group of its own. A fresh bash takes over what
 * the one before left, so that `exit`, `exec` and a kill end a snippet and never the session.
 */
export function openSession(settings: SessionSettings): ShellSession {
  requireBash(settings.environment);
  const id = [settings.owner, randomUUID()].filter(Boolean).join('.');
  const values = new Map<string, string>();
  const running = new Set<Running>();
  let count = 0;
  let fresh = new Map<string, string>();
  // As at a prompt: an alias of a step is there for the next one.
  let state = 'shopt -s expand_aliases';
  const others = new Map<Shell, string>();
  const handOut = openHands(values, settings.environment);
  const session: ShellSession = {
    async missing(names) {
      if (names.length === 0) return [];
      const script = 'for n; do type -- "$n" >/dev/null 2>&1 || printf "%s\\n" "$n"; done';
      let said = '';
      // In the background: nothing of the session changes by being asked.
      const asked = session.start({ code: script, args: names, isBackground: true }, (chunk, stream) => {
        if (stream === 'out') said += chunk.toString();
      });
      await asked.ended;
      return said.split('\n').filter(Boolean);
    },
    start(script, sink) {
      const isAfresh = settings.isForgetful === true || script.isBackground === true;
      const { given, lines } = handOut(script, isAfresh ? values : fresh);
      state += lines;
      const input = driverInput({
        state,
        values: given,
        folder: script.folder ?? '',
        isOfOther: isOther(script.shell),
        ...callOf(script, others),
      });
      const shown = shownOptions(state);
      const taken = given;
      if (!script.isBackground) fresh = new Map([...fresh].filter(([name]) => !given.has(name)));
      let isKept = false;
      const keep = (parts: readonly string[]): void => {
        isKept = true;
        if (settings.isForgetful || script.isBackground) return;
        const [home, own] =
          script.folder === undefined ? [undefined, parts.slice(0, -1)] : [parts[0], parts.slice(1, -1)];
        state = parts.at(-1) ?? '';
        const other = isOther(script.shell) ? readOtherState(own) : undefined;
        if (isOther(script.shell)) state = `${shown}${state}`;
        // bash was only its parent: what the shell changed is what goes on.
        if (other) state += `\n${other.exports}`;
        if (other && isOther(script.shell)) others.set(script.shell, other.own);
        const next = home ?? other?.folder;
        if (next !== undefined) state += `\ncd -- ${quoted(next)}\n`;
      };
      count += 1;
      const command = isOther(script.shell)
        ? SESSION_COMMAND
        : sessionCommand({ state, code: script.code }, (code) => isWholeCode(code, settings.environment));
      const started = startSnippet(script, { settings, mark: `${id}.${count}.`, input, command, sink, keep });
      running.add(started);
      void started.ended.then(() => {
        running.delete(started);
        // A snippet that left no state, as after `exec` or a kill, has not handed its values on.
        if (!isKept && !script.isBackground) fresh = new Map([...taken, ...fresh]);
      });
      return started;
    },
    setValue(name, value) {
      values.set(name, value);
      fresh.set(name, value);
    },
    dropValue(name) {
      values.delete(name);
      fresh.delete(name);
      state += `\nunset -v ${quoted(name)}\n`;
    },
    async place() {
      if (count === 0) return { folder: settings.folder, exports: [] };
      const chunks: Buffer[] = [];
      const asked = session.start({ code: PLACE, isBackground: true }, (chunk, stream) => {
        if (stream === 'out') chunks.push(chunk);
      });
      await asked.ended;
      const [folder = settings.folder, ...rest] = Buffer.concat(chunks).toString().split('\0').slice(0, -1);
      const pairs = rest.flatMap((name, at) => (at % 2 === 0 ? [[name, rest[at + 1] ?? ''] as const] : []));
      const own = pairs.filter(
        ([name, value]) => settings.environment[name] !== value && !values.has(name) && !OF_SHELLS.test(name),
      );
      return { folder, exports: own.map(([name]) => name).sort() };
    },
    async close() {
      for (const one of running) one.stop();
      const left = await endMarked(`${STEP_MARK}=${id}.`);
      await Promise.all([...running].map(({ ended }) => ended));
      return left;
    },
  };
  return session;
}

/** Says the folder and every exported variable, each closed by a NUL, whatever options a snippet has set. */
const PLACE = `set +efu; IFS=$'\\n'; printf '%s\\0' "$PWD"
for n in $(compgen -e); do printf '%s\\0%s\\0' "$n" "\${!n-}"; done`;
/** What shells set by themselves. */
const OF_SHELLS = /^(?:_|PWD|OLDPWD|SHLVL|OPSBOOK_\w*|BASH_FUNC_.*)$/;

function isOther(shell: Shell | undefined): shell is Exclude<Shell, 'bash'> {
  return shell !== undefined && shell !== 'bash';
}

/** What bash runs: the code itself, or the shell that the code is for. */
function callOf(
  { shell, code, args = [] }: Script,
  others: ReadonlyMap<Shell, string>,
): { readonly code: string; readonly args: readonly string[] } {
  if (!isOther(shell)) return { code, args };
  return { code: OTHER_SHELL, args: otherShellArgs(shell, others.get(shell) ?? '', code) };
}

/** Whether bash reads code to its end, and nothing of it is open there. */
function isWholeCode(code: string, environment: SessionSettings['environment']): boolean {
  const given = ['--noprofile', '--norc', '-O', 'extglob', '-n'];
  const { status, stderr } = spawnSync('bash', given, {
    env: environment,
    input: `${code}\n`,
    encoding: 'utf8',
  });
  return status === 0 && stderr === '';
}
