import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { peerUser } from './peer-user.ts';
import type { PeerUser } from './peer-user.ts';
import { rateLimit } from './rate-limit.ts';
import { readJson } from './read-json.ts';
import { isSameSecret } from './secret-match.ts';

/** What the service says to a request: one answer, or events as they come. */
export type ServiceAnswer =
  { readonly status: number; readonly data: unknown } | { readonly stream: (listener: Listener) => void };

/** Who listens to events. */
export interface Listener {
  send(event: unknown): void;
  /** Whether what was sent is still on its way: what can be left out is left out then. */
  readonly isBehind: boolean;
  end(): void;
  onGone(act: () => void): void;
}

export interface DoorSettings {
  /** Below which the service is asked, as in `/opsbook-run/`. */
  readonly folder: string;
  /** The name of the header with the token. */
  readonly header: string;
  readonly token: string;
  /** Does what was asked; never rejects. */
  readonly answer: (name: string, body: unknown) => Promise<ServiceAnswer>;
  /** Told of every request that does not get through. */
  readonly onRefused: (reason: string) => void;
  /** How many requests of the page are heard at once, and how many more each second. */
  readonly rate?: { readonly burst: number; readonly perSecond: number };
  /** Tells who is at the other end of a connection (default: what the system's table says). */
  readonly userOf?: (socket: Socket) => PeerUser;
}

/** Stands before a site that commands can be run from. */
export interface RunDoor {
  /** Says on which port the server listens: until then nobody gets in. */
  open(port: number): void;
  /** Answers what is refused and what is for the service. @returns false for what is for the site */
  take(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** The name that the address is printed with: no other leads here, so that none can be bent to. */
export const RUN_HOST = '127.0.0.1';

/** Bytes of a request: a page of values. */
const MOST_BYTES = 64 * 1024;
const RATE = { burst: 60, perSecond: 20 };

/**
 * Lets in who may: by the name that was printed, as the same user, from the page of this very origin, with the token.
 * Plain pages need no token and no origin, as links from elsewhere lead to them; all else does.
 */
export function openRunDoor(settings: DoorSettings): RunDoor {
  const { folder, header, token, answer, onRefused, userOf = peerUser } = settings;
  const mayPass = rateLimit(settings.rate ?? RATE);
  // The ends of a connection stay who they are, and the system's table takes milliseconds to read.
  const peers = new WeakMap<Socket, PeerUser>();
  let host: string | undefined;

  /** Why a request does not get in, whatever it is for. */
  function whyOutside(request: IncomingMessage): string | undefined {
    const { headers, socket } = request;
    if (host === undefined || headers.host !== host)
      return 'host: it was asked by another name than the printed one';
    const user = process.getuid?.();
    const peer = peers.get(socket) ?? userOf(socket);
    peers.set(socket, peer);
    if (user !== undefined && peer !== 'untold' && peer !== user)
      return 'user: another user of this machine asks';
    if (headers.origin !== undefined && headers.origin !== `http://${host}`)
      return 'origin: a page of another origin asks';
    if (!isFromHere(request)) return 'fetch-site: a page of another site asks for a part of this one';
    return undefined;
  }

  /** Why a request to the service is not heard. */
  function whyUnheard({ headers, method }: IncomingMessage): Unheard | undefined {
    if (method !== 'POST') return { status: 405, reason: 'method: the service is asked by POST alone' };
    if (headers.origin === undefined)
      return { status: 403, reason: 'origin: it does not say which page asks' };
    const given = headers[header];
    if (typeof given !== 'string' || !isSameSecret(given, token))
      return { status: 403, reason: 'token: it is not that of this service' };
    if (!/^application\/json(;|$)/.test(headers['content-type'] ?? ''))
      return { status: 400, reason: 'type: the service reads JSON' };
    if (!mayPass(performance.now())) return { status: 429, reason: 'rate: too many requests' };
    return undefined;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const unheard = whyUnheard(request);
    if (unheard) return refuse(response, unheard, onRefused);
    const body = await readJson(request, MOST_BYTES);
    if ('refused' in body)
      return refuse(response, { status: body.status, reason: `size: ${body.refused}` }, onRefused);
    const name = (request.url ?? '').slice(folder.length);
    const answered = await answer(name, body.data);
    if ('stream' in answered) answered.stream(listenerOf(request, response));
    else {
      response.writeHead(answered.status, { ...PRIVATE, 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answered.data));
    }
  }

  return {
    open: (port) => void (host = `${RUN_HOST}:${port}`),
    async take(request, response) {
      const reason = whyOutside(request);
      if (reason !== undefined) refuse(response, { status: 403, reason }, onRefused);
      // Its port is another one each time: nothing of it is to be kept in a browser, and answer for it later.
      else if (request.headers['sec-fetch-dest'] === 'serviceworker') response.writeHead(404, PRIVATE).end();
      else if ((request.url ?? '').startsWith(folder)) await serve(request, response);
      else return false;
      return true;
    },
  };
}

interface Unheard {
  readonly status: number;
  readonly reason: string;
}

const PRIVATE = { 'Cache-Control': 'no-store' } as const;

/** What browsers say of themselves: a page of another site may be the way here, and nothing more. */
function isFromHere({ headers, method }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  const isOpened = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return isOpened && (method === 'GET' || method === 'HEAD');
}

/** Refuses in words that say why, and ends the connection. */
function refuse(
  response: ServerResponse,
  { status, reason }: Unheard,
  onRefused: (reason: string) => void,
): void {
  onRefused(reason);
  response.writeHead(status, { ...PRIVATE, 'Content-Type': 'application/json', Connection: 'close' });
  response.end(
    JSON.stringify({ refused: status === 429 ? 'rate' : 'door', words: reason.replace(/^[\w-]+: /, '') }),
  );
}

/** Events as lines of JSON, for as long as somebody listens. */
function listenerOf(request: IncomingMessage, response: ServerResponse): Listener {
  request.socket.setTimeout(0); // a command may be silent for as long as it likes
  request.socket.setNoDelay(true);
  response.writeHead(200, { ...PRIVATE, 'Content-Type': 'application/x-ndjson' });
  response.flushHeaders();
  return {
    send: (event) => void (response.writableEnded || response.write(`${JSON.stringify(event)}\n`)),
    get isBehind() {
      return response.writableNeedDrain;
    },
    end: () => void response.end(),
    onGone: (act) => void response.once('close', act),
  };
}
