import type { APIRoute } from 'astro';
import { landingOf, listAlerts } from '../../alerts.ts';
import { at } from '../../book.ts';

/** Every alert with its page and its runbooks, for scripts that meet a name in another spelling, or several at once. */
export const GET: APIRoute = async () => {
  const alerts = (await listAlerts()).map(({ name, address, runbooks }) => ({
    name,
    address: at(address),
    runbooks: runbooks.map((page) => ({ title: page.title, address: at(landingOf(page, name)) })),
  }));
  return new Response(JSON.stringify(alerts), { headers: { 'Content-Type': 'application/json' } });
};
