// npm calls this after an install. Where opsbook is installed from its repository, with
// `npm install git+https://…`, npm packs what is there: it has to be compiled first. In a clone it does nothing, since
// `npm start`, `npm test` and `npm pack` compile by themselves. Plain JavaScript: any Node may run it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasNode, provideNode } from './setup/node.mjs';
import { MODULES, ROOT } from './setup/paths.mjs';
import { lastLines, run } from './setup/programs.mjs';

const isClone = process.env.INIT_CWD === undefined || join(process.env.INIT_CWD) === join(ROOT, '.');
if (!isClone) {
  // Called by `npm install --global`, npm installs nothing here, as if this folder were to be global too.
  if (!existsSync(join(MODULES, 'rolldown'))) installPackages();
  const { status, said } = run(nodeForTypeScript(), [join('scripts', 'compile.ts')]);
  if (status !== 0) {
    process.stderr.write(`opsbook could not be compiled.\n${lastLines(said)}\n`);
    process.exitCode = 1;
  }
}

/** What it is made with. No script of a package runs, this one least of all. */
function installPackages() {
  const words = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, said } = run('npm', words, { environment: { npm_config_global: 'false' } });
  if (status !== 0) process.stderr.write(`npm ci failed.\n${lastLines(said)}\n`);
}

/** The Node that runs this where it reads TypeScript, as 22.18 and newer do; else the project's own. */
function nodeForTypeScript() {
  if (process.features.typescript) return process.execPath;
  if (!hasNode()) provideNode();
  return join(MODULES, '.bin', 'node');
}
