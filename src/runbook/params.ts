import type { Fault } from './finding.ts';
import type { YamlText } from './yaml.ts';
import type { RunbookFrontmatter } from './schema.ts';

/** A value that a responder fills in. */
export interface Param {
  readonly name: string;
  readonly description: string;
  readonly default: string | undefined;
  /** The source of a regular expression that the whole value must match. */
  readonly pattern: string;
  readonly label: string | undefined;
  readonly isSecret: boolean;
}

/** What a value may hold when its param names no pattern: nothing that a shell or a query would act on. */
export const DEFAULT_PATTERN = '[A-Za-z0-9._:/@-]+';

/** The params of a runbook, in the order they are written. */
export function listParams(params: RunbookFrontmatter['params']): Param[] {
  return Object.entries(params ?? {}).map(([name, param]) => ({
    name,
    description: param.description,
    default: param.default,
    pattern: param.pattern ?? DEFAULT_PATTERN,
    label: param.label,
    isSecret: param.secret ?? false,
  }));
}

/** Whether a value fits its param: the whole of it, not a part. */
export function fits(param: Param, value: string): boolean {
  return compilePattern(param.pattern)?.test(value) ?? false;
}

function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}

/** Patterns that do not compile, and defaults that their own pattern refuses. */
export function paramFaults(params: readonly Param[], yaml: YamlText): Fault[] {
  return params.flatMap((param) => {
    const ruleId = 'frontmatter-valid';
    if (!compilePattern(param.pattern)) {
      const message = `Mend \`params.${param.name}.pattern\`: \`${param.pattern}\` is no regular expression.`;
      return [{ ruleId, message, range: yaml.locate(['params', param.name, 'pattern']) }];
    }
    if (param.default === undefined || fits(param, param.default)) return [];
    const message = `Change \`params.${param.name}\`: its default \`${param.default}\` does not match its pattern \`${param.pattern}\`.`;
    return [{ ruleId, message, range: yaml.locate(['params', param.name, 'default']) }];
  });
}
