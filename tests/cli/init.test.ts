import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDashboards } from '../../src/cli/init/find-dashboards.ts';
import { findLinkedPages, findRuleFiles } from '../../src/cli/init/find-rule-files.ts';
import { findRunbooks } from '../../src/cli/init/find-runbooks.ts';
import { call } from './call.ts';

let top = '';
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'opsbook-init-'));
});
afterEach(() => rmSync(top, { recursive: true }));

const read = (path: string): string => readFileSync(join(top, path), 'utf8');

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
  }
}

const PAGE = '# Disk full\n\n## Diagnosis\n\nSee [the other](gone.md).\n\n## Mitigation\n\nMake room.\n';
const RULES = 'groups:\n  - name: db\n    rules:\n      - alert: DiskFull\n        expr: up == 0\n';
const RECORDINGS = 'groups:\n  - name: db\n    rules:\n      - record: a:b\n        expr: up == 0\n';
const BOARD = '{ "uid": "a", "title": "A", "panels": [], "schemaVersion": 39 }\n';
/** What git looks at before it takes a folder for a repository. */
const GIT = { '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/x': '', '.git/refs/x': '' };
const REPOSITORY = {
  ...GIT,
  '.github/CODEOWNERS': '* @a\n',
  'README.md': '# A shop\n',
  'docs/adr/0001.md': '# Use PostgreSQL\n',
  'docs/runbooks/db/disk-full.md': PAGE,
  'docs/runbooks/README.md': '# Runbooks\n',
  'monitoring/rules/db.yaml': RULES,
  'monitoring/dashboards/db.json': BOARD,
  'src/web/index.js': '',
};

describe('opsbook init in a repository with runbooks', () => {
  it('goes from nothing to a green check, from a folder below too', async () => {
    write(REPOSITORY);
    const made = await call(join(top, 'src/web'), 'init', '--title', 'Shop');
    expect(made).toMatchObject({ status: 0, said: '' });
    expect(read('opsbook.yaml')).toContain(
      [
        'site:',
        '  title: Shop',
        'runbooks: docs/runbooks',
        'alerts:',
        '  rules:',
        '    - monitoring/rules/*.yaml',
        'dashboards: monitoring/dashboards',
        '',
      ].join('\n'),
    );
    expect(read('opsbook-baseline.json')).toContain('gone.md');
    expect(read('opsbook-baseline.json')).not.toContain('opsbook.yaml');
    expect(made.out).toContain('opsbook lint --baseline ../../opsbook-baseline.json');
    expect(made.out).toContain(
      'git add ../../opsbook.yaml ../../.github/workflows/opsbook.yml ../../opsbook-baseline.json',
    );
    expect((await call(top, 'lint')).status).toBe(1);
    const kept = read('opsbook-baseline.json');
    expect(await call(top, 'lint', '--baseline', 'opsbook-baseline.json')).toMatchObject({
      status: 0,
      said: '',
    });
    expect(read('opsbook-baseline.json')).toBe(kept);
    const workflow = read('.github/workflows/opsbook.yml');
    expect(workflow).toContain('on:\n  push:\n  pull_request:\n');
    expect(workflow).toContain('OPSBOOK_ROOT: .\n');
  });

  it('says what it would write, and writes nothing', async () => {
    write(REPOSITORY);
    const { status, out } = await call(top, 'init', '--dry-run');
    expect(status).toBe(0);
    expect(out).toBe(
      [
        'Found 1 page in docs/runbooks.',
        'Found alert rules: monitoring/rules/*.yaml',
        'Found dashboards in monitoring/dashboards.',
        '',
        'opsbook.yaml: would be written',
        '.github/workflows/opsbook.yml: would be written',
        'opsbook-baseline.json: would be written',
        '',
        'The check installs `opsbook` from the registry that npm asks. Where it is not there, put its tarball into the',
        'repository, and its path into OPSBOOK_PACKAGE: npm install --save-dev ./opsbook-VERSION.tgz, before init, does both.',
        '',
      ].join('\n'),
    );
    for (const path of ['opsbook.yaml', 'opsbook-baseline.json', '.github/workflows'])
      expect(existsSync(join(top, path))).toBe(false);
  });

  it('overwrites nothing', async () => {
    const own = {
      '.github/workflows/opsbook.yml': 'mine\n',
      'opsbook-baseline.json': '{"version":1,"findings":[]}\n',
    };
    write({ ...REPOSITORY, ...own });
    const { status, out } = await call(top, 'init');
    expect(status).toBe(0);
    expect(out).toContain('.github/workflows/opsbook.yml: left alone');
    expect(out).toContain('opsbook-baseline.json: left alone');
    for (const [path, text] of Object.entries(own)) expect(read(path)).toBe(text);
    expect((await call(join(top, 'docs'), 'init')).said).toContain('nothing was written');
  });

  it('prints what a GitLab pipeline needs, for a folder that was named too', async () => {
    write({ ...GIT, '.gitlab-ci.yml': 'stages: [test]\n', 'team a/playbooks/x.md': PAGE });
    const { status, out } = await call(top, 'init', 'team a');
    expect(status).toBe(0);
    expect(read('.gitlab-ci.yml')).toBe('stages: [test]\n');
    expect(out).toContain('OPSBOOK_ROOT: team a\n');
    expect(out).toContain("opsbook lint --baseline 'team a/opsbook-baseline.json'");
    expect(read('team a/opsbook.yaml')).toContain('runbooks: playbooks\n');
    expect(existsSync(join(top, '.github'))).toBe(false);
  });

  it.each([
    ['git@github.com:shop/ops.git', 'GitHub', 'https://github.com/shop/ops'],
    ['https://token@github.example.org/shop/ops', 'GitHub', 'https://github.example.org/shop/ops'],
    ['https://me:secret@github.com/shop/ops.git/', 'GitHub', 'https://github.com/shop/ops'],
    ['ssh://git@gitlab.example.org:2222/shop/a/ops', 'GitLab', 'https://gitlab.example.org/shop/a/ops'],
    ['https://gitlab.com/shop/ops.git', 'GitLab', 'https://gitlab.com/shop/ops'],
    ['https://example.org/github/gitlab.git', 'none', undefined],
    ['../gitlab.com', 'none', undefined],
    ['git@gitlab:shop/ops.git', 'none', undefined],
    ['https://github.com/shop/ops?token=secret', 'none', undefined],
  ])('goes by where a repository without checks is pushed to: %s, %s', async (address, host, shown) => {
    write({ ...GIT, '.git/config': `[remote "origin"]\n\turl = ${address}\n`, 'docs/runbooks/x.md': PAGE });
    const { status, out } = await call(top, 'init');
    expect(status).toBe(0);
    expect(existsSync(join(top, '.github/workflows/opsbook.yml'))).toBe(host === 'GitHub');
    expect(out.includes('Put this into .gitlab-ci.yml:\n')).toBe(host === 'GitLab');
    expect(out.includes('Have your CI run:\n  opsbook lint --baseline opsbook-baseline.json\n')).toBe(
      host === 'none',
    );
    expect(/repository: (\S+)/.exec(read('opsbook.yaml'))?.[1]).toBe(shown);
    expect(read('opsbook.yaml')).not.toMatch(/secret|branch/);
  });

  it('names the branch that the code host shows first, where it is not `main`', async () => {
    const config = '[remote "origin"]\n\turl = git@github.com:shop/ops.git\n';
    const head = 'ref: refs/remotes/origin/master\n';
    write({ ...REPOSITORY, '.git/config': config, '.git/refs/remotes/origin/HEAD': head });
    await call(top, 'init');
    expect(read('opsbook.yaml')).toContain('  repository: https://github.com/shop/ops\n  branch: master\n');
  });

  it('tells editors of the schema where opsbook is installed', async () => {
    write({ ...REPOSITORY, 'node_modules/opsbook/package.json': '{}' });
    await call(top, 'init');
    const line =
      '# yaml-language-server: $schema=node_modules/opsbook/dist-program/assets/opsbook.schema.json\n';
    expect(read('opsbook.yaml').startsWith(line)).toBe(true);
  });

  it.each<[string, string | undefined, Readonly<Record<string, string>>, string, string]>([
    ['nothing names it', undefined, {}, 'opsbook', 'from the registry'],
    ['no JSON', '{ "devDependencies"', {}, 'opsbook', 'from the registry'],
    ['a version', '{ "devDependencies": { "opsbook": "^0.1.0" } }', {}, 'opsbook@^0.1.0', ''],
    ['the linter', '{ "dependencies": { "@opsbook/lint": "0.1.0" } }', {}, '"@opsbook/lint@0.1.0"', ''],
    [
      'a tarball that is there',
      '{ "devDependencies": { "opsbook": "file:tools/opsbook-0.1.0.tgz" } }',
      { 'tools/opsbook-0.1.0.tgz': '' },
      './tools/opsbook-0.1.0.tgz',
      'opsbook-baseline.json tools/opsbook-0.1.0.tgz && git commit',
    ],
    [
      'a tarball of this machine alone',
      '{ "devDependencies": { "opsbook": "file:../opsbook/opsbook-0.1.0.tgz" } }',
      {},
      'opsbook',
      'from the registry',
    ],
    [
      'a workspace',
      '{ "devDependencies": { "opsbook": "workspace:*" } }',
      {},
      'opsbook',
      'from the registry',
    ],
    [
      'a tarball elsewhere',
      '{ "devDependencies": { "opsbook": "https://example.org/opsbook.tgz" } }',
      {},
      'https://example.org/opsbook.tgz',
      '',
    ],
  ])('has the check install what the repository does: %s', async (_, manifest, files, install, told) => {
    write({ ...REPOSITORY, ...files, ...(manifest === undefined ? {} : { 'package.json': manifest }) });
    const { status, out } = await call(top, 'init');
    expect(status).toBe(0);
    expect(read('.github/workflows/opsbook.yml')).toContain(`OPSBOOK_PACKAGE: ${install}\n`);
    if (told !== 'from the registry') expect(out).not.toContain('registry');
    expect(out).toContain(told);
  });

  it('begins with the starter where no page is a runbook', async () => {
    write({ ...GIT, 'README.md': '# A shop\n', 'docs/adr.md': '# Use PostgreSQL\n' });
    const dry = await call(top, 'init', '--dry-run');
    expect(dry.out).toContain('content/teams.yaml: would be written\n');
    expect(existsSync(join(top, 'content'))).toBe(false);
    const { status, out } = await call(top, 'init');
    expect(status).toBe(0);
    expect(out).toContain(
      '\nFound 1 page in docs that does not look like a runbook. If it is, this says what would become of it:\n  opsbook import docs --dry-run\n',
    );
    expect(existsSync(join(top, 'content/teams.yaml'))).toBe(true);
  });

  it('says which alert rules are there, below the folder of the call', async () => {
    write({ ...GIT, 'shop/rules/a/x.yml': RULES, 'shop/rules/b/y.yml': RULES, 'other/z.yml': RULES });
    const { out } = await call(join(top, 'shop'), 'init');
    expect(out).toContain('Found alert rules. With these lines in opsbook.yaml, ');
    expect(out).toContain('\nalerts:\n  rules:\n    - rules/**/*.yml\n');
    expect(out).not.toContain('z.yml');
    expect(read('shop/opsbook.yaml')).not.toContain('rules');
  });
});

const plain = '# A page\n\nWords.\n';
const found = (files: Readonly<Record<string, string>>): string[] =>
  findRunbooks(textsOf(files)).map(({ folder, pages }) => `${folder} ${pages}`);
const textsOf = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, text]) => ({ path, text }));

/** A page with a command. */
const COMMANDS = (command: string): string => `# A\n\n\`\`\`bash\n${command}\n\`\`\`\n`;

describe('folders of runbooks', () => {
  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['one by its name', { 'docs/runbooks/a/b.md': plain, 'docs/x.md': plain }, ['docs/runbooks 1']],
    ['a name of two words', { 'SRE Run-Books/a.mdx': plain }, ['SRE Run-Books 1']],
    ['playbooks of Ansible are none', { 'playbooks/site.yml': '', 'playbooks/README.md': plain }, []],
    ['a bookshop is none', { 'bookshop/a.md': plain, 'sopranos/b.md': plain }, []],
    [
      'ops, where a page says so',
      { 'docs/ops/a.md': PAGE, 'docs/ops/b.md': plain, 'docs/c.md': plain },
      ['docs/ops 2'],
    ],
    ['ops, where none does', { 'docs/ops/a.md': plain }, []],
    [
      'by their headings',
      { 'a/x/1.md': PAGE, 'a/y/2.md': PAGE, 'b/3.md': plain, 'c/4.md': plain, 'c/5.md': plain },
      ['a 2'],
    ],
    ['at the top', { 'README.md': plain, 'a.md': PAGE, 'b.md': PAGE }, ['. 2']],
    [
      'by a title',
      { 'a/x.md': '# Runbook: disk\n', 'a/y.md': '# Runbook: queue\n', 'b/z.md': plain },
      ['a 2'],
    ],
    [
      'notes, by their commands',
      {
        'README.md': '# Me\n',
        'notes/01. Linux/disks/README.md': COMMANDS('df -h'),
        'notes/01. Linux/units/README.md': COMMANDS('sudo systemctl status a'),
        'notes/02. Docker/a.md': COMMANDS('docker ps'),
        'talks/x.md': plain,
      },
      ['notes 3'],
    ],
    [
      'how a program is built is no note',
      { 'docs/a.md': COMMANDS('npm ci'), 'docs/b.md': COMMANDS('go build'), 'docs/c.md': COMMANDS('make x') },
      [],
    ],
    [
      'notes are no runbooks where there are some',
      {
        'runbooks/a.md': plain,
        'n/a.md': COMMANDS('df -h'),
        'n/b.md': COMMANDS('df -h'),
        'n/c.md': COMMANDS('df -h'),
      },
      ['runbooks 1'],
    ],
    ['one page among many is an accident', { 'a/1.md': PAGE, 'b/2.md': plain, 'b/3.md': plain }, []],
    [
      'the larger first',
      { 'runbooks/a.md': plain, 'sop/b.md': plain, 'sop/c.md': plain },
      ['sop 2', 'runbooks 1'],
    ],
    ['one that says so by its name', { 'mixin/runbook.md': plain, 'docs/a.md': plain }, ['mixin 1']],
    [
      'one such among many is no folder of runbooks',
      { 'docs/playbook.md': plain, 'docs/a.md': plain, 'docs/b.md': plain },
      [],
    ],
    ['only the outer one', { 'runbooks/a.md': plain, 'runbooks/playbooks/b.md': plain }, ['runbooks 2']],
  ])('%s', (_, files, expected) => expect(found(files)).toEqual(expected));
});

it('takes the folder that alerts lead to, whatever its pages look like', () => {
  const texts = textsOf({ 'docs/ops/a.md': plain, 'docs/ops/b.md': plain, 'docs/ops/c.md': plain });
  expect(findRunbooks(texts)).toEqual([]);
  expect(findRunbooks(texts, new Set(['docs/ops/a.md']))).toEqual([{ folder: 'docs/ops', pages: 3 }]);
  const readme = textsOf({ 'rules/README.md': plain, 'docs/a.md': plain });
  expect(findRunbooks(readme, new Set(['rules/README.md']))).toEqual([{ folder: 'rules', pages: 1 }]);
});

describe('rule files and dashboards', () => {
  it('names a folder that holds only rules, and single files elsewhere', () => {
    const files = {
      'a/x.yml': RULES,
      'a/y.yaml': RULES,
      'b/x.yaml': RULES,
      'b/y.yaml': 'kind: Pod\n',
      'top.yml': RULES,
    };
    expect(findRuleFiles(textsOf(files))).toEqual(['a/*.yaml', 'a/*.yml', 'b/x.yaml', 'top.yml']);
  });

  it('names a tree that holds only rules once', () => {
    const files = {
      'r/a/x.yml': RULES,
      'r/b/c/y.yml': RULES,
      'r/README.md': plain,
      'm/a.yml': 'kind: Pod\n',
    };
    expect(findRuleFiles(textsOf(files))).toEqual(['r/**/*.yml']);
    expect(findRuleFiles(textsOf({ ...files, 'r/b/z.yml': 'kind: Pod\n' }))).toEqual([
      'r/a/*.yml',
      'r/b/c/*.yml',
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'the end of a name',
      ['m/a-prometheusRule.yaml', 'm/b-prometheusRule.yaml'],
      ['m/*-prometheusRule.yaml'],
    ],
    ['a whole name', ['apps/a/b/rules.yaml', 'apps/c/rules.yaml'], ['apps/**/rules.yaml']],
    ['one file, which shares nothing', ['m/only-rules.yaml'], ['m/only-rules.yaml']],
    ['one file like others', ['m/a.yaml'], ['m/a.yaml']],
  ])('finds what files of rules share: %s', (_, paths, expected) => {
    const others = { 'm/a-service.yaml': 'kind: Service\n', 'apps/a/b/app.yaml': 'kind: Pod\n' };
    const files = Object.fromEntries(paths.map((path) => [path, RULES]));
    expect(findRuleFiles(textsOf({ ...others, ...files }))).toEqual(expected);
  });

  it('minds no tests of promtool, nor what Kustomize and Helm put beside rules', () => {
    const tests = 'rule_files: [a.yaml]\ntests: []\n';
    const files = { 'r/a.yaml': RULES, 'r/a_test.yaml': tests, 'r/kustomization.yaml': 'resources: []\n' };
    expect(findRuleFiles(textsOf(files))).toEqual(['r/*.yaml']);
  });

  it('goes by how the files end where others lie between them', () => {
    const files = {
      'jobs/a/x.alerts.yml': RULES,
      'jobs/b/y.alerts.yml': RULES,
      'jobs/b/z.alerts.yml': RECORDINGS,
      'jobs/b/t.alerts.yml': '<% if x %>\n- alert: <%= x %>\n  expr: up == 0\n<% end %>\n',
      'jobs/b/spec.yml': 'kind: Pod\n',
      'jobs/odd.yml': RULES,
    };
    expect(findRuleFiles(textsOf(files))).toEqual(['jobs/**/*.alerts.yml', 'jobs/odd.yml']);
    const other = { ...files, 'jobs/c/w.alerts.yml': 'kind: Pod\n' };
    expect(findRuleFiles(textsOf(other))).toEqual(['jobs/a/*.yml', 'jobs/b/y.alerts.yml', 'jobs/odd.yml']);
  });

  it.each([
    ['https://git.example.org/a/b/blob/main/docs/on%20call/down.md#first', ['docs/on call/down.md']],
    ['https://git.example.org/a/b/blob/main/docs/gone.md', []],
    ['see docs/on call/down.md', []],
  ])('takes the page that an alert leads to: %s', (link, expected) => {
    const rules = `${RULES}        annotations: { runbook_url: '${link}' }\n`;
    const files = { 'r.yml': rules, 'docs/on call/down.md': plain, 'down.md': plain };
    expect([...findLinkedPages(textsOf(files))]).toEqual(expected);
  });

  it('names no rules that are none, and no path that a glob reads otherwise', () => {
    expect(findRuleFiles(textsOf({ 'a.yml': 'alert: yes\n', 'b.yml': '{{ alert: [' }))).toEqual([]);
    expect(findRuleFiles(textsOf({ 'a[1]/x.yml': RULES }))).toEqual(['a?1?/*.yml']);
  });

  it.each<[Readonly<Record<string, string>>, string | undefined]>([
    [{ 'g/a/1.json': BOARD, 'g/b/2.json': `{"dashboard":${BOARD}}` }, 'g'],
    [{ 'g/1.json': BOARD, 'g/2.json': BOARD, 'h/3.json': BOARD, 'package.json': '{}' }, 'g'],
    [{ '1.json': BOARD, 'package.json': '{}' }, undefined],
    [{ 'a/1.json': '{ "panels": ', 'a/2.json': '{"panels": 1}' }, undefined],
  ])('finds the folder of dashboards in %j', (files, expected) =>
    expect(findDashboards(textsOf(files))).toBe(expected),
  );
});
