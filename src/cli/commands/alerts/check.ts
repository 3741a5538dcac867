import { resolve } from 'node:path';
import { readContract } from '../../../alerts/contract.ts';
import { readCoverage } from '../../../alerts/coverage.ts';
import { readAlertRules } from '../../../alerts/read-rules.ts';
import type { RulesReading } from '../../../alerts/alert-rule.ts';
import { bookSearch } from '../../../judge/book-search.ts';
import { NO_FACTS } from '../../../lint/facts.ts';
import { lintBook } from '../../../lint/lint.ts';
import { rules } from '../../../lint/rules/index.ts';
import { decodeText } from '../../../runbook/read/source-text.ts';
import { fetchText } from '../../../tools/fetch-text.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import { OUTSIDE_FLAG } from '../../book-flags.ts';
import { openRulesBook } from '../../open-book.ts';
import { COVERAGE_FORMATS, renderCoverage } from '../../render-coverage.ts';
import type { CoverageFormat } from '../../render-coverage.ts';
import { FileTooLarge, readNamed } from '../../../tools/named-file.ts';
import { trimMarksEnd } from '../../../runbook/words/trim-marks.ts';

/** The rules of the linter that look at alert rules. */
const CONTRACT: ReadonlySet<string> = new Set([
  'alert-facts-agree',
  'alert-has-runbook',
  'alert-known',
  'alert-labels-fill',
  'alert-rules-valid',
  'alert-unreachable',
  'runbook-url-resolves',
]);

export const check = defineCommand({
  name: 'alerts check',
  flags: {
    ...ROOT_FLAG,
    ...OUTSIDE_FLAG,
    from: {
      type: 'string',
      value: 'FILE|URL',
      meaning:
        "Compare the rules of a running Prometheus instead of the book's: a saved answer of /api/v1/rules, or its address",
    },
    format: { type: 'string', choices: COVERAGE_FORMATS, meaning: 'How it is written' },
  },
  examples: [
    'opsbook alerts check',
    'opsbook alerts check --format markdown >> "$GITHUB_STEP_SUMMARY"',
    'opsbook alerts check --from http://localhost:9090/api/v1/rules',
  ],
  async run({ flags }, terminal) {
    const { book } = await openRulesBook(flags, terminal);
    const given = flags.from === undefined ? undefined : await readFrom(flags.from, terminal.folder);
    const contract = readContract(book, given ? { reading: given } : {});
    const findings = lintBook(book, {
      rules,
      only: CONTRACT,
      facts: { ...NO_FACTS, search: await bookSearch(book), alerts: contract },
    });
    // The choices of `--format` are the formats.
    const format = (flags.format ?? 'pretty') as CoverageFormat;
    const coverage = readCoverage(contract);
    terminal.print(renderCoverage({ coverage, findings, book }, { format, hasColour: terminal.hasColour }));
    return findings.some(({ level }) => level === 'error') ? 1 : 0;
  },
});

interface GivenRules extends RulesReading {
  readonly faultsByPath: readonly { readonly path: string; readonly fault: RulesReading['faults'][number] }[];
}

/** Rules from a file or, only because the caller asked for it, from a server. */
async function readFrom(from: string, folder: string): Promise<GivenRules> {
  const bytes = /^https?:\/\//.test(from)
    ? await fetchText(rulesAddress(from))
    : await readGiven(from, folder);
  if ('reason' in bytes) throw new UsageError(`--from \`${from}\`: ${bytes.reason}.`);
  const reading = readAlertRules(decodeText(from, bytes.content, MOST_BYTES));
  if (reading.rules.length === 0 && reading.faults.every(({ level }) => level === 'warning'))
    throw new UsageError(
      `--from \`${from}\`: there are no alert rules in it, as \`/api/v1/rules\` answers with.`,
    );
  return { ...reading, faultsByPath: reading.faults.map((fault) => ({ path: from, fault })) };
}

/** A Prometheus with thousands of firing alerts answers with this much at most. */
const MOST_MEGABYTES = 64;
const MOST_BYTES = MOST_MEGABYTES * 1024 * 1024;

/** The address of Prometheus itself will do. */
function rulesAddress(from: string): string {
  const url = new URL(from);
  if (!/\/rules\/?$/.test(url.pathname)) url.pathname = `${trimMarksEnd(url.pathname, '/')}/api/v1/rules`;
  return url.href;
}

async function readGiven(from: string, folder: string) {
  try {
    return { content: await readNamed(resolve(folder, from), MOST_MEGABYTES) };
  } catch (error) {
    if (error instanceof FileTooLarge) return { reason: error.message };
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { reason: code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})` };
  }
}
