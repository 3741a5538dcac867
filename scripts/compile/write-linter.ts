import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleProgram } from './bundle-program.ts';
import { copyStemmers } from './copy-stemmers.ts';
import { renderLicences } from './licences.ts';
import { ROOT } from './source-digest.ts';

/** What of our own package.json the linter's has too. */
interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Those of the packages beside opsbook that the linter needs. */
const NEEDED = ['jq-wasm', 'libpg-query'];

const README = `# @opsbook/lint

The linter of opsbook without the site, for checks and hooks: \`opsbook lint\`, \`opsbook diff\` and \`opsbook alerts\`, from the
same source and of the same version as the package \`opsbook\`, which has every command. Install one of the two.

\`\`\`sh
npm install --save-dev @opsbook/lint
npx opsbook lint
\`\`\`
`;

/** Makes the package \`@opsbook/lint\` in a folder, ready to be packed. */
export async function writeLinter(out: string, digest: string): Promise<void> {
  // Our own file: it has these.
  const ours = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const program = join(out, 'dist-program');
  const { modules } = await bundleProgram({
    input: { opsbook: 'src/cli/opsbook.mjs' },
    out: join(program, 'cli'),
    isLinter: true,
  });
  const stemmers = await copyStemmers(program);
  const manifest = {
    name: '@opsbook/lint',
    version: ours.version,
    description: 'The linter of opsbook alone: for checks and hooks that need no site',
    type: 'module',
    license: ours.license,
    keywords: ['runbook', 'linter', 'markdown', 'mdx', 'prometheus', 'sre'],
    engines: ours.engines,
    bin: { opsbook: './dist-program/cli/opsbook.mjs' },
    dependencies: Object.fromEntries(NEEDED.map((name) => [name, ours.dependencies[name]])),
    publishConfig: { access: 'public' },
  };
  // Which addresses a site has besides its pages: links to the manual are no mistake.
  await mkdir(join(out, 'src/site'), { recursive: true });
  await cp(join(ROOT, 'src/site/manual'), join(out, 'src/site/manual'), { recursive: true });
  await cp(join(ROOT, 'LICENSE'), join(out, 'LICENSE'));
  await Promise.all([
    writeFile(join(out, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`),
    writeFile(join(out, 'README.md'), README),
    writeFile(join(program, 'LICENSES.md'), await renderLicences([...modules, ...stemmers])),
    writeFile(join(program, 'stamp'), digest),
  ]);
}
