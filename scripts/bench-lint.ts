/**
 * Judges a file of shell snippets by the rules about commands and prints every finding with its line, so
 * that precision can be judged by reading.
 *
 *   node scripts/bench-lint.ts <snippets.jsonl> [--placeholders]
 *
 * A line of the file: {"id": "...", "lang": "bash", "code": "..."}. Placeholders are counted, and shown
 * only when asked for. Rules about a whole page (params, rollback, …) are left out: a snippet is no page.
 */
import { readFileSync } from 'node:fs';
import { gatherFacts } from '../src/lint/facts.ts';
import { lintBook } from '../src/lint/lint.ts';
import { rules } from '../src/lint/rules/index.ts';
import type { Finding } from '../src/runbook/finding.ts';
import { loadBook, type BookReader } from '../src/runbook/read/load.ts';
import { endWith, needFile, readFlags } from './read-flags.ts';

interface Snippet {
  readonly id: string;
  readonly lang: string;
  readonly code: string;
}

const JUDGING = new Set([
  'command-known',
  'fence-language-fits',
  'jq-parses',
  'no-invisible-characters',
  'no-pipe-to-shell',
  'no-placeholder',
  'no-secret',
  'no-shell-prompt',
  'prefix-assignment',
  'shell-parses',
]);

const { values, positionals } = readFlags({
  allowPositionals: true,
  options: { placeholders: { type: 'boolean', default: false } },
});
const [file] = positionals;
if (file === undefined)
  endWith('Say which file: node scripts/bench-lint.ts <snippets.jsonl> [--placeholders]');
needFile(file);
const snippets = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  // The file's own form, see above.
  .map((line) => JSON.parse(line) as Snippet);

// Other collections call the same language by many names.
const languages: Readonly<Record<string, string>> = { command: 'bash', commands: 'bash', terminal: 'bash' };
const pages = new Map(
  snippets.map((snippet, index) => [`content/runbooks/${index}.mdx`, { snippet, text: pageOf(snippet) }]),
);
const book = await loadBook(readerOf(new Map([...pages].map(([path, { text }]) => [path, text]))));
const start = performance.now();
const facts = await gatherFacts(book);
const loaded = performance.now();
const findings = lintBook(book, { rules: rules.filter(({ id }) => JUDGING.has(id)), facts });
const spent = performance.now() - loaded;

for (const finding of findings) if (finding.ruleId !== 'no-placeholder' || values.placeholders) show(finding);
const counts = Map.groupBy(findings, ({ ruleId }) => ruleId);
console.log([...counts].map(([rule, found]) => `${rule} ${found.length}`).join(', '));
console.log(
  `${snippets.length} snippets; facts ${(loaded - start).toFixed(0)} ms, then ${(spent / snippets.length).toFixed(3)} ms each`,
);

function pageOf({ lang, code }: Snippet): string {
  const fence = '`'.repeat(Math.max(3, ...[...code.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}${languages[lang] ?? lang}\n${code}\n${fence}\n`;
}

function readerOf(files: ReadonlyMap<string, string>): BookReader {
  return {
    list: () => Promise.resolve({ paths: [...files.keys()], refused: [] }),
    read: (path, limit) =>
      Promise.resolve(new TextEncoder().encode(files.get(path) ?? '').subarray(0, limit)),
  };
}

function show({ path, line, level, ruleId, message }: Finding): void {
  const page = pages.get(path);
  const shown = page?.text.split('\n')[line - 1]?.trim().slice(0, 200) ?? '';
  console.log(`${ruleId} (${level}): ${message}\n    ${page?.snippet.id ?? path}\n    ${shown}`);
}
