import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { timeDev } from './dev-page.ts';
import { runOpsbook } from './run-command.ts';
import type { Ran } from './run-command.ts';
import { timeStarlight } from './starlight.ts';
import { seconds } from './table.ts';
import type { Row } from './table.ts';

/** What is measured, and with which Starlight project, if with one. */
export interface GoalsAsked {
  /** A folder of this run: its pages are edited. */
  readonly root: string;
  readonly site: string;
  readonly cache: string;
  /** Where somebody has installed Starlight. */
  readonly starlight?: string;
}

/** What opsbook is meant to take for a thousand pages, beside what it takes. */
export async function measureGoals({ root, site, cache, starlight }: GoalsAsked): Promise<readonly Row[]> {
  const page = await middlePage(root);
  const run = (...words: string[]): Promise<Ran> => runOpsbook([...words, '--root', root], cache);
  const build = (): Promise<Ran> => run('build', '--keep-going', '--out', site);
  // What an earlier part has kept must not make these figures better.
  await Promise.all([
    rm(site, { recursive: true, force: true }),
    rm(cache, { recursive: true, force: true }),
  ]);
  const cold = await build();
  const rows = [row('build, cold', cold)];
  if (starlight !== undefined) {
    const theirs = await timeStarlight(starlight, root);
    const note = `${(cold.seconds / theirs).toFixed(2)} of it; goal at most 0.25`;
    rows.push({ what: 'Starlight, the same pages', figure: seconds(theirs), note });
  }
  rows.push(row('build, nothing changed', await build(), '0.4 s'));
  await edit(page);
  rows.push(row('build, one page edited', await build(), '3 s'));
  await rm(cache, { recursive: true, force: true });
  rows.push(row('lint', await run('lint'), '4 s, 350 MB'));
  await edit(page);
  rows.push(row('lint again, one page edited', await run('lint'), '1 s'));
  await run('find', 'disk is full');
  rows.push(row('find', await run('find', 'disk is full'), '0.4 s'));
  const dev = await timeDev(root, cache, { page: addressOf(page, root), make: () => edit(page) });
  rows.push({ what: 'dev, first page', figure: seconds(dev.first), note: 'goal 500 ms after the start' });
  rows.push({ what: 'dev, page after an edit', figure: seconds(dev.edited), note: 'goal 300 ms' });
  return rows;
}

/** Copies a folder of real pages, to be edited. @returns how many pages it has */
export async function copyPages(from: string, root: string): Promise<number> {
  await cp(from, root, { recursive: true, filter: (path) => !/[\\/](?:\.git|node_modules)$/.test(path) });
  return (await listPages(root)).length;
}

async function listPages(root: string): Promise<string[]> {
  const paths = await readdir(root, { recursive: true });
  return paths.filter((path) => /\.mdx?$/.test(path)).sort();
}

/** The page in the middle of a book. */
async function middlePage(root: string): Promise<string> {
  const pages = await listPages(root);
  const page = pages[pages.length >> 1];
  if (page === undefined) throw new Error(`There is no page of Markdown in ${root}.`);
  return join(root, page);
}

function addressOf(page: string, root: string): string {
  const path = relative(root, page).split(sep).join('/');
  return `runbooks/${path.replace(/^content\/runbooks\//, '').replace(/\.mdx?$/, '')}/`;
}

/** Adds a sentence that was not there before. @returns the sentence */
async function edit(page: string): Promise<string> {
  const text = await readFile(page, 'utf8');
  const sentence = `A sentence that made it ${text.length} characters.`;
  await writeFile(page, `${text}\n${sentence}\n`);
  return sentence;
}

function row(what: string, { status, seconds: took, cpu, peak, said }: Ran, goal?: string): Row {
  // Status 1 means findings, which a real book has.
  if (status > 1) return { what, figure: 'failed', note: said.trim().split('\n').at(-1) ?? '' };
  const note = `${cpu.toFixed(1)} s of CPU, peak ${Math.round(peak)} MB${goal === undefined ? '' : `; goal ${goal}`}`;
  return { what, figure: seconds(took), note };
}
