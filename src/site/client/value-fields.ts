import { announce } from './announce.ts';
import { arrive } from './arrive.ts';
import { did } from './did.ts';
import { fillCommands } from './fill-commands.ts';
import { readKept, writeKept } from './kept-values.ts';
import type { Given, Kept } from './kept-values.ts';
import { bringsValues, cleanAddress, linkWith, readLink, shorten, withoutValues } from './link-values.ts';
import { readParams } from './page-params.ts';
import type { PageParam } from './page-params.ts';
import { showParam } from './show-param.ts';
import { typedEarly } from './typed-early.ts';
import { titleOfPage, typed } from './typed-value.ts';
import { showOffer } from './value-offer.ts';
import { write } from './clipboard.ts';

/** The values panel: what is given goes into every command of the page at once. */
export async function valuesPanel(): Promise<void> {
  const panel = document.querySelector<HTMLElement>('aside.values');
  if (!panel) return;
  const early = typedEarly(panel);
  const params = await readParams(panel);
  early.end();
  const page: Panel = { panel, params, values: new Map(), before: new Map() };
  takeAddress(page);
  unfoldBesideText(panel);
  showAll(page);
  listen(page);
  for (const param of params) {
    const text = param.input && early.texts.get(param.input);
    if (!param.input || text === undefined || text === null) continue;
    param.input.value = text;
    type(page, param);
  }
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
  /** What each param has now; none for those without a value, `''` for those that a link left without one. */
  readonly values: Map<string, Given>;
  /** What an earlier alert had said. */
  readonly before: Map<string, Given>;
}

const NOTHING: Kept = { values: new Map(), before: new Map() };

/** An address is followed once: later the tab knows better what its values are. */
function takeAddress(page: Panel): void {
  const { params, panel } = page;
  const kept = readKept();
  const isNew = bringsValues(location.href) && (kept === undefined || !isFollowed());
  if (isNew) {
    const { origin, says, refused, alert } = readLink(params, location.href);
    const fed = new Set(params.filter(({ label }) => label !== undefined).map(({ name }) => name));
    const from = alert === undefined ? titleOfPage() : shorten(alert);
    const isAlert = alert !== undefined;
    const next = arrive(kept ?? NOTHING, { origin, from, at: Date.now(), says, fed, isAlert });
    writeKept(next);
    history.replaceState(history.state, '', cleanAddress(params));
    refuse(panel, refused);
    set(page, next);
    const words = isAlert ? `from the alert ${from}` : origin === 'paste' ? 'from a paste' : 'from the link';
    for (const [name, one] of says)
      if ('value' in one) did({ kind: 'value', text: `${name}=${one.value}`, from: words });
  } else {
    set(page, kept ?? NOTHING);
    followNow(page);
  }
  markFollowed();
}

const FOLLOWED = 'opsbookFollowed';

function stateOfHistory(): object {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null ? state : {};
}

function markFollowed(): void {
  history.replaceState({ ...stateOfHistory(), [FOLLOWED]: true }, '');
}

/** Whether this place of the history was here before: by Back and Forward, by a reload, by an anchor of the page. */
function isFollowed(): boolean {
  const [visit] = performance.getEntriesByType('navigation');
  return FOLLOWED in stateOfHistory() || (visit && 'type' in visit && visit.type === 'back_forward') === true;
}

/** What the tab knows, and the page's defaults for what it does not. */
function set({ params, values, before }: Panel, kept: Kept): void {
  values.clear();
  before.clear();
  for (const { name, isSecret, misfit, default: given } of params) {
    if (isSecret) continue;
    const old = kept.values.get(name);
    if (old && (old.value === '' || misfit(old.value) === undefined)) values.set(name, old);
    else if (given !== undefined) values.set(name, { value: given, origin: 'default' });
    const earlier = kept.before.get(name);
    if (earlier && misfit(earlier.value) === undefined) before.set(name, earlier);
  }
}

/** What was given here is there on the next page too; what only that page's defaults say is not. */
function keep(names: Iterable<string>, values: ReadonlyMap<string, Given>): void {
  const kept = readKept();
  if (!kept) return;
  const next = new Map(kept.values);
  for (const name of names) {
    const given = values.get(name);
    if (given && given.origin !== 'default') next.set(name, given);
    else next.delete(name);
  }
  writeKept({ ...kept, values: next });
}

function showAll(page: Panel): void {
  for (const { name, input } of page.params) if (input) input.value = page.values.get(name)?.value ?? '';
  show(page);
}

function show(page: Panel): void {
  const { panel, params, values, before } = page;
  for (const param of params) {
    showParam(param, values.get(param.name));
    showOffer(param, { now: values.get(param.name), before: before.get(param.name) });
  }
  const asked = params.filter(({ isSecret }) => !isSecret);
  const state = panel.querySelector('.values-state');
  const words = asked.map(({ name }) => `${name} ${values.get(name)?.value || 'to fill in'}`);
  if (state) state.textContent = words.join(', ');
  const bar = document.querySelector('[data-here-values]');
  if (bar) bar.textContent = asked.map(({ name }) => `${name}=${values.get(name)?.value ?? ''}`).join('  ');
  const given = [...values].filter(([, { value }]) => value !== '');
  fillCommands(new Map(given.map(([name, { value }]) => [name, value])));
}

function refuse(panel: HTMLElement, sentences: readonly string[]): void {
  const place = panel.querySelector<HTMLElement>('.refusal');
  if (!place) return;
  place.textContent = sentences.join(' ').replaceAll('`', '');
  place.hidden = sentences.length === 0;
}

function listen(page: Panel): void {
  const { panel, params } = page;
  for (const param of params) {
    param.input?.addEventListener('input', () => type(page, param));
    param.input?.addEventListener('change', () => leave(page, param));
  }
  panel.addEventListener('click', ({ target }) => {
    const button = target instanceof HTMLElement ? target : undefined;
    const action = button?.dataset['action'];
    if (action === 'clear') clear(page);
    if (action === 'link' && button) void copyLink(page, button);
    if (action === 'take') take(page, button?.closest<HTMLElement>('.param')?.dataset['name']);
  });
  // A page that the browser had put away, or whose boxes it has filled again, shows what is true now.
  addEventListener('pageshow', () => {
    const kept = readKept();
    if (!kept) return;
    set(page, kept);
    followNow(page);
    showAll(page);
  });
  addEventListener('hashchange', markFollowed);
}

function type(page: Panel, param: PageParam): void {
  const { panel, values } = page;
  const value = param.input?.value ?? '';
  if (value !== '' && param.misfit(value) === undefined) values.set(param.name, typed(param, value));
  else values.delete(param.name);
  keep([param.name], values);
  refuse(panel, []);
  show(page);
}

/** An emptied box has its default again; the address follows, so that a reload brings back nothing older. */
function leave(page: Panel, param: PageParam): void {
  const { values } = page;
  const given = values.get(param.name);
  if (given?.origin === 'typed') did({ kind: 'value', text: `${param.name}=${given.value}`, from: 'typed' });
  if (param.input?.value === '' && param.default !== undefined) {
    param.input.value = param.default;
    values.set(param.name, { value: param.default, origin: 'default' });
  }
  keep([param.name], values);
  followValues(page);
  show(page);
}

/** Where the address carries values, they are those that the page has. */
function followValues({ params, values }: Panel): void {
  if (withoutValues(params).href !== location.href)
    history.replaceState(history.state, '', linkOf({ params, values }));
}

/** An address that says something else than the page, as after Back, is brought up to date. */
function followNow(page: Panel): void {
  const { says } = readLink(page.params, location.href);
  const now = (name: string): string => page.values.get(name)?.value ?? '';
  if ([...says].some(([name, said]) => ('value' in said ? said.value : '') !== now(name))) followValues(page);
}

/** Takes what an earlier alert had said, because somebody asked for it. */
function take(page: Panel, name: string | undefined): void {
  const { params, values, before } = page;
  const param = params.find((one) => one.name === name);
  const offered = name === undefined ? undefined : before.get(name);
  if (!param?.input || !offered) return;
  values.set(param.name, typed(param, offered.value));
  did({ kind: 'value', text: `${param.name}=${offered.value}`, from: 'typed' });
  keep([param.name], values);
  followValues(page);
  param.input.value = offered.value;
  param.input.focus();
  show(page);
}

function linkOf({ params, values }: Pick<Panel, 'params' | 'values'>): string {
  const own = [...values].filter(([, { origin, value }]) => origin !== 'default' && value !== '');
  return linkWith(params, new Map(own.map(([name, { value }]) => [name, value])));
}

function clear(page: Panel): void {
  const { panel, params } = page;
  writeKept(NOTHING);
  set(page, NOTHING);
  history.replaceState(history.state, '', withoutValues(params));
  refuse(panel, []);
  showAll(page);
  announce('Values cleared.');
}

async function copyLink({ params, values }: Panel, button: HTMLElement): Promise<void> {
  const isCopied = await write(linkOf({ params, values }));
  button.textContent = isCopied ? 'Link copied' : 'No clipboard here';
  announce(button.textContent);
  setTimeout(() => (button.textContent = 'Copy link'), 2000);
}
