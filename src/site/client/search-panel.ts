import type { Hit, WorkerAnswer } from './answer.ts';
import { announce } from './announce.ts';
import { did } from './did.ts';
import { chooseFacets, facetBar } from './facets.ts';
import type { Facet } from './facets.ts';
import { findPages } from './full-text.ts';
import { startMatcher } from './matcher.ts';
import { fullTextOption, hitOption, optionGroup } from './options.ts';

export interface SearchPanel {
  /** Answers what the box holds now. */
  update(): void;
  onKey(event: KeyboardEvent): void;
}

const MOST_SHOWN = 8;
const LONGEST_ADDRESS = 500;

/** Results under a search box: as typed or pasted, by arrow keys and Enter. Nothing typed leaves the browser. */
export function searchPanel(form: HTMLFormElement, input: HTMLTextAreaElement): SearchPanel {
  const panel = form.parentElement?.querySelector<HTMLElement>('[data-results]');
  const state = panel?.querySelector<HTMLElement>('[data-results-state]');
  const list = panel?.querySelector<HTMLElement>('[role=listbox]');
  if (!panel || !state || !list) throw new Error('The search box has no place for results.');
  const isHome = document.body.classList.contains('home');
  /** Below the header the results lie over the page, and are put away by a click beside them. */
  const isOver = form.closest('header') !== null;
  const facets = new Map<Facet, string>();
  let answer: WorkerAnswer | undefined;
  let more: readonly HTMLAnchorElement[] = [];
  /** The result that the reader went to with the keys. */
  let wanted: HTMLAnchorElement | undefined;

  const matcher = startMatcher((said) => {
    if (input.value.trim() === '') return;
    answer = said;
    if (said) render();
    else show('The search index is not there. Was the site built with opsbook build?');
  });

  function update(): void {
    const query = input.value.trim();
    if (isHome) keepInAddress(query);
    facets.clear();
    more = [];
    wanted = undefined;
    if (query === '') return close();
    matcher.ask(input.value);
    void searchFullText(query);
  }

  /** Guides, services and everything else, below what matches. */
  async function searchFullText(query: string): Promise<void> {
    const pages = await findPages(query).catch(() => []);
    if (input.value.trim() !== query) return;
    more = pages.map(fullTextOption);
    if (answer) render();
  }

  function render(): void {
    if (!answer) return;
    const { answer: verdict, groups, meanings } = answer;
    showMeanings(panel, meanings);
    const hits = answer.hits.filter((hit) => chooseFacets(hit, facets));
    const known = new Set(hits.map(({ url }) => url));
    const options =
      groups.length > 1
        ? groups.map(({ alert, url, hits }) =>
            optionGroup(`Alert ${alert}`, hits.length > 0 ? hits.map(hitOption) : [unknownAlert(alert, url)]),
          )
        : hits.slice(0, MOST_SHOWN).map(hitOption);
    const rest = more.filter(({ pathname }) => !known.has(pathname));
    const withRest = rest.length > 0 ? [...options, optionGroup('Elsewhere in the book', rest)] : options;
    list?.replaceChildren(...withRest);
    panel?.querySelector('.facets')?.remove();
    if (groups.length <= 1) {
      const bar = facetBar(answer.hits, facets, render);
      if (bar) state?.after(bar);
    }
    show(stateOf(verdict, hits, groups.length));
    // More of the answer may come after the reader has begun to choose.
    selectWanted();
  }

  function show(message: string): void {
    if (!panel || !state) return;
    if (state.textContent !== message) announce(message);
    state.textContent = message;
    panel.hidden = false;
    document.querySelector('[data-front]')?.toggleAttribute('hidden', true);
  }

  function close(): void {
    if (panel) panel.hidden = true;
    list?.replaceChildren();
    answer = undefined;
    matcher.drop();
    input.removeAttribute('aria-activedescendant');
    document.querySelector('[data-front]')?.toggleAttribute('hidden', false);
  }

  const options = (): HTMLAnchorElement[] => [
    ...(list?.querySelectorAll<HTMLAnchorElement>('a[role=option]') ?? []),
  ];
  const selected = (): number =>
    options().findIndex((option) => option.getAttribute('aria-selected') === 'true');

  /** A better answer may lead to another section of the same page. */
  function selectWanted(): void {
    const all = options();
    const same = all.findIndex(({ href }) => href === wanted?.href);
    select(same >= 0 ? same : all.findIndex(({ pathname }) => pathname === wanted?.pathname));
  }

  function select(index: number): void {
    const all = options();
    const chosen = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((option, at) => {
      option.id = `site:result-${at}`;
      option.setAttribute('aria-selected', String(at === chosen));
    });
    const option = all[chosen];
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  function open(isNewTab: boolean): void {
    const link = options()[selected()];
    if (link && isNewTab) window.open(link.href, '_blank', 'noopener');
    else link?.click();
  }

  // A record of an incident says by which words a runbook was found.
  list.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a') : null;
    if (link) did({ kind: 'opened', text: input.value, from: link.pathname });
  });

  document.addEventListener('click', ({ target }) => {
    if (isOver && target instanceof Node && target.isConnected && !form.parentElement?.contains(target))
      close();
  });

  return {
    update,
    onKey(event) {
      if (event.key === 'Escape') close();
      else if (event.key === 'Enter') open(event.ctrlKey || event.metaKey);
      else if (!panel.hidden && options().length > 0 && (selected() > 0 || !isInsideText(event, input))) {
        event.preventDefault();
        select(selected() + (event.key === 'ArrowDown' ? 1 : -1));
        wanted = options()[selected()];
      }
    },
  };
}

/** In a paste of several lines the arrow keys move through it, until they have left it for the results. */
function isInsideText(
  event: KeyboardEvent,
  { value, selectionStart, selectionEnd }: HTMLTextAreaElement,
): boolean {
  return event.key === 'ArrowDown'
    ? value.slice(selectionEnd).includes('\n')
    : value.slice(0, selectionStart).includes('\n');
}

function stateOf(verdict: WorkerAnswer['answer'], hits: readonly Hit[], groupCount: number): string {
  if (groupCount > 1) return `${groupCount} alerts in what you pasted`;
  if (verdict === 'nothing' || hits.length === 0) return 'No runbook is like this.';
  const shown = hits.length > MOST_SHOWN ? `${MOST_SHOWN} best of ` : '';
  const count = hits.length === 1 ? '1 runbook' : `${shown}${hits.length} runbooks`;
  return verdict === 'matches' ? count : `Nothing matches for certain. Perhaps one of these: ${count}`;
}

/** What well-known errors in the query mean, above the runbooks; helpful where no runbook is. */
function showMeanings(panel: HTMLElement | null | undefined, meanings: WorkerAnswer['meanings']): void {
  const list = panel?.querySelector<HTMLElement>('[data-meanings]');
  if (!list) return;
  list.hidden = meanings.length === 0;
  list.replaceChildren(
    ...meanings.map(({ text, meaning }) => {
      const item = document.createElement('li');
      const code = document.createElement('code');
      code.textContent = text;
      item.append(code, ` ${meaning}.`);
      return item;
    }),
  );
}

function unknownAlert(alert: string, url: string): HTMLElement {
  const why = { kind: 'alert', text: 'No runbook names this alert yet.', ranges: [] } as const;
  return hitOption({
    title: alert,
    url,
    why,
    services: [],
    owner: '',
    severity: '',
    kind: 'alert',
    values: {},
    refused: {},
  });
}

function keepInAddress(query: string): void {
  const url = new URL(location.href);
  // An address has room for a line, not for a log.
  if (query === '' || query.length > LONGEST_ADDRESS) url.searchParams.delete('q');
  else url.searchParams.set('q', query);
  history.replaceState(history.state, '', url);
}
