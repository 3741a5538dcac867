import { slug } from 'github-slugger';
import { once } from '../words/once.ts';
import { labelsIn } from '../dialects/label.ts';
import { authorId } from '../links/author-ids.ts';
import { formerAddresses } from '../links/former-addresses.ts';
import { headingLines } from './heading-lines.ts';
import type { PageContent } from './page.ts';
import { saysKind } from './says-kind.ts';

/** What the rest of a book asks of a page: the names on it, without their places and without its other text. */
export interface PageOutline {
  /** Whether its frontmatter says what kind of runbook it is. */
  readonly saysKind: boolean;
  /** Whether its frontmatter seems to have a title. */
  readonly hasTitleLine: boolean;
  /** Lines that may be headings, read without reading the page. */
  readonly headingLines: readonly string[];
  readonly headings: readonly string[];
  /** Every anchor: its headings, its steps by name, and the ids that its author wrote. */
  readonly anchors: ReadonlySet<string>;
  /** Labels that links of any page may name, as MyST has them. */
  readonly labels: readonly string[];
  /** Whether a part of it stands in another file, which is not read: it may have more headings than are known. */
  readonly pullsIn: boolean;
  /** Addresses that it gives itself for the site it was written for, as keys. */
  readonly formerAddresses: readonly string[];
  /** Where its links lead. */
  readonly urls: readonly string[];
  /** Those of them that the text does not hold letter for letter: its author wrote them with escapes. */
  readonly escapedUrls: readonly string[];
  /** Those that do stand in the text and fit a pattern. Of pages that do not hold what fits, nothing is read. */
  urlsLike(pattern: RegExp): readonly string[];
}

type Named = Pick<PageContent, 'headings' | 'snippets' | 'html' | 'components' | 'links'>;

/** The outline of a page, each part made when it is asked for. */
export function outlineOf(
  { path, text }: { readonly path: string; readonly text: string },
  content: () => Named,
): PageOutline {
  const lines = once(() => headingLines(text));
  const former = once(() => formerAddresses({ path, text }));
  const anchors = once(() => anchorsIn(content()));
  const urls = once(() => content().links.map(({ url }) => url));
  return {
    get saysKind() {
      return saysKind(text);
    },
    get hasTitleLine() {
      return /^---\r?\n/.test(text) && /^title:/m.test(text);
    },
    get headingLines() {
      return lines();
    },
    get headings() {
      return content().headings.map((heading) => heading.text);
    },
    get anchors() {
      return anchors();
    },
    get labels() {
      return labelsIn(text);
    },
    get pullsIn() {
      return PULLS_IN.test(text);
    },
    get formerAddresses() {
      return former();
    },
    get urls() {
      return urls();
    },
    get escapedUrls() {
      return urls().filter((url) => !text.includes(url));
    },
    urlsLike: (pattern) =>
      pattern.test(text) ? urls().filter((url) => pattern.test(url) && text.includes(url)) : [],
  };
}

// Match `<%= partial 'shared/login' %>`, `--8<-- "login.md"`, `{% include login.md %}`, `{{#include login.md}}`, `{include} login.md`.
const PULLS_IN =
  /<%=?[ \t]{0,9}(?:partial|render)\b|^[ \t]{0,99}-{1,9}8<-{1,9}[ \t]|\{%-?[ \t]{0,9}include|\{\{[ \t]{0,9}#include\b|\{include\}|\{\{[<%][ \t]{0,9}(?:include|readfile|snippet)\b/m;

const TITLED = new Set(['Accordion', 'Expandable', 'Update']);

function anchorsIn({ headings, snippets, html, components }: Named): ReadonlySet<string> {
  const names = snippets.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const tags = [...html, ...components].flatMap((tag) => authorId(tag) ?? []);
  // Mintlify opens what has such a title where a link names it.
  const titles = components.flatMap(({ name, attributes }) =>
    TITLED.has(name) && attributes['title'] ? [slug(attributes['title'])] : [],
  );
  return new Set([...headings.map(({ anchor }) => anchor), ...names, ...tags, ...titles]);
}
