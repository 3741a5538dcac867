import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lastChanges } from '../../src/tools/git-dates.ts';
import { newRepository } from '../tools/git-repository.ts';
import type { Repository } from '../tools/git-repository.ts';
import { addSignedCommits, embedRepository, makeTraps, TRAP_ATTRIBUTES } from '../tools/git-traps.ts';
import type { Traps } from '../tools/git-traps.ts';
import { runCommand } from './run-command.ts';

const RUNBOOK = `---
title: Slow
kind: incident
summary: It is slow.
symptoms: [Slow]
owner: platform
---

## Diagnosis

Look at [the other one](gone.mdx).

\`\`\`bash {name=look verify}
true
\`\`\`

## Mitigation

Wait.
`;

/** Every command that asks git something, and some that read the folder without. */
const COMMANDS: readonly (readonly string[])[] = [
  ['lint'],
  ['lint', '--changed-since', 'v0'],
  ['lint', '--format', 'sarif'],
  ['diff', 'v0'],
  ['diff', 'HEAD', '--format', 'markdown'],
  ['review', 'status'],
  ['review', 'start'],
  ['review', 'tag'],
  ['review', 'remind'],
  ['review', 'feed'],
  ['review', 'ics'],
  ['review', 'after-incident', 'a'],
  ['review', 'sign', 'a', '--by', 'Bob'],
  ['review', 'from-pull-request', '--event', '../event.json'],
  ['export', '--manifest', '../alerts.json'],
  ['alerts', 'check'],
  ['new', 'incident', '--title', 'It broke', '--runbook', 'a'],
  ['new', 'runbook', 'b', '--title', 'B'],
  ['show', 'a'],
  ['find', 'slow'],
  ['run', 'a', '--dry-run'],
  ['run', 'a', '--yes', '--note', 'note.md'],
  ['verify', '--changed-since', 'v0'],
  ['verify', '--evidence', 'evidence.json'],
  ['build', '--keep-going', '--out', '../site'],
  ['init'],
];

let repository: Repository;
let traps: Traps;
let scratch: string;

beforeEach(() => {
  repository = newRepository();
  scratch = mkdtempSync(join(tmpdir(), 'opsbook-traps-'));
  traps = makeTraps(join(scratch, 'programs'));
});
afterEach(() => {
  repository.remove();
  rmSync(scratch, { recursive: true });
});

/** A book in a folder, with a change that is committed and one that is not, and signed commits. */
function writeBook(folder: string): void {
  repository.write(`${folder}opsbook.yaml`, 'site: { title: t, manual: false }\n');
  repository.write(`${folder}content/teams.yaml`, 'platform: { name: P, contact: ["#p"] }\n');
  repository.write(`${folder}content/runbooks/a.mdx`, RUNBOOK);
  repository.write(`${folder}content/runbooks/moved.mdx`, RUNBOOK.replace('Slow', 'Slower'));
  repository.write(`${folder}notes.txt`, 'a note\n');
  repository.commit('one');
  repository.git('tag', 'v0');
  repository.git('tag', 'runbooks-v1.0');
  repository.write(`${folder}content/runbooks/a.mdx`, RUNBOOK.replace('Wait.', 'Wait longer.'));
  repository.write('.gitattributes', TRAP_ATTRIBUTES);
  repository.git('mv', `${folder}content/runbooks/moved.mdx`, `${folder}content/runbooks/here.mdx`);
  repository.commit('two');
  addSignedCommits(repository.root);
  repository.write('event.json', JSON.stringify(approval()));
}

/** As GitHub tells it of the commits since `v0`. */
function approval(): object {
  const commit = (name: string): string => repository.git('rev-parse', name).trim();
  return {
    action: 'submitted',
    review: { state: 'approved', user: { login: 'grace' }, commit_id: commit('HEAD'), submitted_at: null },
    pull_request: { html_url: 'https://a.example/1', user: { login: 'ann' }, base: { sha: commit('v0') } },
  };
}

/** Every file is as git keeps it or is not, and git has to look to know. */
function touchEverything(folder: string): void {
  repository.write(`${folder}content/runbooks/a.mdx`, RUNBOOK.replace('Wait.', 'Do not wait.'));
  repository.write(`${folder}content/teams.yaml`, 'platform: { name: P, contact: ["#p"] }\n');
  repository.write(`${folder}notes.txt`, 'a note\n');
  repository.write(`${folder}content/runbooks/new.mdx`, RUNBOOK.replace('Slow', 'Slowest'));
}

/** Those that ask git the most. */
const FEW = COMMANDS.filter(
  ([name, second]) => name === 'diff' || second === '--changed-since' || second === 'tag',
);

async function runAll(root: string, commands = COMMANDS): Promise<Record<string, string[]>> {
  const sprung: Record<string, string[]> = {};
  for (const [command = '', ...words] of commands) {
    const before = traps.sprung();
    await runCommand([command, ...words], {
      folder: root,
      environment: process.env as Record<string, string>,
    });
    const more = traps.sprung().filter((name) => !before.includes(name));
    if (more.length > 0) sprung[[command, ...words].join(' ')] = more;
  }
  await lastChanges(root); // what a build shows of dates
  return sprung;
}

describe('settings of git that name a program', () => {
  it('are traps that git itself runs into', () => {
    writeBook('book/');
    traps.setIn(join(repository.root, '.git'), 'own');
    touchEverything('book/');
    for (const args of [['status'], ['log', '-p'], ['diff', 'v0'], ['diff', '--no-ext-diff', 'v0']])
      try {
        repository.git(...args);
      } catch {
        // A trap may end git with an error.
      }
    expect(traps.sprung()).toEqual(
      expect.arrayContaining([
        'own:core.fsmonitor',
        'own:diff.external',
        'own:diff.trap.textconv',
        'own:filter.a=b.clean',
        'own:filter.clean.clean',
        'own:filter.process.process',
        expect.stringMatching(/^own:gpg\./),
      ]),
    );
  });

  it("run nothing in the repository's own settings", async () => {
    writeBook('book/');
    traps.setIn(join(repository.root, '.git'), 'own');
    touchEverything('book/');
    expect(await runAll(join(repository.root, 'book'))).toEqual({});
    expect(traps.sprung()).toEqual([]);
  });

  it('run nothing in a linked work tree, whose folder names another one as common', async () => {
    writeBook('book/');
    const linked = join(scratch, 'linked');
    repository.git('worktree', 'add', '--quiet', '--detach', linked);
    const common = join(repository.root, '.git');
    traps.setIn(common, 'own', join(common, 'worktrees/linked'));
    writeFileSync(join(linked, 'book/content/runbooks/a.mdx'), RUNBOOK);
    expect(await runAll(join(linked, 'book'), FEW)).toEqual({});
    expect(traps.sprung()).toEqual([]);
  });

  it.each(['book/', 'book/content/', ''])('run nothing in a repository embedded at "%s"', async (place) => {
    writeBook('book/');
    const embedded = join(scratch, 'embedded');
    embedRepository(join(repository.root, '.git'), embedded);
    traps.setIn(embedded, 'embedded');
    execFileSync('git', ['config', '--file', join(embedded, 'config'), 'core.worktree', '.']);
    execFileSync('git', ['config', '--file', join(embedded, 'config'), 'core.bare', 'false']);
    cpSync(embedded, join(repository.root, place), { recursive: true });
    touchEverything('book/');
    expect(await runAll(join(repository.root, 'book'), place === 'book/' ? COMMANDS : FEW)).toEqual({});
    expect(traps.sprung()).toEqual([]);
  });
});

describe('a clone that lacks an object', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['ext::%', {}],
    ['/nowhere', { 'remote.origin.uploadpack': '%' }],
    ['ssh://host/x', { 'core.sshCommand': '%' }],
    ['git://host/x', { 'core.gitProxy': '%' }],
    ['https://user@localhost:1/x', { 'core.askPass': '%', 'credential.helper': '!%' }],
    ['x', { 'url.ext::%.insteadOf': 'x' }],
    ['y', { 'remote.origin.vcs': 'trap' }],
  ])('fetches nothing from %s', async (url, settings) => {
    writeBook('');
    const program = traps.program('fetch');
    traps.program('git-remote-trap');
    vi.stubEnv('PATH', `${dirname(program)}:${process.env['PATH'] ?? ''}`);
    const lost = repository.git('rev-parse', 'v0:content/runbooks/a.mdx').trim();
    const config: Readonly<Record<string, string>> = {
      'core.repositoryFormatVersion': '1',
      'extensions.partialClone': 'origin',
      'remote.origin.promisor': 'true',
      'protocol.allow': 'always',
      'protocol.ext.allow': 'always',
      'remote.origin.url': url,
      ...settings,
    };
    for (const [key, value] of Object.entries(config))
      repository.git('config', key.replace('%', program), value.replace('%', program));
    rmSync(join(repository.root, '.git/objects', lost.slice(0, 2), lost.slice(2)));
    const { status, said } = await runCommand(['lint', '--changed-since', 'v0'], { folder: repository.root });
    expect({ status: status < 3, said }).toEqual({ status: true, said: '' });
    await runCommand(['review', 'sign', 'a', '--by', 'Bob'], { folder: repository.root });
    await runCommand(['review', 'tag'], { folder: repository.root });
    expect(traps.sprung()).toEqual([]);
  });
});

describe('what the environment sets for git', () => {
  const before = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });

  it('names no program and no other repository', async () => {
    writeBook('');
    traps.setIn(join(repository.root, '.git'), 'own');
    touchEverything('');
    const names =
      'ASKPASS EDITOR EXTERNAL_DIFF PAGER PROXY_COMMAND SEQUENCE_EDITOR SSH SSH_COMMAND TRACE_SETUP'.split(
        ' ',
      );
    for (const name of names) process.env[`GIT_${name}`] = traps.program(`GIT_${name}`);
    process.env['SSH_ASKPASS'] = traps.program('SSH_ASKPASS');
    for (const name of ['GIT_TRACE', 'GIT_TRACE2_EVENT', 'GIT_TRACE_PACKET'])
      process.env[name] = join(scratch, 'programs/ran');
    for (const name of [
      'GIT_DIR',
      'GIT_COMMON_DIR',
      'GIT_WORK_TREE',
      'GIT_OBJECT_DIRECTORY',
      'GIT_INDEX_FILE',
    ])
      process.env[name] = join(scratch, 'elsewhere');
    writeFileSync(join(repository.root, '.gitignore'), 'x\n');
    const { said, out } = await runCommand(['diff', 'v0', '--format', 'json'], { folder: repository.root });
    expect(said).toBe('');
    expect(out).toContain('Slowest');
    expect(traps.sprung()).toEqual([]);
  });
});
