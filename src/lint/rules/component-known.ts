import { listPages } from '../../runbook/book.ts';
import type { Range } from '../../runbook/finding.ts';
import { isAdopted } from '../../runbook/read/adopted.ts';
import type { Page } from '../../runbook/read/parse.ts';
import { isHtmlElement } from '../../runbook/read/html.ts';
import { COMPONENTS, DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../../runbook/schema/components.ts';
import { lookUp } from '../../shell/look-up.ts';
import { count } from '../../runbook/words/count.ts';
import { didYouMean } from '../../runbook/words/nearest.ts';
import type { ComponentUse } from '../../runbook/read/component-use.ts';
import type { Rule } from '../rule.ts';
import { words } from '../../shell/words.ts';

export const componentKnown: Rule = {
  id: 'component-known',
  summary: 'Use only the components that opsbook renders',
  level: 'error',
  isFirm: true,
  check({ page }, report) {
    if (!isAdopted(page)) return;
    for (const use of page.components) for (const { message } of judge(use)) report(message, use.range);
    for (const tag of page.html) for (const { message } of judgeTag(tag)) report(message, tag.range);
  },
  checkBook({ book }, report) {
    // Another system's components are one thing to know of a book, wherever they stand.
    const seen = listPages(book)
      .filter((page) => !isAdopted(page))
      .flatMap((page) => listForeign(page).map((one) => ({ ...one, path: page.path })));
    for (const [message, group] of Map.groupBy(seen, (one) => one.message)) {
      const [first] = group;
      const pages = new Set(group.map(({ path }) => path)).size;
      const often =
        group.length === 1 ? '.' : ` (${count(group.length, 'place')} on ${count(pages, 'page')}).`;
      if (!first) continue;
      const place = {
        path: first.path,
        level: 'warning',
        subject: first.subject,
        places: group.length,
      } as const;
      report(place, message.replace(/\.$/, often), first.range);
    }
  },
};

/** What is said of one component, element or attribute. */
interface Said {
  readonly message: string;
  /** What it speaks of. */
  readonly subject: string;
}

/**
 * What a page of another system does not show here: components that are not known, and HTML that is dropped with all
 * it holds.
 */
function listForeign(page: Page): (Said & { readonly range: Range | undefined })[] {
  const components = page.components
    .filter(({ name }) => !isPlainHtml(name))
    .map((use) => ({ ...use, attributes: withoutLooks(use.attributes) }))
    .flatMap((use) => judge(use).map((said) => ({ ...said, range: use.range })));
  const tags = page.html.flatMap((tag) => judgeTag(tag).map((said) => ({ ...said, range: tag.range })));
  return [...components, ...tags];
}

/** What Starlight, Docusaurus and VitePress say of how their components look and which one is open: nothing is lost without. */
const LOOKS = words(
  'syncKey groupId queryString icon default defaultValue values value lazy class className style open',
);

function withoutLooks(attributes: ComponentUse['attributes']): ComponentUse['attributes'] {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !LOOKS.has(name)));
}

function isPlainHtml(name: string): boolean {
  return isHtmlElement(name) && !DROPPED_ELEMENTS.has(name);
}

function judge({ name, attributes }: ComponentUse): Said[] {
  const subject = `<${name}>`;
  if (name === '') return [{ subject, message: 'Remove `<>`: a runbook has no use for fragments.' }];
  const component = lookUp(COMPONENTS, name);
  const element = lookUp(SAFE_ELEMENTS, name);
  const allowed = component
    ? Object.keys(component.attributes)
    : element && [...element, 'id', ...(name === 'a' ? ['name'] : [])];
  if (!allowed) return [{ subject, message: unknown(name) }];
  const extra = Object.keys(attributes)
    .filter((attribute) => !allowed.includes(attribute))
    .map(
      (attribute) =>
        `Remove \`${attribute}\`: \`<${name}>\` takes no such attribute.${didYouMean(attribute, allowed)}`,
    );
  const missing = Object.entries(component?.attributes ?? {})
    .filter(([attribute, isRequired]) => isRequired && !attributes[attribute])
    .map(([attribute]) => `Add \`${attribute}="…"\`: \`<${name}>\` needs it.`);
  return [...extra, ...missing].map((message) => ({ subject, message }));
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
function judgeTag({ name, attributes }: ComponentUse): Said[] {
  const subject = `<${name}>`;
  if (DROPPED_ELEMENTS.has(name))
    return [
      { subject, message: `Remove \`<${name}>\`: it is not rendered, and neither is anything inside it.` },
    ];
  return Object.keys(attributes)
    .filter((attribute) => attribute.startsWith('on') || attribute === 'srcdoc')
    .map((attribute) => ({
      subject,
      message: `Remove \`${attribute}\`: a runbook is data, and nothing in an attribute is run.`,
    }));
}
