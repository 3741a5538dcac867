import { decodeAddress } from './link-paths.ts';

/** A link of the book in its parts, decoded; `rest` is what stands after the path, as it was written. */
export interface Link {
  readonly from: string;
  readonly path: string;
  readonly anchor: string;
  readonly rest: string;
  /** All of it, as it was written. */
  readonly url: string;
}

/** Takes a link of a page apart. */
export function readLink(from: string, url: string): Link {
  const written = /^[^?#]*/.exec(url)?.[0] ?? '';
  const [, fragment = ''] = splitOnce(url, '#');
  return {
    from,
    path: decodeAddress(written),
    anchor: anchorOf(decodeAddress(fragment)),
    rest: url.slice(written.length),
    url,
  };
}

/** The place that a fragment names: `#top` is every page's, and what stands after `:~:` is the browser's. */
function anchorOf(fragment: string): string {
  const anchor = fragment.split(':~:', 1)[0] ?? '';
  return /^top$/i.test(anchor) ? '' : anchor;
}

/** A text before and after a mark, or all of it. */
export function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
