import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { withVariables } from '../../src/run/verify-environment.ts';
import { startService } from '../../src/tools/verify-service.ts';
import type { StartedService } from '../../src/tools/verify-service.ts';
import { opsbook } from './opsbook.ts';
import { freshFolder, PROJECT } from './sites.ts';
import { writeFiles } from './write-files.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A real PostgreSQL and a real Redis, as `opsbook verify` starts them for the demo book. */
export interface RealServices {
  readonly environment: Environment;
  /** Why they are not there, where this machine has none. */
  readonly lacking: string | undefined;
  stop(): Promise<void>;
}

interface Commands {
  readonly start?: string;
  readonly ready?: string;
  readonly stop?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts what the demo book's own settings say, in a folder of its own. */
export async function startServices(name: string): Promise<RealServices> {
  const folder = freshFolder(name);
  const text = readFileSync(join(PROJECT, 'opsbook.yaml'), 'utf8');
  // Our own settings, which the linter holds against their schema.
  const { verify } = parse(text) as { verify: { services: Readonly<Record<string, Commands>> } };
  const started: StartedService[] = [];
  let environment: Environment = { ...process.env, OPSBOOK_ROOT: PROJECT, OPSBOOK_VERIFY: folder };
  for (const service of ['redis', 'postgres']) {
    const { start, ready, stop, environment: own = {} } = verify.services[service] ?? {};
    environment = withVariables(environment, own);
    mkdirSync(join(folder, service));
    const place = { folder: join(folder, service), environment, owner: `opsbook-tests-${process.pid}` };
    started.push(await startService({ name: service, start, ready, stop, timeout: 120_000 }, place));
  }
  const broken = started.find(({ state }) => state === 'broken');
  if (broken) throw new Error(`${broken.name} did not start: ${broken.reason}`);
  const absent = started.find(({ state }) => state === 'absent');
  return {
    environment,
    lacking: absent && `${absent.name} is not here: ${absent.reason}`,
    async stop() {
      await Promise.all(started.map((one) => one.stop()));
    },
  };
}

/** A site that is served with its run service, by the program as it is installed. */
export interface RunSite {
  /** As it was printed, with the token. */
  readonly address: string;
  readonly origin: string;
  readonly folder: string;
  readonly child: ChildProcess;
  said(): string;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<number | null>;
}

/** Builds a book, once for each name. */
export async function buildRunBook(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const root = freshFolder(name);
  await writeFiles(root, files);
  const { status, stdout, stderr } = await opsbook('build', '--root', root, '--keep-going');
  if (status !== 0 && status !== 1) throw new Error(`The book could not be built.\n${stdout}${stderr}`);
  return root;
}

/** Serves a book with `--run`: a built one, or with `dev` as it is written. */
export async function serveRun(
  root: string,
  {
    command = 'serve',
    flags = [],
    environment = process.env,
  }: {
    readonly command?: 'serve' | 'dev';
    readonly flags?: readonly string[];
    readonly environment?: Environment;
  } = {},
): Promise<RunSite> {
  const program = join(PROJECT, 'dist-program/cli/opsbook.mjs');
  const child = spawn(process.execPath, [program, command, '--run', '--root', root, ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own folder is where it is started, not where npm was.
    env: { ...environment, INIT_CWD: '', NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'exit');
  let address: string | undefined;
  while ((address = /http:\S+#run=\S+/.exec(said)?.[0]) === undefined) {
    const first = await Promise.race([once(child.stdout, 'data'), ended.then(() => undefined)]);
    if (!first) throw new Error(`It ended: ${said}`);
  }
  return {
    ...{ address, folder: root, child },
    origin: new URL(address).origin,
    said: () => said,
    async stop() {
      child.kill('SIGINT');
      await ended;
      return child.exitCode;
    },
  };
}

/** Command lines of processes that hold a text. */
export function processesWith(text: string): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(commandOf).filter((command) => command.startsWith('sleep ') && command.includes(text));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it has ended meanwhile
  }
}
