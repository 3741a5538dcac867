import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../src/runbook/finding.ts';
import { readBookFiles } from '../../src/runbook/read/load.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';

/** What a version of opsbook says of a folder. */
export interface Linted {
  readonly status: number;
  readonly seconds: number;
  /** How many pages the folder holds, as this version reads it. */
  readonly pages: number;
  /** What a person is shown. Absent where lint failed; `said` says how. */
  readonly findings: readonly Finding[] | undefined;
  /** Each place, also where many have one finding. */
  readonly places: readonly Finding[];
  readonly said: string;
}

/** Characters of findings that are read: some of these folders have thousands. */
const MOST_SAID = 200_000_000;

/** A baseline that holds nothing: lint then shows each place. */
const NO_BASELINE = '{ "version": 1, "findings": [] }\n';

/** Lints a folder with the opsbook whose sources are at `version`, from its sources, in processes of their own. */
export async function lintFolder(version: string, root: string, cache: string): Promise<Linted> {
  const { texts } = await readBookFiles(folderReader(root));
  const pages = texts.filter(({ path }) => /\.mdx?$/i.test(path)).length;
  await mkdir(cache, { recursive: true });
  const baseline = join(cache, 'no-baseline.json');
  await writeFile(baseline, NO_BASELINE);
  const words = [join(version, 'src/cli/opsbook.mjs'), 'lint', '--root', root, '--format', 'json'];
  const start = performance.now();
  const { status, findings, said } = await runLint(words, cache);
  const seconds = (performance.now() - start) / 1000;
  const each = findings ? await runLint([...words, '--baseline', baseline], cache) : undefined;
  return { status, seconds, pages, findings, places: each?.findings ?? [], said };
}

async function runLint(
  words: readonly string[],
  cache: string,
): Promise<Pick<Linted, 'status' | 'findings' | 'said'>> {
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, OPSBOOK_CACHE: cache },
  });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => (size += chunk.length) < MOST_SAID && out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const status = await new Promise<number>((settle, fail) => {
    child.on('error', fail);
    child.on('close', (code) => settle(code ?? 3));
  });
  // The command's own format.
  const findings = status > 1 ? undefined : (JSON.parse(Buffer.concat(out).toString()) as Finding[]);
  return { status, findings, said: Buffer.concat(errors).toString() };
}
