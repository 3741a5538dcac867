import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import { evidenceSchema } from '../../runbook/records/evidence.ts';
import type { Evidence } from '../../runbook/records/evidence.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';

/** What `opsbook verify --evidence FILE` wrote. */
export async function readEvidence(
  file: string | undefined,
  { folder }: Pick<Terminal, 'folder'>,
): Promise<Evidence | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(resolve(folder, file), 'utf8').catch((cause: unknown) => {
    throw new UsageError(`--evidence \`${file}\` cannot be read.`, { cause });
  });
  const read = evidenceSchema.safeParse(parsed(text));
  if (read.success) return read.data;
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
