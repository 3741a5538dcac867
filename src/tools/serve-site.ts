import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

export interface Serving {
  readonly port: number;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly folder: string;
  readonly base: string;
  /** The port to try first; 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
}

/** Ports tried after the first, when others are in use. */
const TRIES = 20;

/** Serves a built site, as any static server would; pages say by themselves what they may load. */
export async function serveSite({ folder, base, port, host }: ServeOptions): Promise<Serving> {
  const prefix = base.replace(/\/$/, '');
  const handle = sirv(folder, {
    // Looked up on disk each time: the site may be built again while it is served.
    dev: true,
    etag: true,
    setHeaders: (response) => response.setHeader('X-Content-Type-Options', 'nosniff'),
  });
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const notFound = (): void => void sendLost(folder, response);
    if (prefix && url === '/') {
      response.writeHead(302, { Location: `${prefix}/` });
      response.end();
    } else if (prefix && !url.startsWith(`${prefix}/`)) notFound();
    else {
      request.url = url.slice(prefix.length);
      handle(request, response, notFound);
    }
  });
  const listening = await listen(server, { port, host, tries: port === 0 ? 1 : TRIES });
  return {
    port: listening,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function sendLost(folder: string, response: ServerResponse): Promise<void> {
  const page = await readFile(join(folder, '404.html')).catch(() => 'No page has this address.');
  response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page);
}

async function listen(
  server: Server,
  { port, host, tries }: { port: number; host: string; tries: number },
): Promise<number> {
  for (let offset = 0; ; offset += 1) {
    try {
      await new Promise<void>((done, fail) => {
        server.once('error', fail);
        server.listen(port + offset, host, () => {
          server.off('error', fail);
          done();
        });
      });
      // A server that listens on a host and port has such an address.
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || offset + 1 >= tries) throw error;
    }
  }
}
