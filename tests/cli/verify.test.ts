import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { evidenceSchema } from '../../src/runbook/records/evidence.ts';
import { reviewableText } from '../../src/runbook/read/reviewable-text.ts';
import { contentHash } from '../../src/tools/content-hash.ts';
import { listMarked } from '../../src/tools/process-tree.ts';
import { compiledProgram } from '../compiled-program.ts';
import { call } from './call.ts';
import { bash, output, writeBook } from './run-book.ts';

const PAGE = 'content/runbooks/t/a.mdx';
const roots: string[] = [];
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true })));

function book(body: string, files?: Readonly<Record<string, string>>): string {
  const root = writeBook(body, files);
  roots.push(root);
  return root;
}

interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly runbooks: readonly { readonly snippets: readonly Readonly<Record<string, unknown>>[] }[];
}

async function report(
  root: string,
  ...flags: readonly string[]
): Promise<Report & { status: number; said: string }> {
  const { status, out, said } = await call(root, 'verify', '--format', 'json', ...flags);
  return { status, said, ...(JSON.parse(out) as Report) }; // what the command documents
}

describe('opsbook verify', () => {
  it('runs marked snippets alone, in order, in one shell, in a home of their own', async () => {
    const root = book(
      bash('name=unmarked', 'touch "$HOME/left"; exit 1') +
        bash('name=first verify', 'export A=kept; pwd > where') +
        bash('name=second verify', 'echo "$A"; ls; test "$HOME" != "$REAL_HOME"; ls "$HOME"') +
        output('second', 'kept\nwhere'),
    );
    const { status, passed, runbooks } = await report(root);
    expect({ status, passed }).toEqual({ status: 0, passed: 2 });
    expect(runbooks[0]?.snippets.map(({ name }) => name)).toEqual(['first', 'second']);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('opsbook-verify-'))).toEqual([]);
  });

  it('says why a snippet failed or was left out, and counts it', async () => {
    const root = book(
      bash('name=differs verify', 'echo 7') +
        output('differs', '0') +
        bash('name=fails verify', 'echo because >&2; exit 3') +
        bash('name=slow verify timeout=200ms', 'sleep 60') +
        bash('name=needs-tool verify', 'no-such-tool --help') +
        bash('name=needs-value verify', 'echo "$PID"') +
        bash('name=destroys verify risk=destroy', 'rm -rf /nowhere') +
        bash('name=cannot verify', 'echo "no hardware here"; exit 80') +
        bash('name=expected-status verify', 'exit 4') +
        output('expected-status', '[4]'),
    );
    const { status, failed, skipped, runbooks } = await report(root);
    expect({ status, failed, skipped }).toEqual({ status: 1, failed: 3, skipped: 4 });
    expect(runbooks[0]?.snippets.map(({ name, status: how, reason }) => [name, how, reason])).toEqual([
      ['differs', 'failed', 'the output is not what the runbook expects'],
      ['fails', 'failed', 'exit status 3'],
      ['slow', 'failed', 'it took longer than 200ms and was ended'],
      ['needs-tool', 'skipped', 'no-such-tool not found'],
      ['needs-value', 'skipped', 'PID has no value'],
      ['destroys', 'skipped', 'it destroys, which verify never runs'],
      ['cannot', 'skipped', 'no hardware here'],
      ['expected-status', 'passed', undefined],
    ]);
    const pretty = await call(root, 'verify');
    expect(pretty.out).toContain(
      '4 run: 1 passed, 3 failed, 4 skipped (1 no-such-tool not found; 1 PID has no value;',
    );
    expect(pretty.out).toMatch(/- 0\n.*\+ 7/);
  });

  it('starts and stops the services of the settings, only when a snippet needs them', async () => {
    const settings = [
      'site: { title: T }',
      'verify:',
      '  values: { PID: 12 }',
      '  services:',
      '    echo:',
      '      needed-by: [ask-echo]',
      '      environment: { ECHO_FILE: $OPSBOOK_VERIFY/echo/said }',
      '      start: sleep 1; echo hello > said; sleep 4741',
      '      ready: test -e said',
      '      stop: touch "$OPSBOOK_ROOT/stopped"',
      '    absent:',
      '      needed-by: [ask-absent]',
      '      start: echo no such thing here; exit 80',
      "      ready: 'false'",
      '    broken:',
      '      needed-by: [ask-broken]',
      '      start: echo kaput; exit 2',
      "      ready: 'false'",
      '    unneeded:',
      '      needed-by: [nobody]',
      '      start: touch "$OPSBOOK_ROOT/unneeded"',
      "      ready: 'true'",
      '',
    ].join('\n');
    const root = book(
      bash('name=echo verify', 'cat "$ECHO_FILE" # ask-echo') +
        output('echo', 'hello') +
        bash('name=absent verify', 'true # ask-absent') +
        bash('name=broken verify', 'true # ask-broken') +
        bash('name=value verify', 'echo "$PID"') +
        output('value', '12'),
      { 'opsbook.yaml': settings },
    );
    const { runbooks, said } = await report(root);
    expect(runbooks[0]?.snippets.map(({ name, status, reason }) => [name, status, reason])).toEqual([
      ['echo', 'passed', undefined],
      ['absent', 'skipped', 'absent: no such thing here'],
      ['broken', 'failed', 'broken: start ended with exit status 2: kaput'],
      ['value', 'passed', undefined],
    ]);
    expect(said).toContain('starting echo, as opsbook.yaml says');
    expect(existsSync(join(root, 'stopped'))).toBe(true);
    expect(existsSync(join(root, 'unneeded'))).toBe(false);
    const { out } = await call(root, 'lint');
    expect(out).not.toContain('settings-valid');
    expect(existsSync(join(root, 'unneeded'))).toBe(false);
  });

  it('runs what it does not surely know to be missing: functions, sourced files, tools of a step', async () => {
    const root = book(
      bash(
        'name=def verify',
        `greet() { echo hi; }; mkdir bin; printf '#!/bin/sh\necho tool\n' > bin/mytool; chmod +x bin/mytool
export PATH=$PWD/bin:$PATH; echo 'lib() { echo lib; }' > lib.sh`,
      ) +
        bash('name=func verify', 'greet') +
        output('func', 'WRONG') +
        bash('name=tool verify', 'mytool') +
        output('tool', 'tool') +
        bash('name=src verify', '. ./lib.sh; lib') +
        output('src', 'lib') +
        bash('name=broken verify', 'if true; then echo x') +
        bash('name=guarded verify', 'command -v no-such-tool >/dev/null && no-such-tool; echo ok') +
        bash('name=late verify', 'if true; then no-such-tool; fi') +
        bash('name=own-127 verify', 'greet() { return 127; }; greet'),
    );
    const { runbooks } = await report(root);
    expect(runbooks[0]?.snippets.map(({ name, status, reason }) => [name, status, reason])).toEqual([
      ['def', 'passed', undefined],
      ['func', 'failed', 'the output is not what the runbook expects'],
      ['tool', 'passed', undefined],
      ['src', 'passed', undefined],
      ['broken', 'failed', expect.stringContaining('the shell cannot read it: syntax error')],
      ['guarded', 'passed', undefined],
      ['late', 'skipped', 'no-such-tool not found'],
      ['own-127', 'failed', 'exit status 127: a command was not found'],
    ]);
  });

  it('is red where nothing may be skipped and something was', async () => {
    const root = book(bash('name=a verify', 'true') + '```python {name=b verify}\nprint(1)\n```\n');
    expect((await call(root, 'verify')).status).toBe(0);
    const { status, out } = await call(root, 'verify', '--fail-on', 'skipped');
    expect(status).toBe(1);
    expect(out).toContain('1 run: 1 passed, 0 failed, 1 skipped (1 python is shown and not run');
  });

  it.each(['verify', 'run'])('%s: settings with an error stop it, with their finding', async (command) => {
    const settings = 'site: { title: T }\nverify:\n  services:\n    db: { start: x, ready: true }\n';
    const root = book(bash('name=a verify', 'touch "$OPSBOOK_ROOT/ran"'), { 'opsbook.yaml': settings });
    const words = command === 'run' ? ['t/a', '--yes'] : [];
    const { status, said } = await call(root, command, ...words);
    expect(status).toBe(1);
    expect(said).toMatch(/^opsbook\.yaml:4:\d+ {2}error {2}.*ready.*settings-valid\nNothing was run/s);
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });

  it('refuses a service that somebody else answers for, and says which stop failed and which service died', async () => {
    const settings = [
      'site: { title: T }',
      'verify:',
      '  services:',
      '    foreign: { needed-by: [ask-foreign], start: touch started, ready: test -e "$OPSBOOK_ROOT/there" }',
      '    dying: { needed-by: [ask-dying], start: "touch up; until test -e $OPSBOOK_ROOT/go; do sleep 0.1; done; exit 3", ready: test -e up }',
      '    stubborn: { needed-by: [ask-stubborn], start: "touch up $OPSBOOK_ROOT/go; sleep 4742", ready: test -e up, stop: "echo cannot; exit 4" }',
      '    only-named: { needed-by: [ask-named], environment: { NAMED: here } }',
      '',
    ].join('\n');
    const root = book(
      bash('name=foreign verify', 'true # ask-foreign') +
        bash('name=slow verify', 'sleep 1') +
        bash('name=dying verify', 'true # ask-dying') +
        bash('name=stubborn verify', 'true # ask-stubborn') +
        bash('name=named verify', 'echo "$NAMED" # ask-named') +
        output('named', 'here'),
      { 'opsbook.yaml': settings, there: '' },
    );
    const { runbooks, said } = await report(root);
    expect(runbooks[0]?.snippets.map(({ name, status, reason }) => [name, status, reason])).toEqual([
      ['foreign', 'failed', expect.stringContaining('foreign: it answered `ready` before it was started')],
      ['slow', 'passed', undefined],
      ['dying', 'failed', 'dying: it ended with exit status 3'],
      ['stubborn', 'passed', undefined],
      ['named', 'passed', undefined],
    ]);
    expect(said).toContain(
      'stubborn was not stopped as it should be: `stop` ended with exit status 4: cannot.',
    );
    expect(said).not.toContain('starting only-named');
  });

  it('shows snippets a small environment that is the same everywhere, and no secret of CI to anybody', async () => {
    const root = book(
      bash('name=seen verify', 'echo "$TZ $LC_ALL $COLUMNS"; echo "${UNSEEN-none} ${SEEN-none}"') +
        output('seen', 'UTC C.UTF-8 80\nnone yes') +
        bash('name=leak verify', 'echo "$CI_TOKEN"; echo "$CI_TOKEN" >&2; exit 1') +
        output('leak', 'x'),
      { 'opsbook.yaml': 'site: { title: T }\nverify: { environment: [SEEN, CI_TOKEN] }\n' },
    );
    process.env['UNSEEN'] = process.env['SEEN'] = 'yes';
    process.env['CI_TOKEN'] = 'hunter2-hunter2';
    try {
      const { out: pretty } = await call(root, 'verify');
      const { out: json } = await call(root, 'verify', '--format', 'json');
      const { out: junit } = await call(root, 'verify', '--format', 'junit');
      for (const text of [pretty, json, junit]) expect(text).not.toContain('hunter2');
      expect(pretty).toMatch(/passed +seen/);
      expect(pretty).toContain('+ [secret]');
    } finally {
      for (const name of ['UNSEEN', 'SEEN', 'CI_TOKEN']) delete process.env[name];
    }
  });

  it('cleans up what a run that was killed has left', async () => {
    const settings = [
      'site: { title: T }',
      'verify: { services: { lasting: { start: "touch up; setsid sleep 4743", ready: test -e up, stop: touch "$OPSBOOK_ROOT/stopped" } } }',
      '',
    ].join('\n');
    const root = book(bash('name=long verify', 'touch "$OPSBOOK_ROOT/runs"; setsid sleep 4744'), {
      'opsbook.yaml': settings,
    });
    const killed = spawn(process.execPath, [compiledProgram(), 'verify', '--root', root], {
      stdio: 'ignore',
    });
    while (!existsSync(join(root, 'runs'))) await new Promise((settle) => setTimeout(settle, 50));
    killed.kill('SIGKILL');
    await new Promise((settle) => killed.once('exit', settle));
    writeFileSync(
      join(root, PAGE),
      readFileSync(join(root, PAGE), 'utf8').replace(/setsid sleep 4744/, 'true'),
    );
    const { said } = await call(root, 'verify');
    expect(said).toContain('stopping lasting, which a run that was killed has left');
    expect(said).toMatch(/ended what a run that was killed has left: (setsid )?sleep 4744 /);
    expect(existsSync(join(root, 'stopped'))).toBe(true);
    expect(listMarked('OPSBOOK_STEP=').filter(({ command }) => /sleep 474[34]/.test(command))).toEqual([]);
  });

  it('updates only the lines that failed, and keeps patterns and line endings', async () => {
    const root = book(
      bash('name=rows verify', 'echo "id 7"; echo new; echo end') +
        output('rows', 'id \\d+ (regex)\nold\nend'),
    );
    const path = join(root, PAGE);
    const before = readFileSync(path, 'utf8').replaceAll('\n', '\r\n');
    writeFileSync(path, before);
    const { said } = await call(root, 'verify', '--update');
    expect(said).toMatch(/^updated content\/runbooks\/t\/a\.mdx:\d+$/m);
    expect(readFileSync(path, 'utf8')).toBe(before.replace('\r\nold\r\n', '\r\nnew\r\n'));
    expect((await call(root, 'verify')).status).toBe(0);
  });

  it('leaves evidence that a review can read, with the hash of what was run and the versions of tools', async () => {
    const root = book(bash('name=one verify', 'true') + bash('name=two verify env=docker', 'exit 1'));
    execFileSync('git', ['init', '-q', root]);
    await call(root, 'verify', '--evidence', 'evidence.json');
    const evidence = evidenceSchema.parse(JSON.parse(readFileSync(join(root, 'evidence.json'), 'utf8')));
    const [runbook] = evidence.runbooks;
    expect(runbook).toMatchObject({
      id: 't/a',
      contentHash: contentHash(reviewableText(readFileSync(join(root, PAGE), 'utf8'))),
      snippets: [
        { name: 'one', status: 'passed', exitStatus: 0 },
        { name: 'two', env: 'docker', status: 'failed', exitStatus: 1 },
      ],
    });
    expect(evidence.tools['bash']).toContain('bash');
  });

  it('takes runbooks by id, by folder and by what has changed', async () => {
    const page = `---\ntitle: B\n---\n\n${bash('name=b verify', 'true')}`;
    const root = book(bash('name=a verify', 'true'), { 'content/runbooks/u/b.mdx': page });
    const git = (...args: readonly string[]): void =>
      void execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    writeFileSync(join(root, 'content/runbooks/u/b.mdx'), `${page}\nMore.\n`);
    const ids = async (...flags: readonly string[]): Promise<readonly unknown[]> =>
      (await report(root, ...flags)).runbooks.flatMap(({ snippets }) => snippets.map(({ name }) => name));
    expect(await ids('--jobs', '2')).toEqual(['a', 'b']);
    expect(await ids('t/a')).toEqual(['a']);
    expect(await ids('u')).toEqual(['b']);
    expect(await ids('--changed-since', 'HEAD')).toEqual(['b']);
    expect((await call(root, 'verify', 't/b')).status).toBe(2);
    expect((await call(root, 'verify', '--changed-since', 'nowhere')).status).toBe(2);
  });

  it('writes JUnit with a case for each snippet', async () => {
    const root = book(bash('name=one verify', 'true') + bash('name=two verify', 'echo "<&>"; exit 1'));
    const { out } = await call(root, 'verify', '--format', 'junit');
    expect(out).toContain('<testsuites name="opsbook verify" tests="2" failures="1" skipped="0">');
    expect(out).toContain('&lt;&amp;&gt;');
  });
});
