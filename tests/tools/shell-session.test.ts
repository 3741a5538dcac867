import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Shell } from '../../src/runbook/languages.ts';
import { openSession } from '../../src/tools/shell-session.ts';
import type { ShellSession } from '../../src/tools/shell-session.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function open(): { session: ShellSession; folder: string } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'opsbook-session-')));
  folders.push(folder);
  return { session: openSession({ folder, environment: process.env }), folder };
}

async function run(session: ShellSession, code: string, shell?: Shell): Promise<string> {
  let printed = '';
  const { ended } = session.start(
    { code, isMerged: true, ...(shell ? { shell } : {}) },
    (chunk) => void (printed += chunk.toString()),
  );
  const { status } = await ended;
  return `${printed}${status === 0 ? '' : `[${status}]\n`}`;
}

const hasZsh = spawnSync('zsh', ['-fc', 'true']).status === 0;
const SHELLS: readonly Shell[] = ['sh', ...(hasZsh ? (['zsh'] as const) : [])];

describe('a session of several shells', () => {
  it('has zsh to try', ({ skip }) => {
    skip(!hasZsh, 'zsh is not on this machine: its cases are left out');
    expect(SHELLS).toContain('zsh');
  });

  it.each(SHELLS)('%s gets the folder and the exports of bash, and gives its own back', async (shell) => {
    const { session, folder } = open();
    await run(
      session,
      `mkdir a b; cd a; export GIVEN="it's
two lines"; f() { echo kept; }`,
    );
    expect(await run(session, 'echo "$GIVEN"; pwd; cd ../b; export GIVEN=new BACK="x\ny"', shell)).toBe(
      `it's\ntwo lines\n${folder}/a\n`,
    );
    expect(await run(session, 'echo "$GIVEN $BACK"; pwd; f')).toBe(`new x\ny\n${folder}/b\nkept\n`);
    await session.close();
  });

  it.each(SHELLS)(
    '%s finds its own variables, aliases and options again, and its status is told',
    async (shell) => {
      const { session } = open();
      await run(session, "own='a\nb'; alias ll='echo aliased'; set -o noglob", shell);
      expect(await run(session, 'echo "$own"; ll; echo *; exit 7', shell)).toBe('a\nb\naliased\n*\n[7]\n');
      await session.close();
    },
  );

  it('sh is no bash, and zsh reads its own grammar', async () => {
    const { session } = open();
    if (realpathSync('/bin/sh').endsWith('dash'))
      expect(await run(session, '[[ a = a ]] || echo "no such command"', 'sh')).toContain('no such command');
    if (hasZsh)
      expect(await run(session, 'hosts=(w1 w2); f() { echo f $1 }; for h ($hosts) f $h', 'zsh')).toBe(
        'f w1\nf w2\n',
      );
    expect(await run(session, 'hosts=(w1 w2); for h in $hosts; do echo $h; done', 'bash')).toBe('w1\n');
    await session.close();
  });

  it('bash finds its aliases, options, umask and stack of folders again, and `set -x` shows the code alone', async () => {
    const { session, folder } = open();
    await run(
      session,
      'mkdir a; pushd a >/dev/null; shopt -s expand_aliases extglob; alias hi="echo hello"; umask 077',
    );
    expect(await run(session, 'hi; umask; shopt -q extglob && echo ext; popd >/dev/null; pwd')).toBe(
      `hello\n0077\next\n${folder}\n`,
    );
    await run(session, 'set -o pipefail; set -x');
    expect(await run(session, 'false | true')).toMatch(/^\+ (false\n\+ true|true\n\+ false)\n\[1\]\n$/);
    await run(session, '{ set +x; } 2>/dev/null; set -e');
    expect(await run(session, 'false; echo no')).toBe('[1]\n');
    expect(await run(session, 'set +e; false; echo yes')).toBe('yes\n');
    await session.close();
  });

  it.each([
    ['set -x\necho a', '+ echo a\na\n'],
    ['set -eux; echo "$(echo a)"', '++ echo a\n+ echo a\na\n'],
    ['set -x; echo $LINENO\necho $LINENO', '+ echo 1\n1\n+ echo 2\n2\n'],
    ['set -x; exit 3', '+ exit 3\n[3]\n'],
    ['set -x; hi', '+ echo hello\nhello\n'],
  ])('`%s` shows what bash itself would show', async (code, printed) => {
    const { session } = open();
    await run(session, code.endsWith('hi') ? 'alias hi="echo hello"; kept=1' : 'kept=1');
    expect(await run(session, code)).toBe(printed);
    expect(await run(session, '{ set +eux; } 2>/dev/null; echo $kept', 'bash')).toBe('1\n');
    await session.close();
  });

  it('what is unfinished takes in nothing of ours, with `set -x` too', async () => {
    const { session } = open();
    await run(session, 'set -x');
    expect(await run(session, 'cat <<EOF\na')).toMatch(/\na\n$/);
    expect(await run(session, 'echo a', 'sh')).toBe('a\n');
    expect(await run(session, 'echo b')).toBe('+ echo b\nb\n');
    expect(await run(session, 'if true; then echo a')).toMatch(/^[^\n]*unexpected end of file\n\[2\]\n$/);
    await session.close();
  });

  it('an alias is there for the next step, and none means a word of ours', async () => {
    const { session } = open();
    await run(session, 'alias set="echo set" printf="echo printf" trap=false exit=true hi="echo hello"');
    expect(await run(session, 'hi; a=1')).toBe('hello\n');
    expect(await run(session, 'unalias -a; echo $a; shopt -u expand_aliases')).toBe('1\n');
    await run(session, 'alias hi="echo hello"');
    expect(await run(session, 'hi')).toMatch(/not found/);
    await session.close();
  });

  it.each([
    ['trap -p', ''],
    ['trap', ''],
    ['(trap -p); echo "$(trap -p EXIT)"', '\n'],
    ["trap 'echo mine' EXIT; trap -p", "trap -- 'echo mine' EXIT\nmine\n"],
    ['f() { trap -p; }', ''],
  ])('`%s` shows the traps of the snippet, and none of ours', async (code, printed) => {
    const { session } = open();
    expect(await run(session, code)).toBe(printed);
    // What lists traps may be a function of an earlier snippet.
    expect(await run(session, 'declare -F f >/dev/null && f; true')).toBe('');
    await session.close();
  });

  it.each([
    [
      'bash',
      'set; declare -p; declare -F; declare -f; compgen -v; alias; jobs; history; echo "$BASH_EXECUTION_STRING"',
    ],
    ['bash', "trap 'echo \"saw $BASH_COMMAND\"' DEBUG; trap 'echo failed' ERR; set -v; set -x; (exit 0)"],
    ['sh', 'set; alias; export -p'],
    ['zsh', 'set; typeset -p; functions; alias; setopt'],
  ] as const)('%s lists nothing of ours: %s', async (shell, code) => {
    if (shell === 'zsh' && !hasZsh) return;
    const { session } = open();
    await run(session, 'kept=1', shell);
    const printed = await run(session, `${code}\nkept=2`, shell);
    expect(printed).toMatch(/kept/);
    expect(printed).not.toMatch(/__opsbook|exec 4|saw (?:set --|exit|trap -)/);
    expect(await run(session, '{ set +xv; } 2>/dev/null; echo "now $kept"', shell)).toContain('now 2\n');
    await session.close();
  });

  it('a variable that looks like our own words in a state turns nothing on', async () => {
    const { session } = open();
    await run(session, "a='\n# set -x\n# set -v\n'");
    expect(await run(session, 'echo plain')).toBe('plain\n');
    await session.close();
  });

  it('a fence with a folder runs there, and the next one where the session was', async () => {
    const { session, folder } = open();
    const { ended } = session.start({ code: 'pwd; cd /; kept=1; exit 3', folder: '/usr' }, () => undefined);
    expect((await ended).status).toBe(3);
    expect(await run(session, 'echo "$kept $PWD"')).toBe(`1 ${folder}\n`);
    await session.close();
  });

  it('keeps what a snippet has set that ends by `exit` or `set -e`, with a trap of its own for a signal', async () => {
    const { session } = open();
    await run(session, "trap 'echo caught' INT; kept=1; exit 0");
    await run(session, 'set -e; also=2; false');
    expect(await run(session, 'set +e; echo "$kept $also"')).toBe('1 2\n');
    await session.close();
  });

  it.each(['exec true', 'kill -KILL $$', "trap 'true' EXIT; exit 0", 'trap -p; exit 0'])(
    'values that were given are there after `%s` too',
    async (code) => {
      const { session } = open();
      session.setValue('GIVEN', 'a');
      await run(session, code);
      expect(await run(session, 'echo "$GIVEN"')).toBe('a\n');
      await session.close();
    },
  );
});

describe('the values of a session', () => {
  const named = (session: ShellSession, code: string, names: readonly string[]): Promise<string> => {
    let printed = '';
    const { ended } = session.start(
      { code, names: new Set(names) },
      (chunk) => void (printed += chunk.toString()),
    );
    return ended.then(() => printed);
  };
  const START = `sh -c 'echo "<$GIVEN>"'`;

  it('are in the environment of the snippets that name them, and of no other', async () => {
    const { session } = open();
    session.setValue('GIVEN', 'a');
    expect(await named(session, START, [])).toBe('<>\n');
    expect(await named(session, START, ['GIVEN'])).toBe('<a>\n');
    expect(await named(session, START, [])).toBe('<>\n');
    expect(await named(session, 'echo "<$GIVEN>"', [])).toBe('<a>\n');
    expect(await named(session, START, ['GIVEN'])).toBe('<a>\n');
    await session.close();
  });

  it('stay what a snippet made of them, and where it exports them', async () => {
    const { session } = open();
    session.setValue('GIVEN', 'a');
    await named(session, 'GIVEN=b', ['GIVEN']);
    expect(await named(session, START, [])).toBe('<>\n');
    expect(await named(session, `export GIVEN; ${START}`, ['GIVEN'])).toBe('<b>\n');
    expect(await named(session, START, [])).toBe('<b>\n');
    await session.close();
  });
});
