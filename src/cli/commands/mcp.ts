import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { ALMANAC } from '../../almanac/almanac.ts';
import { openLiveBook } from '../../judge/live-book.ts';
import { MCP_PATH } from '../../machine/mcp-path.ts';
import type { Admitting } from '../../machine/mcp-http.ts';
import { mcpServer } from '../../machine/mcp-server.ts';
import type { ServedBook } from '../../machine/served-book.ts';
import { openAlmanac } from '../../search/recognise.ts';
import { programVersion } from '../../tools/program.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { chooseRoot, OUTSIDE_FLAG } from '../book-flags.ts';
import { openDrafts } from '../mcp/draft-order.ts';
import { readNow, TODAY_FLAG } from '../review/today.ts';
import { readPort } from '../site-flags.ts';

/** The variable of the environment that has the token: on a command line, everybody on the machine could read it. */
const TOKEN = 'OPSBOOK_MCP_TOKEN';
const SHORTEST_TOKEN = 20;

/** Milliseconds: the first answer comes before the watch. */
const WATCH_AFTER = 1_000;

export const mcp = defineCommand({
  name: 'mcp',
  flags: {
    ...ROOT_FLAG,
    ...OUTSIDE_FLAG,
    ...TODAY_FLAG,
    http: {
      type: 'boolean',
      meaning: `Serve over Streamable HTTP, at ${MCP_PATH}, in place of standard input`,
    },
    port: {
      type: 'string',
      value: 'N',
      meaning: 'With --http, the port to listen on, or the next free one (default: 4323)',
    },
    host: {
      type: 'string',
      value: 'HOST',
      meaning: 'With --http, the address to listen on (default: 127.0.0.1)',
    },
    name: {
      type: 'string',
      value: 'HOST',
      multiple: true,
      meaning: `With --http, the host name of a proxy in front of it; needs a token in ${TOKEN}`,
    },
  },
  examples: ['opsbook mcp --root ../runbooks', 'opsbook mcp --http --name runbooks.example.org'],
  async run({ flags }, terminal) {
    const root = chooseRoot(flags.root, terminal);
    const asked = readAsked(flags, terminal);
    const book = { root, isOutsideAllowed: flags['allow-outside'] ?? false };
    const live = openLiveBook({ ...book, watchAfter: WATCH_AFTER }, () => undefined);
    const drafts = openDrafts(book);
    const almanac = openAlmanac(ALMANAC);
    const served: ServedBook = {
      read: live.read,
      judge: drafts.ask,
      almanac,
      version: await programVersion(),
      today: () => readNow(flags.today, terminal).today,
    };
    if (asked) await overHttp(served, asked, terminal);
    else await overStdio(served, terminal);
    await drafts.close();
    await live.close();
    return 0;
  },
});

async function overStdio(served: ServedBook, terminal: Terminal): Promise<void> {
  let close: () => void = () => undefined;
  const closed = new Promise<void>((settle) => (close = settle));
  // A file that is redirected here ends and is never closed; a pipe may be closed without an end.
  for (const event of ['end', 'close']) process.stdin.once(event, close);
  const serving = serveStdio(() => mcpServer(served), {
    onerror: ({ message }) => terminal.warn(`${message}\n`),
  });
  await Promise.race([closed, terminal.interrupted()]);
  await serving.close();
}

interface Asked extends Admitting {
  readonly port: number;
  readonly host: string;
}

async function overHttp(served: ServedBook, asked: Asked, terminal: Terminal): Promise<void> {
  const { port, host } = asked;
  // Loaded here: over standard input, which most clients take, a server of HTTP would be loaded for nothing.
  const [{ mcpHttp }, { serveRequests }] = await Promise.all([
    import('../../machine/mcp-http.ts'),
    import('../../tools/serve-requests.ts'),
  ]);
  const http = mcpHttp(served, asked, ({ message }) => terminal.warn(`${message}\n`));
  const serving = await serveRequests(http.answer, { port, host });
  const shown = host.includes(':') ? `[${host}]` : host;
  terminal.print(`The server is at http://${shown}:${serving.port}${MCP_PATH}  (Ctrl-C stops)\n`);
  await terminal.interrupted();
  await http.close();
  await serving.close();
}

interface HttpFlags {
  readonly http?: boolean;
  readonly port?: string;
  readonly host?: string;
  readonly name?: readonly string[];
}

/** Where it listens and to whom it answers; nothing without --http. Who may ask from elsewhere brings a token. */
function readAsked(flags: HttpFlags, { environment }: Terminal): Asked | undefined {
  const { http = false, host = '127.0.0.1', name = [] } = flags;
  if (!http) {
    const [only] = (['port', 'host', 'name'] as const).filter((one) => flags[one] !== undefined);
    if (only !== undefined) throw new UsageError(`--${only} is for --http: give that too.`);
    return undefined;
  }
  const port = readPort(flags.port ?? '4323');
  if (port === undefined)
    throw new UsageError(`--port takes a number up to 65535, not \`${flags.port ?? ''}\`.`);
  for (const one of name)
    if (!/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(one))
      throw new UsageError(`--name takes the name of a host, as in runbooks.example.org, not \`${one}\`.`);
  const token = environment[TOKEN];
  const isFromHere = name.length === 0 && isLoopback(host);
  if (!token && !isFromHere)
    throw new UsageError(
      `others than this machine can reach it: set ${TOKEN} to a token that every request must bring. ` +
        'openssl rand -hex 32 makes one.',
    );
  if (token && token.length < SHORTEST_TOKEN)
    throw new UsageError(
      `${TOKEN} is too short to keep anybody out: openssl rand -hex 32 makes a better one.`,
    );
  return {
    port,
    host,
    names: [...name.map((one) => one.toLowerCase()), ...(isFromHere ? [] : [host])],
    token,
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
