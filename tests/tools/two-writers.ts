import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newRepository } from './git-repository.ts';
import type { Repository } from './git-repository.ts';
import type { Writer } from './writers.ts';

/** What became of two processes that wrote one file at once. */
export interface Written {
  /** Marks that a process said were written, and the file does not hold once. */
  readonly lost: readonly string[];
  readonly said: number;
  /** Hidden files of ours that are left after one more change. */
  readonly leftOver: readonly string[];
  /** What the processes wrote to their error streams. */
  readonly errors: string;
}

export interface Attempt {
  /** Changes that each of the two makes. */
  readonly rounds: number;
  /** How often one of them is killed, after as many milliseconds as the list says; another goes on. */
  readonly kills?: readonly number[];
}

const ROUNDS = fileURLToPath(new URL('write-rounds.ts', import.meta.url));

/** Lets two processes write one file of a book at once. */
export async function writeByTwo(writer: Writer, { rounds, kills = [] }: Attempt): Promise<Written> {
  const book = newBook();
  try {
    const said: string[] = [];
    const errors: string[] = [];
    const start = (who: string, killAfter?: number) =>
      writeRounds({ writer, folder: book.root, who, rounds, killAfter }, { said, errors });
    const killed = async (): Promise<void> => {
      for (const [index, after] of kills.entries()) await start(`k${index}`, after);
    };
    await Promise.all([start('a'), start('b'), killed()]);
    await writer.write(book.root, 'last');
    const path = join(book.root, writer.file);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const lost = said.filter((mark) => !new RegExp(`\\b${mark}\\b`).test(text));
    const leftOver = readdirSync(dirname(path)).filter((name) => name.startsWith('.opsbook-'));
    return { lost, said: said.length, leftOver, errors: errors.join('') };
  } finally {
    book.remove();
  }
}

interface Writing {
  readonly writer: Writer;
  readonly folder: string;
  readonly who: string;
  readonly rounds: number;
  readonly killAfter: number | undefined;
}

async function writeRounds(
  { writer, folder, who, rounds, killAfter }: Writing,
  { said, errors }: { readonly said: string[]; readonly errors: string[] },
): Promise<void> {
  const child = spawn(process.execPath, [ROUNDS, writer.name, folder, who, String(rounds)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    // From its first change on: before, there is nothing to be cut short.
    if (out === '' && killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  await once(child, 'close');
  said.push(...out.split('\n').slice(0, -1));
}

const RUNBOOK = `---
title: API
kind: reference
summary: What to know of the API.
service: worker
owner: platform
---

## Ports

It listens on 9000.
`;

function newBook(): Repository {
  const repository = newRepository();
  const files = {
    'opsbook.yaml': 'site: { title: Test }\n',
    'content/teams.yaml': "platform: { name: Platform, contact: ['#platform'], members: [Ann, Bob] }\n",
    'content/services/worker.yaml':
      'name: Worker\nsystem: shop\nowner: platform\ndescription: Sends orders.\n',
    'content/runbooks/shop/api.mdx': RUNBOOK,
  };
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  repository.commit('The book');
  return repository;
}
