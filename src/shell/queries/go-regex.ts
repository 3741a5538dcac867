import { RE2JS } from 're2js';

/** A program of more instructions than this is not tried: it would take longer than a reader waits. */
const LONGEST = 1_000;

/** Why Go's regular expressions (RE2) do not take a pattern, as the end of a sentence; undefined when they do. */
export function goRegexFault(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return undefined;
  if (/\(\?<?[=!]/.test(pattern.replace(/\\[^]/g, '')))
    return `\`${pattern}\` looks ahead or behind (\`(?=…)\`, \`(?!…)\`), which regular expressions of Prometheus and Loki cannot`;
  try {
    RE2JS.compile(withOwnNames(pattern));
    return undefined;
  } catch (error) {
    const said =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    return `\`${pattern}\` is not a regular expression: ${said}`;
  }
}

/** Go takes two groups of one name, and the reader here does not. */
function withOwnNames(pattern: string): string {
  let count = 0;
  return pattern.replace(
    /(\(\?P?<)(\w{1,99})>/g,
    (_, open: string, name: string) => `${open}${name}_${(count += 1)}>`,
  );
}

/** Why a matcher does not take a pattern, which stands between `^(?:` and `)$` there. */
export function matcherFault(pattern: string): string | undefined {
  const fault = goRegexFault(pattern);
  if (fault !== undefined || !pattern.includes('\\Q') || goRegexFault(`^(?:${pattern})$`) === undefined)
    return fault;
  return `\`${pattern}\` has a \`\\Q\` without its \`\\E\``;
}

/** Whether a pattern, anchored at both ends as matchers are, takes the empty text. */
export function matchesEmpty(pattern: string): boolean {
  if (pattern.length > LONGEST) return false;
  try {
    return RE2JS.matches(pattern, '');
  } catch {
    return false;
  }
}
