const KEY = 'opsbook-values';
const BEFORE = 'opsbook-values-before';

/** Where a value came from. */
const ORIGINS = ['default', 'link', 'paste', 'typed'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Why a link gave nothing: its value was refused, or it was empty. */
export type Emptied = 'refused' | 'empty';

export interface Given {
  /** `''` where a link said something that cannot be used: no default stands in for it. */
  readonly value: string;
  readonly origin: Origin;
  /** The alert or the page that it came from. */
  readonly from?: string;
  /** When, in milliseconds since 1970. */
  readonly at?: number;
  /** Whether an alert's label fills it. */
  readonly isFed?: boolean;
  readonly emptied?: Emptied;
  /** Whether `from` is an alert. */
  readonly isAlert?: boolean;
}

/** What this visit knows of values, by the param's name. */
export interface Kept {
  readonly values: ReadonlyMap<string, Given>;
  /** Those of an earlier alert: they may be offered, and are never taken by themselves. */
  readonly before: ReadonlyMap<string, Given>;
}

/** Values that were given on some page of this visit; the browser forgets them with the tab. Undefined where storage is forbidden. */
export function readKept(): Kept | undefined {
  try {
    return { values: readMap(KEY), before: readMap(BEFORE) };
  } catch {
    return undefined;
  }
}

/** Storage may be forbidden: then values hold for this page alone. */
export function writeKept({ values, before }: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...values]));
    sessionStorage.setItem(BEFORE, JSON.stringify([...before]));
  } catch {
    return;
  }
}

function readMap(key: string): Map<string, Given> {
  const text = sessionStorage.getItem(key) ?? '[]';
  try {
    const data: unknown = JSON.parse(text);
    return new Map(Array.isArray(data) ? data.filter(isEntry) : []);
  } catch {
    return new Map();
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
