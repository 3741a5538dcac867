import { withValues } from './with-values.ts';

/** Links of alerts: they forward to the runbook, and keep the values that they bring. */
export function alertLinks(): void {
  const forward = document.querySelector<HTMLElement>('[data-forward]')?.dataset['forward'];
  if (forward && !new URLSearchParams(location.search).has('stay')) {
    location.replace(withValues(forward, alertOfPage()));
    return;
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-with-values] a'))
    link.href = withValues(link.getAttribute('href') ?? '', alertOfPage());
  if (document.querySelector('[data-lost]'))
    void import('./lost-alert.ts').then(({ lostAlert }) => lostAlert());
  if (document.querySelector('[data-alert-group]'))
    void import('./alert-group.ts').then(({ alertGroup }) => alertGroup());
  if (document.querySelector('[data-alert-filter]'))
    void import('./alert-filter.ts').then(({ alertFilter }) => alertFilter());
}

/** `HighLoad` of `/alerts/HighLoad/`, which on a disk names its file. */
function alertOfPage(): string | undefined {
  const name = /\/alerts\/([^/]+)\/?(?:index\.html)?$/.exec(location.pathname)?.[1];
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return name;
  }
}
