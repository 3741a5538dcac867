import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ALMANAC } from '../src/almanac/almanac.ts';
import { openAlmanac, recognise } from '../src/search/recognise.ts';

// `npm run bench:almanac -- FILE|DIR… [--missed] [--found]`: how many lines of logs the almanac recognises. A line of
// real errors should be; an ordinary one should not. What follows a tab in a line is its source, and not asked.

/** The files of a folder, or the file itself. */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** How many lines of a file are recognised, and each of them with what it is taken for. */
export function measureLines(text: string) {
  const almanac = openAlmanac(ALMANAC);
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [asked = ''] = line.split('\t');
    return { line: asked, meanings: recognise(almanac, asked) };
  });
}

if (import.meta.main) {
  const words = process.argv.slice(2);
  const paths = words.filter((word) => !word.startsWith('--'));
  if (paths.length === 0) {
    process.stderr.write(
      'Say which files of log lines: npm run bench:almanac -- FILE|DIR… [--missed] [--found]\n',
    );
    process.exit(2);
  }
  for (const file of paths.flatMap(filesOf)) {
    const measured = measureLines(readFileSync(file, 'utf8'));
    const found = measured.filter(({ meanings }) => meanings.length > 0);
    const share = measured.length === 0 ? 0 : (100 * found.length) / measured.length;
    process.stdout.write(
      `${file}: ${found.length} of ${measured.length} lines recognised (${share.toFixed(1)} %)\n`,
    );
    for (const { line, meanings } of measured) {
      if (meanings.length === 0 && words.includes('--missed'))
        process.stdout.write(`  missed: ${line.slice(0, 160)}\n`);
      if (meanings.length > 0 && words.includes('--found')) {
        process.stdout.write(`  ${line.slice(0, 160)}\n`);
        for (const { text, meaning } of meanings) process.stdout.write(`      ${text}: ${meaning}\n`);
      }
    }
  }
}
