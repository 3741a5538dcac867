import { ruleOfReading } from '../rule.ts';

export const fileIsText = ruleOfReading({
  id: 'file-is-text',
  summary: 'Keep every file of the book readable: UTF-8 text, not empty, not huge',
  level: 'error',
});
