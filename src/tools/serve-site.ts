import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import send from 'send';
import { createServer } from './node-http.ts';
import { acceptedEncoding } from './accepted-encoding.ts';
import { cacheControl } from './kept-for-long.ts';
import { listen } from './listen.ts';
import { ENCODINGS, packedFiles } from './packed-files.ts';
import type { PackedFile, PackedFiles } from './packed-files.ts';
import { SITE_HEADERS } from './page-policy.ts';
import type { RunDoor } from './run-door.ts';
import { isServedName, servedNames } from './served-names.ts';
import type { ServedNames } from './served-names.ts';
import { findSiteFile } from './site-file.ts';
import { textType } from './text-type.ts';

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

/** How long a client may take, in milliseconds, and how much it may send: a page is asked for in a few hundred bytes. */
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
  const prefix = base.replace(/\/$/, '');
  const site: Site = { folder, prefix, names: servedNames(host), door, packed: packedFiles() };
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
  void packAhead(site);
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
  readonly names: ServedNames;
  readonly door: RunDoor | undefined;
  readonly packed: PackedFiles;
}

/** What every page asks for is packed before anybody does. Where it cannot be, it is sent as it is. */
async function packAhead({ folder, packed }: Site): Promise<void> {
  for (const part of ['search', 'assets']) {
    const names = await readdir(join(folder, part)).catch(() => []);
    for (const name of names.filter((file) => textType(file) !== undefined))
      for (const encoding of ENCODINGS)
        await packed.pack(join(folder, part, name), encoding, 'ahead').catch(() => undefined);
  }
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
  // Somebody else's name may lead here: by it, a page of theirs could read this one.
  const hosts = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) return refuse(response, 400, 'A request names one host.');
  if (!isServedName(request.headers.host, site.names))
    return refuse(response, 421, 'This name is not served here.');
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
  const exchange = { request, response, site };
  if (await sendPacked(exchange, root, found.path)) return;
  const range = await rangeWithin(request.headers.range, join(root, found.path));
  if (range !== undefined) request.headers.range = range;
  sendFile(exchange, root, found.path);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly site: Site;
}

/** Sends a file packed, to a client that takes that; a part of a file is a part of what is on disk. @returns whether it did */
async function sendPacked(
  { request, response, site }: Exchange,
  root: string,
  path: string,
): Promise<boolean> {
  const type = textType(path);
  if (type === undefined) return false;
  response.setHeader('Vary', 'Accept-Encoding');
  const encoding = acceptedEncoding(request.headers['accept-encoding']);
  if (encoding === undefined || request.headers.range !== undefined || isGuarded(request)) return false;
  const file = await site.packed.pack(join(root, path), encoding).catch(() => undefined);
  if (file === undefined) return false;
  response.setHeader('Cache-Control', cacheControl(path));
  response.setHeader('ETag', file.etag);
  response.setHeader('Last-Modified', file.modified.toUTCString());
  if (isKnown(request, file)) {
    response.writeHead(304).end();
    return true;
  }
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', file.body.length);
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : file.body);
  return true;
}

/** Whether the request sets a condition that `send` judges, and that is not judged here a second time. */
function isGuarded({ headers }: IncomingMessage): boolean {
  return headers['if-match'] !== undefined || headers['if-unmodified-since'] !== undefined;
}

/** Whether who asks has this very file. */
function isKnown({ headers }: IncomingMessage, { etag, modified }: PackedFile): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Math.floor(modified.getTime() / 1_000) * 1_000 <= since;
}

function sendFile({ request, response, site }: Exchange, root: string, path: string): void {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  send(request, `/${encoded}`, { root, dotfiles: 'ignore', index: false, cacheControl: false })
    .on('headers', () => response.setHeader('Cache-Control', cacheControl(path)))
    .on('error', (error: { readonly status?: number; readonly headers?: Record<string, string> }) => {
      for (const [name, value] of Object.entries(error.headers ?? {})) response.setHeader(name, value);
      if (response.headersSent) response.destroy();
      else if (error.status === 416 || error.status === 412)
        refuse(response, error.status, 'There is no such part.');
      else void sendLost(response, site).catch(() => response.destroy());
    })
    .pipe(response);
}

/** The last bytes of a file that has no more are all of it (RFC 9110, 14.1.2). */
async function rangeWithin(range: string | undefined, path: string): Promise<string | undefined> {
  const asked = /^bytes=-(\d{1,30})$/.exec(range ?? '')?.[1];
  if (asked === undefined) return range;
  const size = await stat(path).then(
    (file) => file.size,
    () => Infinity,
  );
  return Number(asked) > size ? 'bytes=0-' : range;
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

/** Says it in words and closes the connection: no browser of a reader asks like this. */
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
