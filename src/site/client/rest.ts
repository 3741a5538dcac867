/** What stands in the page and was moved into the bar, with the place that it left. */
const borrowed = new Map<Element, Comment>();
let isListening = false;

/** Opens below the bar what a small screen has no room for, or puts it back: the page's own values and outline. */
export function toggleRest(bar: HTMLElement): void {
  if (!isListening) listen(bar);
  isListening = true;
  setOpen(bar, !bar.classList.contains('is-open'));
}

function setOpen(bar: HTMLElement, isOpen: boolean): void {
  const rest = bar.querySelector<HTMLElement>('[data-rest]');
  const button = bar.querySelector('.here-more');
  if (!rest || !button || isOpen === bar.classList.contains('is-open')) return;
  if (isOpen) borrow(rest);
  else giveBack();
  rest.hidden = !isOpen;
  bar.classList.toggle('is-open', isOpen);
  button.setAttribute('aria-expanded', String(isOpen));
  button.textContent = isOpen ? 'Close' : 'More';
}

function borrow(rest: HTMLElement): void {
  const parts = ['.page > .values', '.page > .outline.narrow'];
  for (const part of parts.flatMap((selector) => document.querySelector(selector) ?? [])) {
    const place = document.createComment('');
    part.replaceWith(place);
    borrowed.set(part, place);
    part.querySelector('details')?.setAttribute('open', '');
    rest.append(part);
  }
}

function giveBack(): void {
  for (const [part, place] of borrowed) {
    part.querySelector('details')?.removeAttribute('open');
    place.replaceWith(part);
  }
  borrowed.clear();
}

function listen(bar: HTMLElement): void {
  const close = (): void => setOpen(bar, false);
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || !target.isConnected) return;
    const isLink = target.closest('a') !== null && bar.contains(target);
    if (isLink || !bar.contains(target)) close();
  });
  bar.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !bar.classList.contains('is-open')) return;
    close();
    bar.querySelector<HTMLElement>('.here-more')?.focus();
  });
  // Wider than that, all of it stands beside the text.
  matchMedia('(min-width: 64rem)').addEventListener('change', close);
}
