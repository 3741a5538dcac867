import type { Book } from '../runbook/book.ts';
import type { Finding } from '../runbook/finding.ts';
import { sayOnce } from './gather.ts';

/** The kind of a finding whose page says nowhere what its rule asks each step, or each param, to say. */
export const UNSAID = 'unsaid';

/** Up to so many are each shown: somebody writes a page, and forgot. */
const MOST_SHOWN = 6;

/**
 * Puts one finding in the place of many that ask for what their pages never say: a book that was just imported has
 * hundreds, and whoever reads them sees nothing else. A rule to which the settings give a level shows each.
 */
export function gatherUnsaid(findings: readonly Finding[], { settings }: Book): Finding[] {
  const isUnsaid = ({ kind, ruleId }: Finding): boolean =>
    kind === UNSAID && settings.rules[ruleId] === undefined;
  const { said = [], unsaid = [] } = Object.groupBy(findings, (one) => (isUnsaid(one) ? 'unsaid' : 'said'));
  const gathered = [...Map.groupBy(unsaid, ({ ruleId }) => ruleId).values()].flatMap((all) => {
    const [first] = all;
    return first && all.length > MOST_SHOWN ? [sayOnce(first, all)] : all;
  });
  return [...said, ...gathered];
}
