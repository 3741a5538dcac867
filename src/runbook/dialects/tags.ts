import type { Source } from './dialect.ts';
import { lineOf } from './lines.ts';

/** One tag of a template: Hugo's `{{< hint danger >}}`, GitBook's `{% endhint %}`. */
export interface Tag {
  readonly start: number;
  readonly end: number;
  readonly isClosing: boolean;
  readonly isSelfClosed: boolean;
  readonly name: string;
  /** Its words without a name, and those with one. */
  readonly arguments: readonly string[];
  readonly named: ReadonlyMap<string, string>;
  readonly line: number;
}

/** What one match of a system's pattern says. */
export interface TagWords {
  readonly isClosing: boolean;
  readonly name: string;
  /** What stands behind its name. */
  readonly rest: string;
}

/** The tags of a text outside code, in their order. */
export function listTags(
  { text, lines }: Source,
  pattern: RegExp,
  wordsOf: (match: RegExpExecArray) => TagWords,
): Tag[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const line = lineOf(lines, match.index);
    if (lines[line]?.isCode ?? true) return [];
    const { isClosing, name, rest } = wordsOf(match);
    const words = [...rest.matchAll(/([\w-]+)=(?:"([^"]*)"|`([^`]*)`|(\S+))|"([^"]*)"|`([^`]*)`|(\S+)/g)];
    const named = words.flatMap(([, key, ...values]): [string, string][] =>
      key === undefined ? [] : [[key, values.slice(0, 3).find((value) => value !== undefined) ?? '']],
    );
    const plain = words.flatMap(([, key, , , , ...values]) =>
      key === undefined ? [values.find((value) => value !== undefined) ?? ''] : [],
    );
    return [
      {
        start: match.index,
        end: match.index + match[0].length,
        isClosing,
        isSelfClosed: /\/\s*$/.test(rest),
        name,
        arguments: plain.filter((word) => word !== '/'),
        named: new Map(named),
        line,
      },
    ];
  });
}

/** Of each tag that begins something, the place of the one that ends it, in the same list. */
export function pairTags(tags: readonly Tag[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open = new Map<string, number[]>();
  tags.forEach(({ name, isClosing, isSelfClosed }, at) => {
    const begun = open.get(name) ?? [];
    open.set(name, begun);
    const last = isClosing ? begun.pop() : undefined;
    if (last !== undefined) pairs.set(last, at);
    else if (!isClosing && !isSelfClosed) begun.push(at);
  });
  return pairs;
}
