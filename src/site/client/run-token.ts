import { RUN_FRAGMENT } from '../../run/run-address.ts';

const KEY = 'opsbook-run';

/**
 * Takes the token of a run service out of the address and keeps it for this tab. Only where there is one, and only on a
 * runbook, is anything of the run controls loaded: a published site never asks for them.
 */
export function runControls(): void {
  const token = takeToken();
  const page = document.querySelector<HTMLElement>('[data-runbook]');
  if (token && page) void import('./run/controls.ts').then(({ openControls }) => openControls(token, page));
}

function takeToken(): string | null {
  const [, given] = location.hash.split(`#${RUN_FRAGMENT}`);
  if (given) history.replaceState(history.state, '', location.pathname + location.search);
  try {
    if (given) sessionStorage.setItem(KEY, given);
    return sessionStorage.getItem(KEY);
  } catch {
    return given ?? null; // storage is forbidden: it holds for this page alone
  }
}
