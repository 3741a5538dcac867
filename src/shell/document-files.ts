import type { Command } from './script.ts';
import { innermost, programName } from './unwrap.ts';
import { words } from './words.ts';

const FILE_FLAG = words(
  '-f -c -k --filename --file --values --compose-file --config --patch-file --from-file --input --manifest',
);

/** `x -f -`, `x --values=-`, `x -f /dev/stdin`, `x -f <(…)`: a program that is told to read what comes in as a file. */
export function readsDocument(all: Command['words']): boolean {
  return all.some(({ value, text }, at) => {
    const previous = all[at - 1]?.value ?? '';
    // `--from-file=nginx.conf=/dev/stdin`.
    const own = /^(--?[a-z-]+)=?(?:-|\/dev\/stdin)$/.exec(value)?.[1];
    if (/(?:^|=)\/dev\/stdin$/.test(value)) return true;
    const flag = own ?? (/^(?:-|\/dev\/stdin)$/.test(value) || text.startsWith('<(') ? previous : '');
    return FILE_FLAG.has(flag);
  });
}

/**
 * Programs of which we know that they read no document where such a flag stands: a script, a pattern, a pipe that they
 * follow. All others are taken to read one, so that a program nobody has heard of is held as strictly as kubectl.
 */
const READ_NONE = words(
  'bash sh zsh dash ksh ash psql mysql awk gawk sed grep jq curl rm test [ tail tar ssh cut sort ping ls',
);

/** The files that are named after such a flag: `kubectl apply -f "$tmp"`, `helm upgrade x y --values=v`. */
export function documentFiles(commands: readonly Command[]): readonly string[] {
  return commands.flatMap((command) => {
    const own = innermost(command.words);
    if (READ_NONE.has(programName(own[0]))) return [];
    return own.flatMap(({ value }, at) => {
      const [, flag, file] = /^(--[a-z-]+)=([^]+)/.exec(value) ?? [];
      if (flag !== undefined) return FILE_FLAG.has(flag) && file !== undefined ? [plainName(file)] : [];
      return FILE_FLAG.has(own[at - 1]?.value ?? '') ? [plainName(value)] : [];
    });
  });
}

/** `${tmp}` as `$tmp`, `./f` as `f`. */
export function plainName(file: string): string {
  return file.replace(/\$\{(\w+)\}/g, '$$$1').replace(/^\.\//, '');
}
