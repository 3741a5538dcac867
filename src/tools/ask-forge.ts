/** Longer than any forge takes, shorter than a job waits. */
const PATIENCE = 20_000;

/** A pull request has a few pages of reviews at most; more is a server that never ends. */
const MOST_PAGES = 20;

/** A forge's own interface for programs, and how to be let in. */
export interface ForgeApi {
  /** As in `https://api.github.com`. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What a forge answers to a path, as data that nobody has looked at yet. Asked only where a command line says so.
 * @throws ForgeProblem with what to do about it
 */
export async function askForge({ address, headers }: ForgeApi, path: string): Promise<unknown> {
  return (await ask(`${address}${path}`, headers)).data;
}

/**
 * The same for a list that comes in pages, whole: what was left out could be the review that takes an approval back.
 * @throws ForgeProblem too where it is longer than any should be
 */
export async function askForgeList(api: ForgeApi, path: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await ask(`${api.address}${path}?per_page=100&page=${page}`, api.headers);
    const own: unknown[] = Array.isArray(data) ? data : [];
    all.push(...own);
    if (own.length < 100) return all;
  }
  throw new ForgeProblem(
    `${api.address}${path} holds ${MOST_PAGES * 100} entries or more: opsbook reads no list of that length.`,
  );
}

/** Why a forge could not be asked. */
export class ForgeProblem extends Error {
  override readonly name = 'ForgeProblem';
}

async function ask(address: string, headers: ForgeApi['headers']): Promise<{ data: unknown }> {
  let response: Response;
  try {
    // A token goes to the address that was named, and nowhere that this one points to.
    const asked = { headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) } as const;
    response = await fetch(address, asked);
  } catch (cause) {
    const because =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new ForgeProblem(`${address} does not answer (${because}).`, { cause });
  }
  if (response.status === 401 || response.status === 403 || response.status === 404)
    throw new ForgeProblem(
      `${address} answers ${response.status}: give a token that may read pull requests, in GITHUB_TOKEN or GITLAB_TOKEN.`,
    );
  if (!response.ok) throw new ForgeProblem(`${address} answers ${response.status}.`);
  try {
    return { data: await response.json() };
  } catch (cause) {
    throw new ForgeProblem(`${address} does not answer in JSON.`, { cause });
  }
}
