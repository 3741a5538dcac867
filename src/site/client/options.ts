import type { Hit } from './answer.ts';
import { keepSign } from './sign.ts';
import type { Result } from './full-text.ts';

const REASON_WORDS = { alert: 'Alert', error: 'In its logs', symptom: 'Symptom', words: '' } as const;

/** A runbook as an option of the result list: title, severity and service, and the reason with its hits marked. */
export function hitOption({
  title,
  url,
  severity,
  services,
  owner,
  kind,
  isRunbook,
  differs,
  why,
  line,
  values,
  refused,
}: Hit): HTMLAnchorElement {
  const facts = (
    isRunbook
      ? [severity, shortened(services) || (kind === 'incident' ? '' : kind)]
      : [kind, kind === 'service' ? owner : '']
  )
    .filter(Boolean)
    .join(' · ');
  const word = REASON_WORDS[why.kind];
  const hits = marked(why.text, why.ranges);
  const label = word ? [element('span', 'reason-kind', `${word}: `)] : [];
  // What the title says by itself is not said twice.
  const isTitle = word === '' && why.text === title;
  const reason = isTitle ? [] : [element('span', 'reason', ...label, ...hits)];
  const pasted =
    line === undefined ? [] : [element('span', 'pasted-line', 'In your paste: ', element('code', '', line))];
  const filled = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  const note =
    filled.length > 0 ? [element('span', 'filled', `filled from your paste: ${filled.join(', ')}`)] : [];
  const left = Object.entries(refused).map(([name, reason]) => `${name} ${reason.replaceAll('`', '')}`);
  const warning =
    left.length > 0 ? [element('span', 'filled', `not taken from your paste: ${left.join('; ')}`)] : [];
  const link = option(
    url,
    element('span', 'result-title', ...(isTitle ? hits : [title])),
    element('span', 'result-kind', facts),
    ...(differs === undefined ? [] : [element('span', 'differs', differs)]),
    ...reason,
    ...pasted,
    ...note,
    ...warning,
  );
  if (why.kind === 'symptom' || why.kind === 'error') {
    const { kind, text } = why;
    link.addEventListener('click', () => keepSign(link.pathname, { kind, text }));
  }
  return link;
}

const MOST_SERVICES = 2;

function shortened(services: readonly string[]): string {
  const more = services.length - MOST_SERVICES;
  return services.slice(0, MOST_SERVICES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** A page of the full text. */
export function fullTextOption({ url, title, kind, excerpt }: Result): HTMLAnchorElement {
  const pieces = excerpt.map(({ text, isHit }) =>
    isHit ? element('mark', '', text) : document.createTextNode(text),
  );
  return option(
    url,
    element('span', 'result-title', title),
    element('span', 'result-kind', kind),
    element('span', 'reason', ...pieces),
  );
}

/** Options under a title of their own. */
export function optionGroup(title: string, options: readonly HTMLElement[]): HTMLElement {
  const head = element('p', 'group-title', title);
  head.setAttribute('aria-hidden', 'true');
  const group = element('div', '', head, ...options);
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', title);
  return group;
}

function option(url: string, ...content: readonly HTMLElement[]): HTMLAnchorElement {
  const link = document.createElement('a');
  link.setAttribute('role', 'option');
  link.href = url;
  link.tabIndex = -1;
  link.append(...content);
  return link;
}

/** A text with ranges of it marked; ranges are in order and do not overlap. */
function marked(text: string, ranges: readonly (readonly [start: number, end: number])[]): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start > at) nodes.push(document.createTextNode(text.slice(at, start)));
    nodes.push(element('mark', '', text.slice(start, end)));
    at = end;
  }
  nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}

function element(name: string, className: string, ...content: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}
