import { COMPONENTS, SAFE_ELEMENTS } from '../../runbook/components.ts';
import { didYouMean } from '../../runbook/nearest.ts';
import type { ComponentUse } from '../../runbook/page.ts';
import type { Rule } from '../rule.ts';

export const componentKnown: Rule = {
  id: 'component-known',
  summary: 'Use only the components that opsbook renders',
  level: 'error',
  isFirm: true,
  check({ page }, report) {
    for (const use of page.components) {
      for (const message of judge(use)) report(message, use.range);
    }
  },
};

function judge({ name, attributes }: ComponentUse): string[] {
  if (name === '') return ['Remove `<>`: a runbook has no use for fragments.'];
  const component = COMPONENTS[name];
  const allowed = component ? Object.keys(component.attributes) : SAFE_ELEMENTS[name];
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
  const isPlaceholder = /^[a-z]/.test(name) && !didYouMean(name, Object.keys(SAFE_ELEMENTS));
  const hint = isPlaceholder ? ` To show it as text, put it in backticks.` : '';
  const known = [...Object.keys(COMPONENTS), ...(/^[a-z]/.test(name) ? Object.keys(SAFE_ELEMENTS) : [])];
  return `Replace \`<${name}>\`: opsbook renders no such component.${hint || didYouMean(name, known)}`;
}
