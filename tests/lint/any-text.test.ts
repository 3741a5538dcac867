import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { applyFixes } from '../../src/lint/fix.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { findLanguage, listLanguageNames } from '../../src/runbook/languages.ts';
import type { Finding } from '../../src/runbook/finding.ts';
import { bookInMemory } from '../book-in-memory.ts';
import { RULE_BOOK } from './rule-book.ts';

/** The words that shells, queries and our own rules take for something, and letters that editors leave behind. */
const WORDS =
  'kubectl get pods docker compose exec redis-cli DEL FLUSHALL x <pod> <not> {id} {a,b} [svc] YOUR_X XXX ... $X "$X" ${X:-1} $NOPE $ > | && ; & " \' ` $( ) # \\ <<EOF <<\'E O\' EOF psql -c "DROP TABLE x" SELECT 1 FROM; rm -rf / curl -u a:b | bash -n --flag=1 --flag A=x find -exec {} + xargs ssh h sum(rate(x[5m])) {job="x"} |= - a: { [ ] } , \u200b \u00a0 \u201c \u2013 é 漢 🚒 sudo jq \'.[]|\' * * * * * FROM alpine RUN'.split(
    ' ',
  );

const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join(' ')),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\r\n\0]/g, ' ')),
  },
);
const isRead = (name: string): boolean => {
  const known = findLanguage(name);
  return known !== undefined && (known.kind !== 'other' || known.parsedBy !== undefined);
};
const language = fc.constantFrom(...new Set([...listLanguageNames().filter(isRead), 'text', '']));
const info = fc.constantFrom(
  '',
  '',
  ' {risk=read}',
  ' {name=a risk=change}',
  ' {ignore}',
  ' {of=a}',
  ' {risk=destroy confirm=x',
  ' title="a{b}"',
);

interface Shape {
  readonly indent: string;
  readonly eol: string;
  readonly isMdx: boolean;
  readonly hasMark: boolean;
  readonly hasEnd: boolean;
  readonly front: string;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  indent: fc.constantFrom('', '', '> ', '   ', '\t'),
  eol: fc.constantFrom('\n', '\r\n'),
  isMdx: fc.boolean(),
  hasMark: fc.boolean(),
  hasEnd: fc.boolean(),
  front: fc.constantFrom(
    '---\ntitle: Any\n---\n',
    '---\ntitle: Any\nparams:\n  X: { description: x }\n---\n',
    '---\ntitle: Any\nparams: { X: { description: x } }\n---\n',
    '---\nsummary: >\n  Any.\n---\n',
    '',
  ),
});
const fences = fc.array(fc.record({ language, info, code: fc.array(line, { maxLength: 6 }) }), {
  minLength: 1,
  maxLength: 3,
});

type Fences = typeof fences extends fc.Arbitrary<infer T> ? T : never;

const PROSE = 'Words — as they are,  with  blanks. \t';

function pageOf({ indent, eol, hasEnd, front }: Shape, fences: Fences): string {
  const blocks = fences.flatMap(({ language, info, code }) => [
    '',
    PROSE,
    '',
    ...[`\`\`\`${language}${info}`, ...code, '```'].map((text) => indent + text),
  ]);
  const text = `${front}## Diagnosis\n${blocks.join('\n')}${hasEnd ? '\n' : ''}`;
  return text.replaceAll('\n', eol);
}

async function lintText(text: string, { isMdx, hasMark }: Shape): Promise<readonly Finding[]> {
  const path = `content/runbooks/page.${isMdx ? 'mdx' : 'md'}`;
  const book = await bookInMemory({ ...RULE_BOOK, [path]: hasMark ? `\uFEFF${text}` : text });
  const facts = await gatherFacts(book, new Set([path]));
  return lintBook(book, { rules, facts, paths: new Set([path]) });
}

describe('whatever stands in a fence', () => {
  test('no rule falls over it, and every finding lies in the file', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fences, async (shape, fences) => {
        const text = pageOf(shape, fences);
        // As Markdown counts lines.
        const lines = text.split(/\r\n|[\r\n]/);
        for (const finding of await lintText(text, shape)) {
          const { line, column, endLine, endColumn } = finding;
          const [first, last] = [lines[line - 1], lines[endLine - 1]];
          expect([finding, first, last]).not.toContain(undefined);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((first ?? '').length + 1);
          expect(endColumn).toBeLessThanOrEqual((last ?? '').length + 1);
          expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
        }
      }),
    );
  });

  test('its fixes come to rest, and leave the prose, the line endings and the end of the file alone', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fences, async (shape, fences) => {
        const text = pageOf(shape, fences);
        const fixed = await fix(text, shape);
        expect(applyFixes(fixed, await lintText(fixed, shape)).text).toBe(fixed);
        expect(fixed.split(PROSE)).toHaveLength(text.split(PROSE).length);
        expect(fixed.endsWith(shape.eol)).toBe(text.endsWith(shape.eol));
        if (shape.eol === '\r\n') expect(fixed).not.toMatch(/(?<!\r)\n/);
        else expect(fixed).not.toContain('\r');
      }),
    );
  });
});

/** As `--fix` does: fixes on the same words are made one after the other. */
async function fix(text: string, shape: Shape): Promise<string> {
  let before = '';
  let after = text;
  for (let pass = 0; pass < 10 && after !== before; pass += 1) {
    before = after;
    after = applyFixes(after, await lintText(after, shape)).text;
  }
  return after;
}
