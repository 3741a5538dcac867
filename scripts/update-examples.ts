import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readFlags } from './read-flags.ts';

// Writes into the README what opsbook says of the broken runbook there. `--check` only says whether it does.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = `${ROOT}README.md`;
const EXAMPLE = 'content/runbooks/pilot/tasks-stuck.mdx';

const { values } = readFlags({ options: { check: { type: 'boolean' } } });
const readme = readFileSync(README, 'utf8');
const said = lint(firstFence('mdx'));
const current = readme.replace(firstFence('text'), () => said);
if (current !== readme) update();

function update(): void {
  if (!values.check) return writeFileSync(README, current);
  process.stderr.write('Run npm run examples: opsbook no longer says what stands in README.md.\n');
  process.exitCode = 1;
}

/** The text of the first fence in a language. */
function firstFence(language: string): string {
  const [, , text] = new RegExp(`^(\`{3,})${language}\\n(.+?)^\\1\\n`, 'ms').exec(readme) ?? [];
  if (text === undefined) throw new Error(`README.md has no fence of ${language}.`);
  return text;
}

/** The command line's own words, for a text that is no file of the book. */
function lint(runbook: string): string {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    ['src/cli/main.ts', 'lint', '-', '--stdin-path', EXAMPLE],
    { cwd: ROOT, input: runbook, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  if (status !== 1) throw new Error(`The broken runbook has no findings: ${stderr}`);
  return stdout;
}
