import { diffLines } from 'diff';

/** Two texts as one: `-` before lines that are gone, `+` before new ones, a space before the rest. */
export function changedLines(before: string, after: string): string {
  return diffLines(`${before}\n`, `${after}\n`)
    .flatMap(({ value, added, removed }) =>
      value
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `${added ? '+' : removed ? '-' : ' '} ${line}`),
    )
    .join('\n');
}
