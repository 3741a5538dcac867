import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Page } from '../../runbook/read/parse.ts';
import type { Facts } from './facts.ts';
import { isPublished } from '../../runbook/links/published-files.ts';

/** Draws the links and images of one page, and keeps which files of the book they need. */
export interface References {
  /** A link, or its words alone where it leads nowhere or must not be followed. */
  link(url: string | undefined, children: ElementContent[]): Element;
  /** An image of the book; one from elsewhere is only linked, since a page asks no other server for anything. */
  image(url: string | undefined, alt: string): Element;
  readonly files: ReadonlySet<string>;
}

export function referencesOf(page: Page, facts: Facts): References {
  const files = new Set<string>();
  const prefix = facts.base.replace(/\/$/, '');

  function addressOf(url: string): string | undefined {
    const target = facts.target(page.path, url);
    switch (target.kind) {
      case 'external':
        return url;
      case 'page':
      case 'site': {
        const anchor = target.anchor === '' ? '' : `#${target.anchor}`;
        const isOwn = target.kind === 'page' && target.path === page.path;
        return isOwn && anchor ? anchor : `${prefix}${target.address}${anchor}`;
      }
      case 'file':
        if (!isPublished(target.path)) return undefined;
        files.add(target.path);
        return `${prefix}/files/${target.path.split('/').map(encodeURIComponent).join('/')}`;
      case 'unsafe':
      case 'missing':
        return undefined;
    }
  }

  function link(url: string | undefined, children: ElementContent[]): Element {
    const href = url === undefined ? undefined : addressOf(url);
    const shown = children.length > 0 || !url ? withoutLinks(children) : [facts.linkWords(page.path, url)];
    if (href === undefined) return h('span', { class: 'missing' }, shown);
    const isExternal = /^https?:/.test(href);
    return h('a', { href, ...(isExternal ? { rel: 'noreferrer', class: 'external' } : {}) }, shown);
  }

  function image(url: string | undefined, alt: string): Element {
    const target = url === undefined ? undefined : facts.target(page.path, url);
    if (target?.kind === 'external')
      return link(url, [{ type: 'text', value: `Image: ${alt || fileName(url ?? '')}` }]);
    const drawing = target?.kind === 'file' ? facts.drawing(target.path) : undefined;
    const src = drawing ?? (target?.kind === 'file' ? addressOf(url ?? '') : undefined);
    return src === undefined ? h('span', { class: 'missing' }, alt) : h('img', { src, alt, loading: 'lazy' });
  }

  return { link, image, files };
}

/** What a picture of another site is called there, where nobody has said what it shows. */
function fileName(url: string): string {
  const [address = ''] = url.split(/[?#]/, 1);
  return address.split('/').findLast((part) => part !== '') ?? url;
}

/** A picture of another site is a link here, and no link stands in another. */
function withoutLinks(children: ElementContent[]): ElementContent[] {
  return children.flatMap((child) => {
    if (child.type !== 'element') return [child];
    const inside = withoutLinks(child.children);
    return child.tagName === 'a' ? inside : [{ ...child, children: inside }];
  });
}
