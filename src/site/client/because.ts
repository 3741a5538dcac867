import { clock } from './clock.ts';
import { shorten } from './link-values.ts';
import { keepSign, keptSign } from './sign.ts';
import type { Sign } from './sign.ts';
import { MARK } from './with-values.ts';

/** The line over the steps: it names the alert or the sign that the reader came by, and opens for what is in it. */
export function because(): void {
  const block = document.querySelector<HTMLDetailsElement>('[data-because]');
  if (!block) return;
  const sign = signOfAddress(location.href) ?? keptSign(location.pathname);
  if (sign) show(block, sign);
  openAt(block);
  addEventListener('hashchange', () => openAt(block));
}

/** An anchor inside opens it, in browsers too that do not do so by themselves. */
function openAt(block: HTMLDetailsElement): void {
  const id = decoded(location.hash.slice(1));
  const target = id === '' ? null : document.getElementById(id);
  if (!target || block.open || !block.contains(target)) return;
  block.open = true;
  target.scrollIntoView();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** When an alert began, by the names that links of alerts have for it. */
const SINCE = /^(?:since|starts_?at|active_?at|fired_?at)$/i;
const LABEL = /^[A-Za-z_][\w.-]{0,60}$/;
const MOST_LABELS = 20;

/** The alert whose link was followed to here. It is as little trusted as the address is. */
function signOfAddress(address: string): Sign | undefined {
  const query = new URL(address).searchParams;
  const text = /^alert\/(.+)$/.exec(query.get(MARK) ?? '')?.[1];
  if (text === undefined) return undefined;
  const secrets = secretNames();
  const labels = [...query]
    .filter(([name, value]) => value !== '' && name !== MARK && LABEL.test(name) && !SINCE.test(name))
    .filter(([name]) => !secrets.has(name.toLowerCase()) && name !== 'stay' && name !== 'q')
    .slice(0, MOST_LABELS)
    .map(([name, value]) => [name, shorten(value)] as const);
  const since = [...query].find(([name]) => SINCE.test(name))?.[1] ?? '';
  const isKnown = since !== '' && !Number.isNaN(Date.parse(since));
  const sign = { kind: 'alert', text: shorten(text), labels, ...(isKnown ? { since } : {}) } as const;
  const known = keptSign(location.pathname);
  const isSame =
    known?.kind === 'alert' && JSON.stringify({ ...known, at: 0 }) === JSON.stringify({ ...sign, at: 0 });
  const whole = { ...sign, at: isSame ? (known.at ?? Date.now()) : Date.now() };
  keepSign(location.pathname, whole);
  return whole;
}

/** Params that are secret: what a link says of them is neither shown nor kept. */
function secretNames(): ReadonlySet<string> {
  const rows = [...document.querySelectorAll<HTMLElement>('.param[data-secret]')];
  return new Set(
    rows.flatMap(({ dataset: { name, label } }) =>
      [name, label].flatMap((word) => (word === undefined ? [] : [word.toLowerCase()])),
    ),
  );
}

function show(block: HTMLElement, sign: Sign): void {
  const line = block.querySelector<HTMLElement>('[data-because-line]');
  if (!line) return;
  if (sign.kind !== 'alert') {
    const what = element(sign.kind === 'error' ? 'code' : 'b', sign.text);
    const lead = sign.kind === 'error' ? 'You are here because its logs say ' : 'You are here because: ';
    line.replaceChildren(element('span', lead, 'because-lead'), what);
    return;
  }
  const { text, labels, since, at } = sign;
  const pairs = labels.map(([name, value]) => {
    const pair = element('span', `${name} `, 'because-label');
    pair.append(element('code', value));
    return pair;
  });
  line.replaceChildren(element('span', 'Alert ', 'because-lead'), element('b', text), ...pairs);
  const when = since === undefined ? at : Date.parse(since);
  if (when !== undefined) line.append(timeOf(when, since === undefined ? 'opened' : 'since'));
  const rule = [...block.querySelectorAll('a')].find((link) => link.textContent === text);
  if (rule) linkRule(rule.getAttribute('href') ?? '');
}

/** Among the facts of the page: in the line itself a link would open the line. */
function linkRule(address: string): void {
  const facts = document.querySelector('.page-head .page-facts');
  if (!facts || facts.querySelector('.fact-rule')) return;
  const row = element('div', '', 'fact-rule');
  const value = document.createElement('dd');
  const link = element('a', "The alert's rule");
  link.setAttribute('href', address);
  value.append(link);
  row.append(element('dt', 'Alert'), value);
  facts.append(row);
}

/** `since 03:12 UTC`; the pointer is told the time of where the reader is. */
function timeOf(when: number, word: string): HTMLElement {
  const date = new Date(when);
  const time = element('time', `${word} ${clock(when)}`, 'because-label');
  time.setAttribute('datetime', date.toISOString());
  time.title = date.toLocaleString();
  return time;
}

function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
