import type { Page } from '../read/parse.ts';
import type { Target } from './target.ts';

/**
 * What a link says that has no words of its own, as in MyST's `[](#label)`: the heading or the title that it leads to,
 * else the name of its file, else its address.
 * @param pageAt the page at a path
 */
export function linkWords(url: string, target: Target, pageAt: (path: string) => Page | undefined): string {
  if (target.kind === 'file') return target.path.slice(target.path.lastIndexOf('/') + 1);
  const page = target.kind === 'page' ? pageAt(target.path) : undefined;
  if (target.kind !== 'page' || !page) return url;
  const heading = page.headings.find(({ anchor }) => target.anchor !== '' && anchor === target.anchor);
  return heading?.text ?? page.title;
}
