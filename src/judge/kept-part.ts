import * as z from 'zod';
import type { SearchPart } from '../search/pages.ts';
import { MEANINGS } from '../shell/value-meaning.ts';

/** What is kept of what the search reads of a page. */
export const keptPartSchema = z.object({
  params: z.array(
    z.object({
      name: z.string(),
      label: z.string().exactOptional(),
      pattern: z.string().exactOptional(),
      allow: z.array(z.enum(MEANINGS)).exactOptional(),
    }),
  ),
  sections: z.array(
    z.object({
      anchor: z.string(),
      heading: z.string(),
      level: z.number(),
      text: z.string(),
      code: z.string(),
    }),
  ),
  acronyms: z.record(z.string(), z.array(z.string())).exactOptional(),
});

/** That part as it was kept; undefined where it was not. */
export function readKeptPart(text: string): SearchPart | undefined {
  try {
    return keptPartSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // empty
  }
}
