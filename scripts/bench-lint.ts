/**
 * Prints what the command rules find in a file of shell snippets, each finding with its snippet, so that
 * precision can be judged by reading.
 *
 *   node scripts/bench-lint.ts <snippets.jsonl> [--placeholders] [--json]
 *
 * A line of the file: {"id": "...", "lang": "bash", "code": "..."}.
 */
import { readFileSync } from 'node:fs';
import { classifyFence } from '../src/shell/classify.ts';
import { hasPrompts, readConsole } from '../src/shell/console.ts';
import { judgeCommands } from '../src/shell/judge/judge.ts';
import { parseScript } from '../src/shell/parse.ts';
import { isKnownProgram } from '../src/shell/programs.ts';
import type { Range, Script } from '../src/shell/script.ts';
import { catalogueFor, type Catalogue } from '../src/shell/specs/catalogue.ts';

interface Snippet {
  readonly id: string;
  readonly lang: string;
  readonly code: string;
}

interface Said {
  readonly kind: string;
  readonly range: Range;
  readonly text: string;
}

const [file, ...flags] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: node scripts/bench-lint.ts <snippets.jsonl>');
const snippets = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  // The file's own form, see above.
  .map((line) => JSON.parse(line) as Snippet);
const catalogue = await catalogueFor(snippets.map(({ code }) => code).join('\n'));
const isCommand = (name: string): boolean => isKnownProgram(name, catalogue);

const counts = new Map<string, number>();
const start = performance.now();
const all = snippets.map((snippet) => ({ snippet, said: judge(snippet, catalogue) }));
const spent = performance.now() - start;

for (const { snippet, said } of all) for (const one of said) show(snippet, one);
console.log([...counts].map(([kind, count]) => `${kind} ${count}`).join(', '));
console.log(`${snippets.length} snippets, ${(spent / snippets.length).toFixed(3)} ms each`);

function judge({ code, lang }: Snippet, tools: Catalogue): readonly Said[] {
  const isConsole = /^(console|shell-session)$/.test(lang) || hasPrompts(code);
  const script = parseScript(isConsole ? readConsole(code, isCommand).script : code);
  const placeholders = script.placeholders.map(({ range, text, form }) => ({
    kind: 'placeholder',
    range,
    text: `${form} ${text}`,
  }));
  const kind = isConsole ? 'shell' : classifyFence(code, { isCommand });
  const whole = { start: 0, end: code.length };
  if (kind !== 'shell' && kind !== 'unknown')
    return [...placeholders, { kind: 'fence-language', range: whole, text: kind }];
  return [...placeholders, ...errorsOf(script), ...doubtsOf(script, tools), ...prefixesOf(script)];
}

function errorsOf({ errors }: Script): readonly Said[] {
  return errors.map(({ range, message }) => ({ kind: 'syntax', range, text: message }));
}

function prefixesOf({ prefixAssignments }: Script): readonly Said[] {
  return prefixAssignments.map(({ use, assignment }) => ({
    kind: 'prefix-assignment',
    range: use,
    text: assignment.name,
  }));
}

function doubtsOf(script: Script, tools: Catalogue): readonly Said[] {
  return judgeCommands(script, tools).map((doubt) => {
    const { kind, range, path, word, nearest, ofSubcommand, isAtLineEnd, certainty } = doubt;
    const more = [
      nearest && `near ${nearest}`,
      ofSubcommand && `of ${ofSubcommand}`,
      isAtLineEnd && 'line end',
      certainty,
    ];
    return { kind, range, text: `[${path.join(' ')}] ${word} (${more.filter(Boolean).join(', ')})` };
  });
}

function show({ id, code }: Snippet, { kind, range, text }: Said): void {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (kind === 'placeholder' && !flags.includes('--placeholders')) return;
  const from = code.lastIndexOf('\n', range.start - 1) + 1;
  const end = code.indexOf('\n', range.start);
  console.log(
    `${kind}: ${text}\n    ${id}\n    ${code
      .slice(from, end < 0 ? undefined : end)
      .trim()
      .slice(0, 200)}`,
  );
}
