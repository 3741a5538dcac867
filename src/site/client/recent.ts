const KEY = 'opsbook-recent';
const MOST = 6;

interface Opened {
  readonly address: string;
  readonly title: string;
}

/** Remembers the runbook that is open, and lists the latest on the home page. Kept in this browser only. */
export function recentRunbooks(): void {
  const known = read();
  const title = document.querySelector<HTMLElement>('[data-runbook] h1')?.textContent;
  if (title) {
    const address = location.pathname;
    write([{ address, title }, ...known.filter((page) => page.address !== address)].slice(0, MOST));
  }
  const place = document.querySelector<HTMLElement>('[data-recent]');
  const list = place?.querySelector('ul');
  if (!place || !list || known.length === 0) return;
  list.append(...known.map(item));
  place.hidden = false;
}

function item({ address, title }: Opened): HTMLElement {
  const line = document.createElement('li');
  const link = document.createElement('a');
  link.href = address;
  link.textContent = title;
  line.append(link);
  return line;
}

/** Storage may be forbidden or hold something else: then nothing is remembered. */
function read(): Opened[] {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(data) ? data.filter(isOpened) : [];
  } catch {
    return [];
  }
}

function isOpened(value: unknown): value is Opened {
  return (
    typeof value === 'object' &&
    value !== null &&
    'address' in value &&
    'title' in value &&
    typeof value.title === 'string' &&
    typeof value.address === 'string' &&
    /^\/(?!\/)/.test(value.address)
  );
}

function write(pages: readonly Opened[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(pages));
  } catch {
    return;
  }
}
