import { parseRunbook } from '../../runbook/read/parse.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import type { SourceText } from '../../runbook/read/source-text.ts';

/** Reads a page of a folder that is imported. */
export type PageReader = (source: SourceText) => Runbook;

/** Of one page: as it came, without its frontmatter, and with its fences plain. */
const MOST_READINGS = 3;

/**
 * A reader that knows the texts it has read last: an import asks several things of one page, and most pages stay
 * as they are between the questions. What is read says nothing of the page's path.
 */
export function pageReader(): PageReader {
  const readings: { readonly key: string; readonly page: Runbook }[] = [];
  return ({ path, text, faults }) => {
    const key = `${/\.mdx$/i.test(path) ? 'mdx' : 'md'} ${text}`;
    const known = faults.length === 0 ? readings.find((reading) => reading.key === key) : undefined;
    const page = known?.page ?? parseRunbook({ path, text, faults }, 'page');
    if (!known && faults.length === 0) {
      readings.unshift({ key, page });
      readings.length = Math.min(readings.length, MOST_READINGS);
    }
    return page;
  };
}
