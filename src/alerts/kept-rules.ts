import { once } from '../runbook/words/once.ts';
import type { AlertRule, RecordingRule, RulesReading } from './alert-rule.ts';

/** A reading of a rule file as plain data: all of it but where fields stand, for which the file is read again. */
export interface KeptRules extends Omit<RulesReading, 'rules' | 'recordings'> {
  readonly rules: readonly Omit<AlertRule, 'locate'>[];
  readonly recordings: readonly Omit<RecordingRule, 'locate'>[];
}

/** Plain data of a reading. */
export function keepRules({ rules, recordings, ...rest }: RulesReading): KeptRules {
  return { ...rest, rules: rules.map(withoutPlaces), recordings: recordings.map(withoutPlaces) };
}

/** The reading that was kept. @param read reads the same file */
export function rulesOf({ rules, recordings, ...rest }: KeptRules, read: () => RulesReading): RulesReading {
  const whole = once(read);
  return {
    ...rest,
    rules: rules.map((rule, index) => ({ ...rule, locate: locateIn(() => whole().rules[index]) })),
    recordings: recordings.map((rule, index) => ({
      ...rule,
      locate: locateIn(() => whole().recordings[index]),
    })),
  };
}

type Located = Pick<AlertRule, 'locate'>;

function locateIn(find: () => Located | undefined): AlertRule['locate'] {
  return (...at) => {
    const rule = find();
    if (!rule) throw new Error('A file of alert rules was kept with rules that are not in it.');
    return rule.locate(...at);
  };
}

function withoutPlaces<T extends Located>({ locate: _, ...rule }: T): Omit<T, 'locate'> {
  return rule;
}
