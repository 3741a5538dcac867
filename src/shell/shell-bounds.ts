/** Substitutions, groups and compound commands inside each other: the parser goes down them by recursion. */
const MOST_LEVELS = 60;

export const TOO_DEEP = `more than ${MOST_LEVELS} levels of shell inside each other are not read`;

// What opens and closes a level: `$(`, `(`, `${`, `{`; `if`, `for` and the like, where a command can begin.
const MARKS =
  /[({)}]|(?<=^|[;&|({\n]|\b(?:then|do|else|elif|time)[ \t])[ \t]{0,200}(?:if|for|while|until|case|select)(?=[ \t\n])|\b(?:fi|done|esac)\b/g;

/**
 * Where a shell text goes deeper than anybody writes, so that reading it could end the program; undefined for what
 * a person would write. What is quoted is counted too: a text of another language goes no deeper either.
 */
export function shellExcess(source: string): number | undefined {
  let level = 0;
  for (const { 0: mark, index } of source.matchAll(MARKS)) {
    level = /^(?:[)}]|fi|done|esac)$/.test(mark) ? Math.max(0, level - 1) : level + 1;
    if (level > MOST_LEVELS) return index;
  }
  return undefined;
}
