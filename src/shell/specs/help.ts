import type { Flag, Takes } from './spec.ts';

/** What a tool's `--help` says of itself. */
export interface HelpFacts {
  readonly flags: readonly Flag[];
  readonly subcommands: readonly string[];
}

/** Reads flags and subcommands from a `--help` text: GNU, cobra, kubectl, argparse, click, Go, git. */
export function readHelp(text: string): HelpFacts {
  const plain = text.replace(/\u001b\[[0-9;]*m|.\u0008/g, '');
  return { flags: readFlags(plain), subcommands: readSubcommands(plain) };
}

const flagName = /^-{1,2}(?:\[no-\])?[A-Za-z0-9?#@][\w.-]*/;

function readFlags(text: string): readonly Flag[] {
  return text.split('\n').flatMap((line) => {
    const start = /^\s{0,16}(-{1,2}(?:\[no-\])?[A-Za-z0-9?#@].*)$/.exec(line)?.[1];
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
    rest = rest.slice(name.length);
    const value = readValue(rest);
    if (value) {
      rest = rest.slice(value.length);
      takes = value.takes === 'nothing' ? takes : value.takes;
    }
    const separator = /^(?:,\s*| \| ?|\/| or | {1,2}(?=--[a-z]))(?=-)/.exec(rest)?.[0];
    if (separator === undefined) break;
    rest = rest.slice(separator.length);
  }
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
  { pattern: /^ (?:<[^>]+>(?: ?<[^>]+>)*|\{[^}]*\}|'[^']*'|[A-Z][A-Z0-9_.:/=-]*(?![a-z]))/, takes: 1 },
  { pattern: /^ [a-z][\w/.:|-]*(?=,| {2,}|\t|$)/, takes: 1 },
];

function readValue(rest: string): { readonly length: number; readonly takes: Takes } | undefined {
  for (const { pattern, takes } of valueForms) {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) return { length: found.length, takes };
  }
  return undefined;
}

// Matches `Available Commands:`, `COMMANDS`, `Basic Commands (Beginner):`, `CORE COMMANDS`; not `Run commands with`.
const heading = /^(?:[A-Z][\w ()*&/-]*\b)?(?:[Cc]ommands|COMMANDS|[Ss]ubcommands|SUBCOMMANDS)\b[\w ()*]*:?\s*$/;

function readSubcommands(text: string): readonly string[] {
  const found = new Set<string>();
  let isListing = false;
  for (const line of text.split('\n')) {
    if (heading.test(line.trimEnd())) isListing = true;
    else if (/^\S/.test(line)) isListing = false;
    const name = isListing ? /^(?: {2,6}|\t)([a-z][\w-]*)(?:\*|:)?(?:, [a-z]+)?(?: [^a-z\s]\S*)*(?: {2,}|: |\t+)\S/.exec(line)?.[1] : undefined;
    if (name !== undefined) found.add(name);
  }
  return [...found];
}
