import { renderAtom } from '../review/atom.ts';
import { renderCalendar } from '../review/calendar.ts';
import { trimMarksEnd } from '../runbook/words/trim-marks.ts';

/** The calendar of a team's reviews; of all of them without one. */
export function calendarOf(locals: App.Locals, owner?: string): Response {
  const { appointments, name, at, site } = appointmentsOf(locals, owner);
  return new Response(renderCalendar(appointments, { name, at, site }), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
}

/** The feed of a team's reviews; of all of them without one. */
export function feedOf(locals: App.Locals, owner?: string): Response {
  const { appointments, name, at, site } = appointmentsOf(locals, owner);
  return new Response(renderAtom(appointments, { title: name, at, site, name: owner ?? '' }), {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
  });
}

function appointmentsOf({ book, base, url }: App.Locals, owner: string | undefined) {
  const title = book.title();
  const { appointments, at } = book.reviews();
  return {
    appointments: appointments.filter((one) => owner === undefined || one.owner === owner),
    name: owner === undefined ? `Reviews: ${title}` : `Reviews of ${owner}: ${title}`,
    at,
    site: url === undefined ? undefined : trimMarksEnd(new URL(base, url).href, '/'),
  };
}
