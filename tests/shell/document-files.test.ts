import { expect, test } from 'vitest';
import { documentFiles, readsDocument } from '../../src/shell/document-files.ts';
import { parseScript } from '../../src/shell/parse.ts';

/** Which commands read what comes in as a document, and the files that they are told to read as one. */
function told(source: string): string {
  const { commands } = parseScript(source);
  const reads = commands.map(({ words }) => (readsDocument(words) ? 'reads' : '-'));
  return `${reads.join(' ')}: ${documentFiles(commands).join(' ')}`;
}

test.each<[string, string]>([
  ['x --file=/dev/stdinx', '-: /dev/stdinx'],
  ['x -f -', 'reads: -'],
  ['bash -f f', '-: '],
  ['x my--file=-', '-: '],
  ['x /dev/stdin', 'reads: '],
  ['x --y=-', '-: '],
  ['x -f-', 'reads: '],
  ['x -f x-', '-: x-'],
  ['x -f --', '-: --'],
  ['x -f <(y)', 'reads -: <(y)'],
  ['kubectl apply -f d/./f', '-: d/./f'],
  ['x --values=v', '-: v'],
  ['x --values v', '-: v'],
  ['sudo kubectl apply -f f', '-: f'],
  ['kubectl apply -f "${t}"', '-: $t'],
  ['kubectl apply -f ./f', '-: f'],
  ['x --manifest=', '-: '],
  ['x --other=f', '-: '],
  ['x my--file=f', '-: '],
  ['x --from-file=n.conf=/dev/stdin', 'reads: n.conf=/dev/stdin'],
  ['x --file=a=b', '-: a=b'],
  ['x a=/my/dev/stdin', '-: '],
])('%s: %s', (source, files) => expect(told(source)).toBe(files));
