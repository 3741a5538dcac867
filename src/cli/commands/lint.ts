import { resolve } from 'node:path';
import { lintBook } from '../../lint/lint.ts';
import { rules } from '../../lint/rules/index.ts';
import { listPages } from '../../runbook/book.ts';
import type { Book } from '../../runbook/book.ts';
import type { Finding } from '../../runbook/finding.ts';
import { loadBook } from '../../runbook/load.ts';
import { didYouMean } from '../../runbook/nearest.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { withBaseline } from '../baseline-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { fixBook } from '../fix-book.ts';
import { lintFacts } from '../lint-facts.ts';
import { chooseRoot } from '../open-book.ts';
import { pathsInBook } from '../paths-in-book.ts';
import { progressLine } from '../progress-line.ts';
import { FORMATS, reporters } from '../reporters/index.ts';
import type { Format } from '../reporters/index.ts';
import { readerWithInput } from '../reader-with-input.ts';

/** Two fixes on the same words are made one after the other; each pass leaves fewer. */
const MOST_PASSES = 10;

export const lint = defineCommand({
  name: 'lint',
  summary: 'Say what is wrong in the book, and what mends it',
  words: '[paths…]',
  flags: {
    ...ROOT_FLAG,
    format: { type: 'string', choices: FORMATS, meaning: 'How findings are written' },
    fix: { type: 'boolean', meaning: 'Mend what can be mended safely, and say what was' },
    baseline: {
      type: 'string',
      value: 'FILE',
      meaning: 'Findings to live with: written the first time, then only new ones count',
    },
    rule: { type: 'string', value: 'ID', multiple: true, meaning: 'Only this rule; may be given again' },
    quiet: { type: 'boolean', meaning: 'Errors only' },
    verbose: { type: 'boolean', meaning: 'Say which optional tools were not there' },
    'max-warnings': { type: 'string', value: 'N', meaning: 'Fail with more warnings than this' },
    'stdin-path': {
      type: 'string',
      value: 'FILE',
      meaning: 'With -: judge the text on standard input as this file',
    },
  },
  examples: [
    'opsbook lint',
    'opsbook lint content/runbooks/pilot --format json',
    'opsbook lint --baseline opsbook-baseline.json',
    'opsbook lint - --stdin-path content/runbooks/pilot/disk-full.mdx < draft.mdx',
  ],
  async run({ flags, words }, terminal) {
    const only = chooseRules(flags.rule);
    const most = readCount(flags['max-warnings']);
    const root = chooseRoot(flags.root, terminal);
    const input = await readerWithInput({ words, path: flags['stdin-path'], root }, terminal);
    const reader = input?.reader ?? folderReader(root);
    let book = await loadBook(reader);
    const paths = input?.paths ?? pathsInBook({ words, root, book, folder: terminal.folder });
    const judge = async (): Promise<Finding[]> => {
      const facts = await lintFacts({ book, paths, isVerbose: flags.verbose ?? false }, terminal);
      const progress = progressLine(terminal, paths?.size ?? listPages(book).length);
      const options = {
        rules,
        facts,
        onPage: progress.step,
        ...(only ? { only } : {}),
        ...(paths ? { paths } : {}),
      };
      const findings = lintBook(book, options);
      progress.clear();
      return findings;
    };
    let found = await judge();
    if (flags.fix && input) throw new UsageError('--fix needs files: it cannot mend standard input.');
    for (let pass = 0; flags.fix && pass < MOST_PASSES; pass += 1) {
      if (!(await fixBook({ root, book, found }, terminal))) break;
      book = await loadBook(reader);
      found = await judge();
    }
    const isWhole = !only && !paths;
    const file = flags.baseline === undefined ? undefined : resolve(terminal.folder, flags.baseline);
    const kept = file === undefined ? found : await withBaseline({ file, found, isWhole }, terminal);
    const findings = flags.quiet ? kept.filter(({ level }) => level === 'error') : kept;
    // The choices of `--format` are the formats.
    const format = (flags.format ?? 'pretty') as Format;
    report({ findings, format, files: paths?.size ?? listPages(book).length }, { book, terminal });
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    return findings.some(({ level }) => level === 'error') || warnings > most ? 1 : 0;
  },
});

interface Outcome {
  readonly findings: readonly Finding[];
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
