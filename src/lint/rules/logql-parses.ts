import { languageRule } from '../language-rule.ts';

export const logqlParses = languageRule({
  id: 'logql-parses',
  summary: 'Write LogQL that Loki can read',
  level: 'error',
  language: 'logql',
  called: 'LogQL',
});
