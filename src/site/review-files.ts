import { renderAtom } from '../review/atom.ts';
import { renderCalendar } from '../review/calendar.ts';
import { getFacts } from './book.ts';
import { getReviews } from './reviews.ts';
import { siteOptions } from './site-options.ts';

/** The calendar of a team's reviews; of all of them without one. */
export async function calendarOf(owner?: string): Promise<Response> {
  const { appointments, name, at, site } = await source(owner);
  return new Response(renderCalendar(appointments, { name, at, site }), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
}

/** The feed of a team's reviews; of all of them without one. */
export async function feedOf(owner?: string): Promise<Response> {
  const { appointments, name, at, site } = await source(owner);
  return new Response(renderAtom(appointments, { title: name, at, site, name: owner ?? '' }), {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
  });
}

async function source(owner: string | undefined) {
  const { title } = await getFacts();
  const { appointments, at } = await getReviews();
  const { url, base } = siteOptions();
  return {
    appointments: appointments.filter((one) => owner === undefined || one.owner === owner),
    name: owner === undefined ? `Reviews: ${title}` : `Reviews of ${owner}: ${title}`,
    at,
    site: url === undefined ? undefined : new URL(base, url).href.replace(/\/+$/, ''),
  };
}
