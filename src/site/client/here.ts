/**
 * The bar over a runbook: it names the page once the title is out of sight, and on a small screen one button opens
 * the rest: values, outline, the site's own links. What is opened is the very thing that the page has, moved there.
 */
export function here(): void {
  const bar = document.querySelector<HTMLElement>('[data-here]')?.parentElement;
  const title = document.querySelector('[data-runbook] h1');
  if (!bar || !title) return;
  markCurrent();
  const button = bar.querySelector('.here-more');
  button?.addEventListener('click', () => void import('./rest.ts').then(({ toggleRest }) => toggleRest(bar)));
  new IntersectionObserver(
    ([entry]) => {
      const isPast = entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top < 50;
      bar.classList.toggle('is-past', isPast);
    },
    { rootMargin: '-48px 0px 0px' },
  ).observe(title);
}

/** In the outlines: the line of what is at the upper part of the screen. */
function markCurrent(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.outline a')];
  const parts = links.flatMap((link) => {
    const target = document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
    return target ? [{ link, target }] : [];
  });
  let isAsked = false;
  const mark = (): void => {
    isAsked = false;
    const line = innerHeight / 3;
    const passed = parts.filter(({ target }) => target.getBoundingClientRect().top < line);
    const hash = passed.at(-1)?.link.hash;
    for (const { link } of parts) {
      if (link.hash === hash) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  };
  addEventListener(
    'scroll',
    () => {
      if (!isAsked) requestAnimationFrame(mark);
      isAsked = true;
    },
    { passive: true },
  );
  mark();
}
