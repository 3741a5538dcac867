import { resolve } from 'node:path';
import { changedPaths } from '../../lint/book-change.ts';
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
import { judgeBook } from '../judge-book.ts';
import { judgeChange } from '../judge-change.ts';
import { loadChange } from '../load-change.ts';
import { chooseRoot } from '../open-book.ts';
import { pathsInBook } from '../paths-in-book.ts';
import { FORMATS, reporters } from '../reporters/index.ts';
import type { Format } from '../reporters/index.ts';
import { readerWithInput } from '../reader-with-input.ts';

export const lint = defineCommand({
  name: 'lint',
  summary: 'Say what is wrong in the book, and what mends it',
  words: '[paths…]',
  flags: {
    ...ROOT_FLAG,
    format: { type: 'string', choices: FORMATS, meaning: 'How findings are written' },
    fix: { type: 'boolean', meaning: 'Mend what can be mended safely, and say what was' },
    'changed-since': {
      type: 'string',
      value: 'REF',
      meaning: 'Only what has changed since the branch left REF, and what that breaks elsewhere',
    },
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
    'opsbook lint --changed-since origin/main',
    'opsbook lint --baseline opsbook-baseline.json',
    'opsbook lint - --stdin-path content/runbooks/pilot/disk-full.mdx < draft.mdx',
  ],
  async run({ flags, words }, terminal) {
    const only = chooseRules(flags.rule);
    const most = readCount(flags['max-warnings']);
    const root = chooseRoot(flags.root, terminal);
    const judge = await chooseJudge({ flags, words, only, root }, terminal);
    let { found, book, files } = await judge();
    if (flags.fix && words.includes('-'))
      throw new UsageError('--fix needs files: it cannot mend standard input.');
    if (flags.fix && (await fixBook({ root, book, found }, terminal)))
      ({ found, book, files } = await judge());
    const isWhole = !only && words.length === 0 && flags['changed-since'] === undefined;
    const file = flags.baseline === undefined ? undefined : resolve(terminal.folder, flags.baseline);
    const kept = file === undefined ? found : await withBaseline({ file, found, isWhole }, terminal);
    const findings = flags.quiet ? kept.filter(({ level }) => level === 'error') : kept;
    // The choices of `--format` are the formats.
    const format = (flags.format ?? 'pretty') as Format;
    report({ findings, format, files }, { book, terminal });
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    return findings.some(({ level }) => level === 'error') || warnings > most ? 1 : 0;
  },
});

interface Asked {
  readonly flags: {
    readonly 'stdin-path'?: string;
    readonly 'changed-since'?: string;
    readonly verbose?: boolean;
  };
  readonly words: readonly string[];
  readonly only: ReadonlySet<string> | undefined;
  readonly root: string;
}

interface Judged {
  readonly book: Book;
  readonly found: readonly Finding[];
  readonly files: number;
}

/** How this call judges: a change, or a whole book of which some pages are wanted. */
async function chooseJudge(
  { flags, words, only, root }: Asked,
  terminal: Terminal,
): Promise<() => Promise<Judged>> {
  const isVerbose = flags.verbose ?? false;
  const input = await readerWithInput({ words, path: flags['stdin-path'], root }, terminal);
  const ref = flags['changed-since'];
  if (input && ref !== undefined)
    throw new UsageError('--changed-since compares files: it cannot judge standard input.');
  if (ref !== undefined)
    return async () => {
      const change = await loadChange(root, ref);
      const paths = pathsInBook({ words, root, book: change.head, folder: terminal.folder });
      const all = await judgeChange({ change, only, isVerbose }, terminal);
      const found = paths ? all.filter(({ path }) => paths.has(path)) : all;
      return { book: change.head, found, files: changedPaths(change).size };
    };
  const reader = input?.reader ?? folderReader(root);
  return async () => {
    const book = await loadBook(reader);
    const paths = input?.paths ?? pathsInBook({ words, root, book, folder: terminal.folder });
    const found = await judgeBook({ book, paths, only, isVerbose }, terminal);
    return { book, found, files: paths?.size ?? listPages(book).length };
  };
}

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
