import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMPLETENESS } from '../../src/shell/specs/spec.ts';
import type { Completeness, SpecEntry } from '../../src/shell/specs/spec.ts';

const text = z.string().optional();
const completeness = z.enum(COMPLETENESS);

/**
 * One line of what people wrote by hand. It is merged into what the sources say; `replace` forgets them first, `drop`
 * removes the path.
 */
export interface Correction extends SpecEntry {
  readonly replace?: boolean;
  readonly drop?: boolean;
  /** How much of the tool is known, where people have looked it through. */
  readonly completeness?: Completeness;
}

const correctionSchema = z.strictObject({
  flags: text,
  global: text,
  alias: text,
  args: text,
  values: text,
  others: text,
  plain: text,
  traits: text,
  old: text,
  gone: text,
  about: z
    .strictObject({
      completeness,
      version: text,
      date: z.iso.date().optional(),
      sources: z.array(z.string()).optional(),
    })
    .optional(),
  replace: z.boolean().optional(),
  drop: z.boolean().optional(),
  completeness: completeness.optional(),
});

/** Our own files, in the order in which they win. */
export const CORRECTION_FILES = ['corrections.yaml', 'additions.yaml', 'operands.yaml', 'ages.yaml'] as const;

/** Reads one of them, by the path of a command. @throws where a key is none of those above */
export function readCorrections(
  folder: URL,
  name: (typeof CORRECTION_FILES)[number],
): Record<string, Correction> {
  const { data, error } = z
    .record(z.string(), correctionSchema)
    .safeParse(parse(readFileSync(new URL(name, folder), 'utf8')));
  if (data) return data as Record<string, Correction>; // YAML gives no key that is undefined
  throw new Error(`${name}: ${z.prettifyError(error)}`);
}
