import { dirname, join, relative, resolve } from 'node:path';
import { isRecord } from '../../runbook/words/record.ts';
import { isFile } from '../../tools/find-root.ts';
import { readIfThere } from '../../tools/write-file.ts';

/** What a check of the repository installs. */
export interface FoundPackage {
  /** What npm is told: a name, a name with a version, or the path of a tarball from the top. */
  readonly install: string;
  /** The whole path of a tarball inside the repository, which has to be committed. */
  readonly tarball?: string;
  /** Whether it is only hoped for: nothing in the repository says where opsbook comes from. */
  readonly isGuess: boolean;
}

/** The packages that bring `opsbook`. */
const NAMES = ['opsbook', '@opsbook/lint'];

/** Looks for the `package.json` that names opsbook, from a folder up to the top of its repository. */
export async function findPackage(root: string, top: string): Promise<FoundPackage> {
  for (let folder = root; folder.startsWith(top); folder = dirname(folder)) {
    const found = await namedIn(folder);
    if (found) return reach(found, folder, top);
    if (folder === dirname(folder)) break;
  }
  return { install: 'opsbook', isGuess: true };
}

interface Named {
  readonly name: string;
  /** As in `^0.1.0` or `file:opsbook-0.1.0.tgz`. */
  readonly wanted: string;
}

async function namedIn(folder: string): Promise<Named | undefined> {
  const manifest = parse(await readIfThere(join(folder, 'package.json')).catch(() => undefined));
  for (const field of ['devDependencies', 'dependencies']) {
    const packages = manifest?.[field];
    if (!isRecord(packages)) continue;
    for (const name of NAMES) {
      const wanted = packages[name];
      if (typeof wanted === 'string') return { name, wanted };
    }
  }
  return undefined;
}

function parse(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(text ?? '');
    return isRecord(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function reach({ name, wanted }: Named, folder: string, top: string): FoundPackage {
  const path = /^(?:file:)?(.*\.tgz)$/.exec(wanted)?.[1];
  if (path !== undefined && !/^https?:/.test(path)) {
    const tarball = resolve(folder, path);
    const fromTop = relative(top, tarball).replaceAll('\\', '/');
    const isInside = !fromTop.startsWith('..') && isFile(tarball);
    // A file of somebody's machine is on no other one.
    return isInside ? { install: `./${fromTop}`, tarball, isGuess: false } : { install: name, isGuess: true };
  }
  if (/^https?:/.test(wanted)) return { install: wanted, isGuess: false };
  return /^[\w^~.*<>=| -]+$/.test(wanted)
    ? { install: `${name}@${wanted}`, isGuess: false }
    : { install: name, isGuess: true };
}
