import { announce } from './announce.ts';
import { fillCommands } from './fill-commands.ts';
import { keepValues, keptValues } from './kept-values.ts';
import type { Given, Origin } from './kept-values.ts';
import { hideSecrets, linkWith, readLink, withoutValues } from './link-values.ts';
import { readParams } from './page-params.ts';
import type { PageParam } from './page-params.ts';
import { write } from './clipboard.ts';

/** The values panel: what is given goes into every command of the page at once. */
export async function valuesPanel(): Promise<void> {
  const panel = document.querySelector<HTMLElement>('aside.values');
  if (!panel) return;
  const params = await readParams(panel);
  const { taken, refused } = readLink(params, location.href);
  hideSecrets(params);
  const values = startingValues(params, taken);
  keep(taken.keys(), values);
  unfoldBesideText(panel);
  refuse(panel, refused);
  show({ panel, params, values });
  listen({ panel, params, values });
}

/** On a wide screen the panel is always open, as the styles have it: there is nothing to press. */
function unfoldBesideText(panel: HTMLElement): void {
  const details = panel.querySelector('details');
  const summary = panel.querySelector('summary');
  if (!details || !summary || !matchMedia('(min-width: 80rem)').matches) return;
  details.open = true;
  summary.tabIndex = -1;
}

interface Panel {
  readonly panel: HTMLElement;
  readonly params: readonly PageParam[];
  /** What each param has now; none for those without a value. */
  readonly values: Map<string, Given>;
}

/** The link's first, then what the visit brought, then the defaults. */
function startingValues(params: readonly PageParam[], taken: ReadonlyMap<string, Given>): Map<string, Given> {
  const kept = keptValues();
  const values = new Map<string, Given>();
  for (const { name, isSecret, fits, default: given } of params) {
    const old = kept.get(name);
    const own = taken.get(name);
    // After a reload the address still holds what was taken from it: where it came from is known better.
    const chosen = own && old?.value !== own.value ? own : old && fits(old.value) ? old : own;
    if (isSecret) continue;
    if (chosen) values.set(name, chosen);
    else if (given !== undefined) values.set(name, { value: given, origin: 'default' });
  }
  return values;
}

/** What was given here is there on the next page too; what only that page's defaults say is not. */
function keep(names: Iterable<string>, values: ReadonlyMap<string, Given>): void {
  const kept = keptValues();
  for (const name of names) {
    const given = values.get(name);
    if (given && given.origin !== 'default') kept.set(name, given);
    else kept.delete(name);
  }
  keepValues(kept);
}

const ORIGIN_WORDS: Readonly<Record<Origin, string>> = {
  default: 'default',
  link: 'from the link',
  paste: 'from your paste',
  typed: 'typed',
};

function show({ panel, params, values }: Panel): void {
  for (const param of params) showParam(param, values.get(param.name));
  const asked = params.filter(({ isSecret }) => !isSecret);
  const state = panel.querySelector('.values-state');
  const words = asked.map(({ name }) => `${name} ${values.get(name)?.value ?? 'to fill in'}`);
  if (state) state.textContent = words.join(', ');
  fillCommands(new Map([...values].map(([name, { value }]) => [name, value])));
}

function showParam({ input, row, default: usual }: PageParam, given: Given | undefined): void {
  if (!input) return;
  if (document.activeElement !== input) input.value = given?.value ?? input.value;
  const isRefused = given === undefined && input.value !== '';
  input.setAttribute('aria-invalid', String(isRefused));
  row.classList.toggle('is-refused', isRefused);
  row.classList.toggle('is-open', given === undefined);
  const origin = row.querySelector('.origin');
  const from = given ? ORIGIN_WORDS[given.origin] : isRefused ? 'not used: it does not fit' : 'to fill in';
  const hint = usual !== undefined && given?.value !== usual ? `, default ${usual}` : '';
  if (origin) origin.textContent = from + hint;
}

function refuse(panel: HTMLElement, sentences: readonly string[]): void {
  const place = panel.querySelector<HTMLElement>('.refusal');
  if (!place) return;
  place.textContent = sentences.join(' ');
  place.hidden = sentences.length === 0;
}

function listen(page: Panel): void {
  const { panel, params } = page;
  for (const param of params) {
    param.input?.addEventListener('input', () => type(page, param));
    param.input?.addEventListener('change', () => leave(page, param));
  }
  panel.addEventListener('click', ({ target }) => {
    const action = target instanceof HTMLElement ? target.dataset['action'] : undefined;
    if (action === 'clear') clear(page);
    if (action === 'link' && target instanceof HTMLElement) void copyLink(page, target);
  });
}

function type({ panel, params, values }: Panel, param: PageParam): void {
  const value = param.input?.value ?? '';
  if (value !== '' && param.fits(value)) values.set(param.name, { value, origin: 'typed' });
  else values.delete(param.name);
  refuse(panel, []);
  show({ panel, params, values });
}

/** An emptied box has its default again; the address follows, so that a reload brings back nothing older. */
function leave({ panel, params, values }: Panel, param: PageParam): void {
  if (param.input?.value === '' && param.default !== undefined) {
    param.input.value = param.default;
    values.set(param.name, { value: param.default, origin: 'default' });
  }
  keep([param.name], values);
  if (withoutValues(params).href !== location.href)
    history.replaceState(history.state, '', linkOf({ params, values }));
  show({ panel, params, values });
}

function linkOf({ params, values }: Pick<Panel, 'params' | 'values'>): string {
  const own = [...values].filter(([, { origin }]) => origin !== 'default');
  return linkWith(params, new Map(own.map(([name, { value }]) => [name, value])));
}

function clear({ panel, params, values }: Panel): void {
  values.clear();
  for (const { name, default: given, input, isSecret } of params) {
    if (input) input.value = given ?? '';
    if (given !== undefined && !isSecret) values.set(name, { value: given, origin: 'default' });
  }
  keepValues(new Map());
  history.replaceState(history.state, '', withoutValues(params));
  refuse(panel, []);
  show({ panel, params, values });
  announce('Values cleared.');
}

async function copyLink({ params, values }: Panel, button: HTMLElement): Promise<void> {
  const isCopied = await write(linkOf({ params, values }));
  button.textContent = isCopied ? 'Link copied' : 'No clipboard here';
  announce(button.textContent);
  setTimeout(() => (button.textContent = 'Copy link'), 2000);
}
