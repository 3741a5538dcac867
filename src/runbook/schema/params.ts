import { whyNoParam } from '../../shell/steering-names.ts';
import { unaskedMeaning } from '../../shell/value-meaning.ts';
import type { Meaning } from '../../shell/value-meaning.ts';
import type { Fault } from '../finding.ts';
import { compilePattern } from '../values/pattern.ts';
import type { YamlText } from '../yaml/yaml.ts';
import { asWritten } from './fields.ts';
import type { RunbookFrontmatter } from './page-schemas.ts';

/** A value that a responder fills in. */
export interface Param {
  readonly name: string;
  readonly description: string;
  readonly default: string | undefined;
  /** The source of a regular expression that the whole value must match. */
  readonly pattern: string;
  readonly label: string | undefined;
  readonly isSecret: boolean;
  /** What its values may mean to a command besides themselves. */
  readonly allow: readonly Meaning[];
}

/** What a value may hold when its param names no pattern: nothing that a shell or a query would act on. */
export const DEFAULT_PATTERN = '[A-Za-z0-9._:/@-]+';

/** The params of a runbook, in the order they are written; none by whose name a value would steer programs. */
export function listParams(params: RunbookFrontmatter['params'], yaml: YamlText): Param[] {
  const entries = Object.entries(params ?? {}).filter(([name]) => whyNoParam(name) === undefined);
  return entries.map(([name, param]) => ({
    name,
    description: param.description,
    default: asWritten(yaml, ['params', name, 'default'], param.default),
    pattern: param.pattern ?? DEFAULT_PATTERN,
    label: param.label,
    isSecret: param.secret ?? false,
    allow: param.allow ?? [],
  }));
}

/** Whether a value fits its param: the whole of it, not a part, and without a meaning that nobody allowed. */
export function fits(param: Param, value: string): boolean {
  return misfit(param, value) === undefined;
}

/** Why a value does not fit its param, as what is said of it: `does not match …`; undefined for one that does. */
export function misfit(
  { pattern, allow }: Pick<Param, 'pattern' | 'allow'>,
  value: string,
): string | undefined {
  const compiled = compilePattern(pattern);
  if (!('matches' in compiled) || !compiled.matches(value)) return `does not match \`${pattern}\``;
  const unasked = unaskedMeaning(value, allow);
  return unasked && `${unasked.reason}; its param has no \`allow: [${unasked.meaning}]\``;
}

/** Names by which a value would steer what programs do. */
export function paramNameFaults(params: RunbookFrontmatter['params'], yaml: YamlText): Fault[] {
  return Object.keys(params ?? {}).flatMap((name) => {
    const reason = whyNoParam(name);
    if (reason === undefined) return [];
    const message = `Rename \`params.${name}\`, for example to \`THE_${name}\`: a variable of this name ${reason}, so no value is filled in.`;
    return [{ ruleId: 'frontmatter-valid', message, range: yaml.locate(['params', name], 'key') }];
  });
}

/** Patterns that do not compile, and defaults that their own pattern refuses. */
export function paramFaults(params: readonly Param[], yaml: YamlText): Fault[] {
  return params.flatMap(({ name, pattern, default: value, allow }) => {
    const ruleId = 'frontmatter-valid';
    const compiled = compilePattern(pattern);
    if ('reason' in compiled) {
      const message = `Change \`params.${name}.pattern\`, \`${pattern}\`: ${compiled.reason}.`;
      return [{ ruleId, message, range: yaml.locate(['params', name, 'pattern']) }];
    }
    if (value === undefined) return [];
    // A page that was recalled is read again to know a place: only what is at fault is worth that.
    const range = (): Fault['range'] => yaml.locate(['params', name, 'default']);
    if (!compiled.matches(value)) {
      const message = `Change \`params.${name}\`: its default \`${value}\` does not match its pattern \`${pattern}\`.`;
      return [{ ruleId, message, range: range() }];
    }
    const unasked = unaskedMeaning(value, allow);
    if (!unasked) return [];
    const message = `Add \`allow: [${unasked.meaning}]\` to \`params.${name}\`, or change its default \`${value}\`: it ${unasked.reason}.`;
    return [{ ruleId, message, range: range() }];
  });
}
