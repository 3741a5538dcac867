import { expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bookLinks } from '../../src/runbook/links/book-links.ts';
import { bookInMemory } from '../book-in-memory.ts';

type Files = Readonly<Record<string, string>>;

// Links that only the site which a page was written for can follow, and their siblings that nobody can.
test.each<[string, Files, string[]]>([
  [
    'MkDocs writes no umlauts',
    { 'a.md': '# A\n\n[s](#unterstutzte-anbieter)\n\n## Unterstützte Anbieter\n' },
    [],
  ],
  [
    'but it does not leave letters out',
    { 'a.md': '# A\n\n[s](#unterstzte-anbieter)\n\n## Unterstützte Anbieter\n' },
    [
      'a.md:3 Change `#unterstzte-anbieter`: `a.md` has no heading or step `#unterstzte-anbieter`. Did you mean `#unterstützte-anbieter`?',
    ],
  ],
  [
    'a picture in the language of its page',
    { 'a.de.md': '# A\n\n![q](img/q.png)\n', 'img/q.de.png': '' },
    [],
  ],
  [
    'a picture in another language alone',
    { 'a.en.md': '# A\n\n![q](img/queue.png)\n', 'img/queue.de.png': '' },
    ['a.en.md:3 Change `img/queue.png`: there is no file `img/queue.png`. Did you mean `img/queue.de.png`?'],
  ],
  [
    'the same page in another language, and itself where there is none',
    {
      'docs/pl/sso/aws.md': '# A\n\n[e](../en/sso/aws.md) [f](../en/sso/own.md)\n',
      'docs/en/sso/aws.md': '# A\n',
      'docs/pl/sso/own.md': '# A\n\n[g](sso/own.md)\n',
    },
    [
      'docs/pl/sso/aws.md:3 Change `../en/sso/aws.md`: there is no file `docs/pl/en/sso/aws.md`. Did you mean `../../en/sso/aws.md`?',
      'docs/pl/sso/aws.md:3 Change `../en/sso/own.md`: there is no file `docs/pl/en/sso/own.md`. Did you mean `own.md`?',
      'docs/pl/sso/own.md:3 Change `sso/own.md`: there is no file `docs/pl/sso/sso/own.md`. Did you mean `own.md`?',
    ],
  ],
  [
    'what Sphinx lists without its ending',
    { 'a.md': '# A\n\n:::{toctree}\n:maxdepth: 1\n\napi/index\n:::\n', 'api/index.rst': '' },
    [],
  ],
  [
    'nothing that Sphinx would find',
    { 'a.md': '# A\n\n:::{toctree}\n:maxdepth: 1\n\napi/index\n:::\n', 'api/other.rst': '' },
    ['a.md:3 Change `api/index`: there is no file `api/index`.'],
  ],
  [
    'what a hidden list of Sphinx names, and what it names that is not there',
    { 'a.md': '# A\n\n```{toctree}\n:hidden:\n\nops/b\nThe other <ops/c>\n```\n', 'ops/b.md': '# B\n' },
    ['a.md:3 Change `ops/c`: there is no file `ops/c`.'],
  ],
  [
    'of two files of that name the one that is nearer; none where both are as near; none that has another number',
    {
      'a.md': '# A\n\n[p](prow/plugins.yaml) [q](x/queue.md) [m](08Jan2017.md) [n](3Apr2017.md)\n',
      'prow/control/plugins.yaml': '',
      'ci/infra/plugins.yaml': '',
      'y/queue.md': '# Y\n',
      'z/queue.md': '# Z\n',
      '05Jun2017.md': '# J\n',
      '03Apr2017.md': '# A\n',
    },
    [
      'a.md:3 Change `prow/plugins.yaml`: there is no file `prow/plugins.yaml`. Did you mean `prow/control/plugins.yaml`?',
      'a.md:3 Change `x/queue.md`: there is no file `x/queue.md`.',
      'a.md:3 Change `08Jan2017.md`: there is no file `08Jan2017.md`.',
      'a.md:3 Change `3Apr2017.md`: there is no file `3Apr2017.md`. Did you mean `03Apr2017.md`?',
    ],
  ],
  [
    'the first page of another folder, by one of its headings',
    { 'docs/a.md': '# A\n\n[r](../robocat/README.md#make-it)\n', 'README.md': '# R\n' },
    ['docs/a.md:3 Change `../robocat/README.md#make-it`: there is no file `robocat/README.md`.'],
  ],
  [
    "a page that Hugo's shortcode finds by its name",
    {
      'a/b/c.md': '# C\n\n[d]({{< ref "d.md" >}}) [e]({{< relref "e.md#x" >}})\n',
      'a/d.md': '# D\n',
      'f/e.md': '# E\n\n## X\n',
    },
    [],
  ],
  [
    'two of that name, and a link of Markdown to one',
    {
      'a/b/c.md': '# C\n\n[d]({{< ref "d.md" >}}) [e](e.md)\n',
      'a/d.md': '# D\n',
      'g/d.md': '# D2\n',
      'f/e.md': '# E\n',
    },
    [
      'a/b/c.md:3 Change `d.md`: there is no file `a/b/d.md`. Did you mean `../d.md`?',
      'a/b/c.md:3 Change `e.md`: there is no file `a/b/e.md`. Did you mean `../../f/e.md`?',
    ],
  ],
  ['an address of a program', { 'a.md': '# A\n\n<a href="profile.php?only=mail">here</a>\n' }, []],
  [
    'a file of a program',
    { 'a.md': '# A\n\n[here](profile.php)\n' },
    ['a.md:3 Change `profile.php`: there is no file `profile.php`.'],
  ],
  ['a heading of the page that takes a part in', { 'auth/partials/check.md': '[here](#variables)\n' }, []],
  [
    'a heading of no page',
    { 'auth/check.md': '[here](#variables)\n' },
    ['auth/check.md:1 Change `#variables`: `auth/check.md` has no heading or step `#variables`.'],
  ],
  [
    'a page that has become a folder',
    { 'a.md': '# A\n\n[c](ops/console.md)\n', 'ops/console/README.md': '# C\n', 'etc/console.md': '# D\n' },
    [
      'a.md:3 Change `ops/console.md`: there is no file `ops/console.md`. Did you mean `ops/console/README.md`?',
    ],
  ],
  [
    'a reference to a heading by its words',
    { 'a.md': '# A\n\nRead the [Style guide][] and [Eiger][].\n\n## Style guide\n', 'b.md': '# Eiger\n' },
    [],
  ],
  [
    'a reference to no heading',
    { 'a.md': '# A\n\nRead the [Style guide][].\n' },
    ['a.md:3 Add `[Style guide]: …` with the address: this reference leads nowhere.'],
  ],
  [
    "a heading of one of Hugo's tabs, and no heading of it",
    {
      'a.md':
        '# A\n\n[o](#one) [t](#two)\n\n{{< tabs "C" "H" >}}\n\n{{% codetab %}}\n\n## One\n\nx\n\n{{% /codetab %}}\n\n{{< /tabs >}}\n',
    },
    ['a.md:3 Change `#two`: `a.md` has no heading or step `#two`.'],
  ],
  [
    'a heading of the same length that has another word, and one with a word in another form',
    {
      'a.md':
        '# A\n\n[c](#kubernetes-cluster) [e](#enabling-high-availability)\n\n## Kubernetes version\n\n## Enable high availability\n',
    },
    [
      'a.md:3 Change `#kubernetes-cluster`: `a.md` has no heading or step `#kubernetes-cluster`.',
      'a.md:3 Change `#enabling-high-availability`: `a.md` has no heading or step `#enabling-high-availability`. Did you mean `#enable-high-availability`?',
    ],
  ],
  [
    'a heading of what mdBook includes',
    {
      'a.md': '# A\n\n[b](b.md#spec) [c](c.md#spec)\n',
      'b.md': '{{ #include raw.html }}\n',
      'c.md': '# C\n',
    },
    ['a.md:3 Change `c.md#spec`: `c.md` has no heading or step `#spec`.'],
  ],
  [
    "further up than the root of Hugo's site, where browsers stop; a page that is not there",
    {
      'content/glossary/_index.md': '# G\n\n[p](../../networking/peering/) [q](../../networking/none/)\n',
      'content/networking/peering.md': '# P\n',
    },
    ['content/glossary/_index.md:3 Change `../../networking/none/`: there is no file `networking/none`.'],
  ],
  [
    'the parts of a name, and a link as TWiki and Org have it',
    {
      'a.md':
        '# A\n\nIts name is \\[Resource][Domain][Profile][(Optional)Base].\n\n- [[Levels#Docs][Recent figures]]\n',
    },
    ['a.md:5 Write this as `[Recent figures](…)` with the address: Markdown has no links of this form.'],
  ],
  [
    'an address that a macro fills in',
    { 'a.md': '# A\n\n[Here][grafana]\n\n[grafana]: <<tenant_url("grafana")>>\n' },
    [],
  ],
  [
    "a page from the root of Docusaurus' documentation",
    {
      'docusaurus.config.js': '',
      'docs/a/b.md': '# B\n\n[p](contracts/proxy.md)\n',
      'docs/contracts/proxy.md': '# P\n',
    },
    [],
  ],
  [
    'a page from a root that Docusaurus does not have',
    { 'docs/a/b.md': '# B\n\n[p](contracts/proxy.md)\n', 'docs/contracts/proxy.md': '# P\n' },
    [
      'docs/a/b.md:3 Change `contracts/proxy.md`: there is no file `docs/a/contracts/proxy.md`. Did you mean `../contracts/proxy.md`?',
    ],
  ],
  [
    'a comment with its purpose',
    { 'a.md': '# A\n\n[//TODO]: <> (Give an example)\n\n[//source]:<> (where)\n' },
    [],
  ],
  ['fields of a message', { 'a.md': '# A\n\nInvalid state [cur=state_number][event=event_number]\n' }, []],
  [
    'what is beside the address of a page at the edge of the book',
    {
      'guides/local.md': '# A\n\n[c](../../ops/clustering/)\n',
      'ops/clustering.md': '# C\n',
      'b.md': '# B\n\n<img src="../img/a.png">\n',
      'img/a.png': '',
    },
    [],
  ],
  [
    'what is out of the book, seen from there too',
    { 'guides/local.md': '# A\n\n[c](../../ops/clustering/)\n' },
    [
      'guides/local.md:3 Check `../../ops/clustering/`: it leads out of the book, and its site has no such page. If it is right, run opsbook on the folder that holds both.',
    ],
  ],
  ["a bundler's name for the root", { 'a/b.md': '# B\n\n![c](@/images/c.png)\n', 'images/c.png': '' }, []],
  [
    'other versions of the same pages, and what a tool writes from code',
    {
      'docs/a.md':
        '# A\n\n[b](v2.3/b.md) [c](../latest/c.md) [d](reference/generated/d.md) [e](../api/client/README.md)\n',
      'docs/b.md': '# B\n',
    },
    [
      'docs/a.md:3 Check `v2.3/b.md`: there is no file `docs/v2.3/b.md`. The site that it was written for may have one. The same is true of 3 more links.',
    ],
  ],
  [
    'a page that another version, or such a folder, lacks; a page of another folder; a version of the API',
    {
      'docs/a.md': '# A\n\n[b](v2.3/b.md) [c](api/c.md) [d](../api/e.md) [f](v2beta.md)\n',
      'docs/v2.3/d.md': '# D\n',
      'docs/api/d.md': '# D\n',
      'ref/e.md': '# E\n',
    },
    [
      'docs/a.md:3 Change `v2.3/b.md`: there is no file `docs/v2.3/b.md`. Did you mean `v2.3/d.md`?',
      'docs/a.md:3 Change `api/c.md`: there is no file `docs/api/c.md`. Did you mean `api/d.md`?',
      'docs/a.md:3 Change `../api/e.md`: there is no file `api/e.md`. Did you mean `../ref/e.md`?',
      'docs/a.md:3 Change `v2beta.md`: there is no file `docs/v2beta.md`.',
    ],
  ],
  [
    "Jekyll's collections, and pages of commands that a tool writes",
    { 'a/b.md': '# B\n\n[p]({{ site.baseurl }}{% link _posts/plan.md %}) [d](cli/app_start.md)\n' },
    [
      'a/b.md:3 Check `/_posts/plan.md`: the site has no page `/_posts/plan.md`. The site that it was written for may have one. The same is true of 1 more link.',
    ],
  ],
  [
    'a page that a collection beside it lacks, and one that such a folder lacks',
    {
      'a/b.md': '# B\n\n[p](_posts/plan.md) [d](cli/app_start.md)\n',
      'a/_posts/x.md': '# X\n',
      'a/cli/y.md': '# Y\n',
    },
    [
      'a/b.md:3 Change `_posts/plan.md`: there is no file `a/_posts/plan.md`.',
      'a/b.md:3 Change `cli/app_start.md`: there is no file `a/cli/app_start.md`.',
    ],
  ],
  [
    'a tab in HTML that an indent takes apart, and one that is nowhere',
    {
      'a.md': '# A\n\n<a href="#beta">b</a> <a href="#lts">l</a>\n\n<div>\n\n    <div id="beta">\n\n</div>\n',
    },
    ['a.md:3 Change `#lts`: `a.md` has no heading or step `#lts`.'],
  ],
  [
    'a heading with words more, of which there are two',
    {
      'a.md':
        '# A\n\n[q](#query-the-state-of-the-worker)\n\n## Query the state\n\n## B\n\n### Query the state\n',
    },
    [
      'a.md:3 Change `#query-the-state-of-the-worker`: `a.md` has no heading or step `#query-the-state-of-the-worker`.',
    ],
  ],
  [
    'a heading with words more, of which there is one',
    { 'a.md': '# A\n\n[q](#query-the-state-of-the-worker)\n\n## Query the state\n' },
    [
      'a.md:3 Change `#query-the-state-of-the-worker`: `a.md` has no heading or step `#query-the-state-of-the-worker`. Did you mean `#query-the-state`?',
    ],
  ],
  [
    'a heading with words more, to which the page links too; a slip beside it',
    {
      'a.md':
        '# A\n\n[m](#metadata-updater) [d](#metadata-updater-dashboard) [s](#metadata-updater-dashbord)\n\n## Metadata updater dashboard\n',
    },
    [
      'a.md:3 Change `#metadata-updater`: `a.md` has no heading or step `#metadata-updater`.',
      'a.md:3 Change `#metadata-updater-dashbord`: `a.md` has no heading or step `#metadata-updater-dashbord`. Did you mean `#metadata-updater-dashboard`?',
    ],
  ],
  [
    'the address of a site and of a person without its beginning; a file',
    {
      'a.md':
        '# A\n\n[d](docs.shop.org/start) [w](www.shop.gov.test) [m](ops@shop.example) [f](deploy.shop.sh)\n',
    },
    [
      'a.md:3 Change `docs.shop.org/start`: there is no file `docs.shop.org/start`. Did you mean `https://docs.shop.org/start`?',
      'a.md:3 Change `www.shop.gov.test`: there is no file `www.shop.gov.test`. Did you mean `https://www.shop.gov.test`?',
      'a.md:3 Change `ops@shop.example`: there is no file `ops@shop.example`. Did you mean `mailto:ops@shop.example`?',
      'a.md:3 Change `deploy.shop.sh`: there is no file `deploy.shop.sh`.',
    ],
  ],
  [
    'headings in HTML, by the ids that GitHub makes of their words',
    {
      'a.md':
        '# A\n\n[i](#install-it) [d](#deep-one--more) [o](#own) [n](#not-this) [l](#deep)\n\n<h2>Install it</h2>\n\n<h3 align="center">Deep <b>one</b>\n&amp; more</h3>\n\n<h4 id="own">Not this</h4>\n',
    },
    [
      'a.md:3 Change `#not-this`: `a.md` has no heading or step `#not-this`.',
      'a.md:3 Change `#deep`: `a.md` has no heading or step `#deep`.',
    ],
  ],
  [
    'brackets that are code',
    { 'a.md': '# A\n\nJSFuck []()!+ is a [style]().\n\n- [ ] []()\n' },
    [
      'a.md:3 Write this as code, between backticks: to Markdown, `[]()` is a link without words, and nobody sees it.',
      'a.md:3 Give this link an address: it has none.',
      'a.md:5 Give this link an address: it has none.',
    ],
  ],
  [
    'a folder of the book that is called like its site, and an address behind a mark',
    {
      'a.md': '# A\n\n[d](docs.shop.org/stat.md) [w](#https://docs.shop.org/start)\n',
      'docs.shop.org/start.md': '# Start\n',
    },
    [
      'a.md:3 Change `docs.shop.org/stat.md`: there is no file `docs.shop.org/stat.md`. Did you mean `docs.shop.org/start.md`?',
      'a.md:3 Change `#https://docs.shop.org/start`: `a.md` has no heading or step `#https://docs.shop.org/start`. Did you mean `https://docs.shop.org/start`?',
    ],
  ],
  [
    'an address that a blog makes of a date, and one in a folder of no blog',
    {
      'a/b/c.md': '---\ndate: 2023-05-08\ntitle: C\n---\n[d](../../04/30/disk-full/)\n',
      'a/b/d.md': '# D\n\n[d](../../04/disk-full/)\n',
    },
    [
      'a/b/c.md:5 Check `../../04/30/disk-full/`: there is no file `04/30/disk-full`. The site that it was written for may have one.',
      'a/b/d.md:3 Change `../../04/disk-full/`: there is no file `04/disk-full`.',
    ],
  ],
  ['a file whose name begins with two dots', { 'a.md': '# A\n\n[e](..env/start.md)\n' }, []],
  [
    'dots in place of an address',
    { 'a.md': '# A\n\n[e](...)\n' },
    ['a.md:3 Change `...`: there is no file `...`.'],
  ],
  [
    'the first page of another folder, with the endings of the Tech Docs Template',
    {
      'docs/team/index.html.md.erb': '---\ntitle: T\n---\n\n[r](../runbooks/index.html.md.erb)\n',
      'docs/index.html.md.erb': '---\ntitle: D\n---\n',
    },
    [
      'docs/team/index.html.md.erb:5 Change `../runbooks/index.html.md.erb`: there is no file `docs/runbooks/index.html.md.erb`.',
    ],
  ],
  [
    'a short name that only its ending has in common; one with a slip beside it',
    { 'a.md': '# A\n\n[o](one.md) [q](queu.md)\n', 'new.md': '# N\n', 'queue.md': '# Q\n' },
    [
      'a.md:3 Change `one.md`: there is no file `one.md`.',
      'a.md:3 Change `queu.md`: there is no file `queu.md`. Did you mean `queue.md`?',
    ],
  ],
  [
    "a part of Discourse's list of pages, and a link without an address below it",
    { 'a.md': '# A\n\n| Level | Path | Navlink |\n| - | - | - |\n| 1 | how-to | [How-to]() |\n\n[here]()\n' },
    ['a.md:7 Give this link an address: it has none.'],
  ],
  [
    'a link without an address in another table',
    { 'a.md': '# A\n\n| Level | Path |\n| - | - |\n| 1 | [How-to]() |\n' },
    ['a.md:5 Give this link an address: it has none.'],
  ],
  ['files that an agent reads', { 'a.md': '# A\n\n- #[[file:x/A.md]]\n- #[[file:x/B.md]]\n' }, []],
])('%s', async (_, files, expected) => {
  const book = await bookInMemory(files);
  const found = lintBook(book, { rules, facts: await gatherFacts(book) });
  expect(
    found
      .filter(({ ruleId }) => ruleId === 'link-resolves')
      .map(({ path, line, message }) => `${path}:${line} ${message}`),
  ).toEqual(expected);
});

test('what Sphinx takes from another site is no scheme in a book of MyST; a browser is one, and so it is elsewhere', async () => {
  const kinds = async (label: string): Promise<string[]> => {
    const book = await bookInMemory({ 'a.md': `${label}# A\n` });
    const { resolve } = bookLinks(book, { ruleIds: [] });
    return ['ceph:rados/crush', 'chrome://settings'].map((url) => resolve({ path: 'a.md' }, url).kind);
  };
  expect(await kinds('(start)=\n')).toEqual(['missing', 'unsafe']);
  expect(await kinds('')).toEqual(['unsafe', 'unsafe']);
});
