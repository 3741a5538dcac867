// What `import … from 'opsbook'` gives. Every answer is plain data, as JSON could hold it. Nothing here prints,
// writes into the book, or runs anything of it.
export { find } from './find.ts';
export type { FindOptions, Found } from './find.ts';
export { lint } from './lint.ts';
export type { LintOptions, Linted } from './lint.ts';
export { readBook } from './read-book.ts';
export type {
  ReadAlertRule,
  ReadBook,
  ReadParam,
  ReadRunbook,
  ReadSection,
  ReadService,
  ReadSnippet,
  ReadTeam,
} from './read-book.ts';
export type { Finding, Fix, Level } from '../runbook/finding.ts';
