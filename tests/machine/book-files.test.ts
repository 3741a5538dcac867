import { describe, expect, it } from 'vitest';
import { bookDocumentSchema, bookPartSchema } from '../../src/machine/book-document.ts';
import type { BookDocument, RunbookDocument } from '../../src/machine/book-document.ts';
import { bookFiles } from '../../src/machine/book-files.ts';
import { llmsFullText, llmsText, MOST_FULL } from '../../src/machine/llms-text.ts';
import { relative } from '../../src/machine/twin-links.ts';

function runbook(id: string, service?: string): RunbookDocument {
  return {
    ...{ id, title: id, summary: '', kind: 'incident', draft: false },
    services: service === undefined ? [] : [service],
    ...{ symptoms: [], errors: [], alerts: [], params: [], steps: [], related: [], links: [] },
    ...{ address: `/runbooks/${id}/`, path: `${id}.md`, digest: 'sha256:0' },
  };
}

function book(runbooks: readonly RunbookDocument[]): BookDocument {
  return {
    ...{ version: 1, title: 'T', digest: 'sha256:1', runbooks: [...runbooks] },
    ...{ services: [], teams: [], severities: [], alerts: [] },
  };
}

const MANY = [...Array(9).keys()].map((n) => runbook(`r${n}`, n < 6 ? 'Web' : n < 8 ? 'web' : undefined));

describe('a book for other programs', () => {
  it('is one file below a size', () => {
    const files = bookFiles(book(MANY));
    expect(files.map(({ file }) => file)).toEqual(['book.json']);
    expect(bookDocumentSchema.parse(JSON.parse(files[0]?.text ?? ''))).toEqual(book(MANY));
  });

  it('is split by service above it, and each service by the size', () => {
    const [index, ...parts] = bookFiles(book(MANY), 1_000);
    const { parts: named = [], runbooks, digest } = bookDocumentSchema.parse(JSON.parse(index?.text ?? ''));
    expect({ runbooks, digest }).toEqual({ runbooks: [], digest: 'sha256:1' });
    expect(named.map(({ service, address, runbooks: ids }) => [service, address, ids.length])).toEqual([
      ['Web', '/book/Web.json', 4],
      ['Web', '/book/Web-2.json', 2],
      // On a disk that does not tell small letters from capitals, it would be the first.
      ['web', '/book/web~1.json', 2],
      ['', '/book/no-service.json', 1],
    ]);
    expect(parts.map(({ file }) => `/${file}`)).toEqual(named.map(({ address }) => address));
    const whole = parts.flatMap(({ text }) => bookPartSchema.parse(JSON.parse(text)).runbooks);
    expect(whole).toEqual(MANY);
    for (const { text } of parts) expect(text.length).toBeLessThan(1_200);
  });

  it('names no file outside its folder, whatever a service is called', () => {
    const files = bookFiles(book([runbook('a', '../../etc/x'), runbook('b', '.hidden')]), 10);
    expect(files.map(({ file }) => file)).toEqual(['book.json', 'book/-..-etc-x.json', 'book/hidden.json']);
  });
});

describe('llms.txt', () => {
  const pages = [{ twin: '/runbooks/a.md', title: 'A [b](c)', summary: 'One\n# two' }];

  it('begins with a title and a quote, and lists links, as the convention has it', () => {
    const text = llmsText({
      title: 'Ops',
      isWhole: true,
      parts: [
        { title: 'Runbooks', pages },
        { title: 'Guides', pages: [] },
      ],
    });
    expect(text).toMatch(/^# Ops\n\n> /);
    expect(text).toContain('\n## Runbooks\n\n- [A \\[b\\](c)](runbooks/a.md): One # two\n');
    expect(text).toContain('[llms-full.txt](llms-full.txt)');
    expect(text).not.toContain('## Guides');
    expect(llmsText({ title: 'Ops', isWhole: false, parts: [] })).toMatch(/\(book\.json\)\.\n$/);
  });

  it('has no text of all pages above a size', () => {
    const page = { twin: '/runbooks/a.md', text: 'x'.repeat(MOST_FULL / 2) };
    expect(llmsFullText([page])).toContain('/runbooks/a.md');
    expect(llmsFullText([page, page, page])).toBeUndefined();
  });
});

it.each([
  ['/runbooks/a/b.md', '/runbooks/a/c.md', 'c.md'],
  ['/runbooks/a/b.md', '/alerts/X.md', '../../alerts/X.md'],
  ['/runbooks/b.md', '/reviews/', '../reviews/'],
  ['/runbooks/a/b.md', '/runbooks/a/', './'],
  ['/alerts/X.md', '/', '../'],
])('the way from %s to %s is %s', (from, to, way) => {
  expect(relative(from, to)).toBe(way);
});
