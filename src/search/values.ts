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

/** The params of a page that a paste has values for: by the param's label first, then by its name. */
export function valuesFor({ params = [] }: ListedPage, values: LabelValues): Record<string, string> {
  return Object.fromEntries(
    params.flatMap(([name, label]) => {
      const value =
        (label === undefined ? undefined : values.get(nameKey(label))) ?? values.get(nameKey(name));
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
