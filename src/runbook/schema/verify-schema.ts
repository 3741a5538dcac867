import * as z from 'zod';
import { duration, list, text } from './field-kinds.ts';

/** Something that snippets are verified against: a database, a queue, a small server. */
export const verifyServiceSchema = z.strictObject({
  start: text
    .optional()
    .describe(
      'Starts it, in the foreground or not, in a fresh folder; `$OPSBOOK_ROOT` is the book. Exit status 80 means that it cannot run here: its last line says why. Without it nothing is started: its variables are given, and `ready` is asked once.',
    ),
  ready: text
    .optional()
    .describe(
      'Succeeds once it can be used, and not before it was started: then something else answers, and it is refused. Without it, it can be used once `start` has ended.',
    ),
  stop: text.optional().describe('Stops it (default: what `start` started is ended).'),
  'needed-by': list
    .optional()
    .describe('Texts: a snippet that holds one of them needs this service. Without it, every snippet does.'),
  environment: z
    .record(text, z.string())
    .optional()
    .describe(
      'Variables for its snippets and for its own commands; `$NAME` stands for one that is set already.',
    ),
  timeout: duration.optional().describe('How long it may take until it is ready (default: `30s`).'),
});
export type VerifyService = z.infer<typeof verifyServiceSchema>;
