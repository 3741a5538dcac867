const KEY = 'opsbook-lines';

/** Long lines of commands wrap; who would rather scroll them says so once, for the whole site. */
export function longLines(): void {
  show(isScrolling());
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.matches('[data-lines-switch]')) switchLines();
  });
}

/** Wraps what scrolled, or the other way round. */
export function switchLines(): void {
  const isScrolled = document.documentElement.dataset['lines'] !== 'scroll';
  show(isScrolled);
  try {
    localStorage.setItem(KEY, isScrolled ? 'scroll' : 'wrap');
  } catch {
    return;
  }
}

/** Storage may be forbidden: then the choice holds for this page alone. */
function isScrolling(): boolean {
  try {
    return localStorage.getItem(KEY) === 'scroll';
  } catch {
    return false;
  }
}

function show(isScrolled: boolean): void {
  if (isScrolled) document.documentElement.dataset['lines'] = 'scroll';
  else delete document.documentElement.dataset['lines'];
  // What scrolls must be reached by the keyboard, and what does not is no stop on its way.
  for (const block of document.querySelectorAll<HTMLElement>('.card pre'))
    block.tabIndex = isScrolled ? 0 : -1;
  for (const button of document.querySelectorAll('[data-lines-switch]'))
    button.textContent = isScrolled ? 'Wrap long lines' : 'Scroll long lines';
}
