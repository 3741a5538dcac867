/** A site's pages of the book, for an intranet's search; whole addresses need `site.url` in the settings. */
export function sitemapOf({ url, at, book }: Pick<App.Locals, 'url' | 'at' | 'book'>): Response {
  const pages = [...book.runbooks(), ...book.guides('guides'), ...book.guides('templates')];
  const lines =
    url === undefined
      ? ['<!-- Set `url` of `site` in opsbook.yaml: a sitemap holds whole addresses. -->']
      : [
          entry(new URL(at('/'), url).href),
          ...pages.map(({ path, address }) => entry(new URL(at(address), url).href, book.changed(path))),
        ];
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...lines,
    '</urlset>',
    '',
  ].join('\n');
  return new Response(text, { headers: { 'Content-Type': 'application/xml' } });
}

function entry(address: string, changed?: string): string {
  const date = changed === undefined ? '' : `<lastmod>${changed.slice(0, 10)}</lastmod>`;
  return `<url><loc>${address.replaceAll('&', '&amp;')}</loc>${date}</url>`;
}
