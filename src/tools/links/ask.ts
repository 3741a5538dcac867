import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { request as httpRequest } from '../node-http.ts';
import { guardedLookup, PrivateAddress } from './guarded-lookup.ts';
import type { HostList } from './host-list.ts';
import { bareHost, reachOf } from './reach.ts';

/** One answer of a server: its head, and for a page its text. */
export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
  /** Of an HTML page that was asked for with GET, at most two megabytes of it. */
  readonly html: string | undefined;
}

/** What is asked, and how. */
export interface Asking {
  readonly method: 'HEAD' | 'GET';
  readonly timeout: number;
  readonly allowed: HostList;
  readonly headers: Readonly<Record<string, string>>;
}

const LARGEST_PAGE = 2 * 1024 * 1024;

/**
 * Asks a server once, and follows nothing. Which address a host's name stands for is looked at when the
 * connection is made, so that no name can change its mind in between.
 * @throws PrivateAddress, and what `node:http` throws
 */
export async function ask(url: URL, { method, timeout, allowed, headers }: Asking): Promise<Answer> {
  const host = bareHost(url);
  const mayConnect = reachOf(url, allowed);
  // Of a host that is an address nothing is looked up.
  if (!mayConnect(host)) throw new PrivateAddress();
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  // Milliseconds; a signal, since it holds for the whole answer and not for a pause in it.
  const signal = AbortSignal.timeout(timeout);
  return new Promise((settle, fail) => {
    const request = send(
      {
        protocol: url.protocol,
        host,
        port: url.port,
        path: `${url.pathname}${url.search}`,
        method,
        signal,
        agent: false,
        lookup: guardedLookup(mayConnect),
        headers: { 'user-agent': 'opsbook (link check)', accept: '*/*', host: url.host, ...headers },
      },
      (response) => {
        readAnswer(response, method).then(settle, fail);
      },
    );
    request.on('error', fail);
    request.end();
  });
}

async function readAnswer(response: IncomingMessage, method: 'HEAD' | 'GET'): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  const isPage = method === 'GET' && status === 200 && /html/i.test(headers['content-type'] ?? '');
  const html = isPage ? await readText(response) : undefined;
  response.destroy();
  return { status, location: headers.location, retryAfter: headers['retry-after'], html };
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Without an encoding set, a response gives buffers.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_PAGE) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
