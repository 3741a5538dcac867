import type { Hit, WorkerAnswer } from './answer.ts';
import { announce } from './announce.ts';
import { did } from './did.ts';
import { chooseFacets, facetBar } from './facets.ts';
import type { Facet } from './facets.ts';
import { findPages } from './full-text.ts';
import { startMatcher } from './matcher.ts';
import { fullTextOption, hitOption, optionGroup } from './options.ts';
import type { HitPreview } from './preview-hit.ts';
import { failedWords, stateOf } from './answer-words.ts';

export interface SearchPanel {
  /** Answers what the box holds now. */
  update(): void;
  onKey(event: KeyboardEvent): void;
}

const MOST_SHOWN = 8;
/** Beside what is sure, more pages that share a word are in the way. */
const GUESSES_BESIDE_SURE = 2;
const LONGEST_ADDRESS = 500;
/** What takes longer is said to be under way. */
const SEARCHING_MS = 150;
/** Enter that was pressed before the answer waits so long for a better one than the first. */
const BETTER_MS = 1_500;

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
  const hitOf = new WeakMap<HTMLAnchorElement, Hit>();
  let answer: WorkerAnswer | undefined;
  /** Whether the answer is to what the box holds now. */
  let isAnswered = false;
  let more: readonly HTMLAnchorElement[] = [];
  /** The result that the reader went to with the keys. */
  let wanted: HTMLAnchorElement | undefined;
  /** Enter was pressed before there was anything to open. */
  let isOpening = false;
  let searching: ReturnType<typeof setTimeout> | undefined;
  let better: ReturnType<typeof setTimeout> | undefined;
  let preview: HitPreview | undefined;
  if (!isOver)
    void import('./preview-hit.ts').then(({ hitPreview }) => {
      preview = hitPreview(panel);
      showPreview();
    });

  const matcher = startMatcher((said) => {
    if (input.value.trim() === '') return;
    clearTimeout(searching);
    isAnswered = true;
    answer = said;
    if (!said) return fail();
    render();
    openWhenReady(said);
  });

  function update(): void {
    const query = input.value.trim();
    if (isHome) keepInAddress(query);
    facets.clear();
    more = [];
    wanted = undefined;
    forgetEnter();
    if (query === '') return close();
    isAnswered = false;
    clearTimeout(searching);
    searching = setTimeout(() => show('Searching…'), SEARCHING_MS);
    matcher.ask(input.value);
    void searchFullText(query);
  }

  /** Guides, services and everything else, below what matches. */
  async function searchFullText(query: string): Promise<void> {
    const pages = await findPages(query).catch(() => []);
    if (input.value.trim() !== query) return;
    more = pages.map(fullTextOption);
    if (answer && isAnswered) render();
  }

  function render(): void {
    if (!answer) return;
    const { groups, meanings } = answer;
    showMeanings(panel, meanings);
    const hits = answer.hits.filter((hit) => chooseFacets(hit, facets));
    const shown = groups.length > 1 ? groupedOptions(answer) : listedOptions(hits);
    const known = new Set(hits.map(({ url }) => new URL(url, location.href).pathname));
    const rest = more.filter(({ pathname }) => !known.has(pathname));
    const withRest = rest.length > 0 ? [...shown, optionGroup('Elsewhere in the book', rest)] : shown;
    list?.replaceChildren(...withRest);
    placeFacets(groups.length > 1 ? undefined : facetBar(answer.hits, facets, render));
    const first = list?.querySelector('.result-title')?.textContent;
    show(stateOf({ ...answer, hits }), hits.length > 0 || groups.length > 0 ? first : undefined);
    // More of the answer may come after the reader has begun to choose.
    selectWanted();
  }

  function groupedOptions({ groups }: WorkerAnswer): HTMLElement[] {
    return groups.map(({ alert, url, hits }) =>
      optionGroup(`Alert ${alert}`, hits.length > 0 ? hits.map(optionOf) : [unknownAlert(alert, url)]),
    );
  }

  function listedOptions(hits: readonly Hit[]): HTMLElement[] {
    const better = hits.filter(({ verdict }) => verdict !== 'guess').slice(0, MOST_SHOWN);
    const room = better[0]?.verdict === 'sure' ? GUESSES_BESIDE_SURE : MOST_SHOWN - better.length;
    const guesses = hits.filter(({ verdict }) => verdict === 'guess').slice(0, Math.max(0, room));
    if (better.length === 0) return guesses.map(optionOf);
    const rest =
      guesses.length > 0 ? [optionGroup('These only share some words', guesses.map(optionOf))] : [];
    return [...better.map(optionOf), ...rest];
  }

  function optionOf(hit: Hit): HTMLAnchorElement {
    const option = hitOption(hit);
    hitOf.set(option, hit);
    return option;
  }

  /** On a phone what narrows the results comes after them. */
  function placeFacets(bar: HTMLElement | undefined): void {
    panel?.querySelector('.facets')?.remove();
    if (bar) (matchMedia('(max-width: 40rem)').matches ? list : state)?.after(bar);
  }

  /** @param first the title of the first result, which the ear hears as well */
  function show(message: string, first = ''): void {
    if (!panel || !state) return;
    const heard = first === '' ? message : `${message}. ${first}`;
    if (state.dataset['heard'] !== heard) announce(heard);
    state.dataset['heard'] = heard;
    state.textContent = message;
    panel.hidden = false;
    document.querySelector('[data-front]')?.toggleAttribute('hidden', true);
  }

  /** Nothing could be loaded; what can be done stands beside it, and the browser's word that it is online again does it. */
  function fail(): void {
    list?.replaceChildren();
    placeFacets(undefined);
    show(failedWords(navigator.onLine));
    const again = document.createElement('button');
    again.type = 'button';
    again.textContent = 'Try again';
    again.addEventListener('click', update);
    state?.append(' ', again);
    window.addEventListener('online', update, { once: true });
  }

  function close(): void {
    clearTimeout(searching);
    forgetEnter();
    if (panel) panel.hidden = true;
    list?.replaceChildren();
    answer = undefined;
    matcher.drop();
    input.removeAttribute('aria-activedescendant');
    preview?.show(undefined);
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
    showPreview();
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  function showPreview(): void {
    const option = options()[selected()];
    preview?.show(option && hitOf.get(option));
  }

  function open(isNewTab: boolean): void {
    const link = options()[selected()];
    if (link && isNewTab) window.open(link.href, '_blank', 'noopener');
    else link?.click();
  }

  /** Who pressed Enter before the answer was there gets the first of a sure one, or of the best after a while. */
  function openWhenReady(said: WorkerAnswer): void {
    if (!isOpening) return;
    if (said.isWhole || said.verdict === 'sure') openFirst();
    else better ??= setTimeout(openFirst, BETTER_MS);
  }

  function openFirst(): void {
    forgetEnter();
    open(false);
  }

  function forgetEnter(): void {
    isOpening = false;
    clearTimeout(better);
    better = undefined;
  }

  function onEnter(isNewTab: boolean): void {
    if (isAnswered && options().length > 0) open(isNewTab);
    else if (!isAnswered && input.value.trim() !== '') isOpening = true;
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
      else if (event.key === 'Enter') onEnter(event.ctrlKey || event.metaKey);
      else if (!panel.hidden && options().length > 0 && (selected() > 0 || !isInsideText(event, input))) {
        event.preventDefault();
        forgetEnter();
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
    isRunbook: false,
    verdict: 'sure',
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
