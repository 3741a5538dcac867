import type { Snippet } from '../runbook/snippet.ts';
import { readConsole } from '../shell/console.ts';
import { parseScript } from '../shell/parse.ts';
import type { Script } from '../shell/script.ts';
import type { Catalogue } from '../shell/specs/catalogue.ts';

const SHELLS = new Set(['bash', 'sh', 'shell', 'zsh']);
const SESSIONS = new Set(['console', 'shell-session', 'shellsession', 'terminal']);

/** Whether a fence says that it holds shell commands, with or without prompts and what they printed. */
export function isShell({ language }: Snippet): boolean {
  return SHELLS.has(language) || isSession({ language });
}

/** Whether a fence says that it shows a terminal: prompts belong there. */
export function isSession({ language }: Pick<Snippet, 'language'>): boolean {
  return SESSIONS.has(language);
}

/** The shell text of a snippet, as long as its code and with the same offsets, and what it means. */
export interface ShellText {
  readonly source: string;
  readonly script: Script;
}

const known = new WeakMap<Snippet, ShellText>();

/** Reads a shell snippet, once for all rules; undefined where it is no shell, or not for judging. */
export function readShell(snippet: Snippet, catalogue: Catalogue): ShellText | undefined {
  if (!isShell(snippet) || snippet.attributes['ignore'] === 'true') return undefined;
  const made = known.get(snippet);
  if (made) return made;
  const isCommand = (name: string): boolean => catalogue.names.includes(name);
  const source = isSession(snippet) ? readConsole(snippet.code, isCommand).script : snippet.code;
  const text = { source, script: parseScript(source) };
  known.set(snippet, text);
  return text;
}
