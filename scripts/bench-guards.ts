import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { listMutations, mutate } from './guards/list-mutations.ts';
import type { Mutation } from './guards/list-mutations.ts';
import { isSurvivor, readGuards, readSurvivors } from './guards/read-guards.ts';
import type { GuardFile } from './guards/read-guards.ts';
import { openTrials } from './guards/trial-process.ts';
import type { TrialProcess } from './guards/trial-process.ts';

// `npm run bench:guards [-- --file NAME] [--line N] [--most N | --all] [--shard K/N] [--list] [--killed]`: changes the lines that
// protect, one at a time, in a copy of this tree, and runs the tests of that file. What no test notices is printed, and
// ends the run with 1, unless `guards/survivors.yaml` says why it changes nothing.

const USAGE =
  'npm run bench:guards -- [--file PART-OF-A-PATH] [--line N] [--most N | --all] [--shard K/N] [--list] [--killed]\n';
const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    file: { type: 'string', default: '' },
    line: { type: 'string' },
    most: { type: 'string', default: '10' },
    all: { type: 'boolean', default: false },
    shard: { type: 'string', default: '1/1' },
    list: { type: 'boolean', default: false },
    killed: { type: 'boolean', default: false },
  },
});

/** So many mutations of each file are tried where nobody says how many, from its beginning to its end. */
const most = values.all || values.line !== undefined ? Infinity : Number(values.most);
const [shard = 0, shards = 0] = values.shard.split('/').map(Number);
if (!(most > 0) || !(shard >= 1 && shard <= shards)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

interface Job {
  readonly guard: GuardFile;
  readonly text: string;
  readonly mutations: readonly Mutation[];
}

const survivors = readSurvivors();
const jobs = readGuards()
  .filter(({ file }) => file.includes(values.file))
  .map((guard): Job => {
    const text = readFileSync(join(root, guard.file), 'utf8');
    const known = survivors.get(guard.file) ?? [];
    const open = listMutations(guard.file, text)
      .filter((one) => !known.some((survivor) => isSurvivor(one, survivor)))
      .filter(({ line }) => values.line === undefined || line === Number(values.line));
    return { guard, text, mutations: spread(open, most).filter((_, at) => at % shards === shard - 1) };
  });
if (jobs.length === 0) {
  process.stderr.write(`No guard of guards/guards.yaml has \`${values.file}\` in its path.\n`);
  process.exit(2);
}
if (values.list) listAll();
else await tryAll();

function listAll(): void {
  for (const { guard, mutations } of jobs) for (const one of mutations) print(guard.file, one);
  const sum = jobs.reduce((all, { mutations }) => all + mutations.length, 0);
  const known = jobs.reduce((all, { guard }) => all + (survivors.get(guard.file) ?? []).length, 0);
  console.log(`${jobs.length} files, ${sum} mutations to be killed, ${known} known to change nothing`);
}

/** So many of a list, from its beginning to its end. */
function spread<T>(list: readonly T[], size: number): readonly T[] {
  if (list.length <= size) return list;
  return Array.from({ length: size }, (_, at) => list[Math.floor((at * list.length) / size)]).filter(
    (one) => one !== undefined,
  );
}

async function tryAll(): Promise<void> {
  const copy = copyTree();
  const trials = openTrials(copy);
  let left = 0;
  try {
    for (const job of jobs) left += await tryFile(job, trials);
  } finally {
    trials.end();
    rmSync(copy, { recursive: true, force: true });
  }
  const tried = jobs.reduce((all, { mutations }) => all + mutations.length, 0);
  console.log(`${tried - left} of ${tried} killed in ${jobs.length} files`);
  process.exitCode = left > 0 ? 1 : 0;
}

/** @returns how many survived */
async function tryFile({ guard, text, mutations }: Job, trials: TrialProcess): Promise<number> {
  const { file, tests } = guard;
  if (mutations.length === 0) return 0;
  const began = performance.now();
  const first = await trials.attempt({ file, text, tests }, 10 * 60_000);
  if (first.killedBy !== undefined) throw new Error(`${file} fails without a mutation: ${first.killedBy}`);
  // How long they take once they are loaded.
  const again = performance.now();
  await trials.attempt({ file, text, tests }, 10 * 60_000);
  const limit = 15_000 + 20 * (performance.now() - again);
  const alive: Mutation[] = [];
  for (const mutation of mutations) {
    const { killedBy } = await trials.attempt({ file, text: mutate(text, mutation), tests }, limit);
    if (killedBy === undefined) alive.push(mutation);
    else if (values.killed) print(file, mutation, killedBy);
  }
  // The next file's tests may read this one.
  await trials.attempt({ file, text, tests: [] }, limit);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${file} (${guard.guard}): ${mutations.length - alive.length} of ${mutations.length} killed in ${seconds} s`,
  );
  for (const mutation of alive) print(file, mutation);
  return alive.length;
}

function print(file: string, { kind, line, within, was, becomes }: Mutation, killedBy?: string): void {
  console.log(`  ${file}:${line} ${kind}${within ? ` in ${within}` : ''}`);
  console.log(`    was:     ${was}`);
  console.log(`    becomes: ${becomes}`);
  if (killedBy !== undefined) console.log(`    killed:  ${killedBy}`);
}

/** Everything that git knows of, and the packages as they are. */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'opsbook-guards-'));
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = execFileSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  for (const name of names.split('\0').filter(Boolean)) {
    const from = join(root, name);
    if (!statSync(from, { throwIfNoEntry: false })?.isFile()) continue;
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    copyFileSync(from, join(copy, name));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}
