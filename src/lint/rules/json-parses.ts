import { languageRule } from '../language-rule.ts';

export const jsonParses = languageRule({
  id: 'json-parses',
  summary: 'Write JSON that parses',
  level: 'error',
  language: 'json',
  called: 'JSON',
});
