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
 * by it; what is hidden is no part of a book, so that nothing is a guide there.
 */
export const PLAIN: Layout = { ...STANDARD, runbooks: '', guides: '.opsbook/guides' };
