import { hasDatabase, hasRedis } from '../../run/database.ts';
import { listEnvs, planRun } from '../../run/plan.ts';
import type { Leave } from '../../run/question.ts';
import { renderPlan } from '../../run/render-plan.ts';
import { printable } from '../../runbook/words/printable.ts';
import { RISKS } from '../../runbook/read/snippet.ts';
import { beforeEnd } from '../../tools/keyboard.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { openRunbook } from '../open-runbook.ts';
import { refuseSettings } from '../refuse-settings.ts';
import { snippetFacts } from '../../judge/run-facts.ts';
import { chooseEnv, chooseSteps, gather } from '../run/choose.ts';
import { openRun } from '../run/open-run.ts';
import { openResumed, placeOf, renderResumed, withNoted } from '../run/resume.ts';
import { partsOf } from '../run/parts.ts';
import { stopBackground } from '../run/run-step.ts';
import { walkRunbook } from '../run/walk-runbook.ts';
import { renderSummary } from '../run/summary.ts';

export const run = defineCommand({
  name: 'run',
  words: '[id]',
  flags: {
    ...ROOT_FLAG,
    step: {
      type: 'string',
      value: 'NAME',
      multiple: true,
      meaning: 'Run only this step; may be given again',
    },
    env: { type: 'string', value: 'NAME', meaning: 'The variant of the snippets to run, as in docker' },
    set: {
      type: 'string',
      value: 'NAME=VALUE',
      multiple: true,
      meaning: 'A value for one of its params; may be given again',
    },
    values: {
      type: 'string',
      value: 'FILE',
      meaning: 'Read values from a file: .json, .yaml, or NAME=value lines',
    },
    'dry-run': { type: 'boolean', meaning: 'Say what would be run, and run nothing' },
    only: { type: 'string', choices: RISKS, meaning: 'Run only steps up to this risk' },
    yes: { type: 'boolean', meaning: 'Run what reads or changes without asking' },
    'yes-destroy': { type: 'boolean', meaning: 'With --yes: run what destroys without asking' },
    note: {
      type: 'string',
      value: 'FILE',
      whenAlone: '',
      meaning: 'Write the incident note; incident-<date>-<id>.md when FILE is left out',
    },
    resume: {
      type: 'string',
      value: 'NOTE',
      meaning: 'Go on where the run of this note stopped, and write into it; the id may be left out',
    },
    'evidence-dir': {
      type: 'string',
      value: 'DIR',
      meaning: 'The folder for outputs that are too long for the note (default: a folder beside it)',
    },
    'no-session': {
      type: 'boolean',
      meaning: 'Start a fresh shell for each step: no exports and no cd are kept',
    },
  },
  examples: [
    'opsbook run pilot/disk-full',
    'opsbook run serotonin-script/queue-backlog --only read --note',
    'opsbook run --resume incident-2026-11-29-pilot-disk-full.md',
    'opsbook run pilot/auth-broken --step health --set PILOT_HOST=pilot.example.org',
    'opsbook run ai-agents-platform/high-queue-depth --env docker --dry-run',
  ],
  async run({ flags, words }, terminal) {
    const [named, ...more] = words;
    const resumed =
      flags.resume === undefined ? undefined : await openResumed(flags.resume, named, terminal.folder);
    const id = named ?? resumed?.runbook;
    if (id === undefined || more.length > 0)
      throw new UsageError('run takes one runbook id, as in opsbook run pilot/disk-full.');
    if (resumed && (flags.note !== undefined || flags.step))
      throw new UsageError(
        '--resume takes its note and its steps from the note: leave --note and --step out.',
      );
    const note = flags.resume ?? flags.note;
    if (flags['evidence-dir'] !== undefined && note === undefined)
      throw new UsageError('--evidence-dir is for --note or --resume: give one of them.');
    if (flags['yes-destroy'] && !flags.yes) throw new UsageError('--yes-destroy is for --yes: give both.');
    const { book, runbook, settingsFaults } = await openRunbook(id, flags.root, terminal);
    if (refuseSettings(settingsFaults, terminal)) return 1;
    const isDryRun = flags['dry-run'] ?? false;
    const leave: Leave = {
      isYes: flags.yes ?? false,
      isYesToDestroy: flags['yes-destroy'] ?? false,
      // The choices of `--only` are the risks.
      only: RISKS.find((risk) => risk === flags.only),
      isAttended: terminal.isInteractive || (isDryRun && !flags.yes), // a plan is of what somebody would see
    };
    if (!leave.isAttended && !leave.isYes && !isDryRun)
      throw new UsageError(
        'run asks before each step, and there is no terminal: add --yes, or --dry-run to see the plan.',
      );
    const gathered = await gather(runbook, flags, terminal);
    const facts = await snippetFacts(book, [runbook]);
    const notedEnv = listEnvs(runbook).find((one) => resumed?.facts.has(one));
    const values = resumed ? withNoted(gathered.values, resumed.values, runbook.params) : gathered.values;
    const env = await chooseEnv(runbook, flags.env ?? notedEnv, {
      isAsked: leave.isAttended && !isDryRun,
      isDryRun,
    });
    const planned = planRun(runbook, {
      ...{ facts, env, hasDatabase: hasDatabase(terminal.environment) },
      hasRedis: hasRedis(terminal.environment),
    });
    const steps = chooseSteps(planned, flags.step);
    if (isDryRun) {
      const plan = renderPlan({ runbook, steps, values, leave });
      terminal.print(`${plan.split('\n').map(printable).join('\n')}\n`);
      return 0;
    }
    const place = resumed && placeOf(resumed, steps);
    if (place && resumed) terminal.print(`${printable(renderResumed(place, resumed.file, steps))}\n\n`);
    if (place && !place.step) return 0;
    const { context, notePath, close } = await openRun({
      ...{ book, runbook, steps, planned, leave, values },
      ...{ terminal, note, evidence: flags['evidence-dir'] },
      isForgetful: flags['no-session'] ?? false,
    });
    const keep = beforeEnd((signal) =>
      Promise.all([context.recorder.cutOff(ENDINGS[signal]), context.session.close()]),
    );
    try {
      for (const [step, outcome] of place?.outcomes ?? []) context.outcomes.set(step.snippet, outcome);
      const parts = partsOf({ ...context, width: terminal.width }, flags.step !== undefined);
      const walked = await walkRunbook(context, parts, place?.step);
      await stopBackground(context);
      const summary = renderSummary(walked);
      await context.recorder.runEnded(summary);
      terminal.print(`${printable(summary)}\n`);
      if (notePath !== undefined) terminal.print(`The note is in ${printable(notePath)}.\n`);
      return walked.failed.length > 0 || (walked.stopped !== undefined && !leave.isAttended) ? 1 : 0;
    } catch (error) {
      await context.recorder.cutOff('a fault of opsbook');
      throw error;
    } finally {
      await close();
      keep();
    }
  },
});

const ENDINGS = {
  SIGHUP: 'SIGHUP, as when its terminal goes away',
  SIGTERM: 'SIGTERM, which somebody or the system sent',
} as const;
