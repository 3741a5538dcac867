import { languageRule } from '../language-rule.ts';

export const dockerfileParses = languageRule({
  id: 'dockerfile-parses',
  summary: 'Write Dockerfiles that Docker can read',
  level: 'error',
  language: 'dockerfile',
  called: 'Dockerfile',
});
