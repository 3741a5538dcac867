import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { reviewableText } from '../../src/runbook/read/reviewable-text.ts';
import { contentHash } from '../../src/tools/content-hash.ts';

const run = promisify(execFile);
const COMMITS = 20_000;
const YEARS = 5;
const SERVICES = 200;

/** The day that the generated history ends on. */
export const BENCH_TODAY = '2026-11-22';

/**
 * Makes a repository of a generated book: 20,000 commits of 40 people over five years, code that runbooks
 * watch, renames, merges, and for every runbook a sign-off from one of the last fifteen months.
 */
export async function writeReviewHistory(root: string): Promise<void> {
  const runbooks = (await readdir(join(root, 'content/runbooks'), { recursive: true }))
    .filter((path) => path.endsWith('.mdx'))
    .sort();
  await mkdir(join(root, 'content/reviews'), { recursive: true });
  for (const [index, path] of runbooks.entries()) {
    const file = join(root, 'content/runbooks', path);
    const text = await readFile(file, 'utf8');
    const watches = `watches: ['services/s${index % SERVICES}/**', 'charts/s${index % SERVICES}/*.yaml']\n---\n`;
    await writeFile(file, text.replace(/\n---\n/, `\n${watches}`));
  }
  await writeSignOffs(root, runbooks);
  await run('git', ['init', '-q', '-b', 'main', root]);
  const importing = spawn('git', ['-C', root, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  for (const part of historyStream(runbooks))
    if (!importing.stdin.write(part)) await once(importing.stdin, 'drain');
  importing.stdin.end();
  await once(importing, 'close');
  // The code that runbooks watch lies on disk as the last commit has it.
  await run('git', ['-C', root, 'checkout', '-q', 'HEAD', '--', 'services', 'charts']);
}

async function writeSignOffs(root: string, runbooks: readonly string[]): Promise<void> {
  const lines = await Promise.all(
    runbooks.map(async (path, index) => {
      const text = await readFile(join(root, 'content/runbooks', path), 'utf8');
      const content = contentHash(reviewableText(text));
      const at = timeOf(COMMITS - 1 - ((index * 37) % (COMMITS / 4)));
      return `  - { runbook: ${path.replace(/\.mdx$/, '')}, at: ${at}, by: Person ${index % 40}, content: '${content}' }\n`;
    }),
  );
  await writeFile(
    join(root, 'content/reviews/2026-Q4.yaml'),
    `quarter: 2026-Q4\nsign-offs:\n${lines.sort().join('')}`,
  );
}

function timeOf(index: number): string {
  return `${new Date(secondsOf(index) * 1000).toISOString().slice(0, 19)}Z`;
}

function secondsOf(index: number): number {
  const end = Date.parse(`${BENCH_TODAY}T00:00:00Z`) / 1000;
  return Math.round(end - ((COMMITS - index) / COMMITS) * YEARS * 365 * 86_400);
}

/** What `git fast-import` reads; every twentieth commit is a merge, every fiftieth renames a file of code. */
function* historyStream(runbooks: readonly string[]): Generator<string> {
  for (let index = 0; index < COMMITS; index += 1) {
    const message = `Change ${index}`;
    const service = (index * 7) % SERVICES;
    const content = `line ${index}\n`.repeat(20);
    const parts = [
      `commit refs/heads/main\nmark :${index + 1}\n`,
      `committer Person ${index % 40} <p${index % 40}@example.org> ${secondsOf(index)} +0000\n`,
      `data ${message.length}\n${message}\n`,
      index > 0 ? `from :${index}\n` : '',
      index > 100 && index % 20 === 0 ? `merge :${index - 7}\n` : '',
    ];
    if (index % 50 === 49)
      parts.push(
        `R services/s${(7 * (index - 1)) % SERVICES}/a.ts services/s${(7 * (index - 1)) % SERVICES}/a${index}.ts\n`,
      );
    parts.push(
      change(`services/s${service}/a.ts`, content),
      change(`charts/s${service}/values.yaml`, content),
    );
    if (index % 5 === 0) {
      const path = `content/runbooks/${runbooks[index % runbooks.length] ?? ''}`;
      parts.push(change(path, content));
    }
    yield parts.join('');
  }
}

function change(path: string, content: string): string {
  return `M 100644 inline ${path}\ndata ${content.length}\n${content}\n`;
}
