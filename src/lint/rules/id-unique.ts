import { ruleOfReading } from '../rule.ts';

export const idUnique = ruleOfReading({
  id: 'id-unique',
  summary: 'Give every page an address of its own',
  level: 'error',
  looksAround: true,
});
