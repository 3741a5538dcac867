import { expect, it } from 'vitest';
import { neededPrograms } from '../../src/shell/needed-programs.ts';
import { parseScript } from '../../src/shell/parse.ts';

it.each([
  ['jq . a.json | wc -l', ['jq', 'wc']],
  ['sudo jq .; { kubectl get pods; }', ['sudo', 'jq', 'kubectl']],
  ['f() { jq; }; f', []],
  ['function f { jq; }\nf', []],
  ['f() (jq)\nf; df', ['df']],
  ['command -v jq >/dev/null && jq .', []],
  // Another command stands in its place.
  ['jq . || echo none', []],
  ['jq . | wc -l || true; df', ['df']],
  ['jq . && df || echo none', []],
  ['{ jq .; } || echo none', []],
  ['jq . || exit 1', ['jq']],
  ['jq . || { echo none; exit 1; }; df', ['jq']],
  ['false && jq', ['false']],
  ['if jq .; then df; fi', []],
  ['exit 0; jq', []],
  ['false || exit 1; jq', ['false']],
  ['. ./lib.sh; lib', []],
  ['export PATH=$PWD/bin:$PATH; mytool', []],
  ['alias ll=ls; ll', []],
  ['./x || echo', []],
  ['echo $(jq)', ['echo']],
  ['ssh web1 jq .', ['ssh']],
  ['xargs jq', ['xargs']],
  ['echo "', []],
])('a script surely needs the programs that nothing in it brings: %s', (text, programs) => {
  expect(neededPrograms(parseScript(text), text, { firstChange: Infinity })).toEqual(programs);
});

it('what a command before it may have installed is not known to be missing', () => {
  const text = 'df; apt-get install jq; jq .';
  expect(neededPrograms(parseScript(text), text, { firstChange: 4 })).toEqual(['df', 'apt-get']);
});
