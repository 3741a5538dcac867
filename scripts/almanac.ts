import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Almanac } from '../src/almanac/almanac.ts';

// `npm run almanac`: makes src/almanac/almanac.json from the files of scripts/almanac; `--check` only says whether it
// is as they would make it.
//
// A file has one error a line: texts (several between ` | `), what they mean, words for a search, and an example
// where a text has `…` or `#`; a tab between. Lines above say of which `software:` and from which `source:` they are.
// A line that begins with `#` is a comment, and has no tab: no text begins with `#` or `…`, as none would be found.
// `failed to` stands for `unable to`, `could not` and `cannot` too.

const FOLDER = fileURLToPath(new URL('almanac/', import.meta.url));
const OUT = fileURLToPath(new URL('../src/almanac/almanac.json', import.meta.url));

/** One line of a file, with the place where it stands. */
export interface WrittenError {
  readonly place: string;
  readonly texts: readonly string[];
  readonly software: string;
  readonly source: string;
  readonly meaning: string;
  readonly words: string;
  readonly example: string | undefined;
}

/** All lines of all files, in the order of their names. */
export function readErrors(): WrittenError[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) => readLines(name, readFileSync(`${FOLDER}${name}`, 'utf8')));
}

/** The lines of one file; an error names the line that would never be found or lacks a part. */
export function readLines(name: string, text: string): WrittenError[] {
  let software = '';
  let source = '';
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '' || /^#[^\t]*$/.test(line)) return [];
    const [, key, value = ''] = /^(software|source): (.+)$/.exec(line) ?? [];
    if (key === 'software') software = value;
    if (key === 'source') source = value;
    if (key) return [];
    const place = `scripts/almanac/${name}:${at + 1}`;
    const [texts = '', meaning, words, example] = line.split('\t');
    if (texts.split(' | ').some((text) => /^[#…]/.test(text)))
      throw new Error(`${place} has a text that begins with # or …, which is never found: ${line}`);
    if (!meaning || !words) throw new Error(`${place} has no meaning or no words: ${line}`);
    return [{ place, texts: texts.split(' | '), software, source, meaning, words, example }];
  });
}

/** The table of all lines: what is of one software stands together, as that packs smaller. */
export function makeAlmanac(written: readonly WrittenError[]): Almanac {
  const software = [...new Set(written.map((error) => error.software))];
  const errors = software.flatMap((name) => written.filter((error) => error.software === name));
  const sources = [...new Set(errors.map((error) => error.source))];
  return {
    software,
    sources,
    texts: errors.map(({ texts }) => texts.join('|').toLowerCase()),
    meanings: errors.map(({ meaning }) => meaning),
    words: errors.map(({ words }) => words),
    of: errors.map((error) => [software.indexOf(error.software), sources.indexOf(error.source)]),
  };
}

if (import.meta.main) {
  const rows = Object.entries(makeAlmanac(readErrors())).map(
    ([key, values]: [string, readonly unknown[]]) => {
      const lines = values.map((value) => JSON.stringify(value)).join(',\n');
      return `${JSON.stringify(key)}:[\n${lines}\n]`;
    },
  );
  const made = `{${rows.join(',\n')}}\n`;
  if (!process.argv.includes('--check')) writeFileSync(OUT, made);
  else if (readFileSync(OUT, 'utf8') !== made) {
    process.stderr.write('src/almanac/almanac.json is not what its files say. Run npm run almanac.\n');
    process.exitCode = 1;
  }
}
