import type { SearchPanel } from './search-panel.ts';
import { base } from './site-base.ts';

/** The search box of the page. What answers is loaded when somebody turns to it; on the home page at once. */
export function searchBox(): void {
  const form = document.querySelector<HTMLFormElement>('[data-search]');
  const input = form?.querySelector('textarea');
  if (!form || !input) return;
  let panel: Promise<SearchPanel> | undefined;
  const open = (): Promise<SearchPanel> =>
    (panel ??= import('./search-panel.ts').then(
      ({ searchPanel }) => searchPanel(form, input),
      (error: unknown) => {
        panel = undefined; // the next letter tries again
        if (input.value.trim() !== '') sayOffline(form);
        throw error;
      },
    ));
  const act = (then: (panel: SearchPanel) => void): void => void open().then(then, () => undefined);

  input.addEventListener('focus', () => act(() => undefined), { once: true });
  input.addEventListener('input', () => {
    grow(input);
    act(({ update }) => update());
  });
  input.addEventListener('keydown', (event) => {
    const isPlainEnter = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    // Before the panel is there, a key must not do what it does in a text.
    if (isPlainEnter) event.preventDefault();
    if (isPlainEnter || /^(ArrowDown|ArrowUp|Escape)$/.test(event.key)) act((panel) => panel.onKey(event));
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  const asked = askedFor();
  if (asked !== undefined) input.value = asked;
  grow(input);
  if (input.value !== '') act(({ update }) => update());
  else if (document.activeElement === input) act(() => undefined);
}

/** The part that answers did not come: said where answers stand. */
function sayOffline(form: HTMLFormElement): void {
  const results = form.parentElement?.querySelector<HTMLElement>('[data-results]');
  const state = results?.querySelector<HTMLElement>('[data-results-state]');
  if (!results || !state) return;
  state.textContent =
    'Offline: the search did not load, and only this page is here. The next letter tries again.';
  results.hidden = false;
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
