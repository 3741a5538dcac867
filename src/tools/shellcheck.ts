import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ShellCheckNote } from '../lint/facts.ts';
import { programPath } from './program-path.ts';
import { scratchPlace } from './scratch-place.ts';

/**
 * Codes that opsbook's own rules cover, or that a snippet by itself cannot follow: variables that another
 * snippet sets or uses, files that are elsewhere, the missing `#!`.
 */
const LEFT_OUT = ['SC2148', 'SC2154', 'SC2034', 'SC2164', 'SC2029', 'SC2155', 'SC2043'];

interface Comment extends Omit<ShellCheckNote, 'code'> {
  readonly file: string;
  readonly code: number;
}

/**
 * What ShellCheck says of each text, in one run beside the caller's own work; it reads them and runs nothing.
 * @returns undefined where ShellCheck is not on the PATH
 */
export async function runShellCheck(texts: readonly string[]): Promise<ShellCheckNote[][] | undefined> {
  const program = programPath('shellcheck');
  if (program === undefined) return undefined;
  if (texts.length === 0) return [];
  const different = [...new Set(texts)];
  const folder = await mkdtemp(join(scratchPlace(), 'opsbook-shellcheck-'));
  try {
    await Promise.all(
      different.map((source, index) => writeFile(join(folder, String(index)), `${source}\n`)),
    );
    const notes = sortNotes(await shellcheck(program, folder, different.length), different.length);
    const byText = new Map(different.map((source, index) => [source, notes[index] ?? []]));
    return texts.map((source) => byText.get(source) ?? []);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What stands for a ShellCheck that is not there. */
export const NO_SHELLCHECK = 'none';

/** Tells one ShellCheck from another, and from none. */
export function shellCheckMark(): string {
  const program = programPath('shellcheck');
  if (program === undefined) return NO_SHELLCHECK;
  const { size, mtimeMs } = statSync(program);
  return [program, size, mtimeMs].join(' ');
}

async function shellcheck(program: string, folder: string, count: number): Promise<string> {
  const files = Array.from({ length: count }, (_, index) => String(index));
  const flags = [
    '--norc', // it would look for `.shellcheckrc` in every folder above
    '--format=json1',
    '--shell=bash',
    '--severity=warning',
    `--exclude=${LEFT_OUT.join(',')}`,
  ];
  const child = spawn(program, [...flags, ...files], {
    cwd: folder,
    // Flags of the machine could let it follow `source` out of this folder; notes are the same everywhere.
    env: { ...process.env, SHELLCHECK_OPTS: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return text(child.stdout);
}

function sortNotes(output: string, count: number): ShellCheckNote[][] {
  // The shape of ShellCheck's own `json1` format.
  const { comments } = JSON.parse(output) as { comments: readonly Comment[] };
  const notes = Array.from({ length: count }, (): ShellCheckNote[] => []);
  for (const { file, line, column, endLine, endColumn, code, message } of comments) {
    // SC1… is about syntax, which `shell-parses` says better.
    if (code < 2000) continue;
    notes[Number(file)]?.push({ line, column, endLine, endColumn, code: `SC${code}`, message });
  }
  return notes;
}
