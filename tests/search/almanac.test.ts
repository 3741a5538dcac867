import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeAlmanac, readErrors } from '../../scripts/almanac.ts';
import { measureLines } from '../../scripts/bench-almanac.ts';
import { ALMANAC } from '../../src/almanac/almanac.ts';
import { openAlmanac, recognise } from '../../src/search/recognise.ts';
import { EVERYDAY_LINES } from './everyday-lines.ts';

const errors = readErrors();
const almanac = openAlmanac(ALMANAC);
/** How the kinds of codes are written. */
const WRITTEN: Readonly<Record<string, (code: string) => string>> = {
  exit: (code) => `container exited with code ${code}`,
  http: (code) => `upstream answered with HTTP ${code}`,
  sqlstate: (code) => `SQLSTATE[${code}]: something`,
  mysql: (code) => `ERROR ${code} (HY000): something`,
  signal: (code) => `terminated by signal ${code}`,
  grpc: (code) => `rpc error, grpc-status: ${code}`,
};

/** What a text looks like in a log. */
function written(text: string, example: string | undefined): string {
  const [, kind = '', code = ''] = /^(exit|http|sqlstate|mysql|signal|grpc):(\S+)$/.exec(text) ?? [];
  return WRITTEN[kind]?.(code) ?? (/[…#]/.test(text) ? (example ?? '') : text);
}

describe('the table', () => {
  it('is made of its files', () => {
    expect(ALMANAC).toEqual(JSON.parse(JSON.stringify(makeAlmanac(errors))));
  });

  it.each(errors)('$place has its parts in their form', ({ texts, software, source, meaning, words }) => {
    expect(software).not.toBe('');
    expect(source).toMatch(/^https:\/\/\S+ \(.+\)$/);
    expect(meaning).toMatch(/^\p{Lu}[^.]{10,150}[^.\s]$|^etcd|^nginx|^systemd/u);
    expect(words).toMatch(/^\S+(?: \S+){0,8}$/);
    for (const text of texts) expect(text.trim()).toBe(text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('has each text once', () => {
    const texts = errors.flatMap(({ texts }) => texts.map((text) => text.toLowerCase()));
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });

  it.each(errors)('$place is found by each of its texts', ({ place, texts, example, meaning }) => {
    const looked = texts.filter((text) => !/[…#]/.test(text)).map((text) => written(text, example));
    for (const line of [...looked, ...(example === undefined ? [] : [example])]) {
      const found = recognise(almanac, line).map((one) => one.meaning);
      expect([place, line, found]).toEqual([place, line, expect.arrayContaining([meaning])]);
    }
    if (texts.some((text) => /[…#]/.test(text)))
      expect([place, example]).toEqual([place, expect.any(String)]);
  });
});

describe('recognise', () => {
  it.each(EVERYDAY_LINES)('says nothing to %s', (line) => {
    expect(recognise(almanac, line)).toEqual([]);
  });

  it('knows most lines of errors that people paste', () => {
    const lines = readFileSync(new URL('error-lines.tsv', import.meta.url), 'utf8');
    const measured = measureLines(lines);
    const missed = measured.filter(({ meanings }) => meanings.length === 0).map(({ line }) => line);
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(measured.length * 0.1);
  });

  it.each([
    [
      'web.service: Main process exited, code=exited, status=1/FAILURE',
      'The program ended with an error of its own',
    ],
    [
      'web.service: Main process exited, code=killed, status=9/KILL',
      'The process was killed and could not clean up',
    ],
  ])('reads %s by what ended it', (line, meaning) => {
    expect(
      recognise(almanac, line)
        .map((one) => one.meaning)
        .join('; '),
    ).toContain(meaning);
    expect(
      recognise(almanac, line)
        .map((one) => one.meaning)
        .join('; '),
    ).not.toContain('terminal was closed');
  });
});
