import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { compiledProgram } from '../compiled-program.ts';

// Tests run with `NODE_ENV=test`, and so does what they compile.
test('every page that opsbook writes has a Content-Security-Policy, whatever the machine is for that compiled it', () => {
  const folder = dirname(compiledProgram());
  const code = readdirSync(folder)
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  // Written by the frame of a page, that of an address which has moved, and that of an archive, which looks for one too.
  const written = /(?<!startsWith\(.)<meta http-equiv="Content-Security-Policy"/g;
  expect(code.join('\n').match(written)).toHaveLength(3);
});
