import { execFileSync } from 'node:child_process';
import {
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
import { afterEach, expect, test } from 'vitest';
import { compiledProgram } from '../compiled-program.ts';
import { runOpsbook } from '../cli/run-opsbook.ts';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A book of one page that links to the manual. */
function bookWith(settings: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-manual-'));
  made.push(folder);
  mkdirSync(join(folder, 'runbooks'));
  writeFileSync(join(folder, 'opsbook.yaml'), `runbooks: runbooks\nsite:\n${settings}`);
  writeFileSync(join(folder, 'runbooks/a.md'), '# A\n\nSee [the rules](/rules/).\n');
  return folder;
}

/** Every address of the built site that is of opsbook's own manual, and where the foot of its first page leads. */
function build(folder: string): { readonly own: readonly string[]; readonly foot: readonly string[] } {
  execFileSync(process.execPath, [compiledProgram(), 'build', '--keep-going', '--root', folder], {
    stdio: 'pipe',
  });
  const dist = join(folder, 'dist');
  const own = ['manual', 'rules'].filter((name) => existsSync(join(dist, name)));
  expect(readdirSync(join(dist, 'runbooks'))).toContain('a');
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const foot = [...html.matchAll(/href="([^"]*(?:manual|rules)\/)"/g)].map(([, address = '']) => address);
  return { own, foot };
}

const findings = async (folder: string): Promise<readonly { ruleId: string; url: string }[]> =>
  JSON.parse((await runOpsbook(folder, ['lint', '--format', 'json'])).out) as {
    ruleId: string;
    url: string;
  }[];

test.each<[string, string, { own: string[]; foot: string[]; url: string; rules: string[] }]>([
  [
    'with it',
    '  url: https://a.example\n',
    {
      own: ['manual', 'rules'],
      foot: ['/manual/', '/rules/'],
      url: 'https://a.example/rules/frontmatter-valid/',
      rules: ['frontmatter-valid'],
    },
  ],
  [
    'without it',
    '  url: https://a.example\n  manual: false\n',
    { own: [], foot: [], url: '/rules/frontmatter-valid/', rules: ['frontmatter-valid', 'link-resolves'] },
  ],
  [
    'with that of another site',
    '  url: https://a.example\n  manual: https://b.example/ops\n',
    {
      own: [],
      foot: ['https://b.example/ops/manual/', 'https://b.example/ops/rules/'],
      url: 'https://b.example/ops/rules/frontmatter-valid/',
      rules: ['frontmatter-valid', 'link-resolves'],
    },
  ],
])('a site %s', async (_, settings, expected) => {
  const folder = bookWith(settings);
  const found = await findings(folder);
  const [first] = found.filter(({ ruleId }) => ruleId === 'frontmatter-valid');
  expect({
    ...build(folder),
    url: first?.url,
    rules: found.map(({ ruleId }) => ruleId),
  }).toEqual(expected);
});

test('the manual is not an address of anything else', async () => {
  const folder = bookWith('  manual: hello\n');
  const { out } = await runOpsbook(folder, ['lint']);
  expect(out).toMatch(/opsbook\.yaml:3:11 {2}error .*settings-valid/);
});
