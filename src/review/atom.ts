import { Feed } from 'feed';
import { addressOf } from './calendar.ts';
import type { Appointment } from './owed.ts';
import { STATE_WORDS } from './state.ts';

interface Source {
  readonly title: string;
  /** When it was made, ISO 8601. */
  readonly at: string;
  /** The address of the site; undefined where it is not published. */
  readonly site: string | undefined;
  /** Tells this feed from the others of a site, as in `platform`. */
  readonly name: string;
}

/** What has become due, or is due soon, as an Atom feed: the latest news first. */
export function renderAtom(appointments: readonly Appointment[], { title, at, site, name }: Source): string {
  const today = at.slice(0, 10);
  // A feed has no address to be relative to: without a site, a link can only name.
  const link = (path: string): string =>
    site === undefined ? `urn:opsbook:page:${encodeURIComponent(path)}` : addressOf(site, path);
  const feed = new Feed({
    title,
    id: `urn:opsbook:reviews:${encodeURIComponent(name)}`,
    link: link('/reviews/'),
    updated: new Date(at),
    generator: 'opsbook',
    copyright: '',
  });
  const news = appointments.filter(({ since }) => since <= today);
  for (const one of news.toSorted((a, b) => b.since.localeCompare(a.since))) {
    const content = `${one.text} Due on ${one.day}: ${STATE_WORDS[one.state]}.`;
    feed.addItem({
      title: one.title,
      id: `urn:opsbook:review:${encodeURIComponent(one.id)}`,
      link: link(one.path),
      date: new Date(`${one.since}T00:00:00Z`),
      description: content,
      author: [{ name: one.owner ?? 'no owner' }],
    });
  }
  return feed.atom1();
}
