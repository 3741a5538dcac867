import { clock } from './clock.ts';
import type { Emptied, Given } from './kept-values.ts';
import type { PageParam } from './page-params.ts';
import { titleOfPage } from './typed-value.ts';

/** Shows the value of a param in its box, with where it came from or why it is not used. */
export function showParam({ input, row, default: usual, misfit }: PageParam, known: Given | undefined): void {
  if (!input) return;
  const given = known?.value === '' ? undefined : known;
  if (document.activeElement !== input) input.value = given?.value ?? input.value;
  const isRefused = given === undefined && input.value !== '';
  input.setAttribute('aria-invalid', String(isRefused));
  row.classList.toggle('is-refused', isRefused);
  row.classList.toggle('is-open', given === undefined);
  const origin = row.querySelector('.origin');
  const open = known?.emptied === undefined ? 'to fill in' : EMPTIED_WORDS[known.emptied];
  const from = given
    ? originOf(given)
    : isRefused
      ? `not used: it ${(misfit(input.value) ?? 'does not fit').replaceAll('`', '')}`
      : open;
  const hint = usual !== undefined && given?.value !== usual ? `; default: ${usual}` : '';
  if (origin) origin.textContent = from + hint;
}

/** `from the alert WorkerDown, 03:12 UTC`. */
function originOf({ origin, from, at, isAlert }: Given): string {
  const time = at === undefined ? '' : `, ${clock(at)}`;
  switch (origin) {
    case 'default':
      return 'default';
    case 'link':
      return `${isAlert && from ? `from the alert ${from}` : 'from the link'}${time}`;
    case 'paste':
      return `from your paste${time}`;
    case 'typed':
      return from === undefined || from === titleOfPage() ? 'typed' : `typed on “${from}”${time}`;
  }
}

const EMPTIED_WORDS: Readonly<Record<Emptied, string>> = {
  refused: 'to fill in: the value that came with the link was refused',
  empty: 'to fill in: the link left it empty',
};
