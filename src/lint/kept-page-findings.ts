import * as z from 'zod';
import { LEVELS } from '../runbook/finding.ts';

const count = z.number();
/** As pairs: names are whatever somebody called a tool. */
const counts = z.array(z.tuple([z.string(), count]));

/** What is kept of the judgement of one page. */
export const keptPageFindings = z.object({
  found: z.array(
    z.object({
      ruleId: z.string(),
      level: z.enum(LEVELS),
      message: z.string(),
      path: z.string(),
      line: count,
      column: count,
      endLine: count,
      endColumn: count,
      url: z.string(),
      // In the order in which a first lint says them.
      kind: z.string().exactOptional(),
      subject: z.string().exactOptional(),
      places: count.exactOptional(),
      fix: z.array(z.object({ start: count, end: count, text: z.string() })).exactOptional(),
    }),
  ),
  /** Absent where nobody asked for it, as in a build. */
  coverage: z
    .object({
      commands: count,
      whole: count,
      part: counts,
      unknown: counts,
      names: z.object({ exist: count, missing: count, unjudged: count }).exactOptional(),
    })
    .exactOptional(),
});
export type KeptPageFindings = z.infer<typeof keptPageFindings>;
