import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBook } from '../../src/judge/open-book.ts';
import type { OpenBook } from '../../src/judge/open-book.ts';
import { alertManifest } from '../../src/machine/alert-manifest.ts';
import { bookDocumentSchema } from '../../src/machine/book-document.ts';
import type { BookDocument } from '../../src/machine/book-document.ts';
import { bookDocument, runbookDocument } from '../../src/machine/describe-book.ts';
import { runbookMarkdown } from '../../src/machine/runbook-markdown.ts';
import { describeRunbook, reviewRows } from '../../src/machine/served-book.ts';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import type { Runbook } from '../../src/runbook/read/parse.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const TODAY = '2026-11-22';

let opened: OpenBook;
let runbooks: readonly Runbook[];
let document: BookDocument;

const describing = (runbook: Runbook) => describeRunbook(opened, { runbook, today: TODAY });
const markdownOf = async (runbook: Runbook, values?: ReadonlyMap<string, string>): Promise<string> =>
  runbookMarkdown(runbook, { ...(await describing(runbook)), ...(values ? { values } : {}) });

beforeAll(async () => {
  opened = await openBook(ROOT);
  // Judged together, as for an export: one after the other would ask git for each again.
  await reviewRows(opened, TODAY);
  runbooks = [...opened.book.runbooks.values()];
  const documents = await Promise.all(
    runbooks.map(async (runbook) => runbookDocument(runbook, await describing(runbook))),
  );
  document = bookDocument(opened, documents);
});

describe('the document of the demo book', () => {
  it('fits its schema, and says the same twice', () => {
    expect(bookDocumentSchema.parse(document)).toEqual(document);
    expect(bookDocument(opened, document.runbooks)).toEqual(document);
  });

  it('has every runbook with its steps, their risks and what they should print', () => {
    expect(document.runbooks).toHaveLength(runbooks.length);
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
  it('has nothing of MDX in it, in all of the demo book', async () => {
    for (const runbook of runbooks) {
      const text = await markdownOf(runbook);
      const outside = text.replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '');
      expect([runbook.id, /^<[A-Z]|\{\/\*|\{[a-z]+=/m.exec(outside)?.[0]]).toEqual([runbook.id, undefined]);
    }
  });

  it('reads back with the same commands in the same order', async () => {
    for (const runbook of runbooks) {
      const again = parseRunbook({ path: 'x.md', text: await markdownOf(runbook), faults: [] }, 'x');
      const commands = (page: Runbook) =>
        page.snippets
          .filter(({ isRunnable, language }) => isRunnable && language !== 'promql')
          .map(({ code }) => code);
      const own = commands(runbook);
      // Examples that are not to be run are plain fences there, below a line that says so.
      const read = commands(again).filter((code) => own.includes(code));
      expect([runbook.id, read]).toEqual([runbook.id, own]);
    }
  });

  it('says the risk of each command before it, and puts values in quoted', async () => {
    const backlog = opened.book.runbooks.get('serotonin-script/queue-backlog');
    const text = backlog && (await markdownOf(backlog, new Map([['QUEUE', 'other_tasks']])));
    expect(text).toContain('Step `queue-depth`, risk: read, ends within 10s:\n\n```bash\n');
    expect(text).toContain('redis-cli LLEN "other_tasks"');
    expect(text).toContain('(worker-restarting.md#diagnosis)');
  });

  it("keeps an author's marks inside the author's text", async () => {
    const page = parseRunbook(
      {
        path: 'x.md',
        text: '---\ntitle: "A\\n# B"\nkind: incident\nsummary: "x `rm` <b> | y"\nsymptoms: ["- a\\n- b"]\n---\n\n## Diagnosis\n\nText.\n',
        faults: [],
      },
      'x',
    );
    expect(await markdownOf(page)).toContain('# A # B\n\nx \\`rm\\` \\<b> | y\n');
  });
});
