import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

// Matches the end of `exit code 1: go to `, `exit code 1 → `; not `see `.
const LEADS_ON = /\s{0,9}(?::\s{0,9}(?:go to|→)?|,?\s{0,9}(?:go to|→|->))$/i;

/**
 * The branches of a decision: what the output shows, and where to go then. A step named in code after the
 * arrow becomes a link to it.
 */
export function renderBranches(
  children: readonly ElementContent[],
  steps: ReadonlySet<string>,
): ElementContent[] {
  return children.map((child) => {
    if (child.type !== 'element') return child;
    if (child.tagName === 'li') return renderBranch(child, steps);
    return { ...child, children: renderBranches(child.children, steps) };
  });
}

function renderBranch(item: Element, steps: ReadonlySet<string>): Element {
  const [only] = item.children.filter((child) => child.type === 'element' && child.tagName === 'p');
  const content = only?.type === 'element' ? only.children : item.children;
  const at = content.findIndex((child, index) => leadsOn(content[index - 1]) && isTarget(child, steps));
  const before = content[at - 1];
  if (at < 1 || before?.type !== 'text') return item;
  const when = [
    ...content.slice(0, at - 1),
    { ...before, value: before.value.trimEnd().replace(LEADS_ON, '') },
  ];
  const then = content.slice(at).map((child, index) => (index === 0 ? toLink(child, steps) : child));
  return h('li', { class: 'branch' }, [
    h('span', { class: 'when' }, when),
    h('span', { class: 'then' }, [h('span', { class: 'arrow' }, '→ '), ...then]),
  ]);
}

function leadsOn(node: ElementContent | undefined): boolean {
  // A branch is a line; longer texts are not looked through for how they end.
  return node?.type === 'text' && node.value.length < 500 && LEADS_ON.test(node.value.trimEnd());
}

function isTarget(node: ElementContent, steps: ReadonlySet<string>): boolean {
  return node.type === 'element' && (node.tagName === 'a' || steps.has(stepOf(node)));
}

function toLink(node: ElementContent, steps: ReadonlySet<string>): ElementContent {
  if (node.type !== 'element' || !steps.has(stepOf(node))) return node;
  return h('a', { href: `#${stepOf(node)}` }, stepOf(node).replaceAll('-', ' '));
}

/** The text of a `code` element. */
function stepOf({ tagName, children: [only] }: Element): string {
  return tagName === 'code' && only?.type === 'text' ? only.value : '';
}
