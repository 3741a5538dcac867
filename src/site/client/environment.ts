const KEY = 'opsbook-environment';
/** A team has a handful of environments; a longer list is somebody else's. */
const MOST = 10;

/** Environment tabs are chosen once: the choice holds for every card of the site, kept in this browser. */
export function environmentTabs(): void {
  chooseRemembered();
  // A page that the browser had put away shows the choice as it is now.
  addEventListener('pageshow', chooseRemembered);
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches(TABS)) return;
    remember(target.value);
    choose(target.value);
  });
}

/** The latest choice comes first and is applied last, so that it wins where a card offers several. */
function chooseRemembered(): void {
  for (const environment of remembered().reverse()) choose(environment);
}

const TABS = 'input[type=radio][name^=env-]';

function choose(environment: string): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(TABS)) {
    if (input.value === environment) input.checked = true;
  }
}

/** Storage may be forbidden or hold something else: the tabs then work for this page alone. */
function remembered(): string[] {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(data) ? data.filter((value) => typeof value === 'string') : [];
  } catch {
    return [];
  }
}

function remember(environment: string): void {
  const others = remembered().filter((other) => other !== environment);
  try {
    localStorage.setItem(KEY, JSON.stringify([environment, ...others].slice(0, MOST)));
  } catch {
    return;
  }
}
