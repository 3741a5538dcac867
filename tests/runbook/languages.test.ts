import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledLanguages } from 'shiki';
import { describe, expect, test } from 'vitest';
import { findLanguage, listLanguageNames } from '../../src/runbook/languages.ts';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import { COMPONENTS } from '../../src/runbook/schema/components.ts';

const manualPage = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../../src/site/manual/${name}.mdx`), 'utf8');

test('the manual shows every component', () => {
  const manual = manualPage('components');
  const shown = [...manual.matchAll(/[<`]([A-Z]\w+)/g)].map(([, name]) => name);
  expect(Object.keys(COMPONENTS).filter((name) => !shown.includes(name))).toEqual([]);
});

describe('languages of fences', () => {
  test('every name stands for one language', () => {
    const names = listLanguageNames();
    expect(names.map((name) => findLanguage(name) === undefined)).not.toContain(true);
    expect(findLanguage('constructor')).toBeUndefined();
  });

  test('what Shiki colours is known, and what is said to be coloured is', () => {
    expect(Object.keys(bundledLanguages).filter((name) => !findLanguage(name))).toEqual([]);
    const coloured = listLanguageNames().flatMap((name) => findLanguage(name)?.highlightedAs ?? []);
    expect(coloured.filter((name) => !Object.hasOwn(bundledLanguages, name))).toEqual([]);
  });

  test('the manual names each that opsbook does something with, with all its names', () => {
    const manual = manualPage('snippets');
    const judged = listLanguageNames().filter((name) => {
      const known = findLanguage(name);
      return known?.kind !== 'other' || known.parsedBy !== undefined;
    });
    expect(judged.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
  });

  test.each([
    ['pgsql', true, 'psql', 'sql'],
    ['postgres', true, 'psql', 'sql'],
    ['mariadb', true, undefined, undefined],
    ['redis', true, 'redis-cli', undefined],
    ['mongosh', true, undefined, undefined],
    ['ksh', true, 'ksh', undefined],
    ['sh', true, 'sh', undefined],
    ['zsh', true, 'zsh', undefined],
    ['shell', true, 'bash', undefined],
    ['python', false, undefined, undefined],
    ['Bash', true, 'bash', undefined],
    ['output', false, undefined, undefined],
    ['yml', false, undefined, 'yaml'],
    ['text', false, undefined, undefined],
    ['', false, undefined, undefined],
  ])('`%s`: a step %s, run by %s, read by %s', (name, isRunnable, runBy, parsedBy) => {
    const text = `\`\`\`${name}\nSELECT 1\n\`\`\`\n`;
    const [snippet] = parseRunbook({ path: 'a.md', text, faults: [] }, 'a').snippets;
    const language = findLanguage(snippet?.language ?? '');
    expect([snippet?.isRunnable, language?.runBy, language?.parsedBy]).toEqual([isRunnable, runBy, parsedBy]);
  });

  test.each([
    ['python {name=count}', true],
    ['fish {verify}', true],
    ['python {ignore}', false],
    ['yaml {name=a}', false],
    ['yaml {via="kubectl apply -f -"}', true],
    ['output {of=a via=x}', false],
  ])('`%s`: a step %s', (info, isRunnable) => {
    const text = `\`\`\`${info}\nx\n\`\`\`\n`;
    const [snippet] = parseRunbook({ path: 'a.md', text, faults: [] }, 'a').snippets;
    expect(snippet?.isRunnable).toBe(isRunnable);
  });
});
