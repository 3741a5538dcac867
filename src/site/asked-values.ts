import { paramName } from '../shell/placeholder-name.ts';
import { boundIn, undeclaredIn } from '../shell/undeclared.ts';
import { isAdopted } from '../runbook/read/adopted.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { DEFAULT_PATTERN } from '../runbook/schema/params.ts';
import type { Param } from '../runbook/schema/params.ts';
import { listSnippetPlaces, shellText } from '../runbook/values/value-places.ts';
import { parseScript } from '../shell/parse.ts';
import type { Range } from '../shell/script.ts';
import type { ValuePlace } from '../shell/value-place.ts';

/** What a page's reader fills in, and where it goes. */
export interface Asked {
  readonly params: readonly Param[];
  /** Where the values stand in one of the page's snippets, first to last. */
  places(snippet: Snippet): readonly ValuePlace[];
}

/** More fields than that are a form, and nobody fills one in at night. */
const MOST_ASKED = 20;

const known = new WeakMap<Page['tree'], Asked>();

/**
 * The params that a page declares. One that was written for another system declares none: it asks by what stands in its
 * commands, `<namespace>` or `$DB_HOST`, by the rules that the linter tells placeholders by.
 */
export function askedBy(page: Page): Asked {
  const asked = known.get(page.tree) ?? read(page);
  known.set(page.tree, asked);
  return asked;
}

function read(page: Page): Asked {
  // Only runbooks have params; a guide is a page and nothing more.
  const declared: readonly Param[] = 'params' in page ? (page.params as readonly Param[]) : [];
  if (!('params' in page) || declared.length > 0 || isAdopted(page))
    return { params: declared, places: (snippet) => listSnippetPlaces(snippet, declared) };
  const wanted = [...placeholderParams(page), ...variableParams(page)]
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
    .filter(({ name }) => !SECRET.test(name));
  const places = new Map(page.snippets.map((snippet) => [snippet, placesWith(snippet, wanted)]));
  const used = new Set([...places.values()].flatMap((all) => all.map(({ name }) => name)));
  const params = wanted.filter(({ name }) => used.has(name)).slice(0, MOST_ASKED);
  // Most often every one of them has a place.
  const isWhole = params.length === wanted.length;
  return {
    params,
    places: (snippet) => (isWhole && places.get(snippet)) || placesWith(snippet, params),
  };
}

/** What must not stand in a page, an address or a history: whoever has it types it into the shell. */
const SECRET = /PASS(?:WORD|WD|PHRASE)?$|SECRET|TOKEN|API_?KEY|PRIVATE|CREDENTIAL/;

function placeholderParams(page: Page): Param[] {
  return textsOf(page).flatMap((text) => standing(text).map(({ name, written }) => param(name, written)));
}

interface Standing {
  /** Of the param that it asks for. */
  readonly name: string;
  readonly written: string;
  readonly range: Range;
}

// Matches `{{ host }}`, `{{pod-name}}`; not `{{ .Name }}`, `{{ json . }}`. Other systems fill in such pages by program;
// as they stand, a person does.
const TEMPLATE = /\{\{ {0,3}([A-Za-z][\w-]{0,40}) {0,3}\}\}/g;

/** What stands for a value in a text of commands, first to last; none inside another. */
function standing(text: string): Standing[] {
  const placeholders = parseScript(text).placeholders.flatMap((placeholder) => {
    const name = paramName(placeholder);
    return name === undefined ? [] : [{ name, written: placeholder.text, range: placeholder.range }];
  });
  const templates = [...text.matchAll(TEMPLATE)].flatMap(({ 0: written, 1: word = '', index }) => {
    const range = { start: index, end: index + written.length };
    const name = paramName({ form: 'curly', name: word, text: written, range });
    return name === undefined ? [] : [{ name, written, range }];
  });
  return [...templates, ...placeholders]
    .sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)
    .filter(({ range }, index, all) => all.slice(0, index).every((other) => other.range.end <= range.start));
}

/** Variables that nothing gives a value; of what a script loads from elsewhere, nobody knows. */
function variableParams(page: Page): Param[] {
  const scripts = textsOf(page).map((text) => parseScript(text));
  if (scripts.some(({ loadsVariables }) => loadsVariables)) return [];
  const assigned = new Set<string>();
  return scripts.flatMap((script) => {
    const names = undeclaredIn(script, assigned).map(({ name }) => name);
    for (const name of [...names, ...boundIn(script)]) assigned.add(name);
    return names.filter((name) => /^[A-Z][A-Z0-9_]*$/.test(name)).map((name) => param(name, `$${name}`));
  });
}

/** The commands of its fences. */
function textsOf({ snippets }: Page): string[] {
  return snippets.flatMap((snippet) => (snippet.isRunnable ? (shellText(snippet) ?? []) : []));
}

function param(name: string, written: string): Param {
  return {
    name,
    description: `In place of ${written}`,
    default: undefined,
    pattern: DEFAULT_PATTERN,
    label: name.toLowerCase(),
    isSecret: false,
    allow: [],
  };
}

/**
 * A placeholder is judged as if a variable stood there: how its value must be written, and whether one can stand there
 * at all. Unlike a variable it cannot be given its value on a line before.
 */
function placesWith(snippet: Snippet, params: readonly Param[]): readonly ValuePlace[] {
  const text = snippet.isRunnable ? shellText(snippet) : undefined;
  if (text === undefined || params.length === 0) return [];
  const names = new Set(params.map(({ name }) => name));
  const stand = standing(text).filter(({ name }) => names.has(name));
  const { code, moved } = withVariables(snippet.code, stand);
  return listSnippetPlaces({ ...snippet, code }, params).flatMap((place) => {
    const found = moved.find(({ now }) => now.start <= place.range.start && place.range.end <= now.end);
    if (found) return [{ ...place, range: found.was, canAssign: false }];
    const range = before(place.range, moved);
    return range ? [{ ...place, range }] : [];
  });
}

interface Moved {
  readonly was: Range;
  readonly now: Range;
}

/** The text with `${NAME}` in place of each placeholder. */
function withVariables(
  text: string,
  stand: readonly { readonly name: string; readonly range: Range }[],
): { code: string; moved: readonly Moved[] } {
  const moved: Moved[] = [];
  let code = '';
  let at = 0;
  for (const { name, range } of stand) {
    code += text.slice(at, range.start);
    const start = code.length;
    code += `\${${name}}`;
    moved.push({ was: range, now: { start, end: code.length } });
    at = range.end;
  }
  return { code: code + text.slice(at), moved };
}

/** Where a range stood before the placeholders were replaced; undefined where it holds one. */
function before({ start, end }: Range, moved: readonly Moved[]): Range | undefined {
  if (moved.some(({ now }) => now.start < end && start < now.end)) return undefined;
  const last = moved.findLast(({ now }) => now.end <= start);
  const shift = last ? last.was.end - last.now.end : 0;
  return { start: start + shift, end: end + shift };
}
