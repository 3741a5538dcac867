import { ruleOfReading } from '../rule.ts';

export const codeownersValid = ruleOfReading({
  id: 'codeowners-valid',
  summary: 'Write lines of CODEOWNERS that mean to the forge what they seem to mean',
  level: 'warning',
});
