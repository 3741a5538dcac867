import type { APIRoute } from 'astro';

/** Every alert with its page and its runbooks, for scripts that meet a name in another spelling, or several at once. */
export const GET: APIRoute = ({ locals: { at, book } }) => {
  const alerts = book.alerts().map(({ name, address, runbooks }) => ({
    name,
    address: at(address),
    runbooks: runbooks.map(({ title, address: landing }) => ({ title, address: at(landing) })),
  }));
  return new Response(JSON.stringify(alerts), { headers: { 'Content-Type': 'application/json' } });
};
