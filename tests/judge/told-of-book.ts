import { listPages } from '../../src/runbook/book.ts';
import type { OpenSite } from '../../src/site/open-site.ts';
import { listPlaces } from '../../src/site/places.ts';

/** What pages of a site may be told of a book, as plain data. */
export function toldOf({ book, opened }: OpenSite): unknown {
  return JSON.parse(
    JSON.stringify({
      ...{ runbooks: book.runbooks(), guides: book.guides('guides'), templates: book.guides('templates') },
      ...{ services: book.services(), teams: book.teams(), severities: book.severities() },
      ...{ alerts: book.alerts(), reviews: book.reviews(), places: [...listPlaces(book)] },
      rules: book.alerts().map(({ name }) => book.alertRules(name)),
      pages: book.runbooks().map(({ id }) => [book.page('runbooks', id), book.about(id), book.systemOf(id)]),
      links: listPages(opened.book).map(({ path, outline: { urls } }) =>
        urls.map((url) => [book.target(path, url), book.linkWords(path, url)]),
      ),
      faults: opened.contract.faults,
    }),
  );
}
