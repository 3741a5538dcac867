import { ruleOfReading } from '../rule.ts';

export const yamlValid = ruleOfReading({
  id: 'yaml-valid',
  summary: 'Write services, teams and severities with the fields that pages need',
  level: 'error',
});
