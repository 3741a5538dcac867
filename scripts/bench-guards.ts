import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listMutations, mutate } from './guards/list-mutations.ts';
import type { Mutation } from './guards/list-mutations.ts';
import { isSurvivor, readGuards, readSurvivors } from './guards/read-guards.ts';
import type { GuardFile } from './guards/read-guards.ts';
import { PROOF_STATES, proofOf, proofState, readProofs, writeProof } from './guards/proofs.ts';
import type { Proof, ProofState } from './guards/proofs.ts';
import { openTrials } from './guards/trial-process.ts';
import type { TrialProcess } from './guards/trial-process.ts';
import { openTypeCheck } from './guards/type-check.ts';
import type { TypeCheck } from './guards/type-check.ts';
import { readFlags } from './read-flags.ts';

// `npm run bench:guards`: changes the lines that protect, one at a time, in a copy of this tree, and runs the tests of that
// file. What neither a test nor the compiler notices is printed, unless `guards/survivors.yaml` says why it changes nothing.
// A file without any such change is written to `guards/proved.json`, and is not run again until its text changes.

const USAGE =
  'npm run bench:guards -- [--file PART-OF-A-PATH] [--line N] [--most N] [--again] [--killed] [--list | --status]\n';
const root = fileURLToPath(new URL('..', import.meta.url));
/** Milliseconds of a processor for tests that are known to end. */
const LONGEST = 10 * 60_000;
const { values } = readFlags({
  options: {
    file: { type: 'string', default: '' },
    line: { type: 'string' },
    most: { type: 'string', default: 'Infinity' },
    again: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    status: { type: 'boolean', default: false },
    killed: { type: 'boolean', default: false },
  },
});

/** So many mutations of each file are tried, from its beginning to its end. */
const most = Number(values.most);
if (!(most > 0)) {
  process.stderr.write(USAGE);
  process.exit(2);
}
/** Some of a file's mutations prove nothing of the file. */
const isWhole = values.line === undefined && most === Infinity;

interface Job {
  readonly guard: GuardFile;
  readonly text: string;
  /** Those that must be killed. */
  readonly mutations: readonly Mutation[];
  /** What is proved when all are. */
  readonly proof: Proof;
  readonly state: ProofState;
}

const survivors = readSurvivors();
const proofs = readProofs();
const jobs = readGuards()
  .filter(({ file }) => file.includes(values.file))
  .map((guard): Job => {
    const text = readFileSync(join(root, guard.file), 'utf8');
    const known = survivors.get(guard.file) ?? [];
    const all = listMutations(guard.file, text);
    const open = all.filter((one) => !known.some((survivor) => isSurvivor(one, survivor)));
    const asked = open.filter(({ line }) => values.line === undefined || line === Number(values.line));
    const proof = proofOf(text, all, all.length - open.length);
    const state = proofState(proof, proofs[guard.file]);
    return { guard, text, mutations: spread(asked, most), proof, state };
  });
if (jobs.length === 0) {
  process.stderr.write(`No guard of guards/guards.yaml has \`${values.file}\` in its path.\n`);
  process.exit(2);
}
if (values.list) listAll();
else if (values.status) tellStates();
else await tryAll(jobs.filter(({ state }) => values.again || !isWhole || state !== 'proved'));

function listAll(): void {
  for (const { guard, mutations } of jobs) for (const one of mutations) print(guard.file, one);
  const sum = jobs.reduce((all, { mutations }) => all + mutations.length, 0);
  const known = jobs.reduce((all, { proof }) => all + proof.listed, 0);
  console.log(`${jobs.length} files, ${sum} mutations to be killed, ${known} known to change nothing`);
}

function tellStates(): void {
  for (const { guard, state, proof } of jobs)
    console.log(`${state}: ${guard.file} (${proof.killed} to be killed, ${proof.listed} listed)`);
  tellSum();
}

/** As the files stand now, and as the ledger does. */
function tellSum(): void {
  const now = readProofs();
  const states = jobs.map(({ guard, proof }) => proofState(proof, now[guard.file]));
  const counts = PROOF_STATES.map((state) => `${states.filter((one) => one === state).length} ${state}`);
  console.log(`${jobs.length} files: ${counts.join(', ')}`);
}

/** So many of a list, from its beginning to its end. */
function spread<T>(list: readonly T[], size: number): readonly T[] {
  if (list.length <= size) return list;
  return Array.from({ length: size }, (_, at) => list[Math.floor((at * list.length) / size)]).filter(
    (one) => one !== undefined,
  );
}

async function tryAll(asked: readonly Job[]): Promise<void> {
  const copy = copyTree();
  const trials = openTrials(copy);
  const typeCheck = openTypeCheck(root);
  let left = 0;
  try {
    for (const job of asked)
      left += await tryFile(job, trials, typeCheck).catch((error: unknown) => {
        console.log(error instanceof Error ? error.message : error);
        return job.mutations.length;
      });
  } finally {
    trials.end();
    rmSync(copy, { recursive: true, force: true });
  }
  const tried = asked.reduce((all, { mutations }) => all + mutations.length, 0);
  console.log(`${tried - left} of ${tried} killed in ${asked.length} files`);
  if (isWhole) tellSum();
  process.exitCode = left > 0 ? 1 : 0;
}

/** @returns how many survived */
async function tryFile(job: Job, trials: TrialProcess, typeCheck: TypeCheck): Promise<number> {
  const { guard, text, mutations, proof } = job;
  const { file, tests } = guard;
  const began = performance.now();
  const { alive, used } = mutations.length > 0 ? await findAlive(job, trials) : { alive: [], used: 0 };
  const left = alive.filter((mutation) => {
    const killedBy = typeCheck(file, mutate(text, mutation));
    if (killedBy !== undefined && values.killed) print(file, mutation, killedBy);
    return killedBy === undefined;
  });
  // The next file's tests may read this one.
  if (mutations.length > 0) await trials.attempt({ file, original: text, text, tests: [] }, LONGEST);
  if (isWhole) writeProof(file, left.length === 0 ? proof : undefined);
  const seconds = Math.round((performance.now() - began) / 1000);
  const killed = mutations.length - left.length;
  console.log(
    `${file} (${guard.guard}): ${killed} of ${mutations.length} killed, ${alive.length - left.length} of them by the ` +
      `compiler, in ${seconds} s (${Math.round(used / 1000)} s of a processor) by ${tests.length} files`,
  );
  for (const mutation of left) print(file, mutation);
  return left.length;
}

/** Those that no test notices. */
async function findAlive(
  { guard, text, mutations }: Job,
  trials: TrialProcess,
): Promise<{ alive: readonly Mutation[]; used: number }> {
  const { file, tests } = guard;
  let used = 0;
  const unchanged = async (): Promise<string | undefined> => {
    const one = await trials.attempt({ file, original: text, text, tests }, LONGEST);
    used += one.used;
    return one.killedBy;
  };
  const failing = (await unchanged()) ?? (await unchanged());
  if (failing !== undefined) throw new Error(`${file}: its tests fail without a mutation: ${failing}`);
  const limit = 10_000 + 10 * used;
  const run = async (isAlone: boolean): Promise<readonly Mutation[]> => {
    const alive: Mutation[] = [];
    for (const mutation of mutations) {
      if (isAlone) trials.end();
      const trial = { file, original: text, text: mutate(text, mutation), tests };
      const one = await trials.attempt(trial, limit);
      used += one.used;
      if (one.killedBy === undefined) alive.push(mutation);
      else if (values.killed) print(file, mutation, one.killedBy);
    }
    return alive;
  };
  const alive = await run(false);
  // A change that leaves something behind in the process would kill all that come after it.
  const leftBehind = await unchanged();
  if (leftBehind === undefined) return { alive, used };
  console.log(`${file}: once more, each by itself, as something was left behind: ${leftBehind}`);
  return { alive: await run(true), used };
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
