/** The place in every page that says that it was kept; empty and hidden until a worker fills it. */
const OPENING = '<p id="site:kept"';

/**
 * Says in a page that it comes from what was kept, before its reader sees it: nothing moves afterwards.
 * @param html the page as it was built
 * @param words plain text without `<`, `>` and `&`
 */
export function markAsKept(html: string, words: string): string {
  const at = html.indexOf(OPENING);
  const end = at < 0 ? -1 : html.indexOf('</p>', at);
  if (end < 0) return html;
  return `${html.slice(0, at)}<p id="site:kept" class="kept">${words}${html.slice(end)}`;
}
