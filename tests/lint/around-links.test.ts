import { expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { ignoredFiles, submoduleFolders } from '../../src/runbook/links/ignored-files.ts';
import { readRedirects, REDIRECTS } from '../../src/runbook/links/redirects.ts';
import { bookInMemory } from '../book-in-memory.ts';

interface Repository {
  readonly prefix: string;
  /** Files beside the book, from the top of the repository; their texts where they matter. */
  readonly beside: Readonly<Record<string, string>>;
}

async function lint(
  files: Readonly<Record<string, string>>,
  { prefix, beside }: Repository,
): Promise<string[]> {
  const book = await bookInMemory(files);
  const paths = new Set([...Object.keys(beside), ...Object.keys(files).map((path) => `${prefix}${path}`)]);
  const texts = Object.entries(beside).map(([path, text]) => ({ path, text }));
  const ignores = ignoredFiles(texts.filter(({ path }) => path.endsWith('.gitignore')));
  const redirects = readRedirects(texts.filter(({ path }) => REDIRECTS.test(path)));
  const facts = { ...(await gatherFacts(book)), links: { around: { prefix, paths, ignores, redirects } } };
  return lintBook(book, { rules, facts })
    .filter(({ ruleId }) => ruleId === 'link-resolves')
    .map(({ path, line, level, message }) => `${path}:${line} ${level} ${message}`);
}

const link = (...urls: string[]): string => `# A\n\n${urls.map((url) => `[x](${url})`).join(' ')}\n`;

// What is left of an error on a page of another system when a site is made of it, and when nothing is.
test('a plugin of the site finds pages by their names', async () => {
  const book = await bookInMemory({ 'a.md': link('disk.md', 'none.md'), 'ops/disk.md': '# D\n' });
  const around = { prefix: 'docs/', paths: new Set(['mkdocs.yml']), findsByName: true, ignores: () => false };
  const facts = { ...(await gatherFacts(book)), links: { around } };
  const said = lintBook(book, { rules, facts }).filter(({ ruleId }) => ruleId === 'link-resolves');
  expect(said.map(({ message }) => message)).toEqual([
    'Check `disk.md`: there is no file `disk.md`. The site that it was written for may have one.',
    'Change `none.md`: there is no file `none.md`.',
  ]);
});

test.each<[string, Readonly<Record<string, string>>, Repository, string[]]>([
  [
    'a file of the repository with one step up too many, and what GitHub has beside it',
    { 'ops/README.md': link('../../HELP.md', '../../issues', '../../none.md'), 'HELP.md': '# H\n' },
    { prefix: '', beside: {} },
    [
      'ops/README.md:3 error Change `../../HELP.md`: `../../HELP.md` leads out of the repository. Did you mean `../HELP.md`?',
      'ops/README.md:3 warning Check `../../issues`: it leads out of the book, and its site has no such page. So does 1 more link. If it is right, run opsbook on the folder that holds both.',
    ],
  ],
  [
    'addresses that MkDocs leads on from, and one that it does not; a file is not there for who reads beside the code',
    { 'ops/a.md': link('../old/', '../../moved/x/', '../gone/', '../moved/x.md') },
    {
      prefix: 'docs/',
      beside: {
        'mkdocs.yml':
          'plugins:\n  - redirects:\n      redirect_maps:\n        ops/old.md: new.md\n        # a move\n        "moved/x.md": "a.md"\n  - search\nnav:\n  - ops/gone.md\n',
      },
    },
    [
      'ops/a.md:3 warning Change `../gone/`: there is no file `gone`.',
      'ops/a.md:3 warning Change `../moved/x.md`: there is no file `moved/x.md`.',
    ],
  ],
  [
    "addresses that Netlify leads on from, but not a pattern; and those of Docusaurus' plugin",
    { 'a.md': link('/old/', '/many/x/', '/was/a', '/was/b') },
    {
      prefix: 'docs/',
      beside: {
        'static/_redirects': '/old  /new  301\n/many/*  /new\n',
        'docusaurus.config.ts':
          "plugins: [['@docusaurus/plugin-client-redirects', { from: ['/was/a'], to: '/x' }]]\n",
      },
    },
    [
      'a.md:3 warning Check `/many/x/`: the site has no page `/many/x/`. The site that it was written for may have one. The same is true of 1 more link.',
    ],
  ],
  [
    'what another page of Jekyll and of Hugo was called before',
    {
      'a.md': link('/old.html', '/b/old/', '../was/', '../never/'),
      'b.md': '---\nredirect_from: ["/old.html", /b/old/]\n---\n\n# B\n',
      'c.md': '---\naliases:\n  - /was/\n---\n\n# C\n',
    },
    { prefix: 'docs/', beside: { '_config.yml': '' } },
    [
      'a.md:3 warning Check `../never/`: it leads out of the book, and its site has no such page. If it is right, run opsbook on the folder that holds both.',
    ],
  ],
  [
    'a file that a plain folder lacks',
    { 'a.md': link('none.md') },
    { prefix: 'docs/', beside: { 'main.go': '' } },
    ['a.md:3 error Change `none.md`: there is no file `none.md`.'],
  ],
  [
    'the same where a system makes a site of it, which may make that page too',
    { 'a.md': link('none.md') },
    { prefix: 'docs/', beside: { 'website/docusaurus.config.ts': '' } },
    ['a.md:3 warning Change `none.md`: there is no file `none.md`.'],
  ],
  [
    'frontmatter, which some system reads',
    { 'a.md': `---\nnav_order: 2\n---\n\n${link('none.md')}` },
    { prefix: 'docs/', beside: { 'main.go': '' } },
    ['a.md:7 warning Change `none.md`: there is no file `none.md`.'],
  ],
  [
    'a slip of the finger, whatever makes the site',
    { 'a.md': link('disk-ful.md'), 'disk-full.md': '# D\n' },
    { prefix: 'docs/', beside: { 'mkdocs.yml': '' } },
    ['a.md:3 error Change `disk-ful.md`: there is no file `disk-ful.md`. Did you mean `disk-full.md`?'],
  ],
  [
    'a path that leads there from the root of the site',
    { 'ops/a.md': link('img/graph.png'), 'img/graph.png': '' },
    { prefix: 'docs/', beside: { 'mkdocs.yml': '' } },
    [
      'ops/a.md:3 warning Change `img/graph.png`: there is no file `ops/img/graph.png`. Did you mean `../img/graph.png`?',
    ],
  ],
  [
    'the same where no site is made',
    { 'ops/a.md': link('img/graph.png'), 'img/graph.png': '' },
    { prefix: 'docs/', beside: { 'main.go': '' } },
    [
      'ops/a.md:3 error Change `img/graph.png`: there is no file `ops/img/graph.png`. Did you mean `../img/graph.png`?',
    ],
  ],
  [
    'files beside the book, which are there',
    { 'a.md': link('../main.go', '../src', '../src/', '../README') },
    { prefix: 'docs/', beside: { 'main.go': '', 'src/a.go': '', 'README.md': '' } },
    [],
  ],
  [
    'a file that its folder beside the book lacks',
    { 'a.md': link('../src/b.go') },
    { prefix: 'docs/', beside: { 'src/a.go': '' } },
    ['a.md:3 warning Change `../src/b.go`: the repository has no file `src/b.go`.'],
  ],
  [
    'a folder that nobody has looked at, and the way out of the repository',
    { 'a.md': link('../vendor/b.go', '../../other/README.md') },
    { prefix: 'docs/', beside: { 'src/a.go': '' } },
    [
      'a.md:3 warning Check `../vendor/b.go`: it leads out of the book, and its site has no such page. So does 1 more link. If it is right, run opsbook on the folder that holds both.',
    ],
  ],
  [
    'another part of the site, and a part that nothing of it has',
    { 'rpc/a.md': link('/evm/rpc/a#x', '/evm/rpc/b') },
    { prefix: 'operators/', beside: { 'docs.json': '', 'evm/rpc/a.mdx': '' } },
    [
      'rpc/a.md:3 warning Check `/evm/rpc/b`: the site has no page `/evm/rpc/b`. The site that it was written for may have one.',
    ],
  ],
  [
    "the site's static files, and one that they lack",
    { 'a.md': link('img/graph.png', 'img/none.png') },
    {
      prefix: 'website/docs/',
      beside: { 'website/astro.config.mjs': '', 'website/static/img/graph.png': '' },
    },
    ['a.md:3 warning Change `img/none.png`: there is no file `img/none.png`.'],
  ],
  [
    "a page from the root of Docusaurus' documentation, which is the book",
    { 'ops/unraid/a.md': link('ops/docker.md', 'ops/podman.md'), 'ops/docker.md': '# D\n' },
    { prefix: 'website/docs/', beside: { 'website/docusaurus.config.js': '' } },
    ['ops/unraid/a.md:3 warning Change `ops/podman.md`: there is no file `ops/unraid/ops/podman.md`.'],
  ],
  [
    "what is there from a page's address, where nothing makes a site: files start beside the page's file",
    {
      'ops/db/a.md': link('../../web/b.md', '../../../top.md', '../disk.md'),
      'ops/web/b.md': '# B\n',
      'top.md': '# T\n',
      'ops/disk.md': '# D\n',
    },
    { prefix: 'docs/', beside: { 'main.go': '' } },
    [
      'ops/db/a.md:3 error Change `../../web/b.md`: there is no file `web/b.md`. Did you mean `../web/b.md`?',
      'ops/db/a.md:3 error Change `../../../top.md`: the repository has no file `top.md`. Did you mean `../../top.md`?',
    ],
  ],
  [
    'a page by a path that starts a folder too high, and of two files of that name the one with the same first folders',
    {
      'ops/p.md': link('../p.md', '../x/q.yaml'),
      'x/y/q.yaml': '',
      'a/x/q.yaml': '',
    },
    { prefix: 'docs/', beside: { 'main.go': '' } },
    [
      'ops/p.md:3 error Change `../p.md`: there is no file `p.md`. Did you mean `./p.md`?',
      'ops/p.md:3 error Change `../x/q.yaml`: there is no file `x/q.yaml`. Did you mean `../x/y/q.yaml`?',
    ],
  ],
  [
    'the same where a system makes one, and where frontmatter tells of one',
    {
      'ops/db/a.md': link('../../web/b.md', '../../../top.md'),
      'ops/db/c.md': `---\nnav_order: 2\n---\n\n${link('../../web/b.md')}`,
      'ops/web/b.md': '# B\n',
      'top.md': '# T\n',
    },
    { prefix: 'docs/', beside: { 'mkdocs.yml': '' } },
    [],
  ],
  [
    "pictures that Hugo's theme takes from `assets`, and one that it has not; no other system does",
    { 'ops/a.md': link('images/a.png', 'images/none.png') },
    { prefix: 'content/', beside: { 'hugo.toml': '', 'assets/images/a.png': '' } },
    ['ops/a.md:3 warning Change `images/none.png`: there is no file `ops/images/none.png`.'],
  ],
  [
    "pages of Hugo's site beside the book by their names; none of that name; a link of Markdown",
    {
      'start-here.md':
        '# A\n\n[b]({{< ref "b.md#x" >}}) [c]({{<relref c >}}) [d]({{< ref d.md >}}) {{< button text="B" page="b" >}} [n]({{< ref "none.md" >}}) [e](e.md)\n',
    },
    {
      prefix: 'content/ops/',
      beside: {
        'hugo.toml': '',
        'content/concepts/b.md': '',
        'content/c/_index.md': '',
        'content/x/d.md': '',
        'content/x/e.md': '',
      },
    },
    [
      'start-here.md:3 warning Change `none.md`: there is no file `none.md`.',
      'start-here.md:3 warning Change `e.md`: there is no file `e.md`.',
    ],
  ],
  [
    'the same folder of another system',
    { 'ops/a.md': link('images/a.png') },
    { prefix: 'docs/', beside: { 'mkdocs.yml': '', 'assets/images/a.png': '' } },
    ['ops/a.md:3 warning Change `images/a.png`: there is no file `ops/images/a.png`.'],
  ],
  [
    'links of a part that other pages take in',
    { '_ports.md': link('#modify', 'none.md'), '_index.md': link('none.md') },
    { prefix: 'docs/', beside: { 'main.go': '' } },
    ['_index.md:3 error Change `none.md`: there is no file `none.md`.'],
  ],
  [
    'what git is told to leave out, and what it is told to keep',
    { 'a.md': link('cli/run.md', 'cli/kept.md', 'guide/b.md') },
    { prefix: 'docs/', beside: { '.gitignore': '# made\ndocs/cli/*\n!docs/cli/kept.md\n' } },
    [
      'a.md:3 warning Check `cli/run.md`: there is no file `cli/run.md`. The site that it was written for may have one. The same is true of 1 more link.',
      'a.md:3 error Change `guide/b.md`: there is no file `guide/b.md`.',
    ],
  ],
])('%s', async (_, files, repository, expected) => {
  expect(await lint(files, repository)).toEqual(expected);
});

test('what other repositories hold is not here, and git names their folders', () => {
  const text =
    '[submodule "charts"]\n\tpath = deploy/charts\n\turl = https://example.org/charts\n[submodule "b"]\r\n  path=b\r\n';
  expect(submoduleFolders(text)).toEqual(['deploy/charts/', 'b/']);
});
