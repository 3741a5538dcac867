import { languageRule } from '../language-rule.ts';

export const promqlParses = languageRule({
  id: 'promql-parses',
  summary: 'Write PromQL that Prometheus can read',
  level: 'error',
  language: 'promql',
  called: 'PromQL',
});
