import { resolve } from 'node:path';
import picocolors from 'picocolors';
import { countVerdicts } from '../../run/verdict.ts';
import { renderJson, renderJunit, renderPretty, renderTotal } from '../../run/verify-report.ts';
import { printable } from '../../runbook/words/printable.ts';
import { writeWhole } from '../../tools/write-file.ts';
import { defineCommand, ROOT_FLAG } from '../command.ts';
import { EMPTY_FLAG } from '../book-flags.ts';
import { openNamedBook, refuseEmpty } from '../open-book.ts';
import { refuseSettings } from '../refuse-settings.ts';
import type { Colours } from '../colours.ts';
import { escapeXml } from '../reporters/junit.ts';
import { chooseRunbooks, readJobs } from '../verify/choose.ts';
import { collectEvidence } from '../verify/evidence.ts';
import { updateExpectations } from '../verify/update.ts';
import { isMarked, verifyAll } from '../verify/verify-all.ts';

const FORMATS = ['pretty', 'json', 'junit'] as const;

export const verify = defineCommand({
  name: 'verify',
  words: '[ids…]',
  flags: {
    ...ROOT_FLAG,
    ...EMPTY_FLAG,
    format: { type: 'string', choices: FORMATS, meaning: 'How the result is written' },
    update: { type: 'boolean', meaning: 'Write what was printed into expected outputs that differ' },
    env: { type: 'string', value: 'NAME', meaning: 'Run only this variant of snippets that have several' },
    jobs: { type: 'string', value: 'N', meaning: 'Run this many runbooks at once (default: 1)' },
    'fail-on': {
      type: 'string',
      choices: ['failed', 'skipped'],
      meaning: 'What ends with exit status 1: what failed (default: failed), or what was skipped too',
    },
    'changed-since': {
      type: 'string',
      value: 'REF',
      meaning: 'Run only runbooks that have changed since REF',
    },
    evidence: { type: 'string', value: 'FILE', meaning: 'Write what was run, for the review' },
  },
  examples: [
    'opsbook verify',
    'opsbook verify pilot/disk-full --update',
    'opsbook verify --changed-since origin/main --format junit',
    'opsbook verify --fail-on skipped',
    'opsbook verify --jobs 2 --evidence evidence.json',
  ],
  async run({ flags, words }, terminal) {
    const at = new Date();
    const jobs = readJobs(flags.jobs);
    const open = await openNamedBook(flags.root, terminal);
    const { root, book } = open;
    if (refuseSettings(open.files.reading.faults, terminal)) return 1;
    refuseEmpty(book, flags['allow-empty']);
    const chosen = await chooseRunbooks(open, words, { since: flags['changed-since'], terminal });
    const runbooks = chosen.filter(({ snippets }) => snippets.some(isMarked));
    const stop = new AbortController();
    void terminal.interrupted().then(() => stop.abort());
    const isPretty = (flags.format ?? 'pretty') === 'pretty';
    const paint = paintOf(picocolors.createColors(terminal.hasColour));
    const { results, tools } = await verifyAll({
      ...{ root, book, runbooks, jobs, env: flags.env, interrupted: stop.signal, terminal },
      onResult: (result) => {
        if (isPretty) terminal.print(`${renderPretty(result, paint)}\n`);
      },
    });
    if (isPretty) terminal.print(`${printable(renderTotal(results))}\n`);
    else terminal.print(flags.format === 'json' ? renderJson(results) : renderJunit(results, escapeXml));
    if (flags.update) await updateExpectations(results, { root, book }, terminal);
    if (flags.evidence !== undefined) {
      const texts = new Map(runbooks.map(({ id, text }) => [id, text]));
      const evidence = await collectEvidence(results, { root, at, tools, texts });
      await writeWhole(
        resolve(terminal.folder, flags.evidence),
        `${JSON.stringify(evidence, undefined, 2)}\n`,
      );
    }
    if (stop.signal.aborted) terminal.warn('Stopped before the end.\n');
    const { failed, skipped } = countVerdicts(results);
    const isRed = failed > 0 || (flags['fail-on'] === 'skipped' && skipped > 0);
    return stop.signal.aborted || isRed ? 1 : 0;
  },
});

function paintOf(colours: Colours) {
  const { green, red, yellow, bold, dim } = colours;
  return { passed: green, failed: red, skipped: yellow, bold, dim };
}
