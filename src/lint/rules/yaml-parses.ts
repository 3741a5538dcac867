import { languageRule } from '../language-rule.ts';

export const yamlParses = languageRule({
  id: 'yaml-parses',
  summary: 'Write YAML that parses',
  level: 'error',
  language: 'yaml',
  called: 'YAML',
});
