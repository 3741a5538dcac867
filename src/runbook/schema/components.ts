/** What an author may write between angle brackets, and with which attributes. Nothing else is rendered. */

import type { Service } from './entry-schemas.ts';

export interface ComponentSpec {
  readonly meaning: string;
  /** Attribute names; true where one is required. */
  readonly attributes: Readonly<Record<string, boolean>>;
}

/** Lets the compiler know the names of a table. */
function named<Name extends string>(
  table: Readonly<Record<Name, ComponentSpec>>,
): Readonly<Record<Name, ComponentSpec>> {
  return table;
}

/**
 * The components of a book, by name. Add yours here: until the site (`site/render/components.ts`), the terminal
 * (`cli/terminal-components.ts`) and the Markdown for agents (`machine/component-blocks.ts`) draw it, nothing compiles.
 */
export const COMPONENTS = named({
  Note: { meaning: 'Something good to know.', attributes: { title: false } },
  Warning: { meaning: 'Something that can go wrong.', attributes: { title: false } },
  Danger: { meaning: 'Something that cannot be undone.', attributes: { title: false } },
  Steps: { meaning: 'A numbered list whose items can be ticked.', attributes: {} },
  Tabs: { meaning: 'Variants of which a reader needs one.', attributes: {} },
  Tab: { meaning: 'One of the variants.', attributes: { label: true } },
  Decision: { meaning: 'Branches: "if the output shows X, go to this step".', attributes: { title: false } },
  ServiceTable: { meaning: 'The services of a system.', attributes: { system: false } },
  HealthChecks: {
    meaning: 'How to see whether a service is well.',
    attributes: { service: false, system: false },
  },
  AlertFacts: {
    meaning: 'What the alert rule says: expression, duration, severity.',
    attributes: { alert: true },
  },
});
export type ComponentName = keyof typeof COMPONENTS;

/** The services that a component's attributes choose: one, those of a system, or all. */
export function chosenServices<S extends Pick<Service, 'id' | 'system'>>(
  { service, system }: Readonly<Record<string, string>>,
  services: Iterable<S>,
): readonly S[] {
  return [...services].filter(
    ({ id, system: own }) =>
      (service === undefined || id === service) && (system === undefined || own === system),
  );
}

/** HTML elements that carry text and nothing else, with the attributes they may keep. */
export const SAFE_ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  abbr: ['title'],
  b: [],
  blockquote: [],
  br: [],
  caption: [],
  code: [],
  dd: [],
  del: [],
  details: ['open'],
  dl: [],
  dt: [],
  em: [],
  figcaption: [],
  figure: [],
  h2: [],
  h3: [],
  h4: [],
  hr: [],
  i: [],
  img: ['src', 'alt', 'width', 'height', 'title'],
  ins: [],
  kbd: [],
  li: [],
  mark: [],
  ol: ['start'],
  p: [],
  pre: [],
  s: [],
  samp: [],
  small: [],
  strong: [],
  sub: [],
  summary: [],
  sup: [],
  table: [],
  tbody: [],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  thead: [],
  tr: [],
  u: [],
  ul: [],
  var: [],
};

/** HTML elements that go with all they hold: a reader would see a program, or nothing. */
export const DROPPED_ELEMENTS: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'embed',
  'noscript',
  'svg',
  'math',
  'video',
  'audio',
  'canvas',
]);
