import { clock } from './clock.ts';
import type { Given } from './kept-values.ts';
import type { PageParam } from './page-params.ts';

/** Offers what an earlier alert had said of a param, with whose it was and when; it is taken only by a press. */
export function showOffer(
  { row, name, input }: PageParam,
  { now, before }: { readonly now: Given | undefined; readonly before: Given | undefined },
): void {
  const shown = row.querySelector<HTMLElement>('.before');
  if (!input || !before || before.value === now?.value) return shown?.remove();
  const offer = shown ?? document.createElement('p');
  offer.className = 'before';
  const value = document.createElement('code');
  value.textContent = before.value;
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset['action'] = 'take';
  button.textContent = 'Use it';
  button.setAttribute('aria-label', `Use ${before.value} for ${name}`);
  offer.replaceChildren('before: ', value, `${whose(before)} `, button);
  if (!shown) row.querySelector('.origin')?.after(offer);
}

/** `, OrdersLate, 14:03` */
function whose({ from, at }: Given): string {
  return [from, at === undefined ? '' : clock(at)]
    .filter(Boolean)
    .map((text) => `, ${text}`)
    .join('');
}
