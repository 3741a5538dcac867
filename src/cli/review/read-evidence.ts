import { resolve } from 'node:path';
import * as z from 'zod';
import { evidenceSchema } from '../../runbook/records/evidence.ts';
import type { Evidence } from '../../runbook/records/evidence.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { overBound, readNamed } from '../../tools/named-file.ts';
import { readNow } from './today.ts';

/** In megabytes: a few hundred bytes for each of a hundred thousand snippets. */
const LARGEST = 64;

/** What `opsbook verify --evidence FILE` wrote. */
export async function readEvidence(
  file: string | undefined,
  { folder, environment }: Pick<Terminal, 'folder' | 'environment'>,
): Promise<Evidence | undefined> {
  if (file === undefined) return undefined;
  const bytes = await readNamed(resolve(folder, file), LARGEST).catch((cause: unknown) => {
    throw new UsageError(`--evidence \`${file}\` cannot be read${overBound(cause)}.`, { cause });
  });
  const read = evidenceSchema.safeParse(parsed(bytes.toString('utf8')));
  if (read.success) {
    const { at } = read.data;
    // A run of tomorrow would never grow old. Clocks of two machines differ, and a book can be judged by a later day.
    const latest = Math.max(Date.now(), Date.parse(readNow(undefined, { environment }).at)) + 24 * 3_600_000;
    if (Date.parse(at) > latest)
      throw new UsageError(`--evidence \`${file}\` says that it was run at ${at}, which is in the future.`);
    return read.data;
  }
  throw new UsageError(
    `--evidence \`${file}\` is not what opsbook verify --evidence writes: ${z.prettifyError(read.error).split('\n')[0] ?? ''}`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
