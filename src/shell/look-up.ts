/** A table's own entry: a key that an author wrote may be `constructor`, which every object seems to have. */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
