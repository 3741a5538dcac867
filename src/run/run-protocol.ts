import { z } from 'zod';

/**
 * What the page and the run service say to each other. The page never sends a command: it names a snippet of a page,
 * and the digest of that page's text. Every request is refused that holds anything else.
 */

const visit = z.string().regex(/^[\w-]{16,64}$/);
const run = z.string().regex(/^[\w-]{8,64}$/);
const line = z.int().min(1).max(1_000_000);

/** Longer values than this are none that somebody fills in. */
const LONGEST_VALUE = 4_096;
const MOST_VALUES = 200;

const pageRef = z.strictObject({
  visit,
  /** The runbook's id. */
  runbook: z.string().min(1).max(500),
  /** Of the text of the page that is shown. */
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});

const snippetRef = pageRef.extend({
  /** The line on which the snippet's fence begins: it tells apart what has one name, or none. */
  line,
  /** Its variant. */
  env: z.string().max(200).optional(),
  /** The values that the page shows; none of a secret. */
  values: z
    .record(z.string().regex(/^[A-Za-z_]\w{0,99}$/), z.string().max(LONGEST_VALUE))
    .refine((values) => Object.keys(values).length <= MOST_VALUES),
});

/** What may be asked of the service, by the last part of the address that it is sent to. */
export const RUN_REQUESTS = {
  page: pageRef.extend({ protocol: z.int() }),
  ask: snippetRef,
  start: snippetRef.extend({
    /** Given with the answer to `ask`, for what is not run on a click. */
    nonce: z.string().max(100).optional(),
    /** Typed by a person, for what destroys. */
    word: z.string().max(500).optional(),
  }),
  follow: z.strictObject({ visit, run }),
  stop: z.strictObject({ visit, run, isKill: z.boolean().optional() }),
  anew: z.strictObject({ visit }),
} as const;

export type RunRequestName = keyof typeof RUN_REQUESTS;
export type RunRequest<Name extends RunRequestName> = z.infer<(typeof RUN_REQUESTS)[Name]>;
export type PageRef = Pick<RunRequest<'page'>, 'visit' | 'runbook' | 'digest'>;
export type SnippetRef = RunRequest<'ask'>;

/**
 * What stands before a snippet: nothing but the click, a dialog, a word to type; or it is not run from the page, since
 * it needs a terminal, is hidden by `--only`, or cannot be run at all.
 */
export const GATES = ['click', 'dialog', 'word', 'terminal', 'hidden', 'none'] as const;
const gate = z.enum(GATES);
export type Gate = z.infer<typeof gate>;

const risk = z.enum(['read', 'change', 'destroy']);

const stepState = z.strictObject({
  line,
  name: z.string(),
  env: z.string().optional(),
  risk,
  gate,
  /** Why it is not run from the page, or what makes its risk. */
  reason: z.string().optional(),
});
export type StepState = z.infer<typeof stepState>;

/** Where a session is, in what can be shown: names of variables, never what they hold. */
const sessionState = z.strictObject({ folder: z.string(), exports: z.array(z.string()) });
export type SessionState = z.infer<typeof sessionState>;

const goingOn = z.strictObject({ run, line });

export const pageReply = z.strictObject({
  protocol: z.int(),
  steps: z.array(stepState),
  only: risk.optional(),
  session: sessionState,
  /** What this visit has running on the page. */
  running: z.array(goingOn),
});
export type PageReply = z.infer<typeof pageReply>;

const linked = z.strictObject({ line, name: z.string(), gate });
export type LinkedStep = z.infer<typeof linked>;

export const askReply = z.strictObject({
  gate,
  name: z.string(),
  risk,
  /** As it will run; secrets are hidden, and what nobody sees is written out. */
  command: z.string(),
  /** The command that it is handed to, and the folder it runs in. */
  through: z.string().optional(),
  folder: z.string().optional(),
  /** The values that it finds in its environment or that are written into it, as in `QUEUE=jobs`. */
  values: z.array(z.string()),
  /** What a person should know before saying yes. */
  notes: z.array(z.string()),
  undo: linked.extend({ command: z.string() }).optional(),
  dryrun: linked.optional(),
  /** To be typed. */
  word: z.string().optional(),
  /** For one start of this very snippet with these very values. */
  nonce: z.string().optional(),
});
export type AskReply = z.infer<typeof askReply>;

/** How a text of a terminal stands out. The page has a style for each word, and for no other. */
export const TEXT_STYLES = [
  ...['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'],
  ...['bold', 'dim', 'italic', 'underline'],
] as const;
const piece = z.strictObject({
  text: z.string(),
  styles: z.array(z.enum(TEXT_STYLES)).readonly().optional(),
});
export type Piece = z.infer<typeof piece>;
export type TextStyle = (typeof TEXT_STYLES)[number];

const comparedLine = z.strictObject({
  kind: z.enum(['fits', 'absent', 'missing', 'unexpected']),
  text: z.string(),
});
const comparison = z.strictObject({
  isMatch: z.boolean(),
  lines: z.array(comparedLine),
  /** Lines that are not among those above. */
  more: z.int(),
  isLike: z.boolean().optional(),
});
export type ShownComparison = z.infer<typeof comparison>;

const ended = z.strictObject({
  event: z.literal('ended'),
  outcome: z.string(),
  isGood: z.boolean(),
  /** `exit status 0`. */
  words: z.string(),
  status: z.int(),
  /** Milliseconds. */
  duration: z.number(),
  /** What is kept of the output: masked, without styles. */
  output: z.string(),
  comparison: comparison.optional(),
  /** What the output means, in its author's words. */
  meaning: z.string().optional(),
  /** What it left running and was ended with it. */
  left: z.string().optional(),
  session: sessionState,
  /** After a change: what shows whether it helped, and what undoes it. */
  verify: z.array(linked),
  undo: linked.optional(),
});
export type RunEnded = z.infer<typeof ended>;

/** One line of the stream of a run. */
export const runEvent = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('started'),
    run,
    /** When: ISO 8601 in UTC. */
    at: z.string(),
    command: z.string(),
  }),
  /** Somebody has to act elsewhere before it goes on. */
  z.strictObject({ event: z.literal('waiting'), run, words: z.string() }),
  z.strictObject({ event: z.literal('output'), pieces: z.array(piece).readonly() }),
  /** The end of an output that is too long: it takes the place of the end before, and so much is not shown. */
  z.strictObject({ event: z.literal('tail'), dropped: z.int(), pieces: z.array(piece).readonly() }),
  /** Nothing has happened, and the service is still there. */
  z.strictObject({ event: z.literal('beat') }),
  z.strictObject({ event: z.literal('refused'), words: z.string() }),
  ended,
]);
export type RunEvent = z.infer<typeof runEvent>;

/** Why the service does not do what was asked. */
export const REFUSALS = {
  wrong: 400,
  value: 400,
  door: 403,
  unknown: 404,
  method: 405,
  stale: 409,
  busy: 409,
  nonce: 409,
  word: 409,
  gate: 403,
  size: 413,
  rate: 429,
  book: 500,
  fault: 500,
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export const refusalReply = z.strictObject({
  refused: z.string(),
  words: z.string(),
  /** The param that a value is missing for, or does not fit. */
  param: z.string().optional(),
});
export type RefusalReply = z.infer<typeof refusalReply>;
