import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { CORRECTION_FILES, readCorrections } from '../../scripts/command-specs/corrections.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-corrections-'));
const url = (path: string): URL => pathToFileURL(`${path}/`);
afterAll(() => rmSync(folder, { recursive: true }));

test.each(CORRECTION_FILES)('%s has no key that nothing reads', (name) => {
  const specs = new URL('../../src/shell/specs/', import.meta.url);
  expect(Object.keys(readCorrections(specs, name)).length).toBeGreaterThan(0);
});

test.each([
  ['caddy: { flag: "-a" }', 'Unrecognized key: "flag"\n  → at caddy'],
  ['caddy: { about: { completeness: whole, day: x } }', 'Unrecognized key: "day"\n  → at caddy.about'],
])('%s stops the building', (text, message) => {
  writeFileSync(join(folder, 'ages.yaml'), text);
  expect(() => readCorrections(url(folder), 'ages.yaml')).toThrow(`ages.yaml: ✖ ${message}`);
});
