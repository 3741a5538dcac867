import type { Fix } from '../runbook/finding.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { paramName } from '../shell/placeholder-name.ts';
import type { Placeholder } from '../shell/script.ts';
import { scanZones } from '../shell/zones.ts';
import type { Zone } from '../shell/zones.ts';
import { looksPrinted } from './printed-line.ts';
import type { ShellSnippet } from './shell-snippets.ts';

/** Where a placeholder stands. */
export interface Found {
  readonly one: ShellSnippet;
  readonly placeholder: Placeholder;
}

export interface FilledIn {
  /** The param that takes its place. */
  readonly name: string;
  readonly edits: readonly Fix[];
}

/** Each is looked up in its snippet and in its file. More than a person writes are said, and left to the next run. */
const MOST_FILLED = 200;

/**
 * For each placeholder that can be fixed by a program: put the variable in its place, quoted for where it
 * stands, and declare the params. Every fix declares all of them, in the same words, so that any of them
 * may be applied together.
 */
export function fillIn(runbook: Runbook, found: readonly Found[]): ReadonlyMap<Placeholder, FilledIn> {
  const zonesOf = zonesOnce();
  const filled = found.slice(0, MOST_FILLED).flatMap((each) => {
    const edit = editOf(each, zonesOf);
    return edit ? [{ ...each, ...edit }] : [];
  });
  const known = new Set(runbook.params.map(({ name }) => name));
  const fresh = [
    ...new Map(
      filled.filter(({ name }) => !known.has(name)).map((each) => [each.name, each.placeholder]),
    ).entries(),
  ];
  const declaration = declare(runbook, fresh);
  if (declaration === undefined) return new Map();
  return new Map(
    filled.map(({ placeholder, name, edit }) => [placeholder, { name, edits: [...declaration, edit] }]),
  );
}

/** The zones of a text, which every placeholder in it asks for. */
function zonesOnce(): typeof scanZones {
  const known = new Map<string, ReturnType<typeof scanZones>>();
  return (text) => {
    const zones = known.get(text) ?? scanZones(text);
    known.set(text, zones);
    return zones;
  };
}

function editOf(
  { one, placeholder }: Found,
  zonesOf: typeof scanZones,
): { readonly name: string; readonly edit: Fix } | undefined {
  const name = isShown(one.text, placeholder) ? undefined : paramName(placeholder);
  const at = one.edit(placeholder.range);
  const zone = zonesOf(one.text)[placeholder.range.start];
  const text =
    name === undefined ? undefined : quoted(name, { zone, after: one.text.charAt(placeholder.range.end) });
  if (name === undefined || text === undefined || !at) return undefined;
  return { name, edit: { ...at, text } };
}

/**
 * Whether it stands in what a program prints or asks, such as `Country Name (2 letters) [AU]:`, or in the usage of a
 * command.
 */
function isShown(text: string, { range }: Placeholder): boolean {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const line = text.slice(start).split('\n', 1)[0] ?? '';
  return looksPrinted(line) || /\busage:/i.test(line);
}

function quoted(
  name: string,
  { zone, after }: { zone: Zone | undefined; after: string },
): string | undefined {
  const braced = `\${${name}}`;
  switch (zone) {
    case 'bare':
      return `"$${name}"`;
    case 'double':
      return /^\w/.test(after) ? braced : `$${name}`;
    default:
      // In single quotes and here-documents the variable would stay a name, or a person has to read them.
      return undefined;
  }
}

/** Adds params to the frontmatter; undefined where it has none, or one in a form that is not edited blindly. */
function declare(
  { text }: Runbook,
  params: readonly (readonly [string, Placeholder])[],
): readonly Fix[] | undefined {
  if (params.length === 0) return [];
  const front = /^---\r?\n([\s\S]*?)^---\s*$/m.exec(text);
  if (!front || front.index !== 0) return undefined;
  const body = front[1] ?? '';
  const start = front[0].indexOf('\n') + 1;
  const eol = body.includes('\r\n') ? '\r\n' : '\n';
  const block = /^params:[ \t]*\r?\n([ \t]+)/m.exec(body);
  if (!block && /^params:/m.test(body)) return undefined;
  const indent = block?.[1] ?? '  ';
  const lines = params
    .map(([name, { name: words }]) => `${indent}${name}: { description: ${describe(words)} }${eol}`)
    .join('');
  const at = block ? start + block.index + block[0].length - indent.length : start + body.length;
  return [{ start: at, end: at, text: block ? lines : `params:${eol}${lines}` }];
}

function describe(words: string): string {
  const plain = words.replace(/[-_]+/g, ' ').trim();
  return JSON.stringify(plain.charAt(0).toUpperCase() + plain.slice(1));
}
