import { ruleOfReading } from '../rule.ts';

export const codeownersValid = ruleOfReading({
  id: 'codeowners-valid',
  summary: 'Write lines of CODEOWNERS that its forge reads as they look',
  level: 'warning',
});
