import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';

/** A component or an element between angle brackets. */
export type Element = MdxJsxFlowElement | MdxJsxTextElement;
type Attribute = Element['attributes'][number];

/** An attribute with what it says: plain text, or a program that nobody runs. */
export type ReadAttribute =
  | { readonly node: Attribute; readonly name: string; readonly value: string }
  | { readonly node: Attribute; readonly name: string; readonly program: string };

/** The attributes of an element in their order; one without a value is empty, `{...all}` has no name. */
export function readAttributes({ attributes }: Pick<Element, 'attributes'>): readonly ReadAttribute[] {
  return attributes.map((node): ReadAttribute => {
    if (node.type === 'mdxJsxExpressionAttribute') return { node, name: '', program: node.value };
    const { name, value } = node;
    if (typeof value === 'object' && value !== null) return { node, name, program: value.value };
    return { node, name, value: value ?? '' };
  });
}

/** Those that are plain text: nothing else is ever used. */
export function plainAttributes(element: Pick<Element, 'attributes'>): Readonly<Record<string, string>> {
  const plain = readAttributes(element).flatMap((one) => ('value' in one ? [[one.name, one.value]] : []));
  // Unlike an assignment, this gives `__proto__` an entry of its own.
  return Object.fromEntries(plain) as Record<string, string>; // pairs of texts
}
