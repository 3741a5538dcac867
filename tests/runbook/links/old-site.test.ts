import { describe, expect, test } from 'vitest';
import { bookLinks } from '../../../src/runbook/links/book-links.ts';
import { bookInMemory } from '../../book-in-memory.ts';
import type { Files } from '../../book-in-memory.ts';

/** Where a link leads: a page with its anchor, a file, or the word for what else. */
async function lead(files: Files, from: string, url: string): Promise<string> {
  const book = await bookInMemory(files);
  const target = bookLinks(book, { ruleIds: [] }).resolve({ path: from }, url);
  if (target.kind === 'page') return target.anchor === '' ? target.path : `${target.path}#${target.anchor}`;
  return target.kind === 'file' ? `file ${target.path}` : target.kind;
}

const page = (title: string): string => `# ${title}\n\n## What to do\n`;

/** One folder for each system, as their own tools lay it out. */
const BOOKS: Readonly<Record<string, Files>> = {
  techDocs: {
    'source/index.html.md.erb': page('Home'),
    'source/manual/deploy-app.html.md': page('Deploy'),
    'source/manual/index.html.md': page('Manual'),
    'source/manual/alerts/disk.html.md.erb': page('Disk'),
    'source/manual/pods.html.md.erb':
      "# Pods\n\n## A pod's log\n\n## Minor\n\n### Paths\n\n## Major\n\n### Paths\n",
    'source/manual/parts.html.md.erb': "# Parts\n\n<%= partial 'shared/login' %>\n",
    'source/images/graph.png': '',
  },
  hugo: {
    'content/runbooks/_index.md': page('Runbooks'),
    'content/runbooks/etcd/_index.md': page('etcd'),
    'content/runbooks/etcd/etcdNoLeader.md': page('No leader'),
    'content/runbooks/node/NodeDown.md': page('Node down'),
    'content/runbooks/etcd/steps/_index.md': '# Steps\n\n## Before\n',
    'content/runbooks/etcd/steps/one.md': '# One\n\n## Own\n',
    'static/img/graph.png': '',
  },
  myst: {
    'docs/index.md': page('Home'),
    'docs/team/structure.md':
      '(team-structure)=\n# Structure\n\n(team:roles)=\n## Roles\n\n(Plain)=\nText.\n',
  },
  jekyll: {
    '_articles/appdev-deploy.md':
      '---\npermalink: /articles/deploying.html\n---\n# Deploy\n\n## What to do\n',
    '_articles/full.md': '---\nslug: disk\nredirect_from:\n  - /old/disk-full/\n---\n# Disk full\n',
    '_articles/pattern.md': '---\npermalink: /:categories/:title/\n---\n# Pattern\n',
    'index.md': page('Home'),
  },
  mkdocs: {
    'docs/index.md': page('Home'),
    'docs/ops/restart.md': `${page('Restart')}\n[](){#ref-queue}\n### Queue\n`,
    'docs/ops/on call.md': page('On call'),
    'docs/img/graph.png': '',
  },
  gitbook: {
    'README.md': page('Home'),
    'ops/a.md': page('A'),
    '.gitbook/assets/graph.png': '',
  },
  vuepress: {
    'docs/README.md': page('Home'),
    'docs/ops/a.md': page('A'),
    'docs/.vuepress/public/img/graph.png': '',
  },
  vitepress: {
    'docs/ops/a.md': page('A'),
    'docs/public/img/graph.png': '',
  },
  languages: {
    'docs/index.de.md': page('Start'),
    'docs/ops/a.de.md': page('A'),
    'docs/ops/a.en.md': page('A'),
    'docs/ops/b.de.md': page('B'),
    'docs/ops/b.en.md': page('B'),
    'docs/c/index.de.md': page('C'),
  },
  translated: {
    'content/en/admin/install.md': page('Install'),
    'content/pl/admin/install.md': page('Instalacja'),
    'content/en/dev/setup.md': page('Set-up'),
    'dev/setup.md': page('Other'),
  },
  docsify: {
    'docs/_sidebar.md': '# Pages\n',
    'docs/courses/os/home.md': page('Home'),
    'docs/courses/os/lessons/disk.md': page('Disk'),
    'docs/media/graph.png': '',
  },
  leanpub: { 'Book.txt': 'a.md\nb.md\n', 'a.md': page('A'), 'b.md': '## B {#sec-b}\n', 'x/c.md': page('C') },
  obsidian: { 'ops/a.md': page('A'), 'ops/img/Graph.png': '', 'a/same.png': '', 'b/same.png': '' },
  docusaurus: {
    'docs/01-intro.md': page('Intro'),
    'docs/queues/index.md': page('Queues'),
    'docs/ops/02-restart.mdx': page('Restart'),
    'static/img/graph.png': '',
  },
};

const DISK = 'docs/courses/os/lessons/disk.md';
const PODS = 'source/manual/pods.html.md.erb';

describe('a link of a page that was written for another site leads to the page it meant', () => {
  test.each<[string, string, string, string]>([
    ['techDocs', 'source/index.html.md.erb', '/manual/deploy-app.html', 'source/manual/deploy-app.html.md'],
    ['techDocs', 'source/index.html.md.erb', '/manual/', 'source/manual/index.html.md'],
    ['techDocs', 'source/index.html.md.erb', '/manual.html', 'source/manual/index.html.md'],
    [
      'techDocs',
      'source/manual/deploy-app.html.md',
      'alerts/disk.html#what-to-do',
      'source/manual/alerts/disk.html.md.erb#what-to-do',
    ],
    ['techDocs', 'source/manual/deploy-app.html.md', '/images/graph.png', 'file source/images/graph.png'],
    ['techDocs', 'source/manual/deploy-app.html.md', '/', 'site'],
    ['techDocs', PODS, '#a-pod-39-s-log', `${PODS}#a-pods-log`],
    ['techDocs', PODS, '#major-paths', `${PODS}#paths-1`],
    ['techDocs', PODS, '#a-pod-40-s-log', 'missing'],
    ['techDocs', PODS, 'parts.html#logging-in', 'source/manual/parts.html.md.erb'],
    ['mkdocs', 'docs/index.md', '#ref-queue', 'docs/ops/restart.md#ref-queue'],
    ['mkdocs', 'docs/index.md', '#ref-queues', 'missing'],
    ['docusaurus', 'docs/01-intro.md', 'ops/02-restart.md#what-to-do', 'docs/ops/02-restart.mdx#what-to-do'],
    ['docusaurus', 'docs/ops/02-restart.mdx', '#user-content-fn-1', 'docs/ops/02-restart.mdx'],
    ['docsify', DISK, 'courses/os/home.md', 'docs/courses/os/home.md'],
    ['docsify', DISK, 'courses/os/home.md#what-to-do', 'docs/courses/os/home.md#what-to-do'],
    ['docsify', DISK, 'media/graph.png', 'file docs/media/graph.png'],
    ['docsify', DISK, 'courses/os/house.md', 'missing'],
    ['docsify', DISK, '#/courses/os/home', 'docs/courses/os/home.md'],
    ['docsify', DISK, '#/courses/os/home?id=what-to-do', 'docs/courses/os/home.md#what-to-do'],
    ['docsify', DISK, '/courses/os/home', 'docs/courses/os/home.md'],
    ['docsify', DISK, '#/courses/os/house', 'missing'],
    ['obsidian', 'ops/a.md', '#/b', 'missing'],
    ['translated', 'content/en/dev/setup.md', 'admin/install', 'content/en/admin/install.md'],
    ['translated', 'content/pl/admin/other.md', 'install', 'content/pl/admin/install.md'],
    ['translated', 'dev/setup.md', 'admin/install', 'missing'],
    ['leanpub', 'a.md', '#sec-b', 'b.md#sec-b'],
    ['leanpub', 'a.md', '#sec-c', 'missing'],
    ['leanpub', 'x/c.md', '#sec-b', 'missing'],
    ['gitbook', 'ops/a.md', '../README.md#readme', 'README.md'],
    ['gitbook', 'README.md', 'ops/a.md#readme', 'ops/a.md'],
    ['obsidian', 'ops/a.md', 'graph.png', 'file ops/img/Graph.png'],
    ['obsidian', 'ops/a.md', 'same.png', 'missing'],
    [
      'hugo',
      'content/runbooks/etcd/etcdNoLeader.md',
      '../../node/nodedown/',
      'content/runbooks/node/NodeDown.md',
    ],
    [
      'hugo',
      'content/runbooks/etcd/etcdNoLeader.md',
      '/runbooks/node/nodedown',
      'content/runbooks/node/NodeDown.md',
    ],
    ['hugo', 'content/runbooks/etcd/_index.md', './etcdnoleader', 'content/runbooks/etcd/etcdNoLeader.md'],
    ['hugo', 'content/runbooks/etcd/etcdNoLeader.md', 'NodeDown', 'content/runbooks/node/NodeDown.md'],
    ['hugo', 'content/runbooks/etcd/etcdNoLeader.md', 'node/NodeDown', 'content/runbooks/node/NodeDown.md'],
    ['hugo', 'content/runbooks/etcd/etcdNoLeader.md', 'nodes/NodeDown', 'missing'],
    ['hugo', 'content/runbooks/etcd/etcdNoLeader.md', '/img/graph.png', 'file static/img/graph.png'],
    ['hugo', 'content/runbooks/etcd/etcdNoLeader.md', '{{< relref "NodeDown.md" >}}', 'missing'],
    ['hugo', 'content/runbooks/etcd/steps/one.md', './#own', 'content/runbooks/etcd/steps/one.md#own'],
    [
      'hugo',
      'content/runbooks/etcd/steps/one.md',
      '../#before',
      'content/runbooks/etcd/steps/_index.md#before',
    ],
    ['hugo', 'content/runbooks/etcd/steps/one.md', './#nowhere', 'missing'],
    ['myst', 'docs/index.md', 'team-structure', 'docs/team/structure.md#team-structure'],
    ['myst', 'docs/index.md', '#team-structure', 'docs/team/structure.md#team-structure'],
    ['myst', 'docs/index.md', 'team:roles', 'docs/team/structure.md#team:roles'],
    ['myst', 'docs/index.md', 'plain', 'docs/team/structure.md'],
    ['myst', 'docs/index.md', 'team:nobody', 'missing'],
    ['myst', 'docs/index.md', 'javascript:alert', 'unsafe'],
    ['jekyll', 'index.md', '/articles/deploying.html#what-to-do', '_articles/appdev-deploy.md#what-to-do'],
    ['jekyll', 'index.md', '/articles/deploying/', '_articles/appdev-deploy.md'],
    ['jekyll', '_articles/appdev-deploy.md', './disk', '_articles/full.md'],
    ['jekyll', 'index.md', '/old/disk-full', '_articles/full.md'],
    ['jekyll', 'index.md', '/old/other/', 'missing'],
    ['mkdocs', 'docs/index.md', '[[on call]]', 'docs/ops/on call.md'],
    ['mkdocs', 'docs/index.md', '[[ops/Restart#What to do]]', 'docs/ops/restart.md#what-to-do'],
    ['mkdocs', 'docs/ops/restart.md', '[[#What to do]]', 'docs/ops/restart.md#what-to-do'],
    ['mkdocs', 'docs/index.md', '[[graph.png]]', 'file docs/img/graph.png'],
    ['mkdocs', 'docs/index.md', '[[nobody]]', 'missing'],
    ['mkdocs', 'docs/index.md', 'team:roles', 'unsafe'],
    ['mkdocs', 'docs/index.md', 'ops/restart.md#__tabbed_2_1', 'docs/ops/restart.md'],
    ['mkdocs', 'docs/index.md', 'ops/restart/', 'docs/ops/restart.md'],
    ['mkdocs', 'docs/ops/restart.md', '../on-call/', 'docs/ops/on call.md'],
    ['mkdocs', 'docs/ops/restart.md', '../on-call/#What_to-do', 'docs/ops/on call.md#what-to-do'],
    ['mkdocs', 'docs/ops/restart.md', '../../img/graph.png', 'file docs/img/graph.png'],
    ['gitbook', 'ops/a.md', '../.gitbook/assets/graph.png', 'file .gitbook/assets/graph.png'],
    ['gitbook', 'ops/a.md', '../.gitbook/assets/other.png', 'missing'],
    ['vuepress', 'docs/ops/a.md', '/img/graph.png', 'file docs/.vuepress/public/img/graph.png'],
    ['vitepress', 'docs/ops/a.md', '/site/img/graph.png', 'file docs/public/img/graph.png'],
    ['vitepress', 'docs/ops/a.md', '/site/x/graph.png', 'missing'],
    ['languages', 'docs/ops/a.de.md', 'b.md#what-to-do', 'docs/ops/b.de.md#what-to-do'],
    ['languages', 'docs/ops/a.en.md', 'b.md', 'docs/ops/b.en.md'],
    ['languages', 'docs/ops/a.de.md', '../c/index.md', 'docs/c/index.de.md'],
    ['languages', 'docs/ops/a.en.md', '../c/index.md', 'missing'],
    ['languages', 'docs/ops/a.de.md', '../b/', 'docs/ops/b.de.md'],
    ['languages', 'docs/ops/a.de.md', 'd.md', 'missing'],
    ['docusaurus', 'docs/01-intro.md', '/docs/ops/restart', 'docs/ops/02-restart.mdx'],
    ['docusaurus', 'docs/ops/02-restart.mdx', '@site/docs/01-intro.md', 'docs/01-intro.md'],
    ['docusaurus', 'docs/ops/02-restart.mdx', '/base/docs/intro', 'docs/01-intro.md'],
    ['docusaurus', 'docs/01-intro.md', '@site/static/img/graph.png', 'file static/img/graph.png'],
    ['docusaurus', 'docs/queues/index.md', './intro#what-to-do', 'docs/01-intro.md#what-to-do'],
    ['docusaurus', 'docs/01-intro.md', './ops/restart', 'docs/ops/02-restart.mdx'],
  ])('%s, from %s: %s', async (name, from, url, expected) => {
    expect(await lead(BOOKS[name] ?? {}, from, url)).toBe(expected);
  });

  test.each<[string, Files, string]>([
    ['one of two pages', { 'a/x.md': '# X', 'b/x.md': '# X' }, '/x/'],
    ['a file by its name in another case', { 'Other.md': '# O' }, 'other.md'],
    ['nothing that is there', { 'a/x.md': '# X' }, '/y.html'],
    ['a place outside', { 'a/x.md': '# X' }, '../../../x/'],
  ])('and not to %s', async (_, files, url) => {
    expect(await lead({ ...files, 'from.md': '# From' }, 'from.md', url)).toBe('missing');
  });

  test('a page that says its kind is read as a page of this site', async () => {
    const files = { 'a.md': '---\nkind: reference\n---\n', 'b/c.md': '# C' };
    expect(await lead(files, 'a.md', '/b/c.html')).toBe('missing');
  });
});

describe('a link that only another system could follow is no sure fault', () => {
  test.each<[string, string, string, string | undefined]>([
    ['a template fills it in', 'mkdocs', 'notes/RN{{release}}.md', 'template'],
    ['a template fills it in', 'mkdocs', '${BASE}/x.md', 'template'],
    ['GitHub lists a folder', 'mkdocs', './img/', 'folder'],
    ['another part of the site may have it', 'hugo', '/releases/', 'elsewhere'],
    ['a tool makes the label', 'myst', 'schema_hub.image', 'elsewhere'],
    ['nothing else can have it', 'myst', 'other.md', undefined],
    ['nothing else can have it', 'mkdocs', 'other', undefined],
    ['nothing else can have it', 'hugo', '../other/', undefined],
  ])('%s (%s): %s', async (_, name, url, doubt) => {
    const path = name === 'hugo' ? 'content/runbooks/from.md' : 'docs/from.md';
    const files = { ...BOOKS[name], [path]: '# From', 'docs/img/graph.png': '' };
    const target = bookLinks(await bookInMemory(files), { ruleIds: [] }).resolve({ path }, url);
    expect(target).toMatchObject({ kind: 'missing' });
    expect(target.kind === 'missing' ? target.doubt : 'found').toBe(doubt);
  });
});
