import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { ALMANAC } from '../../almanac/almanac.ts';
import { openLiveBook } from '../../judge/live-book.ts';
import { mcpServer } from '../../machine/mcp-server.ts';
import type { ServedBook } from '../../machine/served-book.ts';
import { openAlmanac } from '../../search/recognise.ts';
import { programVersion } from '../../tools/program.ts';
import { defineCommand, ROOT_FLAG } from '../command.ts';
import { chooseRoot, OUTSIDE_FLAG } from '../open-book.ts';
import { readNow, TODAY_FLAG } from '../review/today.ts';

export const mcp = defineCommand({
  name: 'mcp',
  flags: { ...ROOT_FLAG, ...OUTSIDE_FLAG, ...TODAY_FLAG },
  examples: ['opsbook mcp --root ../runbooks'],
  async run({ flags }, terminal) {
    const root = chooseRoot(flags.root, terminal);
    const live = openLiveBook({ root, isOutsideAllowed: flags['allow-outside'] ?? false }, () => undefined);
    const almanac = openAlmanac(ALMANAC);
    const served: ServedBook = {
      read: live.read,
      almanac,
      version: await programVersion(),
      today: () => readNow(flags.today, terminal).today,
    };
    let close: () => void = () => undefined;
    const closed = new Promise<void>((settle) => (close = settle));
    process.stdin.once('close', close);
    const serving = serveStdio(() => mcpServer(served), {
      onerror: ({ message }) => terminal.warn(`${message}\n`),
    });
    await Promise.race([closed, terminal.interrupted()]);
    await serving.close();
    await live.close();
    return 0;
  },
});
