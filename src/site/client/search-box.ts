import type { Result } from './full-text.ts';
import { announce } from './announce.ts';

const TYPING_PAUSE_MS = 60;

interface Box {
  readonly input: HTMLTextAreaElement;
  readonly form: HTMLFormElement;
  readonly panel: HTMLElement;
  readonly state: HTMLElement;
  readonly list: HTMLElement;
  readonly isHome: boolean;
}

/** Wires the search box of the page: results as you type, arrow keys, Enter, `?q=`. */
export function searchBoxes(): void {
  const box = findBox();
  if (!box) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  const run = async (): Promise<void> => {
    const query = box.input.value.trim();
    const number = (latest += 1);
    if (box.isHome) keepInAddress(query);
    if (query === '') return close(box);
    const { findPages } = await import('./full-text.ts');
    const results = await findPages(query).catch(() => undefined);
    if (number === latest) show(box, results);
  };
  const soon = (): void => {
    grow(box.input);
    clearTimeout(timer);
    timer = setTimeout(() => void run(), TYPING_PAUSE_MS);
  };

  box.input.addEventListener('input', soon);
  box.input.addEventListener('keydown', (event) => onKey(box, event));
  box.form.addEventListener('submit', (event) => {
    event.preventDefault();
    open(box, false);
  });
  document.addEventListener('click', ({ target }) => {
    if (!box.isHome && target instanceof Node && !box.panel.contains(target) && !box.form.contains(target))
      close(box);
  });
  const asked = askedFor();
  if (asked !== undefined) {
    box.input.value = asked;
    soon();
  } else if (box.input.value !== '') soon(); // kept by the browser over a reload
}

function findBox(): Box | undefined {
  const form = document.querySelector<HTMLFormElement>('[data-search]');
  const input = form?.querySelector('textarea');
  const panel = document.querySelector<HTMLElement>('[data-results]');
  const state = panel?.querySelector<HTMLElement>('[data-results-state]');
  const list = panel?.querySelector<HTMLElement>('[role=listbox]');
  if (!form || !input || !panel || !state || !list) return undefined;
  return { input, form, panel, state, list, isHome: document.body.classList.contains('home') };
}

/** The query of the address: `?q=` on the home page, the words of an address that no page has. */
function askedFor(): string | undefined {
  const given = new URLSearchParams(location.search).get('q');
  if (given !== null) return given;
  if (!document.querySelector('[data-lost]')) return undefined;
  return decodeURIComponent(location.pathname)
    .split(/[/\-_.]+/)
    .filter((word) => !/^(html?|runbooks|alerts|services|guides)?$/.test(word))
    .join(' ');
}

function keepInAddress(query: string): void {
  const url = new URL(location.href);
  // An address has room for a line, not for a log.
  if (query === '' || query.length > 500) url.searchParams.delete('q');
  else url.searchParams.set('q', query);
  history.replaceState(history.state, '', url);
}

function grow(input: HTMLTextAreaElement): void {
  const lines = Math.min(6, input.value.split('\n').length);
  input.rows = lines;
}

function show(box: Box, results: readonly Result[] | undefined): void {
  const message =
    results === undefined
      ? 'The search index is not there. Was the site built with opsbook build?'
      : stateOf(results);
  box.state.textContent = message;
  announce(message);
  box.list.replaceChildren(...(results ?? []).map((result, index) => option(result, index)));
  box.panel.hidden = false;
  document.querySelector('[data-front]')?.toggleAttribute('hidden', true);
  box.input.setAttribute('aria-expanded', 'true');
  select(box, 0);
}

function stateOf(results: readonly Result[]): string {
  if (results.length === 0) return 'Nothing in this book holds these words.';
  return results.length === 1 ? '1 page' : `${results.length} pages`;
}

function option({ url, title, kind, excerpt }: Result, index: number): HTMLElement {
  const item = document.createElement('li');
  item.id = `result-${index}`;
  item.setAttribute('role', 'option');
  const link = document.createElement('a');
  link.href = url;
  link.tabIndex = -1;
  const name = document.createElement('span');
  name.className = 'result-title';
  name.textContent = title;
  const note = document.createElement('span');
  note.className = 'result-kind';
  note.textContent = kind;
  const reason = document.createElement('span');
  reason.className = 'reason';
  reason.append(...excerpt.map(({ text, isHit }) => (isHit ? marked(text) : document.createTextNode(text))));
  link.append(name, note, reason);
  item.append(link);
  return item;
}

function marked(text: string): HTMLElement {
  const mark = document.createElement('mark');
  mark.textContent = text;
  return mark;
}

function onKey(box: Box, event: KeyboardEvent): void {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (box.panel.hidden) return;
    event.preventDefault();
    select(box, selected(box) + (event.key === 'ArrowDown' ? 1 : -1));
  } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    open(box, event.ctrlKey || event.metaKey);
  } else if (event.key === 'Escape') close(box);
}

function selected({ list }: Box): number {
  return [...list.children].findIndex((item) => item.getAttribute('aria-selected') === 'true');
}

function select({ list, input }: Box, index: number): void {
  const items = [...list.children];
  const wanted = Math.max(0, Math.min(index, items.length - 1));
  items.forEach((item, at) => item.setAttribute('aria-selected', String(at === wanted)));
  const item = items[wanted];
  if (!item) return input.removeAttribute('aria-activedescendant');
  input.setAttribute('aria-activedescendant', item.id);
  item.scrollIntoView({ block: 'nearest' });
}

function open(box: Box, isNewTab: boolean): void {
  const link = box.list.children[selected(box)]?.querySelector('a');
  if (link && isNewTab) window.open(link.href, '_blank', 'noopener');
  else if (link) location.assign(link.href);
}

function close(box: Box): void {
  box.panel.hidden = true;
  box.list.replaceChildren();
  box.input.setAttribute('aria-expanded', 'false');
  box.input.removeAttribute('aria-activedescendant');
  document.querySelector('[data-front]')?.toggleAttribute('hidden', false);
}
