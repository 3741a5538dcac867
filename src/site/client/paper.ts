import { clock } from './clock.ts';

/** Before the page goes to paper: folded parts are opened, and it says where and when it was printed. */
export function paper(): void {
  addEventListener('beforeprint', () => {
    document.querySelector('details.because')?.setAttribute('open', '');
    const place = document.querySelector('[data-printed]');
    const day = new Date().toISOString().slice(0, 10);
    // Values of the address are in the commands; the rest of it is nobody's business on paper.
    if (place)
      place.textContent = `${location.origin}${location.pathname}, printed ${day} ${clock(Date.now())}`;
  });
}
