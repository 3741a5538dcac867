const KEY = 'opsbook-keys';
const EVERYWHERE = 'everywhere';

/** Whether the reader has said that single keys act wherever the focus is. */
export function areKeysEverywhere(): boolean {
  try {
    return localStorage.getItem(KEY) === EVERYWHERE;
  } catch {
    return false; // a browser that keeps nothing
  }
}

/** Remembers it for the next visit. */
export function setKeysEverywhere(isEverywhere: boolean): void {
  try {
    if (isEverywhere) localStorage.setItem(KEY, EVERYWHERE);
    else localStorage.removeItem(KEY);
  } catch {
    // Where nothing is kept, the box does nothing.
  }
}
