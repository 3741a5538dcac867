import { spawn } from '@lydell/node-pty';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist-program/cli/opsbook.mjs', import.meta.url));

/** How long `opsbook run` takes at a terminal until it asks what to do with the first step; seconds. */
export function timeFirstPrompt(root: string, id: string): Promise<number> {
  const start = performance.now();
  const terminal = spawn(process.execPath, [MAIN, 'run', id, '--root', root], {
    cols: 100,
    rows: 40,
    cwd: root,
  });
  let shown = '';
  return new Promise((settle, fail) => {
    terminal.onData((data) => {
      shown = (shown + data).slice(-10_000);
      if (!shown.includes('›')) return;
      settle((performance.now() - start) / 1000);
      terminal.kill();
    });
    terminal.onExit(() => fail(new Error(`opsbook run asked nothing.\n${shown}`)));
  });
}
