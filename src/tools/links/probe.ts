import type { LinkAnswer } from '../../runbook/links/external-link.ts';
import { ask } from './ask.ts';
import type { Answer } from './ask.ts';
import { PrivateAddress } from './guarded-lookup.ts';
import type { HostList } from './host-list.ts';
import { hasAnchor, pageAnchors } from './page-anchors.ts';

/** What a link check may do, and how it waits. */
export interface Probing {
  readonly allowed: HostList;
  readonly timeout: number;
  /** The headers for a host, values included; for no other host. */
  headersFor(host: string): Readonly<Record<string, string>>;
  wait(milliseconds: number): Promise<unknown>;
}

/** What was learned of one address: the address itself, and each anchor that links name. */
export interface Probed {
  readonly answer: LinkAnswer;
  readonly missing: readonly string[];
}

const MOST_REDIRECTS = 10;
const MOST_TRIES = 3;
/** Milliseconds. A server that asks for more is asked another day. */
const LONGEST_WAIT = 30_000;

/**
 * Asks whether an address still answers: a HEAD, and a GET where that is refused or where anchors are asked for.
 * Never throws for what a server or a network does.
 */
export async function probe(url: URL, anchors: readonly string[], probing: Probing): Promise<Probed> {
  try {
    return await follow(url, anchors, probing);
  } catch (error) {
    if (error instanceof PrivateAddress) return { answer: { kind: 'private' }, missing: [] };
    return { answer: explainError(error), missing: [] };
  }
}

async function follow(start: URL, anchors: readonly string[], probing: Probing): Promise<Probed> {
  let url = start;
  let isForGood = true;
  for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
    const headers = headersOnTheWay(start, url, probing);
    const asked = askPatiently(url, { isPageWanted: anchors.length > 0, headers }, probing);
    const answer = await (step === 0 ? asked : asked.catch(refuseDetour));
    if (!answer) return unsure('it redirects to a private address, which is not asked');
    const next = answer.location === undefined ? null : URL.parse(answer.location, url);
    if (![301, 302, 303, 307, 308].includes(answer.status) || !next) {
      const judged = judge(answer);
      const isMoved = judged.kind === 'good' && step > 0 && isForGood;
      const found = answer.html === undefined ? undefined : pageAnchors(answer.html);
      return {
        answer: isMoved ? { kind: 'moved', to: url.href } : judged,
        missing: found ? anchors.filter((anchor) => !hasAnchor(found, anchor)) : [],
      };
    }
    if (!/^https?:$/.test(next.protocol)) return unsure(`it redirects to \`${next.protocol}\``);
    isForGood &&= answer.status === 301 || answer.status === 308;
    next.hash = '';
    url = next;
  }
  return unsure('it redirects without end');
}

/** The headers of an address that another led to: a key that was meant for https is not sent in the open. */
export function headersOnTheWay(
  start: URL,
  url: URL,
  { headersFor }: Pick<Probing, 'headersFor'>,
): Readonly<Record<string, string>> {
  const isOpen = start.protocol === 'https:' && url.protocol === 'http:';
  return isOpen ? {} : headersFor(url.host);
}

/** A public page that leads into a private network is worth a look; a private page is somebody's own. */
function refuseDetour(error: unknown): undefined {
  if (!(error instanceof PrivateAddress)) throw error;
}

/** Waits where a server asks for it, and asks a server that fails once more. */
async function askPatiently(
  url: URL,
  { isPageWanted, headers }: { isPageWanted: boolean; headers: Readonly<Record<string, string>> },
  { allowed, timeout, wait }: Probing,
): Promise<Answer> {
  const asking = { timeout, allowed, headers };
  let method: 'HEAD' | 'GET' = isPageWanted ? 'GET' : 'HEAD';
  for (let tries = 1; ; tries += 1) {
    const answer = await ask(url, { ...asking, method });
    const isBusy = answer.status === 429 || answer.status === 503;
    if (answer.status < 400 || tries >= MOST_TRIES) return answer;
    if (isBusy || answer.status >= 500) {
      const pause = isBusy ? (readRetryAfter(answer.retryAfter) ?? 1000) : 1000;
      if (pause > LONGEST_WAIT) return answer;
      await wait(pause);
    } else if (method === 'GET') return answer;
    // Some servers know no HEAD, and say so in many ways.
    if (!isBusy) method = 'GET';
  }
}

// Matches `Sun, 06 Nov 1994 08:49:37 GMT` and the older `Sunday, 06-Nov-94 08:49:37 GMT`, not `in about 7`, in which
// `Date.parse` sees a day in July.
const HTTP_DATE = /^[A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/;

/** Seconds, or a date: https://httpwg.org/specs/rfc9110.html#field.retry-after */
function readRetryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  return HTTP_DATE.test(text) ? Math.max(0, Date.parse(text) - Date.now()) : undefined;
}

function judge({ status }: Answer): LinkAnswer {
  if (status < 400) return { kind: 'good' };
  if (status === 404 || status === 410) return { kind: 'gone', reason: `the server answers ${status}` };
  if (status === 429) return { kind: 'unsure', reason: 'the server says that it is asked too often (429)' };
  return { kind: 'unsure', reason: `the server answers ${status}` };
}

function unsure(reason: string): Probed {
  return { answer: { kind: 'unsure', reason }, missing: [] };
}

/** What an error of the network says of a link. */
export function explainError(error: unknown): LinkAnswer {
  // Errors of Node's network have a code; those of a signal a name.
  const { code = '', name } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND') return { kind: 'gone', reason: 'no host has this name' };
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR')
    return { kind: 'unsure', reason: 'no answer came in time' };
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code))
    return { kind: 'unsure', reason: `its certificate is not trusted (${code})` };
  return { kind: 'unsure', reason: `it could not be asked${code ? ` (${code})` : ''}` };
}
