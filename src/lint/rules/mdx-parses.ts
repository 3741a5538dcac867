import { ruleOfReading } from '../rule.ts';

export const mdxParses = ruleOfReading({
  id: 'mdx-parses',
  summary: 'Write MDX that can be read',
  level: 'error',
  isFirm: true,
});
