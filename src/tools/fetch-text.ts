/** Longer than any Prometheus takes to say its rules, shorter than a person waits. */
const PATIENCE = 20_000;

/** What a server answers, or why it does not. Only called with addresses that a person gave on the command line. */
export async function fetchText(
  address: string,
): Promise<{ readonly content: Uint8Array } | { readonly reason: string }> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) return { reason: `the server answers ${response.status} to ${address}` };
    return { content: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { reason: `the server does not answer (${cause})` };
  }
}
