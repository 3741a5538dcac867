import type { Nodes, Text } from 'mdast';
import type { Fix, Range } from '../../runbook/finding.ts';
import type { Target } from '../../runbook/links/target.ts';
import { listPages } from '../../runbook/book.ts';
import type { Book } from '../../runbook/book.ts';
import { count } from '../../runbook/words/count.ts';
import { didYouMean, isSlip } from '../../runbook/words/nearest.ts';
import type { Page, Runbook } from '../../runbook/read/parse.ts';
import { rangeOf } from '../../runbook/read/snippet.ts';
import { withoutEnding } from '../../runbook/links/page-file.ts';
import { aliasAddress } from '../../runbook/links/site-paths.ts';
import { rangeBetween } from '../../runbook/read/source-text.ts';
import { walk } from '../../runbook/read/walk.ts';
import { isForeign } from '../foreign.ts';
import type { PageContext, Report, ReportIn, Rule } from '../rule.ts';

/** Beyond this many broken links on one page, near names tell nobody anything. */
const MOST_GUESSES = 50;

export const linkResolves: Rule = {
  id: 'link-resolves',
  summary: 'Link to pages, headings, steps and files that exist',
  level: 'error',
  looksAround: true,
  check(context, report) {
    const { page, runbook, links } = context;
    const { isAdopted } = context.book.settings;
    const isOther = isForeign(page, context.book);
    let guesses = 0;
    for (const { url, range } of page.links) {
      // `[comment]: <> (text)` is how people write comments in Markdown, and `[//]: # (text)`.
      const isComment =
        range !== undefined && COMMENT.test(page.text.slice(range.start.offset, range.start.offset + 40));
      if (isComment) continue;
      // In mdBook's list of chapters, one that is not written yet has no address.
      const isSummary = /(?:^|\/)SUMMARY\.md$/.test(page.path);
      if (url === '' && (isSummary || (isOther && isNavigation(page, range)))) continue;
      if (url.trim() === '') report(withoutAddress(page, range), range, { isSure: true, kind: 'no-address' });
      const target = links.resolve(page, url);
      if (target.kind !== 'missing') {
        if (target.kind === 'page')
          reportFormer({ page, url, range, target, isAdopted, isForeign: isOther }, report);
        continue;
      }
      // What only the other system's site can tell is said once: see below.
      if (target.doubt !== undefined) continue;
      // GitBook names parts of pages in its own way, which its list of pages follows.
      if (isOther && isSummary && target.lacks === 'heading') continue;
      const guess = (guesses += 1) > MOST_GUESSES ? undefined : target.nearest();
      const isOff = guess !== undefined && (isFirstOfOther(url, guess) || isOtherPart(context, url, guess));
      const nearest = isOff ? undefined : guess;
      const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
      report(`Change \`${url}\`: ${target.reason}.${hint}`, range, {
        kind: kindOf(target, nearest),
        subject: nameOf(target),
        ...(target.isNamedElsewhere ? { level: 'warning' } : {}),
        isSure:
          (namesFile(url) && target.isPlain === true) ||
          (nearest !== undefined && (nearest === target.instead || isNear(url, nearest))),
        ...fixOf({ page, url, range, target }),
      });
    }
    if (runbook?.isForOpsbook) checkRelated(runbook, context, report);
    checkReferences(context, report);
  },
  checkBook({ book, links }, report) {
    reportDoubts({ book, links }, report);
    for (const service of book.services.values()) {
      for (const field of ['health', 'dashboards'] as const) {
        for (const [index, { url }] of (service[field] ?? []).entries()) {
          const target = url === undefined || !/^[./]/.test(url) ? undefined : links.resolve(service, url);
          if (target?.kind !== 'missing') continue;
          const hint = target.nearest();
          const message = `Change \`${url}\`: ${target.reason}.${hint === undefined ? '' : ` Did you mean \`${hint}\`?`}`;
          report(service.path, message, service.locate([field, index, 'url']));
        }
      }
    }
  },
};

/** `[]()` with something right behind it is no link but a piece of code: `[]()!+`. */
function withoutAddress({ text }: Page, range: Range | undefined): string {
  return range && /^\[\]\(\)[^\s|]/.test(text.slice(range.start.offset, range.end.offset + 1))
    ? 'Write this as code, between backticks: to Markdown, `[]()` is a link without words, and nobody sees it.'
    : 'Give this link an address: it has none.';
}

// Matches `| Level | Path | Navlink |`.
const NAVIGATION = /^\|(?:[^|\n]{0,200}\|){1,5}[ \t]{0,99}Navlink[ \t]{0,99}\|/m;

/** Whether it stands in a table by which Discourse makes a list of pages: a part of it that has no page has no address. */
function isNavigation({ text }: Page, range: Range | undefined): boolean {
  if (!range || !NAVIGATION.test(text)) return false;
  return text.charAt(text.lastIndexOf('\n', range.start.offset - 1) + 1) === '|';
}

/** The file that is not there, or the page and its heading: `ops/queue.md#drain`. */
function nameOf({ reason }: Extract<Target, { kind: 'missing' }>): string {
  return [...reason.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).join('');
}

/** What is missing, and whether the right one is named: then there is another thing to do. */
function kindOf(target: Extract<Target, { kind: 'missing' }>, nearest?: string): string {
  const what = target.lacks ?? 'file';
  if (target.instead !== undefined) return `renamed-${what}`;
  return nearest === undefined ? what : `near-${what}`;
}

/**
 * Whether a link names a file: whatever a site makes of its pages, a file that is named with its ending is there, or
 * it is not. What a page calls its parts is another question.
 */
function namesFile(url: string): boolean {
  if (url.includes('#')) return false;
  const [path = ''] = url.split('?', 1);
  return (
    !path.startsWith('/') &&
    /\.(?:mdx?|markdown|png|jpe?g|gif|svg|webp|pdf|ya?ml|json|sh|py|txt|csv)$/i.test(path)
  );
}

/** Whether it is the first page of another folder: every folder has one, so it was not meant. */
function isFirstOfOther(url: string, nearest: string): boolean {
  const [[folder, name = ''], [other]] = [url, nearest].map((one) =>
    (one.split(/[?#]/, 1)[0] ?? '').split('/').slice(-2),
  ) as [string[], string[]];
  return FIRST_PAGE.test(name) && (folder === '..' || folder !== other);
}

const FIRST_PAGE = /^(?:index|readme|_index)\.(?:html\.)?(?:mdx?|markdown)(?:\.erb)?$/i;

/** Up to so many links to parts that a page has not are mistakes; more were left by a page that was cut into several. */
const MOST_LOST_PARTS = 10;

/**
 * Whether a part of the page that has words more than the link, or fewer, is hardly what was meant: the page links to
 * that part by its own name too, or it links to many parts that it has not.
 */
function isOtherPart({ page, links }: PageContext, url: string, guess: string): boolean {
  if (!url.startsWith('#') || !guess.startsWith('#') || isSlip(url, guess)) return false;
  const own = page.links.filter((one) => one.url.startsWith('#'));
  if (own.some((one) => one.url === guess)) return true;
  if (own.length <= MOST_LOST_PARTS) return false;
  return own.filter((one) => links.resolve(page, one.url).kind === 'missing').length > MOST_LOST_PARTS;
}

/** Whether the two have the same name in other places, or differ by a slip of the finger or by words at the end. */
function isNear(url: string, nearest: string): boolean {
  const [a, b] = [url, nearest].map((one) => (one.split(/[/#]/).at(-1) ?? '').toLowerCase()) as [
    string,
    string,
  ];
  // Every folder has such a page.
  if (FIRST_PAGE.test(a)) return false;
  if (/^(?:https:\/\/|mailto:)/.test(nearest)) return true;
  return a.startsWith(b) || b.startsWith(a) || isSlip(withoutEnding(a), withoutEnding(b));
}

const COMMENT = /^\[(?:\/\/[\w -]{0,40}|#|comment|_|-)\d{0,9}\]:/i;

interface Doubted {
  readonly page: Page;
  readonly url: string;
  /** Its place among the links of the page. */
  readonly at: number;
  readonly target: Extract<Target, { kind: 'missing' }>;
}

/**
 * Two kinds of links of another system's pages, one finding each: those that lead out of the book, and those that
 * only the whole site can tell.
 */
function reportDoubts({ book, links }: Pick<PageContext, 'book' | 'links'>, report: ReportIn): void {
  const doubted = listPages(book).flatMap((page) =>
    page.outline.urls.flatMap((url, at): Doubted[] => {
      const target = links.resolve(page, url);
      return target.kind === 'missing' ? [{ page, url, at, target }] : [];
    }),
  );
  for (const doubt of ['outside', 'elsewhere'] as const) {
    const [first, ...others] = doubted.filter(({ target }) => target.doubt === doubt);
    if (!first) continue;
    const { page, url, at, target } = first;
    const more =
      others.length === 0
        ? ''
        : doubt === 'outside'
          ? ` So ${others.length === 1 ? 'does' : 'do'} ${count(others.length, 'more link')}.`
          : ` The same is true of ${count(others.length, 'more link')}.`;
    const message =
      doubt === 'outside'
        ? `Check \`${url}\`: it leads out of the book, and its site has no such page.${more} If it is right, run opsbook on the folder that holds both.`
        : `Check \`${url}\`: ${target.reason}. The site that it was written for may have one.${more}`;
    report(
      { path: page.path, level: 'warning', kind: doubt, places: others.length + 1 },
      message,
      page.links[at]?.range,
    );
  }
}

interface Followed {
  /** Whether the book has adopted the format. */
  readonly isAdopted?: boolean;
  /** Whether the page was written for another system, whose site leads on from old addresses. */
  readonly isForeign?: boolean;
  readonly page: Page;
  readonly url: string;
  readonly range: Range | undefined;
  readonly target: Extract<Target, { kind: 'page' | 'missing' }>;
}

/** A link to an older address of a page works, and takes a reader a moment longer. */
function reportFormer(followed: Followed, report: Report): void {
  const { url, range, target } = followed;
  if (target.kind !== 'page' || target.instead === undefined) return;
  // A folder that has not adopted the format is still published as before, with the links of that site.
  const isOldSite = target.because === 'old-site';
  if ((isOldSite && !followed.isAdopted) || followed.isForeign) return;
  const why = isOldSite
    ? 'only the site that this page was written for knows this address'
    : 'this page has moved there';
  const message = `Replace \`${url}\` with \`${target.instead}\`: ${why}.`;
  report(message, range, { level: 'warning', kind: 'moved', ...fixOf(followed) });
}

/** Puts what is surely meant in the place of an address, where the text holds the address as it is. */
function fixOf({ page, url, range, target: { instead } }: Followed): { fix?: readonly Fix[] } {
  if (instead === undefined || !range) return {};
  const source = page.text.slice(range.start.offset, range.end.offset);
  const at = source.indexOf(url);
  if (url === '' || at < 0 || source.indexOf(url, at + 1) >= 0) return {};
  const start = range.start.offset + at;
  return { fix: [{ start, end: start + url.length, text: instead }] };
}

function checkRelated(runbook: Runbook, { book }: PageContext, report: Report): void {
  for (const [index, id] of runbook.related.entries()) {
    if (book.runbooks.has(id)) continue;
    const at = runbook.locate(['related', index]);
    const now = [...book.runbooks.values()].find(({ aliases }) =>
      aliases.some((alias) => aliasAddress(alias) === aliasAddress(id)),
    );
    if (now) {
      const isPlain = runbook.text.slice(at.start.offset, at.end.offset) === id;
      const fix = isPlain ? [{ start: at.start.offset, end: at.end.offset, text: now.id }] : [];
      const message = `Replace \`${id}\` with \`${now.id}\` in \`related\`: this page has moved there.`;
      report(message, at, { level: 'warning', fix });
    } else {
      const nearest = didYouMean(id, book.runbooks.keys());
      report(`Change \`related\`: no runbook has the id \`${id}\`.${nearest}`, at);
    }
  }
}

// Matches `[the page][label]`; not `[a-z][0-9]`, which is a pattern, nor `[x][y]` and `%{[field][name]}`, which are indexes,
// nor `[Resource][Domain][Profile]`, the parts of a name.
const REFERENCE = /(?<![\w\]\\{])\[([^[\]\n]+)\]\[([^[\]\n]*)\](?!\[)/g;

// Matches `[Quickstart]: {{< relref "quickstart" >}}`, `[grafana]: <<tenant_url("grafana")>>`: it is filled in before anybody reads the page.
const FILLED = /^ {0,3}\[([^[\]\n]{1,200})\]:[ \t]{0,9}(?:\{[{%]|<[<%])/gm;

/** `[text][label]` without `[label]: address` below stays text: nothing on the page shows that it was a link. */
function checkReferences({ page, book, links }: PageContext, report: Report): void {
  const isOther = isForeign(page, book);
  if (!page.text.includes('][')) return;
  const filled = new Set([...page.text.matchAll(FILLED)].map(([, label = '']) => label.toLowerCase()));
  walk(page.tree, (node: Nodes) => {
    if (node.type !== 'text') return;
    for (const { 0: whole, 1: words = '', 2: label = '', index } of node.value.matchAll(REFERENCE)) {
      // `[cur=state][event=number]`: fields of a message.
      if (words.includes('=') || label.includes('=')) continue;
      if (!/\p{L}{3}/u.test(words) || !(label === '' || /\p{L}{2}/u.test(label))) continue;
      if (filled.has((label || words).toLowerCase())) continue;
      // MkDocs' plugins know anchors of any page by their names.
      if (label !== '' && links.resolve(page, `#${label}`).kind === 'page') continue;
      if (isOther && isHeadingOf(book, label || words)) continue;
      // `[[Help#Name][words]]`
      const isWiki =
        node.value[index - 1] === '[' && node.value[index + whole.length] === ']' && label !== '';
      const message = isWiki
        ? `Write this as \`[${label}](…)\` with the address: Markdown has no links of this form.`
        : `Add \`[${label || words}]: …\` with the address: this reference leads nowhere.`;
      report(message, placeOf(whole, node, page.text), { level: 'warning', kind: 'reference' });
    }
  });
}

/** `[Style guide][]` is a heading of any page to a plugin of MkDocs. */
function isHeadingOf(book: Book, words: string): boolean {
  const plain = words.toLowerCase().replace(/[^\p{L}\p{N}\s_-]+/gu, '');
  const anchor = plain.trim().replace(/\s+/g, '-');
  return listPages(book).some(({ outline }) => outline.anchors.has(anchor));
}

/** Where a part of a text stands in the file; the place of the whole text where the source writes it differently. */
function placeOf(part: string, node: Text, text: string): Range | undefined {
  const range = rangeOf(node);
  const at = range && text.slice(range.start.offset, range.end.offset).indexOf(part);
  if (!range || at === undefined || at < 0) return range;
  const from = range.start.offset + at;
  return rangeBetween(text, from, from + part.length);
}
