import { describe, expect, test } from 'vitest';
import { fence, lintForeign as lint } from './lint-foreign.ts';

const OUTPUT = '3 warning Call this fence `output` or `text`: it holds what a program printed, not commands.';

describe('marks that are not what they seem', () => {
  test.each<[string, string, string[]]>([
    [
      'a closing mark that four spaces make code',
      '# A\n\n```\na = 1\n    ```\n\nb\n',
      ['5 error Take the indent of this line away: with four spaces before it, it closes no fence.'],
    ],
    [
      'no closing mark',
      '# A\n\n```\na = 1\n',
      [
        '3 warning Close this fence: write ``` alone on the line below its code, which now goes on to the end.',
      ],
    ],
    ['dots with what was done', fence('yaml', '...<snip>\n  metrics:\n  - name: a\n...<snip>'), []],
    ['a prompt that the shell takes for a file', fence('sh', '> kpromo pr \\\n    --fork a'), []],
    [
      'a flag that is not there',
      fence('sh', 'kubectl get pods --fork a'),
      ['4 warning Replace `--fork`: `kubectl get` has no such flag.'],
    ],
    ['a program of the folder', fence('sh', './hostname serve --helper a'), []],
    [
      'the tool of that name',
      fence('sh', 'hostname --helpp'),
      ['4 error Replace `--helpp`: `hostname` has no such flag. Did you mean `--help`?'],
    ],
    ['columns with tabs', fence('sh', 'Summary:\n  Total:\t33.2 secs\n  Slowest:\t11.5 secs'), [OUTPUT]],
  ])('%s', async (_, text, said) => expect(await lint(text)).toEqual(said));
});
