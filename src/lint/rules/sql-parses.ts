import { languageRule } from '../language-rule.ts';

export const sqlParses = languageRule({
  id: 'sql-parses',
  summary: 'Write SQL that PostgreSQL can read',
  level: 'error',
  language: 'sql',
  called: 'SQL',
});
