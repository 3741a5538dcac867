import type { Hit, WorkerAnswer } from './answer.ts';
import { announce } from './announce.ts';
import { did } from './did.ts';
import { chosenOption } from './chosen-option.ts';
import { chooseFacets, facetBar } from './facets.ts';
import type { Facet } from './facets.ts';
import { findPages } from './full-text.ts';
import { startMatcher } from './matcher.ts';
import { isInsideText } from './inside-text.ts';
import { groupedOptions, listedOptions } from './listed-options.ts';
import { showMeanings } from './meanings.ts';
import { fullTextOption, hitOption, optionGroup } from './options.ts';
import type { HitPreview } from './preview-hit.ts';
import { failedWords, stateOf } from './answer-words.ts';
import { keepInAddress } from './query-address.ts';

/** What moves the results: the box above them. */
export interface SearchPanel {
  /** Answers what the box holds now. */
  update(): void;
  onKey(event: KeyboardEvent): void;
}

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
  /** The results lie over the page, below the header, and a click beside them closes them. */
  const isOver = form.closest('header') !== null;
  const facets = new Map<Facet, string>();
  const hitOf = new WeakMap<HTMLAnchorElement, Hit>();
  let answer: WorkerAnswer | undefined;
  /** Whether the answer is to what the box holds now. */
  let isAnswered = false;
  let more: readonly HTMLAnchorElement[] = [];
  /** Where to open what comes, as Enter was pressed before there was anything to open. */
  let opening: 'here' | 'beside' | undefined;
  let searching: ReturnType<typeof setTimeout> | undefined;
  let better: ReturnType<typeof setTimeout> | undefined;
  let preview: HitPreview | undefined;
  if (!isOver)
    void import('./preview-hit.ts').then(({ hitPreview }) => {
      preview = hitPreview(panel);
      showPreview();
    });

  const option = chosenOption({ list, input, onChoice: showPreview });

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
    option.forget();
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
    if (panel) showMeanings(panel, meanings);
    const hits = answer.hits.filter((hit) => chooseFacets(hit, facets));
    const shown = groups.length > 1 ? groupedOptions(groups, optionOf) : listedOptions(hits, optionOf);
    const known = new Set(hits.map(({ url }) => new URL(url, location.href).pathname));
    const rest = more.filter(({ pathname }) => !known.has(pathname));
    const withRest = rest.length > 0 ? [...shown, optionGroup('Elsewhere in the book', rest)] : shown;
    list?.replaceChildren(...withRest);
    placeFacets(groups.length > 1 ? undefined : facetBar(answer.hits, facets, render));
    const first = list?.querySelector('.result-title')?.textContent;
    show(
      stateOf({ ...answer, hits }, rest.length > 0),
      hits.length > 0 || groups.length > 0 ? first : undefined,
    );
    // More of the answer may come after the reader has begun to choose.
    option.restore();
  }

  function optionOf(hit: Hit): HTMLAnchorElement {
    const link = hitOption(hit);
    hitOf.set(link, hit);
    return link;
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

  /** Nothing could be loaded; a button beside it tries again, and so does the browser once it is online again. */
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

  function showPreview(): void {
    const current = option.current();
    preview?.show(current && hitOf.get(current));
  }

  function open(isNewTab: boolean): void {
    const link = option.current();
    if (link && isNewTab) window.open(link.href, '_blank', 'noopener');
    else link?.click();
  }

  /** Enter that was pressed before the answer came opens the first result of a sure answer, or after a while of the best one. */
  function openWhenReady(said: WorkerAnswer): void {
    if (!opening) return;
    // What only holds a word of it is shown, and not opened unseen.
    if (said.verdict === 'nothing' && said.isWhole && said.groups.length < 2) forgetEnter();
    else if (said.isWhole || said.verdict === 'sure') openFirst();
    else better ??= setTimeout(openFirst, BETTER_MS);
  }

  function openFirst(): void {
    const isNewTab = opening === 'beside';
    forgetEnter();
    open(isNewTab);
  }

  function forgetEnter(): void {
    opening = undefined;
    clearTimeout(better);
    better = undefined;
  }

  function onEnter(isNewTab: boolean): void {
    if (isAnswered && !option.isEmpty()) open(isNewTab);
    else if (!isAnswered && input.value.trim() !== '') opening = isNewTab ? 'beside' : 'here';
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
      else if (!panel.hidden && !option.isEmpty() && (!option.isFirst() || !isInsideText(event, input))) {
        event.preventDefault();
        forgetEnter();
        option.move(event.key === 'ArrowDown' ? 1 : -1);
      }
    },
  };
}
