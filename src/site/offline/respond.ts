import { markAsKept } from './kept-notice.ts';
import type { Keeper } from './keeper.ts';
import { sayMade } from './state.ts';

/** What a page of the site asked for. */
export interface Asked {
  readonly request: Request;
  /** From the site's home, as it stands in the address, without what follows `?`. */
  readonly path: string;
  readonly keeper: Keeper;
  readonly fetch: (request: Request) => Promise<Response>;
  /** A page that the reader wants to see as it is now, even during an incident. */
  readonly isNewestWanted: boolean;
}

/** Milliseconds after which a kept page is better than waiting. */
const PATIENCE = 4_000;

/** Names of content: what they name never changes. */
const FOREVER = /^(assets\/|search\/[\da-f]{16}\.|pagefind\/(fragment|index)\/)/;

/** Answers: the newest where the network has it, else what is kept; during an incident what is kept. */
export async function respond(asked: Asked): Promise<Response> {
  const { request, path, keeper, fetch } = asked;
  if (request.mode === 'navigate') return respondWithPage(asked);
  if (FOREVER.test(path) || (await keeper.isIncident())) return (await keeper.find(path)) ?? fetch(request);
  const answer = await fetch(request).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  return (await keeper.find(path)) ?? answer ?? Response.error();
}

async function respondWithPage({ request, path, keeper, fetch, isNewestWanted }: Asked): Promise<Response> {
  if (!isNewestWanted && (await keeper.isIncident())) {
    const kept = await keeper.find(path);
    if (kept) return kept;
  }
  const answer = fetch(request).then(
    (response) => response,
    () => undefined,
  );
  const first = await Promise.race([answer, sleep(PATIENCE)]);
  if (first && first.status < 500) return first;
  const kept = await keeper.find(path);
  if (kept)
    return marked(kept, first ? `The server answers with an error (${first.status})` : NO_ANSWER, keeper);
  const late = first ?? (await answer);
  return late ?? withoutNetwork(request, path, keeper);
}

const NO_ANSWER = 'The network does not answer';

async function marked(kept: Response, why: string, keeper: Keeper): Promise<Response> {
  const { made } = await keeper.state();
  const words = `${why}: this page is as of ${made === undefined ? 'an earlier visit' : sayMade(made)}.`;
  return new Response(markAsKept(await kept.text(), words), { headers: kept.headers });
}

/** Says what is the matter with an address that nothing is kept of. */
async function withoutNetwork(request: Request, path: string, keeper: Keeper): Promise<Response> {
  if (!path.endsWith('/') && (await keeper.isListed(`${path}/`))) {
    const { pathname, search } = new URL(request.url);
    return Response.redirect(`${pathname}/${search}`, 302);
  }
  const isUnknown = (await keeper.isListed(path)) === false;
  const page = (isUnknown ? await keeper.find('404.html') : undefined) ?? (await keeper.find('offline/'));
  if (!page) return Response.error();
  return new Response(page.body, { status: isUnknown ? 404 : 503, headers: page.headers });
}

function sleep(milliseconds: number): Promise<undefined> {
  return new Promise((done) => setTimeout(() => done(undefined), milliseconds));
}
