import * as z from 'zod';
import { runbookSchema } from './page-schemas.ts';
import type { RunbookFrontmatter } from './page-schemas.ts';

/** Fields that a runbook's page has a say in too: without `title`, its first heading is the title. */
const OF_THE_PAGE = ['title', 'summary', 'kind', 'params'] as const;

type Field = Exclude<keyof RunbookFrontmatter, (typeof OF_THE_PAGE)[number]>;

/** `review-every` is `reviewEvery` in code, and `service` holds several. */
type ClaimName<F extends string> = F extends 'service'
  ? 'services'
  : F extends `${infer Start}-${infer End}`
    ? `${Start}${Capitalize<ClaimName<End>>}`
    : F;

/** A field that can be a list always is one. */
type Claim<T> = [Extract<T, readonly unknown[]>] extends [never]
  ? T | undefined
  : readonly Extract<T, readonly unknown[]>[number][];

/** What a runbook says of itself in its frontmatter, as the schema has it; what its author left out is empty. */
export type Claims = {
  readonly [F in Field as ClaimName<F>]: Claim<NonNullable<RunbookFrontmatter[F]>>;
};

const ofThePage: ReadonlySet<string> = new Set(OF_THE_PAGE);

const fields = Object.entries<z.ZodType>(runbookSchema.shape)
  .filter(([field]) => !ofThePage.has(field))
  .map(([field, schema]) => ({ field: field as Field, claim: claimName(field), isList: canBeList(schema) }));

/** The names of all claims. */
export const CLAIM_NAMES = fields.map(({ claim }) => claim);

/** Reads the claims of a frontmatter whose fields fit the schema. */
export function claimsOf(value: Partial<RunbookFrontmatter>): Claims {
  const claims = fields.map(({ field, claim, isList }) => [
    claim,
    isList ? listed(value[field]) : value[field],
  ]);
  // The types above are made from the same schema by the same two rules.
  return Object.fromEntries(claims) as Claims;
}

/** The same claims again, from plain data that was kept of them; what does not fit is left out. */
export function keptClaims(kept: Readonly<Record<string, string | readonly string[]>>): Claims {
  const claims = fields.map(({ claim, isList }) => {
    const value = kept[claim];
    return [claim, isList ? listed(value) : typeof value === 'string' ? value : undefined];
  });
  return Object.fromEntries(claims) as Claims;
}

function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function claimName(field: string): keyof Claims {
  const name =
    field === 'service'
      ? 'services'
      : field.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return name as keyof Claims; // ClaimName is the same rule
}

function canBeList(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodOptional) return canBeList(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.some(canBeList);
  return schema instanceof z.ZodArray;
}
