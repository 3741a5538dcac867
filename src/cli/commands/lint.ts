import { resolve } from 'node:path';
import { bookHasPages } from '../../lint/rules/book-has-pages.ts';
import { rules } from '../../lint/rules/index.ts';
import { listPages } from '../../runbook/book.ts';
import type { Book } from '../../runbook/book.ts';
import type { Finding } from '../../runbook/finding.ts';
import { sayPassedOver } from '../../runbook/read/no-page.ts';
import { didYouMean } from '../../runbook/words/nearest.ts';
import { printable } from '../../runbook/words/printable.ts';
import { cacheProblem } from '../../tools/cache-folder.ts';
import { repositoryPrefix } from '../../tools/git-files.ts';
import { withBaseline } from '../lint/baseline-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { readAlso, writeAlso } from '../lint/also-written.ts';
import { chooseJudge } from '../lint/choose-judge.ts';
import { fixBook } from '../lint/fix-book.ts';
import { chooseRoot, EMPTY_FLAG, OUTSIDE_FLAG } from '../book-flags.ts';
import { previewAddress } from '../lint/preview-address.ts';
import { FORMATS, reporters } from '../reporters/index.ts';
import type { Format } from '../reporters/index.ts';
import type { Report } from '../reporters/reporter.ts';
import { TODAY_FLAG } from '../review/today.ts';
import { renderMarkdown } from '../summary/render-markdown.ts';
import { findingsSummary, writeSummary } from '../lint/write-summary.ts';

/** Two fixes on the same words are made one after the other; each pass leaves fewer. */
const MOST_PASSES = 10;

export const lint = defineCommand({
  name: 'lint',
  words: '[paths…]',
  flags: {
    ...ROOT_FLAG,
    ...OUTSIDE_FLAG,
    ...EMPTY_FLAG,
    format: { type: 'string', choices: FORMATS, meaning: 'How findings are written' },
    also: {
      type: 'string',
      value: 'FORMAT=FILE',
      multiple: true,
      meaning: 'Write the findings into a file too, as in sarif=opsbook.sarif; may be given again',
    },
    fix: { type: 'boolean', meaning: 'Fix what can be fixed safely, and say what was fixed' },
    'changed-since': {
      type: 'string',
      value: 'REF',
      meaning: 'Judge only what has changed since the branch left REF, and what that breaks elsewhere',
    },
    links: { type: 'boolean', meaning: 'Ask other sites too whether the links to them still answer' },
    summary: {
      type: 'string',
      value: 'FILE',
      meaning: 'Write a Markdown summary for whoever reviews the change',
    },
    preview: {
      type: 'string',
      value: 'URL',
      meaning: 'Where a preview of the site is published, for the summary; else OPSBOOK_PREVIEW',
    },
    baseline: {
      type: 'string',
      value: 'FILE',
      meaning: 'The findings to accept: written the first time, and then only new ones count',
    },
    rule: {
      type: 'string',
      value: 'ID',
      multiple: true,
      meaning: 'Check only this rule; may be given again',
    },
    quiet: { type: 'boolean', meaning: 'Show errors only' },
    verbose: {
      type: 'boolean',
      meaning:
        'Say which optional tools were not there, how many pages were not judged again, and whether nothing is kept',
    },
    coverage: {
      type: 'boolean',
      meaning: 'Say of each page how many of its commands were judged whole, in part, and not',
    },
    'max-warnings': { type: 'string', value: 'N', meaning: 'Fail when there are more warnings than this' },
    ...TODAY_FLAG,
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
    'opsbook lint --links --rule url-answers',
    'opsbook lint --baseline opsbook-baseline.json',
    'opsbook lint - --stdin-path content/runbooks/pilot/disk-full.mdx < draft.mdx',
  ],
  async run({ flags, words }, terminal) {
    const only = chooseRules(flags.rule);
    const most = readCount(flags['max-warnings']);
    const also = readAlso(flags.also, terminal.folder);
    const root = chooseRoot(flags.root, terminal);
    if (flags.verbose) warnOfCache(terminal);
    const judge = await chooseJudge({ flags, words, only, root }, terminal);
    const preview = previewAddress(flags.preview, terminal);
    if (flags.fix && words.includes('-'))
      throw new UsageError('--fix needs files: it cannot fix standard input.');
    for (let pass = 0; flags.fix && pass < MOST_PASSES; pass += 1) {
      const { book, found } = await judge(true);
      if (!(await fixBook({ root, book, found }, terminal))) break;
    }
    // What is left is told as a lint without --fix tells it.
    const { found, book, files, coverage, spoken, summarize } = await judge();
    const isWhole = !only && words.length === 0 && flags['changed-since'] === undefined;
    const file = flags.baseline === undefined ? undefined : resolve(terminal.folder, flags.baseline);
    // No baseline accepts that nothing was read.
    const empty = flags['allow-empty'] ? [] : found.filter(isOfEmptyBook);
    const told = found.filter((finding) => !isOfEmptyBook(finding));
    const known = file === undefined ? told : await withBaseline({ file, found: told, isWhole }, terminal);
    const kept = [...empty, ...known];
    const findings = flags.quiet ? kept.filter(({ level }) => level === 'error') : kept;
    // The choices of `--format` are the formats.
    const format = (flags.format ?? 'pretty') as Format;
    const isCoverageAsked = flags.coverage ?? false;
    const render = reportOf({ findings, files, coverage, isCoverageAsked, spoken }, { book, root });
    terminal.print(await render(format, terminal.hasColour));
    const passed = flags.quiet || words.length > 0 ? '' : sayPassedOver(book.passedOver);
    if (passed !== '') terminal.warn(`${printable(passed)}\n`);
    for (const { format: other, file } of also) await writeAlso(file, await render(other, false));
    const text = async (): Promise<string> =>
      summarize
        ? renderMarkdown(await summarize(findings), preview)
        : findingsSummary({ findings, files, coverage });
    await writeSummary({ file: flags.summary, format, text }, terminal);
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    return findings.some(({ level }) => level === 'error') || warnings > most ? 1 : 0;
  },
});

function warnOfCache({ warn, environment }: Terminal): void {
  // Of a folder that was named, it is always said.
  const problem = environment['OPSBOOK_CACHE'] ? undefined : cacheProblem(environment);
  if (problem !== undefined)
    warn(`Nothing is kept for the next call: ${problem}. OPSBOOK_CACHE names another folder.\n`);
}

type Outcome = Omit<Report, 'hasColour' | 'textOf'>;

/** Formats that are read where the whole repository is shown: their paths start at its top. */
const FROM_THE_TOP: ReadonlySet<Format> = new Set(['github', 'gitlab', 'sarif', 'rdjson']);

/** The findings in any format. */
function reportOf(
  outcome: Outcome,
  { book, root }: { readonly book: Book; readonly root: string },
): (format: Format, hasColour: boolean) => Promise<string> {
  const texts = new Map(listPages(book).map(({ path, text }) => [path, text]));
  return async (format, hasColour) => {
    const prefix = FROM_THE_TOP.has(format) ? await repositoryPrefix(root) : '';
    const findings = below(prefix, outcome.findings);
    const spoken = outcome.spoken && {
      ...outcome.spoken,
      paths: outcome.spoken.paths.map((path) => `${prefix}${path}`),
    };
    return reporters[format]({ ...outcome, findings, spoken, hasColour, textOf: (path) => texts.get(path) });
  };
}

function below(prefix: string, findings: readonly Finding[]): readonly Finding[] {
  return prefix === '' ? findings : findings.map((one) => ({ ...one, path: `${prefix}${one.path}` }));
}

function chooseRules(ids: readonly string[] | undefined): ReadonlySet<string> | undefined {
  const known = rules.map(({ id }) => id);
  const unknown = ids?.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`no rule is called \`${unknown}\`.${didYouMean(unknown, known)}`);
  return ids && new Set([...ids, bookHasPages.id]);
}

function isOfEmptyBook({ ruleId }: Finding): boolean {
  return ruleId === bookHasPages.id;
}

function readCount(text: string | undefined): number {
  if (text === undefined) return Infinity;
  if (!/^\d+$/.test(text)) throw new UsageError(`--max-warnings takes a whole number, not \`${text}\`.`);
  return Number(text);
}
