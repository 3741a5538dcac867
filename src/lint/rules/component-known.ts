import { isAdopted } from '../../runbook/read/adopted.ts';
import { isHtmlElement } from '../../runbook/read/html.ts';
import { COMPONENTS, DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../../runbook/schema/components.ts';
import { lookUp } from '../../runbook/words/look-up.ts';
import { didYouMean } from '../../runbook/words/nearest.ts';
import type { ComponentUse } from '../../runbook/read/component-use.ts';
import type { Rule } from '../rule.ts';

export const componentKnown: Rule = {
  id: 'component-known',
  summary: 'Use only the components that opsbook renders',
  level: 'error',
  isFirm: true,
  check({ page }, report) {
    const isForeign = !isAdopted(page);
    const said = new Set<string>();
    for (const use of page.components) {
      // Of another system's page: each component once, and of HTML only what goes with all that it holds.
      if (isForeign && (said.has(use.name) || isPlainHtml(use.name))) continue;
      said.add(use.name);
      for (const message of judge(use)) report(message, use.range);
    }
    for (const tag of page.html) for (const message of judgeTag(tag)) report(message, tag.range);
  },
};

function isPlainHtml(name: string): boolean {
  return isHtmlElement(name) && !DROPPED_ELEMENTS.has(name);
}

function judge({ name, attributes }: ComponentUse): string[] {
  if (name === '') return ['Remove `<>`: a runbook has no use for fragments.'];
  const component = lookUp(COMPONENTS, name);
  const element = lookUp(SAFE_ELEMENTS, name);
  const allowed = component
    ? Object.keys(component.attributes)
    : element && [...element, 'id', ...(name === 'a' ? ['name'] : [])];
  if (!allowed) return [unknown(name)];
  const extra = Object.keys(attributes)
    .filter((attribute) => !allowed.includes(attribute))
    .map(
      (attribute) =>
        `Remove \`${attribute}\`: \`<${name}>\` takes no such attribute.${didYouMean(attribute, allowed)}`,
    );
  const missing = Object.entries(component?.attributes ?? {})
    .filter(([attribute, isRequired]) => isRequired && !attributes[attribute])
    .map(([attribute]) => `Add \`${attribute}="…"\`: \`<${name}>\` needs it.`);
  return [...extra, ...missing];
}

function unknown(name: string): string {
  const elements = Object.keys(SAFE_ELEMENTS);
  const isPlaceholder = /^[a-z]/.test(name) && !didYouMean(name, elements) && !DROPPED_ELEMENTS.has(name);
  const known = [...Object.keys(COMPONENTS), ...(/^[a-z]/.test(name) ? elements : [])];
  if (isPlaceholder)
    return `Put \`<${name}>\` in backticks, or remove it: opsbook renders no such component.`;
  return `Remove \`<${name}>\`: opsbook renders no such component.${didYouMean(name, known)}`;
}

/** HTML of a Markdown file, where what is harmless and unknown is simply not drawn. */
function judgeTag({ name, attributes }: ComponentUse): string[] {
  if (DROPPED_ELEMENTS.has(name))
    return [`Remove \`<${name}>\`: it is not rendered, and neither is anything inside it.`];
  return Object.keys(attributes)
    .filter((attribute) => attribute.startsWith('on') || attribute === 'srcdoc')
    .map((attribute) => `Remove \`${attribute}\`: a runbook is data, and nothing in an attribute is run.`);
}
