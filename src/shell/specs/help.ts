import type { Flag, Takes } from './spec.ts';

/** What a tool's `--help` says of itself. */
export interface HelpFacts {
  readonly flags: readonly Flag[];
  readonly subcommands: readonly string[];
  /** Other names of the command itself, as cobra lists them. */
  readonly aliases?: readonly string[];
}

/**
 * Reads flags and subcommands from a `--help` text: GNU, cobra, kubectl, argparse, click, clap, yargs, Go, git.
 * @param tool the program's name, which some write before each subcommand
 */
export function readHelp(text: string, tool?: string): HelpFacts {
  const plain = text.replace(/\r|\u001b\[[0-9;]*m|.\u0008/g, '');
  const usage = readUsage(plain);
  const flags = readFlags(plain);
  const subcommands = readSubcommands(plain, tool === undefined ? usage : { ...usage, tool });
  const aliases = readAliases(plain);
  return {
    flags: flags.length > 0 ? flags : usage.flags,
    subcommands: subcommands.length > 0 ? subcommands : usage.subcommands,
    ...(aliases.length > 0 ? { aliases } : {}),
  };
}

// Matches the line below `Aliases:`, `  build, build-using-dockerfile, bud`; podman writes `podman container ls` in front.
function readAliases(text: string): readonly string[] {
  const line = /^Aliases:\n {2,4}(\S[^\n]*)/im.exec(text)?.[1] ?? '';
  return line
    .split(/, */)
    .map((one) => one.trim().split(' ').at(-1) ?? '')
    .filter((name) => /^[a-z][\w-]*$/.test(name));
}

// Matches `--verbose` of `--verbose...`, which may be given again.
const flagName = /^-{1,2}(?:\[no-\])?[A-Za-z0-9?#@.](?:[\w-]|\.(?!\.))*/;

function readFlags(text: string): readonly Flag[] {
  return text.split('\n').flatMap((line) => {
    // PostgreSQL's servers write ` [-D, --pgdata=]DATADIR`: the flag's name may be left out.
    const start = /^\s{0,16}\[?(-{1,2}(?:\[no-\])?[A-Za-z0-9?#@.].*)$/.exec(line)?.[1];
    const flag = start === undefined ? undefined : readFlag(start);
    return flag ? [flag] : [];
  });
}

function readFlag(line: string): Flag | undefined {
  const names: string[] = [];
  let takes: Takes = 'nothing';
  let rest = line;
  for (;;) {
    const name = flagName.exec(rest)?.[0];
    if (name === undefined) break;
    names.push(...spellings(name));
    rest = rest.slice(name.length).replace(/^\.{3}/, '');
    const value = readValue(rest);
    if (value) {
      rest = rest.slice(value.length);
      takes = value.takes === 'nothing' ? takes : value.takes;
    }
    const separator = /^(?:,\s*|\|| \| ?| ?\/ ?| or | {1,2}(?=--[a-z]))(?=-)/.exec(rest)?.[0];
    if (separator === undefined) break;
    rest = rest.slice(separator.length);
  }
  if (takes === 'nothing' && /\[(?:string|number|array)\]/.test(rest)) takes = 1; // yargs says it at the line's end
  return names.length > 0 ? { names, takes } : undefined;
}

function spellings(name: string): readonly string[] {
  return name.includes('[no-]') ? [name.replace('[no-]', ''), name.replace('[no-]', 'no-')] : [name];
}

// What stands after a flag's name: `[=x]`, `=x`, ` <x>`, ` {a,b}`, ` 'a=b'`, ` X`; or one word before a wide gap,
// as cobra and Go's flag package print a value's type (a switch has the wide gap at once).
const valueForms: readonly { readonly pattern: RegExp; readonly takes: Takes }[] = [
  { pattern: /^\[=?[^\]]*\]/, takes: 'optional' },
  { pattern: /^=(?:true|false)(?=[:\s]|$)/, takes: 'nothing' },
  { pattern: /^=(?:<[^>]*>|"[^"]*"|'[^']*'|\[[^\]]*\]|[^\s:,]*)/, takes: 1 },
  { pattern: /^ \[[^\]|\s]+\/\]\S/, takes: 1 }, // `--repo [HOST/]OWNER/REPO`
  { pattern: /^ \[[^\]|]+\]/, takes: 'optional' },
  { pattern: /^ \[[^\]|]+\|[^\]]+\]/, takes: 1 },
  { pattern: /^ (?:<[^>]+>(?: ?<[^>]+>)*|\{[^}]*\}|'[^']*'|[A-Z][A-Z0-9_.:/=-]*(?![a-z]))/, takes: 1 },
  { pattern: /^ [A-Za-z][\w/.:|-]*(?=,| {2,}|\t|$)/, takes: 1 },
];

function readValue(rest: string): { readonly length: number; readonly takes: Takes } | undefined {
  for (const { pattern, takes } of valueForms) {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) return { length: found.length, takes };
  }
  return undefined;
}

interface Usage extends HelpFacts {
  /** The program's name. */
  readonly tool: string | undefined;
  readonly takesCommand: boolean;
}

/** The line `usage: shipit [--env ENV] [-f|--force] deploy|status`, and those that continue it. */
function readUsage(text: string): Usage {
  const found = /^[ \t]*usage:?\s*(?:of )?(?:\$ )?(\S+?):?(?: (.*(?:\n {2,}[[<(].*)*))?$/im.exec(text);
  const line = found?.[2] ?? '';
  const flags = [...line.matchAll(/\[(-(?:[^[\]]|\[[^[\]]*\])*)\]/g)].flatMap(([, inside = '']) => {
    const flag = readFlag(inside.replace(/ ?\| ?(?=-)/g, '|'));
    return flag ? [flag] : [];
  });
  // Matches `deploy|status`, `{deploy,status}`; not `[a|b]`, `<a|b>` or `--format json|yaml`.
  const choice = /(?<=^|\] |\.\.\. )\(?\{?([a-z][\w-]{0,40}(?:[|,][a-z][\w-]{0,40}){1,40})\}?\)?(?= |$)/.exec(line)?.[1];
  return {
    tool: found?.[1]?.split('/').at(-1),
    flags,
    subcommands: choice?.split(/[|,]/) ?? [],
    takesCommand: /[<[({]?\b(?:sub)?command\b/i.test(line),
  };
}

// Matches `Available Commands:`, `COMMANDS`, `Basic Commands (Beginner):`, `CORE COMMANDS`; not `Run commands with`.
const heading =
  /^(?:[A-Z][\w ()*&/-]{0,40}\b)?(?:[Cc]ommands|COMMANDS|[Ss]ubcommands|SUBCOMMANDS)\b[\w ()*]{0,40}:?$/;
// Match `  deploy    Deploys it`, `  deploy, d  Deploys it`, `  deploy [options] <env>  Deploys it`, `  get: gets it`.
const listed =
  /^(?: {2,6}|\t)([a-z][\w-]*(?::[a-z][\w-]*)*)(?:\*|:)?(?:(?:, |\|)[a-z]+)?(?: [^a-z\s]\S*)*(?: {2,}|: |\t+)\S/;
// Match npm's `    access, adduser, audit, bugs,` and openssl's columns `asn1parse         ca                ciphers`.
const manyNames = /^\s*[a-z][\w-]*(?:(?:, +[a-z][\w-]*)+,?|(?: {2,}[a-z][\w-]*){2,})\s*$/;
const listedPlainly = /^ {2,4}([a-z][\w-]*) {2,}\S/;

function readSubcommands(text: string, { tool, takesCommand }: Usage): readonly string[] {
  const found = new Set<string>();
  // yargs and oclif write the program's name before each: `  shipit deploy <env>  Deploys it`.
  const named = tool === undefined ? undefined : `  ${tool} `;
  let isListing = false;
  const wide = longestNames(text);
  const isKingpin = /^usage: .*<command> \[<args> \.\.\.\]$/m.test(text);
  for (const line of text.split('\n')) {
    const grouped = isListing && isKingpin ? kingpin(line, tool ?? '') : undefined;
    if (grouped !== undefined) found.add(grouped);
    else if (heading.test(line.trimEnd())) isListing = true;
    else if (isListing && manyNames.test(line)) for (const [one] of line.matchAll(/[a-z][\w-]*/g)) found.add(one);
    else if (/^\S/.test(line)) isListing = false;
    const own = named !== undefined && line.startsWith(named) ? `  ${line.slice(named.length)}` : line;
    const name = isListing ? (listed.exec(own)?.[1] ?? wide.get(line)) : undefined;
    if (name !== undefined) found.add(name);
    for (const choice of choicesOf(line)) found.add(choice);
  }
  if (found.size > 0 || !takesCommand) return [...found];
  const plain = text.split('\n').flatMap((line) => listedPlainly.exec(line)?.[1] ?? []);
  return [...new Set(plain)];
}

/** Lines whose name is the longest of its list, so that one blank stands before what the others have in that column. */
function longestNames(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n');
  return new Map(
    lines.flatMap((line, at): [string, string][] => {
      const [whole = '', name = ''] = /^ {2,6}([a-z][\w-]*) [A-Z]/.exec(line) ?? [];
      if (name === '') return [];
      const start = whole.slice(0, -1);
      const isColumn = (other = ''): boolean =>
        /^ {2,6}[a-z][\w-]* {2,}$/.test(other.slice(0, start.length)) && /^\S/.test(other.slice(start.length));
      return isColumn(lines[at - 1]) || isColumn(lines[at + 1]) ? [[line, name]] : [];
    }),
  );
}

// Matches kingpin's `tsdb dump [<flags>] [<db path>]` below `Commands:`, its path from the root, its text on the next line.
function kingpin(line: string, tool: string): string | undefined {
  if (!/^[a-z][\w-]*(?: [a-z][\w-]*)*(?: (?:[[<]|--\w).*)?$/.test(line)) return undefined;
  const words = line.split(/ (?=[[<-])/)[0]?.split(' ') ?? [];
  const below = tool.split(' ').slice(1);
  return below.every((word, index) => words[index] === word) ? words[below.length] : undefined;
}

/** argparse lists its subcommands as a choice on a line of its own: `  {deploy,status}`. */
function choicesOf(line: string): readonly string[] {
  return /^ {2,4}\{([a-z][\w-]*(?:,[a-z][\w-]*)*)\}(?: {2}.*)?$/.exec(line)?.[1]?.split(',') ?? [];
}
