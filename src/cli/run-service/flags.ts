import { RISKS } from '../../runbook/read/snippet.ts';
import type { Risk } from '../../runbook/read/snippet.ts';
import { UsageError } from '../command.ts';
import type { Flags } from '../command.ts';

/** Of commands that serve a site: whether its commands can be run from the pages. */
export const RUN_SERVICE_FLAGS = {
  run: { type: 'boolean', meaning: 'Run commands from the pages: for you alone, on this machine alone' },
  only: {
    type: 'string',
    choices: RISKS,
    meaning: 'With --run: run only steps up to this risk',
  },
  note: {
    type: 'string',
    value: 'FILE',
    whenAlone: '',
    meaning: 'With --run: write the incident note; incident-<date>-<id>.md when FILE is left out',
  },
  log: {
    type: 'string',
    value: 'FILE',
    meaning: 'With --run: append each event to FILE, one JSON object a line',
  },
} as const satisfies Flags;

interface GivenFlags {
  readonly run?: boolean;
  readonly only?: string;
  readonly note?: string;
  readonly log?: string;
}

/** Refuses flags of the run service where there is none. */
export function refuseRunFlags({ run, only, note, log }: GivenFlags): void {
  if (!run && (only !== undefined || note !== undefined || log !== undefined))
    throw new UsageError('--only, --note and --log are for --run: give it too.');
}

/** The gravest risk that `--only` leaves. */
export function onlyOf({ only }: GivenFlags): Risk | undefined {
  return RISKS.find((risk) => risk === only);
}
