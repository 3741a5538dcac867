import { deskName } from './desk-name.ts';

/** Ticks of one page, by its address. */
type Ticks = Readonly<Record<string, readonly string[]>>;

/** A visit ends when nobody has touched a page of the site for so long, in milliseconds: the next night begins anew. */
const PAUSE = 4 * 60 * 60 * 1000;

const key = (): string => `${deskName()} visit`;

/** Steps that were ticked on the page of an address in this visit, in whichever tab. */
export function visitTicks(path: string): ReadonlySet<string> {
  return new Set(read()[path]);
}

/** Keeps the ticks of a page for the visit. Storage may be forbidden: then they hold for this page alone. */
export function keepTicks(path: string, done: ReadonlySet<string>): void {
  try {
    localStorage.setItem(key(), JSON.stringify({ at: Date.now(), ticks: { ...read(), [path]: [...done] } }));
  } catch {
    return;
  }
}

/** Calls when another tab has ticked something. */
export function onVisit(listener: () => void): void {
  addEventListener('storage', (event) => {
    if (event.key === key()) listener();
  });
}

/** Whoever reads on is still there. */
export function goOnVisiting(): void {
  const ticks = read();
  try {
    if (Object.keys(ticks).length === 0) localStorage.removeItem(key());
    else localStorage.setItem(key(), JSON.stringify({ at: Date.now(), ticks }));
  } catch {
    return;
  }
}

function read(): Ticks {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(key()) ?? 'null');
    if (typeof data !== 'object' || data === null || !('at' in data) || !('ticks' in data)) return {};
    if (typeof data.at !== 'number' || Date.now() - data.at > PAUSE || !isTicks(data.ticks)) return {};
    return data.ticks;
  } catch {
    return {};
  }
}

function isTicks(data: unknown): data is Ticks {
  return (
    typeof data === 'object' &&
    data !== null &&
    Object.values(data).every((keys) => Array.isArray(keys) && keys.every((one) => typeof one === 'string'))
  );
}
