const KEY = 'opsbook-environment';

/** Environment tabs are chosen once: the choice holds for every card of the site, kept in this browser. */
export function environmentTabs(): void {
  const chosen = remembered();
  if (chosen !== undefined) choose(chosen);
  document.addEventListener('change', ({ target }) => {
    const environment = target instanceof HTMLInputElement ? target.dataset['envChoice'] : undefined;
    if (environment === undefined) return;
    remember(environment);
    choose(environment);
  });
}

function choose(environment: string): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-env-choice]')) {
    if (input.dataset['envChoice'] === environment) input.checked = true;
  }
}

/** Storage may be forbidden; the tabs then work for this page alone. */
function remembered(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(environment: string): void {
  try {
    localStorage.setItem(KEY, environment);
  } catch {
    return;
  }
}
