import ical from 'ical-generator';
import type { Appointment } from './owed.ts';
import { trimMarksEnd } from '../runbook/words/trim-marks.ts';

interface Calendar {
  readonly name: string;
  /** When it was made, ISO 8601: the same appointments give the same calendar. */
  readonly at: string;
  /** The address of the site; undefined where it is not published. */
  readonly site: string | undefined;
}

/** Appointments as iCalendar, each a whole day. */
export function renderCalendar(appointments: readonly Appointment[], { name, at, site }: Calendar): string {
  const calendar = ical({ name, prodId: { company: 'opsbook', product: 'review', language: 'EN' } });
  for (const { id, day, title, text, path, owner } of appointments) {
    calendar.createEvent({
      id: `${encodeURIComponent(id)}@opsbook`,
      stamp: new Date(at),
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      summary: title,
      description: text,
      ...(site === undefined ? {} : { url: addressOf(site, path) }),
      ...(owner === undefined ? {} : { categories: [{ name: owner }] }),
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** A page's full address, below the path that a site is published under. */
export function addressOf(site: string, path: string): string {
  return `${trimMarksEnd(site, '/')}${path}`;
}
