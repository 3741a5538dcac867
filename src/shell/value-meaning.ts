/** What a value may mean to a command besides itself; a param that wants one of these says so. */
export const MEANINGS = ['option', 'at', 'parent', 'command', 'many'] as const;
export type Meaning = (typeof MEANINGS)[number];

/** What each lets through, for the person who writes `allow:`. */
export const MEANING_TEXTS: Readonly<Record<Meaning, string>> = {
  option: 'it may begin with `-`, like an option',
  at: 'it may begin with `@` or `file:`, which makes some tools read a file',
  parent: 'it may hold `..`, or be a path of nothing but dots and slashes',
  command: 'it may be the name of a command, a subcommand, or a file that is run',
  many: 'it may name several things: a list, a glob, a range',
};

/** A meaning that a value has wherever it stands, with the reason as what is said of the value: `begins with …`. */
export interface Unasked {
  readonly meaning: Meaning;
  readonly reason: string;
}

/**
 * The first thing that a value means wherever it stands, and that its param does not allow. Every line of it is
 * looked at: one by one they reach `xargs` and here-documents.
 */
export function unaskedMeaning(value: string, allow: readonly Meaning[] = []): Unasked | undefined {
  const lines = value.split(/[\n\r\u2028\u2029]/).map((line) => line.trimStart());
  const found: readonly (Unasked | false)[] = [
    lines.some((line) => line.startsWith('-')) && {
      meaning: 'option',
      reason: 'begins with `-`, like an option',
    },
    // curl's `-d @file`, gh's `-F @file`; aws's `file://` and `fileb://`; curl's own `file:///etc/passwd`.
    lines.some((line) => /^(@|fileb?:)/i.test(line)) && {
      meaning: 'at',
      reason: 'asks for the content of a file',
    },
    leavesItsFolder(value) && { meaning: 'parent', reason: 'holds `..`, which leaves a folder' },
  ];
  return found.find((one) => one !== false && !allow.includes(one.meaning)) || undefined;
}

// Matches `..` and Tomcat's `..;x`; not `...` or `a..b`.
const PARENT = /^\s*\.\.(;.*)?\s*$/s;

/** `../x`, `a/..`, `..\x`, and what a server decodes to them: `..%2fx`, `%252e%252e/x`. */
function leavesItsFolder(value: string): boolean {
  const [once, twice] = [decodeDots(value), decodeDots(decodeDots(value))];
  return [value, once, twice].some((text) => text.split(/[/\\\n]/).some((part) => PARENT.test(part)));
}

/** Percent codes of what paths are made of: `.`, `/`, `\` and `%` itself. */
function decodeDots(text: string): string {
  return text.replace(/%(2e|2f|5c|25)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
