import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist-program/cli/opsbook.mjs', import.meta.url));

/** What `opsbook dev` took, in seconds. */
export interface DevTimes {
  /** From its start until its home page was whole. */
  readonly first: number;
  /** From a change on disk until the page was served that shows it. */
  readonly edited: number;
}

/** A change to one page. */
export interface DevEdit {
  /** The address of the page, below the site's own. */
  readonly page: string;
  /** Changes it. @returns what it shows from then on */
  make(): Promise<string>;
}

/** Longer than this, and something is wrong. */
const LONGEST = 60;

/** Starts `opsbook dev` and asks for its home page, then changes a page and asks for that until it shows the change. */
export async function timeDev(root: string, cache: string, edit: DevEdit): Promise<DevTimes> {
  const start = performance.now();
  const child = spawn(process.execPath, [MAIN, 'dev', '--root', root, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, OPSBOOK_CACHE: cache },
  });
  try {
    const address = await new Promise<string>((settle, fail) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += String(chunk);
        const [found] = /http:\S+/.exec(said) ?? [];
        if (found !== undefined) settle(found);
      });
      child.on('exit', (status) => fail(new Error(`opsbook dev ended with ${status}.\n${said}`)));
    });
    await ask(address);
    const first = since(start);
    const page = new URL(edit.page, address).href;
    await ask(page);
    const shown = await edit.make();
    const changed = performance.now();
    while (!(await ask(page)).includes(shown)) {
      if (since(changed) > LONGEST) throw new Error(`opsbook dev never showed the change of ${page}.`);
      await setTimeout(5);
    }
    return { first, edited: since(changed) };
  } finally {
    child.kill('SIGINT');
  }
}

async function ask(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`opsbook dev answered ${answer.status} for ${address}.`);
  return answer.text();
}

function since(start: number): number {
  return (performance.now() - start) / 1000;
}
