import type { Layout } from './settings.ts';

/** Where a book that says nothing keeps its words. */
export const STANDARD: Layout = {
  runbooks: 'content/runbooks',
  services: 'content/services',
  guides: 'content/guides',
  templates: 'content/templates',
  reviews: 'content/reviews',
  incidents: 'content/incidents',
  teams: 'content/teams.yaml',
  severities: 'content/severities.yaml',
  alertRules: ['content/alerts/**/*.{yaml,yml}'],
};

/**
 * A folder of plain Markdown: all of it is runbooks. Other systems have a `content/guides` too, and mean their own pages
 * by it; what is hidden is no part of a book, so that nothing is a guide or a template there. Of `content/reviews` and
 * `content/incidents`, only what opsbook writes is no page.
 */
export const PLAIN: Layout = {
  ...STANDARD,
  runbooks: '',
  guides: '.opsbook/guides',
  templates: '.opsbook/templates',
  isPlain: true,
};

/** Whether a folder without settings has its runbooks where a book has them by default; an `_index.md` there is Hugo's. */
export function isStandard(paths: readonly string[]): boolean {
  return (
    paths.some((path) => path.startsWith('content/runbooks/')) && !paths.some((path) => HUGO_INDEX.test(path))
  );
}

const HUGO_INDEX = /^content\/(?:runbooks\/)?_index\.md$/;
