import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readHelp } from '../../../src/shell/specs/help.ts';
import { formatFlags, type Flag, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';
import { readGoFlags, readHashicorpFlags } from './go-flags.ts';

/** Where a program's commands stand that print their help from a text in the Go source. */
export interface HelpTexts {
  readonly folder: string;
  readonly tool: string;
  /** Functions whose text every command's help takes in: the flags that hold everywhere. */
  readonly shared?: RegExp;
}

/**
 * Facts from programs whose commands carry their help as a text that begins `Usage: nomad job plan [options] <path>`
 * (HashiCorp's and those that came from them). Flags are those of the text and those that the same file declares.
 */
export function fromHelpTexts({ folder, tool, shared }: HelpTexts): SpecFile {
  const entries: Record<string, SpecEntry> = {};
  const global: Flag[] = [];
  for (const file of goFiles(folder)) {
    const code = readFileSync(file, 'utf8');
    for (const [, name = '', body = ''] of code.matchAll(
      /^func (?:\([^)]*\) )?(\w+)\([\s\S]*?\n([\s\S]*?)^\}/gm,
    ))
      if (shared?.test(name)) global.push(...readHelp(texts(body)).flags, ...readHashicorpFlags(body));
    const bodies = [...code.matchAll(/^func \(\w+ \*?(\w+)\) [Hh]elp\w*\([^)]*\)[\s\S]*?^\}/gm)];
    for (const [body, receiver = ''] of bodies)
      addCommand(entries, { tool, body, declared: declaredBy(code, receiver) });
    if (bodies.length === 0 || !code.includes(`Usage: ${tool}`)) continue;
  }
  const root = entries[tool] ?? {};
  entries[tool] = { ...root, ...(global.length > 0 ? { global: formatFlags(distinct(global)) } : {}) };
  for (const key of Object.keys(entries)) addParents(entries, key.split(' '));
  return entries;
}

function goFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.go') && !name.endsWith('_test.go'))
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

function texts(code: string): string {
  return [...code.matchAll(/`([^`]*)`/g)].map(([, text = '']) => text).join('\n');
}

/** The flags that the methods of one command's type declare. */
function declaredBy(code: string, receiver: string): readonly Flag[] {
  const methods = [...code.matchAll(/^func \(\w+ \*?(\w+)\)[\s\S]*?^\}/gm)]
    .filter(([, own]) => own === receiver)
    .map(([body]) => body)
    .join('\n');
  return [...readHashicorpFlags(methods), ...readGoFlags(methods, '-')];
}

interface Command {
  readonly tool: string;
  readonly body: string;
  readonly declared: readonly Flag[];
}

function addCommand(entries: Record<string, SpecEntry>, { tool, body, declared }: Command): void {
  const text = texts(body);
  // Matches `Usage: nomad job plan [options] <path>`, `Usage: terraform [global options] apply [options] [PLAN]`.
  const usage = new RegExp(`Usage: ${tool}((?: \\[global options\\]| [a-z][a-z0-9-]*)+)`).exec(text)?.[1];
  if (usage === undefined) return;
  const words = usage
    .replace(/\[global options\]/g, '')
    .trim()
    .split(/\s+/);
  const flags = distinct([...readHelp(text).flags, ...declared]).filter(({ names }) =>
    names.every((name) => name !== '-'),
  );
  const key = [tool, ...words].join(' ').trim();
  const before = entries[key]?.flags ?? '';
  const all = [...new Set([...before.split(' '), ...formatFlags(flags).split(' ')])]
    .filter(Boolean)
    .join(' ');
  entries[key] = all === '' ? {} : { flags: all };
}

function distinct(flags: readonly Flag[]): readonly Flag[] {
  const found = new Map<string, Flag>();
  for (const flag of flags) {
    const key = flag.names.join();
    const known = found.get(key);
    if (!known || known.takes === 'nothing') found.set(key, flag);
  }
  return [...found.values()];
}

function addParents(entries: Record<string, SpecEntry>, words: readonly string[]): void {
  for (let length = 1; length < words.length; length += 1) entries[words.slice(0, length).join(' ')] ??= {};
}
