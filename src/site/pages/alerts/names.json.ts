import type { APIRoute } from 'astro';
import { facetsOf } from '../../alert-facets.ts';

/** Every alert with its page and its runbooks, for scripts that meet a name in another spelling, or several at once. */
export const GET: APIRoute = ({ locals: { at, book } }) => {
  const alerts = book.alerts().map((alert) => ({
    name: alert.name,
    address: at(alert.address),
    runbooks: alert.runbooks.map(({ title, address }) => ({ title, address: at(address) })),
    ...facetsOf(alert),
  }));
  return new Response(JSON.stringify(alerts), { headers: { 'Content-Type': 'application/json' } });
};
