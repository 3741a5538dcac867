import { readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import send from 'send';
import { listen } from './listen.ts';
import { SITE_HEADERS } from './page-policy.ts';
import type { RunDoor } from './run-door.ts';
import { findSiteFile } from './site-file.ts';

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
  /** Stands before the site where commands can be run from it. */
  readonly door?: RunDoor | undefined;
}

/** Who asks takes so long at most, in milliseconds, and so much room: a page is asked for in a few hundred bytes. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
} as const;
/** Milliseconds in which nothing is read of an answer, or asked on an open connection. */
const SILENCE = 60_000;
const MOST_CONNECTIONS = 512;

/**
 * Serves a built site, as any static server would: files are looked up on disk each time, since the site may be
 * built again while it is served. No request ends it.
 */
export async function serveSite({ folder, base, port, host, door }: ServeOptions): Promise<Serving> {
  const site: Site = { folder, prefix: base.replace(/\/$/, ''), names: namesOf(host), door };
  const server = createServer(LIMITS, (request, response) => {
    response.on('error', () => response.destroy());
    answer(request, response, site).catch(() => {
      // Whatever it was, it was one request.
      if (!response.headersSent) refuse(response, 500, 'This page could not be read.');
      else response.destroy();
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(SILENCE);
  const listening = await listen(server, { port, host });
  door?.open(listening);
  return {
    port: listening,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

interface Site {
  readonly folder: string;
  /** The base without its last slash. */
  readonly prefix: string;
  /** Names that it answers to; undefined: to any address in numbers as well. */
  readonly names: { readonly known: ReadonlySet<string>; readonly isAnyAddress: boolean };
  readonly door: RunDoor | undefined;
}

async function answer(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  for (const [name, value] of Object.entries(SITE_HEADERS)) response.setHeader(name, value);
  if (await site.door?.take(request, response)) return;
  const url = request.url ?? '';
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Pages are only read here.');
  }
  if (
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0
  )
    return refuse(response, 413, 'Who reads a page sends nothing.');
  if (isBackward(request.headers.range)) {
    response.setHeader('Content-Range', 'bytes */*');
    return refuse(response, 416, 'This range ends before it begins.');
  }
  // A name of somebody else that leads here is how a page of theirs would read this one.
  if (!isKnownName(request.headers.host, site)) return refuse(response, 421, 'This name is not served here.');
  const [path = '', query] = splitOnce(url, '?');
  if (!path.startsWith('/')) return refuse(response, 400, 'An address starts with a slash.');
  const { prefix } = site;
  if (prefix && path === '/') return redirect(response, 302, `${prefix}/`);
  if (prefix && !path.startsWith(`${prefix}/`)) return sendLost(response, site);
  const root = await realpath(site.folder);
  const found = await findSiteFile(root, path.slice(prefix.length));
  if (found.kind === 'none') return sendLost(response, site);
  if (found.kind === 'folder')
    return redirect(response, 301, `${path}/${query === undefined ? '' : `?${query}`}`);
  return sendFile({ request, response, site }, root, found.path);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly site: Site;
}

function sendFile({ request, response, site }: Exchange, root: string, path: string): void {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  send(request, `/${encoded}`, { root, dotfiles: 'ignore', index: false, cacheControl: false })
    .on('headers', () => response.setHeader('Cache-Control', 'no-cache'))
    .on('error', (error: { readonly status?: number; readonly headers?: Record<string, string> }) => {
      for (const [name, value] of Object.entries(error.headers ?? {})) response.setHeader(name, value);
      if (response.headersSent) response.destroy();
      else if (error.status === 416 || error.status === 412)
        refuse(response, error.status, 'There is no such part.');
      else void sendLost(response, site).catch(() => response.destroy());
    })
    .pipe(response);
}

function isKnownName(host: string | undefined, { names }: Site): boolean {
  // Matches `localhost:4321` and `[::1]:4321`; a port may be another one, behind a tunnel.
  const name = /^(\[[0-9a-f:.]+\]|[^:[\]/@\s]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase();
  if (name === undefined) return false;
  return names.known.has(name) || (names.isAnyAddress && isIP(name.replace(/^\[|\]$/g, '')) > 0);
}

/** What a browser may call this server: what `serve` prints, or what `--host` says. */
function namesOf(host: string): Site['names'] {
  const name = host.toLowerCase();
  const isEverywhere = name === '0.0.0.0' || name === '::';
  const isHere = isEverywhere || name === 'localhost' || name === '::1' || /^127\./.test(name);
  const known = new Set([isIP(name) === 6 ? `[${name}]` : name]);
  if (isHere) for (const own of ['localhost', '127.0.0.1', '[::1]']) known.add(own);
  // Other machines know this one by its addresses or by its name.
  if (isEverywhere) known.add(hostname().toLowerCase());
  return { known, isAnyAddress: isEverywhere };
}

function isBackward(range: string | undefined): boolean {
  const [, from, to] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(range ?? '') ?? [];
  return from !== undefined && Number(to) < Number(from);
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** @param to a path that begins with one slash: two would lead to another host */
function redirect(response: ServerResponse, status: number, to: string): void {
  response.writeHead(status, { Location: to.replace(/^\/{2,}/, '/') });
  response.end();
}

/** Says it in words and closes: who asks like this is no reader. */
function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(`${words}\n`);
}

async function sendLost(response: ServerResponse, { folder }: Site): Promise<void> {
  const page = await readFile(join(folder, '404.html')).catch(() => 'No page has this address.');
  response.writeHead(404, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
  });
  response.end(page);
}
