const KEY = 'opsbook-sign';

/** What brought a reader to a page. */
export type Sign =
  | { readonly kind: 'symptom' | 'error'; readonly text: string }
  | {
      readonly kind: 'alert';
      readonly text: string;
      /** Its labels, as its link gave them. */
      readonly labels: readonly (readonly [name: string, value: string])[];
      /** When it began to fire, as the link says. */
      readonly since?: string;
      /** When the link was opened, in milliseconds since 1970. */
      readonly at?: number;
    };

/** Keeps what brings the reader to the page at an address; the browser forgets it with the tab. */
export function keepSign(address: string, sign: Sign): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([address, sign]));
  } catch {
    return;
  }
}

/** What brought the reader to the page at an address, where that was kept. */
export function keptSign(address: string): Sign | undefined {
  try {
    const data: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return Array.isArray(data) && data[0] === address && isSign(data[1]) ? data[1] : undefined;
  } catch {
    return undefined;
  }
}

function isSign(data: unknown): data is Sign {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('text' in data)) return false;
  if (typeof data.text !== 'string') return false;
  if (data.kind !== 'alert') return data.kind === 'symptom' || data.kind === 'error';
  return 'labels' in data && Array.isArray(data.labels) && data.labels.every(isLabel);
}

function isLabel(entry: unknown): boolean {
  return Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string');
}
