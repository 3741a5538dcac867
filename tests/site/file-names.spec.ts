import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { opsbook } from './opsbook.ts';
import { freshFolder } from './sites.ts';
import { writeFiles } from './write-files.ts';

test.describe.configure({ timeout: 400_000 });

/** Names that some system, server or reader of addresses takes for something else. */
const NAMES = [
  'plain',
  'a%0Ab',
  '50%25 done',
  '%',
  '%2e%2e',
  'c#',
  'why?',
  'a&b',
  'a<b>',
  'back\\slash',
  'co:lon',
  'dot.',
  'space ',
  'con',
  'new\nline',
  'index',
  'in/index.md/page',
  'n'.repeat(240),
  'A',
  'a',
  '\u00E9',
  'e\u0301',
];
const WITHOUT_PAGE = ['index.html/late', 'in/index.html/late'];
const ALIASES = ['/wiki/old/index.html', '/reviews/feed.xml', 'a%2f..%2f..%2f..%2fout', 'q'.repeat(300)];

const page = (title: string, aliases: readonly string[]): string =>
  `---\n${JSON.stringify({ title, kind: 'reference', summary: 'S', service: 'shop', owner: 'shop', aliases })}\n---\n\nWords.\n`;

test.skip(process.platform === 'win32', 'Windows cannot hold most of these names');

test('a plain static server finds every page that the pages link to, whatever its name', async () => {
  const folder = freshFolder('file-names');
  const [root, out] = [join(folder, 'book'), join(folder, 'site')];
  const links = NAMES.map((name) => `[${name.length}](<${encodeURIComponent(`${name}.md`)}>)\n`);
  await writeFiles(root, {
    'opsbook.yaml': 'site: { title: Names, manual: false }\n',
    'content/teams.yaml': "shop: { name: Shop }\n'50%': { name: Half }\n",
    'content/services/shop.yaml': 'name: Shop\nsystem: shop\nowner: shop\ndescription: Sells.\n',
    'content/services/c#.yaml': 'name: C\nsystem: shop\nowner: 50%\ndescription: Sells.\n',
    'content/alerts/all.yaml': `groups: [{ name: g, rules: ${JSON.stringify(
      ['..', 'index.html', 'names.json', 'a/b', 'a%2Fb', 'q?', 'Up', 'up', 'x'.repeat(300)].map((alert) => ({
        alert,
        expr: 'up == 0',
      })),
    )} }]\n`,
    ...Object.fromEntries(
      [...NAMES, ...WITHOUT_PAGE].map((name) => [`content/runbooks/${name}.md`, page(name, [])]),
    ),
    'content/runbooks/links.md': page('Links', ALIASES) + links.join('\n'),
  });

  const built = await opsbook('build', '--root', root, '--out', out, '--keep-going');
  expect(built).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Built /m) });

  const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
  for (const name of NAMES) expect(files).toContain(`runbooks/${name}/index.html`);
  expect(files).toContain('wiki/old/index.html');
  const dead = files
    .filter((file) => file.endsWith('.html') && !file.startsWith('pagefind/'))
    .flatMap((file) => linksOf(readFileSync(join(out, file), 'utf8')).map((link) => ({ file, link })))
    .filter(({ link }) => !isServed(out, link));
  // Lists still name what lint refuses, as what has no page.
  expect(dead.filter(({ link }) => !link.includes('/index.html/'))).toEqual([]);
  // Nothing was written beside the site.
  expect(readdirSync(dirname(out)).sort()).toEqual(['book', 'site']);
});

test('every alert has its page, beside the list of all and beside others of almost its name', async () => {
  const folder = freshFolder('file-names-alerts');
  const [root, out] = [join(folder, 'book'), join(folder, 'site')];
  const names = ['all', 'a/b', 'a-b', 'Up', 'up', 'HighCPU', 'HighCpu'];
  await writeFiles(root, {
    'opsbook.yaml': 'site: { title: Names, manual: false }\nrules: { alert-has-runbook: warning }\n',
    'content/runbooks/one.md': '# One\n\nWords.\n',
    'content/alerts/a.yaml': `groups: [{ name: g, rules: ${JSON.stringify(
      names.map((alert, at) => ({ alert, expr: `up == ${at}` })),
    )} }]\n`,
  });
  const built = await opsbook('build', '--root', root, '--out', out, '--keep-going');
  expect(built).toMatchObject({ status: 0 });
  const read = (path: string): string => readFileSync(join(out, path, 'index.html'), 'utf8');
  expect(read('alerts/all')).toContain('up == 0');
  for (const [at, address] of ['all', 'a-b', 'a-b', 'Up', 'up', 'HighCPU', 'HighCpu'].entries())
    expect(read(`alerts/${address}`)).toContain(`up == ${at}`);
  expect(read('alerts/up')).toContain('href="/alerts/Up/?stay"');
  expect(read('alerts/highcpu')).toMatch(
    /Several alerts are spelled like this[^]*\/alerts\/HighCpu\/[^]*\/alerts\/HighCPU\//,
  );
  for (const name of names) expect(read('alerts')).toContain(`>${name}</a>`);
});

test('lint names each of them', async () => {
  const root = freshFolder('file-names-lint');
  await writeFiles(root, {
    'opsbook.yaml': '',
    ...Object.fromEntries(
      [...NAMES, ...WITHOUT_PAGE].map((name) => [`content/runbooks/${name}.md`, page(name, [])]),
    ),
  });
  const { status, stdout } = await opsbook(
    'lint',
    '--root',
    root,
    '--rule',
    'file-name-works',
    '--format',
    'json',
  );
  expect(status).toBe(1);
  const findings = JSON.parse(stdout) as { path: string }[];
  const works = ['plain', 'a%0Ab', '50%25 done', '%', '%2e%2e', 'c#', 'a&b', 'index', 'in/index.md/page'];
  const reported = new Set(findings.map(({ path }) => path.slice('content/runbooks/'.length, -'.md'.length)));
  expect([...NAMES, ...WITHOUT_PAGE].filter((name) => !reported.has(name)).sort()).toEqual(
    // Of two names that are one for some file systems, the first in order is kept.
    [...works, 'A', 'e\u0301'].sort(),
  );
});

/** Links into the site, as a browser asks for them. */
function linksOf(html: string): string[] {
  return [...html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&#38;', '&').replaceAll('&amp;', '&').replaceAll('&#39;', "'"),
  );
}

/** What every static server does: it takes the path, decodes it once, and looks for the file or the folder's page. */
function isServed(site: string, link: string): boolean {
  const path = decodeURIComponent(new URL(link, 'http://localhost').pathname);
  return existsSync(join(site, path.endsWith('/') ? `${path}index.html` : path));
}
