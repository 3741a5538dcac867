import { ruleOfReading } from '../rule.ts';

export const codeownersValid = ruleOfReading({
  id: 'codeowners-valid',
  summary: 'Write lines of CODEOWNERS that GitHub or GitLab reads as they are meant',
  level: 'warning',
});
