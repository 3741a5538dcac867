import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's Firefox; Playwright drives only one of its own making, so ours speaks WebDriver BiDi. */
export const FIREFOX = process.env['OPSBOOK_FIREFOX'] ?? '/usr/bin/firefox-esr';

export const hasFirefox = existsSync(FIREFOX);

/** A page in a real Firefox. */
export interface FirefoxPage {
  goto(address: string): Promise<void>;
  /** The value of an expression in the page, which must be plain data. */
  read<T>(expression: string): Promise<T>;
  /** Reads again and again until the value is what is wanted. @throws after six hundred readings, with what it was */
  until(expression: string, isWanted: (value: unknown) => boolean): Promise<void>;
  /** Goes back as the reader's button does. */
  back(): Promise<void>;
  close(): Promise<void>;
}

/** How often a value is read, a tenth of a second apart, before it is what it is. */
const TRIES = 600;

interface Reply {
  readonly id?: number;
  readonly type: string;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Starts a Firefox without a window and with a profile of its own. */
export async function openFirefox(): Promise<FirefoxPage> {
  const profile = await mkdtemp(join(tmpdir(), 'opsbook-firefox-'));
  const child = spawn(
    FIREFOX,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: profile },
    },
  );
  const address = await new Promise<string>((done, fail) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (found !== undefined) done(found);
    });
    child.once('exit', () => fail(new Error(`Firefox ended: ${said}`)));
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((done) => socket.addEventListener('open', done, { once: true }));
  const waiting = new Map<number, (reply: Reply) => void>();
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
  });
  let last = 0;
  const send = async (method: string, params: object): Promise<Readonly<Record<string, unknown>>> => {
    const id = (last += 1);
    const reply = await new Promise<Reply>((done) => {
      waiting.set(id, done);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (reply.type === 'error') throw new Error(`${method}: ${reply.message ?? ''}`);
    return reply.result ?? {};
  };
  await send('session.new', { capabilities: {} });
  const { contexts } = (await send('browsingContext.getTree', {})) as {
    contexts: readonly { context: string }[];
  };
  const context = contexts[0]?.context;

  async function read<T>(expression: string): Promise<T> {
    const { result } = (await send('script.evaluate', {
      // As text: BiDi's own form of values is another one.
      expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value) ?? 'null')`,
      target: { context },
      awaitPromise: true,
    })) as { result?: { value?: string } };
    return JSON.parse(result?.value ?? 'null') as T;
  }

  return {
    async goto(url) {
      await send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    read,
    async until(expression, isWanted) {
      let value: unknown;
      for (let count = 0; count < TRIES; count += 1) {
        value = await read(expression).catch((error: unknown) => String(error));
        if (isWanted(value)) return;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error(`${expression} is ${JSON.stringify(value)}`);
    },
    async back() {
      await send('browsingContext.traverseHistory', { context, delta: -1 });
    },
    async close() {
      socket.close();
      child.kill();
      await new Promise((done) => child.once('exit', done));
      await rm(profile, { recursive: true, force: true });
    },
  };
}
