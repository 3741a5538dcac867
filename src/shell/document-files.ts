import type { Command } from './script.ts';

const FILE_FLAG =
  /^(?:-[fck]|--(?:filename|file|values|compose-file|config|patch-file|from-file|input|manifest))$/;

/** `x -f -`, `x --values=-`, `x -f /dev/stdin`, `x -f <(…)`: a program that is told to read what comes in as a file. */
export function readsDocument(words: Command['words']): boolean {
  return words.some(({ value, text }, at) => {
    const previous = words[at - 1]?.value ?? '';
    // `--from-file=nginx.conf=/dev/stdin`.
    const own = /^(--?[a-z-]+)=?(?:-|\/dev\/stdin)$/.exec(value)?.[1];
    if (/(?:^|=)\/dev\/stdin$/.test(value)) return true;
    const flag = own ?? (/^(?:-|\/dev\/stdin)$/.test(value) || text.startsWith('<(') ? previous : '');
    return FILE_FLAG.test(flag);
  });
}

// What is read as a script, or as a pattern, and by whom.
const OTHERS =
  /^(?:(?:ba|z|da|k|a)?sh|psql|mysql|g?awk|sed|grep|jq|curl|rm|test|\[|tail|tar|ssh|docker-compose)$/;

/** The files that are named after such a flag: `kubectl apply -f "$tmp"`, `helm upgrade x y --values=v`. */
export function documentFiles(commands: readonly Command[]): readonly string[] {
  return commands.flatMap(({ words }) =>
    words.some(({ value }) => OTHERS.test(value))
      ? []
      : words.flatMap(({ value }, at) => {
          const [, own, file] = /^(--[a-z-]+)=([^]+)$/.exec(value) ?? [];
          if (own !== undefined) return FILE_FLAG.test(own) && file !== undefined ? [plainName(file)] : [];
          return FILE_FLAG.test(words[at - 1]?.value ?? '') ? [plainName(value)] : [];
        }),
  );
}

/** `${tmp}` as `$tmp`, `./f` as `f`. */
export function plainName(file: string): string {
  return file.replace(/\$\{(\w+)\}/g, '$$$1').replace(/^\.\//, '');
}
