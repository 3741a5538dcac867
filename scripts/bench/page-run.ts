import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { spawn as openTerminal } from '@lydell/node-pty';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { runOpsbook } from './run-command.ts';
import { installedBrowser } from '../installed-browser.ts';

const MAIN = fileURLToPath(new URL('../../dist-program/cli/opsbook.mjs', import.meta.url));
const ROUNDS = 15;
const FLOOD = 2 ** 30;

/** What running from the page costs. */
export interface PageRunFigures {
  /** From the click to the first letter in the page, and from Enter to the first one in the terminal; seconds, sorted. */
  readonly page: readonly number[];
  readonly terminal: readonly number[];
  /** Of 1 GB of output: seconds, and the peak of the service's memory in MB before it and with it. */
  readonly flood: { readonly seconds: number; readonly before: number; readonly peak: number };
}

/** Runs the same snippet in Chromium and in a terminal, and then one that prints 1 GB. */
export async function measurePageRuns(cache: string): Promise<PageRunFigures> {
  const root = await mkdtemp(join(tmpdir(), 'opsbook-bench-page-run-'));
  const fence = '```';
  const hellos = Array.from({ length: ROUNDS }, (_, index) => [`hello-${index}`, 'echo first-letter']);
  const steps = [...hellos, ['flood', `yes "a line of a flood that nobody reads" | head -c ${FLOOD}`]].map(
    ([name = '', code = '']) => `${fence}bash {name=${name} risk=read}\n${code}\n${fence}\n`,
  );
  try {
    await mkdir(join(root, 'content/runbooks'), { recursive: true });
    await writeFile(join(root, 'content/runbooks/page.md'), `# Page\n\n${steps.join('\n')}`);
    const { status, said } = await runOpsbook(['build', '--root', root], cache);
    if (status !== 0) throw new Error(said);
    const terminal = await timeTerminal(root);
    return { terminal, ...(await timePage(root)) };
  } finally {
    await rm(root, { recursive: true });
  }
}

async function timePage(root: string): Promise<Pick<PageRunFigures, 'page' | 'flood'>> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--run', '--root', root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const browser = await chromium.launch(installedBrowser());
  try {
    const address = await addressOf(child.stdout);
    const page = await browser.newPage();
    await page.goto(address);
    await page.goto(`${new URL(address).origin}/runbooks/page/`);
    await page.getByRole('button', { name: 'Run hello-0' }).waitFor();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await page.evaluate(clickAndWait, 'hello-0'));
    const before = await peakOf(child.pid);
    const start = performance.now();
    await page.getByRole('button', { name: 'Run flood' }).click();
    await endOf(page, 'flood');
    const seconds = (performance.now() - start) / 1000;
    return {
      page: times.slice(1).sort((a, b) => a - b),
      flood: { seconds, before, peak: await peakOf(child.pid) },
    };
  } finally {
    await browser.close();
    child.kill('SIGINT');
    await once(child, 'exit');
  }
}

/** Waits for the address that the service prints, and goes on reading: a pipe that nobody reads would end it. */
function addressOf(stdout: Readable): Promise<string> {
  return new Promise((settle) => {
    let said = '';
    stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\S+#run=\S+/.exec(said)?.[0];
      if (found !== undefined) settle(found);
    });
  });
}

/** Runs in the page: presses Run and waits for the first output; then for the end. @returns seconds */
async function clickAndWait(name: string): Promise<number> {
  const button = document.querySelector<HTMLElement>(`button[aria-label="Run ${name}"]`);
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((settle) => {
      const look = (): void => {
        if (!holds()) return;
        watcher.disconnect();
        settle();
      };
      const watcher = new MutationObserver(look);
      watcher.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      look();
    });
  const start = performance.now();
  button?.click();
  // What the run before has printed goes first.
  await until(() => document.querySelector('.run-output code')?.textContent.trim() === '');
  await until(
    () => document.querySelector('.run-output code')?.textContent.includes('first-letter') === true,
  );
  const taken = (performance.now() - start) / 1000;
  await until(() => document.querySelector(`button[aria-label="Run ${name}"]`) !== null);
  return taken;
}

async function endOf(page: Page, name: string): Promise<void> {
  await page
    .getByRole('region', { name: `Run of ${name}` })
    .getByText('Ok: exit status 0')
    .waitFor({ timeout: 600_000 });
}

/** From Enter to the first letter, step by step. */
async function timeTerminal(root: string): Promise<number[]> {
  const terminal = openTerminal(process.execPath, [MAIN, 'run', 'page', '--root', root], {
    cols: 100,
    rows: 40,
    cwd: root,
  });
  let shown = '';
  let look = (): void => undefined;
  terminal.onData((data) => {
    shown += data;
    look();
  });
  const until = (pattern: RegExp): Promise<void> =>
    new Promise((settle) => {
      look = () => {
        const match = pattern.exec(shown);
        if (!match) return;
        shown = shown.slice(match.index + match[0].length);
        settle();
      };
      look();
    });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await until(/Enter runs it[^›]*› /);
    const start = performance.now();
    terminal.write('\r');
    await until(/\nfirst-letter\r?\n/);
    times.push((performance.now() - start) / 1000);
  }
  terminal.kill();
  return times.slice(1).sort((a, b) => a - b);
}

/** MB at its peak, as Linux has it; NaN elsewhere. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1024;
}
