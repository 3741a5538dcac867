import { RE2JS } from 're2js';

/** A program of more instructions than this is not tried: it would take longer than a reader waits. */
const LONGEST = 1_000;

/** Why Go's regular expressions (RE2) do not take a pattern, as the end of a sentence; undefined when they do. */
export function goRegexFault(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return undefined;
  if (/\(\?<?[=!]/.test(pattern.replace(/\\[^]/g, '')))
    return `\`${pattern}\` looks ahead or behind (\`(?=…)\`, \`(?!…)\`), which regular expressions of Prometheus and Loki cannot`;
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    const said =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    return `\`${pattern}\` is no regular expression: ${said}`;
  }
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
