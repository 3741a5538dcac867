import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBook } from '../../src/judge/open-book.ts';
import { alertManifest } from '../../src/machine/alert-manifest.ts';
import { bookDocumentSchema } from '../../src/machine/book-document.ts';
import type { BookDocument } from '../../src/machine/book-document.ts';
import { bookDocument, describeBook } from '../../src/machine/describe-book.ts';
import type { DescribedBook } from '../../src/machine/describe-book.ts';
import { runbookMarkdown } from '../../src/machine/runbook-markdown.ts';
import { parseRunbook } from '../../src/runbook/read/parse.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let described: DescribedBook;
let document: BookDocument;
beforeAll(async () => {
  described = await describeBook(await openBook(ROOT), { today: '2026-11-22' });
  document = bookDocument(described);
});

describe('the document of the demo book', () => {
  it('fits its schema, and says the same twice', () => {
    expect(bookDocumentSchema.parse(document)).toEqual(document);
    expect(bookDocument(described)).toEqual(document);
  });

  it('has every runbook with its steps, their risks and what they should print', () => {
    expect(document.runbooks).toHaveLength(described.opened.book.runbooks.size);
    const backlog = document.runbooks.find(({ id }) => id === 'serotonin-script/queue-backlog');
    expect(backlog?.steps.find(({ name }) => name === 'scale-up')).toMatchObject({
      section: 'Mitigation',
      language: 'bash',
      risk: 'change',
      params: ['WORKERS'],
      rollback: 'scale-back',
      isRollback: false,
    });
    expect(backlog?.review).toMatchObject({ state: 'never-reviewed' });
  });

  it('names for each alert the runbooks that answer it', () => {
    const { alerts } = alertManifest(document, 'abc');
    expect(alerts.find(({ alert }) => alert === 'TaskiqQueueBacklog')).toEqual({
      alert: 'TaskiqQueueBacklog',
      labels: { severity: 'sev2', service: 'serotonin-worker', team: 'serotonin-operators' },
      runbooks: [
        {
          id: 'serotonin-script/queue-backlog',
          path: 'content/runbooks/serotonin-script/queue-backlog.mdx',
          address: '/runbooks/serotonin-script/queue-backlog/',
        },
      ],
    });
  });

  it('holds no default of a secret', () => {
    for (const { params } of document.runbooks)
      for (const param of params) if (param.secret) expect(param).not.toHaveProperty('default');
  });
});

describe('a runbook as plain Markdown', () => {
  it('has nothing of MDX in it, in all of the demo book', () => {
    for (const runbook of described.opened.book.runbooks.values()) {
      const text = runbookMarkdown(runbook, described);
      const outside = text.replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '');
      expect([runbook.id, /^<[A-Z]|\{\/\*|\{[a-z]+=/m.exec(outside)?.[0]]).toEqual([runbook.id, undefined]);
    }
  });

  it('reads back with the same commands in the same order', () => {
    for (const runbook of described.opened.book.runbooks.values()) {
      const again = parseRunbook(
        { path: 'x.md', text: runbookMarkdown(runbook, described), faults: [] },
        'x',
      );
      const commands = (page: typeof runbook) =>
        page.snippets
          .filter(({ isRunnable, language }) => isRunnable && language !== 'promql')
          .map(({ code }) => code);
      const own = commands(runbook);
      // Examples that are not to be run are plain fences there, below a line that says so.
      const read = commands(again).filter((code) => own.includes(code));
      expect([runbook.id, read]).toEqual([runbook.id, own]);
    }
  });

  it('says the risk of each command before it, and puts values in quoted', () => {
    const backlog = described.opened.book.runbooks.get('serotonin-script/queue-backlog');
    const text = backlog && runbookMarkdown(backlog, described, new Map([['QUEUE', 'other_tasks']]));
    expect(text).toContain('Step queue-depth, risk: read:\n\n```bash\n');
    expect(text).toContain('redis-cli LLEN "other_tasks"');
    expect(text).toContain('(worker-restarting.md#diagnosis)');
  });

  it("keeps an author's marks inside the author's text", () => {
    const page = parseRunbook(
      {
        path: 'x.md',
        text: '---\ntitle: "A\\n# B"\nkind: incident\nsummary: "x `rm` <b> | y"\nsymptoms: ["- a\\n- b"]\n---\n\n## Diagnosis\n\nText.\n',
        faults: [],
      },
      'x',
    );
    expect(runbookMarkdown(page, described)).toContain('# A # B\n\nx \\`rm\\` \\<b> | y\n');
  });
});
