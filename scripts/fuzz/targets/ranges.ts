import fc from 'fast-check';
import { PARSERS, parserNames } from '../parsers.ts';
import type { ParserName } from '../parsers.ts';
import { mustLieInside } from '../ranges-inside.ts';
import { mutatedFile } from '../mutated-text.ts';
import { sourceFiles } from '../source-files.ts';
import { fuzzTarget } from '../target.ts';

/** The name of each parser beside a text for it: a fence of the books, or a whole page, with something wrong in it. */
const inputs = fc.record({
  parser: fc.constantFrom(...parserNames),
  file: mutatedFile(sourceFiles().flatMap(({ path, text }) => [{ path, text }, ...fencesOf(path, text)])),
});

function fencesOf(path: string, text: string): { path: string; text: string }[] {
  return [...text.matchAll(/^```\w+[^\n]*\n([\s\S]*?)^```/gm)].map(([, code = '']) => ({ path, text: code }));
}

/** Every parser of opsbook: what it says of any text is about a place in that text. */
export const ranges = fuzzTarget<{ parser: ParserName; file: { path: string; text: string } }>({
  name: 'ranges',
  holds: 'every range that a parser gives lies inside its text',
  inputs,
  roundsInTests: 200,
  check({ parser, file }) {
    for (const [reading, text] of PARSERS[parser](file.text)) mustLieInside(reading, text);
  },
});
