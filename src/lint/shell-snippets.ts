import type { Range as PageRange } from '../runbook/finding.ts';
import { findLanguage, isSession, isShell } from '../runbook/languages.ts';
import type { Page } from '../runbook/read/parse.ts';
import { editInSnippet, placeInSnippet } from '../runbook/read/snippet-place.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { classifyFence, endOfCommands, type FenceKind } from '../shell/classify.ts';
import { once } from '../runbook/words/once.ts';
import { hasPrompts, otherSession, readConsole } from '../shell/console.ts';
import { parseScript } from '../shell/parse.ts';
import { isPowerShell } from '../shell/is-powershell.ts';
import { isKnownProgram } from '../shell/programs.ts';
import type { Range, Script } from '../shell/script.ts';
import type { Catalogue } from '../shell/specs/catalogue.ts';

/** What is known of tools: the only fact that is needed to read commands. */
export interface ToolFacts {
  readonly tools: Catalogue;
}

/** What a fence can hold; PowerShell is told by its cmdlets. */
export type HeldKind = FenceKind | 'powershell';

/** A fence of commands, parsed: the same for every rule that asks. */
export interface ShellSnippet {
  readonly snippet: Snippet;
  /** The commands alone: of a session without prompts and output, at the same offsets as the code. */
  readonly text: string;
  readonly script: Script;
  /** It shows prompts: its fence says so, or its text does. */
  readonly isSession: boolean;
  /** What the fence really holds; of `shell`, `session` and `unknown` the commands are judged. */
  readonly kind: HeldKind;
  /** Where a range of the text stands in the page. */
  place(range: Range): PageRange | undefined;
  /** Where a fix may write over a range of the text; undefined where the page does not hold it letter for letter. */
  edit(range: Range): Range | undefined;
}

// Pages and snippets are never changed, so what was read of one stays true as long as it lives.
const read = new WeakMap<Snippet, ShellSnippet>();

/** The fences of a page that call themselves shell, without examples that are to be ignored. */
export function listShellSnippets(page: Page, { tools }: ToolFacts): readonly ShellSnippet[] {
  const shown = page.snippets.filter(
    ({ language, attributes }) => isShell(language) && attributes['ignore'] !== 'true',
  );
  const functions = once(() => new Set(shown.flatMap(({ code }) => functionsOf(code))));
  const isCommand = (name: string): boolean => isKnownProgram(name, tools) || functions().has(name);
  return shown.map((snippet) => {
    const known = read.get(snippet) ?? readSnippet(page, snippet, isCommand);
    read.set(snippet, known);
    return known;
  });
}

// Match `say_it() {`, `function say_it {`.
const FUNCTION = /^[ \t]*(?:function[ \t]+([\w-]{1,80})|([\w-]{1,80})[ \t]{0,9}\([ \t]{0,9}\))/gm;

/** What one fence of a page defines, another may call. */
function functionsOf(code: string): string[] {
  return [...code.matchAll(FUNCTION)].flatMap(([, long, short]) => long ?? short ?? []);
}

/** Those of them that really hold commands, as far as they can be read. */
export function listCommands(page: Page, facts: ToolFacts): readonly ShellSnippet[] {
  return listShellSnippets(page, facts).filter(
    (one) => /^(shell|session|unknown)$/.test(one.kind) && !isForeign(one),
  );
}

/** zsh's own grammar, which this parser does not know: nothing there is its author's fault. */
function isForeign({ snippet, script }: ShellSnippet): boolean {
  return findLanguage(snippet.language)?.runBy === 'zsh' && script.errors.length > 0;
}

function readSnippet(page: Page, snippet: Snippet, isCommand: (name: string) => boolean): ShellSnippet {
  const isWithPrompts = isSession(snippet.language) || hasPrompts(snippet.code);
  // What is typed at the prompt of another program is no shell's.
  const other = otherSession(snippet.code);
  const code = withoutMarks(other === undefined ? snippet.code : snippet.code.slice(0, other));
  const whole = isWithPrompts ? readConsole(code, isCommand).script : code;
  const isOther = other !== undefined && whole.trim() === '';
  const kind = isOther
    ? 'output'
    : isPowerShell(code)
      ? 'powershell'
      : isWithPrompts
        ? 'shell'
        : classifyFence(whole, { isCommand });
  const text = kind === 'session' ? whole.slice(0, endOfCommands(whole, { isCommand })) : whole;
  const script = isWithPrompts ? withoutIndents(parseScript(text)) : parseScript(text);
  const place = ({ start, end }: Range): PageRange | undefined => placeInSnippet(page, snippet, [start, end]);
  const edit = ({ start, end }: Range): Range | undefined => editInSnippet(page, snippet, [start, end]);
  return { snippet, text, script, isSession: isWithPrompts, kind, place, edit };
}

// Match `-np 4 \ # (1)!` and `ls # (2)!`: the mark of a note below, which Material for MkDocs takes out of the code.
const CONTINUED = /\\([ \t]{1,99}#[ \t]{0,9}\(\d{1,3}\)!?[ \t]{0,9})$/gm;
const NOTED = /#[ \t]{0,9}\(\d{1,3}\)![ \t]{0,9}$/gm;

/** A code without the marks of notes, and with each line's `\` at its end; every offset stays. */
function withoutMarks(code: string): string {
  if (!code.includes(')!')) return code;
  return code
    .replace(CONTINUED, (_, rest: string) => `${' '.repeat(rest.length)}\\`)
    .replace(NOTED, (mark) => ' '.repeat(mark.length));
}

/**
 * The blanks in the place of a `> ` prompt indent a here-document's closing line; in the session it was not indented.
 */
function withoutIndents(script: Script): Script {
  return {
    ...script,
    errors: script.errors.filter(({ message }) => !message.endsWith('must not be indented')),
  };
}
