import type { Reporter } from './reporter.ts';

/** One JSON array of findings; with `--coverage` an object of them and of how much of the commands could be judged. */
export const json: Reporter = ({ findings, coverage, isCoverageAsked }) => {
  if (!isCoverageAsked || !coverage) return `${JSON.stringify(findings, undefined, 2)}\n`;
  const { all, pages, unread } = coverage;
  const commands = {
    ...all,
    pages: Object.fromEntries(pages),
    ...(unread.length === 0 ? {} : { unread }),
  };
  return `${JSON.stringify({ findings, commands }, undefined, 2)}\n`;
};
