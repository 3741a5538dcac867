import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compiledProgram } from '../compiled-program.ts';
import { PROJECT } from '../install/install-opsbook.ts';
import { runOpsbook } from '../cli/run-opsbook.ts';
import { SITE_HEADERS } from '../../src/tools/page-policy.ts';

// The manual's recipes, run as far as they go without the host that they are for.

const MANUAL = join(PROJECT, 'src/site/manual');
const top = mkdtempSync(join(tmpdir(), 'opsbook-recipes-'));
const bin = join(top, 'bin');

beforeAll(() => {
  mkdirSync(bin);
  const opsbook = `#!/bin/sh\nexec "${process.execPath}" "${compiledProgram()}" "$@"\n`;
  writeFileSync(join(bin, 'opsbook'), opsbook, { mode: 0o755 });
  // `npx opsbook` and `npm ci`, of a repository that has it.
  writeFileSync(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\n[ "$1" = ci ]\n', { mode: 0o755 });
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

interface Fence {
  readonly page: string;
  readonly section: string;
  readonly language: string;
  readonly code: string;
}

function fencesOf(page: string): Fence[] {
  const text = readFileSync(join(MANUAL, `${page}.mdx`), 'utf8');
  return text.split(/^## /m).flatMap((part) => {
    const section = part.split('\n')[0] ?? '';
    return [...part.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```/gm)].map(([, language = '', code = '']) => {
      return { page, section, language, code };
    });
  });
}

const hosting = fencesOf('hosting');
const fence = (section: string, language: string): string =>
  hosting.find((one) => one.section === section && one.language === language)?.code ?? '';

/** A repository whose runbooks are plain Markdown. */
function makeBook(name: string): string {
  const folder = join(top, name);
  mkdirSync(join(folder, 'runbooks'), { recursive: true });
  // Without the manual, which takes longer than such a book.
  writeFileSync(join(folder, 'opsbook.yaml'), 'runbooks: runbooks\nsite: { manual: false }\n');
  writeFileSync(join(folder, 'runbooks/disk-full.md'), '# Disk full\n\n```bash\ndf -h\n```\n');
  return folder;
}

function sh(script: string, folder: string, more: Readonly<Record<string, string>> = {}) {
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    FORCE_COLOR: '0',
    npm_lifecycle_event: '',
    ...more,
  };
  const { status, stdout, stderr } = spawnSync('bash', ['-ec', script], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, out: `${stdout}${stderr}` };
}

describe('hosting', () => {
  test('on GitHub Pages builds below the name of the repository, into the folder that is uploaded', () => {
    // The shape of a workflow.
    const { jobs } = parse(fence('GitHub Pages', 'yaml')) as {
      readonly jobs: {
        readonly publish: { readonly steps: readonly { run?: string; with?: { path?: string } }[] };
      };
    };
    const folder = makeBook('github');
    for (const { run } of jobs.publish.steps)
      if (run !== undefined)
        expect(sh(run, folder, { GITHUB_REPOSITORY: 'shop/runbooks' })).toMatchObject({ status: 0 });
    const path = jobs.publish.steps.flatMap((step) => step.with?.path ?? [])[0] ?? '';
    expect(readFileSync(join(folder, path, 'index.html'), 'utf8')).toContain(
      'href="/runbooks/runbooks/disk-full/"',
    );
  });

  test('on GitLab Pages builds into public, below the path of its address', () => {
    const { pages } = parse(fence('GitLab Pages', 'yaml')) as {
      readonly pages: {
        readonly script: readonly string[];
        readonly artifacts: { readonly paths: string[] };
      };
    };
    const folder = makeBook('gitlab');
    const address = { CI_PAGES_URL: 'https://shop.example.org/ops/web' };
    expect(sh(pages.script.join('\n'), folder, address)).toMatchObject({ status: 0 });
    expect(pages.artifacts.paths).toEqual(['public']);
    expect(readFileSync(join(folder, 'public/index.html'), 'utf8')).toContain('data-base="/ops/web/"');
  });

  test('by nginx sends what serve sends', () => {
    const text = fence('nginx', 'nginx');
    const sent = [...text.matchAll(/^ {2}add_header (\S+) "?([^"\n]+?)"? always;$/gm)].map(
      ([, name = '', value]) => [name, value],
    );
    const { 'X-Frame-Options': _, ...rest } = SITE_HEADERS; // the policy says the same
    expect(Object.fromEntries(sent)).toEqual(rest);
    expect(text.split('{').length).toBe(text.split('}').length);
    // A header of a location would drop those of the server.
    expect(
      text
        .split(/^ {2}location /m)
        .slice(1)
        .join(''),
    ).not.toMatch(/^\s+add_header/m);
  });

  test('on CloudFront finds the page of an address', () => {
    const code = `${fence('S3 with CloudFront', 'js')};handler`;
    interface Request {
      readonly uri: string;
      readonly querystring: Readonly<Record<string, { readonly value: string }>>;
    }
    const handler = runInNewContext(code) as (event: { request: Request }) => object;
    const ask = (uri: string, querystring: Request['querystring'] = {}): object => ({
      ...handler({ request: { uri, querystring } }),
    });
    expect(ask('/runbooks/disk-full/')).toMatchObject({ uri: '/runbooks/disk-full/index.html' });
    expect(ask('/')).toMatchObject({ uri: '/index.html' });
    expect(ask('/assets/site.css')).toMatchObject({ uri: '/assets/site.css' });
    const movedTo = (value: string): object => ({ statusCode: 301, headers: { location: { value } } });
    expect(ask('/runbooks')).toMatchObject(movedTo('/runbooks/'));
    const values = { namespace: { value: 'prod' }, pod: { value: 'a%20b' } };
    expect(ask('/runbooks/disk-full', values)).toMatchObject(
      movedTo('/runbooks/disk-full/?namespace=prod&pod=a%20b'),
    );
    // An address of another host, as a browser reads it.
    expect(ask('//evil/page')).toMatchObject(movedTo('/evil/page/'));
    expect(ask('/\\evil/page')).toMatchObject(movedTo('/evil/page/'));
  });

  test('on S3 gives the assets, and them alone, a cache for good', () => {
    // `aws s3 sync` leaves what is there already as it is, with the header that it came with.
    const [assets, rest] = fence('S3 with CloudFront', 'bash')
      .split('\n')
      .filter((line) => line.includes(' sync '));
    expect(assets).toMatch(/sync dist\/assets .*immutable/);
    expect(rest).toMatch(/sync dist .*--exclude 'assets\/\*' .*no-cache/);
  });

  test('of previews builds the change with the opsbook of main', () => {
    const { jobs } = parse(fence('A preview for each pull request', 'yaml')) as {
      readonly jobs: { readonly build: { readonly steps: readonly { run?: string }[] } };
    };
    const folder = join(top, 'preview');
    mkdirSync(folder);
    cpSync(makeBook('change'), join(folder, 'change'), { recursive: true });
    for (const { run } of jobs.build.steps)
      if (run !== undefined) expect(sh(run, folder)).toMatchObject({ status: 0 });
    expect(existsSync(join(folder, 'preview/runbooks/disk-full/index.html'))).toBe(true);
  });

  test('writes YAML that can be read', () => {
    for (const { code } of hosting.filter(({ language }) => language === 'yaml'))
      expect(() => parse(code) as unknown).not.toThrow();
  });

  test('brings the Node that opsbook needs, on runners of GitHub', () => {
    const workflows = hosting.filter(({ code }) => code.includes('runs-on:'));
    expect(workflows).toHaveLength(2);
    for (const { code } of workflows) expect(code).toMatch(/uses: actions\/setup-node@[\s\S]*run: npm ci/);
  });

  test('names other actions by the digest of a commit', () => {
    const used = hosting.flatMap(({ code }) => [...code.matchAll(/uses: (\S+)/g)].map(([, name]) => name));
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !/@[0-9a-f]{40}$/.test(name ?? ''))).toEqual([]);
  });
});

test('ten minutes go by without a change to a page', () => {
  const folder = join(top, 'ten minutes');
  const page = '# Disk full\n\nno space left on device, see [that](gone.md)\n';
  for (const [path, text] of Object.entries({
    'docs/runbooks/disk-full.md': page,
    'monitoring/db.yml':
      'groups:\n  - name: db\n    rules:\n      - alert: DiskFull\n        expr: up == 0\n',
    '.github/CODEOWNERS': '* @ops\n',
  })) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  execFileSync('git', ['init', '-q', folder]);
  const scripts = fencesOf('ten-minutes').filter(
    ({ language, section }) => language === 'bash' && section !== 'See the site',
  );
  expect(scripts).toHaveLength(3);
  const [look, begin, alerts] = scripts.map(({ code }) => sh(code, folder));
  expect(look?.out).toContain('Found 1 page in docs/runbooks.');
  expect(look?.out).toContain('disk-full');
  expect(begin).toMatchObject({ status: 0 });
  expect(alerts?.out).toContain('of 1 alert');
  expect(readFileSync(join(folder, 'docs/runbooks/disk-full.md'), 'utf8')).toBe(page);
  // Its head of a runbook is one.
  const head = fencesOf('ten-minutes').find(({ language }) => language === 'yaml')?.code ?? '';
  writeFileSync(join(folder, 'docs/runbooks/disk-full.md'), `---\n${head}---\n\n## Diagnosis\n\nLook.\n`);
  expect(sh('opsbook lint --rule frontmatter-valid', folder)).toMatchObject({ status: 0 });
});

test('the commands of the manual are known to the linter', async () => {
  const folder = join(top, 'manual');
  mkdirSync(join(folder, 'runbooks'), { recursive: true });
  for (const name of readdirSync(MANUAL).filter((file) => file.endsWith('.mdx'))) {
    const page = name.slice(0, -'.mdx'.length);
    const shell = fencesOf(page).filter(({ language }) => language === 'bash' || language === 'sh');
    const text = shell.map(({ section, code }) => `## ${section}\n\n\`\`\`bash\n${code}\`\`\`\n`).join('\n');
    writeFileSync(join(folder, `runbooks/${page}.md`), `# ${page}\n\n${text}`);
  }
  const { out } = await runOpsbook(folder, ['lint', '--rule', 'command-known', '--rule', 'shell-parses']);
  expect(out).toContain('No findings');
});

describe('migrating', () => {
  const scriptOf = (section: string): string =>
    fencesOf('migrating').find((one) => one.section === section && one.language === 'bash')?.code ?? '';

  function write(folder: string, files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }

  const [id, other] = ['0a1b2c3d4e5f60718293a4b5c6d7e8f9', 'aa1b2c3d4e5f60718293a4b5c6d7e8f9'];

  test('from Notion takes the ids off names and links', async () => {
    const folder = join(top, 'from notion');
    write(folder, {
      'opsbook.yaml': 'site: { title: Shop }\n',
      [`notion/Ops ${id}/Disk full ${id}.md`]: `# Disk full\n\nSee [the queue](Queue%20backlog%20${other}.md).\n\n![Graph](Disk%20full%20${id}/graph.png)\n`,
      [`notion/Ops ${id}/Disk full ${id}/graph.png`]: 'a picture',
      [`notion/Ops ${id}/Queue backlog ${other}.md`]: '# Queue backlog\n\nRestart it.\n',
    });
    expect(sh(scriptOf('Notion'), folder)).toMatchObject({ status: 0 });
    const page = readFileSync(join(folder, 'content/runbooks/Disk full.md'), 'utf8');
    expect(page).toContain('See [the queue](Queue%20backlog.md).');
    const { out } = await runOpsbook(folder, ['lint', '--rule', 'link-resolves']);
    expect(out).toContain('No findings');
  });

  test("from a repository's wiki makes links of double brackets", async () => {
    const folder = join(top, 'from wiki');
    write(folder, {
      'opsbook.yaml': 'site: { title: Shop }\n',
      'wiki/Home.md': '# Home\n\n[[Disk full]] and [[the queue|Queue backlog]].\n',
      'wiki/Disk-full.md': 'No space is left.\n',
      'wiki/Queue-backlog.md': 'Jobs wait.\n',
      'wiki/_Sidebar.md': '* [[Home]]\n',
    });
    // What is cloned stands there already.
    const script = scriptOf('The wiki of a repository').replace(/^git clone .*\n/, '');
    expect(sh(script, folder)).toMatchObject({ status: 0 });
    const page = readFileSync(join(folder, 'content/runbooks/Home.md'), 'utf8');
    expect(page).toContain('[Disk full](Disk-full.md) and [the queue](Queue-backlog.md).');
    expect(existsSync(join(folder, 'content/runbooks/_Sidebar.md'))).toBe(false);
    const { out } = await runOpsbook(folder, ['lint', '--rule', 'link-resolves']);
    expect(out).toContain('No findings');
  });

  test('from Confluence leads links to the pages that pandoc has made', () => {
    const folder = join(top, 'from confluence');
    write(folder, {
      'confluence/Disk-full_12.md':
        'See [the queue](Queue_13.html) or [part](Queue_13.html#a), not [x](https://a.example/b.html).\n',
    });
    const [, links = ''] = scriptOf('Confluence').split('\n');
    expect(sh(links, folder)).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'confluence/Disk-full_12.md'), 'utf8')).toBe(
      'See [the queue](Queue_13.md) or [part](Queue_13.md#a), not [x](https://a.example/b.html).\n',
    );
  });
});
