import { lintBook } from '../../lint/lint.ts';
import { rules } from '../../lint/rules/index.ts';
import { listPages } from '../../runbook/book.ts';
import type { Book } from '../../runbook/book.ts';
import { didYouMean } from '../../runbook/nearest.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { openBook } from '../open-book.ts';
import { FORMATS, reporters } from '../reporters/index.ts';
import type { Format } from '../reporters/index.ts';
import { pathsInBook } from '../paths-in-book.ts';

export const lint = defineCommand({
  name: 'lint',
  summary: 'Say what is wrong in the book, and what mends it',
  words: '[paths…]',
  flags: {
    ...ROOT_FLAG,
    format: { type: 'string', choices: FORMATS, meaning: 'How findings are written' },
    rule: { type: 'string', value: 'ID', multiple: true, meaning: 'Only this rule; may be given again' },
    quiet: { type: 'boolean', meaning: 'Errors only' },
    'max-warnings': { type: 'string', value: 'N', meaning: 'Fail with more warnings than this' },
  },
  examples: [
    'opsbook lint',
    'opsbook lint content/runbooks/pilot',
    'opsbook lint --rule link-resolves --format json',
  ],
  async run({ flags, words }, terminal) {
    const only = chooseRules(flags.rule);
    const most = readCount(flags['max-warnings']);
    const { root, book } = await openBook(flags.root, terminal);
    const paths = pathsInBook({ words, root, book, folder: terminal.folder });
    const all = lintBook(book, { rules, ...(only ? { only } : {}), ...(paths ? { paths } : {}) });
    const findings = flags.quiet ? all.filter(({ level }) => level === 'error') : all;
    // The choices of `--format` are the formats.
    const format = (flags.format ?? 'pretty') as Format;
    report({ findings, format, files: paths?.size ?? listPages(book).length }, { book, terminal });
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    return findings.some(({ level }) => level === 'error') || warnings > most ? 1 : 0;
  },
});

interface Outcome {
  readonly findings: ReturnType<typeof lintBook>;
  readonly format: Format;
  readonly files: number;
}

function report(
  { findings, format, files }: Outcome,
  { book, terminal }: { book: Book; terminal: Terminal },
): void {
  const texts = new Map(listPages(book).map(({ path, text }) => [path, text]));
  const { hasColour } = terminal;
  terminal.print(reporters[format]({ findings, files, hasColour, textOf: (path) => texts.get(path) }));
}

function chooseRules(ids: readonly string[] | undefined): ReadonlySet<string> | undefined {
  const known = rules.map(({ id }) => id);
  const unknown = ids?.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`no rule is called \`${unknown}\`.${didYouMean(unknown, known)}`);
  return ids && new Set(ids);
}

function readCount(text: string | undefined): number {
  if (text === undefined) return Infinity;
  if (!/^\d+$/.test(text)) throw new UsageError(`--max-warnings takes a whole number, not \`${text}\`.`);
  return Number(text);
}
