const KEY = 'opsbook-values';

/** Where a value came from. */
const ORIGINS = ['default', 'link', 'paste', 'typed'] as const;
export type Origin = (typeof ORIGINS)[number];

export interface Given {
  readonly value: string;
  readonly origin: Origin;
}

/** Values that were given on some page of this visit, by the param's name; the browser forgets them with the tab. */
export function keptValues(): Map<string, Given> {
  try {
    const data: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return new Map(Array.isArray(data) ? data.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

/** Storage may be forbidden: then values hold for this page alone. */
export function keepValues(values: ReadonlyMap<string, Given>): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...values]));
  } catch {
    return;
  }
}

function isEntry(entry: unknown): entry is [string, Given] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const given: unknown = entry[1];
  return (
    typeof given === 'object' &&
    given !== null &&
    'value' in given &&
    typeof given.value === 'string' &&
    'origin' in given &&
    ORIGINS.some((origin) => origin === given.origin)
  );
}
