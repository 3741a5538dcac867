import type { IncomingMessage, ServerResponse } from 'node:http';
import send from 'send';
import { createServer } from './node-http.ts';
import type { Finding } from '../runbook/finding.ts';
import { listen } from './listen.ts';
import { SITE_HEADERS } from './page-policy.ts';
import type { RunDoor } from './run-door.ts';

/** What stands at an address. */
export interface Answer {
  readonly status: number;
  /** Its media type; empty where its name says enough. */
  readonly type: string;
  readonly body: Uint8Array | string;
  /** Where it stands instead. */
  readonly location?: string;
}

/** A finding as the foot of its page shows it. */
export type ShownFinding = Pick<Finding, 'path' | 'line' | 'column' | 'level' | 'message' | 'ruleId'>;

/** What somebody who looks at a page is told: that it has changed, or what is found in it. */
export type News =
  | { readonly event: 'change' }
  | {
      readonly event: 'findings';
      readonly findings: readonly ShownFinding[];
      /** Which of the page's commands could not be judged; absent where all were. */
      readonly commands?: string;
    };

/** The pages of a book that somebody is writing; addresses are without the base. */
export interface PreviewPages {
  readonly base: string;
  draw(address: string): Promise<Answer>;
  /** Tells of what changes at an address, until the function that it returns is called. */
  follow(address: string, tell: (news: News) => void): () => void;
}

/** A site that is drawn as it is asked for. */
export interface Preview {
  readonly port: number;
  close(): Promise<void>;
}

export interface PreviewOptions {
  readonly pages: PreviewPages;
  /** The folder of styles, scripts and pictures. */
  readonly assets: string;
  /** The port to try first; 0 lets the system choose. */
  readonly port: number;
  /** Stands before the pages where commands can be run from them. */
  readonly door?: RunDoor | undefined;
}

/** Only this machine: what is being written is nobody else's yet. */
export const PREVIEW_HOST = '127.0.0.1';

const NO_SNIFFING = { 'X-Content-Type-Options': 'nosniff' } as const;

/** Names that a browser on this machine has for it. A request by another name was made by a page of somebody else. */
const OWN_NAMES = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Serves the pages of a book as it stands, and tells those who look at one when it has changed. */
export async function servePreview({ pages, assets, port, door }: PreviewOptions): Promise<Preview> {
  const { base } = pages;
  const prefix = base.replace(/\/$/, '');
  const server = createServer((request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    for (const [name, value] of Object.entries(door ? SITE_HEADERS : NO_SNIFFING))
      response.setHeader(name, value);
    if (!door) return answer(request, response);
    door.take(request, response).then(
      (isTaken) => isTaken || answer(request, response),
      () => response.destroy(),
    );
  });
  const listening = await listen(server, { port, host: PREVIEW_HOST });
  door?.open(listening);

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    if (!url) response.writeHead(400).end('This is not an address.');
    else if (!OWN_NAMES.test(request.headers.host ?? '')) {
      response.writeHead(403).end('The preview answers to this machine alone.');
    } else if (prefix && url.pathname === '/') response.writeHead(302, { Location: base }).end();
    else if (prefix && !url.pathname.startsWith(base)) void show(pages, '/404', response);
    else {
      request.url = url.pathname.slice(prefix.length);
      if (request.url === EVENTS) tell(pages, url.searchParams.get('page') ?? base, { request, response });
      else if (ASSET.test(request.url)) sendAsset(assets, { request, response });
      else void show(pages, request.url, response);
    }
  }
  return {
    port: listening,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };

  /** Tells whoever looks at a page when it has changed, and what is found in it. */
  function tell(of: PreviewPages, page: string, { request, response }: Exchange): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders(); // there may be nothing to tell for hours
    const stop = of.follow(page.slice(prefix.length), (news) => {
      response.write(`event: ${news.event}\ndata: ${JSON.stringify(news)}\n\n`);
    });
    request.on('close', stop);
  }
}

/** What every site has: matches `/assets/site.css` and `/favicon.svg`; no page and no list of `search/` is such a file. */
const ASSET = /^\/(assets\/[^/]+|robots\.txt|[\w-]+\.(svg|schema\.json))$/;

function sendAsset(assets: string, { request, response }: Exchange): void {
  send(request, request.url ?? '/', { root: assets, index: false, cacheControl: false })
    .on('error', () => response.writeHead(404).end())
    .pipe(response);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Where a page listens for what has changed. */
const EVENTS = '/preview/events';

async function show(pages: PreviewPages, address: string, response: ServerResponse): Promise<void> {
  const { status, type, body, location } = await pages.draw(address).catch(failed);
  response.writeHead(status, {
    ...(type === '' ? {} : { 'Content-Type': type }),
    ...(location === undefined ? {} : { Location: location }),
  });
  response.end(body);
}

/** Our fault, in the place where the page would be. */
function failed(error: unknown): Answer {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    status: 500,
    type: 'text/plain; charset=utf-8',
    body: `This is our fault, not yours.\n\n${reason}`,
  };
}
