import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

const PROMETHEUS = `---
title: Node Network Errors
weight: 20
---

# NodeNetworkErrors

## Meaning

The network drops packets. It is often a cable.

## Symptoms

- Requests   time out
- **Retransmits** above 5 %

## Diagnosis

\`\`\`bash
kubectl -n <namespace> logs [pod-name]
\`\`\`

![Panel](img/panel.png)

## Mitigation

See [the other one](../etcd/EtcdNoLeader.md).
`;

const FILES: Readonly<Record<string, string>> = {
  'README.md': '# About this repository\n',
  'CONTRIBUTING.md': '# How to help\n',
  'content/runbooks/_index.md': '---\ntitle: All\n---\n',
  'content/runbooks/node/NodeNetworkErrors.md': PROMETHEUS,
  'content/runbooks/node/img/panel.png': 'png',
  'content/runbooks/etcd/EtcdNoLeader.md':
    '## Meaning\n\nNobody leads.\n\n## Diagnosis\n\nLook.\n\n## Mitigation\n\nWait.\n',
  'content/runbooks/etcd/toml.md':
    '+++\ntitle = "Backups"\ntags = ["etcd", "disk"]\naliases = ["/old/backups/"]\ndate = 2020-01-01\n+++\n\nHow backups work.\n',
  'source/manual/restart.html.md':
    '---\ntitle: Restart it\nowner_slack: "#team-b"\nlast_reviewed_on: 2024-03-05\nreview_in: 6 months\nsection: X\n---\n\nTurn it off and on.\n',
  'docs/run.md':
    '---\ndescription: With Runme.\nsidebar_position: 2\n---\n\n# Run it\n\n```sh {"name":"go","excludeFromRunAll":"true","interactive":"false"}\necho hi\n```\n\n```sh { name=stop closeTerminalOnSuccess=false }\necho bye\n```\n',
};

describe('opsbook import', () => {
  let base: string;
  let from: string;
  let root: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'opsbook-from-'));
    from = join(base, 'wiki');
    mkdirSync(from);
    root = mkdtempSync(join(tmpdir(), 'opsbook-to-'));
  });
  afterEach(() => [base, root].forEach((folder) => rmSync(folder, { recursive: true })));

  function write(folder: string, files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const run = (...flags: string[]) =>
    runCommand(['import', from, '--root', root, ...flags], { folder: root });
  const list = (): string[] =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort();

  it('makes runbooks of the shapes that teams have, and a book around them', async () => {
    write(from, FILES);
    const { status, out } = await run();
    expect(status).toBe(0);
    expect(list()).toEqual(
      [
        'content/runbooks/etcd/EtcdNoLeader.md',
        'content/runbooks/etcd/toml.md',
        'content/runbooks/node/NodeNetworkErrors.md',
        'content/runbooks/node/img/panel.png',
        'content/runbooks/restart.md',
        'content/runbooks/run.md',
        'content/services/etcd.yaml',
        'content/services/wiki.yaml',
        'content/services/node.yaml',
        'content/severities.yaml',
        'content/teams.yaml',
        'opsbook.yaml',
      ].toSorted(),
    );
    expect(out).toContain('CONTRIBUTING.md: it is about the repository');
    expect(out).toContain('  guessed: alert `EtcdNoLeader` from the name');
    expect(out).toMatch(/5 runbooks written, 0 as they were\./);
  });

  it('reads title, alert, symptoms and placeholders, and leaves the rest of the text as it was', async () => {
    write(from, FILES);
    await run();
    expect(read('content/runbooks/node/NodeNetworkErrors.md')).toBe(
      `---
title: Node Network Errors
kind: incident
summary: The network drops packets.
service: node
owner: unassigned
severity: unrated
symptoms:
  - Requests time out
  - Retransmits above 5 %
alerts:
  - NodeNetworkErrors
# Fields of the tool that this page comes from:
#   weight: 20
params:
  NAMESPACE: { description: "Namespace" }
  POD_NAME: { description: "Pod name" }
---
${PROMETHEUS.slice(PROMETHEUS.indexOf('\n# Node')).replace('<namespace>', '"$NAMESPACE"').replace('[pod-name]', '"$POD_NAME"')}`,
    );
  });

  it('has links between pages lead where they led before, and changes no other', async () => {
    const links = [
      '[one](/guide/start.html) and [part](/guide/start.html#first-step "Title")',
      '[beside](../start.md), [gone](../gone.md), [out](https://example.org/guide/start.html)',
      '[angle](</guide/start.html>), [site](/css/site.css), [named]: /guide/start.html',
      '`[code](/guide/start.html)`',
      '[odd](/guide/odd%20%28c%23%29.html)',
    ];
    write(from, {
      'docs/guide/odd (c#).md': '# Odd\n\nIt is odd.\n',
      'docs/guide/start.md': '# Start\n\n## First step\n\nRun it.\n',
      'docs/guide/node/disk.md': `# Disk full\n\n${links.join('\n\n')}\n`,
      'docs/index.md': '# All\n\nSee [the disk](guide/node/disk.md) and [start](guide/start).\n',
    });
    const { out } = await run();
    const body = read('content/runbooks/guide/node/disk.md');
    expect(body).toContain('[one](../start.md) and [part](../start.md#first-step "Title")');
    expect(body).toContain(links[1]);
    expect(body).toContain('[angle](<../start.md>), [site](/css/site.css), [named]: /guide/start.html');
    expect(body).toContain(links[3]);
    expect(body).toContain('[odd](../odd%20%28c%23%29.md)');
    expect(out).toContain('  changed: 4 links to where their pages and headings are now');
    const linted = await runCommand(['lint', '--root', root, '--rule', 'link-resolves'], { folder: root });
    expect([...linted.out.matchAll(/^\S+ {2}\w+ {2}Change `([^`]+)`/gm)].map(([, url]) => url)).toEqual([
      '../gone.md',
      '/css/site.css',
    ]);
  });

  it('brings pictures that the old site found from the address of their page', async () => {
    write(from, {
      'hugo.toml': 'title = "A"\n',
      'content/docs/img/x.png': 'PNG',
      'content/docs/img/y.go': 'package y',
      'content/docs/node/disk.md':
        '# Disk full\n\n![a](../../img/x.png) [b](../../img/y.go) ![c](../img/x.png)\n',
      'content/docs/cpu.md': '# Busy\n\nLook.\n',
    });
    await run();
    expect(read('content/runbooks/node/disk.md')).toContain(
      '![a](../img/x.png) [b](../../img/y.go) ![c](../img/x.png)',
    );
    expect(read('content/runbooks/img/x.png')).toBe('PNG');
  });

  it('names headings in links as opsbook does, where the old site had names of its own for them', async () => {
    write(from, {
      'a.md': '# A\n\n[up](#a-b) [b](b.md#x-y) [same](#c) [gone](b.md#nowhere)\n\n## A & b\n\n## C\n',
      'b.md': '# B\n\n## X & y\n',
    });
    const { out } = await run();
    expect(read('content/runbooks/a.md')).toContain(
      '\n[up](#a--b) [b](b.md#x--y) [same](#c) [gone](b.md#nowhere)\n',
    );
    expect(out).toContain('  changed: 2 links to where their pages and headings are now');
  });

  it('leaves what is printed as it is, and asks for no value that steers programs', async () => {
    const body = [
      'openssl req -new -key <KEY_FILE> -out a.csr',
      'State or Province Name (full name) [Some-State]:DC',
      'echo "Usage: $0 <day> <client-name>"',
      'curl -X POST https://n8n.example.org/webhook/<your-path>',
    ];
    write(from, { 'renew.md': `# Renew\n\n\`\`\`bash\n${body.join('\n')}\n\`\`\`\n` });
    await run();
    const page = read('content/runbooks/renew.md');
    expect(page.slice(page.indexOf('```bash\n') + 8, page.lastIndexOf('\n```')).split('\n')).toEqual([
      'openssl req -new -key "$KEY_FILE" -out a.csr',
      body[1],
      body[2],
      'curl -X POST https://n8n.example.org/webhook/"$PATH_VALUE"',
    ]);
  });

  it("reads Tech Docs' dates and owners, Hugo's TOML and Runme's attributes", async () => {
    write(from, FILES);
    await run();
    expect(read('content/runbooks/restart.md')).toMatch(
      /owner: team-b\naliases:\n {2}- \/manual\/restart\.html\nstatus: draft\nreviewed: 2024-03-05\nreview-every: 6 months\n/,
    );
    expect(read('content/teams.yaml')).toContain('team-b:\n  name: team-b\n  contact:\n    - "#team-b"\n');
    expect(read('content/runbooks/etcd/toml.md')).toMatch(
      /^---\ntitle: Backups\n[\s\S]*tags:\n {2}- etcd\n {2}- disk\naliases:\n {2}- \/old\/backups\/\n/,
    );
    expect(read('content/runbooks/run.md')).toContain(
      '```sh {name=go excludeFromRunAll}\necho hi\n```\n\n```sh {name=stop}\n',
    );
  });

  it('makes a book in which nothing but what the pages say is found', async () => {
    write(from, FILES);
    await run();
    const { out } = await runCommand(
      ['lint', '--root', root, '--today', '2024-04-01', '--quiet', '--format', 'json'],
      {
        folder: root,
      },
    );
    expect(JSON.parse(out)).toEqual([]);
  });

  it('writes down which system the pages are written for, so that they look as before', async () => {
    write(from, {
      'a.md': '# A\n\n```{warning}\nMind it, as {ref}`there` says.\n```\n',
      'b.md': '# B\n\n(there)=\n## C\n\n```yaml\na: {% if b %}\n```\n',
    });
    await run();
    expect(read('opsbook.yaml')).toContain('\ndialect: myst\n');
    const linted = await runCommand(['lint', '--root', root, '--quiet'], { folder: root });
    expect(linted.out).toContain('No findings');
    const shown = await runCommand(['show', 'a', '--root', root], { folder: root });
    expect(shown.out).toContain('Warning');
    expect(shown.out).not.toContain('{warning}');
    writeFileSync(join(root, 'opsbook.yaml'), 'dialect: [mkdocs, github]\n');
    expect((await run('--force')).out).toContain(
      'The pages have marks of MyST. Until `dialect` in opsbook.yaml names myst, readers see them as they are written.',
    );
  });

  it('makes a draft of a page that lacks what its kind has, and says so', async () => {
    write(from, FILES);
    const { out } = await run();
    expect(read('content/runbooks/restart.md')).toMatch(/kind: procedure\n[\s\S]*\nstatus: draft\n/);
    expect(read('content/runbooks/node/NodeNetworkErrors.md')).not.toContain('status:');
    expect(out).toContain('  guessed: `status: draft`, as it has no `## Steps` and no `## Verification`');
    expect(out).toContain('\n2 pages are drafts: sections that a responder looks for have other names there');
    const linted = await runCommand(['lint', '--root', root, '--rule', 'draft-written'], { folder: root });
    expect(linted.out.match(/ {2}draft-written$/gm)).toHaveLength(1);
    expect(linted.out).toContain('this draft has none yet. 1 more draft lacks sections: `run`.');
  });

  it('does the same a second time, and refuses to write over what somebody has changed', async () => {
    write(from, FILES);
    await run();
    const before = list().map(read);
    expect((await run()).out).toMatch(/0 runbooks written, 5 as they were/);
    expect(list().map(read)).toEqual(before);
    writeFileSync(join(root, 'content/runbooks/run.md'), 'mine');
    const refused = await run();
    expect(refused).toMatchObject({
      status: 2,
      said: expect.stringContaining('`content/runbooks/run.md` would be written over') as string,
    });
    expect(read('content/runbooks/run.md')).toBe('mine');
    const dry = await run('--dry-run');
    expect(dry.status).toBe(0);
    expect(dry.out).toContain(
      'docs/run.md -> content/runbooks/run.md, procedure (writes over what is there)\n',
    );
    expect(dry.out).toContain('Without --force nothing is written: 1 file would be written over.');
    expect((await run('--force')).status).toBe(0);
    expect(list().map(read)).toEqual(before);
  });

  it('leaves a runbook of opsbook as it is, but for its place', async () => {
    write(from, FILES);
    await run();
    const again = mkdtempSync(join(tmpdir(), 'opsbook-again-'));
    const folder = join(root, 'content/runbooks');
    await runCommand(['import', folder, '--root', again], { folder: again });
    const page = 'content/runbooks/node/NodeNetworkErrors.md';
    expect(readFileSync(join(again, page), 'utf8')).toBe(read(page));
    rmSync(again, { recursive: true });
  });

  it.each([
    ['guide/StatusPage.md', '# StatusPage\n\nWhere we tell customers.\n', 'reference', undefined],
    ['alerts/KubeletDown.md', '# KubeletDown\n\nLook.\n', 'incident', 'KubeletDown'],
    ['a/DiskFull.md', '# DiskFull\n\n## Impact\n\nx\n\n## Diagnosis\n\nx\n', 'incident', 'DiskFull'],
    ['redis.md', '# Redis\n\n## Troubleshooting\n\nx\n\n## Causes\n\nx\n', 'incident', undefined],
    ['a/queue.md', '# The queue grows\n\n## What to do\n\nx\n', 'incident', undefined],
    ['rotating-rds-credentials.md', '# Credentials\n\nText.\n', 'procedure', undefined],
    ['a/users.md', '# Add a user\n\n## Prerequisites\n\nx\n\n## Steps\n\nx\n', 'procedure', undefined],
    ['KubeAPIDown.md', '# KubeAPIDown\n\n## 含义\n\nx\n\n## 影响\n\ny\n', 'incident', undefined],
    ['platte.md', '# Platte voll\n\n## Symptome\n\nx\n\n## Ursachen\n\ny\n', 'incident', undefined],
    ['certs.md', '# Certificats\n\n## Prérequis\n\nx\n\n## Étapes\n\ny\n', 'procedure', undefined],
    ['architecture/index.md', '# Architecture\n\n## Parts\n\nx\n\n## Alerts\n\ny\n', 'reference', undefined],
    [
      'reports/2017-09-27-hub-403.md',
      '# Hub 403\n\n## Impact\n\nx\n\n## Resolution\n\ny\n',
      'reference',
      undefined,
    ],
    ['a/redis.md', '# Postmortem: Redis down\n\n## Causes\n\nx\n\n## Impact\n\ny\n', 'reference', undefined],
    ['api-only.md', '# Deploying in "API only" mode\n\nx\n', 'procedure', undefined],
    [
      'sudo.md',
      '# Run it with sudo\n\n## A\n\n## B\n\n## C\n\n## D\n\n## E\n\n## Troubleshooting: a\n\n## Troubleshooting: b\n\nx\n',
      'procedure',
      undefined,
    ],
    ['resize-down.md', '# Resize a disk down\n\nx\n', 'procedure', undefined],
    ['search.md', '# Full Text Search with Solr\n\nx\n', 'reference', undefined],
    ['roles.md', '# Roles\n\n## Resolving roles and scopes\n\nx\n', 'reference', undefined],
    ['alerting.md', '# Alerting\n\n## P1 alerts\n\n## Alerts with Jsonnet\n\nx\n', 'reference', undefined],
    ['sre/common.md', '# Common problems and their solutions\n\n## Roll back\n\nx\n', 'incident', undefined],
    ['ports.md', '# Ports\n\n## TCP\n\nx\n', 'reference', undefined],
    [
      'a/changelog.md',
      '# Changelog\n\n## Fix\n\nx\n\n## Fixes\n\nx\n\n## Fix\n\nx\n',
      'reference',
      undefined,
    ],
    ['error-handling.md', '# Error handling guidance\n\nx\n', 'reference', undefined],
    [
      'binaries.md',
      '# Binaries\n\n## Platforms\n\nx\n\n## Sums\n\nx\n\n## Keys\n\nx\n\n## Troubleshooting\n\nx\n',
      'reference',
      undefined,
    ],
    [
      'gke.md',
      '# Kubernetes on GKE\n\n1. a\n\n   ```sh\n   ls\n   ```\n\n2. b\n3. c\n\n   ```sh\n   ps\n   ```\n\n4. d\n',
      'procedure',
      undefined,
    ],
  ])('guesses of %s what it is about', async (path, text, kind, alert) => {
    write(from, { [path]: text, 'other/x.md': '# X\n' });
    expect((await run()).status).toBe(0);
    const page = list().find((one) => one.endsWith(path.split('/').at(-1) ?? '')) ?? '';
    expect(/^kind: (.*)$/m.exec(read(page))?.[1]).toBe(kind);
    expect(/^alerts:\n\s+- (.*)$/m.exec(read(page))?.[1]).toBe(alert);
    expect(/^symptoms:\n/m.test(read(page))).toBe(kind === 'incident');
  });

  it('takes the troubles that a page has below its headings for its symptoms', async () => {
    const heads = [
      'Dashboards fails to start',
      'Errors',
      'Beats',
      'How do I reset it?',
      "Can't update by script",
    ];
    write(from, {
      'troubleshooting.md': `# Troubleshooting\n\nSearch is a tool.\n\n${heads.map((head) => `## ${head}\n\nx\n`).join('\n')}`,
      'disk.md': '# Disk full\n\nA disk holds data.\n',
      'queue.md': '# Queue backlog\n\nThe queue is not emptied.\n',
    });
    const { out } = await run();
    const symptoms = (page: string) =>
      /^symptoms:\n((?: {2}- .*\n)+)/m.exec(read(`content/runbooks/${page}.md`))?.[1];
    expect(symptoms('troubleshooting')).toBe("  - Dashboards fails to start\n  - Can't update by script\n");
    expect(symptoms('disk')).toBe('  - Disk full\n');
    expect(symptoms('queue')).toBe('  - The queue is not emptied\n');
    expect(out).toContain('  guessed: symptoms from the headings: "Dashboards fails to start", "Can');
  });

  it('says once what it guessed on every page', async () => {
    write(from, { 'a.md': '# A\n\nText.\n', 'b.md': '# B\n\n## Steps\n\nRestart `b`.\n' });
    const { out } = await run();
    expect(out.match(/no owner was named/g)).toHaveLength(1);
    expect(out).toMatch(/\n\nGuessed on each of the 2 pages:\n(?: {2}.*\n)* {2}no owner was named\n/);
    expect(out).toContain(
      'a.md -> content/runbooks/a.md, reference\nb.md -> content/runbooks/b.md, procedure\n',
    );
    expect(out.match(/kind from the headings and the name/g)).toHaveLength(1);
  });

  it('takes the README along that the pages around it lead to', async () => {
    const page = (to: string) => `# A\n\nText, and [all](${to}).\n`;
    write(from, {
      'README.md': '# All\n\nText.\n',
      'a.md': page('README.md'),
      'b/c.md': page('../README.md'),
    });
    const { out } = await run();
    expect(out).not.toContain('Left out');
    expect(list()).toContain('content/runbooks/README.md');
  });

  it.each([
    ['no page leads to it', { 'a.md': '# A\n\n[b](b/README.md)\n', 'b/README.md': '# B\n\nText.\n' }],
    [
      'it lies outside of the pages',
      { 'docs/a.md': '# A\n\n[all](../README.md)\n', 'docs/b.md': '# B\n\nText.\n' },
    ],
  ])('leaves a README out where %s', async (_, files) => {
    write(from, { 'README.md': '# All\n\nText.\n', ...files });
    expect((await run()).out).toContain('Left out:\n  README.md: it is about the repository');
  });

  it('takes no folder for a service that says what its pages are', async () => {
    const page = '# Restart\n\nText.\n';
    write(from, { 'kafka/runbooks/a.md': page, 'kafka/b.md': page, 'cheat-sheets/c.md': page });
    await run();
    expect(list().filter((path) => path.startsWith('content/services/'))).toEqual([
      'content/services/kafka.yaml',
      'content/services/wiki.yaml',
    ]);
  });

  it('gives a page that stands for its folder the name of the folder', async () => {
    write(from, { 'disk-full/index.md': 'Text.\n', 'b.md': '# B\n\nText.\n' });
    await run();
    expect(read('content/runbooks/disk-full/index.md')).toContain('title: Disk full\n');
  });

  it('makes no param of flags that a command may have', async () => {
    const command = 'kubectl [-n <namespace>] logs [options] <pod>';
    write(from, { 'a.md': `# A\n\nText.\n\n\`\`\`sh\n${command}\n\`\`\`\n` });
    await run();
    expect(read('content/runbooks/a.md')).toContain('kubectl [-n <namespace>] logs [options] "$POD"\n');
  });

  it('lists troubles without their numbers', async () => {
    const heads = [
      '2. "Disk Full" (No space left)',
      'Scenario 4: Pod stuck in Pending',
      '"Connection refused"',
    ];
    write(from, {
      'troubleshooting.md': `# Troubleshooting\n\n${heads.map((head) => `## ${head}\n\nx\n`).join('\n')}`,
    });
    await run();
    expect(read('content/runbooks/troubleshooting.md')).toContain(
      'symptoms:\n  - \'"Disk Full" (No space left)\'\n  - Pod stuck in Pending\n  - Connection refused\n',
    );
  });

  it('takes deeper pages along whatever their names, and names what it leaves out', async () => {
    write(from, {
      'SECURITY.md': '# Report here\n',
      'AGENTS.md': '# Repository Guidelines\n\nText.\n',
      'deployments/security.md': '# Security of deployments\n\nText.\n',
      'meetings/post_mortem_template.md': '# Post-mortem\n\nText.\n',
      'old/page.rst': 'Page\n====\n',
      'a.md': '# A\n\nText.\n',
    });
    const { out } = await run();
    expect(list().filter((path) => /security|post_mortem/.test(path))).toEqual([
      'content/runbooks/deployments/security.md',
      'content/runbooks/meetings/post_mortem_template.md',
    ]);
    expect(out).toContain('SECURITY.md: it is about the repository');
    expect(out).toContain('AGENTS.md: it is about the repository');
    expect(out).toContain('old/page.rst: it is none of .md, .mdx, .markdown, .md.erb');
  });

  it("reads pages of every ending, and writes the title where the Tech Docs Template's Ruby named it", async () => {
    write(from, {
      'source/a.html.md.erb':
        '---\ntitle: Disk $& full\nlast_reviewed_on: 2026-01-01\nreview_in: 3 months\n---\n\n# <%= current_page.data.title %>\n\n## Diagnosis\n\n<%= warning_text "Careful" %>\n',
      'source/b.markdown': '# B\n\nText.\n',
      'source/B.html.markdown': '# Another B\n\nText.\n',
      'source/layouts/page.erb': '<%= yield %>\n',
    });
    expect((await run()).status).toBe(0);
    expect(list().filter((path) => path.includes('/runbooks/'))).toEqual([
      'content/runbooks/B.markdown',
      'content/runbooks/a.md',
      'content/runbooks/b-2.markdown',
    ]);
    const page = read('content/runbooks/a.md');
    expect(page).toMatch(/^---\ntitle: Disk \$& full\n[\s\S]*aliases:\n {2}- \/a\.html\n/);
    expect(page).toMatch(/reviewed: 2026-01-01\nreview-every: 3 months\n/);
    expect(page).toContain('\n# Disk $& full\n\n## Diagnosis\n\n<%= warning_text "Careful" %>\n');
  });

  it('writes nothing when asked what it would do', async () => {
    write(from, FILES);
    expect((await run('--dry-run')).out).toContain('5 runbooks would be written');
    expect(list()).toEqual([]);
  });

  it('splits a page of many scenarios when asked', async () => {
    const text =
      '# Troubles\n\nRead [the second](#disk-is-full) first.\n\n## DatabaseIsDown\n\n### Diagnosis\n\nLook.\n\n### Mitigation\n\nMend.\n\n## Disk is full\n\n```sh\n## no heading\n```\n\nSee [above](#databaseisdown).\n';
    write(from, { 'RUNBOOK.md': text });
    expect((await run('--split-at', 'h2')).status).toBe(0);
    expect(list().filter((path) => path.includes('runbooks/'))).toEqual([
      'content/runbooks/RUNBOOK/DatabaseIsDown.md',
      'content/runbooks/RUNBOOK/disk-is-full.md',
      'content/runbooks/RUNBOOK/index.md',
    ]);
    expect(read('content/runbooks/RUNBOOK/DatabaseIsDown.md')).toMatch(
      /title: DatabaseIsDown\nkind: incident[\s\S]*---\n\n# DatabaseIsDown\n\n## Diagnosis\n\nLook\.\n\n## Mitigation\n\nMend\.\n$/,
    );
    expect(read('content/runbooks/RUNBOOK/disk-is-full.md')).toMatch(
      /## no heading\n```\n\nSee \[above\]\(DatabaseIsDown\.md\)\.\n$/,
    );
    expect(read('content/runbooks/RUNBOOK/index.md')).toContain('[the second](disk-is-full.md)');
  });

  it.each([
    [['import'], /import takes one folder or file/],
    [['import', 'nowhere'], /`nowhere` is not a folder or file\./],
    [['import', '.', '--into', '../x'], /--into takes a folder inside the book/],
    [['import', '.'], /holds no Markdown/],
  ])('refuses %j', async (argv, message) => {
    const { status, said } = await runCommand(argv, { folder: from });
    expect({ status, said }).toEqual({ status: 2, said: expect.stringMatching(message) as string });
  });
});
