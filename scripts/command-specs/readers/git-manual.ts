import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFlags, type Flag, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';

/**
 * The commands whose flags `git NAME -h` does not tell, or not all: they are read from the manual. A word after the
 * colon is a subcommand that the manual's synopsis names.
 */
const READ =
  'annotate bundle check-ref-format commit-graph commit-tree credential credential-cache daemon diff-files diff-index diff-tree ' +
  'difftool fast-export fast-import fetch-pack filter-branch for-each-repo format-patch get-tar-commit-id gui help http-backend ' +
  'imap-send index-pack init-db instaweb log maintenance mailinfo mailsplit merge-index merge-one-file mergetool mktag ' +
  'multi-pack-index notes p4 pack-redundant prune-packed quiltimport receive-pack reflog request-pull rev-list send-email send-pack ' +
  'shell shortlog show unpack-objects update-server-info upload-archive upload-pack var version diff blame stash ' +
  'diff-pairs format-rev last-modified refs replay repo url-parse';

/** Facts from git's own manual pages, as AsciiDoc in its repository: `-n <number>::`, `--[no-]quiet::`, and the synopsis. */
export function fromGitManual(folder: string): SpecFile {
  const entries: Record<string, SpecEntry> = { git: {} };
  for (const name of READ.split(' ')) {
    const file = path.join(folder, `git-${name}.adoc`);
    if (!existsSync(file)) continue;
    const text = withIncludes(folder, readFileSync(file, 'utf8'));
    const flags = distinct(text.split('\n').flatMap(flagsOfTerm));
    const subcommands = subcommandsOf(name, text);
    const key = `git ${name}`;
    const said = formatFlags(flags);
    if (said !== '') entries[key] = subcommands.length > 0 ? { global: said } : { flags: said };
    else entries[key] = {};
    for (const one of subcommands) entries[`${key} ${one}`] ??= {};
  }
  // What `git log` takes, these take too: their pages say so in a sentence.
  const log = { flags: entries['git log']?.flags ?? '' };
  entries['git reflog show'] = log;
  entries['git fast-export'] = {
    flags: `${entries['git fast-export']?.flags ?? ''} ${entries['git rev-list']?.flags ?? ''}`.trim(),
  };
  entries['git whatchanged'] = log;
  entries['git stash list'] = log;
  entries['git stash show'] = { flags: entries['git diff']?.flags ?? '' };
  return entries;
}

function withIncludes(folder: string, text: string, depth = 3): string {
  if (depth === 0) return text;
  return text.replace(/^include::([\w-]+\.adoc)\[\]$/gm, (line, name: string) => {
    const file = path.join(folder, name);
    return existsSync(file) ? withIncludes(folder, readFileSync(file, 'utf8'), depth - 1) : line;
  });
}

function subcommandsOf(name: string, text: string): readonly string[] {
  const synopsis = /^SYNOPSIS\n-+\n([\s\S]*?)^(?:DESCRIPTION|[A-Z]+\n-+$)/m.exec(text)?.[1] ?? '';
  const first = [...synopsis.matchAll(new RegExp(`^.?git ${name}[' ]+([a-z][a-z-]+)\\b(?!:)`, 'gm'))].map(
    ([, one = '']) => one,
  );
  // `git bundle create`, but not `git var (-l | <variable>)`.
  return [...new Set(first)];
}

/** A line that ends a list's term names flags: `` `-n <number>`:: ``, `--[no-]quiet::`, `-S[<keyid>]::`. */
function flagsOfTerm(line: string): readonly Flag[] {
  if (!/^[`']?-/.test(line) || !/::\s*$/.test(line)) return [];
  const plain = line.replace(/[`'_]/g, '').replace(/::\s*$/, '');
  return plain.split(/,\s+(?=-)/).flatMap((term) => {
    const [, name = '', rest = ''] = /^(--?(?:\[no-\])?[A-Za-z0-9][\w-]*)(.*)$/.exec(term) ?? [];
    if (name === '') return [];
    const takes = takesOf(name, rest);
    if (name.startsWith('--[no-]')) {
      const word = name.slice('--[no-]'.length);
      return [
        { names: [`--${word}`], takes },
        { names: [`--no-${word}`], takes: 'nothing' as const },
      ];
    }
    return [{ names: [name], takes }];
  });
}

function takesOf(name: string, rest: string): Flag['takes'] {
  if (/^\[/.test(rest)) return 'optional';
  if (/^=|^ [<(]|^[<(]/.test(rest)) return /^-\w$/.test(name) && rest.startsWith('[') ? 'optional' : 1;
  return 'nothing';
}

function distinct(flags: readonly Flag[]): readonly Flag[] {
  const found = new Map<string, Flag>();
  for (const flag of flags) {
    const [name = ''] = flag.names;
    const known = found.get(name);
    // Said with a value and without one: it may have one.
    if (!known) found.set(name, flag);
    else if (known.takes !== flag.takes) found.set(name, { ...flag, takes: 'optional' });
  }
  return [...found.values()];
}
