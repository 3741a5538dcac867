import * as z from 'zod';
import { readFields } from '../schema/fields.ts';
import type { Fault, Range } from '../finding.ts';
import { frontmatterPlace } from '../yaml/frontmatter-place.ts';
import { day } from '../schema/field-kinds.ts';
import { rangeBetween } from '../read/source-text.ts';
import type { SourceText } from '../read/source-text.ts';
import { readYaml } from '../yaml/yaml.ts';

const text = z.string().trim().min(1);

/** The frontmatter of an incident note or a postmortem. */
export const incidentSchema = z.strictObject({
  title: text.describe('What happened, in one line that a stranger understands.'),
  date: day.describe('The day it began, in UTC.'),
  ref: text.optional().describe('What others call it, as in `INC-2025-11-15`.'),
  severity: text.optional().describe('How bad it was: an id in severities.yaml.'),
  runbooks: z
    .array(text)
    .optional()
    .describe('Ids of the runbooks that were used, or that were missing something.'),
});

/** An incident as the review sees it. */
export interface Incident {
  readonly path: string;
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly ref: string | undefined;
  readonly runbooks: readonly string[];
  /** Where its date stands. */
  readonly range: Range;
  /** Where the id of one of its runbooks stands. */
  locate(index: number): Range;
}

/** Reads an incident note; undefined when it has no date, and so no place in time. */
export function readIncident(source: SourceText): { incident?: Incident; faults: readonly Fault[] } {
  const { path, text: note } = source;
  const ruleId = 'frontmatter-valid';
  const place = frontmatterPlace(note);
  if (!place) {
    const message =
      'Add frontmatter with `title`, `date` and `runbooks`: without it, no review learns of this.';
    return {
      faults: [...source.faults, { ruleId, message, range: rangeBetween(note, 0, 0), level: 'warning' }],
    };
  }
  const yaml = readYaml({ ruleId, text: note, ...place });
  const { value, faults } = readFields(incidentSchema, yaml, { ruleId, what: 'an incident' });
  const all = [...source.faults, ...yaml.faults, ...faults];
  const { title, date, ref, runbooks = [] } = value;
  if (date === undefined) return { faults: all };
  const locate = (index: number): Range => yaml.locate(['runbooks', index]);
  const range = yaml.locate(['date']);
  return { incident: { path, title: title ?? path, date, ref, runbooks, range, locate }, faults: all };
}
