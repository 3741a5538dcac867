import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { billOfMaterials } from '../../scripts/release/bill-of-materials.ts';
import { mcpManifest } from '../../scripts/release/mcp-manifest.ts';
import { publishedManifest } from '../../scripts/release/published-manifest.ts';

const PROJECT = join(import.meta.dirname, '../..');
const top = mkdtempSync(join(tmpdir(), 'opsbook-release-'));
afterAll(() => rmSync(top, { recursive: true }));

const REPOSITORY = 'https://git.example.org/ops/opsbook';

function release(...words: readonly string[]) {
  const { status, stderr } = spawnSync(process.execPath, [join(PROJECT, 'scripts/release.ts'), ...words], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('a bill of materials has what is installed, and what is compiled in', () => {
  const installed = {
    metadata: { component: { name: 'clone', version: '0.1.0' } },
    components: [{ name: 'pagefind', version: '1.5.2', scope: 'required' }],
  };
  const licences =
    '# Licences\n\n## @lezer/common 1.5.5 (MIT)\n\nText.\n\n## pagefind 1.5.2 (MIT)\n\n## two 1.0.0 (MIT OR Apache-2.0)\n';
  expect(billOfMaterials(installed, licences)).toMatchObject({
    metadata: { component: { name: 'opsbook', version: '0.1.0' } },
    components: [
      { name: 'pagefind', version: '1.5.2', scope: 'required' },
      {
        name: '@lezer/common',
        purl: 'pkg:npm/%40lezer/common@1.5.5',
        licenses: [{ license: { name: 'MIT' } }],
      },
      { name: 'two', licenses: [{ expression: 'MIT OR Apache-2.0' }] },
    ],
  });
});

describe('a release', () => {
  beforeAll(() => {
    execFileSync(process.execPath, [join(PROJECT, 'scripts/compile.ts')], { stdio: 'ignore' });
    expect(release('--tag', 'v0.1.0', '--repository', REPOSITORY, '--out', top)).toEqual({
      status: 0,
      stderr: '',
    });
  });

  test('makes both packages, with the address of the repository that publishes them', () => {
    for (const [folder, name] of [
      ['opsbook', 'opsbook'],
      ['lint', '@opsbook/lint'],
    ] as const) {
      // What was written above.
      const manifest = JSON.parse(readFileSync(join(top, folder, 'package.json'), 'utf8')) as object;
      expect(manifest).toMatchObject({
        name,
        version: '0.1.0',
        bin: { opsbook: './dist-program/cli/opsbook.mjs' },
        homepage: `${REPOSITORY}#readme`,
        bugs: { url: `${REPOSITORY}/issues` },
        repository: { type: 'git', url: `git+${REPOSITORY}.git` },
      });
      for (const field of ['scripts', 'devDependencies', 'overrides', 'private'])
        expect(manifest).not.toHaveProperty(field);
      const program = join(top, folder, 'dist-program/cli/opsbook.mjs');
      expect(execFileSync(process.execPath, [program, '--version'], { encoding: 'utf8' })).toBe('0.1.0\n');
      expect(readdirSync(join(top, folder))).toContain('LICENSE');
    }
  });

  test('says to the registry of MCP servers what it starts, by a name that the package has too', () => {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(top, file), 'utf8'));
    expect(read('opsbook/package.json')).toMatchObject({ mcpName: 'org.example.git/opsbook' });
    expect(read('lint/package.json')).not.toHaveProperty('mcpName');
    expect(read('server.json')).toEqual(mcpManifest({ name: 'opsbook', version: '0.1.0' }, REPOSITORY));
    expect(mcpManifest({}, 'https://github.com/Owner/opsbook')).toMatchObject({
      name: 'io.github.Owner/opsbook',
      repository: { source: 'github' },
    });
  });

  test('gives the registry nothing that its schema refuses', () => {
    const { name, description, version, packages } = mcpManifest(
      { name: 'opsbook', version: '0.1.0' },
      REPOSITORY,
      // In this shape by the function itself.
    ) as { name: string; description: string; version: string; packages: readonly object[] };
    expect(name).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
    expect(description.length).toBeLessThanOrEqual(100);
    expect(packages).toMatchObject([
      { registryType: 'npm', identifier: 'opsbook', version, transport: { type: 'stdio' } },
    ]);
  });

  test('is refused for a tag that is not the version, with everything that is in the way', () => {
    expect(release('--tag', 'v9.0.0')).toEqual({
      status: 1,
      stderr:
        'release: --tag `v9.0.0` is not the version of package.json, `v0.1.0`.\n' +
        'release: --repository is missing: the address of this repository.\n' +
        'release: --out is missing: a folder for the packages.\n',
    });
  });

  test.each(['http://git.example.org/a/b', 'https://git.example.org/', `${REPOSITORY}/`, `${REPOSITORY}?x`])(
    'is refused for the address %s',
    (address) => expect(() => publishedManifest({}, address)).toThrow('is no address of a repository'),
  );
});

describe('the workflows', () => {
  const folder = join(PROJECT, '.github/workflows');
  interface Job {
    readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
  }
  const workflows = readdirSync(folder).map((name) => {
    // The shape of a workflow: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
    const data = parse(readFileSync(join(folder, name), 'utf8')) as {
      readonly on: object;
      readonly permissions: object;
      readonly jobs: Readonly<Record<string, Job>>;
    };
    return { ...data, name };
  });

  test('name other actions by the digest of a commit, and begin with the right to read', () => {
    for (const { permissions, jobs } of workflows) {
      expect(permissions).toEqual({ contents: 'read' });
      const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
      expect(used.filter((name) => !/^(\.\/?.*|[\w-]+\/[\w-]+@[0-9a-f]{40})$/.test(name))).toEqual([]);
    }
  });

  test('publish from a tag alone, after every check', () => {
    const [found] = workflows.filter(({ name }) => name === 'release.yml');
    expect(found?.on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
    expect(found?.jobs['npm']).toMatchObject({ needs: 'check', permissions: { 'id-token': 'write' } });
    expect(found?.jobs['image']).toMatchObject({ needs: 'check' });
    expect(found?.jobs['tag']).toMatchObject({ needs: ['npm', 'image', 'bill'] });
    const bill = found?.jobs['bill']?.steps.flatMap(({ run }) => run ?? []).join('\n');
    expect(bill).toContain('npm run -s sbom > "$RUNNER_TEMP/opsbook.cdx.json"');
    expect(bill).toContain('gh release create "$GITHUB_REF_NAME" "$RUNNER_TEMP/opsbook.cdx.json"');
  });

  test('run scripts that bash can read', () => {
    const scripts = workflows.flatMap(({ jobs }) =>
      Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? [])),
    );
    expect(scripts.length).toBeGreaterThan(5);
    for (const script of scripts)
      expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
  });
});
