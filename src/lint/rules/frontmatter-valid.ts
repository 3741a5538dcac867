import { ruleOfReading } from '../rule.ts';

export const frontmatterValid = ruleOfReading({
  id: 'frontmatter-valid',
  summary: 'Give every runbook frontmatter with the fields that responders and machines rely on',
  level: 'error',
});
