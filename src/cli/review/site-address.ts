import type { OpenReview } from './open-review.ts';
import { trimMarksEnd } from '../../runbook/words/trim-marks.ts';

/** The full address of the published site, without a `/` at its end; undefined where the book does not say. */
export function siteAddress({ files }: OpenReview): string | undefined {
  const { url, base } = files.reading.settings;
  return url === undefined ? undefined : trimMarksEnd(new URL(base, url).href, '/');
}
