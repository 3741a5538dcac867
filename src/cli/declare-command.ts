import { isDeepStrictEqual } from 'node:util';
import { isCollection, isMap, isNode, isScalar, parseDocument, stringify } from 'yaml';
import type { Pair, YAMLMap } from 'yaml';
import type { DeclaredTool } from '../shell/specs/declared.ts';

type DeclaredCommand = Omit<DeclaredTool, 'name'>;

interface Declaring {
  /** The text of `opsbook.yaml`, without a byte order mark. */
  readonly text: string;
  readonly name: string;
  readonly command: DeclaredCommand;
}

/**
 * Puts a command under `commands:` and leaves every other byte as it is.
 * @returns undefined where the file is written in a way that this cannot do; nothing is guessed
 */
export function declareCommand({ text, name, command }: Declaring): string | undefined {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const edit = findEdit({ text, root: document.contents, name, command });
  const changed = edit && text.slice(0, edit.start) + edit.put.replaceAll('\n', eol) + text.slice(edit.end);
  return changed !== undefined && isMeant(changed, { text, name, command }) ? changed : undefined;
}

/** The lines that declare a command, as they stand under `commands:`. */
export function renderCommand(name: string, command: DeclaredCommand, indent = 2): string {
  const yaml = stringify({ [name]: command }, { lineWidth: 0, flowCollectionPadding: false });
  return yaml.trimEnd().replace(/^(?=.)/gm, ' '.repeat(indent));
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

interface Place extends Declaring {
  readonly root: unknown;
}

function findEdit({ text, root, name, command }: Place): Edit | undefined {
  const lines = (indent: number): string => renderCommand(name, command, indent);
  if (root === null) return append(text, `commands:\n${lines(2)}`);
  if (!isMap(root) || root.flow) return undefined;
  const commands = pairOf(root, 'commands');
  if (!commands) return append(text, `commands:\n${lines(2)}`);
  if (!isMap(commands.value)) return afterLine(text, endOf(commands), lines(2));
  if (commands.value.flow) return inFlow(commands.value, { name, command });
  const own = pairOf(commands.value, name);
  const indent = columnOf(text, startOf(commands.value.items[0]));
  if (!own) return afterLine(text, endOf(commands), lines(indent));
  const start = startOf(own) - indent;
  return { start, end: lineEnd(text, endOf(own)), put: lines(indent) };
}

function inFlow(map: YAMLMap, { name, command }: Pick<Declaring, 'name' | 'command'>): Edit {
  const put = `${JSON.stringify(name)}: ${JSON.stringify(command)}`;
  const own = pairOf(map, name);
  if (own) return { start: startOf(own), end: endOf(own), put };
  const last = map.items.at(-1);
  const at = last ? endOf(last) : (map.range?.[0] ?? 0) + 1;
  return { start: at, end: at, put: last ? `, ${put}` : put };
}

function append(text: string, put: string): Edit {
  const isLineStart = text === '' || text.endsWith('\n');
  // A file without a last line ending stays one.
  return { start: text.length, end: text.length, put: isLineStart ? `${put}\n` : `\n${put}` };
}

function afterLine(text: string, offset: number, put: string): Edit {
  const at = lineEnd(text, offset);
  return { start: at, end: at, put: `\n${put}` };
}

/** Where the line ends that holds the last character before an offset. */
function lineEnd(text: string, offset: number): number {
  const from = text[offset - 1] === '\n' ? offset - 1 : offset;
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => (isScalar(key) ? key.value : key) === name);
}

function startOf(pair: Pair | undefined): number {
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
}

/** Where the last thing written in a pair ends; the range of a block also holds comments behind it. */
function endOf({ key, value }: Pair): number {
  if (isCollection(value) && !value.flow) {
    const last = value.items.at(-1);
    if (isNode(last)) return last.range?.[1] ?? 0;
    // A map's items are pairs.
    if (last) return endOf(last as Pair);
  }
  const node = isNode(value) && (value.range?.[1] ?? 0) > 0 ? value : key;
  return isNode(node) ? (node.range?.[1] ?? 0) : 0;
}

/** Whether the new text says what the old one said, and the command besides. */
function isMeant(changed: string, { text, name, command }: Declaring): boolean {
  const document = parseDocument(changed, { logLevel: 'silent' });
  if (document.errors.length > 0) return false;
  // Both are maps, or nothing, by `findEdit`.
  const before = (parseDocument(text).toJS() ?? {}) as { commands?: object | null };
  const expected = { ...before, commands: { ...before.commands, [name]: command } };
  return isDeepStrictEqual(document.toJS(), JSON.parse(JSON.stringify(expected)));
}
