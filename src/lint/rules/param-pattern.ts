import { fits, type Param } from '../../runbook/schema/params.ts';
import type { Rule } from '../rule.ts';

export const paramPattern: Rule = {
  id: 'param-pattern',
  summary: 'Let a param take only values that a command can hold safely',
  level: 'warning',
  check({ runbook }, report) {
    for (const param of runbook?.params ?? []) {
      const message = judge(param);
      if (message) report(message, runbook?.locate(['params', param.name, 'pattern']));
    }
  },
};

/** What breaks out of quotes or starts another command, were it pasted without care. */
const SAMPLES = ["a'; reboot; '", 'a"; reboot; "', '$(reboot)', 'a\nreboot'];

function judge(param: Param): string | undefined {
  const { name, pattern } = param;
  if (/^\^|\$$/.test(pattern) && !pattern.endsWith('\\$'))
    return `Remove \`^\` and \`$\` from the pattern of \`${name}\`: the whole value is matched anyway.`;
  // `(a+)+`, `([a-z]*)*`: every letter more doubles the time of a wrong value; `(/[a-z]+)+` is kept in step by its slash.
  if (/\((?:\?:)?(?:\[[^\]]{0,99}\]|\\?.)[+*]\)[+*]/.test(pattern))
    return `Rewrite the pattern of \`${name}\`: a repetition inside a repetition can take for ever.`;
  if (SAMPLES.every((sample) => fits(param, sample)))
    return `Narrow the pattern of \`${name}\`: \`${pattern}\` lets quotes, semicolons and line breaks through.`;
  return undefined;
}
