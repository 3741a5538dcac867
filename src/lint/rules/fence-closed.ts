import { ruleOfReading } from '../rule.ts';

export const fenceClosed = ruleOfReading({
  id: 'fence-closed',
  summary: 'Close every fence',
  level: 'error',
});
