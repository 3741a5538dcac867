import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLinearByShape } from './patterns/is-linear-by-shape.ts';
import { listPatterns } from './patterns/list-patterns.ts';
import { prove } from './patterns/prove.ts';

/**
 * Proves that the regular expressions of `src` are linear, and writes down those that are. Each takes
 * up to some seconds, so that only new ones are asked for: `--all` asks for every one again.
 */
const project = join(import.meta.dirname, '..');
const path = join(project, 'scripts/patterns/proved.json');
// Written below alone.
const before = new Set(
  process.argv.includes('--all') ? [] : (JSON.parse(readFileSync(path, 'utf8')) as string[]),
);

const open = JSON.parse(readFileSync(join(project, 'scripts/patterns/unproved.json'), 'utf8')) as Record<
  string,
  string[]
>;
const known = new Set(process.argv.includes('--all') ? [] : Object.values(open).flat());

const proved: string[] = [];
for (const pattern of listPatterns(project)) {
  if (isLinearByShape(pattern) || known.has(pattern.text)) continue;
  const verdict = before.has(pattern.text) ? 'linear' : await prove(pattern);
  if (verdict === 'linear') proved.push(pattern.text);
  else process.stdout.write(`${pattern.place} ${verdict} ${pattern.text}\n`);
}
writeFileSync(path, `${JSON.stringify(proved.sort(), undefined, 2)}\n`);
