import type { Range } from '../runbook/finding.ts';
import type { Page } from '../runbook/read/parse.ts';

/**
 * Whether a command only removes what the page itself made above it: a folder of `mktemp`, what it downloaded, what it
 * wrote beside itself. Nobody misses that.
 */
export function removesOwn(page: Page, command: string, at: Range | undefined): boolean {
  const [tool = '', ...words] = command.split(/\s+/);
  const paths = words.filter((word) => !word.startsWith('-')).map((word) => word.replace(/^["']|["']$/g, ''));
  if (!/^(?:rm|rmdir|unlink|shred)$/.test(tool) || paths.length === 0 || at === undefined) return false;
  const above = page.text.slice(Math.max(0, at.start.offset - FURTHEST), at.start.offset).split('\n');
  return paths.every((path) => above.some((line) => makes(line, path)));
}

/** A page is read no further up than this many letters. */
const FURTHEST = 20_000;

// Match `>` and what is between blanks, quotes and marks of the shell.
const PARTS = /[^\s"'=;|&()<>`]+|>/g;
const WRITES = new Set('> tee mkdir touch mktemp -o -O --output --output-document'.split(' '));

function makes(line: string, path: string): boolean {
  const variable = /^\$\{?(\w{1,60})\}?(?:\/[\w./-]{1,99})?$/.exec(path)?.[1];
  const parts: readonly string[] = line.match(PARTS) ?? [];
  if (variable !== undefined) return parts.includes('mktemp') && parts.includes(variable);
  const name = path.replace(/^\.\//, '').replace(/\/$/, '');
  // A folder of the machine was there before, whatever `mkdir -p` says.
  if (!/^[\w-][\w.-]*$/.test(name)) return false;
  const fetches =
    parts.includes('clone') ||
    parts.includes('wget') ||
    (parts.includes('curl') && parts.some((part) => /^(?:-\w{0,4}[oO]|--remote-name)$/.test(part)));
  return parts.some((part, index) => {
    if (fetches && part.endsWith(`/${name}.git`)) return true;
    if (part !== name && part !== `./${name}` && !(fetches && part.endsWith(`/${name}`))) return false;
    const before = parts.slice(0, index).findLast((one) => one !== '-p' && one !== '-d' && one !== '-a');
    return fetches || WRITES.has(before ?? '');
  });
}
