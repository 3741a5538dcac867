import { DEFAULT_PATTERN, misfit } from '../runbook/schema/params.ts';
import type { ListedPage } from './shards.ts';
import { nameKey } from './words.ts';

/** Labels of a paste by the key of their name, so that `pod_name` is `POD_NAME`. */
export type LabelValues = ReadonlyMap<string, string>;

/** Labels ready to be asked for by name. */
export function labelValues(labels: ReadonlyMap<string, string>): LabelValues {
  const values = new Map<string, string>();
  for (const [name, value] of labels) {
    const key = nameKey(name);
    if (value !== '' && !values.has(key)) values.set(key, value);
  }
  return values;
}

/** What a paste says of a page's params: values that may be taken, and of the others why they may not. */
export interface PastedValues {
  readonly values: Readonly<Record<string, string>>;
  /** Clauses, as in `begins with …`, by the names of the params. */
  readonly refused: Readonly<Record<string, string>>;
}

/** What a paste has for a page's params: by the param's label first, then by its name. */
export function valuesFor({ params = [] }: ListedPage, pasted: LabelValues): PastedValues {
  const values: Record<string, string> = {};
  const refused: Record<string, string> = {};
  if (pasted.size === 0) return { values, refused };
  for (const [name, label = '', pattern = '', ...allow] of params) {
    const value = (label === '' ? undefined : pasted.get(nameKey(label))) ?? pasted.get(nameKey(name));
    if (value === undefined) continue;
    const reason = misfit({ pattern: pattern || DEFAULT_PATTERN, allow }, value);
    if (reason === undefined) values[name] = value;
    else refused[name] = reason;
  }
  return { values, refused };
}
