import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a person has who runs opsbook in a container that somebody else has made. */
export interface Somebody {
  readonly node: string;
  /** The installed program. */
  readonly program: string;
  /** Where they stand. */
  readonly folder: string;
  /** A file in which every try to reach another machine is written down. */
  readonly calls: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What a command answered. */
export interface Answer {
  readonly status: number | null;
  readonly out: string;
  readonly said: string;
}

/** A user who owns nothing. Only root may become one; and the project's folder must be open to them. */
const NOBODY = { uid: 65534, gid: 65534 };
const canBecomeNobody =
  process.getuid?.() === 0 && spawnSync(process.execPath, ['--version'], NOBODY).status === 0;
/** Who runs opsbook in these tests, for their names. */
export const WHO = canBecomeNobody ? 'a user who owns nothing' : 'this user, who cannot become another';

/** A module that Node loads first: it refuses what leads to other machines, and writes it down. */
const GUARD = join(import.meta.dirname, 'no-network.mjs');

/** Runs an installed opsbook with nothing of this process's environment. */
export function ask(somebody: Somebody, ...words: readonly string[]): Answer {
  const { status, stdout, stderr } = spawnSync(somebody.node, commandLine(somebody, words), {
    ...optionsOf(somebody),
    encoding: 'utf8',
  });
  return { status, out: stdout, said: stderr };
}

/** Starts one that goes on, asks it for a page when it has said where it is, and ends it. Returns the page. */
export async function visit(
  somebody: Somebody,
  words: readonly string[],
  path: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const child = spawn(somebody.node, commandLine(somebody, [...words, '--port', '0']), {
    ...optionsOf(somebody),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((settle) => child.on('close', settle));
  try {
    const said = await addressIn(child.stdout, child.stderr);
    const answer = await fetch(new URL(path, said));
    return { status: answer.status, text: await answer.text() };
  } finally {
    child.kill();
    await ended;
  }
}

function addressIn(...streams: readonly NodeJS.ReadableStream[]): Promise<string> {
  return new Promise((settle, fail) => {
    let said = '';
    let open = streams.length;
    for (const stream of streams) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const address = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\//.exec(said)?.[0];
        if (address !== undefined) settle(address);
      });
      stream.on('close', () => {
        open -= 1;
        if (open === 0) fail(new Error(`It ended without an address: ${said}`));
      });
    }
  });
}

/** What tried to reach another machine. */
export function listCalls({ calls }: Somebody): readonly string[] {
  return readFileSync(calls, 'utf8').split('\n').filter(Boolean);
}

function commandLine({ program }: Somebody, words: readonly string[]): string[] {
  return ['--import', GUARD, program, ...words];
}

function optionsOf({ folder, calls, environment }: Somebody) {
  return {
    ...(canBecomeNobody ? NOBODY : {}),
    cwd: folder,
    env: { ...environment, NO_COLOR: '1', NETWORK_CALLS: calls },
  };
}
