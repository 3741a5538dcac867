import type { Element, ElementContent, Root as Hast } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Nodes } from 'mdast';
import { defaultHandlers, toHast } from 'mdast-util-to-hast';
import type { Handlers, State } from 'mdast-util-to-hast';
import { authorId } from '../../runbook/links/author-ids.ts';
import { isAdopted } from '../../runbook/read/adopted.ts';
import { DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../../runbook/schema/components.ts';
import { plainAttributes } from '../../runbook/read/attributes.ts';
import { commentIn } from '../../runbook/read/comment.ts';
import { lookUp } from '../../shell/look-up.ts';
import { saysTheSame } from '../../runbook/words/says-the-same.ts';
import type { Page } from '../../runbook/read/parse.ts';
import { askedBy } from '../asked-values.ts';
import { breakCode } from './break-code.ts';
import { COMPONENT_RENDERERS } from './components.ts';
import type { Facts } from './facts.ts';
import { foldBackground } from './fold-background.ts';
import { groupSnippets } from './group-snippets.ts';
import { headingLevels } from './heading-levels.ts';
import type { Highlight } from './highlight.ts';
import { cleanHtml, scrolling } from './clean-html.ts';
import type { Relinking } from './clean-html.ts';
import { refusal } from './refusal.ts';
import { referencesOf } from './references.ts';
import type { References } from './references.ts';
import { renderCard } from './snippet-card.ts';

/** A page as HTML, and the files of the book that it shows. */
export interface RenderedPage {
  readonly html: string;
  /** What its reader has seen already: sections that stand apart from the rest; empty where nothing does. */
  readonly background: string;
  /** The ids of those sections. */
  readonly folded: readonly string[];
  readonly files: readonly string[];
}

/**
 * Renders a page from the tree that the linter judged. Nothing in it is evaluated: what is no Markdown, no
 * component of ours and no harmless element is not rendered, and says so in its place.
 */
export function renderPage(page: Page, facts: Facts, highlight: Highlight): RenderedPage {
  const references = referencesOf(page, facts);
  const claimId = idClaims(page);
  const tree = groupSnippets(page);
  const hast = toHast(tree, {
    handlers: handlersFor({ page, facts, highlight, references, claimId }),
    allowDangerousHtml: true,
  });
  const root: Hast = hast.type === 'root' ? hast : { type: 'root', children: [] };
  const clean = cleanHtml(root, page, {
    relink(node) {
      const { href, src, alt } = node.properties;
      const url = String(href ?? src ?? '');
      const isImage = node.tagName === 'img';
      return isImage ? references.image(url, String(alt ?? '')) : references.link(url, node.children);
    },
    claimId,
  });
  const { background, ids, rest } = foldBackground(clean.children, backgroundOf(page, facts));
  return {
    html: toHtml({ type: 'root', children: rest }),
    background: toHtml({ type: 'root', children: background }),
    folded: ids,
    files: [...references.files],
  };
}

/** Which of a runbook's sections only tell what its reader has seen. */
function backgroundOf(page: Page, facts: Facts): (id: string) => boolean {
  if (!('kind' in page)) return () => false;
  const titles = new Map(page.headings.map(({ anchor, text }) => [anchor, text]));
  return (id) => facts.isBackground(titles.get(id) ?? '');
}

interface Rendering {
  readonly page: Page;
  readonly facts: Facts;
  readonly highlight: Highlight;
  readonly references: References;
  readonly claimId: Relinking['claimId'];
}

/** Gives each id of the author's once, and none that a heading or a step has. */
function idClaims(page: Page): Relinking['claimId'] {
  const names = page.snippets.flatMap(({ name }) => name ?? []);
  const taken = new Set([...page.headings.map(({ anchor }) => anchor), ...names]);
  return (name, attributes) => {
    const id = authorId({ name, attributes });
    if (id === undefined || taken.has(id)) return undefined;
    taken.add(id);
    return id;
  };
}

function handlersFor({ page, facts, highlight, references, claimId }: Rendering): Handlers {
  const taken = new Set(page.headings.map(({ anchor }) => anchor));
  const [first] = page.headings;
  const title = first?.depth === 1 && saysTheSame(first.text, page.title) ? first : undefined;
  const isForeign = !isAdopted(page);
  let number = 0;
  const levelOf = headingLevels();
  const { link, image } = references;
  const { params, places } = askedBy(page);
  const steps = new Set(page.snippets.flatMap(({ name }) => name ?? []));

  const handlers: Handlers = {
    heading(state: State, node: Extract<Nodes, { type: 'heading' }>) {
      const heading = page.headingOf.get(node);
      if (heading && heading === title) return undefined;
      const id = heading?.anchor;
      return h(`h${levelOf(node.depth)}`, { id }, [
        ...state.all(node),
        h(
          'a',
          {
            class: 'anchor',
            href: `#${id ?? ''}`,
            // Every heading has one: by the keyboard they would be most of the way.
            tabIndex: -1,
            ariaLabel: 'Link to this part',
            'data-pagefind-ignore': '',
          },
          '#',
        ),
      ]);
    },
    snippetCard(_state: State, node: Extract<Nodes, { type: 'snippetCard' }>) {
      const name = node.snippets[0]?.name;
      const anchor = name === undefined || taken.has(name) ? undefined : name;
      if (anchor !== undefined) taken.add(anchor);
      const known = { params, places, commands: facts.commands };
      return renderCard(node.snippets, { highlight, number: (number += 1), anchor, ...known });
    },
    table(state: State, node: Extract<Nodes, { type: 'table' }>) {
      const table = breakCode(defaultHandlers.table(state, node));
      return scrolling(table);
    },
    listItem(state: State, node: Extract<Nodes, { type: 'listItem' }>, parent) {
      const item = defaultHandlers.listItem(state, node, parent);
      return typeof node.checked === 'boolean' ? labelled(item, node.checked ? 'done' : 'to do') : item;
    },
    link: (state: State, node: Extract<Nodes, { type: 'link' }>) => link(node.url, state.all(node)),
    linkReference(state: State, node: Extract<Nodes, { type: 'linkReference' }>) {
      return link(state.definitionById.get(node.identifier.toUpperCase())?.url, state.all(node));
    },
    image(_state: State, node: Extract<Nodes, { type: 'image' }>) {
      return image(node.url, node.alt ?? '');
    },
    imageReference(state: State, node: Extract<Nodes, { type: 'imageReference' }>) {
      return image(state.definitionById.get(node.identifier.toUpperCase())?.url, node.alt ?? '');
    },
    mdxJsxFlowElement: component,
    mdxJsxTextElement: component,
    mdxFlowExpression: (_state: State, node: { value: string }) => refuseProgram(node.value),
    mdxTextExpression: (_state: State, node: { value: string }) => refuseProgram(node.value),
    // What another system's page imports shows nothing by itself: its components say what is missing.
    mdxjsEsm: (_state: State, node: { value: string }) =>
      isForeign && /^import\b/.test(node.value) ? undefined : refusal('import and export'),
    yaml: () => undefined,
  };

  function component(
    state: State,
    node: Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>,
  ) {
    const name = node.name ?? '';
    const children = state.all(node);
    const attributes = plainAttributes(node);
    const render = lookUp(COMPONENT_RENDERERS, name);
    if (render) return render({ attributes, children, facts, steps, number: (number += 1) });
    const allowed = lookUp(SAFE_ELEMENTS, name);
    const id = claimId(name, attributes);
    if (!allowed && isForeign && !DROPPED_ELEMENTS.has(name)) {
      // All that can be read of a page that was written for another system is shown.
      const anchor = id === undefined ? [] : [h('span', { id })];
      // Of a word in a sentence, nothing is lost but how it looks.
      const isWord = node.type === 'mdxJsxTextElement' && children.length > 0;
      const said = /^[a-z]/.test(name) || name === '' || isWord ? [] : [refusal(`<${name}>`), SPACE];
      return [...said, ...anchor, ...children];
    }
    if (!allowed) return refusal(`<${name}>`);
    const kept = Object.fromEntries(Object.entries(attributes).filter(([key]) => allowed.includes(key)));
    if (id !== undefined) kept['id'] = id;
    if (name === 'a' && kept['href'] === undefined) return h('span', kept, children);
    if (name === 'a') return withId(link(kept['href'] ?? '', children), id);
    if (name === 'img') return image(kept['src'] ?? '', kept['alt'] ?? '');
    return h(name, kept, children);
  }
  return handlers;
}

/** A comment draws nothing; anything else in braces is refused. */
function refuseProgram(value: string): Element | undefined {
  return commentIn(value) === undefined ? refusal('an expression in braces') : undefined;
}

/** Notes that follow each other are two sentences. */
const SPACE = { type: 'text', value: ' ' } as const;

function withId(element: Element, id: string | undefined): Element {
  return id === undefined ? element : { ...element, properties: { ...element.properties, id } };
}

/** The box of a task list says its state, which to the ear is nothing but "checkbox". */
function labelled(item: Element, state: string): Element {
  const children = item.children.map((child): ElementContent => {
    if (child.type !== 'element') return child;
    if (child.tagName !== 'input') return labelled(child, state);
    return { ...child, properties: { ...child.properties, ariaLabel: state } };
  });
  return { ...item, children };
}
