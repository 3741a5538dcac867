import type { Code } from 'mdast';
import type { Fault, Range } from '../finding.ts';
import { findLanguage } from '../languages.ts';
import type { Language } from '../languages.ts';
import { lookUp } from '../../shell/look-up.ts';
import { didYouMean } from '../words/nearest.ts';
import type { Similarity } from './similarity.ts';

/** What a command does to the world. */
export const RISKS = ['read', 'change', 'destroy'] as const;
export type Risk = (typeof RISKS)[number];

type AttributeType = 'text' | 'flag' | 'risk' | 'duration';
const EXAMPLES: Readonly<Record<AttributeType, string>> = {
  text: 'queue-depth',
  flag: 'true',
  risk: 'read',
  duration: '10s',
};

/** The attributes of a fence (names as in Runme where Runme has them), with what each is for. */
export const ATTRIBUTES: Readonly<Record<string, { type: AttributeType; meaning: string }>> = {
  name: {
    type: 'text',
    meaning: "unique in the page per `env`; the step's anchor and what `run --step` takes",
  },
  risk: { type: 'risk', meaning: '`read`, `change` or `destroy`; inferred from the command when absent' },
  env: { type: 'text', meaning: 'a variant of the same step; adjacent variants become tabs' },
  timeout: { type: 'duration', meaning: 'how long it may take, as in `10s` or `2m`' },
  cwd: { type: 'text', meaning: 'the folder it runs in' },
  interactive: { type: 'flag', meaning: 'needs a terminal' },
  background: { type: 'flag', meaning: 'goes on while the next steps run' },
  confirm: { type: 'text', meaning: 'what to ask before it runs' },
  rollback: { type: 'text', meaning: 'the name of the snippet that undoes it' },
  dryrun: { type: 'text', meaning: 'the name of the snippet that shows what it would do' },
  verify: { type: 'flag', meaning: 'may be run unattended, by CI and by the review' },
  excludeFromRunAll: { type: 'flag', meaning: 'left out of `run --yes` unless `--step` names it' },
  ignore: { type: 'flag', meaning: 'an example, not for running or judging' },
  via: { type: 'text', meaning: 'the command that the fence is piped to' },
  interpreter: {
    type: 'text',
    meaning: 'the shell that runs it in place of the one it is called by, as in `zsh`',
  },
  of: { type: 'text', meaning: 'on an `output` fence: the name of the snippet it belongs to' },
  means: {
    type: 'text',
    meaning: 'on an `output` fence: what a result means, as in `over 100 confirms the alert`',
  },
};

/** Attributes that Runme has and opsbook does not use, with what is done instead; `id` is written by Runme itself. */
export const RUNME_ATTRIBUTES: Readonly<Record<string, string | undefined>> = {
  id: undefined,
  promptEnv: 'values are declared as `params`',
  category: '`--step` and `--only` choose',
  tag: '`--step` and `--only` choose',
  closeTerminalOnSuccess: "it is about a notebook's window",
  openTerminalOnSuccess: "it is about a notebook's window",
  terminalRows: "it is about a notebook's window",
  mimeType: "it is about a notebook's window",
};

/** One fenced block: a command, a query, an example, or what a command should print. */
export interface Snippet {
  readonly name: string | undefined;
  readonly language: string;
  readonly code: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly risk: Risk | undefined;
  readonly env: string | undefined;
  /** True for what a person runs; false for examples, data and outputs. */
  readonly isRunnable: boolean;
  readonly isOutput: boolean;
  /** The whole fence. */
  readonly range: Range | undefined;
  /** The line of the file on which the code starts, and how far it is indented there. */
  readonly codeLine: number | undefined;
  readonly codeColumn: number | undefined;
  /** The anchor of the section that holds it. */
  readonly section: string;
  /** The `output` fence that says what it should print; it is shown with it, and nowhere else. */
  readonly output: Snippet | undefined;
  /** The text of that fence. */
  readonly expected: string | undefined;
  /** How an expected output is compared, where that is not line by line. */
  readonly similarity?: Similarity;
}

/** The language and attributes of a fence's opening line: Runme's `{name=x risk=read}` or its JSON form. */
export function parseInfo(code: Code): {
  language: string;
  attributes: Record<string, string>;
  rest: string;
} {
  const info = [code.lang ?? '', code.meta ?? ''].join(' ').trim();
  const brace = info.indexOf('{');
  const language = (brace < 0 ? info : info.slice(0, brace)).trim().split(/\s+/)[0]?.toLowerCase() ?? '';
  if (brace < 0) return { language, attributes: {}, rest: '' };
  const body = info.slice(brace);
  const attributes = /^\{\s*"/.test(body) ? jsonAttributes(body) : braceAttributes(body);
  if (!attributes) return { language, attributes: {}, rest: body };
  return { language, attributes, rest: '' };
}

function jsonAttributes(body: string): Record<string, string> | undefined {
  try {
    const data: unknown = JSON.parse(body);
    if (typeof data !== 'object' || data === null) return undefined;
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));
  } catch {
    return undefined;
  }
}

// One attribute: `name=x`, `confirm="Really drop it"`, `verify`, each after a blank, or after a comma as Hugo has it. Not one: `=x`, `a b` (that is two).
const ATTRIBUTE = /[\s,]*([A-Za-z][\w-]*)(?:=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s}"']+)))?(?=[\s},])/y;

function braceAttributes(body: string): Record<string, string> | undefined {
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = 1;
  for (let end = 1; ; end = ATTRIBUTE.lastIndex) {
    const match = ATTRIBUTE.exec(body);
    if (!match) return body.slice(end).trim() === '}' ? Object.fromEntries(attributes) : undefined;
    const [, key = '', quoted, single, bare] = match;
    attributes.set(key, quoted?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? valueAlone(key));
  }
}

/** A flag that stands alone is on; anything else that stands alone lacks its value. */
function valueAlone(key: string): string {
  const known = lookUp(ATTRIBUTES, key);
  return known && known.type !== 'flag' ? '' : 'true';
}

/** Builds a snippet from a fence and says what is wrong with its opening line. */
export function readSnippet(
  code: Code,
  source: { text: string; section: string },
): { snippet: Snippet; faults: Fault[] } {
  const { language, attributes, rest } = parseInfo(code);
  const start = code.position?.start;
  const infoRange = start && infoLine(source.text, start);
  const fault = (message: string): Fault => ({ ruleId: 'snippet-valid', message, range: infoRange });
  const faults = rest
    ? [
        fault(
          `Fix the attributes \`${rest}\`: write \`{name=value flag}\`, with quotes around values that hold spaces.`,
        ),
      ]
    : Object.entries(attributes).flatMap(([key, value]) =>
        Object.hasOwn(RUNME_ATTRIBUTES, key)
          ? passedOver(key).map((message) => ({ ...fault(message), level: 'warning' as const }))
          : attributeMessage(key, value).map(fault),
      );
  const risk = RISKS.find((known) => known === attributes['risk']);
  const kind = findLanguage(language)?.kind ?? 'other';
  const isExample = attributes['ignore'] === 'true';
  const snippet: Snippet = {
    name: attributes['name'],
    language,
    // What is run, judged and copied is the same whatever ends the lines of the file.
    code: code.value.replace(/\r\n?/g, '\n'),
    attributes,
    risk,
    env: attributes['env'],
    isRunnable: !isExample && isStep(kind, attributes),
    isOutput: kind === 'output',
    range: rangeOf(code),
    codeLine: start && start.line + (isIndented(code, source.text) ? 0 : 1),
    codeColumn: start?.column,
    section: source.section,
    output: undefined,
    expected: undefined,
  };
  return { snippet, faults };
}

/** What only some fences have, and only those that a person runs. A name may be for something else too. */
const OF_RUNNING = ['risk', 'via', 'interpreter', 'verify', 'confirm', 'rollback', 'dryrun'];
const OF_STEPS = ['name', ...OF_RUNNING];

/** Whether a fence is a step: by its language, or because its author says through what it runs or that it should. */
function isStep(kind: Language['kind'], attributes: Readonly<Record<string, string>>): boolean {
  if (kind === 'output') return false;
  if (kind !== 'program' && kind !== 'other') return true;
  const telling = kind === 'program' ? OF_STEPS : OF_RUNNING;
  return telling.some((key) => attributes[key] !== undefined);
}

/** Code without a fence begins on its first line: an opening fence is never the first line of its own code. */
function isIndented({ lang, meta, value, position }: Code, text: string): boolean {
  if (lang ?? meta ?? !position) return false;
  const first = value.split(/[\r\n]/, 1)[0] ?? '';
  const opening = text.slice(position.start.offset).split(/[\r\n]/, 1)[0] ?? '';
  return first.trim() !== '' && opening.trim() === first.trim();
}

/** A key for another tool is not a mistake: the author is only told that opsbook does not use it. */
function passedOver(key: string): string[] {
  const instead = lookUp(RUNME_ATTRIBUTES, key);
  return instead === undefined
    ? []
    : [`Leave \`${key}\` to Runme, or remove it: opsbook does not use it; ${instead}.`];
}

function attributeMessage(key: string, value: string): string[] {
  const known = lookUp(ATTRIBUTES, key);
  if (!known)
    return [
      `Remove or rename \`${key}\`: fences have no such attribute.${didYouMean(key, Object.keys(ATTRIBUTES))}`,
    ];
  if (value === '') return [`Give \`${key}\` a value, as in \`${key}=${EXAMPLES[known.type]}\`.`];
  if (known.type === 'risk' && !RISKS.some((risk) => risk === value)) {
    return [
      `Change \`risk\`: it must be \`read\`, \`change\` or \`destroy\`, not \`${value}\`.${didYouMean(value, RISKS)}`,
    ];
  }
  if (known.type === 'duration' && !/^\d+(ms|s|m|h)$/.test(value)) {
    return [`Change \`${key}\`: it must be a duration like \`10s\` or \`2m\`, not \`${value}\`.`];
  }
  if (known.type === 'flag' && !/^(true|false)$/.test(value)) {
    return [`Change \`${key}\`: it is a flag, alone or with \`true\` or \`false\`, not \`${value}\`.`];
  }
  return [];
}

// Matches `{.copy}`, `{1,3-5}`, `{linenos=table,hl_lines=[1]}`; not `{risk=read name=}`, which is meant for opsbook.
const OWN_ATTRIBUTE = new RegExp(`[{\\s,"](?:${Object.keys(ATTRIBUTES).join('|')})[=}\\s,"]`);

/**
 * The faults of a page of another system without those that only say that an opening line has attributes which are
 * none of opsbook's, nor nearly so. Where any fence of the page has one of opsbook's, all of them are meant for it.
 */
export function withoutAttributesOfOthers(faults: readonly Fault[], snippets: readonly Snippet[]): Fault[] {
  const keys = snippets.flatMap(({ attributes }) => Object.keys(attributes));
  if (keys.some((key) => lookUp(ATTRIBUTES, key))) return [...faults];
  return faults.filter(({ ruleId, message }) => {
    if (ruleId !== 'snippet-valid') return true;
    const [written = ''] = message.split(': write');
    if (message.startsWith('Fix the attributes')) return OWN_ATTRIBUTE.test(written);
    return !message.endsWith('fences have no such attribute.');
  });
}

function infoLine(text: string, start: NonNullable<Code['position']>['start']): Range {
  const offset = start.offset ?? 0;
  const newline = text.slice(offset).search(/[\r\n]/);
  const length = newline < 0 ? text.length - offset : newline;
  const { line, column } = start;
  return { start: { line, column, offset }, end: { line, column: column + length, offset: offset + length } };
}

/** A node's place; undefined for trees built without positions. */
export function rangeOf(node: { position?: Code['position'] }): Range | undefined {
  const { start, end } = node.position ?? {};
  if (!start || !end) return undefined;
  return {
    start: { line: start.line, column: start.column, offset: start.offset ?? 0 },
    end: { line: end.line, column: end.column, offset: end.offset ?? 0 },
  };
}

/**
 * Joins each `output` fence to the snippet it belongs to: the one its `of` names, for all of that step's
 * variants that have no output of their own, else the runnable snippet right before it in its section. A
 * snippet has one expected output; further fences stay where they stand.
 * @returns what became of the snippets that have one
 */
export function joinOutputs(snippets: readonly Snippet[]): ReadonlyMap<Snippet, Snippet> {
  const outputs = new Map<Snippet, Snippet>();
  const commands = snippets.filter(({ isOutput }) => !isOutput);
  const byName = Map.groupBy(commands, ({ name }) => name);
  let before: Snippet | undefined;
  for (const snippet of snippets) {
    if (!snippet.isOutput) {
      before = snippet;
      continue;
    }
    const { env } = snippet;
    const of = snippet.attributes['of'];
    const isBefore = before?.isRunnable && before.section === snippet.section;
    const named = byName.get(of)?.filter((other) => !env || other.env === env);
    const owners = of === undefined ? (before && isBefore ? [before] : []) : (named ?? []);
    for (const owner of owners) if (!outputs.has(owner) || env) outputs.set(owner, snippet);
  }
  return new Map(
    [...outputs].map(
      ([owner, output]) => [owner, { ...owner, output, expected: expectedText(output) }] as const,
    ),
  );
}

/** The text of an `output` fence; one that holds a single empty line is told from one that holds none. */
function expectedText(output: Snippet): string {
  return output.code === '' && lineCount(output) === 1 ? '(equal)' : output.code;
}

/** How many lines a fence holds between its own two, also where all of them are empty. */
export function lineCount({ code, range }: Pick<Snippet, 'code' | 'range'>): number {
  if (code !== '') return code.split('\n').length;
  return range ? Math.max(0, range.end.line - range.start.line - 1) : 0;
}
