import type { SearchPanel } from './search-panel.ts';
import { base } from './site-base.ts';

/** The search box of the page. What answers is loaded when somebody turns to it; on the home page at once. */
export function searchBox(): void {
  const form = document.querySelector<HTMLFormElement>('[data-search]');
  const input = form?.querySelector('textarea');
  if (!form || !input) return;
  let panel: Promise<SearchPanel> | undefined;
  const open = (): Promise<SearchPanel> =>
    (panel ??= import('./search-panel.ts').then(({ searchPanel }) => searchPanel(form, input)));

  input.addEventListener('focus', () => void open(), { once: true });
  input.addEventListener('input', () => {
    grow(input);
    void open().then(({ update }) => update());
  });
  input.addEventListener('keydown', (event) => {
    const isPlainEnter = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    if (isPlainEnter || /^(ArrowDown|ArrowUp|Escape)$/.test(event.key)) void onKey(event, open);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  const asked = askedFor();
  if (asked !== undefined) input.value = asked;
  grow(input);
  if (input.value !== '') void open().then(({ update }) => update());
  else if (document.activeElement === input) void open();
}

async function onKey(event: KeyboardEvent, open: () => Promise<SearchPanel>): Promise<void> {
  // Before the panel is there, a key must not do what it does in a text.
  if (event.key === 'Enter') event.preventDefault();
  const panel = await open();
  panel.onKey(event);
}

/** The query of the address: `?q=` on the home page, the words of an address that no page has. */
function askedFor(): string | undefined {
  const given = new URLSearchParams(location.search).get('q');
  if (given !== null) return given;
  if (!document.querySelector('[data-lost]')) return undefined;
  const path = decoded(location.pathname.slice(base().length - 1));
  // An alert is called in one word of several, and its link brings values.
  const isAlert = path.startsWith('/alerts/');
  const values = isAlert ? [...new URLSearchParams(location.search).values()] : [];
  return [...(isAlert ? path.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1-') : path).split(/[/\-_.]+/), ...values]
    .filter((word) => !/^(html?|runbooks|alerts|services|guides)?$/.test(word))
    .join(' ');
}

/** As written, where it is no well-formed address. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const MOST_LINES = 6;

function grow(input: HTMLTextAreaElement): void {
  input.rows = Math.min(MOST_LINES, input.value.split('\n').length);
}
