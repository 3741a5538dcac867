import { expect, test } from 'vitest';
import { parseRunbook } from '../../../src/runbook/read/parse.ts';
import { readSettings } from '../../../src/runbook/schema/read-settings.ts';
import { readYaml } from '../../../src/runbook/yaml/yaml.ts';

test.each(['1.20', '007', '1e3', '0x1F', 'True', '+5', 'no', "'1.20'", '1.20 # the newest'])(
  'a default is the text that stands there: %s',
  (written) => {
    const text = `---\ntitle: A\nparams:\n  TAG: { description: The tag, default: x }\n  A:\n    description: d\n    default: ${written}\n---\n`;
    const [, param] = parseRunbook({ path: 'a.md', text, faults: [] }, 'a').params;
    expect(param?.default).toBe(written.replace(/ #.*|'/g, ''));
  },
);

test('so is a value for unattended runs', () => {
  const text = 'verify: { values: { TAG: 1.20, NAME: web, ID: "007" } }\n';
  const { settings, faults } = readSettings({ path: 'opsbook.yaml', text, faults: [] }, true);
  expect(faults).toEqual([]);
  expect(settings.verify.values).toEqual({ TAG: '1.20', NAME: 'web', ID: '007' });
});

test('a key is the name that stands there', () => {
  const yaml = readYaml({ ruleId: 'x', text: '1e3: { name: 2.0 }\n007: a\nb: c\n' });
  expect(Object.keys(yaml.data ?? {})).toEqual(['1e3', '007', 'b']);
  expect(yaml.written(['1e3', 'name'])).toBe('2.0');
  expect(yaml.locate(['007']).start).toMatchObject({ line: 2, column: 6 });
});

test('an entry that does not fit moves no other one', () => {
  const text =
    '---\ntitle: A\nerrors:\n  - 5.00\n  - code: x\n  - first\n  - ~\n  - second\nalerts: [A, 1, B]\n---\n';
  const page = parseRunbook({ path: 'a.md', text, faults: [] }, 'a');
  expect(page.errors).toEqual(['first', 'second']);
  const lines = page.errors.map((_, index) => page.locate(['errors', index]).start.line);
  expect(lines).toEqual([6, 8]);
  expect(page.locate(['alerts', 1]).start).toMatchObject({ line: 9, column: 16 });
  expect(page.locate(['alerts'], 'key').start).toMatchObject({ line: 9, column: 1 });
  expect(page.locate([]).start.line).toBe(2);
});
