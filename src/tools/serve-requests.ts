import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createServer } from './node-http.ts';
import { listen } from './listen.ts';
import type { Serving } from './serve-site.ts';

/** Answers a request as the Fetch standard has it. */
export type AnswerRequest = (request: Request) => Promise<Response>;

/** How long a client may take, in milliseconds, and how much it may send. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
} as const;
const MOST_CONNECTIONS = 128;

/** Serves a function of requests. No request ends it. */
export async function serveRequests(
  answer: AnswerRequest,
  where: { readonly port: number; readonly host: string },
): Promise<Serving> {
  const server = createServer(LIMITS, (incoming, response) => {
    pass(answer, incoming, response).catch(() => {
      // Whatever it was, it was one request.
      if (!response.headersSent) response.writeHead(500).end();
      else response.destroy();
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  const port = await listen(server, where);
  return {
    port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function pass(
  answer: AnswerRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const body = await readBody(incoming);
  if (!body) return refuse(response, 413, 'This is more than anything here takes.');
  const request = toRequest(incoming, body, gone.signal);
  if (!request) return refuse(response, 400, 'This is not a request.');
  const answered = await answer(request);
  for (const [name, value] of answered.headers) response.setHeader(name, value);
  response.writeHead(answered.status);
  if (!answered.body) {
    response.end();
    return;
  }
  response.flushHeaders(); // of a stream, the first word may come late
  // The client may be gone by then.
  await pipeline(answered.body, response).catch(() => response.destroy());
}

/** Says it in words and closes: what else is sent is not read. */
function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(`${words}\n`);
}

/** Bytes of a request: the longest text that a tool takes, and room around it. */
const MOST_ASKED = 4_000_000;

/** What came with a request; undefined where it is too much. */
function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  return new Promise((settle, fail) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // The rest is let go by, so that the answer is heard: a connection that is cut takes it along.
      if (size > MOST_ASKED) settle(undefined);
      else chunks.push(chunk);
    });
    incoming.on('end', () => settle(Buffer.concat(chunks)));
    incoming.on('error', fail);
  });
}

/** A request of Node's as one of the standard; undefined where it can be none. */
function toRequest(
  incoming: IncomingMessage,
  body: Buffer<ArrayBuffer>,
  signal: AbortSignal,
): Request | undefined {
  const { method = 'GET', headers } = incoming;
  const url = URL.parse(incoming.url ?? '/', 'http://localhost');
  // What names a host by itself is for a proxy.
  if (!url || !incoming.url?.startsWith('/') || incoming.url.startsWith('//')) return undefined;
  try {
    const known = Object.entries(headers).flatMap(([name, value = '']) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, one]),
    );
    const hasBody = method !== 'GET' && method !== 'HEAD';
    return new Request(url, { method, headers: known, signal, ...(hasBody ? { body } : {}) });
  } catch {
    return undefined;
  }
}
