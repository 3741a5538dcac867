import { bookFacts as lintFacts } from '../judge/lint-facts.ts';
import { bookOf } from '../judge/open-book.ts';
import type { OpenBook } from '../judge/open-book.ts';
import { snippetFacts } from '../judge/run-facts.ts';
import { gatherFacts } from '../lint/facts.ts';
import { lintBook } from '../lint/lint.ts';
import { rules } from '../lint/rules/index.ts';
import type { Finding } from '../runbook/finding.ts';
import { lazyParsers } from '../runbook/read/lazy-pages.ts';
import type { PageParsers } from '../runbook/book.ts';
import type { Risk } from '../runbook/read/snippet.ts';

/** A text to judge as if it were part of the book. */
export type Draft =
  | { readonly kind: 'page'; readonly text: string; readonly path: string | undefined }
  | { readonly kind: 'command'; readonly command: string };

/** What is said of a draft. */
export interface Judged {
  readonly findings: readonly Pick<Finding, 'ruleId' | 'level' | 'message' | 'line' | 'column'>[];
  /** What a command does, why, and what it calls. */
  readonly risk: Risk;
  readonly because: string | undefined;
  readonly programs: readonly string[];
}

/**
 * Judges drafts one after another, each against the book as it stands: what the linter says of a text, were it a file
 * of the book. No program is run. The pages beside it are read once.
 */
export function draftJudge(read: () => Promise<OpenBook>): (draft: Draft) => Promise<Judged> {
  const parsers = lazyParsers();
  return async (draft) => {
    const opened = await read();
    return draft.kind === 'page'
      ? judgePage(opened, parsers, draft)
      : judgeCommand(opened, parsers, draft.command);
  };
}

async function judgePage(
  opened: OpenBook,
  parsers: PageParsers,
  { text, path }: { readonly text: string; readonly path: string | undefined },
): Promise<Judged> {
  const place = path ?? besides(opened, 'opsbook-asked-draft.mdx');
  const { findings } = await lintText(opened, parsers, { path: place, text });
  return { findings: findings.map(plainFinding), risk: 'read', because: undefined, programs: [] };
}

/** Rules about a command alone; the others are about the page that it stands in. */
const OF_COMMANDS: ReadonlySet<string> = new Set([
  'command-known',
  'cron-parses',
  'jq-parses',
  'json-parses',
  'logql-parses',
  'name-known',
  'no-invisible-characters',
  'no-pipe-to-shell',
  'no-placeholder',
  'no-secret',
  'prefix-assignment',
  'promql-parses',
  'shell-parses',
  'sql-parses',
  'value-can-be-an-option',
  'value-has-no-place',
]);

async function judgeCommand(opened: OpenBook, parsers: PageParsers, command: string): Promise<Judged> {
  const path = besides(opened, 'opsbook-asked-command.md');
  const longest = (command.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(3 + longest);
  const text = `# Command\n\n${fence}bash\n${command}\n${fence}\n`;
  const { findings, book } = await lintText(opened, parsers, { path, text });
  const page = [...book.book.runbooks.values()].find((runbook) => runbook.path === path);
  const facts = page && [...(await snippetFacts(book.book, [page])).values()][0];
  const last = text.split('\n').length - 1;
  return {
    findings: findings
      .filter(({ line, ruleId }) => line > 2 && line < last && OF_COMMANDS.has(ruleId))
      .map((finding) => ({ ...plainFinding(finding), line: finding.line - 3 })),
    risk: facts?.risk ?? 'change',
    because: facts?.because,
    programs: facts?.programs ?? [],
  };
}

async function lintText(
  { files, root }: OpenBook,
  parsers: PageParsers,
  { path, text }: { readonly path: string; readonly text: string },
): Promise<{ readonly findings: readonly Finding[]; readonly book: OpenBook }> {
  const others = files.texts.filter((other) => other.path !== path);
  const book = bookOf(root, { ...files, texts: [...others, { path, text, faults: [] }] }, parsers);
  const facts = { ...(await gatherFacts(book.book)), ...(await lintFacts(book.book)) };
  return { findings: lintBook(book.book, { rules, facts, paths: new Set([path]) }), book };
}

/** Where a text without a path would stand. */
function besides({ files }: OpenBook, file: string): string {
  const folder = files.reading.settings.layout.runbooks;
  return [folder, file].filter((part) => part !== '' && part !== '.').join('/');
}

function plainFinding({ ruleId, level, message, line, column }: Finding): Judged['findings'][number] {
  return { ruleId, level, message, line, column };
}
